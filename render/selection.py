"""A part of a comparison: the changes at one place, or without those of little weight."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.render.summary import differs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lawdiff.differ.change import Comparison
    from lawdiff.parsers import Provision

WEIGHT = ("none", "editorial", "conforming", "substantive")
"""Significances from light to heavy."""


def without(comparison: Comparison, significances: Iterable[str]) -> Comparison:
    """Leave out changed units of these significances; how many were left out is among the settings."""
    unwanted = set(significances)
    if not unwanted:
        return comparison
    kept = tuple(
        change for change in comparison.changes if not (differs(change) and change.significance in unwanted)
    )
    settings = {
        **comparison.settings,
        "hide": ",".join(sorted(unwanted)),
        "hidden": len(comparison.changes) - len(kept),
    }
    return replace(comparison, changes=kept, settings=settings)


def at_places(comparison: Comparison, old: Provision | None, new: Provision | None) -> Comparison:
    """Keep the changes of the units that hold a provision, or that it holds, on either side.

    Args:
        comparison: the whole.
        old: a provision of the old document, or None.
        new: a provision of the new document, or None.
    """
    old_units = _around(comparison.old.by_address, old)
    new_units = _around(comparison.new.by_address, new)
    kept = tuple(
        change
        for change in comparison.changes
        if any(unit.address in old_units for unit in change.old)
        or any(unit.address in new_units for unit in change.new)
    )
    addresses = {
        provision.address
        for change in kept
        for unit in (*change.old, *change.new)
        for provision in unit.walk_unit()
    }
    figures = tuple(
        figure
        for figure in comparison.figures
        if figure.old_address in addresses or figure.new_address in addresses
    )
    names = [provision.citation for provision in (old, new) if provision is not None]
    settings = {**comparison.settings, "at": "; ".join(dict.fromkeys(names))}
    return replace(comparison, changes=kept, figures=figures, settings=settings)


def _around(by_address: Mapping[str, Provision], provision: Provision | None) -> frozenset[str]:
    """Return the addresses of the unit that holds a provision, and of the units inside the provision."""
    if provision is None:
        return frozenset()
    holder = provision
    while not holder.is_unit and holder.parent in by_address:
        holder = by_address[holder.parent]
    inside = (inner.address for inner in provision.walk() if inner.is_unit)
    return frozenset((holder.address, *inside))


def outweighs(comparison: Comparison, least: str) -> bool:
    """Return whether any changed unit is of this significance or a heavier one."""
    floor = WEIGHT.index(least)
    return any(
        differs(change) and WEIGHT.index(change.significance) >= floor for change in comparison.changes
    )
