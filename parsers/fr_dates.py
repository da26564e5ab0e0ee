"""The dates that the DATES caption of a Federal Register document states: when it takes effect, when comments close.

    "The comment period for the proposed rule published on January 4, 2016, is reopened. Comments must be
    received by 11:59 p.m. Eastern Time on May 5, 2016."            ->  comments close: 2016-05-05

The caption is free text. A date belongs to the word that stands before it: "effective", or "comment"; a date of the
past ("published on …", "closed on …") belongs to neither.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

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
_MONTH_NUMBERS = {name[:3].lower(): number for name, number in MONTHS.items()}
_MONTH = rf"(?P<{{0}}>{'|'.join(MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
_DATE = re.compile(
    rf"\b{_MONTH.format('month')}\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>[0-9]{{4}})\b"
    rf"|\b(?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.format('month2')},?\s+(?P<year2>[0-9]{{4}})\b"
    r"|(?<![0-9/])(?P<month3>[0-9]{1,2})/(?P<day3>[0-9]{1,2})/(?P<year3>[0-9]{4})(?![0-9/])",
)

_SENTENCE = re.compile(r"(?<=[.;])(?<![ap]\.m\.)(?<!\b[A-Z]\.)(?<!\bNo\.)(?<!\bNos\.)\s+(?=[A-Z])")
_KINDS = re.compile(
    r"(?P<comments>\bcomments?\b)|(?P<effective>\b(?:effective|applicable|takes?\s+effect|delayed|delays|postponed|deferred)\b)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:published|issued|dated|signed|appear(?:ed|ing|s)|announced|closed|ended|expired|opened|began|adopted)\b"
    r"(?:(?!\b(?:effective|comments?|delay(?:s|ed)|until|reopen(?:ed|ing|s)?|exten(?:ded|ding|ds))\b)[^;]){0,90}$",
    re.IGNORECASE,
)
"""What dates the document before this one: ``the rule published in the Federal Register on …``."""
_MOVED = re.compile(r"\b(?:delay|postpon|defer|exten[ds]|reopen)", re.IGNORECASE)
_REPLY = re.compile(r"\breply\b", re.IGNORECASE)
_UNTIL = re.compile(
    r"(?:on or before|before|by|until|through|than|to|on)[:\s]+(?:[A-Z][a-z]+day,?\s+)?$", re.IGNORECASE
)
"""What stands right before the date on which a comment period closes, or to which a rule is delayed."""
_WHOLE = re.compile(
    r"^(?:effective\b|(?:this|the|these|all other|unless otherwise)\b"
    r"(?:(?!§|\bparagraphs?\b|\binstructions?\b)[^,;]){0,90}?"
    r"\b(?:is|are|becomes?|takes?|was|will be)\b)",
    re.IGNORECASE,
)
"""How a sentence begins that speaks of the whole document, and not of some paragraphs of it."""


class Day(NamedTuple):
    """A date written out in a text: ISO 8601, and where it stands."""

    iso: str
    start: int
    end: int


def days(text: str) -> list[Day]:
    """Return the dates in a text, in order; a day that no calendar has is none."""
    found = []
    for match in _DATE.finditer(text):
        day = match["day"] or match["day2"] or match["day3"]
        month = match["month"] or match["month2"]
        number = _MONTH_NUMBERS[month[:3].lower()] if month else int(match["month3"])
        year = match["year"] or match["year2"] or match["year3"]
        try:
            iso = dt.date(int(year), number, int(day)).isoformat()
        except ValueError:  # February 30: no date
            continue
        found.append(Day(iso, match.start(), match.end()))
    return found


def find_date(text: str) -> str:
    """Return the first date written out in a text as ISO 8601, or an empty string."""
    found = days(text)
    return found[0].iso if found else ""


def stated(caption: str) -> dict[str, str]:
    """Return the dates that a DATES caption states: ``effective``, ``comments close``; what is in doubt is left out."""
    comments: list[str] = []
    effective: list[tuple[bool, str]] = []
    for sentence in _SENTENCE.split(caption):
        found: dict[str, list[Day]] = {"comments": [], "effective": []}
        for day in days(sentence):
            kind = _kind(sentence, day)
            if kind:
                found[kind].append(day)
        if found["comments"]:
            comments.append(_closing(sentence, found["comments"]).iso)
        if found["effective"]:
            effective.append((not _WHOLE.match(sentence), _begins(sentence, found["effective"]).iso))
    dates = {}
    if effective:
        dates["effective"] = min(effective, key=lambda each: each[0])[1]
    if comments:
        dates["comments close"] = comments[0]
    return dates


def _kind(sentence: str, day: Day) -> str:
    """Return what a date in a sentence is the date of: the nearest word before it tells, else the sentence."""
    before = sentence[: day.start]
    if _PAST.search(before):
        return ""
    named = [match.lastgroup or "" for match in _KINDS.finditer(before)]
    if named:
        return named[-1]
    after = _KINDS.search(sentence, day.end)
    return (after.lastgroup or "") if after else ""


def _closing(sentence: str, found: list[Day]) -> Day:
    """Return the day on which comments close: the last of several, but replies have a day of their own."""
    first = found[0]
    for day in found[1:]:
        if _REPLY.search(sentence, first.end, day.start):
            return first
    return next((day for day in reversed(found) if _UNTIL.search(sentence[: day.start])), found[-1])


def _begins(sentence: str, found: list[Day]) -> Day:
    """Return the day on which a rule takes effect: the first named, or the one that it was moved to."""
    if not _MOVED.search(sentence):
        return found[0]
    return next((day for day in reversed(found) if _UNTIL.search(sentence[: day.start])), found[-1])
