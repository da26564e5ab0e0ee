"""The command line: open, call one library function, render. The only room that knows click and exit codes."""

from lawdiff.cli.group import main

__all__ = ["main"]
