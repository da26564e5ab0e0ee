"""What became of each operation when it was taken to a base document, and the result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lawdiff.effects.operation import Operation, Reading
    from lawdiff.parsers import Document

Fate = Literal["applied", "flagged", "refused", "elsewhere"]
"""``applied`` as written; ``flagged``: applied, and a person should look (the reason says at what); ``refused``: the
base does not bear it (the struck words are not there, there are two such places, the number is taken);
``elsewhere``: it amends another law than the base."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one operation.

    Attributes:
        operation: the operation.
        fate: see `Fate`.
        reason: one sentence; empty where it was applied as written.
        base: addresses of the provisions of the base that it struck or changed, in order.
        result: addresses of the provisions of the result that it changed or made, in order.
    """

    operation: Operation
    fate: Fate
    reason: str = ""
    base: tuple[str, ...] = ()
    result: tuple[str, ...] = ()


@dataclass(frozen=True)
class Execution:
    """A base document, what was done to it, and what it became.

    Attributes:
        base: the law before.
        amending: the rule or act.
        result: the law after, a document like any other (it can be shown, compared, annotated).
        reading: what was read from the amending document.
        outcomes: one for each operation of the reading, in the same order.
    """

    base: Document
    amending: Document
    result: Document
    reading: Reading
    outcomes: tuple[Outcome, ...]
