"""`python -m lawdiff` is the command `lawdiff`."""

from lawdiff.cli import main

if __name__ == "__main__":
    main()
