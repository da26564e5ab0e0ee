"""Figures: what is found in a text, and what is paired with what."""

from __future__ import annotations

import pytest

from lawdiff.differ.figures import cents, figures


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
