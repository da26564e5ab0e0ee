"""Comparative prints: what is shown of the law, by whom each change was made, and the three renderings."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from builders import HOSTILE, document
from effects_samples import ACT, BASE, RESULT, execution

from lawdiff.differ import compare
from lawdiff.effects.operation import Operation, Place, Span, Step, Verb
from lawdiff.effects.places import cited
from lawdiff.render.comparative import Print, comparative_print
from lawdiff.render.docx.comparative import comparative_docx
from lawdiff.render.html.comparative import render_comparative
from lawdiff.render.operation import phrase
from lawdiff.render.terminal import ComparativeView, Screen, to_text

if TYPE_CHECKING:
    from lawdiff.effects.report import Execution

GOLDEN = Path(__file__).resolve().parent / "golden"


def printed(what: Execution | None = None) -> Print:
    made = what or execution()
    return comparative_print(made, compare(made.base, made.result))


def test_only_sections_in_which_something_happens_are_printed() -> None:
    assert [section.address for section in printed().sections] == ["s2", "s3"]


def test_a_section_that_was_not_paired_and_reads_as_before_is_not_affected() -> None:
    made = execution()
    comparison = compare(made.base, made.result)
    gone = made.base.by_address["s2"]
    apart = replace(
        comparison,
        changes=tuple(
            replace(each, relation="removed", old=(gone,), new=(), parts=())
            if each.lead.address == "s2"
            else each
            for each in comparison.changes
        ),
    )
    assert "s2" in [section.address for section in comparative_print(made, apart).sections]
    same = replace(made, result=made.base)
    apart = replace(apart, new=made.base)
    assert "s2" not in [section.address for section in comparative_print(same, apart).sections]


def test_every_change_names_the_instruction_that_made_it() -> None:
    by = {
        line.provision.address: [printed().entries[number - 1].instruction for number in line.by]
        for section in printed().sections
        for line in section.lines
        if any(operation != "=" for operation, _ in line.edits)
    }
    assert by == {
        "s2/b": ["sec. 101(a)"],
        "s2/f": ["sec. 102(a)"],
        "s3": ["sec. 103(a)"],
        "s3/a": ["sec. 103(a)"],
    }
    assert printed().unexplained == 0


def test_a_change_that_no_operation_made_is_counted_and_said() -> None:
    made = execution()
    secret = [(number, heading, [*paragraphs]) for number, heading, paragraphs in RESULT]
    secret[0][2][0] = ("a", "The Secretary must collect an image of any alien who departs the United States.")
    what = printed(replace(made, result=document(secret, "Reported-in-House")))
    assert what.unexplained == 1
    assert "1 changed paragraph that no operation explains." in what.summary


def test_law_in_which_nothing_happens_is_left_out_behind_asterisks() -> None:
    section = printed().sections[0]
    assert [(line.provision.address, [left.address for left in line.left_out]) for line in section.lines] == [
        ("s2", []),
        ("s2/a", ["s2/a"]),
        ("s2/b", []),
        ("s2/c", ["s2/c", "s2/d", "s2/e"]),
        ("s2/f", []),
    ]


def test_both_sides_of_the_print_spell_the_law_before_and_after() -> None:
    """Kept and omitted words, with what is left out, are the base; kept and new words the result."""
    for unwanted, sections in (("+", BASE), ("-", RESULT)):
        words = [
            word
            for section in printed().sections
            for line in section.lines
            for word in "".join(
                [left.own_words + " " for left in line.left_out]
                + [text for operation, text in line.edits if operation != unwanted]
            ).split()
        ]
        whole = [word for provision in document(sections).provisions for word in provision.own_words.split()]
        # The parser adds front matter (number, title) of its own, which nothing happens to.
        assert words == whole[-len(words) :]


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        (
            {"verb": "strike", "struck": "14 days", "occurrence": "each"},
            "strike “14 days” each place it appears",
        ),
        ({"verb": "strike", "struck": "and all", "struck_to": "$"}, "strike “and all” and all that follows"),
        ({"verb": "strike", "struck": "if", "struck_to": "then"}, "strike “if” through “then”"),
        ({"verb": "replace", "struck": "a", "inserted": "b"}, "strike “a” and insert “b”"),
        (
            {"verb": "insert", "inserted": "x", "position": "after", "anchor_text": "y"},
            "insert “x” after “y”",
        ),
        ({"verb": "add", "payload": ("p",), "position": "end"}, "add the provision that follows at the end"),
        ({"verb": "remove"}, "remove subsection (b)"),
        ({"verb": "revise"}, "revise subsection (b)"),
        (
            {"verb": "redesignate", "to": Place("", (Step("subsection", "c"),))},
            "redesignate subsection (b) as subsection (c)",
        ),
    ],
)
def test_operations_are_said_as_instructions_say_them(operation: dict[str, object], said: str) -> None:
    verb: Verb = operation.pop("verb")  # type: ignore[assignment]  # a table of keywords has no types
    target = Place("Gate Act", (Step("section", "2"), Step("subsection", "b")))
    made = Operation(verb, target, "s1", (Span("s1"),), "test")
    assert phrase(replace(made, **operation)) == said  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place("8 CFR", (Step("section", "215.8"), Step("", "a"), Step("", "1"))), "8 CFR 215.8(a)(1)"),
        (
            Place("8 CFR", (Step("section", "215.8"),), "introductory text"),
            "introductory text of 8 CFR 215.8",
        ),
        (Place("12 CFR", (Step("part", "1026"), Step("appendix", "H"))), "12 CFR part 1026, appendix H"),
        (Place("Gate Act", (Step("section", "2"), Step("subsection", "b"))), "sec. 2(b), Gate Act"),
        (Place("Gate Act", (Step("section", "2"),), "sentence", -1), "last sentence of sec. 2, Gate Act"),
    ],
)
def test_places_are_cited(place: Place, said: str) -> None:
    assert cited(place) == said


def test_the_page_shows_the_print_with_links_both_ways() -> None:
    html = render_comparative(printed())
    ids = set(map(unescape, re.findall(r"id=['\"]([^'\"]+)", html)))
    links = [unescape(href) for href in re.findall(r"href=['\"]#([^'\"]+)", html)]
    assert {link for link in links if link not in ids} == set()
    assert {"s:s2", "s:s3", "i:1", "i:2", "i:3"} <= set(links)
    assert "<del><b>[</b>14 days<b>]</b></del>" in html
    assert "<ins>12 hours</ins>" in html
    assert "The rest is made to fit." in html
    assert "the law has no section 9" in html
    assert "* * * * * * *" in html


def test_hostile_words_stay_words() -> None:
    made = execution()
    evil = replace(made.outcomes[3], reason=HOSTILE)
    html = render_comparative(printed(replace(made, outcomes=(*made.outcomes[:3], evil))))
    assert "<script>alert" not in html
    assert "\x1b" not in html
    assert "\x1b" not in to_text(
        ComparativeView(printed(replace(made, outcomes=(*made.outcomes[:3], evil)))), Screen(80)
    )


def test_the_word_file_has_brackets_italics_and_the_index() -> None:
    made = comparative_docx(printed())
    assert made == comparative_docx(printed())
    word = docx.Document(BytesIO(made))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert any("[14 days]" in text and "12 hours" in text for text in texts)
    assert any(text.startswith("*      *") for text in texts)
    styles = {run.text: run.style.name for paragraph in word.paragraphs for run in paragraph.runs}
    assert styles["14 days"] == "Law omitted"
    assert styles["12 hours"] == "Law new"
    rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert rows[0] == ["Instruction", "What it does", "Law", "What became of it"]
    assert len(rows) == 1 + len(execution().outcomes)
    assert rows[4][3] == "refused: the law has no section 9"


def test_the_terminal_shows_it_at_a_fixed_width() -> None:
    shown = to_text(ComparativeView(printed(), index=True), Screen(80))
    assert shown == (GOLDEN / "comparative-80.txt").read_text("utf-8")


def test_without_changes_it_says_so() -> None:
    made = execution()
    same = replace(made, result=made.base, outcomes=(), reading=replace(made.reading, operations=()))
    what = printed(same)
    assert what.sections == ()
    assert "Nothing in this law is changed." in render_comparative(what)
    assert len(ACT) == 3
