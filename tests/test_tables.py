"""Markdown and CSV: they hold what changed, within their limits, and nothing in them acts."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from io import StringIO

import pytest
from builders import HOSTILE, NEW, OLD, document, note

from lawdiff.differ import Comparison, compare
from lawdiff.render.beside import beside
from lawdiff.render.markdown import LARGEST, comparison_markdown, document_markdown, escape
from lawdiff.render.tables import CHANGE_COLUMNS, cell, changes_csv, crosswalk_csv


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(document(OLD), document(NEW, "Enrolled-Bill"))


def test_csv_has_a_row_for_each_change(comparison: Comparison) -> None:
    rows = list(csv.DictReader(StringIO(changes_csv(comparison))))
    assert tuple(rows[0]) == CHANGE_COLUMNS
    found = {(row["old_address"], row["new_address"]): row for row in rows}
    assert found["s4", "s3"]["facts"] == "renumbered"
    assert found["", "s4"]["relation"] == "added"
    assert "12 hours" in found["s2", "s2"]["added_text"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\t=1", "＝1"])
def test_a_cell_is_never_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_a_cell_fits_a_spreadsheet() -> None:
    assert len(cell("x" * 100_000)) < 32_767
    assert cell("x" * 100_000).endswith("[…]")


def test_the_crosswalk_lists_every_provision_of_both_sides(comparison: Comparison) -> None:
    rows = list(csv.DictReader(StringIO(crosswalk_csv(comparison))))
    assert {row["old_address"] for row in rows} - {""} == {each.address for each in comparison.old.provisions}
    assert {row["new_address"] for row in rows} - {""} == {each.address for each in comparison.new.provisions}


def test_markdown_names_the_changes_and_folds_the_details(comparison: Comparison) -> None:
    text = comparison_markdown(comparison, beside([note(comparison.new, "s2/c")]))
    assert "| sec. 4 Opting out | added |" in text
    assert text.count("<details>") == text.count("</details>") == 4
    assert re.search(r"<del>14 days ?</del> ?<ins>12 hours ?</ins>", text)
    assert "Why so short?" in text


def test_markdown_stays_within_the_length_of_a_comment() -> None:
    many = [
        (str(number), f"Heading {number}", [("a", f"Words of section {number} " * 30)])
        for number in range(200)
    ]
    text = comparison_markdown(compare(document([]), document(many)), beside())
    assert len(text) < 65_536
    assert len(text) > LARGEST / 2
    assert "more changes_ not printed" in text.replace(
        "more changes not printed", "more changes_ not printed"
    )
    assert text.count("<details>") == text.count("</details>")


def test_nothing_in_markdown_acts() -> None:
    assert "<script" not in escape(HOSTILE)
    assert escape("@someone #12 [link](x) *bold*") == "@<!-- -->someone #<!-- -->12 \\[link\\](x) \\*bold\\*"
    assert escape("1. item").startswith("1\\.")
    assert escape("# heading").startswith("\\#")


def test_a_document_in_markdown_has_all_its_words() -> None:
    old = document(OLD)
    text = re.sub(r"[*#\\\n]", "", document_markdown(old, beside([note(old, "s2/b")])))
    for provision in old.provisions:
        assert not provision.text or re.sub(r"[*#\\\n]", "", provision.text) in text
    assert "Why so short?" in text


def test_a_negative_difference_is_a_number() -> None:
    assert cell(Decimal("-5.00")) == "-5.00"
    assert cell("-5.00") == "'-5.00"
