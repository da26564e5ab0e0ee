"""The whole vocabulary of a comparison on one screen: edits, changes, figures, the comparison itself.

A `Change` speaks of one unit of comparison (a section, a heading of a preamble, the heading of a title) on each
side, several for a split or a merger. Its `parts` speak of the provisions inside, and carry the word edits:
the old side of `Part.edits` spells the old provision, the new side the new one, exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lawdiff.parsers import Document, Provision

Operation = Literal["=", "-", "+"]
Edit = tuple[Operation, str]
"""One stretch of text: kept ``=``, only in the old version ``-``, only in the new ``+``."""

Relation = Literal["unchanged", "edited", "added", "removed"]
Significance = Literal["substantive", "conforming", "editorial", "none"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that were struck or inserted in one provision and stand in another one of the unit: they were kept.

    Attributes:
        side: whether it lies in the old words of the part, or in the new.
        start, end: where, in characters of `Provision.own_words` on that side.
        there: the provision of the other side that has them.
        piece: whether the provision that they are struck from or inserted in, having no other side, is a piece of that
            one, or that one of it: at least half of its words are in these passages.
    """

    side: Literal["old", "new"]
    start: int
    end: int
    there: Provision
    piece: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What became of one provision inside a change.

    Attributes:
        relation: ``unchanged`` (word for word: at most its number or its typography differs), ``edited``,
            ``added`` or ``removed``.
        old: the provision as it was, None where it was added.
        new: the provision as it is, None where it was removed.
        renumbered: its designator changed.
        moved: it stands in another place, beyond what the renumbering of its parents explains.
        elsewhere: empty where both sides stand in this change; ``went`` where the new side stands in another one,
            ``came`` where the old side does. Both changes then have a part with the same two sides.
        significance: of the edits; ``none`` where nothing was edited.
        rule: which rule decided the significance, in words.
        edits: over `Provision.own_words` of each side (number, heading, text). Exact: the ``=`` and ``-``
            stretches joined spell the old words, ``=`` and ``+`` the new.
        passages: where among what was struck and inserted stand words that another provision of the unit has on the
            other side; those of the old side first, none overlapping.
    """

    relation: Relation
    old: Provision | None
    new: Provision | None
    renumbered: bool
    moved: bool
    significance: Significance
    rule: str
    edits: tuple[Edit, ...]
    elsewhere: Literal["", "went", "came"] = ""
    passages: tuple[Passage, ...] = ()

    @property
    def pieces(self) -> tuple[tuple[Provision, Provision], ...]:
        """The old and new provisions that belong together by this part: both sides, or the pieces of the one."""
        if self.old is not None and self.new is not None:
            return ((self.old, self.new),)
        there = [passage.there for passage in self.passages if passage.piece]
        if self.old is not None:
            return tuple((self.old, new) for new in there)
        return tuple((old, self.new) for old in there) if self.new is not None else ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that could as well be the other side of an ambiguous change, with its score (0 to 1)."""

    provision: Provision
    score: float


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one unit of comparison.

    Attributes:
        relation: ``unchanged`` (word for word, though it may be renumbered or moved, and its edits may be
            editorial), ``edited``, ``added``, ``removed``.
        level: of the unit, the new side's where there is one.
        old: the units of the old document: none for an added unit, several for a merger.
        new: the units of the new document: none for a removed unit, several for a split.
        renumbered, moved, split, merged: further facts; they can hold together with any relation.
        candidates: where this is not empty the change is ambiguous: these are as good, and none was chosen.
        score: how sure the pairing is, 0 to 1; 1 for identical text at the same address.
        reason: why these belong together, or why nothing does, in one sentence.
        significance: the strongest of the parts'.
        parts: the provisions inside, in the order of the new side, removed ones where they stood.
    """

    relation: Relation
    level: str
    old: tuple[Provision, ...]
    new: tuple[Provision, ...]
    renumbered: bool
    moved: bool
    split: bool
    merged: bool
    candidates: tuple[Candidate, ...]
    score: float
    reason: str
    significance: Significance
    parts: tuple[Part, ...]

    @property
    def ambiguous(self) -> bool:
        """Whether two candidates are equally good, so that none was chosen."""
        return bool(self.candidates)

    @property
    def lead(self) -> Provision:
        """The unit to name the change by: the new side's first, else the old side's."""
        return (self.new or self.old)[0]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A dollar amount, percentage, date, period, age or citation that differs.

    Attributes:
        kind: ``money``, ``percentage``, ``date``, ``period``, ``age``, ``citation``.
        old: as printed; empty where it was added.
        new: as printed; empty where it was removed.
        old_address, new_address: the provisions that hold them; empty where there is none.
        old_citation, new_citation: the same for a reader.
        difference: new less old for money, in cents; None where it cannot be told.
        account: for appropriations, the heading that it stands under; else empty.
    """

    kind: str
    old: str
    new: str
    old_address: str
    new_address: str
    old_citation: str
    new_citation: str
    difference: int | None = None
    account: str = ""


@dataclass(frozen=True, slots=True)
class NotCompared:
    """Something that was not compared, and why.

    Attributes:
        what: what was left out: ``tables of contents``, ``editorial notes``, ``text behind * * *``, ….
        why: one sentence.
        side: ``old``, ``new`` or ``both``.
        address: where, or empty for the whole document.
        count: how many of it.
    """

    what: str
    why: str
    side: str
    address: str = ""
    count: int = 1


@dataclass(frozen=True)
class Comparison:
    """Two documents and what changed between them; every renderer takes one of these.

    Attributes:
        old, new: the documents.
        changes: each unit of both documents in exactly one (several only for splits and mergers), in the order
            of the new document, removed ones after the unit that they followed.
        figures: the figures that changed.
        not_compared: what was left out, and why.
        settings: all settings in force, by name.
    """

    old: Document
    new: Document
    changes: tuple[Change, ...]
    figures: tuple[FigureChange, ...] = ()
    not_compared: tuple[NotCompared, ...] = ()
    settings: Mapping[str, str | int | float | bool] = field(default_factory=dict)

    @cached_property
    def crosswalk(self) -> Mapping[str, tuple[str, ...]]:
        """Old address -> the new addresses it became; no entry where it has no counterpart.

        What was divided leads to its pieces too, and what was joined to the whole, see `Part.pieces`.
        """
        walk: dict[str, list[str]] = {}
        for change in self.changes:
            for old in change.old:
                walk.setdefault(old.address, []).extend(unit.address for unit in change.new)
            for part in change.parts:
                for source, target in part.pieces:
                    targets = walk.setdefault(source.address, [])
                    if target.address not in targets:
                        targets.append(target.address)
        return {address: tuple(targets) for address, targets in walk.items() if targets}


def placed(edits: Iterable[Edit]) -> Iterator[tuple[Operation, str, int, int]]:
    """Yield each stretch with where it begins, in characters of the old text and of the new."""
    old = new = 0
    for operation, text in edits:
        yield operation, text, old, new
        old += len(text) * (operation != "+")
        new += len(text) * (operation != "-")


def old_side(edits: tuple[Edit, ...]) -> str:
    """Return the text that the edits began with."""
    return "".join([text for operation, text in edits if operation != "+"])


def new_side(edits: tuple[Edit, ...]) -> str:
    """Return the text that the edits lead to."""
    return "".join([text for operation, text in edits if operation != "-"])
