"""Flat paragraphs -> a tree, by their markers.

The Federal Register and the CFR print every paragraph of a section as a sibling; the level is in its marker::

    (h) Filing.                        (h) Filing.
    (1) By mail.                           (1) By mail.
    (i) From abroad.            ->             (i) From abroad.
    (ii) From here.                            (ii) From here.
    (i) Fees.                          (i) Fees.

The second ``(i)`` is a letter, the first a numeral, and only what stands around them tells: the cheapest reading of
the whole section wins (`readings`). A section that begins with ``(1)`` and does not come out is read again with numbers
above letters. An appendix may number as sections do, or in another way, or not at all: what comes out is taken. A
marker that fits nowhere leaves its paragraph where it stands, as text, and is reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lawdiff.parsers.draft import Draft
from lawdiff.parsers.fr_text import STARS, Reference
from lawdiff.parsers.markers import APPENDIX, CFR, NUMBER_FIRST, TENTATIVE, Paragraph, split
from lawdiff.parsers.readings import LIST, is_unclear, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.parsers.markers import Scheme, Token
    from lawdiff.parsers.readings import Step

LONGEST_RESERVED = len("[Reserved].")
"""A longer paragraph is not only reserved."""

_TO_SECTION = re.compile(r"\bto (?:§|section|this section)", re.IGNORECASE)


@dataclass(slots=True)
class Hierarchy:
    """What `nest` found.

    Attributes:
        children: the tree.
        references: footnote references, each on the provision that got its place in the text.
        unclear: provisions whose marker fits no rule; they stand where they stood.
    """

    children: list[Draft]
    references: list[Reference] = field(default_factory=list)
    unclear: list[Draft] = field(default_factory=list)


def nest(items: Sequence[Paragraph | Draft], *, excerpt: bool = False) -> Hierarchy:
    """Nest paragraphs by their markers.

    Args:
        items: in printed order. A `Draft` stays as it is, below the paragraph that it follows; one with the text
            ``* * *`` stands for paragraphs that are left out.
        excerpt: whether they are an amendment's excerpt of a section, which may begin anywhere.
    """
    if _is_tentative(items):
        return _tried(items, excerpt=excerpt)
    tokens = _tokens(items)
    if not any(tokens):
        return _flat(items)
    readings = read(items, tokens, excerpt=excerpt)
    if is_unclear(readings) and _first_marker(tokens) == "1":
        turned = [_with_scheme(item, CFR, NUMBER_FIRST) for item in items]
        other = _tokens(turned)
        found = read(turned, other, excerpt=excerpt)
        if not is_unclear(found):
            return _build(turned, other, found)
    return _build(items, tokens, readings)


def _tried(items: Sequence[Paragraph | Draft], *, excerpt: bool) -> Hierarchy:
    """Nest paragraphs that may be numbered in one of several ways, or not at all."""
    for scheme in TENTATIVE:
        turned = [_with_scheme(item, APPENDIX, scheme) for item in items]
        tokens = _tokens(turned)
        if _begins(turned, tokens, excerpt=excerpt) and not _left_over(turned, tokens):
            readings = read(turned, tokens, excerpt=excerpt)
            if not is_unclear(readings):
                return _build(turned, tokens, readings)
    return _flat(items)


def _tokens(items: Sequence[Paragraph | Draft]) -> list[list[Token]]:
    return [split(item) if isinstance(item, Paragraph) and item.scheme else [] for item in items]


def _is_tentative(items: Sequence[Paragraph | Draft]) -> bool:
    """Return whether the first paragraph that may have a marker only may have one; all others are as it is."""
    schemes = (item.scheme for item in items if isinstance(item, Paragraph) and item.scheme)
    first = next(schemes, None)
    return first is not None and first.tentative


def _begins(items: Sequence[Paragraph | Draft], tokens: Sequence[list[Token]], *, excerpt: bool) -> bool:
    """Return whether a count begins that is more than a list in running text.

    It begins with its first marker, others follow it, and what has no marker does not stand behind the last one alone:
    that would be the text going on. Stars before it in an amendment stand for what is left out, so that any marker
    will do.
    """
    marked = [index for index, found in enumerate(tokens) if found]
    if not marked:
        return False
    first, last = marked[0], marked[-1]
    if excerpt and first and items[first - 1].text.endswith(STARS):
        return True
    place, number = tokens[first][0].first[0], tokens[first][0].number
    if (place.level, place.ordinal) != (1, 1) or len(marked) == 1:
        return False
    if first == 0 and number == "(a)":
        return True
    goes_on = any(isinstance(item, Paragraph) for item in items[last + 1 :])
    return not goes_on or last - first + 1 > len(marked)


def _left_over(items: Sequence[Paragraph | Draft], tokens: Sequence[list[Token]]) -> bool:
    """Return whether a paragraph begins with a marker that a scheme knows the form of, and has no level for."""
    return any(
        isinstance(item, Paragraph) and item.scheme and not found and item.scheme.marker.match(item.text)
        for item, found in zip(items, tokens, strict=True)
    )


def _first_marker(tokens: Sequence[list[Token]]) -> str:
    return next(found[0] for found in tokens if found).designator


def _with_scheme(item: Paragraph | Draft, scheme: Scheme, other: Scheme) -> Paragraph | Draft:
    """Return a paragraph of one scheme as one of another; anything else as it is."""
    if isinstance(item, Paragraph) and item.scheme is scheme:
        return item._replace(scheme=other)
    return item


def _flat(items: Sequence[Paragraph | Draft]) -> Hierarchy:
    """Return paragraphs without any marker as they stand: most of a preamble."""
    result = Hierarchy([])
    for item in items:
        if isinstance(item, Draft):
            result.children.append(item)
            continue
        draft = Draft("text", text=item.text, source_line=item.line, status=status_of(item.text))
        result.children.append(draft)
        if item.refs:
            result.references.extend(Reference(label, draft, offset) for offset, label in item.refs)
    return result


@dataclass(slots=True)
class _Builder:
    """Makes the tree that the steps describe."""

    result: Hierarchy
    open: list[Draft] = field(default_factory=list)
    stars: list[Draft] = field(default_factory=list)

    def siblings(self, keep: int) -> list[Draft]:
        """Cut the open path and return where the next provision goes; stars that wait go there first."""
        del self.open[keep:]
        place = self.open[-1].children if self.open else self.result.children
        place.extend(self.stars)
        self.stars.clear()
        return place

    def fixed(self, draft: Draft, *, last: bool) -> None:
        """Add what is no paragraph; stars wait for the paragraph after them, whose siblings they are.

        A note to the whole section at its end does not belong to its last paragraph.
        """
        if draft.text == STARS:
            self.stars.append(draft)
        elif last and draft.level == "note" and _TO_SECTION.search(draft.heading):
            self.siblings(0).append(draft)
        else:
            self.siblings(len(self.open)).append(draft)

    def text(self, item: Paragraph, step: Step) -> None:
        """Add a plain paragraph."""
        draft = Draft("text", text=item.text, source_line=item.line, status=status_of(item.text))
        self.siblings(step.keep).append(draft)
        self.result.references.extend(Reference(label, draft, offset) for offset, label in item.refs)
        if step.level == LIST:
            self.open.append(draft)
        if step.unclear:
            self.result.unclear.append(draft)

    def marked(self, item: Paragraph, tokens: Sequence[Token], steps: Sequence[Step]) -> None:
        """Add a paragraph with markers: a provision for each, the text in the last."""
        levels = item.scheme.levels if item.scheme else ()
        added = []
        for token, step in zip(tokens, steps, strict=True):
            name = levels[step.level - 1]
            draft = Draft(
                name, token.number, token.designator, token.heading, token.text, source_line=item.line
            )
            self.siblings(step.keep).append(draft)
            self.open.append(draft)
            added.append(draft)
            if step.unclear:
                self.result.unclear.append(draft)
        last = added[-1]
        last.text = item.text[tokens[-1].text_at :]
        last.status = status_of(last.text or last.heading)
        for offset, label in item.refs:
            at = max(0, sum(token.heading_at <= offset for token in tokens) - 1)
            place = max(0, min(offset - tokens[at].text_at, len(added[at].text)))
            self.result.references.append(Reference(label, added[at], place))


def status_of(text: str) -> str:
    """Return ``reserved`` for a paragraph that is only reserved, and an empty string for every other."""
    return "reserved" if len(text) <= LONGEST_RESERVED and text.strip("[]. ").lower() == "reserved" else ""


def _build(
    items: Sequence[Paragraph | Draft],
    tokens: Sequence[list[Token]],
    readings: Sequence[tuple[Step, ...]],
) -> Hierarchy:
    builder = _Builder(Hierarchy([]))
    left = iter(readings)
    end = max((index for index, found in enumerate(tokens) if found), default=-1)
    for index, item in enumerate(items):
        if isinstance(item, Draft):
            builder.fixed(item, last=index > end)
            continue
        steps = next(left)
        if steps[0].level > 0:
            builder.marked(item, tokens[index], steps)
        else:
            builder.text(item, steps[0])
    builder.siblings(0)
    return builder.result
