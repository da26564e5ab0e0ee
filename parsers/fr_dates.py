"""The dates that the DATES caption of a Federal Register document states: when it takes effect, when comments close.

    "The comment period for the proposed rule published on January 4, 2016, is reopened. Comments must be
    received by 11:59 p.m. Eastern Time on May 5, 2016."            ->  comments close: 2016-05-05

The caption is free text. A date belongs to the word that stands before it: "effective", or "comment"; a date of the
past ("published on …", "closed on …") belongs to neither.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    rf"\b{_MONTH.format('month')}\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s*[-–—]\s*[0-9]{{1,2}})?,?\s+(?P<year>[0-9]{{4}})\b"
    rf"|\b(?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.format('month2')},?\s+(?P<year2>[0-9]{{4}})\b"
    r"|(?<![0-9/])(?P<month3>[0-9]{1,2})/(?P<day3>[0-9]{1,2})/(?P<year3>[0-9]{4})(?![0-9/])",
)

_FILED = re.compile(r"Filed\s*([0-9]{1,2})[-–‑]([0-9]{1,2})[-–‑]([0-9]{4}|[0-9]{2})(?![0-9])")
CENTURY = 70
"""A filing year of two digits below this is of the 2000s; electronic texts begin in 1994."""
_NO_YEAR = re.compile(
    rf"\b{_MONTH.format('month')}\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?=(?:through|until|to|and)\b)"
)
"""A day that leaves its year to the day after it: ``from 8 a.m. on May 1 through 10 p.m. on May 3, 2018``."""
LONGEST_SPAN = 80
"""How far behind such a day the one with the year begins, hour and time zone between them."""
_SENTENCE = re.compile(r"(?<=[.;])(?<![ap]\.m\.)(?<!\b[A-Z]\.)(?<!\bNo\.)(?<!\bNos\.)\s+(?=[A-Z])")
_KINDS = re.compile(
    r"(?P<comments>\bcomments?\b)"
    r"|(?P<effective>\b(?:effective|applicable|takes?\s+effect|delayed|delays|postponed|deferred|withdrawn)\b)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:published|issued|dated|signed|appear(?:ed|ing|s)|announced|closed|ended|expired|opened|began|adopted)\b"
    r"(?:(?!\b(?:effective|comments?|delay(?:s|ed)|until|reopen(?:ed|ing|s)?|exten(?:ded|ding|ds)"
    r"|closes|ends|withdrawn|confirmed)\b)[^;]){0,90}$",
    re.IGNORECASE,
)
"""What dates the document before this one: ``the rule published in the Federal Register on …``."""
_LAPSES = re.compile(r"\b(?:expires?|lapses?|terminates?|sunsets?)\b[^;,]{0,40}$", re.IGNORECASE)
"""What dates the end of a rule's effect: ``is effective May 12, 2018, and expires on …``."""
_PAPERWORK = re.compile(r"\binformation\s+collections?\b|\bpaperwork\b|\bOMB\b", re.IGNORECASE)
"""A sentence on comments to the Office of Management and Budget, which often close on a day of their own."""
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
        month = match["month"] or match["month2"] or match["month3"]
        year = match["year"] or match["year2"] or match["year3"]
        iso = _iso(year, month, match["day"] or match["day2"] or match["day3"])
        if iso:
            found.append(Day(iso, match.start(), match.end()))
    return sorted([*found, *_without_year(text, found)], key=lambda day: day.start)


def _without_year(text: str, found: list[Day]) -> Iterator[Day]:
    """Yield the dates that leave their year to one of the dates found."""
    for match in _NO_YEAR.finditer(text):
        after = next((day for day in found if 0 < day.start - match.end() <= LONGEST_SPAN), None)
        iso = _iso(after.iso[:4], match["month"], match["day"]) if after is not None else ""
        if iso:
            yield Day(iso, match.start(), match.end())


def _iso(year: str, month: str, day: str) -> str:
    """Return a date as ISO 8601, an empty string for February 30; the month is a name or a number."""
    number = int(month) if month.isdigit() else _MONTH_NUMBERS[month[:3].lower()]
    try:
        return dt.date(int(year), number, int(day)).isoformat()
    except ValueError:  # no date
        return ""


def find_date(text: str) -> str:
    """Return the first date written out in a text as ISO 8601, or an empty string."""
    found = days(text)
    return found[0].iso if found else ""


def filed_on(line: str) -> str:
    """Return the date of filing in ``[FR Doc. 2020-00001 Filed 2-28-20; 8:45 am]`` as ISO 8601, or nothing."""
    match = _FILED.search(line)
    if match is None:
        return ""
    month, day, year = match.groups()
    century = ("20" if int(year) < CENTURY else "19") if len(year) == len("20") else ""
    return _iso(century + year, month, day)


def stated(caption: str) -> dict[str, str]:
    """Return the dates that a DATES caption states: ``effective``, ``comments close``; what is in doubt is left out."""
    comments: list[tuple[bool, str]] = []
    effective: list[tuple[bool, str]] = []
    for sentence in _SENTENCE.split(caption):
        found: dict[str, list[Day]] = {"comments": [], "effective": []}
        for day in days(sentence):
            kind = _kind(sentence, day)
            if kind:
                found[kind].append(day)
        if found["comments"]:
            paperwork = _PAPERWORK.search(sentence) is not None
            comments.append((paperwork, _closing(sentence, found["comments"]).iso))
        if found["effective"]:
            effective.append((not _WHOLE.match(sentence), _begins(sentence, found["effective"]).iso))
    dates = {}
    if effective:
        dates["effective"] = min(effective, key=lambda each: each[0])[1]
    if comments:
        dates["comments close"] = min(comments, key=lambda each: each[0])[1]
    return dates


def _kind(sentence: str, day: Day) -> str:
    """Return what a date in a sentence is the date of: the nearest word before it tells, else the sentence."""
    before = sentence[: day.start]
    if _PAST.search(before):
        return ""
    named = [match.lastgroup or "" for match in _KINDS.finditer(before)]
    if named:
        return "" if named[-1] == "effective" and _LAPSES.search(before) else named[-1]
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
