"""What an operation does, in the words of an instruction, and the law that it acts on as a citation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.render.words import cited

if TYPE_CHECKING:
    from lawdiff.effects.operation import Operation, Place
    from lawdiff.effects.report import Execution, Outcome

LONGEST_QUOTE = 240
"""Characters of quoted words in a phrase; the print itself has them all."""

OCCURRENCES = {
    "each": " each place it appears",
    "first": " the first place it appears",
    "second": " the second place it appears",
    "third": " the third place it appears",
    "fourth": " the fourth place it appears",
    "last": " the last place it appears",
}


def phrase(operation: Operation) -> str:
    """Return an operation in the words of an instruction: ``strike “14 days” and insert “12 hours”``."""
    what = _quoted(operation.struck)
    if operation.struck_to == "$":
        what += " and all that follows"
    elif operation.struck_to:
        what += f" through {_quoted(operation.struck_to)}"
    what += OCCURRENCES.get(operation.occurrence, "")
    new = _quoted(operation.inserted) or _provisions(len(operation.payload))
    match operation.verb:
        case "strike":
            return f"strike {what}"
        case "replace":
            return f"strike {what or _part(operation.target)} and insert {new}"
        case "insert" | "add":
            return f"{operation.verb} {new or _part(operation.target)}{_where(operation)}"
        case "revise":
            return f"revise {_part(operation.target)}"
        case "redesignate":
            to = f" as {_ends(operation.to)}" if operation.to is not None else ""
            return f"redesignate {_ends(operation.target)}{to}"
        case verb:
            return f"{verb} {_part(operation.target)}"


def law_of(place: Place) -> str:
    """Return a place as a citation: ``8 CFR 215.8(a)(1), introductory text``."""
    path = ""
    for step in place.path:
        if not path or step.level in ("section", "part", "subpart", "appendix", "heading", "chapter"):
            word = "" if step.level == "section" or not step.level else f"{step.level} "
            path += f" {word}{step.designator}"
        else:
            path += f"({step.designator})"
    name = (place.work + path).strip() if place.work.endswith(("CFR", "USC")) else _popular(place.work, path)
    extra = _extra(place)
    return f"{name}, {extra}" if name and extra else name or extra


def fate_of(outcome: Outcome, execution: Execution) -> str:
    """Return the law that an operation acted on: as the base cites it where it was found, else as it was read."""
    for document, addresses in ((execution.result, outcome.result), (execution.base, outcome.base)):
        for address in addresses:
            provision = document.by_address.get(address)
            if provision is not None:
                return cited(provision)
    return law_of(outcome.operation.target)


def _popular(work: str, path: str) -> str:
    return f"sec.{path} of {work}" if work and path else work or path.strip()


def _extra(place: Place) -> str:
    if place.part == "definition" and place.term:
        return f"definition of “{place.term}”"
    if place.part == "table" and place.term:
        return place.term
    if place.part == "sentence":
        return "last sentence" if place.ordinal < 0 else f"sentence {place.ordinal}"
    return "" if place.part == "whole" else place.part


def _ends(place: Place | None) -> str:
    """Return the last step of a place, as an instruction names it."""
    if place is None or not place.path:
        return "it"
    below = [step.designator for step in place.path if step.level in ("", "paragraph")]
    if place.work.endswith("CFR") and place.path[-1].designator in below:
        return f"paragraph {''.join(f'({designator})' for designator in below)}"
    step = place.path[-1]
    return f"{step.level} ({step.designator})" if step.level != "section" else f"section {step.designator}"


def _part(place: Place) -> str:
    return _extra(place) or _ends(place)


def _quoted(text: str) -> str:
    if not text:
        return ""
    shown = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return f"“{shown}”"


def _provisions(number: int) -> str:
    return (
        ""
        if not number
        else "the provision that follows"
        if number == 1
        else f"the {number} provisions that follow"
    )


def _where(operation: Operation) -> str:
    position = operation.position
    if position in ("before", "after"):
        anchor = _quoted(operation.anchor_text) or _ends(operation.anchor)
        return f" {position} {anchor}"
    return {
        "end": " at the end",
        "beginning": " at the beginning",
        "alphabetical": " in alphabetical order",
        "numerical": " in numerical order",
    }.get(position, "")
