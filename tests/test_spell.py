"""The spelling of a change: exact on both sides, whatever order the paragraphs are in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import NEW, OLD, document
from drafts import BEDS, BOATS, FEES, PHOTOS, ROADS, TOWERS, bill, section
from hypothesis import given
from hypothesis import strategies as st

from lawdiff.differ import Change, Part, compare, new_side, old_side
from lawdiff.parsers import Provision, parse
from lawdiff.render.spell import flat_edits, spell, spell_whole, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from lawdiff.differ.change import Edit, Relation


def provision(name: str, text: str) -> Provision:
    return Provision(
        "subsection", "", name, "", text, (), name, name, "s1", 1, quoted=False, is_unit=False, source_line=0
    )


def unit(inner: tuple[Provision, ...]) -> Provision:
    return Provision(
        "section",
        "1.",
        "1",
        "Heading",
        "",
        inner,
        "s1",
        "sec. 1",
        "",
        0,
        quoted=False,
        is_unit=True,
        source_line=0,
    )


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """Draw a unit whose paragraphs are removed, added, edited and put in any order."""
    names = st.lists(st.integers(0, 9), unique=True, max_size=8)
    old_order, new_order = draw(names), draw(names)
    words = st.text("ab ", max_size=4)
    old = {name: provision(f"old{name}", draw(words)) for name in old_order}
    new = {name: provision(f"new{name}", draw(words)) for name in new_order}
    parts = [_part(old.get(name), new[name]) for name in new_order]
    for name in old_order:
        if name not in new:
            parts.insert(draw(st.integers(0, len(parts))), _part(old[name], None))
    olds, news = unit(tuple(old.values())), unit(tuple(new.values()))
    parts.insert(0, _part(olds, news))
    return _change("edited", olds, news, tuple(parts))


def _change(relation: Relation, old: Provision, new: Provision, parts: tuple[Part, ...]) -> Change:
    return Change(
        relation,
        "section",
        (old,),
        (new,),
        renumbered=False,
        moved=False,
        split=False,
        merged=False,
        candidates=(),
        score=1.0,
        reason="",
        significance="substantive",
        parts=parts,
    )


def _part(old: Provision | None, new: Provision | None) -> Part:
    before, after = (side.own_words if side else "" for side in (old, new))
    relation: Relation = "edited" if old and new else "removed" if old else "added"
    edits = _edits(("-", before), ("+", after))
    if before == after:
        relation, edits = "unchanged", _edits(("=", before))
    return Part(
        relation, old, new, renumbered=False, moved=False, significance="substantive", rule="", edits=edits
    )


def _edits(*edits: Edit) -> tuple[Edit, ...]:
    return tuple(edit for edit in edits if edit[1])


@given(changes())
def test_each_side_is_spelled_exactly(change: Change) -> None:
    script = flat_edits(change)
    assert old_side(script) == words_of(change.old)
    assert new_side(script) == words_of(change.new)


@given(changes())
def test_every_provision_stands_once_on_its_side(change: Change) -> None:
    paragraphs = spell(change)
    old = [p.part.old for p in paragraphs if p.part and p.part.old and p.place in ("kept", "removed", "from")]
    new = [p.part.new for p in paragraphs if p.part and p.part.new and p.place in ("kept", "added", "to")]
    assert [p.address for p in old] == [p.address for p in change.old[0].walk() if p.own_words]
    assert [p.address for p in new] == [p.address for p in change.new[0].walk() if p.own_words]


def test_an_unchanged_unit_without_parts_is_spelled_as_kept() -> None:
    whole = unit((provision("a", "one"), provision("b", "two")))
    change = _change("unchanged", whole, whole, ())
    assert flat_edits(change) == (("=", "1. Heading\none\ntwo"),)


def test_swapped_paragraphs_stand_at_both_places() -> None:
    comparison = compare(document(OLD), document(NEW))
    change = next(change for change in comparison.changes if change.lead.address == "s2")
    places = [paragraph.place for paragraph in spell(change)]
    assert places.count("from") == places.count("to") == 1
    assert old_side(flat_edits(change)) == words_of(change.old)


def test_a_change_with_parts_missing_is_still_exact() -> None:
    comparison = compare(document(OLD), document(NEW))
    for change in comparison.changes:
        script = flat_edits(replace(change, parts=change.parts[::2]))
        assert old_side(script) == words_of(change.old)
        assert new_side(script) == words_of(change.new)


def test_what_keeps_its_order_stays_in_place_whatever_the_order_of_the_parts() -> None:
    old = bill(
        section("1", "Fees, photos and towers", FEES, PHOTOS, TOWERS, BOATS), section("2", "Beds", BEDS)
    )
    new = bill(
        section("1", "Fees", FEES, PHOTOS), section("2", "Towers", TOWERS, BOATS), section("3", "Beds", BEDS)
    )
    comparison = compare(old, new)
    split = comparison.changes[0]
    assert split.split
    turned = replace(split, new=split.new[::-1], parts=split.parts[::-1])
    mixed = replace(comparison, changes=(turned, *comparison.changes[1:]))
    kept = {paragraph.provision.address for paragraph in spell_whole(mixed) if paragraph.place == "kept"}
    assert {"s1/a", "s1/b", "s2/a", "s2/b", "s3"} <= kept


def test_what_left_stands_right_behind_what_it_followed() -> None:
    old = bill(section("1", "Fees", FEES, ROADS, TOWERS), section("2", "Beds", BEDS, BOATS))
    fees, photos = section("1", "Fees", FEES, ROADS), section("2", "Photos", PHOTOS)
    new = bill(fees, photos, section("3", "Beds", BEDS, BOATS, TOWERS))
    spelled = [(each.place, each.provision.address) for each in spell_whole(compare(old, new))]
    assert spelled[spelled.index(("from", "s1/c")) - 1] == ("kept", "s1/b")
    assert spelled.index(("from", "s1/c")) < spelled.index(("added", "s2"))


@pytest.mark.corpus
def test_the_budget_act_is_spelled_exactly(corpus: Path) -> None:
    folder = corpus / "bills" / "119hr1"
    comparison = compare(parse(folder / "BILLS-119hr1eh.xml"), parse(folder / "BILLS-119hr1enr.xml"))
    for change in comparison.changes:
        script = flat_edits(change)
        assert old_side(script) == words_of(change.old)
        assert new_side(script) == words_of(change.new)
