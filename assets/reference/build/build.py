"""Rebuilds every table of `assets/reference/` from registry packages: `python3 assets/reference/build/build.py`."""

import countries
import packages


def main():
    folders = packages.fetch_all()
    countries.build(folders)


if __name__ == "__main__":
    main()
