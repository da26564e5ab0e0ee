"""Contested provisions: what the crosswalk leads to looks right, and pieces of the same words stand elsewhere, new.

    old  (c) The agency shall post the report after it was with the Committees for 45 days.
    new  (c)   The agency
         (c-1) shall now post the report after it was with the Committees for at least 45 days.
         (c-2) The agency shall post the report after it was with the Committees for 45 days.

Either (c) was cut and edited and (c-2) is a copy, or (c-2) is the old (c) and the others were written from it. Words
can become one thing only; where two places claim the same, and no number in its place speaks for one of them, both
are named and none is chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.annotations.alignment import counterparts
from lawdiff.annotations.anchor import held
from lawdiff.annotations.foreign import LEFT, native
from lawdiff.annotations.runs import find_runs, is_dense
from lawdiff.annotations.words import bare_words

if TYPE_CHECKING:
    from collections.abc import Collection

    from lawdiff.annotations.ground import Ground
    from lawdiff.annotations.runs import Run
    from lawdiff.parsers.document import Provision

CLAIM = 12
"""Fewest words in a run that claim to be an old provision's: what vouches for words that stand far from it, too
(`lawdiff.annotations.broken.RUN_FAR`)."""

SHARE = 0.3
"""Least share of the old provision's letters in such a run: of one that was cut in two, a piece has about half,
less what was edited in it; with less, definitions in the enrolled H.R. 1 claimed a sentence for its last clause."""


def claimants(
    ground: Ground, source: Provision, counterpart: Provision, but: Collection[str]
) -> tuple[Provision, ...]:
    """Return the new provisions that claim words of an old one which its counterpart says, too.

    Args:
        ground: the documents.
        source: the old provision.
        counterpart: what the crosswalk leads to.
        but: addresses of new provisions that are known to be something else.
    """
    words = ground.bare_words(source.address)
    letters = sum(map(len, words))
    there = counterparts(words, bare_words(counterpart))
    near = [*ground.beside((counterpart,), source.address), *ground.likely(words)]
    places = {each.address: each for each in near if each.address not in {counterpart.address, *but}}
    return tuple(
        place
        for place in places.values()
        if any(
            run.said >= CLAIM
            and run.letters >= SHARE * letters
            and 2 * sum(there[index] >= 0 for index in run.kept) > len(run.kept)
            and is_dense(run, words)
            and not _is_boilerplate(ground, source.address, run)
            for run in find_runs(words, native(ground, source.address, ground.fresh(place, source.address)))
        )
    )


def _is_boilerplate(ground: Ground, address: str, run: Run) -> bool:
    """Return whether other old provisions say a run, too: then it is nobody's."""
    strangers = ground.strangers([word.text for word in run.stretch], address)
    return any(held(run.words, bare_words(each)) >= LEFT for each in strangers)
