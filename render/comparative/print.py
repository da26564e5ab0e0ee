"""A comparative print as a value that every rendering takes.

The conventions are those of clause 3(e) of rule XIII of the House (the Ramseyer rule) and paragraph 12 of rule XXVI
of the Senate (the Cordon rule): by section of law affected, existing law proposed to be omitted in black brackets,
new matter in italics, existing law in which no change is proposed in roman; a row of asterisks stands for law that
is left out because nothing happens to it::

    (a) IN GENERAL.—The Secretary shall report not later than [14 days] *12 hours* after …
     *         *         *         *         *         *         *
    *(d) CHOICE OF CITIZENS.—A citizen …*
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from lawdiff.effects.attribution import attribution
from lawdiff.effects.places import cited as cited_place
from lawdiff.render.operation import phrase
from lawdiff.render.spell import depth_in, spell
from lawdiff.render.summary import differs
from lawdiff.render.words import cited, count, label_of, listed, name_of, part_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lawdiff.differ.change import Change, Comparison, Edit
    from lawdiff.effects.attribution import Attribution
    from lawdiff.effects.operation import NotUnderstood
    from lawdiff.effects.report import Execution, Outcome
    from lawdiff.parsers import Document, Provision
    from lawdiff.render.spell import Paragraph

LEGEND = (
    "Existing law proposed to be omitted is enclosed in black brackets, new matter is printed in italics, and existing "
    "law in which no change is proposed is shown in roman. A row of asterisks stands for law that is left out because "
    "nothing happens to it."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of law, or law that is left out.

    Attributes:
        provision: the paragraph, of the result where it stands there; the first one left out.
        depth: levels below its section.
        edits: ``=`` kept, ``-`` omitted, ``+`` new; empty for law left out.
        label: what happened to it beyond its words (``redesignated from (2)``), or empty.
        by: numbers of the entries (`Print.entries`, from 1) whose operations explain it.
        left_out: the paragraphs that a row of asterisks stands for; empty otherwise.
        omitted: whether it stands in the base alone.
    """

    provision: Provision
    depth: int
    edits: tuple[Edit, ...]
    label: str = ""
    by: tuple[int, ...] = ()
    left_out: tuple[Provision, ...] = ()
    omitted: bool = False


@dataclass(frozen=True, slots=True)
class Affected:
    """One section of law in which something happens.

    Attributes:
        address: of the section, for a link.
        name: citation and heading.
        happened: ``edited``, ``added``, ….
        lines: its text.
        by: numbers of all entries that act on it.
    """

    address: str
    name: str
    happened: str
    lines: tuple[Line, ...]
    by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation in the index: provision of the act -> law amended, and what became of it.

    Attributes:
        number: from 1, in the order of the act.
        instruction: citation of the provision of the act.
        phrase: what it does, exactly as instructed: ``strike “14 days” and insert “12 hours”``.
        law: citation of the law amended, as far as it is known.
        fate: ``applied``, ``flagged``, ``refused`` or ``elsewhere``.
        reason: one sentence, or empty.
        section: address of the section of law affected, for a link; empty where there is none.
    """

    number: int
    instruction: str
    phrase: str
    law: str
    fate: str
    reason: str
    section: str


@dataclass(frozen=True)
class Print:
    """Everything that a comparative print shows.

    Attributes:
        amending, base, result: the documents.
        sections: the sections of law affected, in the order of the law.
        entries: every operation, in the order of the act.
        not_understood: what was not read, verbatim.
        unexplained: how many changed paragraphs no operation explains; 0 unless something is wrong.
    """

    amending: Document
    base: Document
    result: Document
    sections: tuple[Affected, ...]
    entries: tuple[Entry, ...]
    not_understood: tuple[tuple[str, NotUnderstood], ...]
    unexplained: int

    @property
    def counts(self) -> Mapping[str, int]:
        """How many operations met each fate, and how many passages were not understood."""
        counts = dict.fromkeys(("applied", "flagged", "refused", "elsewhere"), 0)
        for entry in self.entries:
            counts[entry.fate] += 1
        return {**counts, "not understood": len(self.not_understood)}

    @property
    def summary(self) -> list[str]:
        """The whole of it in sentences that can be read aloud."""
        counts = self.counts
        here = len(self.entries) - counts["elsewhere"]
        fates = [f"{counts[fate]:,} {fate}" for fate in ("applied", "flagged", "refused") if counts[fate]]
        lines = [f"{count(here, 'operation')} on this law{': ' if fates else ''}{listed(fates)}."]
        if counts["elsewhere"]:
            lines.append(f"{count(counts['elsewhere'], 'operation')} on other law.")
        if self.not_understood:
            lines.append(
                f"{count(len(self.not_understood), 'passage')} not understood, listed verbatim below."
            )
        lines.append(f"{count(len(self.sections), 'section')} of law affected.")
        if self.unexplained:
            lines.append(f"{count(self.unexplained, 'changed paragraph')} that no operation explains.")
        return lines


def comparative_print(execution: Execution, comparison: Comparison) -> Print:
    """Lay out what an execution did to the law.

    Args:
        execution: the operations and what became of them.
        comparison: of `execution.base` with `execution.result`.
    """
    touched = attribution(execution)
    sections = tuple(
        _Section(change, comparison, touched).affected()
        for change in comparison.changes
        if differs(change) and not _stands(change, comparison)
    )
    home: dict[int, str] = {}
    for section in sections:
        for number in section.by:
            home.setdefault(number, section.address)
    return Print(
        execution.amending,
        execution.base,
        execution.result,
        sections,
        tuple(_entries(execution, home)),
        tuple(
            (_citation(execution.amending, each.span.address), each)
            for each in execution.reading.not_understood
        ),
        sum(1 for section in sections for line in section.lines if _unexplained(line)),
    )


def _stands(change: Change, comparison: Comparison) -> bool:
    """Return whether a section that was not paired stands word for word at its address in both documents.

    A heading alone (``Paragraph 23(b)``, without a comment) has too few words to be told from others like it.
    """
    if change.relation not in ("added", "removed"):
        return False
    sides = (comparison.old, comparison.new)
    old, new = (side.by_address.get(change.lead.address) for side in sides)
    return old is not None and new is not None and _words(old) == _words(new)


def _words(section: Provision) -> list[str]:
    return [each.own_words for each in section.walk()]


def _entries(execution: Execution, home: Mapping[int, str]) -> Iterator[Entry]:
    for number, outcome in enumerate(execution.outcomes, start=1):
        operation = outcome.operation
        yield Entry(
            number,
            _citation(execution.amending, operation.instruction),
            phrase(operation),
            _law(outcome, execution),
            outcome.fate,
            outcome.reason,
            home.get(number, ""),
        )


def _law(outcome: Outcome, execution: Execution) -> str:
    """Return the law that an operation acted on: as the base cites it where it was found, else as it was read."""
    for document, addresses in ((execution.result, outcome.result), (execution.base, outcome.base)):
        for address in addresses:
            provision = document.by_address.get(address)
            if provision is not None:
                return cited(provision)
    return cited_place(outcome.operation.target)


def _citation(document: Document, address: str) -> str:
    provision = document.by_address.get(address)
    return cited(provision) if provision is not None else address


def _unexplained(line: Line) -> bool:
    return not line.by and any(operation != "=" for operation, _ in line.edits)


class _Section:
    """Lays out one section of law affected."""

    def __init__(self, change: Change, comparison: Comparison, touched: Attribution) -> None:
        self.change = change
        self.comparison = comparison
        self.touched = touched

    def affected(self) -> Affected:
        """Return the section with its lines."""
        paragraphs = [each for each in spell(self.change) if each.place != "from"]
        needed = self._above(each for each in paragraphs if not _quiet(each))
        lines: list[Line] = []
        for shown, group in groupby(
            paragraphs, key=lambda each: not _quiet(each) or each.provision.address in needed
        ):
            some = list(group)
            lines += map(self._line, some) if shown else [self._left_out(some)]
        lead = self.change.lead
        own = self.touched.made(
            self.change.old[0] if self.change.old else None, self.change.new[0] if self.change.new else None
        )
        numbers = {number + 1 for number in own} if self.change.relation in ("added", "removed") else set()
        numbers.update(number for line in lines for number in line.by)
        return Affected(
            lead.address, name_of(lead), label_of(self.change), tuple(lines), tuple(sorted(numbers))
        )

    def _above(self, paragraphs: Iterable[Paragraph]) -> frozenset[str]:
        """Return the addresses of what stands above paragraphs that are shown: their text cannot be read without."""
        needed = {unit.address for unit in (*self.change.old, *self.change.new)}
        for each in paragraphs:
            document = self.comparison.old if each.place == "removed" else self.comparison.new
            parent = document.by_address.get(each.provision.parent)
            while parent is not None and not parent.is_unit:
                needed.add(parent.address)
                parent = document.by_address.get(parent.parent)
        return frozenset(needed)

    def _line(self, paragraph: Paragraph) -> Line:
        part = paragraph.part
        by: tuple[int, ...] = ()
        if part is not None and not _quiet(paragraph):
            by = tuple(number + 1 for number in self.touched.made(part.old, part.new))
        label = ""
        if (
            part is not None
            and part.old is not None
            and part.new is not None
            and not paragraph.provision.is_unit
        ):
            label = f"moved from {cited(part.old)}" if paragraph.place == "to" else part_label(part)
        return Line(
            paragraph.provision,
            self._depth(paragraph),
            paragraph.once,
            label,
            by,
            omitted=paragraph.place == "removed",
        )

    def _depth(self, paragraph: Paragraph) -> int:
        """Return how far a paragraph is set in; flush text stands under what it continues, not inside it."""
        flush = paragraph.provision.level == "continuation"
        return max(0, depth_in(self.change, paragraph) - flush)

    def _left_out(self, paragraphs: list[Paragraph]) -> Line:
        first = paragraphs[0]
        return Line(
            first.provision,
            self._depth(first),
            (),
            left_out=tuple(each.provision for each in paragraphs),
        )


def _quiet(paragraph: Paragraph) -> bool:
    part = paragraph.part
    if part is None or paragraph.unprinted:
        return True
    return paragraph.place == "kept" and not (part.relation != "unchanged" or part.renumbered or part.moved)
