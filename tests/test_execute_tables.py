"""Tables, notes and center headings of the CFR: what an instruction does to them, and what is refused.

tests/cases/executed_tables.txt: an instruction, the rows that it prints (``=``, a star for rows left out), what is gone
from the law (``-``), what is new in it (``+``), or why it was not carried out (``!``).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rules import part, rule, text_of

from lawdiff.effects import apply

CASES = (Path(__file__).parent / "cases" / "executed_tables.txt").read_text("utf-8").strip("\n").split("\n\n")

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
<DIV8 N="1.12" TYPE="SECTION"><HEAD>§ 1.12 Notes.</HEAD><P>(a) A note.</P>
<P>Note 1 to paragraph (a): Written.</P></DIV8>""",
)


def table(rows: str) -> str:
    """Return § 1.8 as a rule prints it, with these rows (``Elm|7 / *``) in a table of paragraph (a)."""
    made = "".join(
        f"<ROW><ENT I='28'>{'*         ' * 5}</ENT></ROW>"
        if row == "*"
        else f"<ROW>{''.join(f'<ENT>{cell}</ENT>' for cell in row.split('|'))}</ROW>"
        for row in rows.split(" / ")
    )
    return (
        "<SECTION><SECTNO>§ 1.8</SECTNO><SUBJECT>Oars.</SUBJECT><P>(a) * * *</P><GPOTABLE COLS='2'><BOXHD>"
        f"<CHED H='1'>Wood</CHED><CHED H='1'>Fee</CHED></BOXHD>{made}</GPOTABLE><STARS/></SECTION>"
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.replace("\n", " ")[:90])
def test_an_instruction_is_carried_out_or_refused(case: str) -> None:
    instruction, *then = case.splitlines()
    printed = "".join(table(line.removeprefix("= ")) for line in then if line.startswith("= "))
    execution = apply(rule(f"2. {instruction}", printed=printed), BASE)
    assert execution.reading.not_understood == ()
    before, after = (text_of(each, "cfr/t45/pt1").splitlines() for each in (BASE, execution.result))
    happened = [f"- {line}" for line in before if line not in after]
    happened += [f"+ {line}" for line in after if line not in before]
    happened += [f"! {outcome.reason}" for outcome in execution.outcomes if outcome.fate == "refused"]
    assert happened == [line for line in then if not line.startswith("= ")]
    assert (execution.result.body == BASE.body) == any(line.startswith("! ") for line in then)


@pytest.mark.parametrize(
    ("order", "first_cells"),
    [
        ("by adding in alphabetical order the entry “Fir”", ["Wood", "Ash", "Elm", "", "Fir", "Yew"]),
        ("by adding an entry for “Fir” before the entry for “Ash”", ["Wood", "Fir", "Ash", "Elm", "", "Yew"]),
        ("by adding an entry for “Fir” after the entry for “Elm”", ["Wood", "Ash", "Elm", "", "Fir", "Yew"]),
    ],
)
def test_an_entry_stands_where_the_alphabet_or_the_instruction_puts_it(
    order: str, first_cells: list[str]
) -> None:
    instruction = f"2. Amend the table in § 1.8(a) {order} to read as follows:"
    execution = apply(rule(instruction, printed=table("Fir|3")), BASE)
    rows = execution.result.by_address["cfr/t45/s1.8/a/table1"].children
    assert [row.text.partition("\t")[0] for row in rows] == first_cells


ALL = ["1.9", "1.10", "1.11"]


@pytest.mark.parametrize(
    ("instruction", "headings"),
    [
        ("Revise the undesignated center heading preceding § 1.9 to read “Lines”.", {"Lines": ALL}),
        ("Remove the undesignated center heading “Ropes and Cables”.", {}),
        (
            "Add an undesignated center heading before § 1.10 to read “Metal”.",
            {"Ropes and Cables": ["1.9"], "Metal": ["1.10", "1.11"]},
        ),
        (
            "Add an undesignated center heading before § 1.1 to read “Light”.",
            {"Light": ["1.1", "1.8"], "Ropes and Cables": ALL},
        ),
    ],
)
def test_center_headings_stand_over_their_sections(instruction: str, headings: dict[str, list[str]]) -> None:
    execution = apply(rule(f"2. {instruction}", printed=""), BASE)
    assert [(outcome.fate, outcome.reason) for outcome in execution.outcomes] == [("applied", "")]
    groups = [each for each in execution.result.provisions if each.level == "subject group"]
    assert {each.heading: [child.designator for child in each.children] for each in groups} == headings
    sections = [each.designator for each in execution.result.units if each.level == "section"]
    assert sections == ["1.1", "1.8", *ALL, "1.12"]


def test_a_note_is_added() -> None:
    printed = (
        "<SECTION><SECTNO>§ 1.1</SECTNO><SUBJECT>Lamps.</SUBJECT><P>(a) * * *</P><P>Note 1 to paragraph (a): Lit.</P>"
        "<STARS/></SECTION>"
    )
    said = "2. In § 1.1, add note 1 to paragraph (a) to read as follows:"
    result = apply(rule(said, printed=printed), BASE).result
    assert text_of(result, "cfr/t45/s1.1/a").splitlines() == ["(a) Oil.", "Note 1 to paragraph (a): Lit."]


def test_a_paragraph_of_a_definition_is_that_of_the_definition() -> None:
    lamp, vessel = "*Lamp* means:\n(1) A light;\n(2) A torch.", "*Vessel* means:\n(1) A ship;\n(2) A boat."
    base = part(f"1.2 Words.\nThese words mean:\n{lamp}\n{vessel}")
    printed = (
        "<SECTION><SECTNO>§ 1.2</SECTNO><SUBJECT>Words.</SUBJECT><STARS/><P><E T='03'>Vessel</E> * * *</P>"
        "<P>(2) A barge.</P></SECTION>"
    )
    said = "2. Amend § 1.2 by revising paragraph (2) of the definition of “Vessel” to read as follows:"
    execution = apply(rule(said, printed=printed), base)
    assert [(outcome.fate, outcome.reason) for outcome in execution.outcomes] == [("applied", "")]
    lines = text_of(execution.result, "cfr/t45/s1.2").splitlines()
    assert "(2) A torch." in lines
    assert lines[-1] == "(2) A barge."


def test_the_authority_of_a_section_is_set_out_as_it_is_printed() -> None:
    printed = (
        "<SECTION><SECTNO>§ 1.8</SECTNO><SUBJECT>Oars.</SUBJECT><P>(a) Oars are of ash:</P><STARS/>"
        "<P>(Authority: 46 U.S.C. 8)</P></SECTION>"
    )
    what = "paragraph (a) and the authority citation at the end of the section"
    said = f"2. Amend § 1.8 by revising {what} to read as follows:"
    execution = apply(rule(said, printed=printed), BASE)
    assert [outcome.fate for outcome in execution.outcomes] == ["applied", "applied"]
    section = execution.result.by_address["cfr/t45/s1.8"]
    assert [note.text for note in section.apparatus if note.kind == "authority"] == [
        "(Authority: 46 U.S.C. 8)"
    ]


@pytest.mark.parametrize(
    ("instruction", "kind"),
    [
        ("In § 1.8, remove footnote 1.", "footnote"),
        ("Remove the authority citation following § 1.8.", "authority"),
    ],
)
def test_what_stands_beside_the_law_goes(instruction: str, kind: str) -> None:
    execution = apply(rule(f"2. {instruction}", printed=""), BASE)
    assert [outcome.fate for outcome in execution.outcomes] == ["applied"]
    kinds = [
        {note.kind for each in document.by_address["cfr/t45/s1.8"].walk() for note in each.apparatus}
        for document in (BASE, execution.result)
    ]
    assert kinds[0] - kinds[1] == {kind}
