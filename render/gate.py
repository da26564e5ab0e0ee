"""The gate: whether a comparison has what somebody wants to be stopped by.

    --fail-on substantive,money          a substantive change, or a dollar amount that differs
    --fail-on removed,ambiguous          a unit that fell away, or one whose counterpart is not certain

A significance counts what is heavier as well: ``conforming`` is met by a substantive change.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from lawdiff.parsers import LawdiffError
from lawdiff.render.conditions import CONDITIONS, FACTS, KINDS, WEIGHTS
from lawdiff.render.selection import WEIGHT
from lawdiff.render.summary import differs
from lawdiff.render.words import cited

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawdiff.differ.change import Change, Comparison


class UnknownCondition(LawdiffError):  # noqa: N818 - reads as a sentence where it is raised
    """A condition was named that there is not."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name!r} is none of {', '.join(CONDITIONS)}")


@dataclass(frozen=True, slots=True)
class Met:
    """A condition that is met.

    Attributes:
        condition: one of `CONDITIONS`.
        count: how many changes (or figures) meet it.
        first: the citation of the first of them.
    """

    condition: str
    count: int
    first: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says.

    Attributes:
        conditions: those that were asked about, in order, each once.
        met: those of them that are met.
    """

    conditions: tuple[str, ...]
    met: tuple[Met, ...]

    @property
    def failed(self) -> bool:
        """Whether any condition is met."""
        return bool(self.met)

    def row(self) -> dict[str, Any]:
        """Return the verdict as JSON values."""
        met = [asdict(each) for each in self.met]
        return {"conditions": list(self.conditions), "met": met, "failed": self.failed}


def conditions_in(text: str) -> tuple[str, ...]:
    """Read conditions separated by commas.

    Raises:
        UnknownCondition: one of them is none of `CONDITIONS`.
    """
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    for name in names:
        if name not in CONDITIONS:
            raise UnknownCondition(name)
    return names


def judge(comparison: Comparison, conditions: Iterable[str]) -> Verdict:
    """Say which conditions a comparison meets.

    Raises:
        UnknownCondition: one of them is none of `CONDITIONS`.
    """
    asked = conditions_in(",".join(conditions))
    found = ((name, _meeting(comparison, name)) for name in asked)
    return Verdict(asked, tuple(Met(name, len(where), where[0]) for name, where in found if where))


def gate_line(met: Met) -> str:
    """Return what a met condition says in one line: ``gate: money (3, first at sec. 60003(a))``."""
    return f"gate: {met.condition} ({met.count:,}, first at {met.first})"


def _meeting(comparison: Comparison, condition: str) -> list[str]:
    """Return the citations of what meets a condition, in the order of the comparison."""
    if condition == "figures" or condition in KINDS:
        kind = KINDS.get(condition, "")
        return [
            figure.new_citation or figure.old_citation
            for figure in comparison.figures
            if kind in ("", figure.kind)
        ]
    return [cited(change.lead) for change in comparison.changes if _meets(change, condition)]


def _meets(change: Change, condition: str) -> bool:
    if condition in WEIGHTS:
        return differs(change) and WEIGHT.index(change.significance) >= WEIGHT.index(condition)
    if condition in FACTS:
        return bool(getattr(change, condition))
    return change.relation == condition
