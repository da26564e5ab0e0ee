"""Which text a document is a version of, and where it stands among them: from its content, never from its name.

H.R. 1, 119th Congress      reported-in-house, engrossed-in-house, placed-on-calendar-senate, enrolled-bill, enacted
13 U.S.C.                   113-31, 115-164not141, 117-80
37 CFR part 1               2011-07-01, 2012-07-01
RIN 1651-AB12               2020-24707, 2025-19655
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from lawdiff.parsers import LawdiffError, UnreadableSource, parse_bytes
from lawdiff.parsers.bill_names import bill_number
from lawdiff.render.web import ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawdiff.parsers import Document

RULES = ("proposed rule", "interim final rule", "final rule")

STAGES = (
    ("introduced", 0),
    ("received", 1),
    ("referred", 2),
    ("reference-change", 2),
    ("referral-instructions", 2),
    ("committee-discharged", 2),
    ("reported", 3),
    ("placed-on-calendar", 4),
    ("indefinitely-postponed", 4),
    ("engrossed", 5),
    ("agreed-to", 5),
)
"""How a stage begins -> its place in one chamber, as GPO lists the versions of bills
(https://www.govinfo.gov/help/bills). A bill goes through its own chamber first, then through the other one."""

OTHER_CHAMBER = 10
"""Added for a stage in the chamber that the bill did not begin in."""

BACK_AGAIN = 20
"""Added where the first chamber answers the other's amendment with one of its own."""

LATE_STAGES = {"enrolled-bill": 30, "enacted": 40}
UNKNOWN_STAGE = 28
"""A stage that is not in the table comes after both chambers and before enrolment: prints that were ordered late."""

UNDATED = "9999"
"""Sorts what has no date behind what has one."""

_PRINTED_NUMBER = re.compile(r"\[((?:H|S)\.[A-Z a-z.]{0,20}\d+)\]")
"""How a public law names the bill that it was: ``[H.R. 1]``."""

_WIDTH = 8
"""Digits that a number is filled up to, so that numbers sort as numbers."""


@dataclass(frozen=True, slots=True)
class Version:
    """A document as one version of a text.

    Attributes:
        file: as it was given.
        sha256: of the bytes of the file.
        title: of the document.
        groups: the texts that it is a version of: one, or one for each RIN; none where it cannot be told.
        order: where it stands among them; compared as text.
        label: what tells it from the other versions: a stage, a release point, a date, a document number.
        kind: of the document.
        amends: of a rule: whether it sets out or amends text of the CFR.
    """

    file: str
    sha256: str
    title: str
    groups: tuple[str, ...]
    order: str
    label: str
    kind: str
    amends: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that is no legal XML, with the reason in one line."""

    file: str
    why: str


def identify(name: str, data: bytes) -> Version | Unreadable:
    """Read a document and say which version of which text it is."""
    try:
        document = parse_bytes(data, name)
    except LawdiffError as error:
        return Unreadable(name, why_unread(error))
    groups, order, label = _place(document)
    amends = any(unit.level == "instruction" or unit.quoted for unit in document.units)
    digest = sha256(data).hexdigest()
    return Version(name, digest, document.title, groups, order, label, document.kind, amends)


def why_unread(error: LawdiffError) -> str:
    """Return why a document cannot be read, for a list that names its file already."""
    if not isinstance(error, UnreadableSource):
        return str(error)
    return f"{error.reason} (line {error.line})" if error.line else error.reason


def text_of(document: Document) -> str:
    """Return the text that a document is a version of: ``H.R. 1, 119th Congress``; its own title where it is alone."""
    groups = _place(document)[0]
    return groups[0] if groups else document.title


def _place(document: Document) -> tuple[tuple[str, ...], str, str]:
    """Return the texts that a document is a version of, its place among their versions, and what tells it apart."""
    identity = document.identity
    kind = document.kind
    if kind in ("bill", "resolution", "public law"):
        number = (_bill_of(document) or identity.number) if kind == "public law" else identity.number
        groups = (f"{number}, {_congress(identity.congress)}",) if number and identity.congress else ()
        return groups, _bill_order(document, number), identity.stage
    if kind == "code title":
        groups = (f"{identity.title_number} U.S.C.",) if identity.title_number else ()
        return groups, _natural(identity.release_point), identity.release_point
    if kind in ("CFR part", "CFR title"):
        name = f"{identity.title_number} CFR"
        if kind == "CFR part":
            name = identity.cfr_parts[0].replace("CFR ", "CFR part ") if identity.cfr_parts else ""
        return (name,) if name.strip() else (), identity.edition or UNDATED, identity.edition
    if kind == "statute compilation":
        groups = (f"{identity.number} as amended",) if identity.number else ()
        return groups, _natural(identity.release_point), identity.release_point
    if kind in RULES:
        return tuple(f"RIN {rin}" for rin in identity.rins), _rule_order(document), identity.fr_document
    return (), "", identity.fr_document


def _congress(number: str) -> str:
    return f"{ordinal(int(number))} Congress" if number.isascii() and number.isdecimal() else number


def _bill_of(document: Document) -> str:
    """Return the number of the bill that a public law was, from its first page; empty where it does not say."""
    for text in _front(document):
        match = _PRINTED_NUMBER.search(text)
        if match:
            return bill_number(match[1])
    return ""


def _front(document: Document) -> Iterator[str]:
    """Yield the texts on the first page of a document."""
    for top in document.body:
        if top.level == "front matter":
            for inner in top.walk():
                yield inner.text
                yield from (item.text for item in inner.apparatus)


def _bill_order(document: Document, number: str) -> str:
    identity = document.identity
    date = max(identity.dates.values(), default=UNDATED)
    return f"{stage_rank(identity.stage, number):0{_WIDTH}} {date}"


def stage_rank(stage: str, number: str) -> int:
    """Return the place of a bill's stage on its way through both chambers.

    Args:
        stage: ``engrossed-amendment-senate``, ….
        number: of the bill; its first letter tells the chamber in which it began.
    """
    if stage in LATE_STAGES:
        return LATE_STAGES[stage]
    place = next((place for begins, place in STAGES if stage.startswith(begins)), None)
    if place is None:
        return UNKNOWN_STAGE
    own, other = ("senate", "house") if number.startswith("S") else ("house", "senate")
    if stage.endswith(other):
        return OTHER_CHAMBER + place
    return BACK_AGAIN + place if "amendment" in stage and stage.endswith(own) else place


def _rule_order(document: Document) -> str:
    """Return the date of a rule and its page: both grow with time, and the date is known of more documents."""
    identity = document.identity
    dates = identity.dates
    date = dates.get("published") or dates.get("filed") or UNDATED
    return f"{date} {_natural(identity.fr_citation)} {_natural(identity.fr_document)}"


def _natural(text: str) -> str:
    """Return a text with its numbers filled up: ``117-80`` comes after ``117-9``."""
    return re.sub(r"\d+", lambda match: match[0].zfill(_WIDTH), text) or UNDATED
