"""Dollar amounts, percentages, dates, periods, ages and citations that changed.

old  "$673,000,000, to remain available until September 30, 2029"
new  "$6,168,000,000, to remain available until September 30, 2034"
->   money $673,000,000 -> $6,168,000,000 (+$5,495,000,000); date September 30, 2029 -> September 30, 2034
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from lawdiff.differ.change import FigureChange
from lawdiff.differ.figure_text import REFERENCE, Figure, cents, found_in
from lawdiff.differ.significance.rule import stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawdiff.differ.change import Change, Edit, Part
    from lawdiff.parsers import Provision


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
        before, after = (cents(text) or 0 if text else 0 for text in (figure.old, figure.new))
        if figure.old and figure.new:
            places += 1
            old += before
            new += after
        else:
            struck += before
            inserted += after
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
    """Pair the figures of one provision: what a hunk touches on both sides, kind by kind, in order."""
    places = (*_place(part.old), *_place(part.new))
    if part.old is None or part.new is None:
        return [
            _change(figure.kind, *sides, places, account)
            for operation, text in part.edits
            for figure in found_in(text)
            for sides in [("", figure.text) if operation == "+" else (figure.text, "")]
        ]
    paired: list[FigureChange] = []
    alone: list[FigureChange] = []
    for olds, news in _touched(part.edits, references=part.significance == "substantive"):
        for kind in dict.fromkeys(figure.kind for figure in (*olds, *news)):
            sides = ([figure.text for figure in side if figure.kind == kind] for side in (olds, news))
            for first, second in _paired(*sides):
                change = _change(kind, first, second, places, account)
                (paired if first and second else alone).append(change)
    return [
        *paired,
        *(change for change in alone if change.old),
        *(change for change in alone if change.new),
    ]


def _paired(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what became of the figures of one kind: what is the same on both sides stays, the rest in order."""
    if not (old and new):
        yield from zip_longest(old, new, fillvalue="")
        return
    lefts: list[str] = []
    rights: list[str] = []
    for code in (*Indel.opcodes([_plain(text) for text in old], [_plain(text) for text in new]), None):
        if code is not None and code.tag != "equal":
            lefts += old[code.src_start : code.src_end]
            rights += new[code.dest_start : code.dest_end]
        else:
            yield from zip_longest(lefts, rights, fillvalue="")
            lefts, rights = [], []


def _plain(figure: str) -> str:
    """Return a figure as it is compared: "5 per centum" is "5 percent", whatever its dashes and spaces."""
    words = figure.casefold().replace("per centum", "percent").replace("–", "-").replace("%", " percent")
    return " ".join(words.split())


def _change(kind: str, old: str, new: str, places: tuple[str, str, str, str], account: str) -> FigureChange:
    old_address, old_citation, new_address, new_citation = places
    before, after = (cents(text) if kind == "money" and text else None for text in (old, new))
    difference = after - before if before is not None and after is not None else None
    return FigureChange(
        kind,
        old,
        new,
        old_address if old else "",
        new_address if new else "",
        old_citation if old else "",
        new_citation if new else "",
        difference,
        account,
    )


def _touched(edits: tuple[Edit, ...], *, references: bool) -> Iterator[tuple[list[Figure], list[Figure]]]:
    """Yield the figures that each hunk touches, old and new; hunks that touch one figure are taken together.

    A figure changed if any of its words did: of "under 14 years of age" the edit script may say no more than 14 -> 16.

    Args:
        edits: of a provision.
        references: whether to look for sections of the same act too; only for those that became another.
    """
    old, new = (_side(edits, other) for other in "+-")
    references = references and bool(old) and bool(new)
    before, after = _standing(old, references=references), _standing(new, references=references)
    if not before and not after:
        return
    olds: list[Figure] = []
    news: list[Figure] = []
    for start, new_start, struck, inserted in stretches(edits):
        left = _touching(before, old, start, start + len(struck))
        right = _touching(after, new, new_start, new_start + len(inserted))
        if not ({*olds} & {*left} or {*news} & {*right}):
            yield olds, news
            olds, news = [], []
        olds += [figure for figure in left if figure not in olds]
        news += [figure for figure in right if figure not in news]
    yield olds, news


def _standing(text: str, *, references: bool) -> list[Figure]:
    """Return the figures of a text, with sections of the same act where they are asked for."""
    found = list(found_in(text))
    if references and ("ection" in text or "§" in text):  # quicker than the pattern
        found += [
            Figure("citation", match[0], match.start(), match.end()) for match in REFERENCE.finditer(text)
        ]
    return found


def _side(edits: tuple[Edit, ...], other: str) -> str:
    return "".join(text for operation, text in edits if operation != other)


def _touching(figures: list[Figure], text: str, start: int, end: int) -> list[Figure]:
    """Return the figures that a stretch of a text touches, also those that end or begin beside it.

    What the stretch leaves as it is stands on both sides, and is no change.
    """
    start -= text[max(0, start - 1) : start].isspace()
    end += text[end : end + 1].isspace()
    return [figure for figure in figures if figure.start <= end and figure.end >= start]


def _place(provision: Provision | None) -> tuple[str, str]:
    return (provision.address, provision.citation) if provision else ("", "")
