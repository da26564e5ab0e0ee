"""A passage that was broken apart: some of its words stayed, and a run of them stands in another paragraph now.

    old  (a) The carrier pays ten dollars when it files the manifest, and does so at the port of first arrival.
    new  (a) The carrier pays ten dollars when it files the manifest.
         (b) and does so at the port of first arrival.

A note on "the manifest, and does so" must not be lost because neither paragraph says it. What vouches for it is not the
quote, which may be two words, but the run of words around it that went there together: long enough, in their order,
new where they stand, and no other old provision's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.annotations.anchor import held, tokenise
from lawdiff.annotations.foreign import native
from lawdiff.annotations.runs import GAP, Run, find_runs, is_dense, words_between
from lawdiff.annotations.twins import was_cut_from_another
from lawdiff.annotations.words import words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from lawdiff.annotations.ground import Ground
    from lawdiff.annotations.note import Target
    from lawdiff.annotations.twins import Twins
    from lawdiff.annotations.words import Word
    from lawdiff.parsers.document import Provision

STAYED = 2
"""Fewest words in a row that say where a part of the passage stayed, in what the crosswalk leads to."""

RUN_NEAR = 5
"""Fewest words of a run that is known again beside the old place: shorter ones are turns of phrase."""

RUN_FAR = 12
"""The same anywhere else in the new document, where nothing but the words leads."""

ALL = 0.8
"""Share of a new provision's letters that a run has which is all of it, but for some words put in."""

STRANGERS = 0.8
"""Share of a run that another old provision says, at which it may be that one's: a word of five differs."""

SHELL = 0.3
"""Share of the old words that stayed below which a provision is a shell that others' words may have come into."""

AS_GOOD = 0.8
"""Share of the letters of the best run for the same words at which another place is as good."""


@dataclass(frozen=True, slots=True)
class _Source:
    """The old provision, with its words."""

    ground: Ground
    address: str
    words: Sequence[str]


def gathered(ground: Ground, target: Target, twins: Twins) -> tuple[tuple[Run, ...], tuple[Provision, ...]]:
    """Return where the words of a quote went that no one place holds.

    Args:
        ground: the documents.
        target: on some words of the old one.
        twins: what the crosswalk leads to, and what looks like it.

    Returns:
        The runs in their order, each cut to the words of the quote, empty if nobody knows; or no runs, and the
        places that are as good for the same words.
    """
    old = tokenise(target.text)
    end = target.start + len(target.quote)
    inside = [index for index, token in enumerate(old) if token.end > target.start and token.start < end]
    words = [token.text for token in old]
    source = _Source(ground, target.address, words)
    stayed, every = _stayed(source, twins.mapped)
    near = {each.address: each for each in ground.beside(twins.mapped, target.address)}
    places = near | {each.address: each for each in ground.holders(words)}
    here = {*twins.others, *(provision.address for provision in twins.mapped)}
    free = (place for address, place in places.items() if address not in here)
    every += _went(source, stayed, near.keys(), free)
    every += (run for each in twins.swallowed for run in _swallowed(source, each))
    runs = sorted(
        (run for run in every if not run.kept.keys().isdisjoint(inside)), key=lambda run: -run.letters
    )
    cut = {id(run): run.within(inside[0], inside[-1]) for run in runs}
    chosen: list[Run] = []
    for run in runs:
        own = cut[id(run)]
        if any(_same_words(own, cut[id(other)]) for other in chosen):
            continue
        rivals = [
            other.holder
            for other in runs
            if other is not run
            and other.letters >= AS_GOOD * run.letters
            and _same_words(own, cut[id(other)])
        ]
        if rivals:
            return (), (run.holder, *rivals)
        chosen.append(run)
    if not any(run.said >= RUN_NEAR for run in chosen):
        return (), ()
    return tuple(sorted((cut[id(run)] for run in chosen), key=lambda run: min(run.kept))), ()


def _same_words(one: Run, two: Run) -> bool:
    """Return whether two runs say where the same old words are: half of the shorter one's."""
    return 2 * len(one.kept.keys() & two.kept.keys()) > min(len(one.kept), len(two.kept))


def _stayed(source: _Source, mapped: Sequence[Provision]) -> tuple[dict[int, Word], list[Run]]:
    """Return the words that stayed in what the crosswalk leads to, and the runs that they and others there make."""
    kept: dict[int, Word] = {}
    runs: list[Run] = []
    for provision in mapped:
        fresh = native(source.ground, source.address, source.ground.fresh(provision, source.address))
        found = [run for run in find_runs(source.words, fresh) if run.said >= STAYED]
        taken = {word.start for run in found for word in run.kept.values()}
        rest = find_runs(source.words, [word for word in fresh if word.start not in taken])
        for run in found:
            kept |= run.kept
        runs += [*found, *(run for run in rest if run.said >= RUN_NEAR)]  # the rest changed its place inside
    if held(source.words, [word.text for word in kept.values()]) < SHELL:
        runs = [
            run
            for run in runs
            if is_dense(run, source.words)
            and not lost_by_a_neighbour(source.ground, source.address, run.words)
        ]
    return kept, runs


def _went(
    source: _Source, stayed: Mapping[int, Word], near: Collection[str], places: Iterable[Provision]
) -> Iterator[Run]:
    """Yield the runs of an old provision's words that are new in some other provisions, and nobody else's."""
    ground, address, words = source.ground, source.address, source.words
    for provision in places:
        close = provision.address in near
        fresh = ground.fresh(provision, address)
        if not any(_may_be(run, words, close=close) for run in find_runs(words, fresh)):
            continue
        if provision.address not in ground.origins and was_cut_from_another(ground, address, provision):
            continue
        for run in find_runs(words, native(ground, address, fresh)):
            if not _may_be(run, words, close=close):
                continue
            gap = close and _left_a_gap(run, stayed, len(words))
            if not _is_elses(source, run, close=close, gap=gap):
                yield run


def _swallowed(source: _Source, provision: Provision) -> Iterator[Run]:
    """Yield the runs of an old provision's words in what became of another one, which no old provision but it says."""
    ground, address, words = source.ground, source.address, source.words
    for run in find_runs(words, native(ground, address, ground.fresh(provision, address))):
        if _may_be(run, words, close=True) and not _is_elses(source, run, close=False, gap=False):
            yield run


def _may_be(run: Run, words: Sequence[str], *, close: bool) -> bool:
    return run.said >= (RUN_NEAR if close else RUN_FAR) and is_dense(run, words)


def _is_elses(source: _Source, run: Run, *, close: bool, gap: bool) -> bool:
    """Return whether a run may be another old provision's words: the nearer it is, the fewer can have lent it."""
    ground, address = source.ground, source.address
    if gap:
        return not _is_all(ground, run) and lost_by_a_neighbour(ground, address, run.words)
    if close and run.said >= RUN_FAR:
        return any(_says(each, run.words) for each in _neighbours(ground, address))
    return any(
        _says(each, run.words) for each in ground.strangers([word.text for word in run.stretch], address)
    )


def _is_all(ground: Ground, run: Run) -> bool:
    """Return whether a run is all that a new provision says that nothing else became: a piece that was cut off."""
    if run.holder.address in ground.origins:
        return False
    said = sum(len(word.text) for word in words_of(run.holder) if not word.label)
    return run.letters >= ALL * said


def _left_a_gap(run: Run, stayed: Mapping[int, Word], length: int) -> bool:
    """Return whether a run is just what is missing between words that stayed, and nothing came in its place."""
    before = max((index for index in stayed if index < min(run.kept)), default=-1)
    after = min((index for index in stayed if index > max(run.kept)), default=length)
    beside = min(run.kept) - before <= GAP + 1 and after - max(run.kept) <= GAP + 1
    return beside and words_between(stayed.get(before), stayed.get(after)) <= GAP


def lost_by_a_neighbour(ground: Ground, address: str, words: Sequence[str]) -> bool:
    """Return whether something beside an old provision said some words and says them no more: they may be its own."""
    return any(
        _says(each, words) and not any(_says(now, words) for now in ground.mapped(each.address))
        for each in _neighbours(ground, address)
    )


def _neighbours(ground: Ground, address: str) -> list[Provision]:
    """Return what stands beside an old provision, and below it."""
    source = ground.old.by_address.get(address)
    parent = ground.old.by_address.get(source.parent) if source is not None else None
    beside = parent.children if parent is not None else ground.old.body
    return [
        *(each for each in beside if each.address != address),
        *(source.children if source is not None else ()),
    ]


def _says(provision: Provision, words: Sequence[str]) -> bool:
    return held(words, [token.text for token in tokenise(provision.own_words)]) >= STRANGERS
