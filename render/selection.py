"""A part of a comparison: the changes at one place, or without those of little weight."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.parsers import NoSuchProvision
from lawdiff.parsers.locate import locate
from lawdiff.render.summary import differs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from lawdiff.differ.change import Comparison
    from lawdiff.parsers import Document, Provision

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


def at_places(comparison: Comparison, old: Collection[Provision], new: Collection[Provision]) -> Comparison:
    """Keep the changes of the units that hold one of some provisions, or that it holds, on either side.

    Args:
        comparison: the whole.
        old: provisions of the old document.
        new: provisions of the new document.
    """
    old_units = frozenset().union(*(_around(comparison.old.by_address, each) for each in old))
    new_units = frozenset().union(*(_around(comparison.new.by_address, each) for each in new))
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
    names = dict.fromkeys(provision.citation for provision in (*old, *new))
    settings = {**comparison.settings, "at": "; ".join(names)}
    return replace(comparison, changes=kept, figures=figures, settings=settings)


def _around(by_address: Mapping[str, Provision], provision: Provision) -> frozenset[str]:
    """Return the addresses of the unit that holds a provision, and of the units inside the provision."""
    holder = provision
    while not holder.is_unit and holder.parent in by_address:
        holder = by_address[holder.parent]
    inside = (inner.address for inner in provision.walk() if inner.is_unit)
    return frozenset((holder.address, *inside))


def narrowed(comparison: Comparison, at: Iterable[str]) -> Comparison:
    """Keep what concerns some provisions; everything where no place is named.

    Raises:
        NoSuchProvision: neither document has one of them.
    """
    places = tuple(at)
    if not places:
        return comparison
    old: list[Provision] = []
    new: list[Provision] = []
    for place in places:
        one, old_error = _found(comparison.old, place)
        two, new_error = _found(comparison.new, place)
        error = new_error or old_error
        if one is None and two is None and error is not None:
            raise error
        old.extend([one] if one is not None else [])
        new.extend([two] if two is not None else [])
    return at_places(comparison, old, new)


def _found(document: Document, at: str) -> tuple[Provision | None, NoSuchProvision | None]:
    try:
        return locate(document, at), None
    except NoSuchProvision as error:
        return None, error
