"""Look-alikes: telling the provision that a note stands on from others that are as like it.

    old  (e) The thresholds shall apply to any use of balances that remain available.
    new  (e) The thresholds shall apply to any use of funds that remain available.
         (e-1) The thresholds shall apply to any use of balances that were returned.

Words cannot say which of the two the old (e) became. Its number can: what is inserted between paragraphs takes the
number before it with something added ("(e-1)", "5A"; House Office of the Legislative Counsel, Manual on Drafting
Style), and what stood there keeps its own. Where no number tells, nothing is chosen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.annotations.alignment import counterparts
from lawdiff.annotations.anchor import MARGIN, held, likeness
from lawdiff.annotations.contested import claimants
from lawdiff.annotations.words import bare_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.annotations.ground import Ground
    from lawdiff.parsers.document import Provision

TWIN_MARGIN = 0.2
"""A new provision that is so nearly as like the old one as its counterpart is a rival. Wider than the margin between
two places for a quote: a sentence that was taken out of a paragraph makes the original less like itself."""

SAME_WORDS = 0.5
"""Likeness of a rival to the counterpart: the two halves of a paragraph that was cut say different words."""

REPEATED = 0.8
"""Share of the shorter of two counterparts that the longer one holds: the pieces of a split share next to nothing."""

OTHERS_MARGIN = 0.15
"""How much more of a new provision another old one must hold to be what it was cut from: small words give some."""

IN_PLACE_MARGIN = 0.3
"""The same for a provision that kept its number in its place."""

WHOLLY = 0.9
"""Share of an old provision that its counterpart holds where it is there still, with something put behind it."""

CONTINUES = 0.6
"""Likeness of a provision to its counterpart at which it goes on, edited."""

REWRITTEN = 0.3
"""Likeness below which a number proves nothing: the provision under it was written anew."""

_INSERTED = re.compile(r"-\d+|[A-Za-z]|-[A-Za-z]|\.\d+")
"""What is added to a number to make one that stands behind it: ``e-1``, ``5A``, ``70-a``, ``12.1``."""

_ROMAN = re.compile(r"[ivx]+|[IVX]+")


@dataclass(frozen=True, slots=True)
class Twins:
    """What the crosswalk leads to, once look-alikes were told apart.

    Attributes:
        mapped: the counterparts of the old provision; the one with its number in the place of an inserted one.
        rivals: new provisions that could as well be its counterpart.
        others: addresses of look-alikes that are known not to be it.
        swallowed: what another old provision became, though the crosswalk leads there: words may have gone into it.
    """

    mapped: tuple[Provision, ...]
    rivals: tuple[Provision, ...] = ()
    others: frozenset[str] = frozenset()
    swallowed: tuple[Provision, ...] = ()


def told_apart(ground: Ground, address: str) -> Twins:
    """Return the counterparts of an old provision, and which new provisions look like it."""
    if address not in ground.twins:
        ground.twins[address] = _told_apart(ground, address)
    return ground.twins[address]


def _told_apart(ground: Ground, address: str) -> Twins:
    mapped = ground.mapped(address)
    source = ground.old.by_address.get(address)
    if source is None or not mapped:
        return Twins(mapped)
    words = bare_words(source)
    counterpart = max(mapped, key=lambda each: likeness(words, bare_words(each)))
    there = bare_words(counterpart)
    own = likeness(words, there)
    if len(mapped) > 1:
        strange = [
            each
            for each in mapped
            if each.designator != source.designator and was_cut_from_another(ground, address, each)
        ]
        if strange and len(strange) < len(mapped):
            left = tuple(each for each in mapped if each not in strange)
            return Twins(left, others=frozenset(each.address for each in strange))
        alike = [each for each in mapped if each is not counterpart and _repeats(each, there)]
    else:
        if own < 1.0 and _belongs_to_another(ground, source, counterpart, own):
            return Twins((), others=frozenset({counterpart.address}), swallowed=(counterpart,))
        beside = ground.is_among_its_own(address, counterpart)
        alike = [
            each
            for each in ground.likely(words)
            if each.address != counterpart.address
            and (not beside or each.parent == counterpart.parent)
            and likeness(words, bare_words(each)) >= own - TWIN_MARGIN
            and (
                _say_the_same_of(source, each, counterpart)
                if own >= REWRITTEN
                else likeness(there, bare_words(each)) >= SAME_WORDS
            )
            and not _is_liker(ground, source, each)
        ]
    parent = _by_children(ground, source, (counterpart, *alike)) if alike else None
    if parent is not None:
        others = frozenset(each.address for each in (counterpart, *alike) if each is not parent)
        return Twins(
            (parent, *(each for each in mapped if each.address not in others and each is not parent)),
            others=others,
        )
    found = _by_number(source, counterpart, (*alike, *_own_number(ground, source, counterpart)), own)
    proves = own >= 1.0 and not _has_inserted_number(counterpart, source)
    rivals = () if proves else found.rivals
    numbered = bool(source.designator) and _in_place(ground, source, counterpart)
    if not rivals and not proves and not numbered:
        rivals = tuple(
            each
            for each in claimants(ground, source, counterpart, {each.address for each in (*mapped, *alike)})
            if each.address in ground.origins or not was_cut_from_another(ground, address, each)
        )
    pieces = [each for each in mapped if each not in (counterpart, *alike)]
    return Twins((*found.mapped, *pieces), rivals, found.others)


def _repeats(provision: Provision, words: Sequence[str]) -> bool:
    """Return whether a provision says again what another one says; the pieces of a split do not."""
    own = bare_words(provision)
    shorter, longer = sorted((own, words), key=len)
    return held(shorter, longer) >= REPEATED


def _by_children(ground: Ground, source: Provision, alike: Sequence[Provision]) -> Provision | None:
    """Let what stands below a provision say which of some look-alikes it is: the one with most of it, if any."""
    below = [child for each in source.children for child in ground.mapped(each.address)]
    for each in alike:
        if 2 * sum(child.parent == each.address for child in below) > len(source.children):
            return each
    return None


def _by_number(source: Provision, counterpart: Provision, alike: Sequence[Provision], own: float) -> Twins:
    """Let the numbers say which of some look-alikes was inserted."""
    if own < REWRITTEN or not source.designator:
        return Twins((counterpart,), tuple(alike))
    stays = counterpart
    if counterpart.designator != source.designator:
        kept = {
            each.address: each
            for each in alike
            if each.designator == source.designator and _is_inserted(counterpart, each)
        }
        if len(kept) != 1:
            return Twins((counterpart,), tuple(alike))
        (stays,) = kept.values()
    beside = [each for each in (counterpart, *alike) if each.address != stays.address]
    others = [each for each in beside if _is_inserted(each, stays)]
    rivals = tuple(each for each in beside if each not in others)
    return Twins((stays,), rivals, frozenset(each.address for each in others))


def _own_number(ground: Ground, source: Provision, counterpart: Provision) -> list[Provision]:
    """Return the new provision beside the counterpart that has the old one's number and is still like it."""
    parent = ground.new.by_address.get(counterpart.parent)
    words = bare_words(source)
    return [
        each
        for each in (parent.children if parent is not None else ())
        if each.designator == source.designator
        and _is_inserted(counterpart, each)
        and (own := likeness(words, bare_words(each))) >= SAME_WORDS
        and _say_the_same_of(source, each, counterpart)
        and all(
            likeness(bare_words(origin), bare_words(each)) < own
            for origin in ground.origins.get(each.address, ())
            if origin is not source
        )
    ]


def _is_inserted(provision: Provision, before: Provision) -> bool:
    """Return whether the number of a provision says that it was put in behind another one."""
    return provision.parent == before.parent and _has_inserted_number(provision, before)


def _has_inserted_number(provision: Provision, before: Provision) -> bool:
    """Return whether the number of a provision is that of another one with something added."""
    start = before.designator
    added = provision.designator.removeprefix(start)
    alike = provision.level == before.level and provision.designator.startswith(start)
    counted = (
        _ROMAN.fullmatch(provision.designator) is not None
    )  # (vi) follows (v), and was not put in behind it
    return bool(start) and alike and not counted and bool(_INSERTED.fullmatch(added))


def _say_the_same_of(source: Provision, one: Provision, two: Provision) -> bool:
    """Return whether two new provisions say the same words of an old one; the pieces of one that was cut do not."""
    words = bare_words(source)
    first, second = (
        {index for index, place in enumerate(counterparts(words, bare_words(each))) if place >= 0}
        for each in (one, two)
    )
    return 2 * len(first & second) > min(len(first), len(second))


def was_cut_from_another(ground: Ground, address: str, provision: Provision) -> bool:
    """Return whether a new provision says more of another old provision than of the one at an address."""
    words = bare_words(provision)
    mine = held(words, ground.bare_words(address)) + MARGIN
    return any(held(words, bare_words(each)) >= mine for each in ground.strangers(words, address))


def _shared(one: Sequence[str], two: Sequence[str]) -> list[str]:
    """Return the words of the second sequence that the first one has in the same order."""
    return [two[place] for place in counterparts(one, two) if place >= 0]


def _in_place(ground: Ground, source: Provision, counterpart: Provision) -> bool:
    """Return whether a counterpart has the old number in what became of the old parent."""
    return (
        ground.is_among_its_own(source.address, counterpart) and counterpart.designator == source.designator
    )


def _is_liker(ground: Ground, source: Provision, provision: Provision) -> bool:
    """Return whether a new provision is a look-alike of another old one rather than of this: it is more like that."""
    words = bare_words(provision)
    own = likeness(bare_words(source), words)
    return any(likeness(bare_words(each), words) > own for each in ground.strangers(words, source.address))


def _inserted_behind(ground: Ground, provision: Provision) -> list[Provision]:
    """Return the old provisions that led to the one behind which a new one was put in, as its number says."""
    parent = ground.new.by_address.get(provision.parent)
    beside = parent.children if parent is not None else ()
    before = [each for each in beside if _is_inserted(provision, each)]
    return [origin for each in before for origin in ground.origins.get(each.address, ())]


def _belongs_to_another(ground: Ground, source: Provision, counterpart: Provision, own: float) -> bool:
    """Return whether what the crosswalk leads to is a look-alike or a piece of another old provision.

    One that kept its number in its place needs more evidence than one that stands elsewhere.
    """
    in_place = _in_place(ground, source, counterpart)
    words = bare_words(counterpart)
    if in_place and (own >= CONTINUES or held(bare_words(source), words) >= WHOLLY):
        return False
    strangers = [bare_words(each) for each in ground.strangers(words, source.address)]
    mine = held(words, bare_words(source))
    if in_place:
        shared = _shared(bare_words(source), words)
        return any(
            held(words, each) >= mine + IN_PLACE_MARGIN and held(shared, each) >= SAME_WORDS
            for each in strangers
        )
    behind = [bare_words(each) for each in _inserted_behind(ground, counterpart) if each is not source]
    if any(held(words, each) >= mine - OTHERS_MARGIN for each in behind):
        return True
    mine += OTHERS_MARGIN if own >= CONTINUES else 0.0
    return any(likeness(each, words) >= own or held(words, each) >= mine for each in strangers)
