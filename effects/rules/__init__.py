"""Federal Register rules and proposals: their amendatory instructions -> operations.

The text of each instruction is cut into words (`tokens`), noun phrases (`objects`) and clauses (`clauses`); a form
(`forms`, one file each) reads a clause in its context (`context`) and looks up the new text that is printed below the
instruction (`payload`). What no form reads is listed verbatim with the reason.

The terms are those of the Office of the Federal Register's Document Drafting Handbook, chapter 2 ("Amendatory
language"): add, revise, remove, redesignate, reserve, and the older ones that agencies still write.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.effects.operation import Action, NotUnderstood, Place, Reading, Span, Step
from lawdiff.effects.rules.clauses import Clause, clauses
from lawdiff.effects.rules.context import Context, NotReadError
from lawdiff.effects.rules.forms import FORMS, Found
from lawdiff.effects.rules.masks import mask
from lawdiff.effects.rules.payload import Payload
from lawdiff.effects.rules.pieces import PARTS, Piece, pieces
from lawdiff.effects.rules.tokens import lex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawdiff.effects.operation import Operation
    from lawdiff.parsers import Document, Provision

_PART = re.compile(r"(?P<title>[0-9]+) CFR part (?P<part>[0-9]+[A-Za-z]*)")
_ANNOUNCES = re.compile(r"(?i)\b(?:reads?|sets? (?:forth|out)|printed)\b|^\s*(?:\*\s*)+$")
"""Text between an instruction and the law it prints: ``The revisions and addition read as follows:``."""
_KIND = {
    "amend": "amend",
    "add": "add",
    "remove": "remove",
    "redesignate": "redesignate",
    "reserve": "reserve",
    "revise": "revise",
    "correct": "correct",
}


LONGEST = 20_000
"""Characters of an instruction's own text; the longest in the corpus has 600. More is no instruction, and a grammar
that looks ahead must not be made to look for ever."""

MOST = 2_000
"""Operations that one clause may come to: a range of 80 paragraphs in each of a dozen sections is fewer."""


def read(document: Document) -> Reading:
    """Return what the instructions of a rule, a proposal or a day's issue do.

    Args:
        document: of the Federal Register, in either dialect. A document without instructions gives an empty reading.
    """
    reading = _Reading()
    for instruction, part in instructions(document):
        reading.instruction(instruction, part)
    return Reading(tuple(reading.operations), tuple(reading.not_understood), tuple(reading.actions))


def instructions(document: Document) -> Iterator[tuple[Provision, Provision | None]]:
    """Yield the outermost instructions of a document, each with the CFR part that it stands in."""
    part: Provision | None = None
    inside = ""
    for provision in document.provisions:
        if provision.level == "part":
            part = provision
        elif provision.level == "instruction" and not (inside and provision.address.startswith(inside)):
            inside = f"{provision.address}/"
            yield provision, part


class _Reading:
    """Gathers what is read."""

    def __init__(self) -> None:
        self.operations: list[Operation] = []
        self.not_understood: list[NotUnderstood] = []
        self.actions: list[Action] = []

    def instruction(self, instruction: Provision, part: Provision | None) -> None:
        """Read one instruction with all its parts."""
        match = _PART.search(part.citation) if part is not None else None
        work, number = (f"{match['title']} CFR", match["part"]) if match else ("", "")
        context = Context(work, number, instruction, Payload(instruction, part))
        stack = [context]
        begun = len(self.operations) + len(self.not_understood)
        continued = False
        for piece in pieces(instruction):
            if piece.depth and _is_announcement(piece.provision):
                continue
            del stack[piece.depth + 1 :]
            outer = replace(stack[-1], holder=piece.provision)
            inner, said = self.piece(piece, outer)
            continued = continued or said
            stack.append(inner)
        if begun == len(self.operations) + len(self.not_understood) and not continued:
            self.miss(
                instruction, 0, len(instruction.text), "it has no amendatory word that the grammar knows"
            )

    def piece(self, piece: Piece, context: Context) -> tuple[Context, bool]:
        """Read one piece; return the context for what stands under it, and whether it said anything."""
        if len(piece.provision.text) > LONGEST:
            self.miss(piece.provision, 0, len(piece.provision.text), "it is longer than any instruction")
            return context, True
        text, condition = mask(piece.provision.text)
        if condition:
            context = replace(context, condition=condition)
        comments = "supplement" in text.lower() or any(
            step.designator.startswith("Supplement") for home in context.homes for step in home.path
        )
        found = clauses(lex(text, comments=comments), piece.provision.address)
        self.act(found)
        if any("following" in clause.marks for clause in found) and any(clause.verbs for clause in found):
            return self.pend(found, context), True
        if context.pending and not any(clause.verbs for clause in found):
            self.clause_in_places(found, context)
            return context, True
        return self.sequence(found, context)

    def act(self, found: Sequence[Clause]) -> None:
        """Note the amendatory words of clauses."""
        for clause in found:
            for verb, start, end in clause.verb_spans:
                if verb in _KIND:
                    self.actions.append(Action(_KIND[verb], Span(clause.holder, start, end)))

    def sequence(self, found: Sequence[Clause], context: Context) -> tuple[Context, bool]:
        """Read clauses one after the other; return the context behind them, and whether they said anything."""
        said = False
        at = 0
        while at < len(found):
            clause = found[at]
            if _is_frame(clause, found, at):
                context = self.frame(clause, context)
                at += 1
                continue
            read_ = self.clause(found[at:], context)
            said = True
            at += read_.used if read_ is not None else 1
            context = self.led(clause, context)
            if read_ is not None:
                self.operations.extend(read_.operations)
                for start, end, reason in read_.missed:
                    self.miss(context.holder, start, end, reason)
        return context, said

    def pend(self, found: Sequence[Clause], context: Context) -> Context:
        """Return the context for a list of places, with the clauses that are carried out in each."""
        done: list[Clause] = []
        for at, clause in enumerate(found):
            if _is_frame(clause, found, at):
                context = self.frame(clause, context)
            else:
                done.append(clause)
        return replace(context, pending=tuple(done))

    def clause_in_places(self, found: Sequence[Clause], context: Context) -> None:
        """Carry out the clauses that wait for places in those that a piece lists."""
        for clause in found:
            inner = self.frame(clause, context)
            read_ = self.clause(context.pending, replace(inner, pending=()), clause)
            if read_ is not None:
                self.operations.extend(read_.operations)

    def frame(self, clause: Clause, context: Context) -> Context:
        """Return the context that a frame sets: ``In § 22.6, in paragraph (f)``."""
        named = [
            each for each in (*clause.objects, *clause.where) if each.kind not in ("quote", "mark", "entry")
        ]
        context = replace(
            context,
            marks=frozenset(clause.marks & {"end", "beginning"}),
            after=tuple(each for each in clause.after if each.kind == "quote"),
            before=tuple(each for each in clause.before if each.kind == "quote"),
        )
        nowhere = replace(context, homes=(), focus=())  # what follows must not be read in another place
        if any(each.kind == "entry" for each in (*clause.objects, *clause.where)):
            return nowhere
        try:
            return context.narrowed(named) if named else context
        except NotReadError:
            return nowhere

    def led(self, clause: Clause, context: Context) -> Context:
        """Return the context for the clauses after one that began ``Under 36(d)(1), …``."""
        lead = clause.lead
        if not lead and not any(step.level != "part" for home in context.homes for step in home.path):
            sections = {named.steps[0]: named for named in clause.objects if named.kind == "section"}
            if len(sections) == 1:
                lead = [replace(named, steps=named.steps[:1], part="whole") for named in sections.values()]
        try:
            return context.narrowed(lead) if lead else context
        except NotReadError:
            return context

    def clause(self, found: Sequence[Clause], context: Context, listed: Clause | None = None) -> Found | None:
        """Read one clause with the first form that fits; list it where none does.

        Args:
            found: the clauses that are left, the one to read first.
            context: what has been said before.
            listed: the list of places for which it is read, where it stands in a piece above.
        """
        clause = listed or found[0]
        try:
            _check_size(found[0], context)
            for _, read_ in FORMS:
                result = read_(found, context)
                if result is not None:
                    _check_all_read(found, result)
                    return result
            reason = "no form of the grammar reads it"
        except NotReadError as error:
            reason = str(error)
        self.miss(context.holder, clause.start, clause.end, reason)
        return None

    def miss(self, holder: Provision, start: int, end: int, reason: str) -> None:
        """List what was not understood."""
        text = holder.text[start:end]
        self.not_understood.append(NotUnderstood(text, reason, Span(holder.address, start, end)))


def _check_all_read(found: Sequence[Clause], result: Found) -> None:
    """Refuse a reading that leaves words out: they might say that something else is meant."""
    if any(each.nth for each in found[: result.used]) and any(
        operation.occurrence == "only" for operation in result.operations
    ):
        raise NotReadError("it names one of several, and no form says of what")
    unknown = [token.value for each in found[: result.used] for token in each.unknown]
    if unknown and not any(operation.form == "airworthiness directive" for operation in result.operations):
        raise NotReadError(f"no form says what to do with “{' '.join(unknown)}”")


def _check_size(clause: Clause, context: Context) -> None:
    """Refuse a clause that names more things in more places than any instruction does."""
    named = max(1, len(clause.objects)) * max(1, len(context.here)) * max(1, len(clause.where))
    if named > MOST:
        raise NotReadError("it names more provisions than any instruction does")


def _is_announcement(provision: Provision) -> bool:
    return (
        provision.level not in PARTS
        and not provision.designator
        and (_ANNOUNCES.search(provision.text) is not None)
    )


def _is_frame(clause: Clause, found: Sequence[Clause], at: int) -> bool:
    """Return whether a clause only says what the following ones are about."""
    if not clause.verbs:
        return "continues" not in clause.marks
    if clause.verbs != ("amend",):
        return False
    if at + 1 == len(found) and "reads" in clause.marks:
        clause.verbs = ("revise",)
        return False
    return True


__all__ = ["Place", "Step", "instructions", "read"]
