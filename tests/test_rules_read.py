"""The grammar of Federal Register instructions: what is written, and the operations that it comes to.

tests/cases/instructions.txt holds the table: an instruction (and its lettered parts, a line each), below it a line
for each operation, and with a question mark what is not understood, verbatim, and why.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rules import reading, rule, words

from lawdiff.effects.designators import designator
from lawdiff.effects.rules import read
from lawdiff.effects.rules.designators import between, follow, path_of
from lawdiff.effects.rules.masks import mask
from lawdiff.parsers.markers import ordinal

if TYPE_CHECKING:
    from lawdiff.effects.operation import Operation

CASES = (
    (Path(__file__).parent / "cases" / "instructions.txt").read_text(encoding="utf-8").strip().split("\n\n")
)

SUPPLEMENT = """<APPENDIX><HD SOURCE="HED">Supplement I to Part 1—Official Interpretations</HD>
<HD SOURCE="HD2">Section 1.7—Towers</HD><HD SOURCE="HD3">7(a) Height of towers.</HD>
<P>1. <E T="03">Feet.</E> Height is counted in feet.</P><P>i. From the ground.</P>
<P>2. <E T="03">Roofs.</E> A roof counts.</P>
<HD SOURCE="HD3">7(a)(1) Spires.</HD><P>1. <E T="03">Spires.</E> A spire does not count.</P>
</APPENDIX>"""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.splitlines()[0][:60])
def test_an_instruction_comes_to_operations(case: str) -> None:
    lines = case.splitlines()
    instructions = [line for line in lines if not line.startswith("    ")]
    found = reading(*instructions)
    said = [words(operation) for operation in found.operations]
    said += [f"? {item.text}: {item.reason}" for item in found.not_understood]
    assert said == [line.strip() for line in lines if line.startswith("    ")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.splitlines()[0][:60])
def test_what_an_instruction_says_is_where_its_operations_say(case: str) -> None:
    """Spans lie in the text of the provision that they name, and what is not understood stands there verbatim."""
    document = rule(*(line for line in case.splitlines() if not line.startswith("    ")))
    found = read(document)
    for operation in found.operations:
        assert operation.spans
        for span in operation.spans:
            assert 0 <= span.start < span.end <= len(document.by_address[span.address].text)
        assert all(address in document.by_address for address in operation.payload)
    for item in found.not_understood:
        text = document.by_address[item.span.address].text
        assert text[item.span.start : item.span.end] == item.text
        assert item.text
    for action in found.actions:
        verb = document.by_address[action.span.address].text[action.span.start : action.span.end]
        assert verb.isalpha()


@pytest.mark.parametrize(
    ("instruction", "operations"),
    [
        (
            (
                "2. In Supplement I to part 1, under Section 1.7—Towers, under 7(a) Height of towers, paragraph 1 is "
                "revised."
            ),
            ["revise comment 7(a)-1 = pt1/appSupplement-I/7(a)/1"],
        ),
        (
            (
                "2. In Supplement I to part 1, under Section 1.7—Towers, Paragraph 7(a), paragraphs 1.i and 2 are "
                "revised and paragraph 5 is removed."
            ),
            [
                "revise comment 7(a)-1.i = pt1/appSupplement-I/7(a)/1/i",
                "revise comment 7(a)-2 = pt1/appSupplement-I/7(a)/2",
                "remove comment 7(a)-5",
            ],
        ),
        (
            "2. In Supplement I to part 1, under Section 1.7—Towers, 7(a)(1) Spires and paragraph 1 are added.",
            ["add part 1, appendix Supplement I numerical = pt1/appSupplement-I/7(a)(1)"],
        ),
        (
            "2. In Supplement I to part 1, the heading for 7(a) is revised.",
            ["revise the heading of comments 7(a) = pt1/appSupplement-I/7(a)"],
        ),
    ],
)
def test_official_interpretations_are_read_by_their_headings(instruction: str, operations: list[str]) -> None:
    found = read(rule(instruction, printed=SUPPLEMENT))
    assert [_short(operation) for operation in found.operations] == operations
    assert found.not_understood == ()


def _short(operation: Operation) -> str:
    return words(operation).replace("part 1, appendix Supplement I, ", "")


def test_the_parts_of_an_instruction_stand_under_each_other_by_the_style_of_their_numbers() -> None:
    """The parser hangs "a." after "ii." beside "B."; the headings that the pieces above name hold all the same."""
    found = read(
        rule(
            "2. In Supplement I to part 1:",
            "A. Under Section 1.6—Ropes, paragraph 1 is removed.",
            "B. Under Section 1.7—Towers:",
            "i. Under 7(a) Height of towers:",
            "a. Paragraph 1 is revised.",
            "b. Paragraph 2 is removed.",
            "ii. 7(a)(1) Spires and paragraph 1 are added.",
            printed=SUPPLEMENT,
        )
    )
    assert [_short(operation) for operation in found.operations] == [
        "remove comment 1.6-1",
        "revise comment 7(a)-1 = pt1/appSupplement-I/7(a)/1",
        "remove comment 7(a)-2",
        "add part 1, appendix Supplement I numerical = pt1/appSupplement-I/7(a)(1)",
    ]


def test_text_that_is_not_printed_is_no_operation() -> None:
    found = read(
        rule("2. In § 1.1, revise paragraph (q) to read as follows:", "3. Revise § 7.7 to read as follows:")
    )
    assert found.operations == ()
    assert [item.reason for item in found.not_understood] == [
        "the new text of § 1.1(q) is not printed below the instruction",
        "the new text of § 7.7 is not printed below the instruction",
    ]


@pytest.mark.parametrize(
    ("before", "given", "meant"),
    [
        ("(a)(1)(i)(A)", "(B)", "(a)(1)(i)(B)"),
        ("(b)(1)", "(3)", "(b)(3)"),
        ("(k)(3)", "(4)(i)", "(k)(4)(i)"),
        ("(f)(3)(ii)", "(i)", "(i)"),
        ("(h)", "(i)", "(i)"),
        ("(c)(1)(i)", "(ii)", "(c)(1)(ii)"),
        ("(g)(1)", "(g)(3)(v)", "(g)(3)(v)"),
        ("(w)", "(oo)", "(oo)"),
        ("(b)(3)(ii)(A)(1)", "(2)", "(b)(3)(ii)(A)(2)"),
        ("(C)", "(C)(1)", "(C)(1)"),
    ],
)
def test_a_designator_in_a_list_goes_on_from_the_one_before(before: str, given: str, meant: str) -> None:
    assert follow(path_of(before), path_of(given)) == path_of(meant)


@pytest.mark.parametrize(
    ("first", "last", "between_them"),
    [
        ("(d)", "(f)", "d e f"),
        ("(a)(3)", "(5)", "3 4 5"),
        ("(a)(6)(iii)", "(v)", "iii iv v"),
        ("(h)", "(j)", "h i j"),
        ("(y)", "(bb)", "y z aa bb"),
        ("(c)(2)(i)(A)", "(C)", "A B C"),
        ("(b)", "(4)", ""),
        ("(f)", "(d)", ""),
    ],
)
def test_a_range_is_filled_in(first: str, last: str, between_them: str) -> None:
    assert " ".join(path[-1] for path in between(path_of(first), path_of(last))) == between_them


@pytest.mark.parametrize("alphabet", ["number", "letter", "LETTER", "roman"])
def test_designators_are_counted_forth_and_back(alphabet: str) -> None:
    assert [ordinal(designator(count, alphabet), alphabet) for count in range(1, 60)] == list(range(1, 60))


@pytest.mark.parametrize(
    ("text", "left", "condition"),
    [
        ("Effective May 1, 2031, § 1.1 is revised.", "§ 1.1 is revised.", "Effective May 1, 2031"),
        ("Delayed indefinitely, amend § 1.1 by", "amend § 1.1 by", "Delayed indefinitely"),
        ("Section 1.1, as added May 1, 2031, at 96 FR 10695, is amended", "Section 1.1, is amended", ""),
        ("Section 1.1, as amended at 96 FR 12, effective June 1, 2031, is", "Section 1.1, is", ""),
        ("In part 1 (96 FR 36587, June 5, 2031), revise", "In part 1, revise", ""),
    ],
)
def test_what_stands_beside_the_instruction_is_set_aside_and_all_else_keeps_its_place(
    text: str, left: str, condition: str
) -> None:
    masked, said = mask(text)
    assert " ".join(masked.split()).replace(" ,", ",") == left
    assert said == condition
    assert len(masked) == len(text)
    assert all(new in (old, " ", ",") for old, new in zip(text, masked, strict=True))


@pytest.mark.parametrize(
    ("instruction", "reason"),
    [
        ("2. In § 1.1, " + "revise paragraph (a), " * 1000, "it is longer than any instruction"),
        (
            "2. In §§ " + "1.1 through 1.80, " * 900 + "remove “a”.",
            "it does not say which section it is about",
        ),
        (
            "2. In §§ 1.1 through 1.80, remove paragraphs (a) through (zz).",
            "it names more provisions than any",
        ),
        ("2. In § 1.1, revise paragraphs " + "(" * 15_000, "no form"),
        (
            "2. In § 1.9(a), revise the entries for " + "“Elm” and " * 1000,
            "it names more entries of tables than any",
        ),
    ],
)
def test_text_that_is_no_instruction_is_bounded(instruction: str, reason: str) -> None:
    found = read(rule(instruction))
    assert found.operations == ()
    assert [item.reason.startswith(reason) for item in found.not_understood] == [True]
