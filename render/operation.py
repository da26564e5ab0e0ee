"""An operation in words: in columns for lists, and as the instruction that it was for a comparative print.

struck(one)        “two years” and all that follows before the period
inserted(one)      after “tax” each place it appears: “or fee”
phrase(one)        strike “14 days” each place it appears and insert “12 hours”
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.places import cited, part_of, path_name
from lawdiff.render.words import opening

if TYPE_CHECKING:
    from lawdiff.effects.operation import Operation, Place
    from lawdiff.parsers import Document

LONGEST_QUOTE = 240
"""Characters of quoted words in a phrase; the print itself has them all."""

POSITIONS = {
    "end": "at the end",
    "beginning": "at the beginning",
    "alphabetical": "in alphabetical order",
    "numerical": "in numerical order",
}
STOPS = frozenset(".,;:—")
"""Marks that an instruction names by where they stand: ``before the period at the end``."""
BEGINNING, END = "^", "$"
"""What stands for the ends of a text in `Operation.struck` and `Operation.struck_to`."""


def struck(one: Operation, longest: int = 0) -> str:
    """Return what an operation strikes: words, or a stretch by its ends; empty where the place says it.

    Args:
        one: the operation.
        longest: characters of a quotation that are shown, cut between words; 0 for all.
    """
    if not one.struck:
        return ""
    text = "all" if one.struck == BEGINNING else _quoted(one.struck, longest)
    text += _stretch(one, longest) + _occurrence(one)
    if one.anchor_text and not one.struck_to:
        text += f" {one.position} {_quoted(one.anchor_text, longest)}"
    elif one.position == "end" and not one.struck_to:
        text += " at the end"
    return text


def _stretch(one: Operation, longest: int) -> str:
    """Return how far a stretch of words goes, from those that it begins with."""
    stays = one.position == "before"
    inside = f" of {cited(one.through, one.target)}" if one.through is not None else ""
    if one.struck == BEGINNING and one.struck_to == END:
        return f" through the end{inside}"
    if one.struck_to == END:
        return f" and all that follows{f' through the end{inside}' if inside else ''}" + (
            " before the punctuation at the end" if stays else ""
        )
    how = " up to " if stays else " through "
    if one.struck_to:
        return f"{how}{_quoted(one.struck_to, longest)}{inside}"
    return f"{how}{cited(one.through, one.target)}" if one.through is not None else ""


def _occurrence(one: Operation) -> str:
    """Return in which of several places, and where not."""
    text = ""
    if one.occurrence == "each":
        text = f" in {one.count} places" if one.count else " each place it appears"
    elif one.occurrence == "last" and not one.struck and one.anchor_text in STOPS:
        text = " at the end"
    elif one.occurrence != "only" and one.position != "end":
        text = f" the {one.occurrence} place it appears"
    kept = ", ".join(cited(each, one.target) for each in one.excepted)
    return f"{text} (other than in {kept})" if kept else text


def inserted(one: Operation, document: Document | None = None) -> str:
    """Return what an operation puts in, and where; of a redesignation, what it becomes.

    Args:
        one: the operation.
        document: the amending one, in which the provisions that are put in have names.
    """
    if one.to is not None:
        return f"as {cited(one.to, one.target)}"
    new = [_quoted(one.inserted)] if one.inserted else []
    if one.payload:
        new.append("; ".join(_name(document, address) for address in one.payload))
    where = _where(one) if not one.struck else ""
    return ": ".join(filter(None, (where, " ".join(new))))


def _name(document: Document | None, address: str) -> str:
    """Return what a provision that is put in is called: its number and heading, or its first words."""
    provision = document.by_address.get(address) if document is not None else None
    if provision is None:
        return address
    while not (provision.number or provision.heading or provision.text) and provision.children:
        provision = provision.children[0]
    name = " ".join(part for part in (provision.number, provision.heading) if part)
    return (name or opening(provision)).lstrip("“")


def _where(one: Operation, longest: int = 0) -> str:
    """Return where something is put."""
    if one.position not in ("before", "after"):
        return POSITIONS.get(one.position, "")
    if one.anchor is not None:
        return f"{one.position} {cited(one.anchor, one.target)}"
    return f"{one.position} {_quoted(one.anchor_text, longest)}{_occurrence(one)}"


def phrase(one: Operation) -> str:
    """Return an operation in the words of an instruction: ``strike “14 days” and insert “12 hours”``."""
    what = struck(one, LONGEST_QUOTE) or _part(one.target)
    words = _quoted(one.inserted, LONGEST_QUOTE) if one.inserted else ""
    new = words or _provisions(len(one.payload))
    match one.verb:
        case "replace":
            return f"strike {what} and insert {new}"
        case "insert" | "add":
            where = _where(one, LONGEST_QUOTE)
            return f"{one.verb} {new or _part(one.target)}{f' {where}' if where else ''}"
        case "redesignate":
            return f"redesignate {_part(one.target)}{f' as {_part(one.to)}' if one.to is not None else ''}"
        case "move":
            return f"move {_part(one.target)} {_where(one)}"
        case verb:
            return f"{verb} {what}"


def _part(place: Place) -> str:
    """Return the last step of a place, as an instruction names it, or the part that it is."""
    if not place.path:
        return part_of(place, "the law")
    below = [step for step in place.path if step.level in ("", "paragraph")]
    if place.work.endswith("CFR") and below[-1:] == [place.path[-1]]:
        return part_of(place, f"paragraph {''.join(f'({step.designator})' for step in below)}")
    return part_of(place, _last(place))


def _last(place: Place) -> str:
    step = place.path[-1]
    if step.level == "item" and any("table" in each.level for each in place.path):
        return f"the item relating to section {step.designator}"
    if step.level in ("subsection", "paragraph", "subparagraph", "clause", "subclause", "item", "subitem"):
        return f"{step.level} ({step.designator})"
    if step.level == "comment":
        return path_name(tuple(each for each in place.path if each.level in ("comments", "comment")))
    return path_name(place.path if not step.level else (step,), "section")


def _provisions(number: int) -> str:
    if not number:
        return ""
    return "the provision that follows" if number == 1 else f"the {number} provisions that follow"


def _quoted(text: str, longest: int = 0) -> str:
    if longest and len(text) > longest:
        text = f"{text[:longest].rsplit(' ', 1)[0]} …"
    return f"“{text}”"
