"""From one version to the next: where a target of the old document belongs in the new one.

First along the crosswalk, with the words as the check; then to words that are new in the new document. A place
where the same words stood before does not count: they belong to somebody else.

    old  (1) An alien shall report within 14 days.        new  (1) An owner shall report within 14 days.
         (2) An owner shall report within 14 days.

A note on "within 14 days" in old (1) must not end up in new (1): the crosswalk says that new (1) is old (2), so
its "within 14 days" has been there before, and the note is orphaned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.annotations.alignment import shared_rows
from lawdiff.annotations.anchor import (
    CONTEXT_FLOOR,
    EDITED_FLOOR,
    MARGIN,
    context_score,
    follow,
    held,
    likeness,
    said,
    same_but_figures,
    tokenise,
)
from lawdiff.annotations.broken import RUN_NEAR, gathered, lost_by_a_neighbour
from lawdiff.annotations.elsewhere import (
    ELSEWHERE,
    TELLING,
    Candidate,
    arrivals,
    changed,
    is_a_strangers,
)
from lawdiff.annotations.foreign import native
from lawdiff.annotations.outcome import orphan, settle, undecided
from lawdiff.annotations.place import occurrences, plain, quoted
from lawdiff.annotations.twins import CONTINUES, REWRITTEN, told_apart
from lawdiff.annotations.words import words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lawdiff.annotations.ground import Ground
    from lawdiff.annotations.note import Target
    from lawdiff.annotations.outcome import Outcome
    from lawdiff.annotations.twins import Twins
    from lawdiff.annotations.words import Word
    from lawdiff.parsers.document import Provision

PIECE = 0.15
"""Least share of a passage that makes a provision one of its pieces; less is a word or two that stayed behind."""


def carry_quote(ground: Ground, target: Target) -> Outcome:
    """Return what became of a target on some words; see `lawdiff.annotations.outcome`."""
    twins = told_apart(ground, target.address)
    mapped = twins.mapped
    along = _along(ground, target, mapped)
    if along is not None and twins.rivals:
        return undecided(ground, target, [*(piece[0] for piece in along.pieces), *twins.rivals])
    places = [along] if along is not None else []
    if along is None or (not along.exact and along.whole < CONTINUES):
        places += arrivals(ground, target, mapped)
    places = [place for place in places or changed(ground, target) if not _in_others(place, twins.others)]
    places.sort(key=lambda place: -place.score)
    if not any(place.exact for place in places):
        broken, rivals = _broken(ground, target, twins)
        if along is None and places and broken and not _agree(places[0], broken[0]):
            rivals = (*_holders(places[0]), *_holders(broken[0]))
        if along is None and rivals:
            return undecided(ground, target, rivals)
        if broken and (not places or _completes(broken[0], places)):
            places = broken
    if not places:
        return orphan(ground, target, mapped)
    if any(each in twins.rivals for each in _holders(places[0])):
        return undecided(ground, target, [*mapped, *twins.rivals])
    equals = [place for place in places if places[0].score - place.score < MARGIN]
    if len(equals) > 1:
        return undecided(ground, target, [holder for place in equals for holder in _holders(place)])
    return _settle(ground, target, places[0])


def _holders(place: Candidate) -> tuple[Provision, ...]:
    return tuple(provision for provision, _, _ in place.pieces)


def _completes(broken: Candidate, places: Sequence[Candidate]) -> bool:
    """Return whether several pieces are more of a quote than the one place that was found, which is among them."""
    (found, *more) = places
    return (
        not more
        and _agree(broken, found)
        and broken.score > found.score
        and len(broken.pieces) > len(found.pieces)
    )


def _along(ground: Ground, target: Target, mapped: Sequence[Provision]) -> Candidate | None:
    """Return where the quote went inside the provisions that the crosswalk leads to, by aligning the words.

    First in these provisions alone; then, if it is not there word for word, with what is new below them as well.
    """
    there = native(ground, target.address, [word for each in mapped for word in words_of(each)])
    narrow = _aligned(ground, target, there)
    if narrow is not None and narrow.exact:
        return narrow
    moved = _moved_inside(ground, target, there)
    if moved is not None:
        return moved
    wide = _aligned(ground, target, native(ground, target.address, ground.stretch(mapped, target.address)))
    if narrow is None or wide is None:
        return narrow or wide
    return max((narrow, wide), key=lambda place: place.score)


def _moved_inside(ground: Ground, target: Target, there: Sequence[Word]) -> Candidate | None:
    """Return where a telling quote stands once among the words that its provision became, as it stood there once."""
    wanted = [token.text for token in tokenise(target.quote)]
    if said(wanted) < TELLING or len(occurrences(target.text, target.quote)) != 1:
        return None
    holders = {word.holder.address: word.holder for word in there}.values()
    places = [(holder, start) for holder in holders for start in occurrences(holder.own_words, target.quote)]
    whole = likeness([token.text for token in tokenise(target.text)], [word.text for word in there])
    if len(places) != 1 or whole < REWRITTEN:
        return None
    holder, start = places[0]
    end = start + len(target.quote)
    image = [word for word in there if word.holder is holder and word.end > start and word.start < end]
    is_foreign = len(image) < len(wanted)
    if is_foreign or (whole < CONTINUES and _is_somebody_elses(ground, target, image, wanted, 1.0)):
        return None
    why = "along the crosswalk, to another place among its words"
    return Candidate(((holder, start, end),), 1.0, exact=True, why=why, whole=whole)


def _aligned(ground: Ground, target: Target, new: Sequence[Word]) -> Candidate | None:
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
    whole = likeness(old_words, new_words)
    goes_on = whole >= CONTINUES and held(wanted, bare) >= EDITED_FLOOR
    if not same_but_figures(wanted, bare) and (
        (score < EDITED_FLOOR and not goes_on)
        or (whole < CONTINUES and not _in_a_row(old_words, new_words, *found))
    ):
        return None
    if whole < CONTINUES and _is_somebody_elses(ground, target, image, bare, score):
        return None
    pieces = _pieces(image, wanted)
    if len(pieces) == 1:
        pieces = (_as_cut(pieces[0], target),)
        unsure = said(wanted) < TELLING or (wanted != bare and whole < REWRITTEN)
        if unsure and not _vouched(target, pieces[0], whole, exact=wanted == bare):
            return None
    exact = wanted == bare
    why = "along the crosswalk, by aligning the words of both versions"
    return Candidate(pieces, 1.0 if exact else max(score, EDITED_FLOOR), exact, why, whole)


def _in_a_row(old: Sequence[str], new: Sequence[str], first: int, last: int) -> bool:
    """Return whether changed words stand in, or beside, a row of words that were kept as they stood."""
    return any(
        row.first <= last and row.last >= first and said(new[row.first : row.last]) >= RUN_NEAR
        for row in shared_rows("", old, new)
    )


def _is_somebody_elses(
    ground: Ground, target: Target, image: Sequence[Word], bare: Sequence[str], score: float
) -> bool:
    """Return whether words that came into a provision that was written anew, or below it, are another one's."""
    if score < 1.0 and lost_by_a_neighbour(ground, target.address, bare):
        return True
    first, last = image[0], image[-1]
    if first.holder is not last.holder or first.holder.address in ground.origins:
        return False
    return is_a_strangers(ground, target, first.holder.own_words[first.start : last.end], score)


def _in_others(place: Candidate, others: Collection[str]) -> bool:
    """Return whether a place is in a provision that only looks like the one that the quote comes from."""
    return any(provision.address in others for provision, _, _ in place.pieces)


def _vouched(target: Target, piece: tuple[Provision, int, int], whole: float, *, exact: bool) -> bool:
    """Return whether a short quote stands among the words that it stood among, not among quite other ones."""
    provision, start, end = piece
    context = context_score(provision.own_words, start, end, target.prefix, target.suffix)
    return whole >= EDITED_FLOOR or (exact and context >= CONTEXT_FLOOR)


def _broken(ground: Ground, target: Target, twins: Twins) -> tuple[list[Candidate], tuple[Provision, ...]]:
    """Return where the parts of the quote stand that was broken apart, if half of it is left; and rivals."""
    runs, rivals = gathered(ground, target, twins)
    largest = {run.holder.address: run for run in sorted(runs, key=lambda run: run.letters)}
    image = [word for run in runs if largest[run.holder.address] is run for word in run.stretch]
    wanted = [token.text for token in tokenise(target.quote)]
    words = [word.text for word in image]
    score = likeness(wanted, words)
    if not image or score < EDITED_FLOOR:
        return [], rivals
    why = "by the words around it that went there together"
    return [Candidate(_pieces(image, wanted), ELSEWHERE * score, exact=wanted == words, why=why)], rivals


def _agree(one: Candidate, two: Candidate) -> bool:
    """Return whether two places share a provision."""
    return not {each.address for each in _holders(one)}.isdisjoint(each.address for each in _holders(two))


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


def _settle(ground: Ground, target: Target, place: Candidate) -> Outcome:
    sha256 = ground.new.sha256
    targets = tuple(quoted(sha256, provision, start, end - start) for provision, start, end in place.pieces)
    return settle(target, targets, min(place.score, 1.0), place.why, same_words=place.exact)
