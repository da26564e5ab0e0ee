"""From what a person names (a provision, some words in it) to a target with all that is needed to find it again.

    place(document, "8 CFR 215.8(a)(1)", "within 14 days")
    -> Target(address="cfr/t8/s215.8/a/1", quote="within 14 days", prefix="…shall, ", suffix=" of arrival…", start=87)

White space and typography do not count: straight quotation marks find curly ones, a hyphen finds a dash, and the
target holds the words as the document prints them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from lawdiff.annotations.errors import QuoteNotFound, QuoteRepeated
from lawdiff.annotations.note import Target
from lawdiff.parsers.document import Provision
from lawdiff.parsers.locate import Locator

if TYPE_CHECKING:
    from lawdiff.parsers.document import Document

CONTEXT = 32
"""Characters of prefix and suffix: what the W3C model's examples and Hypothesis keep; five words or so."""

NEAR_SCORE = 60.0
"""Least likeness (0 to 100) at which an error shows the nearest words; below it they would only mislead."""

LISTED_CONTEXT = 24
"""Characters shown on each side of an occurrence in an error: three or four words tell them apart."""

_LIKE = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("“”„″", '"')
    | dict.fromkeys("‘’‚′", "'")
    | dict.fromkeys("\t\n\u00a0\u2002\u2003\u2009\u202f", " "),
)
"""One character for one, so that offsets stay; a row of a table of contents has a tab between its columns."""


def plain(text: str) -> str:
    """Return text in plain typography; every offset stays what it was."""
    return text.translate(_LIKE)


def occurrences(words: str, quote: str) -> tuple[int, ...]:
    """Return where a quote stands in some words, in characters; overlapping ones too, typography folded."""
    wanted = plain(" ".join(quote.split()))
    within = plain(words)
    found: list[int] = []
    start = within.find(wanted) if wanted else -1
    while start >= 0:
        found.append(start)
        start = within.find(wanted, start + 1)
    return tuple(found)


def quoted(document: str, provision: Provision, start: int, length: int) -> Target:
    """Return a target on some characters of a provision's `own_words`, with prefix and suffix.

    Args:
        document: SHA-256 of the document.
        provision: where the words stand.
        start: where the words begin, in characters of `own_words`.
        length: how many characters.
    """
    words = provision.own_words
    end = start + length
    return Target(
        document,
        provision.address,
        provision.citation,
        words[start:end],
        words[max(0, start - CONTEXT) : start],
        words[end : end + CONTEXT],
        start,
        words,
    )


def whole(document: str, provision: Provision) -> Target:
    """Return a target on a whole provision of the document with this SHA-256."""
    return Target(document, provision.address, provision.citation, text=provision.own_words)


def place(
    document: Document | Locator,
    at: str | Provision,
    quote: str = "",
    *,
    occurrence: int = 0,
    prefix: str = "",
) -> Target:
    """Return a target for what a person named.

    The words are looked for in the provision itself, then in everything below it; the target goes to the
    provision that holds them.

    Args:
        document: where; a `Locator` for it where many are placed.
        at: the provision, or its name as `lawdiff.parsers.locate.locate` takes it.
        quote: the words; empty for the whole provision.
        occurrence: which one, from 1, where they stand there more than once.
        prefix: words just before the quote, another way to say which one.

    Raises:
        NoSuchProvision: nothing has that name.
        QuoteNotFound: the words are not there.
        QuoteRepeated: they stand there more than once and nothing says which is meant.
    """
    locator = document if isinstance(document, Locator) else Locator(document)
    provision = at if isinstance(at, Provision) else locator.find(at)
    sha256 = locator.document.sha256
    if not quote.strip():
        return whole(sha256, provision)
    holder, start = _choose(provision, quote, occurrence, prefix)
    return quoted(sha256, holder, start, len(" ".join(quote.split())))


def _choose(provision: Provision, quote: str, occurrence: int, prefix: str) -> tuple[Provision, int]:
    """Return the provision that holds the quote, and where in its words."""
    found = [(provision, start) for start in occurrences(provision.own_words, quote)] or [
        (below, start) for below in provision.walk() for start in occurrences(below.own_words, quote)
    ]
    before = plain(" ".join(prefix.split()))
    if before:
        found = [
            (holder, start)
            for holder, start in found
            if plain(holder.own_words[:start]).rstrip().endswith(before)
        ]
    if not found:
        raise QuoteNotFound(quote, provision.citation, _nearest(provision, quote))
    if occurrence and not 1 <= occurrence <= len(found):
        raise QuoteRepeated(quote, provision.citation, _listed(found, len(quote)))
    if len(found) > 1 and not occurrence:
        raise QuoteRepeated(quote, provision.citation, _listed(found, len(quote)))
    return found[max(occurrence, 1) - 1]


def _listed(found: list[tuple[Provision, int]], length: int) -> tuple[str, ...]:
    return tuple(
        holder.own_words[max(0, start - LISTED_CONTEXT) : start + length + LISTED_CONTEXT]
        for holder, start in found
    )


def _nearest(provision: Provision, quote: str) -> str:
    """Return the whole words in the provision or below it that are most like the quote, or an empty string."""
    wanted = plain(" ".join(quote.split())).lower()
    best, words = NEAR_SCORE, ""
    for below in provision.walk():
        text = plain(below.own_words)
        match = fuzz.partial_ratio_alignment(wanted, text.lower(), score_cutoff=best)
        if match is not None and match.score > best:
            first = text.rfind(" ", 0, match.dest_start + 1) + 1
            last = text.find(" ", match.dest_end - 1)
            best, words = match.score, below.own_words[first : last if last >= 0 else None]
    return words.strip(" ,.;:—“”‘’")
