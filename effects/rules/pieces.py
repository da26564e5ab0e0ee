"""The pieces of an instruction in the order of print, with what each stands under.

4. In Supplement I:          4          print shows no indent, and some parts stand as text below the one before;
   C. Under § 1026.36:       4 C        the styles of the numbers tell the levels: 4 > C > iii > a, and then iv takes
     iii. Under 36(a):       4 C iii    the place of iii.
       a. Paragraph 1 …      4 C iii a
     iv. 36(b) is added      4 C iv
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawdiff.parsers.markers import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawdiff.parsers import Provision

PARTS = frozenset({"instruction part", "instruction subpart"})
"""Levels of the lettered parts of an instruction."""


class Piece(NamedTuple):
    """One stretch of an instruction's text.

    Attributes:
        provision: that has the text.
        depth: how many pieces it stands under.
    """

    provision: Provision
    depth: int


def pieces(instruction: Provision) -> Iterator[Piece]:
    """Yield the instruction itself and its parts."""
    yield Piece(instruction, 0)
    path: list[tuple[str, int]] = []
    for provision in _parts(instruction):
        if not provision.designator:
            yield Piece(provision, len(path) + 1)
            continue
        style, count = counted(provision.designator, dict(path))
        known = next((place for place, (other, _) in enumerate(path) if other == style), -1)
        if known >= 0:
            del path[known:]
        path.append((style, count))
        yield Piece(provision, len(path))


def _parts(instruction: Provision) -> Iterator[Provision]:
    """Yield what belongs to the instruction itself, not to the law that it prints."""
    for child in instruction.children:
        if child.quoted or child.is_unit or child.level in ("table", "row", "note", "authority"):
            continue
        if child.level in PARTS or child.text:
            yield child
            yield from _parts(child)
