"""The command line: open, call one library function, render."""
