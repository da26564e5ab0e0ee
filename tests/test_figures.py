"""Figures: what is found in a text, and what is paired with what."""

from __future__ import annotations

import pytest
from drafts import BOATS, FEES, bill, section

from lawdiff.differ import compare
from lawdiff.differ.figure_text import cents, figures
from lawdiff.differ.figures import Totals, money_totals
from lawdiff.render.words import money_line


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("appropriated $1,234,000,000, to remain available", [("money", "$1,234,000,000")]),
        ("a fee of $24; and $1.5 billion.", [("money", "$24"), ("money", "$1.5 billion")]),
        ("until September 30, 2029, or July 2025", [("date", "September 30, 2029"), ("date", "July 2025")]),
        ("within 14 days, or a 1-year period", [("period", "14 days"), ("period", "1-year")]),
        ("fiscal years 2025 through 2029", [("period", "fiscal years 2025 through 2029")]),
        ("2.5 percent or 16 per centum", [("percentage", "2.5 percent"), ("percentage", "16 per centum")]),
        ("younger than 14 or older than 79", [("age", "younger than 14"), ("age", "older than 79")]),
        ("who is 65 years of age", [("age", "65 years of age")]),
        ("(8 U.S.C. 1365b(c)(1)) or", [("citation", "8 U.S.C. 1365b(c)(1)")]),
        ("under 8 CFR 215.8(a) and", [("citation", "8 CFR 215.8(a)")]),
        ("no figure in one word of these", []),
        ("not less than 12 1/2 percent", [("percentage", "12 1/2 percent")]),
        (
            "16⅔ percent, or 12 and 1/2 per centum",
            [("percentage", "16⅔ percent"), ("percentage", "12 and 1/2 per centum")],
        ),
        ("one-half of 1 percent", [("percentage", "one-half of 1 percent")]),
        ("within twenty-four hours", [("period", "twenty-four hours")]),
        ("one hundred and eighty days", [("period", "one hundred and eighty days")]),
        ("thirty (30) calendar days", [("period", "thirty (30) calendar days")]),
        ("the 90th day, or 1.5 days", [("period", "90th day"), ("period", "1.5 days")]),
        ("fiscal years 2025, 2026, and 2027 alone", [("period", "fiscal years 2025, 2026, and 2027")]),
        ("award year 2025–2026", [("period", "award year 2025–2026")]),
        ("in calendar year 2031, 75 of them", [("period", "calendar year 2031")]),
        ("under 14 years of age", [("age", "under 14 years of age")]),
        ("79 years of age or older", [("age", "79 years of age or older")]),
        ("ages 14 through 21", [("age", "ages 14 through 21")]),
        ("a 65-year-old, 6 months of age", [("age", "65-year-old"), ("age", "6 months of age")]),
        ("under the age of 14, or 79 or older", [("age", "under the age of 14"), ("age", "79 or older")]),
        ("remain available until expended", [("date", "until expended")]),
        ("4 July 2025, Sept. 30, 2029", [("date", "4 July 2025"), ("date", "Sept. 30, 2029")]),
        ("10 cents a gallon", [("money", "10 cents")]),
        ("Public Law 119–21", [("citation", "Public Law 119–21")]),
        (
            "$281,000 (reduced by $20,000) (increased by $5,000)",
            [("money", "$281,000 (reduced by $20,000) (increased by $5,000)")],
        ),
    ],
)
def test_figures_are_found_as_printed(text: str, wanted: list[tuple[str, str]]) -> None:
    assert list(figures(text)) == wanted


@pytest.mark.parametrize(
    ("amount", "value"),
    [
        ("$24", 2_400),
        ("$1,234.56", 123_456),
        ("$1.5 billion", 150_000_000_000),
        ("$673,000,000", 67_300_000_000),
        ("$281,000 (reduced by $20,000) (increased by $5,000)", 26_600_000),
        ("10 cents", 10),
        ("ten cents", None),
    ],
)
def test_amounts_in_cents(amount: str, value: int | None) -> None:
    assert cents(amount) == value


def test_totals_count_what_changed_apart_from_what_came_and_went() -> None:
    old = bill(
        section("1", "Fees", FEES),
        section("2", "Roads", "The sum of $100 is set aside for the roads named here."),
    )
    new = bill(
        section("1", "Fees", FEES.replace("$24", "$30")), section("2", "Boats", f"{BOATS} The cost is $7.")
    )
    totals = money_totals(compare(old, new).figures)
    assert totals == Totals(places=1, old=2_400, new=3_000, struck=10_000, inserted=700)
    assert money_line(compare(old, new).figures) == (
        "1 amount changed, from $24 to $30 in all (+$6); amounts of $100 in all were taken out; "
        "amounts of $7 in all were put in."
    )


def test_an_amount_that_only_moved_is_no_change() -> None:
    text = "The Secretary may use $900 for towers and for the roads that lead to them."
    old, new = bill(section("1", "Fees", FEES, text, BOATS)), bill(section("1", "Fees", text, FEES, BOATS))
    assert compare(old, new).figures == ()


@pytest.mark.parametrize(
    ("old", "new", "kind", "struck", "inserted"),
    [
        ("for fiscal years 2025 through 2029", "for fiscal years 2025 through 2034", "period", "", ""),
        ("those under 14 years of age", "those under 16 years of age", "age", "under 14 years of age", ""),
        ("a person of age 14 or 15", "a person of age 15 or 16", "age", "age 14 or 15", "age 15 or 16"),
        ("within 14 days of it", "within 14 business days of it", "period", "14 days", "14 business days"),
        ("within 14 days of it", "within 14 hours of it", "period", "14 days", "14 hours"),
        ("half, or one-half of 1 percent", "half, or one-fourth of 1 percent", "percentage", "", ""),
        ("available until expended", "available until May 1, 2031", "date", "until expended", "May 1, 2031"),
        ("as section 9(a) has it", "as section 9(b) has it", "citation", "section 9(a)", "section 9(b)"),
    ],
)
def test_a_figure_changed_if_any_of_its_words_did(
    old: str, new: str, kind: str, struck: str, inserted: str
) -> None:
    tail = ", the Secretary shall collect what each carrier owes for its passengers."
    found = compare(bill(section("1", "Rule", old + tail)), bill(section("1", "Rule", new + tail))).figures
    assert [figure.kind for figure in found] == [kind]
    assert struck in found[0].old
    assert inserted in found[0].new
    assert found[0].old in old
    assert found[0].new in new


@pytest.mark.parametrize("text", ["a fee of 5 per centum", "a fee of 5%", "a fee of 5  percent"])
def test_the_same_figure_in_another_style_is_no_change(text: str) -> None:
    tail = " of what each carrier owes for its passengers."
    old, new = (bill(section("1", "Rule", words + tail)) for words in ("a fee of 5 percent", text))
    assert compare(old, new).figures == ()


def test_floor_amendments_are_counted_into_their_amount() -> None:
    text = "For the support of the office, {}, of which $6,000{} is for roads; and none of it for towers."
    old = bill(section("1", "Support", text.format("$281,000", "")))
    new = bill(
        section(
            "1",
            "Support",
            text.format("$281,000 (reduced by $20,000) (increased by $5,000)", " (increased by $4,000)"),
        )
    )
    found = compare(old, new).figures
    assert [(figure.old, figure.difference) for figure in found] == [
        ("$281,000", -1_500_000),
        ("$6,000", 400_000),
    ]
    assert money_totals(found) == Totals(places=2, old=28_700_000, new=27_600_000, struck=0, inserted=0)
    assert [figure.difference for figure in compare(new, old).figures] == [1_500_000, -400_000]
