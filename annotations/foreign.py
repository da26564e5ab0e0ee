"""Words that came into a provision from another one: they are that one's, though the provision said the same once.

    old  (1) by striking "section 5" and inserting "section 6";
         (2) by striking "section 7" and inserting "section 8";
    new  (1) and inserting "section 6"; by striking "section 7" and inserting "section 8";

The crosswalk leads from old (1) to new (1), and nearly all of (1) stands there in its order. But "by striking" is
not (1)'s any more: it stands in a row of words that (2) lost, and that is longer than any of (1)'s around it. A word
comes from where the longest row of words comes from that it stands in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.annotations.alignment import shared_rows
from lawdiff.annotations.anchor import held, said
from lawdiff.annotations.words import bare_words, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lawdiff.annotations.alignment import SharedRow
    from lawdiff.annotations.ground import Ground
    from lawdiff.annotations.words import Word
    from lawdiff.parsers.document import Provision

ROW = 8
"""Fewest words of a row that is known again as another provision's: shorter ones are turns of phrase
("beginning after December 31, 2025"), as the engrossed and the enrolled H.R. 1 showed; benchmarks/carry.py moves
runs of eight words and more, which is what sentences and their halves have."""

FULL = 0.9
"""Share of a new provision's letters that an old one explains of which nothing is foreign to it: 44 U.S.C. 3558
says what 3538 and 3549, which are gone, both said, but for a word."""

LEFT = 0.8
"""Share of a row's letters that a provision still says where it does not lack it: a word of five may differ."""


def native(ground: Ground, address: str, words: Sequence[Word]) -> list[Word]:
    """Return some words of new provisions without those that another old provision lost there.

    Args:
        ground: the documents.
        address: of the old provision whose words are looked for.
        words: of new provisions, which may be its counterparts.
    """
    holders = {word.holder.address: word.holder for word in words}
    foreign = {each: _foreign(ground, address, holder) for each, holder in holders.items()}
    return [word for word in words if word.start not in foreign[word.holder.address]]


def _foreign(ground: Ground, address: str, provision: Provision) -> Collection[int]:
    """Return which words of a new provision are foreign to an old one, by where they start in `own_words`."""
    key = (address, provision.address)
    if key not in ground.foreign:
        own, texts = ground.bare_words(address), bare_words(provision)
        full = held(texts, own) >= FULL
        rows = [] if full else [row for row in _claims(ground, provision) if row.origin != address]
        mine: dict[int, int] = {}
        for row in shared_rows(address, own, texts) if rows else ():
            mine |= dict.fromkeys(range(row.first, row.last), row.letters)
        new = [word for word in words_of(provision) if not word.label] if rows else []
        ground.foreign[key] = {
            new[index].start
            for row in rows
            for index in range(row.first, row.last)
            if row.letters > mine.get(index, 0)
        }
    return ground.foreign[key]


def _claims(ground: Ground, provision: Provision) -> Sequence[SharedRow]:
    """Return the rows of a new provision's words that old ones lost, if they say enough to be known again."""
    if provision.address not in ground.claims:
        words = bare_words(provision)
        ground.claims[provision.address] = [
            row
            for old in ground.strangers(words, "")
            for row in shared_rows(old.address, ground.bare_words(old.address), words)
            if said(words[row.first : row.last]) >= ROW
            and _is_lost(ground, old, provision, words[row.first : row.last])
        ]
    return ground.claims[provision.address]


def _is_lost(ground: Ground, old: Provision, but: Provision, words: Sequence[str]) -> bool:
    """Return whether the crosswalk leads an old provision to nothing that says some words, but for one place."""
    now = (each for each in ground.mapped(old.address) if each.address != but.address)
    return all(held(words, bare_words(each)) < LEFT for each in now)
