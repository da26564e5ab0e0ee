"""The pieces of an instruction in the order of print, with what each stands under.

4. In Supplement I:          A          the parser hangs "a." below 4 beside "C.", and "iv." below "c.", since print
   C. Under § 1026.36:       A C        shows no indent; the styles of the numbers tell the levels: 4 > C > iii > a,
     iii. Under 36(a):       A C iii    and then iv takes the place of iii.
       a. Paragraph 1 …      A C iii a
     iv. 36(b) is added      A C iv
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawdiff.parsers.markers import letter, roman

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
        style, count = _style(provision.designator, path)
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


def _style(designator: str, path: list[tuple[str, int]]) -> tuple[str, int]:
    """Return the alphabet of a designator and its place in it, given the open ones."""
    if designator.isdigit():
        return "number", int(designator)
    if designator.isupper():
        return "LETTER", letter(designator)
    open_styles = dict(path)
    value, place = roman(designator), letter(designator)
    if value and open_styles.get("roman") == value - 1 and value > 1:
        return "roman", value
    if place and open_styles.get("letter") == place - 1 and place > 1:
        return "letter", place
    if value and (value == 1 or not place or len(designator) > 1):
        return "roman", value
    return "letter", place
