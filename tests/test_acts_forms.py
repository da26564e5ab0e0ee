"""The forms of the grammar of acts, each with a table: an instruction, and the operations that it stands for."""

from __future__ import annotations

import pytest
from acts import deeds, reading

from lawdiff.effects.acts.grammar import FORMS

WORDS = [
    ("by striking “14 days”.", ["strike | sec. 5 | “14 days”"]),
    ("by striking “14 days” and inserting “12 hours”.", ["replace | sec. 5 | “14 days” | “12 hours”"]),
    (
        "by striking “fee” each place it appears and inserting “toll”.",
        ["replace | sec. 5 | “fee” each place it appears | “toll”"],
    ),
    ("by striking “fee” both places such term appears.", ["strike | sec. 5 | “fee” in 2 places"]),
    (
        "by striking “fee” both places it appears in subsections (a) and (c).",
        [
            "strike | sec. 5(a) | “fee” each place it appears",
            "strike | sec. 5(c) | “fee” each place it appears",
        ],
    ),
    ("by striking “fee” the first place it appears.", ["strike | sec. 5 | “fee” the first place it appears"]),
    ("in paragraph (2), by striking “and” at the end.", ["strike | sec. 5(2) | “and” at the end"]),
    (
        "by striking the period at the end of subsection (b) and inserting “; and”.",
        ["replace | sec. 5(b) | “.” at the end | “; and”"],
    ),
    (
        "by striking “; or” at the end of paragraph (1) and inserting a period.",
        ["replace | sec. 5(1) | “; or” at the end | “.”"],
    ),
    (
        "by striking “fee” in the matter preceding paragraph (1).",
        ["strike | introductory text of sec. 5 | “fee”"],
    ),
    (
        "by striking “fee” in the heading and inserting “toll”.",
        ["replace | heading of sec. 5 | “fee” | “toll”"],
    ),
    (
        "by striking the term “fee” and inserting the words “port toll”.",
        ["replace | sec. 5 | “fee” | “port toll”"],
    ),
    ("by striking “fee” and inserting “toll” in lieu thereof.", ["replace | sec. 5 | “fee” | “toll”"]),
    (
        "in the definition of the term “port” in subsection (b), by striking “fee”.",
        ["strike | definition of “port” in sec. 5(b) | “fee”"],
    ),
    ("in the heading of the section, by striking “fee”.", ["strike | heading of sec. 5 | “fee”"]),
    (
        "in the matter following paragraph (12), in the second sentence (relating to piers), by striking “fee”.",
        ["strike | second sentence of sec. 5, continuation | “fee”"],
    ),
    ("by striking “fee” after “any”.", ["strike | sec. 5 | “fee” after “any”"]),
    (
        "in subsections (a) and (c), by striking “fee”.",
        ["strike | sec. 5(a) | “fee”", "strike | sec. 5(c) | “fee”"],
    ),
    (
        "by striking “a” and “b” and inserting “c” and “d”, respectively.",
        ["replace | sec. 5 | “a” | “c”", "replace | sec. 5 | “b” | “d”"],
    ),
    ("by striking out “fee” and inserting in lieu thereof “toll”.", ["replace | sec. 5 | “fee” | “toll”"]),
    ("by striking “fee” and inserting the following: [A toll.].", ["replace | sec. 5 | “fee” | s2/q1/9"]),
    ("in the second sentence, by striking “fee”.", ["strike | second sentence of sec. 5 | “fee”"]),
    (
        "in the last sentence of subsection (b), by striking “fee”.",
        ["strike | last sentence of sec. 5(b) | “fee”"],
    ),
    (
        "in the flush matter following paragraph (2), by striking “fee”.",
        ["strike | text after the last paragraph of sec. 5 | “fee”"],
    ),
]

STRETCH = [
    (
        "by striking “two years” and all that follows through “consent” and inserting “one year”.",
        ["replace | sec. 5 | “two years” through “consent” | “one year”"],
    ),
    ("by striking “except” and all that follows.", ["strike | sec. 5 | “except” and all that follows"]),
    (
        "in paragraph (2), by striking “except” and all that follows through the period at the end.",
        ["strike | sec. 5(2) | “except” and all that follows"],
    ),
    (
        "by striking “except” and all that follows before the period at the end.",
        ["strike | sec. 5 | “except” and all that follows before the punctuation at the end"],
    ),
    (
        "by striking “a” in the matter preceding paragraph (1) and all that follows through the end of paragraph (2).",
        ["strike | introductory text of sec. 5 | “a” and all that follows through the end of sec. 5(2)"],
    ),
    (
        (
            "by striking the section designation and all that follows through the end of subsection (a) "
            "and inserting the following: [Ports.]."
        ),
        ["replace | designation of sec. 5 | all through the end of sec. 5(a) | s2/q1/9"],
    ),
    (
        "by striking all that precedes paragraph (2) and inserting the following: [Ports.].",
        ["replace | sec. 5 | all up to sec. 5(2) | s2/q1/9"],
    ),
]

STRETCH += [
    (
        "by striking “two” through “four” and inserting “five”.",
        ["replace | sec. 5 | “two” through “four” | “five”"],
    ),
    (
        "by striking subsection (a) and all that follows through subsection (c) and inserting the following: [Ports.].",
        ["replace | sec. 5(a) | all through the end of sec. 5(c) | s2/q1/9"],
    ),
    (
        "by striking “two years” and all that follows through the end of the sentence and inserting “one year”.",
        ["replace | sec. 5 | “two years” and all that follows | “one year”"],
    ),
]

PROVISIONS = [
    ("by striking paragraph (3).", ["remove | sec. 5(3)"]),
    ("by striking paragraph (3) of subsection (b).", ["remove | sec. 5(b)(3)"]),
    ("by striking paragraph (3) and inserting the following: [Ports.].", ["replace | sec. 5(3) | s2/q1/9"]),
    (
        "by striking paragraphs (2) through (4) and inserting the following: [Ports.].",
        ["remove | sec. 5(3)", "remove | sec. 5(4)", "replace | sec. 5(2) | s2/q1/9"],
    ),
    ("by striking the second sentence.", ["remove | second sentence of sec. 5"]),
    (
        "by striking the last two sentences.",
        ["remove | last sentence of sec. 5", "remove | last but one sentence of sec. 5"],
    ),
    ("by striking the definition of “port”.", ["remove | definition of “port” in sec. 5"]),
    ("by striking the heading and inserting “Ports”.", ["replace | heading of sec. 5 | “Ports”"]),
    (
        "by striking clauses (i) and (iii) of subsection (b)(2)(A).",
        ["remove | sec. 5(b)(2)(A)(i)", "remove | sec. 5(b)(2)(A)(iii)"],
    ),
    (
        "by striking subsections (e), (g)(5), and (i).",
        ["remove | sec. 5(e)", "remove | sec. 5(g)(5)", "remove | sec. 5(i)"],
    ),
]

INSERTION = [
    ("by inserting “or toll” after “fee”.", ["insert | sec. 5 | after “fee”: “or toll”"]),
    (
        "by inserting “or toll” after “fee” each place it appears.",
        ["insert | sec. 5 | after “fee” each place it appears: “or toll”"],
    ),
    (
        "by inserting “, or toll” before the period at the end.",
        ["insert | sec. 5 | before “.” at the end: “, or toll”"],
    ),
    ("by inserting “and” at the end of paragraph (1).", ["insert | sec. 5(1) | at the end: “and”"]),
    (
        "by inserting after paragraph (3) the following new paragraph: [Ports.].",
        ["add | sec. 5 | after sec. 5(3): s2/q1/9"],
    ),
    (
        "by inserting immediately before subsection (c) the following: [Ports.].",
        ["add | sec. 5 | before sec. 5(c): s2/q1/9"],
    ),
    (
        "by inserting before paragraph (2), as so redesignated, the following: [Ports.].",
        ["add | sec. 5 | before sec. 5(2): s2/q1/9"],
    ),
    ("by adding at the end the following: [Ports.].", ["add | sec. 5 | at the end: s2/q1/9"]),
    (
        "by adding at the end of subsection (b) the following new paragraph: [Ports.].",
        ["add | sec. 5(b) | at the end: s2/q1/9"],
    ),
    (
        "by adding at the end the following new sentence: “No port is exempt.”.",
        ["insert | sec. 5 | at the end: “No port is exempt.”"],
    ),
    (
        "by adding “or” after the semicolon at the end of paragraph (1).",
        ["insert | sec. 5(1) | after “;” at the end: “or”"],
    ),
    (
        "by inserting after the first sentence the following: “No port is exempt.”.",
        ["insert | sec. 5 | after first sentence of sec. 5: “No port is exempt.”"],
    ),
    (
        "by inserting in alphabetical order the following: [Port.].",
        ["add | sec. 5 | in alphabetical order: s2/q1/9"],
    ),
    (
        "by inserting at the appropriate place the following: [Port.].",
        ["add | sec. 5 | in alphabetical order: s2/q1/9"],
    ),
    ("by inserting before “fee” the following: “toll or”.", ["insert | sec. 5 | before “fee”: “toll or”"]),
]

INSERTION += [
    ("by adding the following new paragraph at the end: [Ports.].", ["add | sec. 5 | at the end: s2/q1/9"]),
    (
        "by inserting the following after paragraph (3): [Ports.].",
        ["add | sec. 5 | after sec. 5(3): s2/q1/9"],
    ),
]

WORDS += [
    (
        "in each of paragraphs (1) and (2), by deleting “fee” and substituting in lieu thereof “toll”.",
        ["replace | sec. 5(1) | “fee” | “toll”", "replace | sec. 5(2) | “fee” | “toll”"],
    ),
    ("by striking the comma after “fee”.", ["strike | sec. 5 | “,” after “fee”"]),
    ("in the third undesignated paragraph, by striking “fee”.", ["strike | third sec. 5, paragraph | “fee”"]),
]

INSERTION += [
    ("by adding thereto the following new paragraph: [Ports.].", ["add | sec. 5 | at the end: s2/q1/9"]),
    (
        "by inserting, after subsection (b), the following: [Ports.].",
        ["add | sec. 5 | after sec. 5(b): s2/q1/9"],
    ),
    ("by inserting a comma after “fee”.", ["insert | sec. 5 | after “fee”: “,”"]),
]

REDESIGNATION = [
    ("by redesignating paragraph (3) as paragraph (4).", ["redesignate | sec. 5(3) | as sec. 5(4)"]),
    (
        "by redesignating paragraphs (3) through (5) as paragraphs (4) through (6), respectively.",
        [
            "redesignate | sec. 5(5) | as sec. 5(6)",
            "redesignate | sec. 5(4) | as sec. 5(5)",
            "redesignate | sec. 5(3) | as sec. 5(4)",
        ],
    ),
    (
        "by redesignating paragraphs (4) and (5) as paragraphs (3) and (4), respectively, and indenting appropriately.",
        ["redesignate | sec. 5(4) | as sec. 5(3)", "redesignate | sec. 5(5) | as sec. 5(4)"],
    ),
    (
        "in subsection (b), by redesignating paragraphs (1) and (2) as subparagraphs (A) and (B), respectively.",
        ["redesignate | sec. 5(b)(1) | as sec. 5(b)(A)", "redesignate | sec. 5(b)(2) | as sec. 5(b)(B)"],
    ),
    (
        "by redesignating subsection (l), as amended by this section, as subsection (m).",
        ["redesignate | sec. 5(l) | as sec. 5(m)"],
    ),
    (
        "by redesignating the second subsection (l) (relating to tolls) as subsection (m).",
        ["redesignate | second sec. 5(l) | as sec. 5(m)"],
    ),
]

REVISION = [
    ("to read as follows: [Ports.].", ["revise | sec. 5 | s2/q1/9"]),
    ("by amending paragraph (2) to read as follows: [Ports.].", ["revise | sec. 5(2) | s2/q1/9"]),
    (
        "in subsection (b), by amending the heading to read as follows: “Ports”.",
        ["revise | heading of sec. 5(b) | “Ports”"],
    ),
]

REPEAL = [("by repealing subsection (c).", ["remove | sec. 5(c)"])]

REDESIGNATION += [
    (
        "by redesignating clause (i) as subclause (I), and by moving the margin of such subclause 2 ems to the right.",
        ["redesignate | sec. 5(i) | as sec. 5(I)"],
    ),
]

MOVING = [
    (
        (
            "by redesignating paragraphs (4) and (5) as paragraphs (1) and (2), respectively, "
            "and by moving such paragraphs before paragraph (3)."
        ),
        [
            "redesignate | sec. 5(4) | as sec. 5(1)",
            "redesignate | sec. 5(5) | as sec. 5(2)",
            "move | sec. 5(1) | before sec. 5(3)",
            "move | sec. 5(2) | before sec. 5(3)",
        ],
    ),
    (
        "by transferring subsection (d) to appear after subsection (f).",
        ["move | sec. 5(d) | after sec. 5(f)"],
    ),
    ("by moving paragraph (2) to the end.", ["move | sec. 5(2) | at the end"]),
]

SUBSTITUTION = [
    ("by substituting “three” for “two”.", ["replace | sec. 5 | “two” | “three”"]),
    (
        "in subsection (b), by substituting “toll” for “fee” each place it appears (except in paragraph (1)).",
        ["replace | sec. 5(b) | “fee” each place it appears (other than in sec. 5(b)(1)) | “toll”"],
    ),
]

TABLES = {
    "words": WORDS,
    "stretch": STRETCH,
    "provisions": PROVISIONS,
    "insertion": INSERTION,
    "redesignation": REDESIGNATION,
    "revision": REVISION,
    "repeal": REPEAL,
    "moving": MOVING,
    "substitution": SUBSTITUTION,
}


@pytest.mark.parametrize(
    ("form", "instruction", "expected"),
    [(form, *row) for form, table in TABLES.items() for row in table],
)
def test_a_clause_is_read_by_its_form(form: str, instruction: str, expected: list[str]) -> None:
    assert deeds(instruction) == expected
    made = reading(
        f"Section 5 of the Inland Ports Act of 1999 (33 U.S.C. 99) is amended {instruction}"
    ).operations
    assert form in {one.form for one in made}


def test_each_form_has_a_table() -> None:
    assert {name for name, _, _ in FORMS} == set(TABLES)


def test_clauses_follow_one_another_and_keep_their_place() -> None:
    assert deeds(
        "by striking “and” at the end of paragraph (1), by striking the period at the end of paragraph (2) "
        "and inserting “; and”, and by adding at the end the following new paragraph: [Ports.]."
    ) == [
        "strike | sec. 5(1) | “and” at the end",
        "replace | sec. 5(2) | “.” at the end | “; and”",
        "add | sec. 5 | at the end: s2/q1/9",
    ]
    assert deeds(
        "in paragraph (2), by striking “or” at the end of subparagraph (A), "
        "and by adding at the end the following new subparagraph: [Ports.]."
    ) == ["strike | sec. 5(2)(A) | “or” at the end", "add | sec. 5(2) | at the end: s2/q1/9"]
    assert deeds(
        "in paragraph (2), by striking “or”, and by adding at the end the following new paragraph: [Ports.]."
    ) == ["strike | sec. 5(2) | “or”", "add | sec. 5 | at the end: s2/q1/9"]
    assert deeds(
        "in paragraph (8), by striking the period at the end and inserting “; and”, "
        "and by adding at the end the following: [Ports.]."
    ) == ["replace | sec. 5(8) | “.” at the end | “; and”", "add | sec. 5 | at the end: s2/q1/9"]
    assert deeds(
        "in paragraph (1), by striking “a”, in paragraph (2), by striking “b”, and in paragraph (3), by striking “c”."
    ) == [
        "strike | sec. 5(1) | “a”",
        "strike | sec. 5(2) | “b”",
        "strike | sec. 5(3) | “c”",
    ]
