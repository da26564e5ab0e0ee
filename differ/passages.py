"""Words that left one provision of a unit and stand in another one: kept, not struck here and written anew there.

    old (d)  "Choice. A citizen may ask for a check by hand. The officer must then let the citizen pass."
    new (d)  "Choice."  (1) "A citizen may ask for a check by hand."  (2) "The officer must then let the citizen …"
    without this   (d) loses two sentences, (1) and (2) are new
    here           the two sentences are passages: of (d) on the old side, of (1) and (2) on the new

`Part.edits` stays as it is, struck and inserted, so that each side spells its text; a passage says where in it words
stand that the other document has as well. Where provisions were only divided or joined - the same words in the same
order, under other numbers - the edit is a conforming one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from lawdiff.differ.change import Passage, placed
from lawdiff.differ.one_side import Side
from lawdiff.differ.significance.rule import ORDER
from lawdiff.differ.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from lawdiff.differ.change import Change, Part
    from lawdiff.parsers import Provision

ENOUGH_WORDS = 10
"""Words in a row that must stand in both places, once each among all that was struck and inserted in the unit."""

SEED = 8
"""Tokens in a row, words and punctuation, by which a passage is found; fewer than `ENOUGH_WORDS` words have."""

RUN = 7
"""Words between white space that a passage has in a row on both sides whatever punctuation stands at its ends."""

SHORTEST = 3 * ENOUGH_WORDS
"""Characters below which a stretch cannot hold so many words: one letter, one comma or space, and a little more."""

REGROUPED = "divided or joined: the same words in the same order"
"""The rule by which an edit that only regroups words is conforming."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words struck or inserted in one part.

    Attributes:
        part: index of the part.
        spans: where each token begins and ends in the provision's own words, without the white space behind it.
        keys: the tokens without the white space behind them.
    """

    part: int
    spans: tuple[tuple[int, int], ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    """The same tokens in a struck and an inserted stretch, by index: where they begin, and how many."""

    gone: int
    come: int
    old: int
    new: int
    length: int


@dataclass(frozen=True, slots=True)
class _Kept:
    """A passage on both sides: index of the part, and where in its provision's own words it begins and ends."""

    gone: int
    old: tuple[int, int]
    come: int
    new: tuple[int, int]


def with_passages(change: Change, reviewed: Collection[tuple[str, str]] = ()) -> Change:
    """Return a change with the passages of its parts, and with what was only regrouped weighed as conforming.

    Args:
        change: with its parts.
        reviewed: pairs of addresses that a reviewer decided: their provisions are pieces of no other.
    """
    if not (change.old and change.new):
        return change
    gone, come = _promising(_long(change.parts, "-"), _long(change.parts, "+"))
    if not gone or not come:
        return change
    passages = [
        _kept(match, gone[match.gone], come[match.come])
        for match in _apart(_matches(gone, come))
        if _count_words(match, gone[match.gone]) >= ENOUGH_WORDS
    ]
    passages = _printed(passages, change)
    if not passages:
        return change
    parts = list(change.parts)
    for place, told in _by_part(passages, parts).items():
        parts[place] = replace(parts[place], passages=_with_pieces(parts[place], told, reviewed))
    for place in _in_order(passages, change):
        if not _left_over(parts[place]):
            parts[place] = replace(parts[place], significance="conforming", rule=REGROUPED)
    significance = max((part.significance for part in parts), key=ORDER.__getitem__)
    return replace(change, parts=tuple(parts), significance=significance)


def _printed(passages: list[_Kept], change: Change) -> list[_Kept]:
    """Return the passages without those of provisions one of which stands where the other document prints ``* * *``."""
    if not passages:
        return passages
    old, new = Side(change.old), Side(change.new)
    if not (old.stars or new.stars):
        return passages
    kept = []
    for passage in passages:
        gone, come = change.parts[passage.gone].old, change.parts[passage.come].new
        if gone is None or come is None:
            continue
        left, right = old.index[gone.address], new.index[come.address]
        beside = old.paths[left][:-1] == new.paths[right][:-1]
        if beside or not (new.omits(old, left) or old.omits(new, right)):
            kept.append(passage)
    return kept


STOPS = ".,;:—–"
"""What a passage does not begin with: it ends the words before it."""


def _kept(match: _Match, left: _Stretch, right: _Stretch) -> _Kept:
    keys = left.keys[match.old : match.old + match.length]
    first = next(place for place, key in enumerate(keys) if key not in STOPS)
    last = match.length - 1
    return _Kept(
        left.part,
        (left.spans[match.old + first][0], left.spans[match.old + last][1]),
        right.part,
        (right.spans[match.new + first][0], right.spans[match.new + last][1]),
    )


def _by_part(passages: Iterable[_Kept], parts: Sequence[Part]) -> dict[int, list[Passage]]:
    """Return the passages of each part, those of its old side first, in order."""
    found: dict[int, list[Passage]] = defaultdict(list)
    for kept in passages:
        old, new = parts[kept.gone].old, parts[kept.come].new
        if old is not None and new is not None:
            found[kept.gone].append(Passage("old", *kept.old, new))
            found[kept.come].append(Passage("new", *kept.new, old))
    for told in found.values():
        told.sort(key=lambda passage: (passage.side == "new", passage.start))
    return found


def _with_pieces(
    part: Part, passages: Sequence[Passage], reviewed: Collection[tuple[str, str]]
) -> tuple[Passage, ...]:
    """Return the passages of a part, with those told by which a provision that has one side is a piece of another."""
    alone = part.old if part.new is None else part.new if part.old is None else None
    if alone is None:
        return tuple(passages)
    held: Counter[str] = Counter()
    for passage in passages:
        held[passage.there.address] += passage.end - passage.start
    pieces = set()
    for address, length in held.items():
        pair = (alone.address, address) if part.new is None else (address, alone.address)
        settled = pair not in reviewed and any(pair[0] == old or pair[1] == new for old, new in reviewed)
        if 2 * length >= len(alone.own_words) and not settled:
            pieces.add(address)
    return tuple(replace(passage, piece=passage.there.address in pieces) for passage in passages)


def _long(parts: Sequence[Part], operation: str) -> list[tuple[int, int, str]]:
    """Return what was struck, or inserted, and is long enough to hold a passage: part, place in its words, text."""
    return [
        (place, old if operation == "-" else new, text)
        for place, part in enumerate(parts)
        if part.relation != "unchanged" and not part.elsewhere
        for kind, text, old, new in placed(part.edits)
        if kind == operation and len(text) >= SHORTEST
    ]


def _promising(
    struck: Sequence[tuple[int, int, str]], inserted: Sequence[tuple[int, int, str]]
) -> tuple[list[_Stretch], list[_Stretch]]:
    """Return the stretches that share `RUN` words in a row with one of the other side: few do, and tokens cost."""
    if not struck or not inserted:
        return [], []
    runs = [[_runs(text) for _, _, text in side] for side in (struck, inserted)]
    common = set().union(*runs[0]) & set().union(*runs[1])
    gone, come = (
        [_tokenised(*one) for one, its in zip(side, its_runs, strict=True) if not common.isdisjoint(its)]
        for side, its_runs in zip((struck, inserted), runs, strict=True)
    )
    return gone, come


def _runs(text: str) -> set[tuple[str, ...]]:
    return set(_windows(text.split(), RUN))


def _windows(keys: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(keys[place:] for place in range(length)), strict=False)


def _tokenised(part: int, at: int, text: str) -> _Stretch:
    keys, spans = [], []
    for token in tokens(text):
        key = token.rstrip()
        if key:
            keys.append(key)
            spans.append((at, at + len(key)))
        at += len(token)
    return _Stretch(part, tuple(spans), tuple(keys))


def _seeds(stretches: Sequence[_Stretch]) -> dict[tuple[str, ...], tuple[int, int]]:
    """Return where each `SEED` tokens in a row stand, as stretch and index; those that stand twice are left out."""
    often = Counter(chain.from_iterable(_windows(stretch.keys, SEED) for stretch in stretches))
    return {
        seed: (index, place)
        for index, stretch in enumerate(stretches)
        for place, seed in enumerate(_windows(stretch.keys, SEED))
        if often[seed] == 1
    }


def _matches(gone: Sequence[_Stretch], come: Sequence[_Stretch]) -> Iterator[_Match]:
    """Yield the longest runs of equal tokens around each seed that both sides have."""
    theirs = _seeds(come)
    ends: dict[tuple[int, int, int], int] = defaultdict(int)
    for seed, (left, old) in _seeds(gone).items():
        if seed not in theirs:
            continue
        right, new = theirs[seed]
        if old < ends[left, right, old - new]:
            continue  # inside a run that was found already
        first, second = gone[left].keys, come[right].keys
        start = 0
        while start < min(old, new) and first[old - start - 1] == second[new - start - 1]:
            start += 1
        end = SEED
        while old + end < len(first) and new + end < len(second) and first[old + end] == second[new + end]:
            end += 1
        ends[left, right, old - new] = old + end
        yield _Match(left, right, old - start, new - start, start + end)


def _apart(matches: Iterable[_Match]) -> list[_Match]:
    """Return matches that do not overlap on either side, longer ones first; swapping the sides changes nothing."""
    ordered = sorted(
        matches,
        key=lambda match: (-match.length, match.gone + match.come, match.old + match.new, match.gone),
    )
    taken: tuple[set[tuple[int, int]], set[tuple[int, int]]] = set(), set()
    kept = []
    for match in ordered:
        olds = {(match.gone, match.old + step) for step in range(match.length)}
        news = {(match.come, match.new + step) for step in range(match.length)}
        if taken[0].isdisjoint(olds) and taken[1].isdisjoint(news):
            taken[0].update(olds)
            taken[1].update(news)
            kept.append(match)
    return kept


def _count_words(match: _Match, gone: _Stretch) -> int:
    keys = gone.keys[match.old : match.old + match.length]
    return sum(key[0].isalnum() or key[0] in "$(" for key in keys)


def _left_over(part: Part) -> bool:
    """Return whether words beside the provision's own number were struck or inserted that no passage holds."""
    told = {
        "-": [(0, len(part.old.number))] if part.old is not None else [],
        "+": [(0, len(part.new.number))] if part.new is not None else [],
    }
    for passage in part.passages:
        told["-" if passage.side == "old" else "+"].append((passage.start, passage.end))
    return any(
        any(map(str.isalnum, _outside(text, old if operation == "-" else new, told[operation])))
        for operation, text, old, new in placed(part.edits)
        if operation != "="
    )


def _outside(text: str, at: int, ranges: Iterable[tuple[int, int]]) -> str:
    """Return a text, which begins at a place, without what lies in the ranges."""
    letters = list(text)
    for start, end in ranges:
        first, last = max(start - at, 0), min(end - at, len(text))
        if first < last:
            letters[first:last] = " " * (last - first)
    return "".join(letters)


_Place = tuple[int, int]
"""Where words stand on one side of a change: the provision by its order, and the character in it."""


def _in_order(passages: Sequence[_Kept], change: Change) -> list[int]:
    """Return the parts all of whose passages kept their order.

    A passage did when all kept words and passages before it on the old side stand before it on the new one, and those
    behind it behind it. Parts that moved do not count.
    """
    old, new = _order(change.old), _order(change.new)
    parts = change.parts
    places: dict[tuple[_Place, _Place], _Kept | None] = dict.fromkeys(_staying(parts, old, new))
    for kept in passages:
        left, right = parts[kept.gone].old, parts[kept.come].new
        if left is not None and right is not None:
            places[(old[left.address], kept.old[0]), (new[right.address], kept.new[0])] = kept
    rows = sorted(places)
    lowest = [row[1] for row in rows]
    for place in range(len(rows) - 2, -1, -1):
        lowest[place] = min(lowest[place], lowest[place + 1])
    highest = (-1, -1)
    told: dict[int, bool] = {}
    for place, row in enumerate(rows):
        kept_here = places[row]
        if kept_here is not None:
            ordered = highest < row[1] == lowest[place]
            for part in (kept_here.gone, kept_here.come):
                told[part] = told.get(part, True) and ordered
        highest = max(highest, row[1])
    return [part for part, ordered in told.items() if ordered]


def _staying(
    parts: Iterable[Part], old_order: Mapping[str, int], new_order: Mapping[str, int]
) -> Iterator[tuple[_Place, _Place]]:
    """Yield the places of the kept words of parts that stayed where they were."""
    for part in parts:
        if part.old is None or part.new is None or part.moved or part.elsewhere:
            continue
        for operation, text, old, new in placed(part.edits):
            if operation == "=" and any(map(str.isalnum, text)):
                yield (old_order[part.old.address], old), (new_order[part.new.address], new)


def _order(units: Sequence[Provision]) -> dict[str, int]:
    provisions = (inner for unit in units for inner in unit.walk_unit())
    return {provision.address: place for place, provision in enumerate(provisions)}
