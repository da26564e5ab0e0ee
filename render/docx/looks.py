"""How the text looks: which style a provision has, and the styles themselves.

Units of comparison that are called something (titles, sections, headings of a preamble) have Word's own heading
styles, so that its navigation pane and tables of contents know them; number and heading stand out by a character
style, because a section's text follows its heading in the same paragraph. Everything else is indented by level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.parsers.document import CONTAINER_LEVELS

if TYPE_CHECKING:
    from lawdiff.differ.change import Comparison
    from lawdiff.parsers import Document, Provision
    from lawdiff.render.docx.stretches import Stretch

DEEPEST = 8
"""Levels of indented text; below, the indent no longer grows."""

TOP_LEVELS = ("division", "title", "document", "appendix", "preamble")
"""Levels that have the first style of headings; containers below them have the second, other units the third."""

LAST_HEADING = 6
"""Headings of a preamble stand in each other; below this they all look the same."""


class Looks:
    """The styles of the provisions of two documents."""

    def __init__(self, comparison: Comparison) -> None:
        self.old = _levels(comparison.old)
        self.new = _levels(comparison.new)

    def style(self, provision: Provision, *, old: bool = False) -> str:
        """Return the id of the paragraph style of a provision, of the old document or the new."""
        depth, headings = (self.old if old else self.new).get(provision.address, (1, 0))
        if provision.is_unit and _is_called(provision):
            return f"Heading{_rank(provision, headings)}"
        if provision.level == "row":
            return "LawRow"
        kind = "LawQuoted" if provision.quoted else "Law"
        return f"{kind}{max(1, min(depth, DEEPEST))}"

    @staticmethod
    def bounds(provision: Provision) -> tuple[int, int]:
        """Return where the number of a provision ends in its own words, and where its heading ends."""
        number, heading = len(provision.number), len(provision.heading)
        return number, number + heading + (1 if number and heading else 0)

    def run_style(self, piece: Stretch, old: Provision | None, new: Provision | None) -> str:
        """Return the id of the character style of a stretch, empty for ordinary text.

        Its place tells whether it is number or heading: in the new words where it stands there, else in the old.
        """
        provision, place = (new, piece.new) if new is not None and piece.new >= 0 else (old, piece.old)
        if provision is None or place < 0:
            return ""
        number, heading = self.bounds(provision)
        if place >= heading:
            return ""
        if provision.is_unit:
            return "LawCaption" if _is_called(provision) else ""
        return "LawHeading" if place >= number else ""


def _is_called(unit: Provision) -> bool:
    """Return whether a unit has a heading of its own, and is no instruction that is only numbered."""
    return bool(unit.heading) or (bool(unit.number) and unit.level != "instruction")


def _rank(unit: Provision, headings: int) -> int:
    """Return the level of a heading, from 1."""
    if unit.level in TOP_LEVELS:
        return 1
    return 2 if unit.level in CONTAINER_LEVELS else min(3 + headings, LAST_HEADING)


def _levels(document: Document) -> dict[str, tuple[int, int]]:
    """Return for each address how deep it stands in its unit, and how many headings like its own stand above."""
    found: dict[str, tuple[int, int]] = {}
    for provision in document.provisions:
        depth, headings = found.get(provision.parent, (0, 0))
        if provision.is_unit:
            parent = document.by_address.get(provision.parent)
            nested = (
                parent is not None and parent.is_unit and parent.level not in (*TOP_LEVELS, *CONTAINER_LEVELS)
            )
            found[provision.address] = 0, headings + nested
        else:
            found[provision.address] = depth + 1, headings
    return found
