"""`* * *` is text that stays as it is: never a deletion."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drafts import BOATS, FEES, PHOTOS, ROADS, TOWERS, bill, section

from lawdiff.differ import Change, compare
from lawdiff.parsers.draft import Draft

STARS = Draft("text", text="* * *")


def amended(*drafts: Draft, law: bool = True) -> Change:
    """Return the change of a section with four paragraphs that a rule prints as these."""
    old = bill(
        section("215.8", "Departure", FEES, TOWERS, PHOTOS, BOATS),
        kind="CFR part" if law else "proposed rule",
    )
    new = bill(
        Draft("section", "SEC. 215.8.", "215.8", "Departure", children=list(drafts)), kind="final rule"
    )
    return compare(old, new).changes[0]


def told(change: Change) -> dict[str, str]:
    """Return what the change says of each old paragraph."""
    return {
        part.old.designator: part.relation
        for part in change.parts
        if part.old and part.old.level == "subsection"
    }


def paragraph(letter: str, text: str) -> Draft:
    return Draft("subsection", f"({letter})", letter, text=text)


def test_what_stars_stand_for_is_unchanged() -> None:
    change = amended(paragraph("a", FEES.replace("$24", "$30")), STARS)
    assert told(change) == {"a": "edited", "b": "unchanged", "c": "unchanged", "d": "unchanged"}
    assert {part.rule for part in change.parts if part.relation == "unchanged" and part.new is None} == {
        "behind * * *: it stays as it is"
    }


def test_only_what_lies_between_is_behind_them() -> None:
    change = amended(paragraph("a", FEES), STARS, paragraph("d", BOATS))
    assert told(change) == {"a": "unchanged", "b": "unchanged", "c": "unchanged", "d": "unchanged"}
    without = amended(paragraph("a", FEES), paragraph("c", PHOTOS), STARS)
    assert told(without) == {"a": "unchanged", "b": "removed", "c": "unchanged", "d": "unchanged"}


def test_a_paragraph_printed_as_stars_is_unchanged() -> None:
    change = amended(paragraph("a", "* * *"), paragraph("b", ROADS), STARS)
    assert told(change)["a"] == "unchanged"
    assert told(change)["b"] == "removed"


def test_against_a_proposal_the_rule_leaves_the_law_alone() -> None:
    change = amended(paragraph("a", FEES), STARS, law=False)
    part = next(part for part in change.parts if part.old and part.old.designator == "c")
    assert part.relation == "removed"
    assert "leaves the law as it is" in part.rule


@pytest.mark.parametrize("kind", ["final rule", "interim final rule", "proposed rule"])
def test_sections_that_a_rule_does_not_print_stay(kind: str) -> None:
    old = replace(bill(section("1", "Fees", FEES), section("2", "Towers", TOWERS)), kind="CFR part")
    new = replace(bill(section("1", "Fees", BOATS)), kind=kind)
    change = next(
        change for change in compare(old, new).changes if change.old and change.old[0].address == "s2"
    )
    assert (change.relation, change.new) == ("unchanged", ())
