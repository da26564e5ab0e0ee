"""Is an answer what was asked for? XML that ends where it should, JSON, a ZIP archive; never a page that says sorry.

200 OK, text/html, <html><title>Maintenance</title>…      -> "an HTML page, not XML"
<rule>…<P>The officer may req                             -> "XML that breaks off (no </rule> at its end)"
"""

from __future__ import annotations

import json
import re
import zlib
from typing import Any, Literal

Kind = Literal["XML", "JSON", "ZIP"]
"""What can be asked for."""

ACCEPT = {
    "XML": "application/xml, text/xml;q=0.9, */*;q=0.1",
    "JSON": "application/json",
    "ZIP": "application/zip, */*;q=0.1",
}
"""``Accept`` for each kind; govinfo and the eCFR answer 406 to the wrong one."""

_BEFORE_ROOT = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?[^>]*>", re.DOTALL)
_NAME = re.compile(rb"<([A-Za-z_][^\s/>]*)")
_AFTER_ROOT = ((b"-->", b"<!--"), (b"?>", b"<?"))
"""How a comment or an instruction ends, and how it begins."""


class Unsuitable(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """An answer that is not what was asked for; the message says what it is instead."""


def unpack(data: bytes, encoding: str, largest: int) -> bytes:
    """Return a body without its content encoding.

    Args:
        data: as it came.
        encoding: ``Content-Encoding``.
        largest: bytes that it may have unpacked; a few kilobytes can unpack to gigabytes.

    Raises:
        Unsuitable: it is damaged, too large, or packed in a way that was not asked for.
    """
    if encoding in ("", "identity"):
        return data
    if encoding not in ("gzip", "x-gzip"):
        raise Unsuitable(f"is packed as {encoding}, which was not asked for")
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        plain = unpacker.decompress(data, largest + 1)
    except zlib.error as error:
        raise Unsuitable("is damaged (its compression does not hold)") from error
    if len(plain) > largest:
        raise Unsuitable(too_large(largest))
    if not unpacker.eof:
        raise Unsuitable("is damaged (its compression breaks off)")
    return plain


def too_large(largest: int) -> str:
    """Return what is said of an answer that is larger than allowed."""
    return f"has more than {largest // 1_000_000 or largest / 1_000_000} MB, the most that is taken"


def check(data: bytes, kind: Kind, media_type: str) -> None:
    """See that a body is of the kind that was asked for.

    Raises:
        Unsuitable: it is not.
    """
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:14].lower() == b"<!doctype html" or start[:5].lower() == b"<html":
        raise Unsuitable(f"is an HTML page, not {kind}")
    if not start:
        raise Unsuitable(f"is empty, not {kind}")
    if kind == "XML":
        _whole_xml(data, start, media_type)
    elif kind == "ZIP" and not start.startswith(b"PK"):
        raise Unsuitable(f"is not a ZIP archive{_called(media_type)}")
    elif kind == "JSON":
        read_json(data)


def read_json(data: bytes) -> Any:
    """Return what JSON says.

    Raises:
        Unsuitable: it is no JSON.
    """
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unsuitable("is not JSON") from error


def _whole_xml(data: bytes, start: bytes, media_type: str) -> None:
    """See that XML ends with the end tag of its root: a connection that is closed early leaves the rest away."""
    root = _root(data.removeprefix(b"\xef\xbb\xbf")) if start.startswith(b"<") else None
    if root is None:
        raise Unsuitable(f"is not XML{_called(media_type)}")
    head, _, tag = _without_epilog(data).rpartition(b"</")
    if not head or tag.rstrip(b"> \t\r\n") != root or not tag.endswith(b">"):
        raise Unsuitable(f"is XML that breaks off (no </{root.decode(errors='replace')}> at its end)")


def _root(body: bytes) -> bytes | None:
    """Return the name of the root element, past declaration, comments and document type."""
    place = 0
    while (match := _BEFORE_ROOT.match(body, place)) is not None:
        place = match.end()
    name = _NAME.match(body, place)
    return name[1] if name else None


def _without_epilog(body: bytes) -> bytes:
    """Return a document up to its root's end: comments and instructions may follow it."""
    body = body.rstrip()
    while True:
        for end, begin in _AFTER_ROOT:
            if body.endswith(end):
                body = body[: max(body.rfind(begin), 0)].rstrip()
                break
        else:
            return body


def _called(media_type: str) -> str:
    return f" but {media_type}" if media_type else ""
