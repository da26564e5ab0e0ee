"""The parts of a change in reading order, so that each side reads as it stood.

Parts come in the order of the new side. Where paragraphs were swapped, one order cannot serve both sides::

    old: (a) x  (b) y        new: (a) y  (b) x
    spelled:  - "(b) y" stands before, + ...   ->   + (a) y | = x, renumbered | - (b) y

The longest run of parts that keeps its order on both sides stays in place and shows its word edits; every other
pair is spelled twice, ``-`` at its old place and ``+`` at its new one. `flat_edits` joins the paragraphs with a
line feed; its old side is the old unit's words, its new side the new unit's, exactly.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from lawdiff.differ.change import Part, placed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from lawdiff.differ.change import Change, Comparison, Edit, Passage
    from lawdiff.parsers import Provision

Shown = tuple[Literal["=", "-", "+", "<", ">"], str]
"""A stretch as it is shown: kept ``=``, struck ``-``, inserted ``+``; ``<`` what stands in another provision now, and
``>`` what stood in another one: struck and inserted here, but kept (`Part.passages`)."""

OLD_ALONE, NEW_ALONE = "-<", "+>"
"""What only the old side has, and only the new."""

Place = Literal["kept", "removed", "added", "from", "to"]
"""What a paragraph shows: both sides in place, one side only, or one of the two places of a part out of order."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One provision of a change as it is spelled.

    Attributes:
        place: ``kept`` (edits of both sides), ``removed``, ``added``, ``from`` (the old place of a part that is
            out of order) or ``to`` (its new place).
        part: what became of the provision; None where the comparison has no part for it.
        edits: what is spelled here: both sides for ``kept``, one side for all others.
        provision: the provision that stands here, the new side's for ``kept``.
    """

    place: Place
    part: Part | None
    edits: tuple[Edit, ...]
    provision: Provision

    @property
    def unprinted(self) -> bool:
        """Whether the new document does not print it, and it stays as it is (``* * *``)."""
        return self.part is not None and self.part.new is None and self.part.relation == "unchanged"

    @property
    def once(self) -> tuple[Edit, ...]:
        """What to show a reader: a part out of order once, at its new place; what is not printed as it stays."""
        if self.place == "from":
            return ()
        if self.unprinted:
            return (("=", self.provision.own_words),)
        return self.part.edits if self.place == "to" and self.part is not None else self.edits

    @property
    def shown(self) -> tuple[Shown, ...]:
        """The same, with the words that were kept in another provision told as such."""
        return tuple(shown(self.once, self.part.passages)) if self.part is not None else self.once


def shown(edits: Iterable[Edit], passages: Collection[Passage]) -> Iterator[Shown]:
    """Yield edits with the passages in them told as such; joined they are the same words.

    Args:
        edits: of a part, or one side of them.
        passages: of the part.
    """
    if not passages:
        yield from edits
        return
    for operation, text, old, new in placed(edits):
        if operation == "=":
            yield operation, text
        elif operation == "-":
            yield from _cut(text, "-", "<", _within(passages, "old", old, len(text)))
        else:
            yield from _cut(text, "+", ">", _within(passages, "new", new, len(text)))


def _within(passages: Iterable[Passage], side: str, at: int, length: int) -> Iterator[tuple[int, int]]:
    """Yield where the passages of a side lie in a stretch that begins at a place of its provision."""
    for passage in passages:
        if passage.side == side and passage.start < at + length and passage.end > at:
            yield max(0, passage.start - at), min(length, passage.end - at)


def _cut(
    text: str, alone: Literal["-", "+"], kept: Literal["<", ">"], ranges: Iterable[tuple[int, int]]
) -> Iterator[Shown]:
    """Yield a stretch cut into what is alone and what was kept; white space between goes with the latter."""
    done = 0
    for start, end in ranges:
        if text[done:start].strip():
            yield alone, text[done:start]
            done = start
        last = end if text[end:].strip() else len(text)
        yield kept, text[done:last]
        done = last
    if done < len(text):
        yield alone, text[done:]


def spell(change: Change) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a change; each provision with words stands once on each of its sides."""
    return tuple(_Speller(change.parts, change.old, change.new).paragraphs())


def spell_whole(comparison: Comparison) -> tuple[Paragraph, ...]:
    """Return the paragraphs of all changes together, so that each side reads in the order of its own document.

    A section that moved is out of order like a paragraph that moved inside one.
    """
    changes = comparison.changes
    old_units = {unit.address for change in changes for unit in change.old}
    new_units = {unit.address for change in changes for unit in change.new}
    parts = [part for change in changes for part in change.parts or _same_parts(change)]
    news = tuple(unit for unit in comparison.new.units if unit.address in new_units)
    whole = _Speller(
        _in_new_order(parts, news),
        tuple(unit for unit in comparison.old.units if unit.address in old_units),
        news,
    )
    return tuple(whole.paragraphs())


def _in_new_order(parts: Iterable[Part], units: Iterable[Provision]) -> tuple[Part, ...]:
    """Return the parts in the order of the new document, removed ones after the part that they followed.

    The parts of one change can stand far apart: in the two places of a split section, or where text came from
    elsewhere. One part out of order would hide all that follow from the search for what kept its order.
    """
    places = (inner.address for unit in units for inner in unit.walk_unit())
    at = {address: index for index, address in enumerate(places)}
    keyed = []
    last = -1
    for part in parts:
        place = at.get(part.new.address, last) if part.new is not None else last
        if part.elsewhere != "went":
            last = place
        keyed.append((place, part))
    return tuple(part for _, part in sorted(keyed, key=lambda pair: pair[0]))


def _same_parts(change: Change) -> Iterator[Part]:
    """Yield parts for an unchanged unit that came without."""
    for old, new in pairs(change):
        if old is not None:
            words = new.own_words
            edits: tuple[Edit, ...] = (("=", words),) if words else ()
            yield Part(
                "unchanged",
                old,
                new,
                renumbered=False,
                moved=False,
                significance="none",
                rule="",
                edits=edits,
            )


def flat_edits(change: Change) -> tuple[Edit, ...]:
    """Return one edit script for the whole unit, paragraphs joined with a line feed; exact on both sides."""
    if not (change.old and change.new):
        words = words_of(change.new or change.old)
        return (("+" if change.new else "-", words),) if words else ()
    script: list[Edit] = []
    old_begun = new_begun = False
    for paragraph in spell(change):
        on_old, on_new = _sides(paragraph.place)
        if (on_old and old_begun) and (on_new and new_begun):
            script.append(("=", "\n"))
        else:
            if on_old and old_begun:
                script.append(("-", "\n"))
            if on_new and new_begun:
                script.append(("+", "\n"))
        script += paragraph.edits
        old_begun, new_begun = old_begun or on_old, new_begun or on_new
    return _joined(script)


def depth_in(change: Change, paragraph: Paragraph) -> int:
    """Return how many levels below its unit a paragraph stands, on the side that it is spelled from."""
    units = change.old if paragraph.place in ("removed", "from") else change.new
    return paragraph.provision.depth - (units or (change.lead,))[0].depth


def pairs(change: Change) -> Iterator[tuple[Provision | None, Provision]]:
    """Yield the provisions of an unchanged unit with their counterparts, in order.

    Its words are the same on both sides, so its paragraphs are counterparts by their order.
    """
    old, new = ([inner for unit in units for inner in unit.walk_unit()] for units in (change.old, change.new))
    yield from zip(old if len(old) == len(new) else [None] * len(new), new, strict=True)


def words_of(units: Iterable[Provision]) -> str:
    """Return the words of units as the flat edits spell them: one provision a line, empty ones left out."""
    return "\n".join([words for unit in units for inner in unit.walk_unit() if (words := inner.own_words)])


def _spoken(units: Iterable[Provision]) -> Iterator[Provision]:
    return (provision for unit in units for provision in unit.walk_unit() if provision.own_words)


def _sides(place: Place) -> tuple[bool, bool]:
    return place in ("kept", "removed", "from"), place in ("kept", "added", "to")


def _joined(script: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the script with neighbours of one operation as one stretch."""
    runs = groupby((edit for edit in script if edit[1]), key=itemgetter(0))
    return tuple((operation, "".join([text for _, text in run])) for operation, run in runs)


class _Speller:
    """Two cursors, over the old words and the new; both reach their end, so nothing can be left out."""

    def __init__(self, parts: tuple[Part, ...], old: Iterable[Provision], new: Iterable[Provision]) -> None:
        self.parts = parts
        self.old = tuple(_spoken(old))
        self.new = tuple(_spoken(new))
        self.old_at = {provision.address: index for index, provision in enumerate(self.old)}
        self.new_at = {provision.address: index for index, provision in enumerate(self.new)}
        self.old_part = {part.old.address: part for part in self.parts if part.old is not None}
        self.new_part = {part.new.address: part for part in self.parts if part.new is not None}
        self.old_cursor = self.new_cursor = 0

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs in reading order."""
        if not self.parts and self.same_words():
            for provision in self.new:
                yield Paragraph("kept", None, (("=", provision.own_words),), provision)
            return
        anchors = self.anchors()
        following = iter([*anchors, None])
        anchor = next(following)
        for part in self.parts:
            old, new = self.places(part)
            if anchor is not None and (old, new) == anchor:
                yield from self.one_sided(old, new)
                yield Paragraph("kept", part, part.edits, self.new[new])
                self.old_cursor, self.new_cursor = old + 1, new + 1
                anchor = next(following)
                yield from self.leaving(anchor)
                continue
            old_limit, new_limit = anchor or (len(self.old), len(self.new))
            alone = part.new is None
            yield from self.one_sided(
                min(old + 1, old_limit) if alone else self.old_cursor,
                self.new_cursor if alone else min(new + 1, new_limit),
            )
            if alone:
                yield from self.leaving(anchor)
        yield from self.one_sided(len(self.old), len(self.new))

    def same_words(self) -> bool:
        """Return whether both sides have the same paragraphs (an unchanged unit needs no parts to say so)."""
        return [provision.own_words for provision in self.old] == [
            provision.own_words for provision in self.new
        ]

    def places(self, part: Part) -> tuple[int, int]:
        """Return where the part's provisions stand among the words of each side, -1 where they do not."""
        return (
            self.old_at.get(part.old.address, -1) if part.old is not None else -1,
            self.new_at.get(part.new.address, -1) if part.new is not None else -1,
        )

    def anchors(self) -> list[tuple[int, int]]:
        """Return the places of the parts that keep their order on both sides: the longest such run."""
        pairs = [places for places in map(self.places, self.parts) if min(places) >= 0]
        return _longest_rising(pairs)

    def leaving(self, anchor: tuple[int, int] | None) -> Sequence[Paragraph]:
        """Return what left its old place right behind what was spelled last, before anything new comes between."""
        end = self.old_cursor
        limit = anchor[0] if anchor is not None else len(self.old)
        while end < limit and (part := self.old_part.get(self.old[end].address)) and part.new is not None:
            end += 1
        return self.one_sided(end, self.new_cursor)

    def one_sided(self, old_end: int, new_end: int) -> Sequence[Paragraph]:
        """Return what stands before the ends and has not been spelled: first the old side, then the new."""
        if old_end <= self.old_cursor and new_end <= self.new_cursor:
            return ()
        found: list[Paragraph] = []
        for provision in self.old[self.old_cursor : old_end]:
            part = self.old_part.get(provision.address)
            place: Place = "removed" if part is None or part.new is None else "from"
            found.append(Paragraph(place, part, (("-", provision.own_words),), provision))
        for provision in self.new[self.new_cursor : new_end]:
            part = self.new_part.get(provision.address)
            place = "added" if part is None or part.old is None else "to"
            found.append(Paragraph(place, part, (("+", provision.own_words),), provision))
        self.old_cursor = max(self.old_cursor, old_end)
        self.new_cursor = max(self.new_cursor, new_end)
        return found


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs that rises on both sides (patience sorting, O(n log n))."""
    if all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs)):
        return list(pairs)
    ordered = sorted(pairs, key=lambda pair: (pair[1], -pair[0]))
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, (old, _new) in enumerate(ordered):
        place = bisect_left(tails, old)
        before.append(at[place - 1] if place else -1)
        if place == len(tails):
            tails.append(old)
            at.append(index)
        else:
            tails[place] = old
            at[place] = index
    run: list[tuple[int, int]] = []
    index = at[-1] if at else -1
    while index >= 0:
        run.append(ordered[index])
        index = before[index]
    return run[::-1]
