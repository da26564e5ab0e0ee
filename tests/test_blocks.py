"""Rows in blocks: nothing is lost or put out of order, and no block tears a text from its notes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawdiff.render.html.blocks import ROWS, SIZES, blocks, height_of, size_class

ASIDE = "<aside class=n><p>{}</p></aside>"


def row(text: str, note: str = "") -> str:
    """Return a row as the page has it, with a note beside it."""
    plain = f"<p class='d1' id='n:x'>{text}</p>"
    return f"<div class=w>{plain}<div>{ASIDE.format(note)}</div></div>" if note else plain


rows = st.lists(
    st.builds(row, st.text("ab ", max_size=600), st.sampled_from(["", "", "", "word " * 80])), max_size=90
)


@given(rows)
def test_the_rows_stand_in_order_whatever_the_blocks(given_rows: list[str]) -> None:
    made = list(blocks(given_rows))
    inner = [re.sub(r"<div class='q z\d+'>(.*)</div>", r"\1", block, flags=re.DOTALL) for block in made]
    assert "".join(inner) == "".join(given_rows)


@given(rows)
def test_no_block_grows_without_end(given_rows: list[str]) -> None:
    without_notes = [each for each in given_rows if "<aside" not in each]
    for block in blocks(without_notes):
        assert block.count("<p ") <= ROWS


def test_a_short_text_stays_as_it_is() -> None:
    few = [row("word")] * ROWS
    assert list(blocks(few)) == few
    assert list(blocks([])) == []


def test_a_block_does_not_end_beside_a_note() -> None:
    """The note is 60 lines long: the rows beside it stay in its block, however many they are."""
    long = [row("word")] * (ROWS - 1) + [row("word", "word " * 500)] + [row("word")] * 60
    first, second = blocks(long)
    assert first.count("<p ") - 1 > ROWS + 10
    assert second.count("<p ") > 0


@pytest.mark.parametrize(
    ("markup", "less_than"),
    [
        (row("x" * 7200), 200),
        (row("x", "x" * 7200), 3),
        (f"<details class=u><summary>3 paragraphs unchanged</summary>{row('x' * 7200)}</details>", 3),
    ],
)
def test_what_is_folded_and_what_stands_in_the_margin_takes_no_height(markup: str, less_than: float) -> None:
    assert height_of(markup) < less_than


def test_a_class_is_that_of_the_next_height() -> None:
    assert [size_class(height) for height in (0, 4, 4.1, 512, 10_000)] == ["z1", "z1", "z2", "z14", "z14"]
    assert len(SIZES) == 14
