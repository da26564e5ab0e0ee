"""Amending instructions in words, the same in the terminal and in a spreadsheet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lawdiff.render.tables import table_csv
from lawdiff.render.words import cited, count, opening

if TYPE_CHECKING:
    from lawdiff.effects.operation import Operation, Place, Reading, Step
    from lawdiff.parsers import Document

ORDINALS = {
    -2: "last but one",
    -1: "last",
    1: "first",
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    6: "sixth",
}

PARTS = {
    "heading": "heading",
    "introductory text": "introductory text",
    "continuation": "text after the last paragraph",
    "table": "table",
    "authority": "authority",
    "source": "source",
    "enumerator": "designation",
}

OCCURRENCES = {
    "each": "each place",
    "first": "first place",
    "second": "second place",
    "third": "third place",
    "fourth": "fourth place",
    "last": "last place",
}

POSITIONS = {
    "end": "at the end",
    "beginning": "at the beginning",
    "alphabetical": "in alphabetical order",
    "numerical": "in numerical order",
}

TAX_TITLE = "26 USC"

STRETCH_ENDS = {"$": "the end", "^": "the beginning"}


@dataclass(frozen=True, slots=True)
class Row:
    """One operation as it is listed.

    Attributes:
        instruction: citation of the provision that orders it.
        address: the same for links.
        verb: see `Operation.verb`.
        place: what it acts on.
        struck, inserted: in words.
        condition: as printed.
    """

    instruction: str
    address: str
    verb: str
    place: str
    struck: str
    inserted: str
    condition: str


def rows(document: Document, reading: Reading) -> list[Row]:
    """Return the operations as they are listed, in order."""
    return [
        Row(
            name_at(document, one.instruction),
            one.instruction,
            one.verb,
            place(one.target),
            struck(one),
            inserted(one, document),
            one.condition,
        )
        for one in reading.operations
    ]


def below(reading: Reading, document: Document, address: str) -> Reading:
    """Return what was read in one provision and in what stands in it."""
    inside = {provision.address for provision in document.by_address[address].walk()}
    return replace(
        reading,
        operations=tuple(one for one in reading.operations if one.instruction in inside),
        not_understood=tuple(one for one in reading.not_understood if one.span.address in inside),
        actions=tuple(one for one in reading.actions if one.span.address in inside),
    )


def counts(reading: Reading) -> str:
    """Return the figures of a reading in one sentence."""
    verbs = Counter(one.verb for one in reading.operations)
    said = ", ".join(
        f"{number} {verb}" for verb, number in sorted(verbs.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    missed = len(reading.not_understood)
    known = f"{count(len(reading.operations), 'operation')}{f' ({said})' if said else ''}"
    return f"{known}; {count(missed, 'passage')} not understood."


def name_at(document: Document, address: str) -> str:
    """Return the citation of a provision; its address where the document has none such."""
    provision = document.by_address.get(address)
    return (cited(provision) or address) if provision is not None else address


def opening_at(document: Document, address: str) -> str:
    """Return what a provision that is put in is called: its number and heading, or its first words."""
    provision = document.by_address.get(address)
    if provision is None:
        return address
    first = provision
    while not (first.number or first.heading or first.text) and first.children:
        first = first.children[0]
    name = " ".join(part for part in (first.number, first.heading) if part)
    return (name or opening(first)).lstrip("“")


def place(where: Place, beside: Place | None = None) -> str:
    """Return a place as a lawyer would cite it: ``sec. 3(u), Food and Nutrition Act of 2008 (7 U.S.C. 2012(u))``.

    Args:
        where: the place. (Title 26 has the tax code's own section numbers: it is left out.)
        beside: a place that stands near it: its law and its citations are not said again.
    """
    if beside is not None and beside.work == where.work:
        return _part(where, _path(where.path) or where.work)
    told = (other for other in where.also if other.work != TAX_TITLE)
    also = "; ".join(_cited(other) for other in told)
    return _part(where, _cited(where)) + (f" ({also})" if also else "")


def _cited(where: Place) -> str:
    path = _path(where.path)
    if where.work.endswith((" USC", " USC App.", " CFR")):
        title, _, code = where.work.partition(" ")
        code = code.replace("USC", "U.S.C.")
        return f"{title} {code} {path.removeprefix('sec. ')}".rstrip()
    return ", ".join(part for part in (path, where.work) if part)


def _path(path: tuple[Step, ...]) -> str:
    """Return the steps of a path, the enumerators joined to their section."""
    text = ""
    for at, step in enumerate(path):
        row = step.level == "item" and (at == 0 or path[at - 1].level not in _BELOW)
        if step.level == "section":
            text += f"{', ' if text else ''}sec. {step.designator}"
        elif row:
            text += f"{', ' if text else ''}item {step.designator}"
        elif step.level in ("", *_BELOW) and step.designator:
            text += f"({step.designator})"
        else:
            text += f"{', ' if text else ''}{step.level} {step.designator}".rstrip()
    return text


_BELOW = ("subsection", "paragraph", "subparagraph", "clause", "subclause", "item", "subitem")


def _part(where: Place, whole: str) -> str:
    if where.part == "sentence":
        return f"{_ordinal(where.ordinal)} sentence of {whole}"
    if where.part == "definition":
        return f"definition of “{where.term}” in {whole}"
    if where.part == "table" and where.term:
        return f"{where.term} in {whole}"
    counted = f"{_ordinal(where.ordinal)} " if where.ordinal else ""
    named = PARTS.get(where.part, "")
    return f"{counted}{named} of {whole}" if named else counted + whole


def _ordinal(number: int) -> str:
    return ORDINALS.get(number, f"{number}th")


def struck(one: Operation) -> str:
    """Return what an operation strikes: words, or a stretch by its ends; empty where the place says it."""
    if not one.struck:
        return ""
    text = STRETCH_ENDS.get(one.struck, f"“{one.struck}”")
    if one.struck_to:
        end = STRETCH_ENDS.get(one.struck_to, f"“{one.struck_to}”")
        stays = " (which stays)" if one.position == "before" else ""
        inside = f" of {place(one.through, one.target)}" if one.through is not None else ""
        text += f" through {end}{inside}{stays}"
    elif one.through is not None:
        text += f" up to {place(one.through, one.target)}"
    if one.occurrence != "only":
        text += f" ({OCCURRENCES[one.occurrence]})"
    if one.anchor_text and not one.struck_to:
        text += f" {one.position} “{one.anchor_text}”"
    return text


def inserted(one: Operation, document: Document | None = None) -> str:
    """Return what an operation puts in, and where; of a redesignation, what it becomes."""
    if one.to is not None:
        return f"as {place(one.to, one.target)}"
    parts = [f"“{one.inserted}”"] if one.inserted else []
    if one.payload:
        names = [
            opening_at(document, address) if document is not None else address for address in one.payload
        ]
        parts.append("; ".join(names))
    text = " ".join(parts)
    where = _position(one) if not one.struck else ""
    return f"{where}: {text}" if where and text else where or text


def _position(one: Operation) -> str:
    if one.position in ("before", "after"):
        if one.anchor is not None:
            return f"{one.position} {place(one.anchor, one.target)}"
        which = f" ({OCCURRENCES[one.occurrence]})" if one.occurrence != "only" else ""
        return f"{one.position} “{one.anchor_text}”{which}"
    return POSITIONS.get(one.position, "")


COLUMNS = (
    "instruction",
    "verb",
    "place",
    "struck",
    "inserted",
    "condition",
    "address",
    "not_understood",
    "reason",
)


def instructions_csv(document: Document, reading: Reading) -> str:
    """Return operations as CSV, one a row, and after them what was not understood, verbatim."""
    known = [
        (row.instruction, row.verb, row.place, row.struck, row.inserted, row.condition, row.address, "", "")
        for row in rows(document, reading)
    ]
    missed = [
        (name_at(document, one.span.address), "", "", "", "", "", one.span.address, one.text, one.reason)
        for one in reading.not_understood
    ]
    return table_csv((COLUMNS, *known, *missed))
