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
    for (old, new), count in _votes(board).items():
        first, second = board.old[old], board.new[new]
        same_heading = bool(first.heading) and first.heading == second.heading
        ranked.append((-(count + HEADING_VOTES * same_heading), abs(old - new), old + new, old, new))
    for *_, old, new in sorted(ranked):
        if board.free(old, new):
            board.pair(old, new, BY_SECTIONS, "its sections went there")
    _by_heading(board)


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
    """Return whether a unit is known by what stands in it: a container, or a heading that says little itself."""
    return unit.group == "container" or (unit.group in ("heading", "appendix heading") and unit.stub)


def _by_heading(board: Board) -> None:
    """Pair containers of one level whose heading only one free container of each side has."""
    olds, news = _named(board.free_old()), _named(board.free_new())
    for key, places in olds.items():
        others: Sequence[int] = news.get(key, ())
        if len(places) == len(others) == 1:
            board.pair(places[0], others[0], SAME_HEADING, "the same heading")


def _named(units: Sequence[Unit]) -> dict[tuple[str, str], list[int]]:
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for unit in units:
        if unit.group == "container" and unit.heading:
            places[unit.provision.level, unit.heading].append(unit.place)
    return places
