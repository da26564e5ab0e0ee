"""Which document of the Federal Register it is: number, citation, RINs, dockets, agencies, CFR parts, dates, kind.

The fields are read from the elements of the preamble; the action line in the agency's own words tells an interim
from a final rule, and the root element has the last word, because action lines are free text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.parsers.document import Identity
from lawdiff.parsers.fr_text import plain
from lawdiff.parsers.text import fold, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

FIRST_YEAR = 1935
"""Volume 1 of the Federal Register is of 1936: volume = year - 1935."""

_NUMBER = re.compile(
    r"(?:FR\s*)?Doc\.?\s*(?:No\.?:?\s*)?([A-Z]?[0-9]{1,4}[-–‑][0-9A-Z]+(?:[-–‑][0-9]+)?)", re.IGNORECASE
)
_FILED = re.compile(r"Filed\s*([0-9]{1,2})[-–‑]([0-9]{1,2})[-–‑]([0-9]{2,4})")
_RIN = re.compile(r"[0-9]{4}[-–‑][A-Z]{2}[0-9]{2,3}")
_DATE = re.compile(
    r"(January|February|March|April|May|June|July|August|September|October|November|December)\s+([0-9]{1,2}),\s+([0-9]{4})",
)
MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        1,
    )
}
_DASHES = str.maketrans("–‑", "--")
LATE_FILING = "12-20"
"""A document filed on this day or later may be published in the next year, in the next volume."""
CENTURY = 70
"""A filing year of two digits below this is of the 2000s; electronic texts begin in 1994."""


def document_number(root: etree._Element) -> str:
    """Return the document number (``2020-24707``) from the ``FRDOC`` line, or an empty string."""
    for element in root.iter("FRDOC"):
        match = _NUMBER.search(plain(element))
        if match:
            return match[1].translate(_DASHES)
    return ""


def iso(date: tuple[str, str, str]) -> str:
    """Return (month's name, day, year) as ISO 8601."""
    return f"{int(date[2]):04d}-{MONTHS[date[0]]:02d}-{int(date[1]):02d}"


def find_date(text: str) -> str:
    """Return the first date written out in a text as ISO 8601, or an empty string."""
    match = _DATE.search(text)
    return iso((match[1], match[2], match[3])) if match else ""


def kind_of(root: etree._Element, action: str) -> str:
    """Return the document's kind from its root element and its action line."""
    tag = root.tag
    if tag == "PRORULE":
        return "proposed rule"
    if tag == "PRESDOCU":
        return "presidential document"
    if tag == "RULE":
        return "interim final rule" if re.search(r"\binterim\b", action, re.IGNORECASE) else "final rule"
    if tag == "CORRECT" and re.search(r"\brule\b", action, re.IGNORECASE):
        return "proposed rule" if "propos" in action.lower() else "final rule"
    return "notice"


def cfr_parts(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the CFR parts that lines name, one a part: ``12 CFR Parts 1024 and 1026`` -> two."""
    found: dict[str, None] = {}
    for line in lines:
        for title, rest in re.findall(r"([0-9]{1,2})\s*CFR((?:(?![0-9]{1,2}\s*CFR).)*)", line):
            if re.match(r"\s*ch", rest, re.IGNORECASE):
                continue
            for part in re.findall(r"(?<![0-9.])[0-9]{1,4}[a-z]?(?![0-9])(?:(?=\.[0-9]))?", rest):
                found[f"{title} CFR {part}"] = None
    return tuple(found)


def _first(preamble: etree._Element | None, tag: str) -> str:
    element = preamble.find(tag) if preamble is not None else None
    return "" if element is None else plain(element)


def _labelled(preamble: etree._Element | None, tag: str) -> str:
    """Return the paragraphs of a captioned element (``ACT``, ``DATES``), without the caption."""
    element = preamble.find(tag) if preamble is not None else None
    if element is None:
        return ""
    return " ".join(plain(child) for child in element if child.tag != "HD")


def _dockets(preamble: etree._Element) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for element in preamble.iter("DEPDOC"):
        for piece in plain(element).strip("[] ").split(";"):
            cleaned = re.sub(
                r"^(?:Docket|Doc\.)\s*(?:(?:ID|File|Nos?\.?|Number|Numbers)\b[.:]?\s*)*",
                "",
                fold(piece),
                flags=re.IGNORECASE,
            )
            number = cleaned.strip("[] ").translate(_DASHES)
            if number:
                found[number] = None
    return tuple(found)


_COMMENTS = re.compile(r"\bcomments?\b", re.IGNORECASE)
_EFFECTIVE = re.compile(r"\b(?:effective|applicable|delayed)\b", re.IGNORECASE)
_UNTIL = re.compile(
    r"(?:on or before|before|by|until|through|than|to|on)\s+(?:[A-Z][a-z]+day,\s+)?$", re.IGNORECASE
)
"""What stands right before the date on which a comment period closes, or to which a rule is delayed."""


def _dates(preamble: etree._Element | None) -> dict[str, str]:
    """Return the dates that the DATES caption states in a form that leaves no doubt."""
    dates: dict[str, str] = {}
    caption = next((c for tag in ("EFFDATE", "DATES") if (c := _labelled(preamble, tag))), "")
    for sentence in re.split(r"(?<=[.;])\s+(?=[A-Z])", caption):
        found = list(_DATE.finditer(sentence))
        if not found:
            continue
        last = next(
            (match for match in reversed(found) if _UNTIL.search(sentence[: match.start()])), found[-1]
        )
        if _COMMENTS.search(sentence):
            dates.setdefault("comments close", iso((last[1], last[2], last[3])))
        elif _EFFECTIVE.search(sentence):
            match = last if "delay" in sentence else found[0]
            dates.setdefault("effective", iso((match[1], match[2], match[3])))
    return dates


def filed(root: etree._Element) -> str:
    """Return the date of filing from the ``FRDOC`` or ``FILED`` line as ISO 8601, or an empty string."""
    for element in root.iter("FRDOC", "FILED"):
        match = _FILED.search(plain(element))
        if match:
            month, day, year = (int(group) for group in match.groups())
            if year < 100:  # noqa: PLR2004 - a year of two digits
                year += 2000 if year < CENTURY else 1900
            if 1 <= month <= max(MONTHS.values()):
                return f"{year:04d}-{month:02d}-{day:02d}"
    return ""


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


def _nothing_before(element: etree._Element, root: etree._Element) -> bool:
    for other in root.iter():
        if other is element:
            return True
        if other.text and not other.text.isspace():
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
        rins=tuple(
            dict.fromkeys(r.translate(_DASHES) for e in head.iter("RIN") for r in _RIN.findall(plain(e)))
        ),
        dockets=_dockets(head),
        agencies=tuple(agencies),
        cfr_parts=cfr_parts(plain(element) for element in head.iter("CFR")),
        action=_labelled(preamble, "ACT"),
        dates=dates,
    )


def subject(root: etree._Element) -> str:
    """Return the document's title."""
    preamble = root.find("PREAMB")
    found = _first(preamble, "SUBJECT")
    if found:
        return found
    for element in root.iter("SUBJECT", "HD", "PROC"):
        if plain(element):
            return plain(element)
    return ""
