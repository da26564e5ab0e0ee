"""Changes and their parts: what became of each unit and of each provision in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from lawdiff.differ.alignment.decided import REASON as REVIEWED
from lawdiff.differ.change import Candidate, Change, Part
from lawdiff.differ.contents import rows_of_sections
from lawdiff.differ.edits import field_edits
from lawdiff.differ.elsewhere import crossings
from lawdiff.differ.parts import Matched, match_provisions
from lawdiff.differ.passages import with_passages
from lawdiff.differ.significance import EDGES, FORM, Context, is_form, weigh, with_references
from lawdiff.differ.significance.rule import ORDER
from lawdiff.differ.stars import STAYS, with_stars

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lawdiff.differ.change import Edit, Relation, Significance
    from lawdiff.differ.groups import Group
    from lawdiff.differ.sides import Sides
    from lawdiff.parsers import Provision


CONTENTS = "table of contents"


def changes_of(
    groups: Sequence[Group], sides: Sides, reviewed: Sequence[tuple[str, str]]
) -> tuple[Change, ...]:
    """Return the changes of all groups, with what left one of them and came into another told as such.

    Args:
        groups: what becomes one change each.
        sides: both documents.
        reviewed: pairs of addresses that a reviewer decided.
    """
    main = [pair for pair in (group.main_pair(sides) for group in groups) if pair is not None]
    sections = _renumbered(main)
    changes = []
    for group in groups:
        known = reviewed
        pair = group.main_pair(sides)
        if pair is not None and pair[0].level == CONTENTS:
            known = [*reviewed, *rows_of_sections(*pair, main)]
        changes.append(_change(group, sides, sections, known))
    crossed = _with_crossings(changes, sides, sections)
    return with_references([with_passages(change, reviewed) for change in crossed], sections)


def _renumbered(pairs: Iterable[tuple[Provision, Provision]]) -> dict[str, frozenset[str]]:
    """Return the level and old designator -> those of the new side, lower case, for the pairs whose number changed."""
    table: dict[str, set[str]] = defaultdict(set)
    for old, new in pairs:
        if old.designator and new.designator and old.designator != new.designator:
            table[f"{old.level} {old.designator}".lower()].add(f"{new.level} {new.designator}".lower())
    return {designator: frozenset(others) for designator, others in table.items()}


def _change(
    group: Group,
    sides: Sides,
    sections: Mapping[str, frozenset[str]],
    reviewed: Sequence[tuple[str, str]],
) -> Change:
    """Return the change of one group of units."""
    old = tuple(sides.old[place].provision for place in group.old)
    new = tuple(sides.new[place].provision for place in group.new)
    if old and new:
        matched = match_provisions(
            old, new, sides.old_words, sides.new_words, reviewed, codified=sides.codified
        )
    else:
        matched = [Matched(inner, None) for unit in old for inner in unit.walk_unit()]
        matched += [Matched(None, inner) for unit in new for inner in unit.walk_unit()]
    context = Context(sections)
    parts = tuple(_part(row, context) for row in matched)
    if old and new:
        parts = with_stars(parts, law=sides.law)
    level = (new or old)[0].level
    if level == CONTENTS:
        parts = tuple(_follows_headings(part) for part in parts)
    if level in EDGES and sides.acts:
        parts = tuple(_with_form(part, level) for part in parts)
    relation: Relation = "edited"
    if not old:
        relation = "added"
    elif not new and sides.amends and not group.candidates:
        return _not_amended(old, group)
    elif not new:
        relation = "removed"
    elif all(part.relation == "unchanged" for part in parts):
        relation = "unchanged"
    others = sides.new if old else sides.old
    return Change(
        relation,
        (new or old)[0].level,
        old,
        new,
        renumbered=bool(old and new) and old[0].designator != new[0].designator,
        moved=group.moved,
        split=len(new) > 1,
        merged=len(old) > 1,
        candidates=tuple(Candidate(others[place].provision, score) for place, score in group.candidates),
        score=group.score,
        reason=group.reason,
        significance=max((part.significance for part in parts), key=ORDER.__getitem__, default="none"),
        parts=parts,
    )


def _not_amended(old: tuple[Provision, ...], group: Group) -> Change:
    """Return the change of a unit of the regulation that a rule does not print: none."""
    words = (inner for unit in old for inner in unit.walk_unit())
    parts = tuple(
        Part(
            "unchanged",
            inner,
            None,
            renumbered=False,
            moved=False,
            significance="none",
            rule=STAYS,
            edits=(("-", inner.own_words),),
        )
        for inner in words
    )
    reason = "the rule does not print it: it stays as it is"
    facts = dict.fromkeys(("renumbered", "moved", "split", "merged"), False)
    return Change(
        "unchanged",
        old[0].level,
        old,
        (),
        candidates=(),
        score=group.score,
        reason=reason,
        significance="none",
        parts=parts,
        **facts,
    )


def _with_form(part: Part, level: str) -> Part:
    """Return a part before or behind the text of an act, editorial where it is a form of the print on both sides."""
    sides = [provision for provision in (part.old, part.new) if provision is not None]
    if part.significance == "none" or not all(is_form(provision, level) for provision in sides):
        return part
    return replace(part, significance="editorial", rule=FORM)


def _follows_headings(part: Part) -> Part:
    """Return a part of a table of contents: what differs in it, and what moved, is told where the headings stand."""
    part = replace(part, moved=False)
    if part.significance in ("none", "editorial"):
        return part
    return replace(part, significance="conforming", rule="a table of contents follows the headings")


def _part(row: Matched, context: Context, elsewhere: Literal["", "went", "came"] = "") -> Part:
    """Return what became of one provision."""
    old, new = row.old, row.new
    if old is None or new is None:
        relation: Relation = "removed" if new is None else "added"
        alone = old if new is None else new
        words = alone.own_words if alone is not None else ""
        edits: tuple[Edit, ...] = (("-" if new is None else "+", words),) if words else ()
        weight: tuple[Significance, str] = ("substantive", relation) if words else ("none", "")
        return Part(relation, old, new, False, False, *weight, edits)  # noqa: FBT003 - renumbered, moved
    before, after = old.own_words, new.own_words
    edits = field_edits((old.number, old.heading, old.text), (new.number, new.heading, new.text))
    renumbered = old.designator != new.designator
    if before == after:
        return Part("unchanged", old, new, renumbered, row.moved, "none", "", edits, elsewhere)
    significance, rule = weigh(edits, old, new, context, cite=False)
    same = significance == "editorial" or (old.heading, old.text) == (new.heading, new.text)
    relation = "unchanged" if same else "edited"
    return Part(relation, old, new, renumbered, row.moved, significance, rule, edits, elsewhere)


def _with_crossings(
    changes: list[Change], sides: Sides, sections: Mapping[str, frozenset[str]]
) -> tuple[Change, ...]:
    """Return the changes with what left one of them and came into another told as such."""
    context = Context(sections)
    parts = {index: list(change.parts) for index, change in enumerate(changes)}
    touched = set()
    for crossing in crossings(changes, sides, REVIEWED):
        gone, come = parts[crossing.from_change], parts[crossing.to_change]
        row = Matched(gone[crossing.from_part].old, come[crossing.to_part].new, moved=True)
        gone[crossing.from_part] = _part(row, context, "went")
        come[crossing.to_part] = _part(row, context, "came")
        touched |= {crossing.from_change, crossing.to_change}
    return tuple(
        replace(change, parts=tuple(parts[index])) if index in touched else change
        for index, change in enumerate(changes)
    )
