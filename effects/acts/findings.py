"""What the sentences of an act gave, and what one sentence leaves to the provisions below it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lawdiff.effects.acts.grammar import KINDS
from lawdiff.effects.acts.heads import verbs
from lawdiff.effects.acts.scope import Memory
from lawdiff.effects.operation import Action, NotUnderstood, Operation, Place, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawdiff.effects.acts.tokens import Token
    from lawdiff.parsers import Provision

NOWHERE = (Place(""),)
"""The base of instructions whose place could not be read: they are read all the same, and say that it is unknown."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the provisions above one say for it.

    Attributes:
        bases: the places that its instructions stand in.
        spans: the text that says so.
        condition: see `Operation.condition`.
        pending: tokens of a clause that the provisions below complete: ``by striking—``; or that they give the
            places for: ``The following provisions are amended by striking “X”:``.
    """

    bases: tuple[Place, ...]
    spans: tuple[Span, ...] = ()
    condition: str = ""
    pending: tuple[Token, ...] = ()


@dataclass(slots=True)
class Findings:
    """Gathers findings in the order of the document.

    Attributes:
        provisions: the document's, by address.
        memory: what was named so far.
        operations, not_understood, actions: as in `Reading`.
    """

    provisions: Mapping[str, Provision]
    memory: Memory = field(default_factory=Memory)
    operations: list[Operation] = field(default_factory=list)
    not_understood: list[NotUnderstood] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)

    def text(self, tokens: Sequence[Token]) -> str:
        """Return the text that tokens came from, as printed."""
        return " ".join(
            self.provisions[span.address].text[span.start : span.end] for span in spans_of(tokens)
        )

    def act(self, tokens: Sequence[Token]) -> None:
        """List the verbs among tokens as actions."""
        for mark in verbs(tokens, 0, len(tokens)):
            for at in (mark.at, mark.pair):
                if at >= 0:
                    token = tokens[at]
                    span = Span(token.address, token.start, token.end)
                    self.actions.append(Action(KINDS[token.low], span))

    def fail(self, tokens: Sequence[Token], reason: str) -> None:
        """List tokens as not understood, verbatim, without the connectives before them."""
        start = 0
        while start < len(tokens) and tokens[start].low in (",", ";", "and", "—", "."):
            start += 1
        for span in spans_of(tokens[start:]):
            text = self.provisions[span.address].text[span.start : span.end]
            self.not_understood.append(NotUnderstood(text, reason, span))


def spans_of(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """Return the text that tokens came from, one span a provision; blocks have none."""
    ends: dict[str, tuple[int, int]] = {}
    for token in tokens:
        if token.kind != "block":
            start, end = ends.get(token.address, (token.start, token.end))
            ends[token.address] = (min(start, token.start), max(end, token.end))
    return tuple(Span(address, start, end) for address, (start, end) in ends.items())
