"""Terminal views as text at fixed widths, and what holds at any width."""

from __future__ import annotations

import os
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from acts import HARBOR, text
from acts import act as amending_act
from builders import HOSTILE, NEW, OLD, document, link, note
from drafts import BEDS, FEES, TOWERS, bill
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from lawdiff.differ import Candidate, Comparison, FigureChange, NotCompared, compare
from lawdiff.effects.acts import read
from lawdiff.parsers import Apparatus, Notice, parse_bytes
from lawdiff.parsers.draft import Draft
from lawdiff.render.beside import Beside, beside
from lawdiff.render.html.document import render_document
from lawdiff.render.markdown import document_markdown
from lawdiff.render.terminal import (
    ComparisonView,
    DocumentView,
    FiguresView,
    InstructionsView,
    OutlineView,
    Screen,
    StatView,
    View,
    to_text,
)
from lawdiff.render.terminal.pieces import Hanging
from lawdiff.render.warned import warnings_in
from lawdiff.render.words import clean, count, in_quotes, listed

if TYPE_CHECKING:
    from lawdiff.effects.operation import Reading
    from lawdiff.parsers import Document

GOLDEN = Path(__file__).resolve().parent / "golden"
ESCAPE = "\x1b"


def small() -> Comparison:
    """Compare the two small bills; reasons and scores are those of the test, not of the differ."""
    comparison = compare(document(OLD), document(NEW, "Enrolled-Bill"))
    return replace(
        comparison,
        changes=tuple(replace(change, reason="the same heading", score=1.0) for change in comparison.changes),
        not_compared=(NotCompared("tables of contents", "they repeat the headings", "both", count=2),),
    )


def margin(comparison: Comparison) -> Beside:
    """Write notes on both sides and a link."""
    old, new = comparison.old, comparison.new
    notes = [note(new, "s2/c", quote="12 hours"), note(old, "s3/a", name="n2"), note(new, "s1/a", name="n3")]
    return beside(notes, [link(new, "s2/c", new, "s3/a")])


def wide() -> Comparison:
    """Compare two bills in characters of two columns, and of none."""
    old = [("1", "見出し", [("a", "条文の本文がここにあります。" * 4 + " Cafe\u0301 n\u0303andu\u0301")])]
    new = [
        (
            "1",
            "見出し",
            [("a", "条文の本文がここにあります。" * 4 + " 改正 Cafe\u0301 n\u0303andu\u0301 👍🏽")],
        )
    ]
    return compare(document(old), document(new, "Enrolled-Bill"))


def amending() -> tuple[Document, Reading]:
    """Read an act that amends a law, with one instruction that nobody could follow."""
    act = amending_act(
        text(f"{HARBOR} is amended by striking “14 days” each place it appears and inserting “12 hours”."),
        text(
            f"Effective January 1, 2031, {HARBOR} is amended by redesignating subsection (c) as subsection (d), "
            "by inserting after subsection (b) the following: [A port is open.], "
            "and by inserting “or toll” after “fee”."
        ),
        text(f"{HARBOR} is amended by striking the date that applies and inserting “2031”."),
    )
    return act, read(act)


def views() -> dict[str, tuple[View, Screen]]:
    """Return every view by the name of its expected text."""
    comparison = small()
    notes = margin(comparison)
    return {
        "inline-72": (ComparisonView(comparison, notes), Screen(72)),
        "instructions-72": (InstructionsView(*amending()), Screen(72)),
        "inline-72-colour": (ComparisonView(comparison, notes), Screen(72, colour=True)),
        "side-by-side-80": (ComparisonView(comparison, notes, side_by_side=True), Screen(80)),
        "stat-72": (StatView(comparison), Screen(72)),
        "document-60": (DocumentView(comparison.old, notes), Screen(60)),
        "outline-60": (OutlineView(comparison.old), Screen(60)),
        "wide-side-by-side-60": (ComparisonView(wide(), beside(), side_by_side=True), Screen(60)),
        "wide-inline-50": (ComparisonView(wide(), beside()), Screen(50)),
    }


@pytest.mark.parametrize("name", list(views()))
def test_a_view_is_as_expected(name: str) -> None:
    """Compare with tests/golden; run with LAWDIFF_WRITE_GOLDEN=1 to write what was intended, and read it."""
    text = to_text(*views()[name])
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("LAWDIFF_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [40, 61, 80, 132])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    for view, _ in views().values():
        for line in to_text(view, Screen(width)).splitlines():
            assert cell_len(line) <= width, line


def test_wide_characters_keep_the_columns_straight() -> None:
    rows = [
        line
        for line in to_text(ComparisonView(wide(), beside(), side_by_side=True), Screen(60)).splitlines()
        if " │" in line
    ]
    assert len(rows) > 3
    assert {cell_len(line[: line.index("│")]) for line in rows} == {29}


def test_plain_text_marks_edits_and_colour_strikes_them() -> None:
    view = ComparisonView(small(), beside())
    plain = to_text(view, Screen(160))
    assert "[-14 days-] {+12 hours+}" in plain
    assert ESCAPE not in plain
    colour = to_text(view, Screen(160, colour=True))
    assert "{+" not in colour
    assert f"{ESCAPE}[9;31m14 days" in colour
    assert f"{ESCAPE}[4;32m12 hours" in colour


def test_an_ambiguous_change_names_its_candidates() -> None:
    comparison = small()
    first = comparison.changes[-1]
    candidates = tuple(Candidate(comparison.old.by_address[address], 0.5) for address in ("s3", "s4"))
    text = to_text(
        ComparisonView(replace(comparison, changes=(replace(first, candidates=candidates),)), beside()),
        Screen(100),
    )
    assert "ambiguous" in text
    assert "could be sec. 3 Report (50%)" in text
    assert "could be sec. 4 Funding (50%)" in text


def test_many_figures_that_only_came_or_went_are_counted() -> None:
    comparison = replace(
        small(),
        figures=tuple(
            FigureChange("period", f"{days} days", "", "s1", "", "sec. 1", "") for days in range(40)
        ),
    )
    text = to_text(FiguresView(comparison), Screen(120))
    assert text == "40 figures stand only in text that was taken out or put in: --format html or json\n"


def test_control_characters_cannot_act_on_the_terminal() -> None:
    comparison = small()
    hostile = note(comparison.new, "s2/c", HOSTILE)
    text = to_text(ComparisonView(comparison, beside([hostile])), Screen(100))
    assert ESCAPE not in text
    assert "␛[31m" in text


@given(st.text())
def test_clean_text_holds_no_control_characters(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert all(character in "\n\t" or ord(character) >= 32 for character in cleaned)
    assert not set("\x7f\x9b\u202e\u2066") & set(cleaned)


def test_numbers_and_lists_read_as_english() -> None:
    assert count(1, "section") == "1 section"
    assert count(1204, "section") == "1,204 sections"
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"


def test_a_provision_is_shown_with_the_notices_on_it_and_on_the_whole_document_alone() -> None:
    source = (
        "<bill><legis-body><section><enum>1.</enum><text>One <odd>word</odd>.</text></section>"
        "<section><enum>2.</enum><text>Two <strange>words</strange>.</text></section></legis-body></bill>"
    )
    document = parse_bytes(source.encode(), "odd.xml")
    whole = replace(document, notices=(*document.notices, Notice("about-all", "Said of the whole.")))
    assert {notice.address for notice in whole.notices} == {"s1", "s2", ""}
    shown = to_text(DocumentView(whole, beside(), "s2"), Screen(80))
    assert "<strange>" in shown
    assert "Said of the whole." in shown
    assert "<odd>" not in shown
    assert [each.address for each in warnings_in(whole, at="s2")] == ["s2", ""]
    assert len(list(warnings_in(whole))) == 3


def test_what_stands_with_a_provision_is_shown_and_what_is_long_is_counted() -> None:
    long = "A word. " * 60
    draft = Draft("section", "SEC. 1.", "1", "Lamps", "A lamp is lit.")
    draft.apparatus += [
        Apparatus("footnote", "Since 1950.", label="7"),
        Apparatus("statutory note", long, "Short Title"),
        Apparatus("editorial note", "", "Editorial Notes"),
        Apparatus("preface", "1st Session"),
    ]
    document = bill(draft)
    plain = to_text(DocumentView(document, beside()), Screen(120))
    assert "[Footnote 7: Since 1950.]" in plain
    assert "[Statutory note: Short Title: 120 words, in --format html, markdown or json]" in plain
    assert "[Editorial Notes]" in plain
    assert "1st Session" not in plain
    page = render_document(document)
    assert "<b>Footnote 7</b> Since 1950." in page
    assert f"<summary>Statutory note: Short Title, 120 words</summary><p class=ap>{long}</p>" in page
    assert f"<sub>**Statutory note: Short Title** {long.strip()}</sub>" in document_markdown(
        document, beside()
    )


def test_a_heading_follows_the_dash_of_its_number_without_a_space() -> None:
    section = "<SECTION><SECTNO>§ 1.6</SECTNO><SUBJECT>Fees.</SUBJECT></SECTION>"
    source = f"<PART><HD SOURCE='HED'>PART 1—RULES</HD>{section}</PART>"
    document = parse_bytes(source.encode(), "part.xml")
    for view in (DocumentView(document, beside()), OutlineView(document)):
        shown = to_text(view, Screen(80))
        assert "PART 1—RULES" in shown
        assert "§ 1.6 Fees." in shown


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("two words", "“two words”"),
        ("“(1) In general The fee …", "“(1) In general The fee …”"),
        ("“(1) the term “fee” means …", "“(1) the term ‘fee’ means …”"),
        ("“fee” means a sum", "“‘fee’ means a sum”"),
        ("", "“”"),
    ],
)
def test_a_quotation_in_a_quotation_has_single_marks(text: str, quoted: str) -> None:
    assert in_quotes(text) == quoted


def test_quoted_law_that_moved_is_named_in_one_pair_of_marks() -> None:
    """Quoted law opens with a mark of its own, and the line that says where it went sets its words in marks, too."""

    def quoting(*sentences: str) -> Document:
        law = Draft("quoted-block")
        for letter, sentence in zip("ABC", sentences, strict=False):
            law.add(Draft("subparagraph", f"“({letter})", letter, text=sentence))
        return bill(Draft("section", "SEC. 1.", "1", "Lamps", "It is amended:", [law]))

    old, new = quoting(FEES, TOWERS), replace(quoting(TOWERS, FEES, BEDS), sha256="1" * 64)
    shown = to_text(ComparisonView(compare(old, new), beside()), Screen(100))
    assert "(moved to sec. 1, quoted text" in shown.replace("\n", " ")
    assert "““" not in shown


words_of_a_line = st.lists(st.text("abé見", min_size=1, max_size=9), min_size=1, max_size=40)


@example(["a", "aaaaa見見見", "a"], 12, 0, 6)
@given(words_of_a_line, st.integers(12, 90), st.integers(0, 4), st.integers(0, 6))
def test_a_hanging_line_keeps_its_words(words: list[str], width: int, first: int, rest: int) -> None:
    console = Console(width=width, file=StringIO())
    console.print(Hanging(Text(" ".join(words)), first, rest))
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]  # the StringIO of the line above
    assert "".join(lines).replace(" ", "") == "".join(words)
    assert all(cell_len(line) <= width for line in lines)
    for number, line in enumerate(lines):
        assert len(line) - len(line.lstrip(" ")) == (rest if number else first)
