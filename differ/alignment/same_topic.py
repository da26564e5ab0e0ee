"""Third step: units that were rewritten, known by what they are about. See `lawdiff.differ.topics`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.differ.alignment.board import alike, comparable
from lawdiff.differ.topics import SCALE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.differ.alignment.board import Board
    from lawdiff.differ.features import Unit

SAME_TOPIC = 0.295
"""Cosine from which two left-over units that prefer each other to all others are one, rewritten, where their headings
speak of the same thing. Of the labelled pairs of H.R. 1 the last right one has 0.30, the first wrong one 0.28."""

WITHOUT_HEADING = 0.35
"""The same where the headings have too little in common (`LIKE_HEADINGS`). At 0.31 a section on services performed in
the Virgin Islands would have become one on deemed intangible income."""

IN_A_PREAMBLE = 0.5
"""The same for parts of a preamble and instructions: short, and all about one rule."""

LIKE_HEADINGS = 0.5
"""Share of the shorter heading's words (`LONG_WORD` letters or more) that the other one must have."""

LONG_WORD = 4
"""Shorter words of a heading are "of", "for" and "the"."""

SAME_NUMBER = 0.2
"""Cosine from which two are one that name a number that no other unit of either document names: two rescissions of what
one section of a public law gave are one, in whatever words. Mutual preference is asked for all the same."""

WEIGHTY = 0.15
"""What that number must be worth in both (1 is all that they say): a definition may cite a rare section in passing."""

TELLING_DIGITS = 4
"""A number with fewer characters than this turns up by chance; so does a year."""

LEAD = 0.1
"""How far the cosine of the best partner must lie above that of the next one, if that could stand for it."""

_YEAR = re.compile(r"(?:19|20)\d\d")

Ranking = list[tuple[float, int]]
"""Units of the other side by falling cosine, as (cosine, place)."""


def step(board: Board) -> None:
    """Pair what is left and about the same thing, if each prefers the other."""
    if not board.topics.within_budget:
        return
    free_old = [unit for unit in board.free_old() if unit.telling]
    free_new = [unit for unit in board.free_new() if unit.telling]
    old_places = [unit.place for unit in free_old]
    new_places = [unit.place for unit in free_new]
    found: list[tuple[int, int, float]] = []
    for unit in free_old:
        among = comparable(unit, board.new, new_places)
        ranking = board.topics.likest(unit.place, of_old=True, among=among)
        if not ranking:
            continue
        like, new = ranking[0]
        if like < _needed(board, unit, board.new[new]):
            continue
        rivals = comparable(board.new[new], board.old, old_places)
        back = board.topics.likest(new, of_old=False, among=rivals)
        if _prefer(board, unit.place, ranking, back):
            found.append((unit.place, new, like))
    for old, new, like in found:
        board.pair(old, new, like, reason(like))


def _needed(board: Board, old: Unit, new: Unit) -> float:
    """Return the cosine that two units need to be one."""
    if _names_the_same(board, old.place, new.place):
        return SAME_NUMBER
    if _like_headings(old.heading, new.heading):
        return SAME_TOPIC
    return WITHOUT_HEADING if old.group in ("section", "appropriations") else IN_A_PREAMBLE


def _like_headings(old: str, new: str) -> bool:
    """Return whether two headings speak of the same thing, by half of the words of the shorter one."""
    first, second = ({word for word in heading.split() if len(word) >= LONG_WORD} for heading in (old, new))
    return len(first & second) >= LIKE_HEADINGS * max(1, min(len(first), len(second)))


def _names_the_same(board: Board, old: int, new: int) -> bool:
    """Return whether two units name a number that no other unit names, and that is much of what they say."""
    topics = board.topics
    least = WEIGHTY * SCALE
    return any(
        len(word) >= TELLING_DIGITS
        and word[0].isdigit()
        and not _YEAR.fullmatch(word)
        and len(topics.in_old[word]) == len(topics.in_new[word]) == 1
        and min(topics.old[old][word], topics.new[new][word]) >= least
        for word in topics.old[old].keys() & topics.new[new].keys()
    )


def _prefer(board: Board, old: int, ranking: Ranking, back: Ranking) -> bool:
    """Return whether a unit and the likest of the other side prefer each other."""
    return back[0][1] == old and _leads(ranking, board.new) and _leads(back, board.old)


def _leads(ranking: Ranking, units: Sequence[Unit]) -> bool:
    """Return whether the first of a ranking leads; a rival that is another part of one whole does not count."""
    first = units[ranking[0][1]]
    return all(ranking[0][0] - like >= LEAD or not alike(first, units[place]) for like, place in ranking[1:2])


def reason(like: float) -> str:
    """Return the reason for a pair or tie by topic."""
    return f"about the same thing (likeness of rare words {like:.2f}), and nothing else is"
