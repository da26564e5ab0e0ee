"""Comparisons of small bills made for the purpose: what became of each section and paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from drafts import BEDS, BOATS, FEES, PHOTOS, ROADS, TOWERS, bill, by_new, facts, section, title
from hypothesis import given
from hypothesis import strategies as st

from lawdiff.differ import Comparison, compare, new_side, old_side

if TYPE_CHECKING:
    from lawdiff.parsers import Document


def test_the_same_document_is_unchanged() -> None:
    document = bill(section("1", "Fees", FEES), section("2", "Towers", TOWERS))
    comparison = compare(document, document)
    assert [facts(change) for change in comparison.changes] == ["unchanged", "unchanged"]
    assert comparison.figures == ()


def test_a_new_section_renumbers_the_next_and_edits_nothing() -> None:
    old = bill(section("1", "Fees", FEES), section("2", "Towers", TOWERS))
    new = bill(section("1", "Fees", FEES), section("2", "Beds", BEDS), section("3", "Towers", TOWERS))
    comparison = compare(old, new)
    assert [facts(change) for change in comparison.changes] == ["unchanged", "added", "unchanged renumbered"]
    assert comparison.crosswalk == {"s1": ("s1",), "s2": ("s3",)}


def test_a_section_that_goes_to_another_title_moved_and_its_neighbours_did_not() -> None:
    old = bill(
        title("I", "Ports", section("101", "Fees", FEES), section("102", "Towers", TOWERS)),
        title("II", "Sea", section("201", "Boats", BOATS), section("202", "Beds", BEDS)),
    )
    new = bill(
        title("I", "Ports", section("101", "Towers", TOWERS)),
        title(
            "II",
            "Sea",
            section("201", "Boats", BOATS),
            section("202", "Fees", FEES.replace("$24", "$30")),
            section("203", "Beds", BEDS),
        ),
    )
    comparison = compare(old, new)
    assert facts(by_new(comparison, "s202")) == "edited renumbered moved"
    assert facts(by_new(comparison, "s101")) == "unchanged renumbered"
    assert facts(by_new(comparison, "s201")) == "unchanged"
    assert [(figure.kind, figure.old, figure.new, figure.difference) for figure in comparison.figures] == [
        ("money", "$24", "$30", 600)
    ]


def test_a_renumbered_title_moves_none_of_its_sections() -> None:
    old = bill(title("VI", "Security", section("60001", "Fees", FEES), section("60002", "Boats", BOATS)))
    new = bill(
        title("VI", "Roads", section("60001", "Roads", ROADS)),
        title("IX", "Security", section("90001", "Fees", FEES), section("90002", "Boats", BOATS)),
    )
    comparison = compare(old, new)
    assert facts(by_new(comparison, "s90001")) == "unchanged renumbered"
    assert (
        facts(by_new(comparison, "tIX")) == "edited renumbered"
        or facts(by_new(comparison, "tIX")) == "unchanged renumbered"
    )
    assert facts(by_new(comparison, "tVI")) == "added"


def test_stubs_are_never_moved() -> None:
    old = bill(section("1", "Fees", FEES), section("2", "[Reserved]", ""), section("3", "Boats", BOATS))
    new = bill(section("1", "Fees", FEES), section("3", "Boats", BOATS), section("7", "[Reserved]", ""))
    comparison = compare(old, new)
    assert not any(change.moved for change in comparison.changes)
    assert facts(by_new(comparison, "s7")) == "added"


def test_a_split_section_keeps_its_text() -> None:
    old = bill(section("1", "Ports and sea", FEES, TOWERS, BOATS, ROADS), section("2", "Beds", BEDS))
    new = bill(
        section("1", "Ports", FEES, TOWERS), section("2", "Sea", BOATS, ROADS), section("3", "Beds", BEDS)
    )
    comparison = compare(old, new)
    change = by_new(comparison, "s2")
    assert change.split
    assert [unit.address for unit in change.new] == ["s1", "s2"]
    assert {part.relation for part in change.parts if part.old and part.old.level == "subsection"} == {
        "unchanged"
    }


def test_a_merger_keeps_the_text_of_both() -> None:
    old = bill(
        section("1", "Ports", FEES, TOWERS), section("2", "Sea", BOATS, ROADS), section("3", "Beds", BEDS)
    )
    new = bill(section("1", "Ports and sea", FEES, TOWERS, BOATS, ROADS), section("2", "Beds", BEDS))
    change = by_new(compare(old, new), "s1")
    assert change.merged
    assert [unit.address for unit in change.old] == ["s1", "s2"]


def test_two_equal_candidates_are_listed_and_none_is_chosen() -> None:
    twin = f"{FEES} {TOWERS}"
    old = bill(section("9", "Sea", BOATS), section("12", "", f"{twin} {BEDS}"))
    new = bill(
        section("3", "", f"{twin} {BEDS}"),
        section("4", "", f"{twin} {BEDS}"),
        section("9", "Sea", BOATS),
        section("10", "", ROADS),
    )
    change = next(
        change for change in compare(old, new).changes if change.old and change.old[0].address == "s12"
    )
    assert change.ambiguous
    assert {candidate.provision.address for candidate in change.candidates} == {"s3", "s4"}


def test_a_paragraph_that_goes_up_is_moved_inside_the_section() -> None:
    old = bill(section("1", "Ports", FEES, TOWERS, PHOTOS, BOATS))
    new = bill(section("1", "Ports", PHOTOS, FEES, TOWERS, BOATS))
    change = compare(old, new).changes[0]
    moved = [part.new.citation for part in change.parts if part.moved and part.new]
    assert moved == ["sec. 1(a)"]
    assert all(part.relation == "unchanged" for part in change.parts)


def test_a_paragraph_that_goes_to_another_section_is_kept() -> None:
    old = bill(section("1", "Ports", FEES, TOWERS, PHOTOS), section("2", "Sea", BOATS, ROADS))
    new = bill(
        section("1", "Ports", FEES, TOWERS),
        section("2", "Sea", BOATS, ROADS, PHOTOS.replace("14 days", "12 hours")),
    )
    comparison = compare(old, new)
    gone = next(part for part in by_new(comparison, "s1").parts if part.elsewhere)
    come = next(part for part in by_new(comparison, "s2").parts if part.elsewhere)
    assert (gone.elsewhere, come.elsewhere) == ("went", "came")
    assert (gone.old, gone.new) == (come.old, come.new)
    assert (gone.relation, gone.moved) == ("edited", True)
    assert comparison.crosswalk["s1/c"] == ("s2/c",)
    assert [(figure.old, figure.new) for figure in comparison.figures] == [("14 days", "12 hours")]


def test_a_rewritten_paragraph_is_removed_and_added() -> None:
    old = bill(section("1", "Ports", FEES, TOWERS, BOATS))
    new = bill(section("1", "Ports", FEES, ROADS, BOATS))
    relations = [part.relation for part in compare(old, new).changes[0].parts]
    assert sorted(relations) == ["added", "removed", "unchanged", "unchanged", "unchanged"]


@pytest.mark.parametrize(
    ("old", "new", "significance"),
    [
        ("as section 2 says in the place named", "as section 3 says in the place named", "conforming"),
        ("as section 2 says in the place named", "as section 4 says in the place named", "substantive"),
        (
            'a so-called "carrier" of goods in transit',
            "a so‑called “carrier” of goods in transit",
            "editorial",
        ),
        ("the Carrier pays the fee for the port", "the carrier pays the fee for the port", "substantive"),
    ],
)
def test_significance(old: str, new: str, significance: str) -> None:
    before = bill(section("1", "Rule", old), section("2", "Towers", TOWERS))
    after = bill(section("1", "Rule", new), section("2", "Beds", BEDS), section("3", "Towers", TOWERS))
    assert by_new(compare(before, after), "s1").significance == significance


pools = st.lists(st.sampled_from((FEES, TOWERS, PHOTOS, BEDS, BOATS, ROADS, "[Reserved]", "")), max_size=6)
bills = st.lists(st.tuples(st.sampled_from(("Fees", "Towers", "Sea", "")), pools), max_size=7)


def made(sections: list[tuple[str, list[str]]]) -> Document:
    return bill(
        *(
            section(str(place + 1), heading, *(texts or [""]))
            for place, (heading, texts) in enumerate(sections)
        )
    )


@given(bills, bills)
def test_every_provision_is_in_exactly_one_change_and_every_edit_is_exact(
    first: list[tuple[str, list[str]]],
    second: list[tuple[str, list[str]]],
) -> None:
    old, new = made(first), made(second)
    comparison = compare(old, new)
    parts = [part for change in comparison.changes for part in change.parts]
    olds = [part.old.address for part in parts if part.old and part.elsewhere != "came"]
    news = [part.new.address for part in parts if part.new and part.elsewhere != "went"]
    assert sorted(olds) == sorted(old.by_address)
    assert sorted(news) == sorted(new.by_address)
    told = [address for address in new.by_address if not _in_split(comparison, address)]
    assert [address for address in news if not _in_split(comparison, address)] == told
    for part in parts:
        assert old_side(part.edits) == (part.old.own_words if part.old else "")
        assert new_side(part.edits) == (part.new.own_words if part.new else "")


def _in_split(comparison: Comparison, address: str) -> bool:
    return any(
        address == unit.address or address.startswith(f"{unit.address}/")
        for change in comparison.changes
        if change.split
        for unit in change.new
    )


@given(bills, bills)
def test_comparing_backwards_finds_the_same_pairs(
    first: list[tuple[str, list[str]]], second: list[tuple[str, list[str]]]
) -> None:
    old, new = made(first), made(second)
    there = {
        (o.address, n.address) for change in compare(old, new).changes for o in change.old for n in change.new
    }
    back = {
        (n.address, o.address) for change in compare(new, old).changes for o in change.old for n in change.new
    }
    assert there == back
