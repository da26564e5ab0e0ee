"""Containers (titles, parts, …) follow their sections; what is left is paired by heading."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from lawdiff.differ.alignment.board import ancestors
from lawdiff.differ.alignment.evidence import SAME_HEADING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.differ.alignment.board import Board
    from lawdiff.differ.features import Unit

HEADING_VOTES = 3
"""The same heading counts as much as this many sections that went from one container to the other."""

BY_SECTIONS = 0.9
"""Score of a pair of containers whose sections went from one to the other: firm, but not their own words."""


def step(board: Board) -> None:
    """Pair the containers that are free."""
    ranked = []
    votes = _votes(board)
    votes.update(dict.fromkeys(_same_heading(board), 0))
    for (old, new), count in votes.items():
        first, second = board.old[old], board.new[new]
        same_heading = bool(first.heading) and first.heading == second.heading
        ranked.append((-(count + HEADING_VOTES * same_heading), abs(old - new), old + new, old, new))
    for *_, old, new in sorted(ranked):
        if board.free(old, new):
            if votes[old, new]:
                board.pair(old, new, BY_SECTIONS, "its sections went there")
            else:
                board.pair(old, new, SAME_HEADING, "the same heading")
    _by_heading(board)


def _same_heading(board: Board) -> list[tuple[int, int]]:
    """Return the pairs of free containers whose heading only one of each side has, whether a section went there or not.

    "B. Regulation Z" becomes "C. Regulation Z" even if all that stands in it was written anew, and one paragraph on
    "technical corrections" went to Regulation X.
    """
    olds, news = (
        _named([unit for unit in units if holds(unit)]) for units in (board.free_old(), board.free_new())
    )
    return [
        (places[0], news[key][0])
        for key, places in olds.items()
        if len(places) == len(news.get(key, ())) == 1
    ]


def _votes(board: Board) -> Counter[tuple[int, int]]:
    """Return how many pairs of sections go from one container to another of its level, at every height."""
    votes: Counter[tuple[int, int]] = Counter()
    for pair in board.alignment.pairs.values():
        parent = board.old[pair.old].parent
        if board.old[pair.old].group == "container" or parent < 0 or not holds(board.old[parent]):
            # Not a section, or something inside one, which goes where the section goes and has no vote of its own.
            continue
        above = [place for place in ancestors(board.new, pair.new) if holds(board.new[place])]
        for old in ancestors(board.old, pair.old):
            if not holds(board.old[old]):
                continue
            level = board.old[old].provision.level
            for new in above:
                if board.new[new].provision.level == level:
                    votes[old, new] += 1
    return votes


def holds(unit: Unit) -> bool:
    """Return whether a unit is known by what stands in it: a container, or a heading or appendix that says little."""
    headed = unit.group in ("heading", "appendix heading") or unit.provision.level == "appendix"
    return unit.group == "container" or (headed and unit.stub)


def _by_heading(board: Board) -> None:
    """Pair containers of one level whose heading only one free container of each side has."""
    olds, news = (
        _named([unit for unit in units if unit.group == "container"])
        for units in (board.free_old(), board.free_new())
    )
    for key, places in olds.items():
        others: Sequence[int] = news.get(key, ())
        if len(places) == len(others) == 1:
            board.pair(places[0], others[0], SAME_HEADING, "the same heading")


def _named(units: Sequence[Unit]) -> dict[tuple[str, str], list[int]]:
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for unit in units:
        if unit.heading:
            places[unit.provision.level, unit.heading].append(unit.place)
    return places
