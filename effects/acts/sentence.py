"""From a sentence, and the frame that it stands in, to operations: targets and heads first, then the clauses.

[Effective July 1, 2026, ] [section 5(a) of the Inland Ports Act (33 U.S.C. 99(a))] is amended
    [in paragraph (1)], by [striking “14 days” and inserting “12 hours”], and by [adding at the end …]
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lawdiff.effects.acts.clauses import Clauses
from lawdiff.effects.acts.cursor import Cursor
from lawdiff.effects.acts.findings import NOWHERE, Findings, Frame, spans_of
from lawdiff.effects.acts.forms import read_clause
from lawdiff.effects.acts.grammar import Clause, operation, tail
from lawdiff.effects.acts.heads import Head, heads, verbs
from lawdiff.effects.acts.imperative import as_clauses
from lawdiff.effects.acts.refs import references
from lawdiff.effects.acts.scope import resolve_all
from lawdiff.effects.acts.target import Target, target
from lawdiff.effects.operation import Action, Place

if TYPE_CHECKING:
    from lawdiff.effects.acts.tokens import Token

REPEALED = "repealed"


@dataclass(slots=True)
class Sentence:
    """Reads one sentence.

    Attributes:
        tokens: of the sentence.
        instruction: address of the provision that it stands in.
        frame: what the provisions above say; None where they say nothing.
        found: where findings go.
    """

    tokens: tuple[Token, ...]
    instruction: str
    frame: Frame | None
    found: Findings

    def read(self) -> Frame | None:
        """Read it; return the frame for the provisions below."""
        marks = [head for head in heads(self.tokens) if not self._names_something(head)]
        if marks:
            return self._headed(marks)
        if self.frame is None:
            self._stray()
            return None
        if not verbs(self.tokens, 0, len(self.tokens)):
            self.tokens = as_clauses(self.tokens)
        self.found.act(self.tokens)
        if self.frame.pending:
            return self._pending(self.frame)
        return Clauses(self.tokens, self.instruction, self.frame, self.found).read()

    def _names_something(self, head: Head) -> bool:
        """Say whether what is redesignated is no provision: ``The dam is redesignated as the “Old Dam”``."""
        if head.kind != "redesignate":
            return False
        named = target(self.tokens, 0, head)
        return named is None or not all(ref.path or ref.back for ref in named.refs)

    def _headed(self, marks: list[Head]) -> Frame | None:
        """Read `target is amended …`, once for each head."""
        inner: Frame | None = None
        lows = [0, *(head.end for head in marks)]
        targets = [target(self.tokens, low, head) for low, head in zip(lows, marks, strict=False)]
        for at, (head, named) in enumerate(zip(marks, targets, strict=True)):
            end = len(self.tokens)
            if at + 1 < len(marks):
                following = targets[at + 1]
                end = following.start if following is not None else marks[at + 1].start
            self.found.actions.append(Action(head.kind, spans_of(self.tokens[head.start : head.end])[0]))
            self.found.act(self.tokens[head.end : end])
            if named is None:
                said = self.tokens[lows[at] : end]
                self.found.fail(said, "which law or provision it amends could not be read")
                inner = Frame(NOWHERE, spans_of(said)) if said[-1].low in ("—", ":") else None
            else:
                inner = self._amended(head, named, end, first=at == 0)
        return inner

    def _amended(self, head: Head, named: Target, end: int, *, first: bool) -> Frame | None:
        above = self.frame or Frame(())
        bases = resolve_all(named.refs, above.bases or (None,), self.found.memory)
        header = self.tokens[named.start : head.end]
        condition = (self._condition(named.start) if first else "") or above.condition
        frame = Frame(bases, above.spans + spans_of(header), condition)
        if named.listed and head.kind != "redesignate":
            what = self.tokens[head.end : end] if head.kind == "amend" else (self.tokens[head.end - 1],)
            return replace(frame, pending=tuple(what))
        if head.kind == "amend":
            begin, limit = self._limit(head.end, end)
            if limit:
                frame = replace(frame, condition=limit)
            return Clauses(self.tokens[begin:end], self.instruction, frame, self.found, header).read()
        if head.kind == "redesignate":
            self._redesignated(head, named, end, frame)
            return None
        after = self.tokens[head.end : end]
        if any(token.low == "effective" for token in after[:2]):
            words = self.found.text(after[: tail(after, 0, len(after))]).lstrip(", ")
            frame = replace(frame, condition=words)
        self._repealed(bases, frame)
        if any(token.low in ("restored", "revived") for token in self.tokens[head.end : end]):
            reason = "what a repealed provision did is undone with it: no words say what to change"
            self.found.fail(self.tokens[head.end : end], reason)
        return None

    def _redesignated(self, head: Head, named: Target, end: int, frame: Frame) -> None:
        """Read ``section 5 is redesignated as section 6`` as the clause ``redesignating section 5 as section 6``."""
        words = (*self.tokens[named.start : head.start], *self.tokens[head.end : end])
        memory = self.found.memory
        bases = self.frame.bases if self.frame is not None else (Place(memory.default),)
        made = read_clause(Clause("redesignating", Cursor(words), None, bases, memory))
        if not made:
            self.found.fail(self.tokens[named.start : end], "what it is redesignated as could not be read")
        spans = (*frame.spans, *spans_of(self.tokens[head.end : end]))
        self.found.operations += (
            replace(one, instruction=self.instruction, spans=spans, condition=frame.condition) for one in made
        )

    def _repealed(self, bases: tuple[Place, ...], frame: Frame) -> None:
        self.found.operations += (
            replace(
                operation("remove", base),
                instruction=self.instruction,
                spans=frame.spans,
                form="repeal",
                condition=frame.condition,
            )
            for base in bases
        )

    def _limit(self, start: int, end: int) -> tuple[int, str]:
        """Return where clauses begin behind ``, effective July 1, 2026,``, and these words."""
        cursor = Cursor(self.tokens, start, end)
        cursor.skip(",")
        if cursor.low() not in ("effective", "beginning"):
            return start, ""
        begin = cursor.at
        while not cursor.done and not (cursor.low() == "," and cursor.low(1) in ("by", "in", "to")):
            cursor.at += 1
        return cursor.at, self.found.text(self.tokens[begin : cursor.at])

    def _condition(self, start: int) -> str:
        """Return what stands before the target, as printed: ``Effective July 1, 2026``."""
        end = tail(self.tokens, 0, start)
        return self.found.text(self.tokens[:end]) if end and self.tokens[0].low != "that" else ""

    def _pending(self, frame: Frame) -> Frame | None:
        """Read a provision that gives the places for the clause above it, or completes that clause."""
        cursor = Cursor(self.tokens)
        refs = references(cursor)
        if refs and tail(self.tokens, 0, len(self.tokens)) <= cursor.at:
            bases = resolve_all(refs, frame.bases, self.found.memory)
            inside = Frame(bases, frame.spans + spans_of(self.tokens), frame.condition)
            if frame.pending[0].low != REPEALED:
                return Clauses(frame.pending, self.instruction, inside, self.found, self.tokens).read()
            self._repealed(bases, inside)
            return None
        if frame.pending[0].low == REPEALED:
            self.found.fail(self.tokens, "which provision is repealed could not be read")
            return None
        whole = (*frame.pending, *self.tokens)
        return Clauses(whole, self.instruction, replace(frame, pending=()), self.found).read()

    def _stray(self) -> None:
        """List instructions that name no law: ``by striking “X”`` in a sentence without a head.

        (``shall be applied by substituting “X” for “Y”`` changes no text.)
        """
        for mark in verbs(self.tokens, 0, len(self.tokens)):
            follows = self.tokens[mark.at + 1].kind if mark.at + 1 < len(self.tokens) else ""
            by = mark.at and self.tokens[mark.at - 1].low == "by"
            if by and mark.word != "substituting" and follows in ("quote", "block"):
                self.found.act(self.tokens)
                self.found.fail(self.tokens, "it stands in no sentence that says which law is amended")
                return
