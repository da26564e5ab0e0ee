"""Figures: what is found in a text, and what is paired with what."""

from __future__ import annotations

import pytest
from drafts import BOATS, FEES, bill, section

from lawdiff.differ import compare
from lawdiff.differ.figures import Totals, cents, figures, money_totals
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
    ],
)
def test_amounts_in_cents(amount: str, value: int) -> None:
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
