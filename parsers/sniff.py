"""Whether bytes are legal XML, told from how they begin: the root element, as `lawdiff.parsers.source` tells it."""

from __future__ import annotations

from lxml import etree

from lawdiff.parsers.errors import UnreadableSource
from lawdiff.parsers.source import dialect_of

CHUNK = 4096
"""Bytes that are read at a time until the root element has begun."""

LONGEST_PROLOGUE = 1_000_000
"""Bytes before the root element after which nobody looks further: declarations and comments of published documents
take a few hundred."""


def is_legal(data: bytes) -> bool:
    """Return whether the root element is one that lawdiff reads; what follows it is not looked at.

    A document that is broken behind its root element is legal XML all the same, so that it is reported and not passed
    over.
    """
    start = data[:CHUNK].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith((b"<", b"\0<", b"\xff\xfe", b"\xfe\xff")):
        return False
    parser = etree.XMLPullParser(
        events=("start",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for place in range(0, min(len(data), LONGEST_PROLOGUE), CHUNK):
        try:
            parser.feed(data[place : place + CHUNK])
        except etree.XMLSyntaxError:
            return _begins_legally(parser)
        if _begins_legally(parser):
            return True
    return False


def _begins_legally(parser: etree.XMLPullParser) -> bool:
    """Return whether a root element has begun, and is one of those that lawdiff reads."""
    for _, root in parser.read_events():
        try:
            dialect_of(root, "")
        except UnreadableSource:
            return False
        return True
    return False
