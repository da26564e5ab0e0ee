"""Which operations made a change: from the places that an execution says it touched, up and down the tree.

instruction 2.a  redesignates (b) as (c)        result: s5/c
s5/c/1           nothing was said of it         it moved along with (c): instruction 2.a
s5               the section that holds both    every operation below it
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lawdiff.effects.report import Execution
    from lawdiff.parsers import Document, Provision

DONE = ("applied", "flagged")
"""The fates that left a trace in the result."""


@dataclass(frozen=True)
class Attribution:
    """The outcomes, by number, that touched each place of the base and of the result.

    Attributes:
        base, result: address -> numbers of outcomes, from 0, in order.
        parents: of both documents, address -> the parent's address; the base's under ``old``.
    """

    base: Mapping[str, tuple[int, ...]]
    result: Mapping[str, tuple[int, ...]]
    parents: Mapping[str, Mapping[str, str]] = field(repr=False)

    def made(self, old: Provision | None, new: Provision | None) -> tuple[int, ...]:
        """Return the numbers of the outcomes that explain a changed provision; empty where none does.

        Those on the provision itself come first; where there are none, those on the nearest provision above it.
        """
        found: list[int] = []
        for side, touched, provision in (("new", self.result, new), ("old", self.base, old)):
            if provision is not None:
                found += self._nearest(touched, self.parents[side], provision.address)
        return tuple(sorted(set(found)))

    def _nearest(
        self, touched: Mapping[str, tuple[int, ...]], parents: Mapping[str, str], address: str
    ) -> tuple[int, ...]:
        while address:
            if address in touched:
                return touched[address]
            address = parents.get(address, "")
        return ()


def attribution(execution: Execution) -> Attribution:
    """Index an execution by the places that its operations touched."""
    base: dict[str, list[int]] = {}
    result: dict[str, list[int]] = {}
    for number, outcome in enumerate(execution.outcomes):
        if outcome.fate in DONE:
            _note(base, outcome.base, number)
            _note(result, outcome.result, number)
    return Attribution(
        {address: tuple(numbers) for address, numbers in base.items()},
        {address: tuple(numbers) for address, numbers in result.items()},
        {"old": _parents(execution.base), "new": _parents(execution.result)},
    )


def _note(touched: dict[str, list[int]], addresses: Iterable[str], number: int) -> None:
    for address in addresses:
        numbers = touched.setdefault(address, [])
        if number not in numbers:
            numbers.append(number)


def _parents(document: Document) -> dict[str, str]:
    return {provision.address: provision.parent for provision in document.provisions}
