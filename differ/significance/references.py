"""Which provision a cross-reference leads to, before and after: the table for the rule of `conforming`.

old  section 60003(a)(3)  "…"         new  section 90004(a)(4)  "…"
     as defined in section 60003(a)(3)     as defined in section 90004(a)(4)        the reference follows
     as defined in section 60003(a)(3)     as defined in section 90004(b)           it leads somewhere else

What became of each provision is known only when all changes are; so references are weighed again at the end.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.differ.significance.conforming import DEPTHS, QUOTED, place_of
from lawdiff.differ.significance.rule import ORDER, RULES, WORDS_CHANGED, Context, may_cite, weigh

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lawdiff.differ.change import Change, Part
    from lawdiff.parsers import Provision


def with_references(changes: Sequence[Change], sections: Mapping[str, frozenset[str]]) -> tuple[Change, ...]:
    """Return the changes with their edited parts weighed by where cross-references lead.

    Args:
        changes: all of a comparison.
        sections: old designator of a section or container (lower case) -> new designators that it became.
    """
    places = _places(part for change in changes for part in change.parts)
    return tuple(_weighed(change, sections, places) for change in changes)


def _places(parts: Iterable[Part]) -> dict[str, frozenset[str]]:
    """Return old place -> new places for the provisions that stand on both sides."""
    table: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        if part.old is not None and part.new is not None:
            for name in (str, place_of):  # as cited from another document, and from this one
                table[name(part.old.citation)].add(name(part.new.citation))
    return {place: frozenset(others) for place, others in table.items()}


def _quoted(parts: Iterable[Part]) -> dict[str, frozenset[str]]:
    """Return the old number -> the new one of each section that a unit quotes on both sides."""
    return {
        part.old.designator: frozenset((part.new.designator,))
        for part in parts
        if part.old is not None
        and part.new is not None
        and part.old.level == part.new.level == "section"
        and not (part.old.is_unit or part.new.is_unit)
    }


def _weighed(
    change: Change, sections: Mapping[str, frozenset[str]], places: Mapping[str, frozenset[str]]
) -> Change:
    """Return a change with its parts weighed again."""
    known = {WORDS_CHANGED, *(entry.name for entry in RULES)}
    parts: list[Part] = []
    quoted = _quoted(change.parts)
    for part in change.parts:
        judged = part.significance in ("substantive", "conforming") and known.issuperset(
            part.rule.split(", ")
        )
        if (
            part.old is None
            or part.new is None
            or not judged
            or not may_cite(part.edits, len(part.old.number))
        ):
            parts.append(part)
            continue
        here = (place_of(part.old.citation), place_of(part.new.citation))
        depths = (DEPTHS.get(part.old.level, 0), DEPTHS.get(part.new.level, 0))
        numbers = {} if _of_another_act(part.old) else sections
        context = Context(numbers, places, quoted, here, depths)
        significance, rule = weigh(part.edits, part.old, part.new, context)
        parts.append(replace(part, significance=significance, rule=rule))
    if all(
        before.significance == after.significance for before, after in zip(change.parts, parts, strict=True)
    ):
        return replace(change, parts=tuple(parts))
    strongest = max((part.significance for part in parts), key=ORDER.__getitem__)
    return replace(change, parts=tuple(parts), significance=strongest)


def _of_another_act(provision: Provision) -> bool:
    """Return whether a provision stands in a quoted block of a bill: its section 2 is not the bill's."""
    return QUOTED in provision.citation
