"""Words that arrived elsewhere: places for a quote that no crosswalk leads to.

A place counts where the words are new, and only if they say enough to be known again, and nothing that the old
document said in another place explains them as well: amendatory boilerplate is like itself everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.annotations.anchor import MARGIN, context_score, find, said, tokenise
from lawdiff.annotations.place import CONTEXT, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.annotations.anchor import Span
    from lawdiff.annotations.ground import Ground
    from lawdiff.annotations.note import Target
    from lawdiff.parsers.document import Provision

TELLING = 6
"""Fewest words of a quote that, standing once in the old document, can be known again by itself in another
provision: shorter ones ("the Federal Crop Insurance Act") are names and turns of phrase."""

ELSEWHERE = 0.9
"""What an exact quote scores where only its own words lead to it, and no crosswalk."""

ONE_SIDE = 0.75
"""Agreement with prefix and suffix of a quote whose one side is as it was: less is a turn of phrase that came anew."""

BOILERPLATE = 0.85
"""Likeness at which other words of the old document make a quote boilerplate: one word of seven differs."""

FUZZY_TELLING = 12
"""Fewest words of a quote that is looked for elsewhere when it has been changed as well."""

FUZZY_ELSEWHERE = 0.8
"""Least likeness of such a quote to the words found; more where strangers in the old document are as like it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place for a quote: one provision and a span of its `own_words`, several for a passage in pieces.

    `whole` is how much the provision as a whole is like the one that the quote comes from.
    """

    pieces: tuple[tuple[Provision, int, int], ...]
    score: float
    exact: bool
    why: str
    whole: float = 0.0


def arrivals(ground: Ground, target: Target, mapped: Sequence[Provision]) -> list[Candidate]:
    """Return where the quote stands word for word and did not stand before, if that says enough.

    A short quote, or one that the old document says twice, has to stay near, in surroundings that are like its own.
    """
    wanted = plain(" ".join(target.quote.split()))
    near = {below.address for top in _above(ground, mapped) for below in top.walk()}
    arrivals = list(ground.arrivals(wanted, target.address))
    telling = bool(arrivals) and _is_telling(ground, target, wanted)
    places = []
    for provision in arrivals:
        close = provision.address in near
        for span in find(provision.own_words, target.quote, target.prefix, target.suffix):
            if ground.was_there(provision, span.start, span.end, target.address):
                continue
            context = context_score(provision.own_words, span.start, span.end, target.prefix, target.suffix)
            if telling or (
                close and context >= ONE_SIDE and not _is_a_phrase(ground, target, provision, span)
            ):
                score = ELSEWHERE * (0.9 + 0.1 * context) + (MARGIN if close else 0.0)
                why = "its words stand there and did not before"
                places.append(Candidate(((provision, span.start, span.end),), score, exact=True, why=why))
    return places


def _is_a_phrase(ground: Ground, target: Target, provision: Provision, span: Span) -> bool:
    """Return whether another old provision says a few words among the same words as a new one does."""
    words = provision.own_words
    before, after = words[max(0, span.start - CONTEXT) : span.start], words[span.end : span.end + CONTEXT]
    around = [token.text for token in tokenise(before + words[span.start : span.end] + after)]
    own = context_score(words, span.start, span.end, target.prefix, target.suffix)
    return any(
        context_score(each.own_words, found.start, found.end, before, after) >= own
        for each in ground.strangers(around, target.address)
        for found in find(each.own_words, target.quote, before, after)
        if found.exact
    )


def _is_telling(ground: Ground, target: Target, wanted: str) -> bool:
    """Return whether a quote is long, and the old document says nothing like it in another place."""
    if len(wanted.split()) < TELLING or ground.times_in_old(wanted) > 1:
        return False
    words = [token.text for token in tokenise(wanted)]
    strangers = (find(each.own_words, wanted) for each in ground.strangers(words, target.address))
    return all(not spans or spans[0].score < BOILERPLATE for spans in strangers)


def _above(ground: Ground, mapped: Sequence[Provision]) -> list[Provision]:
    """Return the parents of some provisions, or the provisions themselves at the top."""
    return [ground.new.by_address.get(provision.parent, provision) for provision in mapped]


def changed(ground: Ground, target: Target) -> list[Candidate]:
    """Return the places most like a long quote among what is new in the new document."""
    wanted = [token.text for token in tokenise(target.quote)]
    if said(wanted) < FUZZY_TELLING:
        return []
    spans = (find(each.own_words, target.quote) for each in ground.strangers(wanted, target.address))
    # A stranger that says the quote word for word is as like it as can be: nothing changed can be told from its own.
    alike = (1.0 if found[0].exact else found[0].score for found in spans if found)
    floor = max([FUZZY_ELSEWHERE, *(score + MARGIN for score in alike)])
    places = []
    for provision in ground.holders(wanted):
        for span in find(provision.own_words, target.quote, target.prefix, target.suffix):
            if ground.was_there(provision, span.start, span.end, ""):
                continue
            if span.exact or span.score < floor:
                continue
            if not is_a_strangers(ground, target, provision.own_words[span.start : span.end], span.score):
                why = "words like these stand there and did not before"
                place = ((provision, span.start, span.end),)
                places.append(Candidate(place, ELSEWHERE * span.score, exact=False, why=why))
    return places


def is_a_strangers(ground: Ground, target: Target, found: str, score: float) -> bool:
    """Return whether another old provision says some new words as nearly as the quote says them: they are its own."""
    words = [token.text for token in tokenise(found)]
    spans = (find(each.own_words, found) for each in ground.strangers(words, target.address))
    return any(there and (there[0].exact or there[0].score >= score) for there in spans)
