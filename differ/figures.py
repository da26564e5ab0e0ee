"""Dollar amounts, percentages, dates, periods, ages and citations that changed.

old  "$673,000,000, to remain available until September 30, 2029"
new  "$6,168,000,000, to remain available until September 30, 2034"
->   money $673,000,000 -> $6,168,000,000 (+$5,495,000,000); date September 30, 2029 -> September 30, 2034
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING

from lawdiff.differ.change import FigureChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawdiff.differ.change import Change, Edit, Part
    from lawdiff.parsers import Provision

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_COUNT = (
    r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty-five|sixty"
    r"|ninety|180)"
)
_ENUMERATORS = r"(?:\([A-Za-z0-9]{1,5}\))*"

KINDS = (
    ("money", r"\$\d+(?:,\d{3})*(?:\.\d+)?(?:\s(?:thousand|million|billion|trillion))?"),
    ("percentage", r"\d[\d,]*(?:\.\d+)?\s?(?:percent|per\scentum|%)"),
    ("citation", rf"\d+\s(?:U\.S\.C\.|CFR|Stat\.|FR)\s\d[\w–-]*(?:\.\d\w*)?{_ENUMERATORS}"),
    ("date", rf"{_MONTH}\s\d{{1,2}},\s\d{{4}}|{_MONTH}\s\d{{4}}"),
    ("period", r"fiscal\syears?\s\d{4}(?:\s(?:through|to|and|or)\s\d{4})?"),
    ("age", rf"(?:younger|older)\sthan\s{_COUNT}|{_COUNT}\syears\sof\sage|age\s(?:of\s)?\d+"),
    ("period", rf"{_COUNT}(?:\s|-)(?:calendar\s|business\s)?(?:hour|day|week|month|year)s?\b(?!\sof\sage)"),
)
"""Kind and pattern; where two begin at the same place the first one wins."""

_BEGINS = r"(?=[$\dJFMASONDfyaotenswu1])(?<![\w$])"
"""Where a figure can begin, tested before the patterns: most places of a text are no such place."""

_FIGURE = re.compile(
    _BEGINS + "(?:" + "|".join(f"(?P<g{place}>{pattern})" for place, (_, pattern) in enumerate(KINDS)) + ")",
)
_DIGIT = re.compile(r"[\d$]")
_UNITS = ("hour", "day", "week", "month", "year")
_FACTOR = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def figures(text: str) -> Iterator[tuple[str, str]]:
    """Yield the figures of a text as (kind, as printed), in order."""
    if not _DIGIT.search(text) and not any(unit in text for unit in _UNITS):
        return
    for match in _FIGURE.finditer(text):
        yield KINDS[int((match.lastgroup or "g0")[1:])][0], match[0]


def cents(amount: str) -> int:
    """Return a printed dollar amount in cents: ``$1.5 billion`` -> 150000000000."""
    number, _, factor = amount.removeprefix("$").replace(",", "").partition(" ")
    return int(Decimal(number) * _FACTOR.get(factor, 1) * 100)


def figures_of(changes: Iterable[Change], units: Iterable[Provision]) -> Iterator[FigureChange]:
    """Yield the figures that changed, with the account that they stand under.

    Args:
        changes: of a comparison.
        units: all units of both documents, each document in order.
    """
    accounts = _accounts(units)
    for change in changes:
        if change.relation != "unchanged" and change.level != "table of contents":
            yield from changed_figures(change.parts, accounts.get(change.lead.address, ""))


def _accounts(units: Iterable[Provision]) -> dict[str, str]:
    """Return the account of each appropriations unit: the agency and the heading, the last one named.

    A paragraph without heading stands under the one before it; "(INCLUDING TRANSFER OF FUNDS)" names no account.
    """
    accounts: dict[str, str] = {}
    last: dict[str, str] = {}
    for unit in units:
        if not unit.level.startswith("appropriations"):
            continue
        above = accounts.get(unit.parent, "") if unit.level != "appropriations intermediate" else ""
        if unit.heading and not unit.heading.startswith("("):
            last[unit.parent] = f"{above}: {unit.heading}" if above else unit.heading
        accounts[unit.address] = last.get(unit.parent, above)
    return accounts


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of the dollar amounts that changed, in cents. A sum of amounts is no budget: caps and fees count alike.

    Attributes:
        places: how many amounts became another one.
        old: their sum in the old document.
        new: their sum in the new one.
        struck: sum of the amounts that only the old document has there.
        inserted: sum of the amounts that only the new one has.
    """

    places: int
    old: int
    new: int
    struck: int
    inserted: int


def money_totals(found: Iterable[FigureChange]) -> Totals:
    """Return the sums of the amounts among the figures that changed."""
    places = old = new = struck = inserted = 0
    for figure in found:
        if figure.kind != "money":
            continue
        if figure.old and figure.new:
            places += 1
            old += cents(figure.old)
            new += cents(figure.new)
        elif figure.old:
            struck += cents(figure.old)
        else:
            inserted += cents(figure.new)
    return Totals(places, old, new, struck, inserted)


def changed_figures(parts: Sequence[Part], account: str = "") -> list[FigureChange]:
    """Return the figures that differ between the two sides of matched provisions.

    Args:
        parts: the provisions of a change.
        account: for appropriations, the heading that they stand under.
    """
    found: list[FigureChange] = []
    for part in parts:
        # What went elsewhere is told where it came to.
        if part.relation != "unchanged" and part.elsewhere != "went":
            found += _of_part(part, account)
    return _without_moves(found)


def _without_moves(found: Sequence[FigureChange]) -> list[FigureChange]:
    """Return the figures without those that were struck in one place of a unit and stand in another one now."""
    come = Counter((figure.kind, figure.new) for figure in found if not figure.old)
    moved = Counter((figure.kind, figure.old) for figure in found if not figure.new) & come
    left = {True: Counter(moved), False: Counter(moved)}
    kept = []
    for figure in found:
        key = (figure.kind, figure.old or figure.new)
        if not (figure.old and figure.new) and left[not figure.old][key]:
            left[not figure.old][key] -= 1
        else:
            kept.append(figure)
    return kept


def _of_part(part: Part, account: str) -> list[FigureChange]:
    """Pair the figures of one provision: what stands in one hunk against each other, kind by kind, in order."""
    (old_address, old_citation), (new_address, new_citation) = _place(part.old), _place(part.new)
    found = []
    gone: list[tuple[str, str]] = []
    come: list[tuple[str, str]] = []
    for old, new in _hunks(part.edits):
        olds, news = list(figures(old)), list(figures(new))
        for kind in dict.fromkeys(kind for kind, _ in (*olds, *news)):
            left = [text for other, text in olds if other == kind]
            right = [text for other, text in news if other == kind]
            for first, second in zip_longest(left, right, fillvalue=""):
                if first and second and first != second:
                    difference = cents(second) - cents(first) if kind == "money" else None
                    both = (old_address, new_address, old_citation, new_citation, difference, account)
                    found.append(FigureChange(kind, first, second, *both))
                elif not second:
                    gone.append((kind, first))
                elif not first:
                    come.append((kind, second))
    found += [
        FigureChange(kind, text, "", old_address, "", old_citation, "", None, account) for kind, text in gone
    ]
    found += [
        FigureChange(kind, "", text, "", new_address, "", new_citation, None, account) for kind, text in come
    ]
    return found


def _hunks(edits: tuple[Edit, ...]) -> Iterator[tuple[str, str]]:
    old = new = ""
    for operation, text in (*edits, ("=", "")):
        if operation == "-":
            old += text
        elif operation == "+":
            new += text
        elif old or new:
            yield old, new
            old = new = ""


def _place(provision: Provision | None) -> tuple[str, str]:
    return (provision.address, provision.citation) if provision else ("", "")
