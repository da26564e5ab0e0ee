"""How much two provisions inside a unit have in common: words in order, words of their own, laws that they name."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

if TYPE_CHECKING:
    from collections.abc import Sequence

_AMENDED = re.compile(r"Section (\d[\w–-]*)")
_IS_AMENDED = re.compile(r"\b(?:is|are)\s+(?:further\s+)?(?:amended|repealed)\b")

LIKE = 0.5
"""Provisions whose words are at least this much alike (2 * kept / both) are one provision, wherever they stand."""

MUCH_ALIKE = 0.7
"""From here words go before numbers: where (b) "the table of subchapters is amended by inserting …" has become (d)(6),
the new (b), which is also "amended by inserting", is not it."""

NEARLY_THE_SAME = 0.85
"""Two paragraphs of rules are one only from here if one stands where the other rule prints `* * *`: what is not printed
stays where it is, but for what a proposal would have added under another number. "If the amount disclosed under
paragraph (e)(3) is different …" is not the same sentence on (i)(8), at 0.69."""

LIKE_IN_PLACE = 0.3
"""The same for provisions with the same number under the same parent, or under it and both the only ones that name a
law; differ.edits.REPLACED_BELOW is its twin."""

OWN_WORDS = (2, 0.4)
"""Under another parent a provision must have so many words in common with its partner, and such a share of both, that
are no `FORMULA`. "by striking “or” at the end" is not "by adding at the end", nor the one definition the other."""

SAID_AGAIN = (8, 0.4)
"""Under the same number and parent two provisions are one as well if the longer one has so many runs of four words of
the shorter one, and such a share of them: "any reference to the Board in any law … shall be deemed a reference to the
Commission", between which sixty words on which laws were put."""

FORMULA = frozenset(
    """
    000 a act adding after all amended amendment amendments an and any application apply as at be before
    beginning by c clause code conforming date each effective end following follows for from general have if in
    inserting insert is it its item law made make may means new no not of on or other paragraph paragraphs
    period public purposes read redesignating respectively s section sections semicolon shall so states striking
    subclause subparagraph subparagraphs subsection subsections such take taken term terms than that the their
    there this to u under united was were which with year years
    """.split()  # noqa: SIM905 - a hundred words on a hundred lines say no more
)
"""Words of which amendments, citations, definitions and amounts are made, and the small words of the language."""

_LAW = re.compile(r"(?:Public Law|Pub\. L\.)\s+(?:No\.\s+)?(\d+)[–-](\d+)|(\d+)\s+U\.S\.C\.\s+(\w+)")
"""A public law, or a section of the United States Code."""


def likeness(first: Sequence[str], second: Sequence[str], least: float = 0.0) -> float:
    """Return 2 * words kept / words of both; 0 where that is less than is asked for, which is found out sooner."""
    if 2 * min(len(first), len(second)) < least * (len(first) + len(second)):
        return 0.0
    if first == second:
        return 1.0
    if not first or not second:
        return 0.0
    # Swapping the sides must give the same figure to the last digit: Indel's is symmetric.
    return Indel.normalized_similarity(first, second, score_cutoff=least)


LAST_LETTER = 0x10FFFF
"""The last code point of Unicode."""


class Letters(dict[str, str]):
    """A letter for each word, so that a text is a string: those are compared several times as fast, to the same figure.

    No document has more words than there are letters; if one had, its last words would be one.
    """

    def __missing__(self, word: str) -> str:
        letter = self[word] = chr(min(len(self) + 1, LAST_LETTER))
        return letter


class Spelled(dict[int, str]):
    """The texts of one side, a letter a word, each made when it is asked for: most are never compared."""

    def __init__(self, texts: Sequence[Sequence[str]], letters: Letters) -> None:
        super().__init__()
        self._texts = texts
        self._letter = letters.__getitem__

    def __missing__(self, place: int) -> str:
        text = self[place] = "".join(map(self._letter, self._texts[place]))
        return text


def say_the_same(first: Sequence[str], second: Sequence[str]) -> bool:
    """Return whether two provisions have enough words of their own in common (`OWN_WORDS`)."""
    ours, theirs = _own(first), _own(second)
    common = (ours & theirs).total()
    return common >= OWN_WORDS[0] and 2 * common >= OWN_WORDS[1] * (ours.total() + theirs.total())


def says_again(first: Sequence[str], second: Sequence[str]) -> bool:
    """Return whether the longer of two provisions says much of the shorter one again, in its words (`SAID_AGAIN`)."""
    if min(len(first), len(second)) < SAID_AGAIN[0]:
        return False
    ours, theirs = (
        set(zip(*(words[start:] for start in range(4)), strict=False)) for words in (first, second)
    )
    common = len(ours & theirs)
    return common >= SAID_AGAIN[0] and common >= SAID_AGAIN[1] * min(len(ours), len(theirs))


def named(text: str) -> frozenset[str]:
    """Return the public laws and sections of the Code that a text names."""
    if "Pub" not in text and "U.S.C." not in text:
        return frozenset()
    return frozenset(" ".join(filter(None, match.groups())) for match in _LAW.finditer(text))


def amended(text: str) -> str:
    """Return the section that a provision amends, empty if it amends none or does not begin with it.

    "Section 5811(a) is amended …" and "Section 5845(a) is amended …" are nearly the same words, and no reader takes the
    one for the other.
    """
    match = _AMENDED.match(text)
    return match[1] if match is not None and _IS_AMENDED.search(text) else ""


def _own(words: Sequence[str]) -> Counter[str]:
    return Counter(word for word in words if word not in FORMULA)
