"""From one version to the next: where a target of the old document belongs in the new one.

First along the crosswalk, with the words as the check; then to words that are new in the new document. A place
where the same words stood before does not count: they belong to somebody else.

    old  (1) An alien shall report within 14 days.        new  (1) An owner shall report within 14 days.
         (2) An owner shall report within 14 days.

A note on "within 14 days" in old (1) must not end up in new (1): the crosswalk says that new (1) is old (2), so
its "within 14 days" has been there before, and the note is orphaned.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.annotations.anchor import (
    CONTEXT_FLOOR,
    EDITED_FLOOR,
    MARGIN,
    context_score,
    find,
    follow,
    held,
    likeness,
    same_but_figures,
    tokenise,
)
from lawdiff.annotations.ground import words_of
from lawdiff.annotations.outcome import Outcome, settled, unsettled
from lawdiff.annotations.place import plain, quoted
from lawdiff.annotations.twins import CONTINUES, REWRITTEN, told_apart

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lawdiff.annotations.ground import Ground, Word
    from lawdiff.annotations.note import CarryState, Target
    from lawdiff.parsers.document import Provision

TELLING = 6
"""Fewest words of a quote that, standing once in the old document, can be known again by itself in another
provision: shorter ones ("the Federal Crop Insurance Act") are names and turns of phrase."""

ONE_SIDE = 0.75
"""Agreement with prefix and suffix of a quote whose one side is as it was: less is a turn of phrase that came anew."""

ELSEWHERE = 0.9
"""What an exact quote scores where only its own words lead to it, and no crosswalk."""

BOILERPLATE = 0.85
"""Likeness at which other words of the old document make a quote boilerplate: one word of seven differs."""

FUZZY_TELLING = 12
"""Fewest words of a quote that is looked for elsewhere when it has been changed as well."""

FUZZY_ELSEWHERE = 0.8
"""Least likeness of such a quote to the words found; more where strangers in the old document are as like it."""

PIECE = 0.15
"""Least share of a passage that makes a provision one of its pieces; less is a word or two that stayed behind."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A place for a quote: one provision and a span of its `own_words`, several for a passage in pieces.

    `whole` is how much the provision as a whole is like the one that the quote comes from.
    """

    pieces: tuple[tuple[Provision, int, int], ...]
    score: float
    exact: bool
    why: str
    whole: float = 0.0


def carry_quote(ground: Ground, target: Target) -> Outcome:
    """Return what became of a target on some words; see `lawdiff.annotations.outcome`."""
    twins = told_apart(ground, target.address)
    mapped = twins.mapped
    along = _along(ground, target, mapped)
    if along is not None and twins.rivals:
        return undecided(ground, target, [*(piece[0] for piece in along.pieces), *twins.rivals])
    places = [along] if along is not None else []
    if along is None or (not along.exact and along.whole < CONTINUES):
        places += _arrivals(ground, target, mapped)
    places = [place for place in places or _fuzzy(ground, target) if not _in_others(place, twins.others)]
    places.sort(key=lambda place: -place.score)
    if not places:
        return orphan(ground, target, mapped)
    rivals = [place for place in places if places[0].score - place.score < MARGIN]
    if len(rivals) > 1:
        return undecided(ground, target, [piece[0] for place in rivals for piece in place.pieces])
    return _settle(ground, target, places[0])


def _along(ground: Ground, target: Target, mapped: Sequence[Provision]) -> _Place | None:
    """Return where the quote went inside the provisions that the crosswalk leads to, by aligning the words.

    First in these provisions alone; then, if it is not there word for word, with what is new below them as well.
    """
    narrow = _aligned(target, [word for provision in mapped for word in words_of(provision)])
    if narrow is not None and narrow.exact:
        return narrow
    wide = _aligned(target, ground.stretch(mapped, target.address))
    if narrow is None or wide is None:
        return narrow or wide
    return max((narrow, wide), key=lambda place: place.score)


def _aligned(target: Target, new: Sequence[Word]) -> _Place | None:
    """Return where the quote went in some words, if they still say what it said."""
    old = tokenise(target.text)
    end = target.start + len(target.quote)
    inside = [index for index, token in enumerate(old) if token.end > target.start and token.start < end]
    if not new or not inside:
        return None
    old_words, new_words = [token.text for token in old], [word.text for word in new]
    first, last = inside[0], inside[-1] + 1
    found = follow(old_words, new_words, first, last)
    if found is None:
        return None
    image, wanted = new[found[0] : found[1]], old_words[first:last]
    bare = [word.text for word in image if not word.label] or [word.text for word in image]
    score = likeness(wanted, bare)
    if score < EDITED_FLOOR and not same_but_figures(wanted, bare):
        return None
    pieces = _pieces(image, wanted)
    whole = likeness(old_words, new_words)
    if len(pieces) == 1:
        pieces = (_as_cut(pieces[0], target),)
        unsure = _said(wanted) < TELLING or (wanted != bare and whole < REWRITTEN)
        if unsure and not _vouched(target, pieces[0], whole, exact=wanted == bare):
            return None
    exact = wanted == bare
    why = "along the crosswalk, by aligning the words of both versions"
    return _Place(pieces, 1.0 if exact else max(score, EDITED_FLOOR), exact, why, whole)


def _said(words: Sequence[str]) -> int:
    """Return how many words there are, signs left out."""
    return sum(word[-1].isalnum() for word in words)


def _in_others(place: _Place, others: Collection[str]) -> bool:
    """Return whether a place is in a provision that only looks like the one that the quote comes from."""
    return any(provision.address in others for provision, _, _ in place.pieces)


def _vouched(target: Target, piece: tuple[Provision, int, int], whole: float, *, exact: bool) -> bool:
    """Return whether a short quote stands among the words that it stood among, not among quite other ones."""
    provision, start, end = piece
    context = context_score(provision.own_words, start, end, target.prefix, target.suffix)
    return whole >= EDITED_FLOOR or (exact and context >= CONTEXT_FLOOR)


def _arrivals(ground: Ground, target: Target, mapped: Sequence[Provision]) -> list[_Place]:
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
            if telling or (close and context >= ONE_SIDE):
                score = ELSEWHERE * (0.9 + 0.1 * context) + (MARGIN if close else 0.0)
                why = "its words stand there and did not before"
                places.append(_Place(((provision, span.start, span.end),), score, exact=True, why=why))
    return places


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


def _fuzzy(ground: Ground, target: Target) -> list[_Place]:
    """Return the places most like a long quote among what is new in the new document."""
    wanted = [token.text for token in tokenise(target.quote)]
    if _said(wanted) < FUZZY_TELLING:
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
            if not span.exact and span.score >= floor:
                why = "words like these stand there and did not before"
                place = ((provision, span.start, span.end),)
                places.append(_Place(place, ELSEWHERE * span.score, exact=False, why=why))
    return places


def _pieces(image: Sequence[Word], wanted: Sequence[str]) -> tuple[tuple[Provision, int, int], ...]:
    """Return the spans of an image provision by provision, without those that hold next to nothing of it."""
    spans: dict[str, list[Word]] = {}
    for word in image:
        spans.setdefault(word.holder.address, []).append(word)
    pieces = [[word for word in words if not word.label] or words for words in spans.values()]
    telling = [words for words in pieces if held(wanted, [word.text for word in words]) >= PIECE] or pieces
    return tuple((words[0].holder, words[0].start, words[-1].end) for words in telling)


def _as_cut(piece: tuple[Provision, int, int], target: Target) -> tuple[Provision, int, int]:
    """Cut a piece as the quote was cut, where the quote begins or ends inside a word."""
    provision, start, end = piece
    words = plain(provision.own_words)
    at = words.find(plain(target.quote), max(0, start - 1), end + len(target.quote))
    return (provision, at, at + len(target.quote)) if start <= at <= end else piece


def _settle(ground: Ground, target: Target, place: _Place) -> Outcome:
    sha256 = ground.new.sha256
    targets = tuple(quoted(sha256, provision, start, end - start) for provision, start, end in place.pieces)
    return settle(target, targets, min(place.score, 1.0), place.why, same_words=place.exact)


def settle(old: Target, new: tuple[Target, ...], score: float, why: str, *, same_words: bool) -> Outcome:
    """Return the outcome of a target that has a place: the strongest state that is true of it, and the evidence."""
    state: CarryState = "carried" if new[0].address == old.address else "moved"
    if not same_words:
        state = "carried-edited"
    if len(new) > 1:
        state = "split"
    where = ", ".join(target.citation for target in new)
    way = f"stays in {where}" if new[0].address == old.address else f"goes from {old.citation} to {where}"
    words = "word for word" if same_words else "with changed words"
    return settled(old, new, state, score, f"{way}, {words}; {why}")


def undecided(ground: Ground, target: Target, rivals: Sequence[Provision]) -> Outcome:
    """Return the outcome of a target that could as well go to several places."""
    addresses = tuple(dict.fromkeys(provision.address for provision in rivals))
    evidence = f"as good in {len(rivals)} places, none chosen: {', '.join(addresses)}"
    return unsettled(target, ground.new.sha256, "ambiguous", evidence, addresses)


def orphan(ground: Ground, target: Target, mapped: Sequence[Provision]) -> Outcome:
    """Return the outcome of a target that is gone, or whose words were rewritten."""
    place = target.citation
    if mapped:
        where = ", ".join(provision.citation for provision in mapped)
        evidence = f"the crosswalk leads from {place} to {where}, which does not say it any more"
    elif not target.address:
        evidence = "it had no place in the old document, and nothing in the new one is like it"
    else:
        evidence = f"nothing in the new document is like it, and {place} has no counterpart there"
    near = tuple(provision.address for provision in mapped)
    return unsettled(target, ground.new.sha256, "orphaned", evidence, near)
