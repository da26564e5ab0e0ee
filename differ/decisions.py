"""What a reviewer decided about the alignment: it comes before everything that the aligner would find.

    old_address,new_address
    s70018,                    sec. 70018 was removed, whatever looks like it
    s10101,s10301              sec. 10101 became sec. 10301 …
    s10101,s10302              … and sec. 10302: split
    ,s10201                    sec. 10201 is new

`lawdiff crosswalk OLD NEW` writes such a file to start from; further columns are not read. An address that no row
names is aligned as ever.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from io import StringIO
from typing import TYPE_CHECKING

from lawdiff.parsers.errors import LawdiffError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawdiff.differ.features import Unit
    from lawdiff.parsers import Document


class BadDecision(LawdiffError):  # noqa: N818 - reads as a sentence where it is raised
    """A row of a reviewed crosswalk that cannot be followed.

    Attributes:
        source: the file's name.
        line: of the file, from 1.
        reason: what is wrong with the row.
    """

    def __init__(self, source: str, line: int, reason: str) -> None:
        self.source = source
        self.line = line
        self.reason = reason
        super().__init__(f"{source}:{line}: {reason}")


@dataclass(frozen=True, slots=True)
class Decisions:
    """Reviewed decisions, by address.

    Attributes:
        pairs: (old, new); an address that stands in several was split or merged, its first pair is the main one.
        removed: old addresses without a counterpart.
        added: new addresses without a counterpart.
    """

    pairs: tuple[tuple[str, str], ...] = ()
    removed: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()

    @property
    def count(self) -> int:
        """How many decisions there are."""
        return len(self.pairs) + len(self.removed) + len(self.added)


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions about units, by place.

    Attributes:
        pairs: (old, new).
        removed: old places without a counterpart.
        added: new places without a counterpart.
    """

    pairs: tuple[tuple[int, int], ...] = ()
    removed: frozenset[int] = field(default_factory=frozenset)
    added: frozenset[int] = field(default_factory=frozenset)

    def inverted(self) -> Decided:
        """Return the same with old and new exchanged."""
        return Decided(tuple((new, old) for old, new in self.pairs), self.added, self.removed)


def read_decisions(text: str, source: str, old: Document, new: Document) -> Decisions:
    """Read a reviewed crosswalk.

    Args:
        text: CSV with the columns ``old_address`` and ``new_address``; one of them may be empty in a row.
        source: the file's name, for messages.
        old: the documents that it speaks of.
        new: the same.

    Raises:
        BadDecision: a column is missing, an address is not in the document, or a row contradicts another.
    """
    pairs: dict[tuple[str, str], None] = {}
    alone: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for line, before, after in _rows(text, source):
        for address, document, side in ((before, old, "old"), (after, new, "new")):
            if address and address not in document.by_address:
                raise BadDecision(source, line, f"the {side} document has no address {address!r}")
        if before and after:
            pairs[before, after] = None
        elif before or after:
            alone[not before][before or after] = line
    for old_address, new_address in pairs:
        for address, lines in ((old_address, alone[0]), (new_address, alone[1])):
            if address in lines:
                raise BadDecision(source, lines[address], f"{address!r} has a counterpart in another row")
    return Decisions(tuple(pairs), frozenset(alone[0]), frozenset(alone[1]))


def _rows(text: str, source: str) -> Iterator[tuple[int, str, str]]:
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
    missing = [name for name in ("old_address", "new_address") if name not in (reader.fieldnames or ())]
    if missing:
        raise BadDecision(source, 1, f"the column {missing[0]} is missing")
    for row in reader:
        # A spreadsheet-safe file has an apostrophe before what would be a formula; no address begins with one.
        before, after = (
            (row[name] or "").strip().removeprefix("'") for name in ("old_address", "new_address")
        )
        yield reader.line_num, before, after


def for_units(decisions: Decisions, old: Sequence[Unit], new: Sequence[Unit]) -> Decided:
    """Return the decisions that are about units, by place; the others are about provisions inside them."""
    olds: Mapping[str, int] = {unit.provision.address: unit.place for unit in old}
    news: Mapping[str, int] = {unit.provision.address: unit.place for unit in new}
    return Decided(
        tuple(
            (olds[first], news[second])
            for first, second in decisions.pairs
            if first in olds and second in news
        ),
        frozenset(olds[address] for address in decisions.removed if address in olds),
        frozenset(news[address] for address in decisions.added if address in news),
    )
