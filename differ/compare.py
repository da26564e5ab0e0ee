"""The pipeline: align the units, match what stands in them, find the word edits, weigh them, collect the figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.differ.alignment import align
from lawdiff.differ.change import Comparison
from lawdiff.differ.changes import changes_of
from lawdiff.differ.decisions import Decisions, for_units
from lawdiff.differ.figures import figures_of
from lawdiff.differ.groups import groups_of
from lawdiff.differ.omissions import not_compared
from lawdiff.differ.sides import sides_of

if TYPE_CHECKING:
    from lawdiff.parsers import Document


@dataclass(frozen=True, slots=True)
class Settings:
    """What a comparison can be told; all of it is written into the result.

    Attributes:
        figures: whether to collect the figures that changed.
    """

    figures: bool = True


def compare(
    old: Document,
    new: Document,
    settings: Settings | None = None,
    *,
    reviewed: Decisions | None = None,
) -> Comparison:
    """Compare two documents.

    Args:
        old: the earlier document.
        new: the later one; swapping the two swaps the outcome.
        settings: see `Settings`.
        reviewed: what a reviewer decided about the alignment; it comes before all that would be found.

    Returns:
        Every unit of both documents in exactly one change, several only for splits and mergers.
    """
    settings = settings or Settings()
    reviewed = reviewed or Decisions()
    sides = sides_of(old, new)
    decided = for_units(reviewed, sides.old, sides.new)
    alignment = align(sides.old, sides.new, codified=sides.codified, reviewed=decided)
    changes = changes_of(groups_of(sides, alignment), sides, reviewed.pairs)
    return Comparison(
        old,
        new,
        changes,
        tuple(figures_of(changes, (*old.units, *new.units))) if settings.figures else (),
        tuple(not_compared(old, new, alignment.limits)),
        {"figures": settings.figures, "reviewed decisions": reviewed.count},
    )
