"""Carrying a note on a whole provision: it follows the crosswalk, and the provision's words are the check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.annotations.anchor import MARGIN, held, likeness, tokenise
from lawdiff.annotations.outcome import orphan, settle, settled, undecided
from lawdiff.annotations.passage import PIECE
from lawdiff.annotations.place import whole
from lawdiff.annotations.twins import told_apart
from lawdiff.annotations.words import subtree_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.annotations.ground import Ground
    from lawdiff.annotations.note import Target
    from lawdiff.annotations.outcome import Outcome
    from lawdiff.parsers.document import Provision

FLOOR = 0.3
"""Least likeness of a provision to the one that the crosswalk leads to: what unrelated legal text has in common."""

SEARCH_FLOOR = 0.8
"""Least likeness of a provision to one that no crosswalk leads to; more where old strangers are as like it."""

SEARCH_WORDS = 8
"""Fewest words of a provision that is looked for without a crosswalk: shorter ones repeat ("In general.")."""


def carry_whole(ground: Ground, target: Target) -> Outcome:
    """Return what became of a target on a whole provision; see `lawdiff.annotations.outcome`."""
    mapped = ground.mapped(target.address)
    source = ground.old.by_address.get(target.address)
    if source is not None and not source.children:
        twins = told_apart(ground, target.address)
        mapped = twins.mapped
        if twins.rivals:
            return undecided(ground, target, [*mapped, *twins.rivals])
    words = subtree_words(source) if source is not None else [token.text for token in tokenise(target.text)]
    if len(mapped) > 1:
        return _split(ground, target, mapped, words)
    if not mapped:
        return _search(ground, target, words, source.level if source is not None else "")
    return _one(ground, target, mapped[0], words)


def _one(ground: Ground, target: Target, provision: Provision, words: Sequence[str]) -> Outcome:
    """Put the note on its only counterpart, unless that says something else now."""
    score = likeness(words, ground.subtree(provision))
    if score < FLOOR:
        return orphan(ground, target, (provision,))
    return _settle(ground, target, provision, score, "along the crosswalk")


def _settle(ground: Ground, target: Target, provision: Provision, score: float, why: str) -> Outcome:
    targets = (whole(ground.new.sha256, provision),)
    return settle(target, targets, score, why, same_words=score >= 1.0)


def _split(ground: Ground, target: Target, mapped: Sequence[Provision], words: Sequence[str]) -> Outcome:
    """Put the note on every counterpart that holds a piece of what it was about."""
    shares = [(provision, held(words, ground.subtree(provision))) for provision in mapped]
    pieces = [(provision, share) for provision, share in shares if share >= PIECE]
    if not pieces:
        return orphan(ground, target, mapped)
    if len(pieces) == 1:
        return _one(ground, target, pieces[0][0], words)
    targets = tuple(whole(ground.new.sha256, provision) for provision, _ in pieces)
    where = ", ".join(provision.citation for provision, _ in pieces)
    evidence = f"goes from {target.citation} to {where}, which hold pieces of its words; along the crosswalk"
    return settled(target, targets, "split", min(1.0, sum(share for _, share in pieces)), evidence)


def _search(ground: Ground, target: Target, words: Sequence[str], level: str) -> Outcome:
    """Look for a provision that no crosswalk leads to among those that are new."""
    if len(words) < SEARCH_WORDS:
        return orphan(ground, target, ())
    own = [token.text for token in tokenise(target.text)]
    found = [
        (provision, likeness(words, ground.subtree(provision))) for provision in ground.likely(own, level)
    ]
    strangers = ground.strangers(own, target.address, level)
    floor = max([SEARCH_FLOOR, *(likeness(words, subtree_words(each)) + MARGIN for each in strangers)])
    found = [(provision, score) for provision, score in found if score >= floor]
    if not found:
        return orphan(ground, target, ())
    best, score = max(found, key=lambda pair: pair[1])
    rivals = [provision for provision, other in found if score - other < MARGIN]
    if len(rivals) > 1:
        return undecided(ground, target, rivals)
    return _settle(ground, target, best, score, "its words stand there and did not before")
