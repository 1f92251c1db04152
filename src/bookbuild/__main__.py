"""`python -m bookbuild`: the same as the command `bookbuild`."""

from bookbuild.cli import main

if __name__ == "__main__":
    main()
