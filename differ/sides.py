"""Both documents as the differ sees them: their units, their words, and what kind of pair they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.differ.features import Shingles, Unit, units_of, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawdiff.parsers import Document

CODIFIED_KINDS = frozenset(
    {
        "code title",
        "statute compilation",
        "proposed rule",
        "interim final rule",
        "final rule",
        "CFR part",
        "CFR title",
    },
)
"""Kinds in which a section keeps its number as long as it is the same section."""


LAW_KINDS = frozenset({"CFR part", "CFR title"})
"""Kinds that are the regulation itself."""

ACT_KINDS = frozenset({"bill", "resolution", "public law"})
"""Kinds that are printed anew at each stage, with what the stage wants before and behind the text."""

RULE_KINDS = frozenset({"proposed rule", "interim final rule", "final rule"})
"""Kinds that print of the regulation what they amend, and ``* * *`` for what they leave."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Both documents as the aligner sees them.

    Attributes:
        old: the units of the old document, in order.
        new: the units of the new one.
        old_words: address -> the words of heading and own text.
        new_words: the same for the new document.
        shingles: the numbers of all runs of words in both.
        codified: whether numbers are stable: a section keeps its own as long as it is the same.
        law: whether the old one is the law itself, so that what a rule does not print is known to stay.
        amends: whether the new one is a rule that amends it, and prints only what it amends.
        acts: whether both are bills, resolutions or acts.
    """

    old: Sequence[Unit]
    new: Sequence[Unit]
    old_words: Mapping[str, tuple[str, ...]]
    new_words: Mapping[str, tuple[str, ...]]
    shingles: Shingles
    codified: bool
    law: bool
    amends: bool
    acts: bool


def sides_of(old: Document, new: Document) -> Sides:
    """Return both documents as the differ sees them."""
    known: dict[str, tuple[str, ...]] = {}
    old_words, new_words = words_of(old.provisions, known), words_of(new.provisions, known)
    shingles = Shingles()
    return Sides(
        units_of(old.provisions, old_words, shingles),
        units_of(new.provisions, new_words, shingles),
        old_words,
        new_words,
        shingles,
        codified={old.kind, new.kind} <= CODIFIED_KINDS and _one_title(old, new),
        law=old.kind in LAW_KINDS,
        amends=old.kind in LAW_KINDS and new.kind in RULE_KINDS,
        acts={old.kind, new.kind} <= ACT_KINDS,
    )


def _one_title(old: Document, new: Document) -> bool:
    """Return whether two documents may number the same sections: 13 U.S.C. 301 is not 44 U.S.C. 301."""
    first, second = (_titles(document) for document in (old, new))
    return not first or not second or bool(first & second)


def _titles(document: Document) -> set[str]:
    """Return the titles of the Code or of the CFR that a document is of, or amends, as far as it says."""
    identity = document.identity
    of_parts = {part.split()[0] for part in identity.cfr_parts}
    return of_parts or ({identity.title_number} if identity.title_number else set())
