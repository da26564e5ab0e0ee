"""Finding words again: where a quote stands in a text that has changed.

Two questions, two answers. `find` asks, of a text alone, where a quote with its prefix and suffix is (the W3C
model's TextQuoteSelector). `follow` asks, of an old text and a new one, what became of one stretch:

    old   … shall depart within 14 days, and report within 14 days of arrival
                         [ quote one ]              [ quote two ]
    new   … shall depart within 30 days, and report within 14 days of arrival

`find` would put quote one on the only "within 14 days" that is left, which is quote two: wrong, with confidence.
`follow` aligns the texts word by word and sees that quote one became "within 30 days".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from lawdiff.annotations.alignment import counterparts
from lawdiff.annotations.place import CONTEXT, occurrences, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

EDITED_FLOOR = 0.5
"""Least likeness at which changed words still count as the same passage.

Likeness is the share of the letters of both sides that stand in kept words. "14 days" -> "30 days" has 0.67, a
sentence rewritten by another hand about 0.3 (what the language's small words alone give); benchmarks/carry.py
shows what other values would do.
"""

MARGIN = 0.05
"""A runner-up closer than this makes a place ambiguous: two occurrences whose surroundings differ in one word of
five are told apart, two that differ in a comma are not."""

REPLACEMENT = 16
"""Letters that words put in the place of others may have beyond twice theirs: two words or so."""

SCATTERED = 2
"""An image longer than this many times its quote cannot be half like it, and is cut to its core."""

CONTEXT_FLOOR = 0.5
"""Least likeness of prefix and suffix at which they speak for an occurrence: half of their letters."""

QUANTITY = 3
"""Most words of a quantity: a figure and its unit ("14 business days"); it is followed where it is replaced whole."""

FUZZY_FLOOR = 0.75
"""Least likeness for words found without an alignment: there is no neighbourhood to vouch for them."""

FUZZY_WORDS = 5
"""Fewest words of a quote that is looked for without an alignment: shorter ones are everywhere in legal text."""

_TOKEN = re.compile(r"\$?\d[\d,.]*\d|\w+|[^\w\s]")
_FIGURE = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, figure or sign of a text: how it is compared, and where it stands, in characters."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """Where a quote was found.

    Attributes:
        start, end: in characters of the text.
        score: 0 to 1.
        exact: whether the words are the quote's, apart from typography.
    """

    start: int
    end: int
    score: float
    exact: bool


@lru_cache(maxsize=2048)
def _tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text; kept, because a provision is aligned with many others (8 MB)."""
    return tuple(
        Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(plain(text).lower())
    )


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a text: words without case, figures whole, every other sign by itself."""
    return list(_tokens(text))


def likeness(one: Sequence[str], two: Sequence[str]) -> float:
    """Return how much two sequences of words share, 0 to 1: twice the letters of kept words over all letters."""
    letters = sum(map(len, one)) + sum(map(len, two))
    if not letters:
        return 1.0
    kept = sum(
        len(word)
        for step in Indel.opcodes(one, two)
        if step.tag == "equal"
        for word in one[step.src_start : step.src_end]
    )
    return 2 * kept / letters


def said(words: Sequence[str]) -> int:
    """Return how many words there are, signs left out."""
    return sum(word[-1].isalnum() for word in words)


def held(words: Sequence[str], within: Sequence[str]) -> float:
    """Return the share of some words that another text holds in their order, by letters, 0 to 1."""
    total = sum(map(len, words))
    kept = likeness(words, within) * (total + sum(map(len, within))) / 2
    return kept / total if total else 0.0


def same_but_figures(one: Sequence[str], two: Sequence[str]) -> bool:
    """Return whether two passages say the same with other figures, or are both quantities and nothing else.

    ``held for 14 days`` and ``held for 30 days``; ``14 days`` and ``12 hours``, ``$5,000`` and ``10 percent``.
    """
    if [_FIGURE.sub("0", word) for word in one] == [_FIGURE.sub("0", word) for word in two]:
        return True
    return all(0 < len(words) <= QUANTITY and _FIGURE.search(words[0]) is not None for words in (one, two))


def follow(old: Sequence[str], new: Sequence[str], first: int, last: int) -> tuple[int, int] | None:
    """Return what became of the words `old[first:last]`: a range of the new words, or None where nothing did.

    Words that were put in the place of the first or last words of the stretch belong to it, where its neighbours
    on that side are kept; so a quote that is replaced whole is followed between its neighbours.
    """
    found = counterparts(old, new)
    kept = [place for place in found[first:last] if place >= 0]
    before = found[first - 1] if first else -1
    after = found[last] if last < len(old) else len(new)
    start_is_known = first == 0 or before >= 0
    end_is_known = after >= 0
    if not kept:
        replaced = start_is_known and end_is_known and before + 1 < after
        return (before + 1, after) if replaced else None
    low, high = kept[0], kept[-1] + 1
    lost = next(index for index in range(first, last) if found[index] >= 0)
    if start_is_known and _replaces(new[before + 1 : low], old[first:lost]):
        low = before + 1
    lost = next(index for index in range(last, first, -1) if found[index - 1] >= 0)
    if end_is_known and _replaces(new[high:after], old[lost:last]):
        high = after
    if sum(map(len, new[low:high])) > SCATTERED * sum(map(len, old[first:last])):
        return _core(old[first:last], new, kept)
    return low, high


def _core(quote: Sequence[str], new: Sequence[str], kept: Sequence[int]) -> tuple[int, int]:
    """Return the part of a scattered image that is most like the quote.

    An alignment keeps as many words as it can, so a "the" or a bracket far away can be taken for one of the quote's.
    """
    ends = [0]
    for place in range(kept[0], kept[-1] + 1):
        ends.append(ends[-1] + len(new[place]))
    letters = sum(map(len, quote))
    best, found = 0.0, (kept[0], kept[0] + 1)
    for first, low in enumerate(kept):
        held = 0
        for high in kept[first:]:
            held += len(new[high])
            room = ends[high + 1 - kept[0]] - ends[low - kept[0]]
            score = 2 * held / (letters + room)
            if score > best:
                best, found = score, (low, high + 1)
    return found


def _replaces(put_in: Sequence[str], taken_out: Sequence[str]) -> bool:
    """Return whether some words stand in the place of others, and are not a passage of their own."""
    return bool(taken_out) and sum(map(len, put_in)) <= 2 * sum(map(len, taken_out)) + REPLACEMENT


def context_score(words: str, start: int, end: int, prefix: str, suffix: str) -> float:
    """Return how well the surroundings of an occurrence agree with a prefix and a suffix, 0 to 1.

    The better side counts three times as much as the other: an edit next to a quote seldom touches both.
    """
    if not prefix and not suffix:
        return 1.0 if start == 0 and end == len(words) else 0.0
    before = _agreement(words[max(0, start - CONTEXT) : start], prefix)
    after = _agreement(words[end : end + CONTEXT], suffix)
    return (3 * max(before, after) + min(before, after)) / 4


def _agreement(found: str, wanted: str) -> float:
    return likeness([token.text for token in tokenise(found)], [token.text for token in tokenise(wanted)])


def find(words: str, quote: str, prefix: str = "", suffix: str = "") -> tuple[Span, ...]:
    """Return where a quote stands in a text, best first: exactly, or else fuzzily.

    Args:
        words: the text.
        quote: what is looked for.
        prefix: what stood before it.
        suffix: what stood after it.

    Returns:
        Nothing where it is not there; one span; or several whose scores lie within `MARGIN`, where nothing tells
        them apart. An exact occurrence scores from 0.9 (surroundings unknown) to 1, a fuzzy one its likeness.
    """
    exact = []
    for start in occurrences(words, quote):
        end = start + len(" ".join(quote.split()))
        exact.append(
            Span(start, end, 0.9 + 0.1 * context_score(words, start, end, prefix, suffix), exact=True)
        )
    if len(exact) > 1:
        best = max(_surroundings(span) for span in exact)
        exact = [span for span in exact if best - _surroundings(span) < MARGIN]
    return tuple(sorted(exact, key=lambda span: (-span.score, span.start))) or _fuzzy(words, quote)


def _surroundings(span: Span) -> float:
    return (span.score - 0.9) * 10


def _fuzzy(words: str, quote: str) -> tuple[Span, ...]:
    """Return the stretch of a text that is most like a quote, if it is like enough, cut at the ends of words."""
    wanted = [token.text for token in tokenise(quote)]
    if len(wanted) < FUZZY_WORDS:
        return ()
    match = fuzz.partial_ratio_alignment(
        plain(quote).lower(), plain(words).lower(), score_cutoff=100 * EDITED_FLOOR
    )
    if match is None or len(words) < len(quote) / 2:
        return ()
    inside = [
        token for token in tokenise(words) if token.end > match.dest_start and token.start < match.dest_end
    ]
    if not inside:
        return ()
    score = likeness(wanted, [token.text for token in inside])
    if score < FUZZY_FLOOR:
        return ()
    return (Span(inside[0].start, inside[-1].end, score, exact=False),)
