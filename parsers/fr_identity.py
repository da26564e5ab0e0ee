"""Which document of the Federal Register it is: number, citation, RINs, dockets, agencies, CFR parts, dates, kind.

The fields are read from the elements of the preamble; the action line in the agency's own words tells an interim
from a final rule, and the root element has the last word, because action lines are free text.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from lawdiff.parsers.document import Identity
from lawdiff.parsers.fr_dates import filed_on, stated
from lawdiff.parsers.fr_fields import DASHES, cfr_parts, dockets, kind_of_rule, rins
from lawdiff.parsers.fr_text import plain
from lawdiff.parsers.text import join, whole_number

if TYPE_CHECKING:
    from lxml import etree

    from lawdiff.parsers.fr_text import Reader

FIRST_YEAR = 1935
"""Volume 1 of the Federal Register is of 1936: volume = year - 1935."""

_NUMBER = re.compile(
    r"(?:FR\s*)?Doc\.?\s*(?:No\.?:?\s*)?([A-Z]?[0-9]{1,4}[-–‑][0-9A-Z]+(?:[-–‑][0-9]+)?)", re.IGNORECASE
)
_CORRECTED = re.compile(r"\bIn\s+(?P<kind>(?:proposed\s+)?rule|notice)\s+document\b", re.IGNORECASE)
"""How the Office of the Federal Register opens its corrections: ``In rule document 2016-00001, appearing on …``."""
LATE_FILING = "12-20"
"""A document filed on this day or later may be published in the next year, in the next volume."""


def document_number(root: etree._Element) -> str:
    """Return the document number (``2020-24707``) from the ``FRDOC`` line, or an empty string."""
    for element in root.iter("FRDOC"):
        match = _NUMBER.search(plain(element))
        if match:
            return match[1].translate(DASHES)
    return ""


def kind_of(root: etree._Element, action: str) -> str:
    """Return the document's kind from its root element and its action line."""
    tag = root.tag
    if tag == "PRORULE":
        return "proposed rule"
    if tag == "PRESDOCU":
        return "presidential document"
    if tag == "RULE":
        return kind_of_rule(action)
    if tag == "CORRECT":
        corrected = (_CORRECTED.search(plain(paragraph)) for paragraph in root.iter("P"))
        line = next((match["kind"] for match in corrected if match), action)
        if re.search(r"\brule\b", line, re.IGNORECASE):
            return "proposed rule" if "propos" in line.lower() else "final rule"
    return "notice"


def _labelled(preamble: etree._Element | None, tag: str) -> str:
    """Return the paragraphs of a captioned element (``ACT``, ``DATES``), without the caption."""
    element = preamble.find(tag) if preamble is not None else None
    if element is None:
        return ""
    return join(plain(child) for child in element if child.tag != "HD")


def _dates(preamble: etree._Element | None) -> dict[str, str]:
    """Return the dates that the captions EFFDATE and DATES state in a form that leaves no doubt."""
    return stated(" ".join(caption for tag in ("EFFDATE", "DATES") if (caption := _labelled(preamble, tag))))


def filed(root: etree._Element) -> str:
    """Return the date of filing from the ``FRDOC`` or ``FILED`` line as ISO 8601, or an empty string."""
    lines = chain(root.iter("FRDOC"), root.iter("FILED"))  # apart: a look for one name is ten times as fast
    return next(filter(None, (filed_on(plain(line)) for line in lines)), "")


def first_page(root: etree._Element) -> int:
    """Return the page on which the document begins, or 0 where the file does not tell.

    Every page break is marked by ``PRTPAGE``: one before any word names the page itself, the first one after words
    names the page after it.
    """
    element = next(root.iter("PRTPAGE"), None)
    page = whole_number(element.get("P", "")) if element is not None else None
    if element is None or page is None:
        return 0
    return page if _nothing_before(element, root) else page - 1


MASTHEAD = frozenset({"TITLE3", "PRES"})
"""What a presidential document prints above its name: the page that opens between two of them is its own."""


def _nothing_before(element: etree._Element, root: etree._Element) -> bool:
    for other in root.iter():
        if other is element:
            return True
        if other.text and not other.text.isspace() and other.tag not in MASTHEAD:
            return False
    return True


def _volume(root: etree._Element) -> str:
    """Return the volume by the year of filing; empty around the new year, when publication may be in the next."""
    day = filed(root)
    if not day or day[5:] >= LATE_FILING:
        return ""
    return str(int(day[:4]) - FIRST_YEAR)


def identity(root: etree._Element, volume: str = "", published: str = "", page: int = 0) -> Identity:
    """Return the identity of one document.

    Args:
        root: RULE, PRORULE, NOTICE, PRESDOCU or CORRECT.
        volume: of the issue that the document stands in, where known.
        published: the date of that issue, ISO 8601, where known.
        page: the page that was open in the issue, for a document without a page break of its own.
    """
    preamble = root.find("PREAMB")
    head = preamble if preamble is not None else root
    dates = _dates(preamble)
    if published:
        dates["published"] = published
    day = filed(root)
    if day:
        dates["filed"] = day
    agencies = dict.fromkeys(plain(element) for element in head.iter("AGENCY", "SUBAGY") if plain(element))
    volume = volume or _volume(root)
    begins = first_page(root) or page
    citation = f"{volume} FR {begins}" if volume and begins else ""
    return Identity(
        fr_document=document_number(root),
        fr_citation=citation,
        rins=rins(plain(element) for element in head.iter("RIN", "DEPDOC")),
        dockets=dockets(plain(element) for element in head.iter("DEPDOC")),
        agencies=tuple(agencies),
        cfr_parts=cfr_parts(plain(element) for element in head.iter("CFR")),
        action=_labelled(preamble, "ACT"),
        dates=dates,
    )


def subject(root: etree._Element, reader: Reader) -> str:
    """Return the document's title."""
    preamble = root.find("PREAMB")
    found = reader.text(preamble.find("SUBJECT")) if preamble is not None else ""
    return found or next(filter(None, map(reader.text, root.iter("SUBJECT", "HD", "PROC"))), "")
