"""Amending instructions in words, the same in the terminal and in a spreadsheet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lawdiff.effects.places import cited
from lawdiff.render.operation import inserted, struck
from lawdiff.render.tables import table_csv
from lawdiff.render.words import cited as citation
from lawdiff.render.words import count

if TYPE_CHECKING:
    from lawdiff.effects.operation import Reading
    from lawdiff.parsers import Document


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
            cited(one.target),
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
    return (citation(provision) or address) if provision is not None else address


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
