"""A reviewed crosswalk comes before what the aligner would find."""

from __future__ import annotations

import pytest
from drafts import BEDS, BOATS, FEES, PHOTOS, ROADS, TOWERS, bill, by_new, facts, section

from lawdiff.differ import BadDecision, Comparison, compare, read_decisions
from lawdiff.render.tables import crosswalk_csv

OLD = bill(section("1", "Fees", FEES), section("2", "Towers", TOWERS, BOATS))
NEW = bill(section("1", "Fees", FEES), section("2", "Towers", TOWERS, BOATS), section("3", "Roads", ROADS))
HEAD = "old_address,new_address"


def reviewed(*rows: str) -> Comparison:
    return compare(OLD, NEW, reviewed=read_decisions("\n".join([HEAD, *rows]), "review.csv", OLD, NEW))


def test_without_a_decision_nothing_is_different() -> None:
    assert reviewed().crosswalk == compare(OLD, NEW).crosswalk


def test_a_pair_comes_before_the_same_words() -> None:
    comparison = reviewed("s1,s3", ",s1")
    assert facts(by_new(comparison, "s3")) == "edited renumbered moved"
    assert by_new(comparison, "s3").reason == "decided in the reviewed crosswalk"
    assert facts(by_new(comparison, "s1")) == "added"


def test_what_is_settled_as_alone_gets_no_partner() -> None:
    comparison = reviewed("s1,", ",s1")
    assert facts(by_new(comparison, "s1")) == "added"
    assert "s1" not in comparison.crosswalk


def test_two_rows_of_one_section_are_a_split() -> None:
    change = by_new(reviewed("s2,s2", "s2,s3"), "s3")
    assert change.split
    assert [unit.address for unit in change.new] == ["s2", "s3"]


def test_two_rows_into_one_section_are_a_merger() -> None:
    change = by_new(reviewed("s2,s2", "s1,s2"), "s2")
    assert change.merged
    assert [unit.address for unit in change.old] == ["s2", "s1"]


def test_provisions_inside_a_section_can_be_decided() -> None:
    comparison = reviewed("s2/a,s2/b")
    assert comparison.crosswalk["s2/a"] == ("s2/b",)


def test_the_settings_tell_of_the_decisions() -> None:
    assert reviewed("s1,s1", ",s3").settings["reviewed decisions"] == 2


def test_a_crosswalk_read_again_says_the_same() -> None:
    old = bill(
        section("1", "Small", BOATS),
        section("2", "Sea", TOWERS, FEES, ROADS),
        section("3", "Beds", BEDS, PHOTOS),
    )
    new = bill(
        section("1", "Sea", TOWERS, FEES, ROADS, BOATS),
        section("2", "Beds", BEDS),
        section("3", "Photos", PHOTOS),
    )
    found = compare(old, new)
    assert [unit.address for unit in by_new(found, "s1").old] == ["s2", "s1"]
    again = compare(old, new, reviewed=read_decisions(crosswalk_csv(found), "review.csv", old, new))
    assert again.crosswalk == found.crosswalk
    assert [facts(change) for change in again.changes] == [facts(change) for change in found.changes]
    assert [change.old[:1] for change in again.changes] == [change.old[:1] for change in found.changes]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("old,new\ns1,s1", "review.csv:1: the column old_address is missing"),
        (f"{HEAD}\ns9,s1", "review.csv:2: the old document has no address 's9'"),
        (f"{HEAD}\ns1,s1\ns2,s99", "review.csv:3: the new document has no address 's99'"),
        (f"{HEAD}\ns1,\ns1,s1", "review.csv:2: 's1' has a counterpart in another row"),
    ],
)
def test_a_bad_row_is_named(text: str, message: str) -> None:
    with pytest.raises(BadDecision) as caught:
        read_decisions(text, "review.csv", OLD, NEW)
    assert str(caught.value) == message
