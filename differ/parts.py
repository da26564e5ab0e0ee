"""What became of each provision inside matched units.

    old (a)(3) "$673,000,000 for the biometric system …"  ->  new (a)(4) "The biometric system …": edited, renumbered
    old (b) "No funds … southern border"                  ->  new (b), edited
    new (c)                                               ->  added

The same words first, then likeness of words, then place and number; a parent without words of its own follows its
children. What shares too little is removed and added, not "edited" into something else.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.differ.matching import Matcher
from lawdiff.differ.one_side import Side
from lawdiff.differ.order import longest_rise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawdiff.parsers import Provision


@dataclass(frozen=True, slots=True)
class Matched:
    """An old and a new provision inside a unit that belong together; one is None where the other has no partner.

    Attributes:
        moved: it stands in another place than its parent's pairing and its siblings' order explain.
    """

    old: Provision | None
    new: Provision | None
    moved: bool = False


def match_provisions(
    old: Sequence[Provision],
    new: Sequence[Provision],
    old_words: Mapping[str, tuple[str, ...]],
    new_words: Mapping[str, tuple[str, ...]],
    reviewed: Sequence[tuple[str, str]] = (),
    *,
    codified: bool = False,
) -> list[Matched]:
    """Match the provisions of matched units.

    Args:
        old: the units of the old side (several for a merger); the first one of each side belong together.
        new: the units of the new side (several for a split).
        old_words: address -> the words of heading and own text.
        new_words: the same for the new side.
        reviewed: pairs of addresses that a reviewer decided; those that are not in these units do not matter.
        codified: whether paragraphs keep their numbers as long as they are the same.

    Returns:
        Every provision of both sides once, in the order of the new side, what was removed where it stood.
    """
    first, second = Side(old, old_words), Side(new, new_words)
    if not reviewed and first.words == second.words and first.levels == second.levels:
        return [Matched(*both) for both in zip(first.provisions, second.provisions, strict=True)]
    given = _given(first, second, reviewed)
    if _is_swapped(first, second):
        matcher = Matcher(second, first, codified=codified)
        matcher.run([(after, before) for before, after in given])
        pairs = {old: new for new, old in matcher.pairs.items()}
    else:
        matcher = Matcher(first, second, codified=codified)
        matcher.run(given)
        pairs = matcher.pairs
    return _in_order(first, second, pairs, _moved_either_way(first, second, pairs))


def _given(old: Side, new: Side, reviewed: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """Return the reviewed pairs that lie in these units, as indices."""
    if not reviewed:
        return []
    olds = {provision.address: place for place, provision in enumerate(old.provisions)}
    news = {provision.address: place for place, provision in enumerate(new.provisions)}
    return [(olds[before], news[after]) for before, after in reviewed if before in olds and after in news]


def _in_order(old: Side, new: Side, pairs: Mapping[int, int], moved: frozenset[int]) -> list[Matched]:
    """Return all provisions in the order of the new side; removed ones behind what they followed."""
    back = {place: other for other, place in pairs.items()}
    behind: dict[int, list[int]] = defaultdict(list)
    last = -1
    for place in range(len(old.provisions)):
        if place not in pairs:
            behind[last].append(place)
        elif place not in moved:
            last = pairs[place]
    rows = [Matched(old.provisions[gone], None) for gone in behind[-1]]
    for place, provision in enumerate(new.provisions):
        origin = back.get(place)
        if origin is None:
            rows.append(Matched(None, provision))
        else:
            rows.append(Matched(old.provisions[origin], provision, origin in moved))
        rows += [Matched(old.provisions[gone], None) for gone in behind.get(place, ())]
    return rows


def _moved_either_way(old: Side, new: Side, pairs: Mapping[int, int]) -> frozenset[int]:
    """Return the old provisions that moved, found on one orientation of the two sides."""
    if not _is_swapped(old, new):
        return _moved(old, new, pairs)
    back = {place: other for other, place in pairs.items()}
    return frozenset(back[place] for place in _moved(new, old, back))


def _is_swapped(old: Side, new: Side) -> bool:
    """Return whether two sides are taken the other way round, so that swapping the documents swaps the outcome."""
    return (len(new.words), new.words) < (len(old.words), old.words)


def _moved(old: Side, new: Side, pairs: Mapping[int, int]) -> frozenset[int]:
    """Return the old provisions that moved: to another parent, or out of the order of their siblings.

    What says nothing itself (a block that only holds quoted law) does not move; what stands in it does, or not.
    """
    families: dict[int, list[int]] = defaultdict(list)
    moved = set()
    for place in sorted(pairs):
        parent = old.parents[place]
        if parent < 0 or new.parents[pairs[place]] < 0:
            if (
                parent != new.parents[pairs[place]]
            ):  # a section that became a subsection, or the other way round
                moved.add(place)
            continue
        if not old.words[place] or not new.words[pairs[place]]:
            continue
        if pairs.get(parent) != new.parents[pairs[place]]:
            moved.add(place)
        else:
            families[parent].append(place)
    for family in families.values():
        kept = longest_rise([pairs[place] for place in family])
        moved.update(place for index, place in enumerate(family) if index not in kept)
    return frozenset(moved)
