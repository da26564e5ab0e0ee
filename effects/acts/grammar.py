"""The forms of the grammar: one function a form, registered for the verbs that open it.

A form is given a clause, takes its tokens, and returns the operations that it stands for; or nothing, where it is not
of this form. A clause is understood where a form took all of its tokens.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lawdiff.effects.acts.scope import Memory, resolve
from lawdiff.effects.operation import Operation, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lawdiff.effects.acts.cursor import Cursor
    from lawdiff.effects.acts.phrases import Content, Where
    from lawdiff.effects.acts.ref import Ref, Refs
    from lawdiff.effects.acts.tokens import Token
    from lawdiff.effects.operation import Verb
    from lawdiff.parsers import Provision

STRIKE = ("striking", "deleting", "removing", "eliminating", "omitting")
INSERT = ("inserting", "substituting")

KINDS = {
    **dict.fromkeys(STRIKE, "delete"),
    **dict.fromkeys(INSERT, "insert"),
    "adding": "add",
    "redesignating": "redesignate",
    "renumbering": "redesignate",
    "designating": "redesignate",
    "amending": "amend",
    "revising": "amend",
    "repealing": "repeal",
    "moving": "move",
    "transferring": "move",
    "replacing": "substitute",
}
"""Gerund -> kind of action, in the words of USLM's ``amendingAction``."""


@dataclass(slots=True)
class Clause:
    """One action with what it acts on.

    Attributes:
        verb: the gerund: ``striking``; or ``read`` for ``to read as follows``.
        cursor: behind the verb; ends with the clause.
        paired: of ``striking … and inserting …``: the tokens behind ``inserting``.
        bases: the places that it stands in.
        memory: what was named before.
        blocks: the quoted blocks by address.
    """

    verb: str
    cursor: Cursor
    paired: Cursor | None
    bases: tuple[Place, ...]
    memory: Memory
    blocks: Mapping[str, Provision] = field(default_factory=dict)

    def targets(self, refs: Refs) -> tuple[Place, ...]:
        """Return the places that references lead to from each base; the bases where there are none."""
        if not refs:
            return self.bases
        return tuple(self.resolve(ref, base) for base in self.bases for ref in refs)

    def resolve(self, ref: Ref, base: Place) -> Place:
        """Return the place that a reference leads to from one base."""
        return resolve(ref, base, self.memory)

    def excepted(self, found: Where, base: Place) -> tuple[Place, ...]:
        """Return the places inside one in which nothing happens."""
        return tuple(self.resolve(ref, replace(base, part="whole", ordinal=0)) for ref in found.excepted)

    def put_in(self, content: Content) -> tuple[str, tuple[str, ...]]:
        """Return the words and the addresses of the provisions that are put in.

        A block of words alone gives words. One that opens with words of its own, before its provisions, is put in
        as a whole.
        """
        text, payload = " ".join(content.texts), []
        for address in content.blocks:
            block = self.blocks[address]
            if not block.children:
                text = " ".join(part for part in (text, unquoted(block.own_words)) if part)
            elif block.own_words:
                payload.append(address)
            else:
                payload += (child.address for child in block.children)
        return text, tuple(payload)


FORMS: list[tuple[str, tuple[str, ...], Callable[[Clause], list[Operation]]]] = []
"""Name, verbs, function; tried in the order in which they are registered."""


def form(
    name: str, *verbs: str
) -> Callable[[Callable[[Clause], list[Operation]]], Callable[[Clause], list[Operation]]]:
    """Register a form for the verbs that open it."""

    def register(function: Callable[[Clause], list[Operation]]) -> Callable[[Clause], list[Operation]]:
        FORMS.append((name, verbs, function))
        return function

    return register


def operation(verb: Verb, target: Place, **said: object) -> Operation:
    """Return an operation whose instruction, spans and form are still to be written in."""
    return Operation(verb, target, "", (), "", **said)  # type: ignore[arg-type] # the forms name Operation's fields


def read_clause(clause: Clause) -> list[Operation]:
    """Return the operations of a clause, by the first form that takes all of it; nothing where none does."""
    clause.cursor.skip("out")
    if clause.paired is not None:
        clause.paired.skip("in lieu thereof", "in lieu of")
    start, second = clause.cursor.at, clause.paired.at if clause.paired is not None else 0
    for name, verbs, function in FORMS:
        if clause.verb not in verbs:
            continue
        clause.cursor.at = start
        if clause.paired is not None:
            clause.paired.at = second
        made = function(clause)
        if made and _ended(clause.cursor) and (clause.paired is None or _ended(clause.paired)):
            return [replace(one, form=name) for one in made]
    return []


_CONNECTIVES = (",", ";", ".", ":", "—", "and", "or", ")")


def _ended(cursor: Cursor) -> bool:
    """Say whether nothing but connectives is left."""
    while not cursor.done and cursor.low() in _CONNECTIVES:
        cursor.at += 1
    return cursor.done


def tail(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return the end of a clause without the connectives behind it."""
    while end > start and tokens[end - 1].low in _CONNECTIVES:
        end -= 1
    return end


def unquoted(text: str) -> str:
    """Return the words of a quoted block without the marks around it, and without what follows the closing one."""
    text = text.strip()
    if text.startswith("“"):
        text = text[1:]
        end = text.rfind("”")
        if end >= 0 and len(text) - end <= LONGEST_TAIL:
            text = text[:end]
    return text


LONGEST_TAIL = 8
"""Characters that may follow the closing mark of a block and belong to the instruction: ``”; and``."""


def narrowed(clause: Clause, found: Where) -> tuple[Place, ...]:
    """Return the places that a phrase narrows the bases to."""
    return clause.targets(found.refs)
