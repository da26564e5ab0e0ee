"""Naming a provision as a person would type it."""

from __future__ import annotations

import pytest

from lawdiff.parsers import Document, Identity, NoSuchProvision
from lawdiff.parsers.draft import BILL, Draft, cfr_style, finish
from lawdiff.parsers.locate import SeveralProvisions, locate


def _document(drafts: list[Draft], *, rule: bool = False) -> Document:
    body = finish(drafts, cfr_style("8") if rule else BILL)
    return Document("bill", "a bill", Identity(), "bill.dtd", "0" * 64, "bill.xml", body)


@pytest.fixture
def bill() -> Document:
    title = Draft("title", "TITLE VII", "VII", "Border")
    section = title.add(Draft("section", "SEC. 90004.", "90004", "Border security", "In general."))
    subsection = section.add(Draft("subsection", "(a)", "a", "", "In addition—"))
    subsection.add(Draft("paragraph", "(4)", "4", "", "to pay for entry-exit"))
    block = section.add(Draft("quoted-block"))
    block.add(Draft("section", "SEC. 3.", "3", "Border security", "Quoted."))
    twice = [Draft("section", "SEC. 1.", "1", "Short title") for _ in range(2)]
    divisions = [
        Draft("division", f"DIVISION {name}", name, "", children=[section])
        for name, section in zip("AB", twice, strict=True)
    ]
    return _document([title, *divisions])


@pytest.fixture
def rule() -> Document:
    preamble = Draft("preamble", heading="Preamble")
    preamble.add(Draft("heading", "IV.", "IV", "Discussion of the Proposal"))
    instruction = Draft("instruction", "1.", "1", "", "Revise § 215.8 to read:")
    section = instruction.add(
        Draft("section", "§ 215.8", "215.8", "Departure", prefix="cfr/t8", quoted=True, cite="8 CFR 215.8"),
    )
    section.add(Draft("paragraph", "(a)", "a")).add(Draft("paragraph", "(1)", "1", "", "An alien"))
    return _document([preamble, instruction], rule=True)


@pytest.mark.parametrize(
    "name",
    [
        "s90004/a/4",
        "S90004/A/4",
        "sec. 90004(a)(4)",
        "section 90004(a)(4)",
        "Sec 90004 (a) (4)",
        "SECTION 90004(a)(4).",
        "§ 90004(a)(4)",
        "§90004(a)(4)",
        "90004(a)(4)",
        " sec.\u00a090004(a)\n(4) ",
    ],
)
def test_a_bill_paragraph_has_many_names(bill: Document, name: str) -> None:
    assert locate(bill, name).address == "s90004/a/4"


@pytest.mark.parametrize(
    "name",
    ["8 CFR 215.8(a)(1)", "8 C.F.R. § 215.8(a)(1)", "§ 215.8(a)(1)", "215.8(a)(1)", "cfr/t8/s215.8/a/1"],
)
def test_a_rule_paragraph_has_many_names(rule: Document, name: str) -> None:
    assert locate(rule, name).address == "cfr/t8/s215.8/a/1"


@pytest.mark.parametrize("name", ["discussion of the proposal", "IV. Discussion of the Proposal", "IV."])
def test_a_preamble_heading_is_a_name(rule: Document, name: str) -> None:
    assert locate(rule, name).heading == "Discussion of the Proposal"


def test_the_documents_own_law_wins_over_quoted_law(bill: Document) -> None:
    assert locate(bill, "Border security").address == "s90004"


def test_a_title_is_found_by_its_number(bill: Document) -> None:
    assert locate(bill, "Title VII").level == "title"


def test_a_name_that_fits_several_is_not_guessed(bill: Document) -> None:
    with pytest.raises(SeveralProvisions, match="fits 2 provisions") as caught:
        locate(bill, "sec. 1")
    assert len(caught.value.near) == 2
    for address in caught.value.near:
        assert locate(bill, address).designator == "1"


def test_an_unknown_name_gets_one_line_with_what_is_near(bill: Document) -> None:
    with pytest.raises(NoSuchProvision) as caught:
        locate(bill, "sec. 90004(a)(5)")
    assert "sec. 90004(a)(4)" in caught.value.near
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["", "  ", "§", "()", "."])
def test_a_name_that_says_nothing_finds_nothing(bill: Document, name: str) -> None:
    with pytest.raises(NoSuchProvision):
        locate(bill, name)
