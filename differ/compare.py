"""The pipeline: align the units, match what stands in them, find the word edits, weigh them, collect the figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from lawdiff.differ.alignment import Alignment, Pair, align
from lawdiff.differ.alignment.decided import REASON as REVIEWED
from lawdiff.differ.change import Candidate, Change, Comparison, FigureChange, NotCompared, Part
from lawdiff.differ.decisions import Decisions, for_units
from lawdiff.differ.edits import field_edits
from lawdiff.differ.elsewhere import crossings
from lawdiff.differ.features import Unit, units_of, words_of
from lawdiff.differ.figures import changed_figures
from lawdiff.differ.parts import Matched, longest_rise, match_provisions
from lawdiff.differ.significance import Context, weigh
from lawdiff.differ.significance.rule import ORDER
from lawdiff.differ.stars import STAYS, with_stars

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lawdiff.differ.change import Relation
    from lawdiff.parsers import Document, Provision

CODIFIED_KINDS = frozenset(
    {
        "code title",
        "statute compilation",
        "proposed rule",
        "interim final rule",
        "final rule",
        "CFR part",
        "CFR title",
    },
)
"""Kinds in which a section keeps its number as long as it is the same section."""


LAW_KINDS = frozenset({"CFR part", "CFR title"})
"""Kinds that are the regulation itself."""

RULE_KINDS = frozenset({"proposed rule", "interim final rule", "final rule"})
"""Kinds that print of the regulation what they amend, and ``* * *`` for what they leave."""


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
    old_words, new_words = words_of(old.provisions), words_of(new.provisions)
    sides = _Sides(
        units_of(old.provisions, old_words),
        units_of(new.provisions, new_words),
        old_words,
        new_words,
        law=old.kind in LAW_KINDS,
        amends=old.kind in LAW_KINDS and new.kind in RULE_KINDS,
    )
    alignment = align(
        sides.old,
        sides.new,
        codified={old.kind, new.kind} <= CODIFIED_KINDS,
        reviewed=for_units(reviewed, sides.old, sides.new),
    )
    groups = _groups(sides, alignment)
    sections = _renumbered((pair.old, pair.new) for group in groups for pair in group.pairs(sides))
    changes = _with_crossings(
        [_change(group, sides, sections, reviewed.pairs) for group in groups], sides, sections
    )
    return Comparison(
        old,
        new,
        changes,
        tuple(_figures(changes, sides)) if settings.figures else (),
        tuple(_not_compared(old, new, alignment.limits)),
        {"figures": settings.figures, "reviewed decisions": reviewed.count},
    )


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both documents as the aligner sees them.

    Attributes:
        law: whether the old one is the law itself, so that what a rule does not print is known to stay.
        amends: whether the new one is a rule that amends it, and prints only what it amends.
    """

    old: Sequence[Unit]
    new: Sequence[Unit]
    old_words: Mapping[str, tuple[str, ...]]
    new_words: Mapping[str, tuple[str, ...]]
    law: bool
    amends: bool


@dataclass(frozen=True, slots=True)
class _Provisions:
    """An old and a new provision that belong together."""

    old: Provision
    new: Provision


@dataclass(frozen=True, slots=True)
class _Group:
    """What becomes one change: the places of its units, and what the aligner said.

    Attributes:
        old, new: places; the first of each are the main pair where both have one.
        moved: whether the main pair moved.
        candidates: places on the other side, with scores, where nobody could decide.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float
    reason: str
    moved: bool = False
    candidates: tuple[tuple[int, float], ...] = ()

    def pairs(self, sides: _Sides) -> Iterable[_Provisions]:
        """Yield the main pair, if there is one."""
        if self.old and self.new:
            yield _Provisions(sides.old[self.old[0]].provision, sides.new[self.new[0]].provision)


def _groups(sides: _Sides, alignment: Alignment) -> list[_Group]:
    """Return the changes to be, in the order of the new document, removed units behind what they followed."""
    moved = _moved_units(sides, alignment.pairs)
    split: dict[int, list[Pair]] = defaultdict(list)
    merged: dict[int, list[Pair]] = defaultdict(list)
    for pair in alignment.splits:
        split[pair.old].append(pair)
    for pair in alignment.merges:
        merged[pair.new].append(pair)
    ties = _resolve_ties(alignment, split, merged)
    by_new: dict[int, _Group] = {}
    for old, pair in alignment.pairs.items():
        extra_new = tuple(tie.new for tie in ties.split.get(old, ()))
        extra_old = tuple(tie.old for tie in ties.merged.get(pair.new, ()))
        reasons = [pair.reason]
        reasons += [
            f"{sides.new[tie.new].provision.citation}: {tie.reason}" for tie in ties.split.get(old, ())
        ]
        reasons += [
            f"{sides.old[tie.old].provision.citation}: {tie.reason}" for tie in ties.merged.get(pair.new, ())
        ]
        by_new[pair.new] = _Group(
            (old, *extra_old),
            (pair.new, *extra_new),
            pair.score,
            "; ".join(reasons),
            old in moved,
        )
    used_old = {place for group in by_new.values() for place in group.old}
    used_new = {place for group in by_new.values() for place in group.new}
    return _in_order(sides, alignment, by_new, used_old, used_new)


@dataclass(frozen=True, slots=True)
class _Ties:
    split: Mapping[int, Sequence[Pair]]
    merged: Mapping[int, Sequence[Pair]]


def _resolve_ties(
    alignment: Alignment, split: Mapping[int, Sequence[Pair]], merged: Mapping[int, Sequence[Pair]]
) -> _Ties:
    """Return the splits and mergers, in order of place; both can hold for one pair."""
    return _Ties(
        {
            old: sorted(pairs, key=lambda pair: pair.new)
            for old, pairs in split.items()
            if old in alignment.pairs
        },
        {new: sorted(pairs, key=lambda pair: pair.old) for new, pairs in merged.items()},
    )


def _in_order(
    sides: _Sides,
    alignment: Alignment,
    by_new: Mapping[int, _Group],
    used_old: set[int],
    used_new: set[int],
) -> list[_Group]:
    """Put matched, added and removed units into one order."""
    behind: dict[int, list[_Group]] = defaultdict(list)
    last = -1
    for unit in sides.old:
        place = unit.place
        pair = alignment.pairs.get(place)
        if pair is not None:
            last = pair.new if not by_new[pair.new].moved else last
        elif place not in used_old:
            candidates = tuple(alignment.ambiguous_old.get(place, ()))
            behind[last].append(
                _Group((place,), (), 0.0, _why_alone(unit, candidates), candidates=candidates)
            )
    groups = list(behind[-1])
    for unit in sides.new:
        place = unit.place
        if place in by_new:
            groups.append(by_new[place])
        elif place not in used_new:
            candidates = tuple(alignment.ambiguous_new.get(place, ()))
            reason = REVIEWED if place in alignment.settled_new else _why_alone(unit, candidates)
            groups.append(_Group((), (place,), 0.0, reason, candidates=candidates))
        groups += behind.get(place, ())
    return groups


def _why_alone(unit: Unit, candidates: Sequence[tuple[int, float]]) -> str:
    if candidates:
        return f"{len(candidates)} units on the other side are as good as each other; none was chosen"
    if unit.stub:
        return "too few words to be known again elsewhere, and nothing in its place"
    return "nothing on the other side has enough of its words, its heading or its number"


def _moved_units(sides: _Sides, pairs: Mapping[int, Pair]) -> frozenset[int]:
    """Return the old places of units that moved: into another container, or out of the order of their siblings."""
    moved = set()
    families: dict[tuple[int, int], list[int]] = defaultdict(list)
    for old in sorted(pairs):
        new = pairs[old].new
        parent = sides.old[old].parent
        other = sides.new[new].parent
        expected = pairs[parent].new if parent in pairs else -1
        if sides.old[old].stub and sides.old[old].group != "container":
            continue
        if parent >= 0 and parent not in pairs:
            # Its container is gone as such: it moved only if it left the counterpart of what is above that.
            continue
        if other != expected and not _is_new_container(other, expected, sides, pairs):
            moved.add(old)
        else:
            families[parent, other].append(old)
    for family in families.values():
        kept = longest_rise([pairs[place].new for place in family])
        moved.update(place for index, place in enumerate(family) if index not in kept)
    return frozenset(moved)


def _is_new_container(other: int, expected: int, sides: _Sides, pairs: Mapping[int, Pair]) -> bool:
    """Return whether a container only was put between: sections grouped anew in place have not moved."""
    matched = {pair.new for pair in pairs.values()}
    while other >= 0 and other != expected:
        if other in matched:
            return False
        other = sides.new[other].parent
    return other == expected


def _renumbered(pairs: Iterable[tuple[Provision, Provision]]) -> dict[str, frozenset[str]]:
    """Return old designator -> new designators, lower case, for the pairs whose number changed."""
    table: dict[str, set[str]] = defaultdict(set)
    for old, new in pairs:
        if old.designator and new.designator and old.designator != new.designator:
            table[old.designator.lower()].add(new.designator.lower())
    return {designator: frozenset(others) for designator, others in table.items()}


def _change(
    group: _Group,
    sides: _Sides,
    sections: Mapping[str, frozenset[str]],
    reviewed: Sequence[tuple[str, str]],
) -> Change:
    """Return the change of one group of units."""
    old = tuple(sides.old[place].provision for place in group.old)
    new = tuple(sides.new[place].provision for place in group.new)
    if old and new:
        matched = match_provisions(old, new, sides.old_words, sides.new_words, reviewed)
    else:
        matched = [Matched(inner, None) for unit in old for inner in unit.walk_unit()]
        matched += [Matched(None, inner) for unit in new for inner in unit.walk_unit()]
    inner = _renumbered((row.old, row.new) for row in matched if row.old is not None and row.new is not None)
    parts = tuple(_part(row, Context(sections, inner)) for row in matched)
    if old and new:
        parts = with_stars(parts, law=sides.law)
    if (new or old)[0].level == "table of contents":
        parts = tuple(_follows_headings(part) for part in parts)
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


def _not_amended(old: tuple[Provision, ...], group: _Group) -> Change:
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


def _follows_headings(part: Part) -> Part:
    """Return a part of a table of contents: what differs in it is told where the headings differ."""
    if part.significance in ("none", "editorial"):
        return part
    return replace(part, significance="conforming", rule="a table of contents follows the headings")


def _part(row: Matched, context: Context, elsewhere: Literal["", "went", "came"] = "") -> Part:
    """Return what became of one provision."""
    old, new = row.old, row.new
    if old is None or new is None:
        if new is not None:
            return Part("added", None, new, False, False, "substantive", "added", (("+", new.own_words),))  # noqa: FBT003 - renumbered, moved
        words = old.own_words if old is not None else ""
        return Part("removed", old, None, False, False, "substantive", "removed", (("-", words),))  # noqa: FBT003 - as above
    before, after = old.own_words, new.own_words
    edits = field_edits((old.number, old.heading, old.text), (new.number, new.heading, new.text))
    renumbered = old.designator != new.designator
    if before == after:
        return Part("unchanged", old, new, renumbered, row.moved, "none", "", edits, elsewhere)
    significance, rule = weigh(edits, old.number, old.heading, context)
    same = significance == "editorial" or (old.heading, old.text) == (new.heading, new.text)
    relation: Relation = "unchanged" if same else "edited"
    return Part(relation, old, new, renumbered, row.moved, significance, rule, edits, elsewhere)


def _with_crossings(
    changes: list[Change], sides: _Sides, sections: Mapping[str, frozenset[str]]
) -> tuple[Change, ...]:
    """Return the changes with what left one of them and came into another told as such."""
    context = Context(sections, {})
    parts = {index: list(change.parts) for index, change in enumerate(changes)}
    touched = set()
    for crossing in crossings(changes, sides.old_words, sides.new_words, REVIEWED):
        gone, come = parts[crossing.from_change], parts[crossing.to_change]
        row = Matched(gone[crossing.from_part].old, come[crossing.to_part].new, moved=True)
        gone[crossing.from_part] = _part(row, context, "went")
        come[crossing.to_part] = _part(row, context, "came")
        touched |= {crossing.from_change, crossing.to_change}
    return tuple(
        replace(change, parts=tuple(parts[index])) if index in touched else change
        for index, change in enumerate(changes)
    )


def _figures(changes: Sequence[Change], sides: _Sides) -> Iterable[FigureChange]:
    """Yield the figures that changed, with the account that they stand under."""
    accounts = {
        unit.provision.address: unit.provision.heading
        for unit in (*sides.old, *sides.new)
        if unit.group == "appropriations"
    }
    for change in changes:
        if change.relation != "unchanged" and change.level != "table of contents":
            account = accounts.get(change.lead.address, "")
            yield from changed_figures(change.parts, account)


def _plural(kind: str) -> str:
    """Return the plural of a kind of apparatus: footnotes, legislative histories."""
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


def _not_compared(old: Document, new: Document, limits: Iterable[str]) -> Iterable[NotCompared]:
    """Yield what was left out: where a budget was hit, then side by side."""
    for limit in limits:
        yield NotCompared("rewritten sections", limit, "both")
    for side, document in (("old", old), ("new", new)):
        kinds: dict[str, int] = defaultdict(int)
        for provision in document.provisions:
            for item in provision.apparatus:
                kinds[item.kind] += 1
        for kind in sorted(kinds):
            yield NotCompared(
                _plural(kind), "they stand with the law and are not part of it", side, count=kinds[kind]
            )
        stars = sum("* * *" in provision.text for provision in document.provisions)
        if stars:
            yield NotCompared(
                "text behind * * *", "the document does not print it; it stays as it is", side, count=stars
            )
