"""The figures that open every report: how many units, how many changed and how, and where most of it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.render.conditions import FACTS
from lawdiff.render.spell import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawdiff.differ.change import Change, Comparison, NotCompared

RELATIONS = ("unchanged", "edited", "added", "removed")
SIGNIFICANCES = ("substantive", "conforming", "editorial", "none")

BIGGEST = 5
"""How many of the biggest changes a summary names: what fits in one breath when it is read aloud."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many words a change takes out and puts in."""

    removed: int
    added: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over the changes of a comparison.

    Attributes:
        changes: how many there are, unchanged ones among them.
        relations: count by relation, in the order of `RELATIONS`.
        facts: count by further fact, in the order of `FACTS`.
        significance: count of what is not unchanged by significance, in the order of `SIGNIFICANCES`.
        levels: for each level of unit, the count by relation.
        words_removed, words_added: over all changes.
        biggest: the changes with the most words, at most `BIGGEST`, with their size.
        figures: how many figures changed.
        not_compared: what was left out.
    """

    changes: int
    relations: dict[str, int]
    facts: dict[str, int]
    significance: dict[str, int]
    levels: dict[str, dict[str, int]]
    words_removed: int
    words_added: int
    biggest: tuple[tuple[Change, Size], ...]
    figures: int
    not_compared: tuple[NotCompared, ...]


def differs(change: Change) -> bool:
    """Return whether anything happened to the unit: its words, its number or its place."""
    return change.relation != "unchanged" or any(facts_of(change))


def facts_of(change: Change) -> tuple[str, ...]:
    """Return the further facts that hold, in the order of `FACTS`."""
    return tuple(fact for fact in FACTS if getattr(change, fact))


def size_of(change: Change) -> Size:
    """Count the words that a change takes out and puts in; what stands elsewhere in the unit is neither."""
    removed = added = 0
    for part in change.parts:
        if part.relation == "unchanged" and not (part.old and part.new):
            continue  # not printed, and it stays as it is
        for operation, text in shown(part.edits, part.passages):
            if operation == "-":
                removed += len(text.split())
            elif operation == "+":
                added += len(text.split())
    return Size(removed, added)


def summarise(comparison: Comparison) -> Summary:
    """Count the changes of a comparison."""
    changed = [change for change in comparison.changes if differs(change)]
    sizes = [(change, size_of(change)) for change in changed]
    biggest = sorted(sizes, key=lambda pair: -(pair[1].removed + pair[1].added))[:BIGGEST]
    levels: dict[str, Counter[str]] = {}
    for change in comparison.changes:
        levels.setdefault(change.level, Counter())[change.relation] += 1
    return Summary(
        len(comparison.changes),
        _ordered(RELATIONS, (change.relation for change in comparison.changes)),
        _ordered(FACTS, (fact for change in comparison.changes for fact in facts_of(change))),
        _ordered(SIGNIFICANCES, (change.significance for change in changed)),
        {level: _ordered(RELATIONS, counts.elements()) for level, counts in sorted(levels.items())},
        sum(size.removed for _, size in sizes),
        sum(size.added for _, size in sizes),
        tuple((change, size) for change, size in biggest if size.removed + size.added),
        len(comparison.figures),
        comparison.not_compared,
    )


def _ordered(names: tuple[str, ...], seen: Iterable[str]) -> dict[str, int]:
    """Count, with every name in its order, zero where it was not seen."""
    counts = Counter(seen)
    return {name: counts[name] for name in names}
