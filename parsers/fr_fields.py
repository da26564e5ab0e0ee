"""What the printed lines of a Federal Register document say, whatever format prints them: RINs, dockets, parts, kind.

"[Docket Nos. MC2024–1 and CP2024–2; FRL–9944]"      dockets    MC2024-1, CP2024-2, FRL-9944
"RIN 1651–AB12"                                      RIN        1651-AB12
"12 CFR Parts 1024 and 1026"                         CFR parts  12 CFR 1024, 12 CFR 1026
"Affirmation of interim rule as final rule."         kind       final rule
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.parsers.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))

_RIN = re.compile(r"(?<![0-9])[0-9]{4}\s?[-‐‑‒–—−]\s?[A-Z]{2}[0-9]{2,3}(?![0-9])")
_RTID = re.compile(r"\bRTID\b")
_DOCKET_WORD = re.compile(
    r"^(?:Docket|Doc\.)\s*(?:(?:ID|File|Nos?|Numbers?)\b[.:\s]*)*[.:]?\s*(?=.*[0-9])", re.IGNORECASE
)
_SET_APART = re.compile(r"(?<=[A-Z]-)\s(?=[0-9])")
"""A space in an identifier, where a line ended: ``FR- 5921-N-05``."""
_DOCKET_ENDS = re.compile(r";|\s(?=FRL[-–])")
_LISTED = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
_ONE_DOCKET = re.compile(r"[A-Z0-9][A-Za-z0-9.]*-[A-Za-z0-9.-]*[0-9][A-Za-z0-9.-]*")
"""What stands in a list of dockets as one of them: a token with a hyphen and a digit, and no space."""

_SEVERAL = re.compile(
    r"(?P<name>[^,;]*?\b)(?P<plural>Nos\.|Numbers|Identifiers)(?P<joint>:?\s+)(?P<list>[A-Z0-9].*)",
    re.IGNORECASE,
)
"""A list under one label: ``GN Docket Nos. 17-183, 18-122``, ``Document Identifiers: CMS-276 and CMS-1957``."""
_SINGULAR = {"nos.": "No.", "numbers": "Number", "identifiers": "Identifier"}
_LABELLED = re.compile(r",\s+(?=[A-Z])")
"""What stands between identifiers with a label each: ``FCC 23-111, FR ID 198806``."""
_MEMBER = re.compile(r"[A-Za-z0-9.-]*[0-9][A-Za-z0-9.-]*")

_FINAL_AFTER_INTERIM = re.compile(
    r"^final\s+rules?\b|\binterim\b.*\bas\s+(?:a\s+)?final\b|\binterim\s+(?:final\s+)?rules?\s+adopted\b"
    r"|\b(?:adoption|affirmation|confirmation|finalization)\s+of\s+(?:the\s+|an\s+)?interim\b",
    re.IGNORECASE,
)
"""Action lines of the final rule that ends an interim one: ``Affirmation of interim rule as final rule``."""


def rins(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the regulation identifier numbers in some lines; a NOAA tracking number (RTID) is none."""
    found: dict[str, None] = {}
    for line in lines:
        if not _RTID.search(line):
            found.update(
                dict.fromkeys(fold(rin).translate(DASHES).replace(" ", "") for rin in _RIN.findall(line))
            )
    return tuple(found)


def dockets(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the dockets in bracketed lines, one each, without brackets and the words before the number."""
    found: dict[str, None] = {}
    for line in lines:
        for piece in _DOCKET_ENDS.split(line.strip("[] ")):
            cleaned = _DOCKET_WORD.sub("", fold(piece).strip("[] ")).translate(DASHES)
            for docket in _one_each(_SET_APART.sub("", cleaned)):
                if docket and not (docket.startswith("RIN") and rins((docket,))):
                    found[docket] = None
    return tuple(found)


def _one_each(listed: str) -> list[str]:
    """Return the identifiers that stand between two semicolons, each with its label where it has one."""
    parts = _LISTED.split(listed)
    if all(_ONE_DOCKET.fullmatch(part) for part in parts):
        return parts
    several = _SEVERAL.fullmatch(listed)
    members = _LISTED.split(several["list"]) if several else []
    if several and all(_MEMBER.fullmatch(member) for member in members):
        label = f"{several['name']}{_SINGULAR[several['plural'].lower()]}{several['joint']}"
        return [f"{label}{member}" for member in members]
    parts = _LABELLED.split(listed)
    return parts if all(any(map(str.isdigit, part)) for part in parts) else [listed]


def cfr_parts(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the CFR parts that lines name, one a part: ``12 CFR Parts 1024 and 1026`` -> two."""
    found: dict[str, None] = {}
    for line in lines:
        for title, rest in re.findall(r"([0-9]{1,2})\s*CFR((?:(?![0-9]{1,2}\s*CFR).)*)", line):
            if re.match(r"\s*(?:ch|sub)", rest, re.IGNORECASE):
                continue
            hyphenated = r"(?:[-–‑][0-9]{1,3})?" if title == "41" else ""  # 41 CFR 60-1 is one part
            for part in re.findall(
                rf"(?<![0-9.])[0-9]{{1,4}}{hyphenated}[a-z]?(?![0-9])(?:(?=\.[0-9]))?", rest
            ):
                found[f"{title} CFR {part.translate(DASHES)}"] = None
    return tuple(found)


def kind_of_rule(action: str) -> str:
    """Return whether an action line is an interim final rule's or a final rule's."""
    interim = re.search(r"\binterim\b", action, re.IGNORECASE)
    return "interim final rule" if interim and not _FINAL_AFTER_INTERIM.search(action) else "final rule"


def document_name(subject: str, kind: str, place: str) -> str:
    """Return what to call a document: ``Collection of fees (proposed rule, 85 FR 74162)``.

    A proposal and the rule that follows it have the same subject, so the subject alone would not tell them apart.

    Args:
        subject: of the document; may be empty.
        kind: of the document.
        place: its citation, or its number; may be empty.
    """
    if not subject:
        return place or kind
    return f"{subject.rstrip('.')} ({kind}, {place})" if place else f"{subject.rstrip('.')} ({kind})"
