"""The clauses of a sentence, from left to right, each in the place that was named last.

in paragraph (1), by striking “a” and inserting “b”, and by adding at the end the following: …
lead              clause                             clause
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lawdiff.effects.acts.cursor import Cursor
from lawdiff.effects.acts.findings import NOWHERE, Findings, Frame, spans_of
from lawdiff.effects.acts.forms import read_clause
from lawdiff.effects.acts.grammar import KINDS, Clause
from lawdiff.effects.acts.heads import Verb, verbs
from lawdiff.effects.acts.ref import BELOW, NAMES
from lawdiff.effects.acts.refs import references
from lawdiff.effects.acts.scope import levels_of, resolve
from lawdiff.effects.designators import siblings

if TYPE_CHECKING:
    from lawdiff.effects.acts.tokens import Token
    from lawdiff.effects.operation import Place, Span

MOST_PLACES = 500
"""Places that a lead may name, lists inside lists multiplied out; the most in the acts of the corpus is 20. The bound
keeps a text of lists alone from doubling with each of them."""

_OPEN = ("—", ":")
_BETWEEN = (",", "—", ":", ".", ";", "by")


@dataclass(slots=True)
class Clauses:
    """Reads the clauses of one sentence, or of the part of it behind a head.

    Attributes:
        tokens: the clauses.
        instruction: address of the provision that they stand in.
        frame: the places that they stand in, and what says so.
        found: where findings go.
        header: the tokens before them that say what is amended; none where the provisions above say it. What is not
            understood is listed with them, until one clause is.
    """

    tokens: tuple[Token, ...]
    instruction: str
    frame: Frame
    found: Findings
    header: tuple[Token, ...] = ()

    def read(self) -> Frame | None:
        """Read them; return the frame for the provisions below, where they go on with the sentence."""
        marks = self._verbs()
        if not marks:
            return self._place_alone()
        end = len(self.tokens)
        current, place = self.frame.bases, 0
        lead: tuple[Span, ...] = ()
        for at, mark in enumerate(marks):
            begin = self._before(mark.at)
            stop = self._end(mark, marks[at + 1] if at + 1 < len(marks) else None)
            narrowed = self._narrowed(place, begin)
            if narrowed is None:
                self._fail(place, stop, "the place that it names could not be read")
                place = stop
                continue
            if narrowed:
                current, lead = narrowed, spans_of(self.tokens[place:begin])
            elif current != self.frame.bases and self._is_above(mark, stop, current):
                current, lead = self.frame.bases, ()
            if not self._clause(mark, place, stop, current, lead):
                if stop == end and self._is_open:
                    return replace(self.frame, pending=self.tokens[place : end - 1])
                self._fail(place, stop, f"no form of the grammar reads this clause of “{mark.word}”")
            place = stop
        if not self._is_open:
            return None
        pending = self.tokens if self.header else ()
        return Frame(current, self.frame.spans + lead, self.frame.condition, pending)

    @property
    def _is_open(self) -> bool:
        """Whether the provisions below go on with the sentence."""
        return bool(self.tokens) and self.tokens[-1].low in _OPEN

    def _verbs(self) -> list[Verb]:
        """Return the verbs; ``to read as follows`` counts where no verb has it."""
        found = verbs(self.tokens, 0, len(self.tokens))
        for at in range(len(self.tokens) - 1):
            if self.tokens[at].low == "to" and self.tokens[at + 1].low == "read":
                before = [mark.word for mark in found if mark.at < at]
                if before[-1:] not in (["amending"], ["revising"]):
                    found.append(Verb(at - 1, "read"))
        return sorted(found, key=lambda mark: mark.at)

    def _before(self, at: int) -> int:
        """Return where the words that lead up to a verb end: before its ``by``."""
        if at < 0 or self.tokens[at].low not in KINDS:  # "to read": the mark stands one token before it
            return at + 1
        if at > 1 and self.tokens[at - 1].low == "the" and self.tokens[at - 2].low == "by":
            return at - 2
        return at - 1 if at and self.tokens[at - 1].low == "by" else at

    def _end(self, mark: Verb, following: Verb | None) -> int:
        """Return where a clause ends: at the words that lead up to the next verb."""
        if following is None:
            return len(self.tokens)
        before = self._before(following.at)
        for at in range(max(mark.at, mark.pair) + 1, before):
            if self.tokens[at].low in (",", ";", "and"):
                cursor = Cursor(self.tokens, at + 1, before)
                cursor.skip("and")
                if cursor.low() == "in" and self._locus(cursor, NOWHERE):
                    return at + 1
        return before

    def _clause(
        self, mark: Verb, start: int, stop: int, bases: tuple[Place, ...], lead: tuple[Span, ...]
    ) -> bool:
        """Read one clause; say whether it is understood."""
        end, paired = stop, None
        if mark.pair > 0:
            joined = self.tokens[mark.pair - 1].low in ("and", "an", ",")
            end = mark.pair - 1 if joined else mark.pair
            paired = Cursor(self.tokens, mark.pair + 1, stop)
        cursor = Cursor(self.tokens, mark.at + 1, end)
        memory, provisions = self.found.memory, self.found.provisions
        made = read_clause(Clause(mark.word, cursor, paired, bases, memory, provisions))
        own = spans_of(self.tokens[start:stop])
        spans = (*self.frame.spans, *(span for span in lead if span not in own), *own)
        condition = self.frame.condition
        self.found.operations += (
            replace(one, instruction=self.instruction, spans=spans, condition=condition) for one in made
        )
        if made:
            self.header = ()
            memory.recent = tuple(one.to or one.target for one in made)
        return bool(made)

    def _narrowed(self, start: int, end: int) -> tuple[Place, ...] | None:
        """Return the places that lead words narrow the bases to; empty where there are none; None where unread."""
        cursor = Cursor(self.tokens, start, end)
        while cursor.low() in (*_BETWEEN, "and", "or"):
            cursor.at += 1
        if cursor.done or (cursor.low() == "in" and cursor.at + 1 == end):
            return ()
        return self._locus(cursor, self.frame.bases) or None

    def _locus(self, cursor: Cursor, bases: tuple[Place, ...]) -> tuple[Place, ...]:
        """Take ``in subsection (d) (as so redesignated), in paragraph (1),``; nothing where more is left."""
        while not cursor.done:
            begin = cursor.at
            cursor.skip("in", "of", "under", "with respect to", "for")
            refs = references(cursor)
            if not refs or cursor.at == begin or len(refs) * len(bases) > MOST_PLACES:
                return ()
            bases = tuple(resolve(ref, base, self.found.memory) for base in bases for ref in refs)
            cursor.skip(", and")
            while cursor.low() in _BETWEEN:
                cursor.at += 1
        return bases

    def _is_above(self, mark: Verb, stop: int, current: tuple[Place, ...]) -> bool:
        """Say whether what a clause puts in cannot stand in the place that the clause before it named.

        ``in paragraph (2), by striking “or”, and by adding at the end the following new paragraph``: a paragraph goes
        to the end of what paragraph (2) stands in.
        """
        if mark.word not in ("adding", "inserting"):
            return False
        deepest = levels_of(current[0].path)[-1:]
        if not deepest or deepest[0] not in BELOW:
            return False
        for at in range(mark.at, stop):
            token = self.tokens[at]
            if token.low == "new" and at + 1 < stop:
                level = NAMES.get(self.tokens[at + 1].low, "")
                if level in BELOW:
                    return BELOW.index(level) <= BELOW.index(deepest[0])
            if token.kind == "block":  # nothing says "new paragraph": the numbers tell
                first = self.found.provisions[token.text].children[:1]
                last = current[0].path[-1].designator
                return bool(first) and first[0].designator != last and siblings(first[0].designator, last)
        return False

    def _place_alone(self) -> Frame | None:
        """Read ``in subsection (a)—``, and a head whose clauses all stand below."""
        frame = self.frame
        cursor = Cursor(self.tokens)
        cursor.skip("as follows")
        while cursor.low() in _BETWEEN:
            cursor.at += 1
        if cursor.done:
            return Frame(frame.bases, frame.spans, frame.condition)
        said = frame.spans + spans_of(self.tokens[cursor.at :])
        bases = self._locus(cursor, frame.bases)
        if bases:
            return Frame(bases, said, frame.condition)
        if self.header:
            self._fail(0, len(self.tokens), "what it does to its target could not be read")
        elif self._is_open:
            self._fail(0, len(self.tokens), "the place that it names could not be read")
            return Frame(NOWHERE, said, frame.condition)
        return None

    def _fail(self, start: int, end: int, reason: str) -> None:
        """List what is not understood; with its target, where no clause of it was."""
        before, self.header = self.header, ()
        self.found.fail((*before, *self.tokens[:end]) if before else self.tokens[start:end], reason)
