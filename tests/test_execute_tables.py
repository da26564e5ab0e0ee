"""Tables, notes and center headings of the CFR: what an instruction does to them, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rules import part, rule, text_of

from lawdiff.effects import apply

if TYPE_CHECKING:
    from lawdiff.effects.report import Execution

BASE = part(
    "1.1 Lamps.\n(a) Oil.\n(b) Wicks.",
    extra="""<DIV8 N="1.8" TYPE="SECTION"><HEAD>§ 1.8 Oars.</HEAD><P>(a) Oars are of wood:</P><TABLE>
<TR><TD>Wood</TD><TD>Fee</TD></TR><TR><TD>Ash</TD><TD>4</TD></TR><TR><TD>Elm</TD><TD>5</TD></TR>
<TR><TD></TD><TD>6 in winter</TD></TR><TR><TD>Yew</TD><TD>9</TD></TR></TABLE><P>(b) Oars are long.</P>
<FTNT><P><SU>1</SU> A foot is twelve inches.</P></FTNT><SECAUTH TYPE="N">(46 U.S.C. 7)</SECAUTH></DIV8>
<DIV7 TYPE="SUBJGRP"><HEAD>Ropes and Cables</HEAD>
<DIV8 N="1.9" TYPE="SECTION"><HEAD>§ 1.9 Ropes.</HEAD><P>Hemp.</P></DIV8>
<DIV8 N="1.10" TYPE="SECTION"><HEAD>§ 1.10 Cables.</HEAD><P>Wire.</P></DIV8>
<DIV8 N="1.11" TYPE="SECTION"><HEAD>§ 1.11 Chains.</HEAD><P>Iron.</P></DIV8></DIV7>
<DIV8 N="1.12" TYPE="SECTION"><HEAD>§ 1.12 Notes.</HEAD><P>(a) A note.</P><P>Note 1 to paragraph (a): Written.</P></DIV8>""",
)


def applied(instruction: str, *rows: str, printed: str = "") -> Execution:
    """Carry out an instruction under which a table of § 1.8 prints these rows, cells apart by a stroke."""
    cells = "".join(
        f"<ROW>{''.join(f'<ENT>{cell}</ENT>' for cell in row.split('|'))}</ROW>" for row in rows
    )
    table = (
        "<SECTION><SECTNO>§ 1.8</SECTNO><SUBJECT>Oars.</SUBJECT><P>(a) * * *</P><GPOTABLE COLS='2'><BOXHD>"
        f"<CHED H='1'>Wood</CHED><CHED H='1'>Fee</CHED></BOXHD>{cells}</GPOTABLE><STARS/></SECTION>"
    )
    return apply(rule(f"2. {instruction}", printed=printed or table), BASE)


def changed(execution: Execution) -> tuple[list[str], list[str]]:
    """Return the lines of the law that are gone, and those that are new."""
    before, after = (text_of(each, "cfr/t45/pt1").splitlines() for each in (BASE, execution.result))
    return [line for line in before if line not in after], [line for line in after if line not in before]


STARS = "*         *         *         *         *"


@pytest.mark.parametrize(
    ("instruction", "rows", "gone", "new"),
    [
        ("In § 1.8(a), revise the entry for “Yew” in the table to read as follows:", (STARS, "Yew|8"), ["Yew\t9"], ["Yew\t8"]),
        (
            "In § 1.8(a), revise the entry for “Elm” in the table to read as follows:",
            (STARS, "Elm|7", STARS),
            ["Elm\t5", "\t6 in winter"],
            ["Elm\t7"],
        ),
        ("Amend § 1.8 by removing the entry for “Elm” from the table in paragraph (a).", (), ["Elm\t5", "\t6 in winter"], []),
        (
            "Amend the table in § 1.8(a) by adding in alphabetical order the entry “Fir” to read as follows:",
            (STARS, "Fir|3", STARS),
            [],
            ["Fir\t3"],
        ),
        (
            "In § 1.8(a), add an entry for “Box” before the entry for “Ash” in the table to read as follows:",
            (STARS, "Box|3", STARS),
            [],
            ["Box\t3"],
        ),
        (
            "Amend § 1.8 by revising the table in paragraph (a) to read as follows:",
            ("Oak|2", "Yew|9"),
            ["Ash\t4", "Elm\t5", "\t6 in winter"],
            ["Oak\t2"],
        ),
    ],
)  # fmt: skip
def test_entries_and_tables_are_amended(
    instruction: str, rows: tuple[str, ...], gone: list[str], new: list[str]
) -> None:
    execution = applied(instruction, *rows)
    assert [(outcome.fate, outcome.reason) for outcome in execution.outcomes] == [("applied", "")]
    assert changed(execution) == (gone, new)


def test_an_entry_stands_where_the_alphabet_or_the_instruction_puts_it() -> None:
    fir = applied("Amend the table in § 1.8(a) by adding in alphabetical order the entry “Fir” to read as follows:", "Fir|3")
    box = applied("In § 1.8(a), add an entry for “Box” before the entry for “Ash” in the table to read as follows:", "Box|3")
    rows = [
        [row.text.partition("\t")[0] for row in execution.result.by_address["cfr/t45/s1.8/a/table1"].children]
        for execution in (fir, box)
    ]
    assert rows == [["Wood", "Ash", "Elm", "", "Fir", "Yew"], ["Wood", "Box", "Ash", "Elm", "", "Yew"]]


@pytest.mark.parametrize(
    ("instruction", "rows", "reason"),
    [
        ("In § 1.8(a), revise the entry for “Fir” in the table to read as follows:", ("Fir|3",), "the base has no entry “Fir” in the table"),
        ("In § 1.8(b), remove the entry for “Elm” from the table.", (), "the base has no table at § 1.8(b)"),
        ("In § 1.8(a), add an entry for “Elm” before the entry for “Ash” in the table to read as follows:", ("Elm|3",), "the table has an entry “elm” already"),
        ("In § 1.8(a), add an entry for “Fir” after the entry for “Box” in the table to read as follows:", ("Fir|3",), "the base has no entry “Box” in the table"),
        ("In § 1.8(a), add an entry for “Fir” to the table to read as follows:", ("Fir|3",), "it does not say where in the table the entry goes"),
        ("Amend § 1.8 by revising the table in paragraph (a) to read as follows:", (STARS, "Oak|2"), "the new table is printed in part, and it does not say which rows stay"),
        ("Revise the undesignated center heading preceding § 1.10 to read “Cables”.", (), "the base has no such center heading there"),
        ("Add an undesignated center heading before § 1.9 to read “Cables”.", (), "the base has a center heading over that section already"),
        ("In § 1.8, remove footnote 4.", (), "the base has no footnote 4 there"),
        ("In § 1.1, remove note 1 to paragraph (a).", (), "the base has no provisions at note 1 to § 1.1(a)"),
        ("Remove the authority citation following § 1.1.", (), "the base has no authority citation at § 1.1"),
    ],
)  # fmt: skip
def test_what_the_base_does_not_bear_is_refused_with_the_reason(
    instruction: str, rows: tuple[str, ...], reason: str
) -> None:
    execution = applied(instruction, *rows)
    assert [(outcome.fate, outcome.reason) for outcome in execution.outcomes] == [("refused", reason)]
    assert execution.result.body == BASE.body


@pytest.mark.parametrize(
    ("instruction", "headings"),
    [
        ("Revise the undesignated center heading preceding § 1.9 to read “Lines”.", {"Lines": ["1.9", "1.10", "1.11"]}),
        ("Remove the undesignated center heading “Ropes and Cables”.", {}),
        (
            "Add an undesignated center heading before § 1.10 to read “Metal”.",
            {"Ropes and Cables": ["1.9"], "Metal": ["1.10", "1.11"]},
        ),
        (
            "Add an undesignated center heading before § 1.1 to read “Light”.",
            {"Light": ["1.1", "1.8"], "Ropes and Cables": ["1.9", "1.10", "1.11"]},
        ),
    ],
)  # fmt: skip
def test_center_headings_stand_over_their_sections(instruction: str, headings: dict[str, list[str]]) -> None:
    execution = applied(instruction)
    assert [(outcome.fate, outcome.reason) for outcome in execution.outcomes] == [("applied", "")]
    groups = [each for each in execution.result.provisions if each.level == "subject group"]
    assert {each.heading: [child.designator for child in each.children] for each in groups} == headings
    sections = [each.designator for each in execution.result.units if each.level == "section"]
    assert sections == ["1.1", "1.8", "1.9", "1.10", "1.11", "1.12"]


def test_notes_footnotes_and_the_authority_of_a_section_go() -> None:
    execution = applied("In § 1.12, remove note 1 to paragraph (a).")
    assert changed(execution) == (["Note 1 to paragraph (a): Written."], [])
    printed = (
        "<SECTION><SECTNO>§ 1.1</SECTNO><SUBJECT>Lamps.</SUBJECT><P>(a) * * *</P><P>Note 1 to paragraph (a): Lit.</P>"
        "<STARS/></SECTION>"
    )
    execution = applied("In § 1.1, add note 1 to paragraph (a) to read as follows:", printed=printed)
    assert changed(execution) == ([], ["Note 1 to paragraph (a): Lit."])
    for instruction, kind in (
        ("In § 1.8, remove footnote 1.", "footnote"),
        ("Remove the authority citation following § 1.8.", "authority"),
    ):
        execution = applied(instruction)
        assert [outcome.fate for outcome in execution.outcomes] == ["applied"]
        section = execution.result.by_address["cfr/t45/s1.8"]
        assert kind in {note.kind for each in BASE.by_address[section.address].walk() for note in each.apparatus}
        assert kind not in {note.kind for each in section.walk() for note in each.apparatus}
