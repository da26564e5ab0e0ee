"""Titles, chapters, parts, subparts of the CFR: what their headings say.

PART 51—INCORPORATION BY REFERENCE    ->    number "PART 51—", designator "51", heading "INCORPORATION …"
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.parsers.draft import Draft

if TYPE_CHECKING:
    from lxml import etree

_PART = re.compile(
    r"(?P<number>PARTS?\s+(?P<designator>[0-9]+[A-Za-z]?(?:[–-][0-9]+)?)\s*(?:[—–-]+|\.)?)\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_SUBPART = re.compile(
    r"(?P<number>Subparts?\s+(?P<designator>[A-Z]{1,3}(?:\s*[-–—]\s*[A-Z]{1,3}(?=\s))?)\s*(?:[—–-]+|\.)?)\s*(?P<rest>.*)",
    re.IGNORECASE,
)

LEVELS = {
    "CHAPTER": "chapter",
    "SUBCHAP": "subchapter",
    "PART": "part",
    "SUBPART": "subpart",
    "SUBJGRP": "subject group",
    "TITLE": "title",
}
"""Element -> level of a container."""

_PATTERNS = {
    "title": re.compile(
        r"(?P<number>TITLE\s+(?P<designator>[0-9]+)\s*(?:[—–-]+|\.)?)\s*(?P<rest>.*)", re.IGNORECASE
    ),
    "subtitle": re.compile(
        r"(?P<number>SUBTITLE\s+(?P<designator>[A-Z])\s*(?:[—–-]+|\.)?)\s*(?P<rest>.*)", re.IGNORECASE
    ),
    "chapter": re.compile(
        r"(?P<number>CHAPTER\s+(?P<designator>[IVXLC]+)\s*(?:[—–-]+|\.)?)\s*(?P<rest>.*)", re.IGNORECASE
    ),
    "subchapter": re.compile(
        r"(?P<number>SUBCHAPTER\s+(?P<designator>[A-Z]{1,2})\s*(?:[—–-]+|\.)?)\s*(?P<rest>.*)", re.IGNORECASE
    ),
    "part": _PART,
    "subpart": _SUBPART,
}


def container_draft(element: etree._Element, heading: str) -> Draft:
    """Return an empty container of the CFR from its element and its heading as printed."""
    return container_of(LEVELS.get(str(element.tag), "subject group"), heading, element)


def container_of(level: str, heading: str, element: etree._Element) -> Draft:
    """Return an empty container of a level: ``PART 51—INCORPORATION …`` -> number, designator, heading."""
    pattern = _PATTERNS.get(level)
    match = pattern.fullmatch(heading) if pattern else None
    draft = Draft(level, heading=heading, source_line=element.sourceline or 0)
    if match:
        draft.number, draft.designator, draft.heading = (
            match["number"].strip(),
            match["designator"],
            match["rest"],
        )
    if "[reserved]" in heading.lower():
        draft.status = "reserved"
    return draft


def is_part(heading: str) -> bool:
    """Return whether a heading names a part."""
    return _PART.fullmatch(heading) is not None
