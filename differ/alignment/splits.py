"""Last step: what is left over was split off a matched unit, or merged into one, if most of it stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.differ.alignment.board import comparable
from lawdiff.differ.alignment.evidence import SHRINK
from lawdiff.differ.alignment.outcome import Pair
from lawdiff.differ.alignment.same_topic import reason
from lawdiff.differ.features import WEIGHT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawdiff.differ.alignment.board import Board
    from lawdiff.differ.features import Unit

SHARE = 0.5
"""A left-over unit of which at least this much (by weight of rare phrases) stands in a matched one belongs to it."""

ENOUGH = 8 * WEIGHT
"""It needs this many rare phrases in common: a sentence or two."""

FEW = 4 * WEIGHT
"""With fewer rare phrases than this in common, nothing is said of who holds most of a unit."""

PART_OF_TOPIC = 0.3
"""Cosine from which a left-over unit went into another one, or came from it, when the next best is far off."""

LEAD = 0.15
"""How far off the next best must be for that."""

NEW_TO_IT = 0.2
"""The other unit must have this much more of a left-over one (share of its shingles, or of its topic) than its own
partner has: else it is only like that partner, clause by clause."""

ITS_OWN = 0.4
"""Share of what tells a left-over unit from the partner (rare words that the partner lacks, by squared weight) that the
other unit must have, where the two read alike: of three rescissions that became one list, each gave its own section
number to it. On H.R. 1 the pieces have 0.43 and more, "no tax on tips" has 0.28 in "no tax on overtime"."""

LONGEST_PIECE = 3
"""A unit that is more than this many times as long as another is no piece of it, whatever both are about."""

COVERED = 0.8
"""Share of a left-over unit's rare words (by squared weight) that a unit several times as long holds, if it took it
up: a dozen appropriations become one list of purposes."""

COVERED_CLEARLY = 0.66
"""The same, where no other unit comes near. Bans of two resource management plans were covered to 0.63 by a section on
oil leases that names such plans; the least covered right one has 0.68."""

CLEAR = (0.08, 0.25)
"""How far the next best must be off for each of the two."""

ENOUGH_UNITS = 100
"""Fewer units than this on a side do not tell rare words from those of a formula ("to remain available until")."""

TOPIC_WORDS = 30
"""A unit with fewer words than this is covered by chance."""

USED_UP = 0.6
"""A unit of which more than this share is in its own partner has no room for another one by topic alone."""


def step(board: Board) -> None:
    """Tie what is left over to the unit that holds most of it, or that alone is about the same thing."""
    in_old, in_new = _largest_shares(board)
    alignment = board.alignment
    sides = (
        (False, board.free_new(), in_old, alignment.splits, alignment.ambiguous_new),
        (True, board.free_old(), in_new, alignment.merges, alignment.ambiguous_old),
    )
    for of_old, units, best, ties, ambiguous in sides:
        for unit in units:
            if not unit.telling:
                continue
            tie = _by_phrases(board, unit.place, best, of_old=of_old)
            if tie is None and not _keeps_its_number(board, unit):
                tie = _by_topic(board, unit.place, best, of_old=of_old)
            if tie is not None:
                ties.append(tie)
                ambiguous.pop(unit.place, None)


def _keeps_its_number(board: Board, unit: Unit) -> bool:
    """Return whether a unit is a section, or the comments on one, of codified law: § 1026.43 is no piece of § 1026.36.

    Only its words can tell that it was made of another one, not what it is about.
    """
    return board.codified and unit.group in ("section", "appendix heading") and bool(unit.designator)


def _largest_shares(board: Board) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]]:
    """Return, for free new and free old units, the matched unit that holds most of it, as (weight, -place)."""
    in_old: dict[int, tuple[int, int]] = {}
    in_new: dict[int, tuple[int, int]] = {}
    for (old, new), shared in board.likeness.shared.items():
        if shared < FEW:
            continue
        if new not in board.by_new and old in board.alignment.pairs:
            in_old[new] = max(in_old.get(new, (0, 0)), (shared, -old))
        elif old not in board.alignment.pairs and new in board.by_new:
            in_new[old] = max(in_new.get(old, (0, 0)), (shared, -new))
    return in_old, in_new


def _by_phrases(board: Board, place: int, best: dict[int, tuple[int, int]], *, of_old: bool) -> Pair | None:
    """Return the tie of a unit to the one that holds most of its rare phrases, None where none holds enough."""
    if place not in best:
        return None
    shared, negative = best[place]
    share = shared / (board.likeness.old[place] if of_old else board.likeness.new[place])
    if shared < ENOUGH:
        return None
    if share < SHARE or (
        _like_a_sibling(board, place, -negative, of_old=of_old)
        and not _gave_its_own(board, place, -negative, of_old=of_old)
    ):
        return None
    return _tie(place, -negative, share, f"{share:.0%} of its rare phrases stand there", of_old=of_old)


def _by_topic(
    board: Board, place: int, holding: Mapping[int, tuple[int, int]], *, of_old: bool
) -> Pair | None:
    """Return the tie of a unit to the only one that is about the same thing and has room for it, else None.

    Args:
        board: the state.
        place: the unit.
        holding: the units that hold most of the rare phrases, see `_largest_shares`.
        of_old: whether it is an old unit.
    """
    if not board.topics.within_budget:
        return None
    unit = (board.old if of_old else board.new)[place]
    units = board.new if of_old else board.old
    among = comparable(unit, units, range(len(units)))
    ranking = board.topics.likest(place, of_old=of_old, among=among)
    if not ranking:
        return None
    like, best = ranking[0]
    lead = like - ranking[1][0] if len(ranking) > 1 else like
    clear = lead >= LEAD or -holding.get(place, (0, 1))[1] == best == _covering(
        board, place, among, of_old=of_old
    )
    piece = len(unit.text) <= LONGEST_PIECE * len(units[best].text)
    if like >= PART_OF_TOPIC and clear and piece and _is_paired(board, best, of_old=of_old):
        sibling = _partner(board, best, of_old=of_old)
        has_room = lead >= LEAD and not _used_up(board, best, of_old=of_old)
        far = like - board.topics.within(place, sibling, of_old=of_old) >= LEAD
        if (has_room and far) or _gave_its_own(board, place, best, of_old=of_old):
            return _tie(place, best, like, reason(like), of_old=of_old)
    return _by_cover(board, place, among, of_old=of_old)


def _covering(board: Board, place: int, among: list[int], *, of_old: bool) -> int:
    """Return the unit of the other side that says most of what a unit says."""
    return board.topics.covered(place, of_old=of_old, among=among)[0][1]


def _is_paired(board: Board, other: int, *, of_old: bool) -> bool:
    """Return whether a unit of the other side has a partner."""
    return other in board.by_new if of_old else other in board.alignment.pairs


def _gave_its_own(board: Board, place: int, other: int, *, of_old: bool) -> bool:
    """Return whether the other unit has what tells a left-over one from that unit's own partner."""
    sibling = _partner(board, other, of_old=of_old)
    return board.topics.own_share(place, sibling, other, of_old=of_old) >= ITS_OWN


def _by_cover(board: Board, place: int, among: list[int], *, of_old: bool) -> Pair | None:
    """Return the tie of a unit to the much longer one that says nearly all that it says, else None."""
    if len((board.old if of_old else board.new)[place].text) < TOPIC_WORDS:
        return None
    if min(len(board.old), len(board.new)) < ENOUGH_UNITS:
        return None
    ranking = board.topics.covered(place, of_old=of_old, among=among)
    cover, best = ranking[0]
    lead = cover - ranking[1][0] if len(ranking) > 1 else cover
    if not ((cover >= COVERED and lead >= CLEAR[0]) or (cover >= COVERED_CLEARLY and lead >= CLEAR[1])):
        return None
    if not _is_paired(board, best, of_old=of_old):
        return None
    sibling = _partner(board, best, of_old=of_old)
    if cover - board.topics.covered_within(place, sibling, of_old=of_old) < NEW_TO_IT and not _gave_its_own(
        board, place, best, of_old=of_old
    ):
        return None
    return _tie(place, best, cover, f"{cover:.0%} of its rare words stand there", of_old=of_old)


def _partner(board: Board, best: int, *, of_old: bool) -> int:
    """Return the partner of a matched unit of the other side."""
    return board.by_new[best] if of_old else board.alignment.pairs[best].new


def _like_a_sibling(board: Board, place: int, other: int, *, of_old: bool) -> bool:
    """Return whether what a unit has in common with another is only what that one's partner had already.

    "No tax on tips" reads like "no tax on overtime" clause by clause; when the one is struck, it did not go into
    the other.
    """
    own, sibling, found = (
        (board.old[place], board.old[board.by_new[other]], board.new[other])
        if of_old
        else (board.new[place], board.new[board.alignment.pairs[other].new], board.old[other])
    )
    common = own.shingles & found.shingles
    return len(common - sibling.shingles) < NEW_TO_IT * len(own.shingles)


def _used_up(board: Board, best: int, *, of_old: bool) -> bool:
    """Return whether a unit has no partner, or its own partner accounts for most of it already."""
    pair = board.alignment.pairs.get(board.by_new.get(best, -1) if of_old else best)
    if pair is None:
        return True
    shared = board.likeness.shared.get((pair.old, pair.new), 0)
    whole = board.likeness.new[pair.new] if of_old else board.likeness.old[pair.old]
    return shared > USED_UP * (whole + SHRINK)


def _tie(place: int, other: int, score: float, why: str, *, of_old: bool) -> Pair:
    return Pair(place, other, score, why) if of_old else Pair(other, place, score, why)
