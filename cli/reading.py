"""Reading and comparing what the arguments name, with a sign of life on a terminal."""

from __future__ import annotations

from lawdiff.differ import Comparison, compare
from lawdiff.parsers import UnreadableSource, parse
from lawdiff.render.terminal import working

STDIN = "-"


def compared(old: str, new: str, reading: str = "inserted") -> Comparison:
    """Read and compare two documents.

    Raises:
        UnreadableSource: one of them cannot be read, or both are standard input.
    """
    if old == new == STDIN:
        raise UnreadableSource("standard input", "can be one of the two documents, not both")
    with working(f"Reading {old} and {new}"):
        documents = parse(old, reading=reading), parse(new, reading=reading)
    with working("Comparing"):
        return compare(*documents)
