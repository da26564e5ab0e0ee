"""Reading an act: every amending instruction in a bill, a resolution or a public law.

A provision is read in the frame that the provisions above it set::

    SEC. 4. Section 5 of the Inland Ports Act (33 U.S.C. 99) is amended—      target: section 5
      (1) in subsection (a)—                                                  frame: section 5(a)
        (A) by striking “14 days” and inserting “12 hours”; and               an operation on section 5(a)
        (B) by redesignating paragraph (2) as paragraph (3); and
      (2) by adding at the end the following: …                               an operation on section 5

Quoted law is never read as an instruction of the act. What no form reads is listed verbatim; and every amendatory word
or phrase is inside an operation's spans or inside what was not understood.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.effects.acts.defaults import default_law
from lawdiff.effects.acts.effective import conditioned
from lawdiff.effects.acts.findings import Findings, Frame
from lawdiff.effects.acts.imperative import as_clauses
from lawdiff.effects.acts.runs import RUN_ON, SKIPPED, parts, sentences
from lawdiff.effects.acts.sentence import Sentence
from lawdiff.effects.operation import NotUnderstood, Place, Reading

if TYPE_CHECKING:
    from lawdiff.effects.acts.tokens import Token
    from lawdiff.effects.operation import Span
    from lawdiff.parsers import Document, Provision


def read(document: Document) -> Reading:
    """Return the amending instructions of a bill, a resolution or a public law.

    Args:
        document: as the parsers give it, in either format.

    Returns:
        The operations in the order of the document, what was not understood, and every amendatory word or phrase.
    """
    reader = _Reader(document, Findings(document.by_address))
    for top in document.body:
        reader.visit(top, None)
    return reader.reading()


@dataclass(slots=True)
class _Reader:
    """Walks the tree; keeps what was found."""

    document: Document
    found: Findings

    def visit(self, provision: Provision, frame: Frame | None) -> None:
        """Read a provision and all below it in the frame that the provisions above set."""
        if provision.quoted or provision.level in SKIPPED:
            return
        default = default_law(provision)
        if default is not None:
            self._speaks_for(provision, *default)
        self.found.memory.default = self._default(provision)
        inner = frame
        if frame is None and provision.level != "instruction" and not may_amend(provision):
            for child in provision.children:
                self.visit(child, None)
            return
        for part in parts(provision):
            if part.child is not None:
                self.visit(part.child, inner)
            else:
                inner = self._run(part.tokens, provision, frame)

    def _run(self, run: tuple[Token, ...], provision: Provision, frame: Frame | None) -> Frame | None:
        inner: Frame | None = None
        imperative = provision.level == "instruction" and frame is None
        if imperative:
            frame = Frame((Place(self.document.identity.number),))
        for sentence in sentences(run):
            tokens = as_clauses(sentence) if imperative else sentence
            inner = Sentence(tokens, provision.address, frame, self.found).read()
        return inner

    def _speaks_for(self, provision: Provision, level: str, law: str) -> None:
        """Remember which law is meant in the container that a clause speaks for."""
        above = provision.address
        while above:
            here = self.document.by_address[above]
            if here.level == level:
                break
            above = here.parent
        self.found.memory.defaults[above] = law

    def _default(self, provision: Provision) -> str:
        """Return the law that is meant where none is named, by the innermost clause that speaks for a provision."""
        defaults = self.found.memory.defaults
        above = provision.address
        while defaults and above:
            if above in defaults:
                return defaults[above]
            above = self.document.by_address[above].parent
        return defaults.get("", "")

    def reading(self) -> Reading:
        """Return what was found; an action that is inside nothing is listed as not understood."""
        found = self.found
        covered = Covered(found)
        for action in found.actions:
            if not covered.holds(action.span):
                text = self.document.by_address[action.span.address].text[action.span.start : action.span.end]
                found.not_understood.append(NotUnderstood(text, "nothing came of it", action.span))
        operations = conditioned(self.document, found.operations)
        return Reading(operations, tuple(found.not_understood), tuple(found.actions))


_SIGNS = ("amended", "repealed", "striking", "inserting", "redesignat", "adding", "substituting", "deleting")


def may_amend(provision: Provision) -> bool:
    """Say whether the text of a provision, with what runs on from it, has an amendatory word: most have none."""
    texts = [provision.text, *(child.text for child in provision.children if child.level in RUN_ON)]
    return any(sign in text for text in texts for sign in _SIGNS)


class Covered:
    """The text that operations and what was not understood were read from."""

    def __init__(self, found: Findings) -> None:
        self._spans: dict[str, list[Span]] = {}
        for operation in found.operations:
            for span in operation.spans:
                self._spans.setdefault(span.address, []).append(span)
        for missed in found.not_understood:
            self._spans.setdefault(missed.span.address, []).append(missed.span)

    def holds(self, span: Span) -> bool:
        """Say whether a span is inside one of them."""
        return any(
            other.start <= span.start and span.end <= other.end for other in self._spans.get(span.address, ())
        )
