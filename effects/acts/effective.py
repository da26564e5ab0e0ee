"""What an act says of when its amendments apply, tied to the instructions that it speaks of.

    (a) … section 5 is amended by striking “fee”.
    (b) EFFECTIVE DATE.—The amendment made by subsection (a) shall apply to taxable years beginning after …
            -> the condition of each operation under (a), as printed

The narrowest clause that speaks of an instruction counts; a condition in the instruction's own sentence (``Effective
July 1, 2026, …``) comes before any. A clause that makes exceptions is kept whole, with its exceptions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lawdiff.effects.acts.cursor import Cursor
from lawdiff.effects.acts.ref import NAMES
from lawdiff.effects.acts.refs import references
from lawdiff.effects.acts.runs import sentences
from lawdiff.effects.acts.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawdiff.effects.acts.tokens import Token
    from lawdiff.effects.operation import Operation
    from lawdiff.parsers import Document, Provision

_MADE = re.compile(
    r"\b[Tt]he (?:amendments?|repeals?)(?: and (?:amendments?|repeals?))? made by (?P<scope>[^“”]{1,200}?)"
    r",? shall (?:only )?(?:apply|take effect|be effective|become effective)\b"
)
_EXCEPT = re.compile(r"\(other than (?:the (?:amendments?|repeals?) made by )?(?P<scope>[^“”]{1,120})\)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause on effective dates.

    Attributes:
        text: as printed.
        holds: addresses of the provisions whose amendments it speaks of.
        excepts: of those that it leaves out.
    """

    text: str
    holds: tuple[str, ...]
    excepts: tuple[str, ...]


def conditioned(document: Document, operations: Sequence[Operation]) -> tuple[Operation, ...]:
    """Return operations with the conditions that the act's clauses on effective dates set."""
    found = list(clauses(document))
    return tuple(
        one if one.condition else replace(one, condition=_condition(document, one.instruction, found))
        for one in operations
    )


def clauses(document: Document) -> Iterator[Clause]:
    """Yield the clauses on effective dates, in document order."""
    for provision in document.provisions:
        if provision.quoted or " made by " not in provision.text:
            continue
        for sentence in sentences(tuple(tokens(provision.text, provision.address))):
            text = provision.text[sentence[0].start : sentence[-1].end]
            made = _MADE.search(text)
            if made is not None:
                holds = _scope(document, provision, made["scope"].partition(" (other than")[0])
                other = _EXCEPT.search(text)
                excepts = _scope(document, provision, other["scope"]) if other is not None else ()
                yield Clause(_whole(provision, text, sentence), holds, excepts)


def _whole(provision: Provision, text: str, sentence: Sequence[Token]) -> str:
    """Return the words of a clause with the list that it opens."""
    if sentence[-1].low not in ("—", ":"):
        return text
    below = (one.own_words for child in provision.children for one in child.walk())
    return " ".join((text, *below))


def _scope(document: Document, at: Provision, words: str) -> tuple[str, ...]:
    """Return the addresses of the provisions that words name, as seen from a provision: ``subsections (a) and (c)``."""
    cursor = Cursor(tuple(tokens(words)))
    found: list[str] = []
    while not cursor.done:
        cursor.skip(", and", "and", ",", "the provisions of")
        if cursor.low() == "this" and cursor.low(1) in NAMES:
            found += _above(document, at, NAMES[cursor.low(1)])
            cursor.at += 2
            continue
        if cursor.skip("this act"):
            found += (top.address for top in document.body)
            continue
        refs = references(cursor)
        if not refs:
            break
        found += (
            address
            for ref in refs
            for address in _named(
                document, at, [step.designator for step in ref.path], ref.path[0].level if ref.path else ""
            )
        )
        cursor.skip("of this section", "of this subsection", "of this act", "of this title")
    return tuple(found)


def _above(document: Document, at: Provision, level: str) -> Iterator[str]:
    """Yield the address of what a provision stands in at a level."""
    here: Provision | None = at
    while here is not None:
        if here.level == level:
            yield here.address
            return
        here = document.by_address.get(here.parent)


def _named(document: Document, at: Provision, designators: Sequence[str], level: str) -> Iterator[str]:
    """Yield the address of the provision with these designators nearest to another one, from the inside out."""
    here = document.by_address.get(at.parent)
    while here is not None and designators:
        for child in here.children:
            if child.level == level and child.designator == designators[0]:
                address = _below(child, designators[1:])
                if address:
                    yield address
                    return
        here = document.by_address.get(here.parent)


def _below(provision: Provision, designators: Sequence[str]) -> str:
    for designator in designators:
        inner = [child for child in provision.children if child.designator == designator and not child.quoted]
        if not inner:
            return ""
        provision = inner[0]
    return provision.address


def _condition(document: Document, instruction: str, found: Sequence[Clause]) -> str:
    """Return the words of the narrowest clause that speaks of an instruction; empty where none does."""
    chain: list[str] = []
    address = instruction
    while address:
        chain.append(address)
        address = document.by_address[address].parent
    for above in chain:
        said = [one.text for one in found if above in one.holds and not set(one.excepts) & set(chain)]
        if said:
            return " ".join(said)
    return ""
