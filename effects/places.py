"""What a place is called: in messages, in the list of operations, and in a comparative print.

cited(place)                 introductory text of 8 CFR 215.8(a)(1)
                             second sentence of sec. 3(u), Food and Nutrition Act of 2008 (7 U.S.C. 2012(u))
cited(place, beside)         introductory text of sec. 3(u): another place has told the law
described(place)             the introductory text of § 215.8(a)(1): in a sentence, where the law is known
path_name(place.path)        § 215.8(a)(1)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.ordinals import ORDINALS
from lawdiff.parsers.document import CONTAINER_LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.operation import Place, Step

_ORDINALS = {-2: "last but one", **{count: word for word, count in reversed(ORDINALS.items())}}
NAMED = frozenset(
    {
        *CONTAINER_LEVELS,
        *("appendix", "comments", "heading", "instruction"),
        *("table of contents", "table of sections", "table of chapters", "table of parts"),
    }
)
"""Levels that are said when they are cited; a paragraph is its number alone, whatever the law calls it."""
BARE = frozenset({"note", "et seq."})
"""Steps that stand behind a section without a number of their own: ``25 U.S.C. 4101 note``."""
PARTS = {
    "whole": "",
    "continuation": "text after the last paragraph of ",
    "enumerator": "designation of ",
}
"""What a part is called where `Place.part` is not the word for it."""
CODES = (" USC", " USC App.", " CFR")
TAX_TITLE = "26 USC"
"""Title 26 has the tax code's own section numbers: beside the code's name it says nothing more."""


def path_name(path: Sequence[Step], section: str = "§") -> str:
    """Return a path as a lawyer writes it, the enumerators joined to their section: ``§ 215.8(a)(1)``.

    Args:
        path: from the outermost step in.
        section: the word for a section.
    """
    text = ""
    for at, step in enumerate(path):
        above = path[at - 1].level if at else ""
        apart = ", " if text else ""
        if step.level == "section":
            text += f"{apart}{section} {step.designator}"
        elif step.level == "definition":
            text += f"{apart}definition of “{step.designator}”"
        elif step.level in BARE and text:
            text += f" {step.level}"
        elif step.level == "comment":  # comment 36(d)(1)-2.ii; appendix B, paragraph 2.d
            apart = {"comments": "-", "comment": "."}.get(above, f"{apart}paragraph ")
            text += f"{apart}{step.designator}"
        elif step.level == "comments":
            number = step.designator
            text += f"{apart}{'comment' if path[at + 1 :] else 'comments'} {number}"
        elif (
            step.level in NAMED or not (text and step.designator) or (step.level == "item" and above in NAMED)
        ):
            text += f"{apart}{step.level} {step.designator}".rstrip()
        else:
            text += f"{', ' if above == 'definition' else ''}({step.designator})"
    return text


def described(place: Place) -> str:
    """Return a place in a sentence about a law that is known: ``the introductory text of § 215.8(a)``."""
    article = "" if place.part in ("whole", "note") or (place.part == "table" and place.term) else "the "
    return article + part_of(place, path_name(place.path) or place.work)


def cited(place: Place, beside: Place | None = None) -> str:
    """Return a place with the law it is in, and what else that is called.

    Args:
        place: the place.
        beside: a place that stands near it: its law and its citations are not said again.
    """
    if beside is not None and beside.work == place.work:
        return part_of(place, path_name(place.path, _section(place)) or place.work)
    also = "; ".join(_with_law(other) for other in place.also if other.work != TAX_TITLE)
    return part_of(place, _with_law(place)) + (f" ({also})" if also else "")


def _section(place: Place) -> str:
    return "§" if place.work.endswith(" CFR") else "sec."


def _with_law(place: Place) -> str:
    path = path_name(place.path, "sec.")
    if place.work.endswith(CODES):
        title, _, code = place.work.partition(" ")
        return f"{title} {code.replace('USC', 'U.S.C.')} {path.removeprefix('sec. ')}".rstrip()
    return ", ".join(part for part in (path, place.work) if part)


def part_of(place: Place, whole: str) -> str:
    """Return the part of a provision that a place is, the provision being called as given."""
    if place.part == "sentence":
        return f"{_ordinal(place.ordinal)}sentence of {whole}"
    if place.part == "definition":
        return f"definition of “{place.term}” in {whole}" if place.term else f"definition in {whole}"
    if place.part == "table" and place.term:
        return f"{place.term} in {whole}"
    if place.part == "note":
        return f"{place.term or 'note'} to {whole}"
    if place.part == "center heading":
        return f"center heading {f'“{place.term}” in' if place.term else 'above'} {whole}"
    return _ordinal(place.ordinal) + PARTS.get(place.part, f"{place.part} of ") + whole


def _ordinal(number: int) -> str:
    return f"{_ORDINALS.get(number, f'{number}th')} " if number else ""
