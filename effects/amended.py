"""A proposal against its rule, as law: both carried out on the same base, so that the results can be compared.

Comparing the two documents shows what they print; comparing the results shows what the law would say, also where one
prints a paragraph whole and the other changes three words of it::

    law        (a) … within 14 days …
    proposal   revise paragraph (a) to read: … within 12 hours …        as law: … within 12 hours …
    rule       in paragraph (a), remove "14 days" and add "12 hours"    as law: … within 12 hours …      unchanged
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lawdiff.differ import NotCompared, compare
from lawdiff.effects.applying import apply
from lawdiff.effects.read import read
from lawdiff.parsers import LawdiffError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawdiff.differ import Comparison
    from lawdiff.effects.report import Execution
    from lawdiff.parsers import Document


class SameLawTwiceError(LawdiffError):
    """Two bases hold a provision of the same address, so they cannot stand in one document."""

    def __init__(self, address: str, first: str, second: str) -> None:
        """Compose the line for the user."""
        super().__init__(f"{second}: {address} is in {first} already; name each part of the law once")


@dataclass(frozen=True)
class AsAmended:
    """What two amending documents make of the same law.

    Attributes:
        old, new: the executions, one a base, in the order of the bases.
        comparison: of the law as the old document would have it with the law as the new one has it.
    """

    old: tuple[Execution, ...]
    new: tuple[Execution, ...]
    comparison: Comparison

    @property
    def base(self) -> Document:
        """The law before, as one document."""
        return together([execution.base for execution in self.old])


def as_amended(old: Document, new: Document, bases: Sequence[Document]) -> AsAmended:
    """Carry out two amending documents on the same law, and compare what it would read.

    Args:
        old: a proposal, or an earlier version of a bill.
        new: its rule, or the later version.
        bases: the law before: parts of the CFR, titles of the Code; each once.

    Returns:
        The comparison's `not_compared` says how many instructions of each side were not carried out.

    Raises:
        SameLawTwiceError: two bases hold the same provision.
    """
    together(bases)
    sides = [_on_all(document, bases) for document in (old, new)]
    named = "; ".join(base.title for base in bases)
    before, after = (
        replace(
            together([execution.result for execution in side]),
            title=f"{named}, as amended by {document.identity.fr_citation or document.title}",
        )
        for side, document in zip(sides, (old, new), strict=True)
    )
    comparison = compare(before, after)
    undone = (*_undone(sides[0], "old"), *_undone(sides[1], "new"))
    comparison = replace(
        comparison,
        not_compared=(*comparison.not_compared, *undone),
        settings={**comparison.settings, "as amended": named},
    )
    return AsAmended(sides[0], sides[1], comparison)


def _on_all(document: Document, bases: Sequence[Document]) -> tuple[Execution, ...]:
    """Carry out an amending document, read once, on each base."""
    reading = read(document)
    return tuple(apply(document, base, reading) for base in bases)


def together(documents: Sequence[Document]) -> Document:
    """Return several documents of one kind (parts of the CFR) as one; a single one as it is.

    Raises:
        SameLawTwiceError: two of them hold a provision of the same address.
    """
    if len(documents) == 1:
        return documents[0]
    homes: dict[str, str] = {}
    for document in documents:
        for address in document.by_address:
            if address in homes:
                raise SameLawTwiceError(address, homes[address], document.source)
        homes.update(dict.fromkeys(document.by_address, document.source))
    first = documents[0]
    parts = tuple(dict.fromkeys(part for document in documents for part in document.identity.cfr_parts))
    joined = "\n".join(document.sha256 for document in documents)
    return replace(
        first,
        title="; ".join(document.title for document in documents),
        identity=replace(first.identity, cfr_parts=parts),
        sha256=hashlib.sha256(joined.encode()).hexdigest(),
        source="; ".join(document.source for document in documents),
        body=tuple(provision for document in documents for provision in document.body),
        notices=tuple(notice for document in documents for notice in document.notices),
    )


def _undone(executions: Sequence[Execution], side: str) -> Iterator[NotCompared]:
    """Yield what of an amending document was not carried out on any of the bases."""
    reading = executions[0].reading
    fates = [
        {execution.outcomes[index].fate for execution in executions}
        for index in range(len(reading.operations))
    ]
    refused = sum(1 for each in fates if "refused" in each)
    elsewhere = sum(1 for each in fates if each == {"elsewhere"})
    for count, what, why in (
        (refused, "instructions refused", "the law does not bear them; `lawdiff apply` says why for each"),
        (elsewhere, "instructions on other law", "they amend law that was not given"),
        (
            len(reading.not_understood),
            "instructions not understood",
            "no form of the grammar reads them; `lawdiff apply` lists them",
        ),
    ):
        if count:
            yield NotCompared(what, why, side, count=count)
