"""Two small bills, and what becomes of a note between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import document

from lawdiff.annotations.carry import follow_target
from lawdiff.annotations.ground import Ground
from lawdiff.annotations.place import place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawdiff.annotations.outcome import Outcome


def outcome(
    old: list[tuple[str, str]],
    new: list[tuple[str, str]],
    at: str,
    quote: str = "",
    *,
    crosswalk: Mapping[str, tuple[str, ...]] | None = None,
    occurrence: int = 0,
) -> Outcome:
    """Carry one target between two bills of one section; without a crosswalk, addresses lead to themselves."""
    one = document([("1", "Reports", old)])
    two = document([("1", "Reports", new)], "Engrossed-in-House")
    walk = (
        crosswalk
        if crosswalk is not None
        else {name: (name,) for name in one.by_address if name in two.by_address}
    )
    return follow_target(Ground(one, two, walk), place(one, at, quote, occurrence=occurrence))


def carried_to(found: Outcome) -> list[tuple[str, str]]:
    """Return where a note went: addresses and quotes."""
    return [(target.address, target.quote) for target in found.targets]
