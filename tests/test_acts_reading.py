"""What an instruction stands in: laws, the places named above it, lists, and what is not an instruction at all."""

from __future__ import annotations

import pytest
from acts import HARBOR, act, quoted, reading, said, text
from hypothesis import given
from hypothesis import strategies as st

from lawdiff.effects.acts import read
from lawdiff.effects.operation import Place, Span, Step
from lawdiff.parsers import parse_bytes

ACT = "Inland Ports Act of 1999"


def lines(*sections: str) -> list[str]:
    """Return the operations of an act with these texts, one line each; everything must be understood."""
    found = reading(*sections)
    assert not found.not_understood, found.not_understood
    return [said(one) for one in found.operations]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (f"Section 5(a)(1) of the {ACT} (33 U.S.C. 99(a)(1))", f"sec. 5(a)(1), {ACT} (33 U.S.C. 99(a)(1))"),
        (
            f"Paragraph (2) of section 5(a) of the {ACT} (33 U.S.C. 99(a))",
            f"sec. 5(a)(2), {ACT} (33 U.S.C. 99(a)(2))",
        ),
        (f"Section 5 of the {ACT} (33 U.S.C. 99 note)", f"sec. 5, {ACT} (33 U.S.C. 99 note, sec. 5)"),
        (
            f"Section 5 of the {ACT} (Public Law 106–77; 33 U.S.C. 99 note)",
            f"sec. 5, {ACT} (sec. 5, Pub. L. 106-77; 33 U.S.C. 99 note, sec. 5)",
        ),
        ("Section 501(b) of title 46, United States Code,", "46 U.S.C. 501(b)"),
        ("Subsection (b) of section 501 of title 46, United States Code,", "46 U.S.C. 501(b)"),
        ("Section 9 of Public Law 110–44", "sec. 9, Pub. L. 110-44"),
        ("Section 9 of the Act of June 5, 1934 (33 U.S.C. 7),", "sec. 9, Act of June 5, 1934 (33 U.S.C. 7)"),
        (
            "The first section of the Act entitled “An Act to open the ports”, approved March 3, 1933 (40 U.S.C. 22),",
            "sec. 1, Act of March 3, 1933 (40 U.S.C. 22)",
        ),
        ("Rule 9 of the Federal Rules of Canals", "rule 9, Federal Rules of Canals"),
        (
            "Part A of title IV of the Rivers Act (42 U.S.C. 601 et seq.)",
            "title IV, part A, Rivers Act (42 U.S.C. 601 et seq.)",
        ),
        ("Chapter 5 of title 46, United States Code,", "46 U.S.C. chapter 5"),
        (f"Title II of the {ACT} (33 U.S.C. 101 et seq.)", f"title II, {ACT} (33 U.S.C. 101 et seq.)"),
        ("The second sentence of section 9 of the Rivers Act", "second sentence of sec. 9, Rivers Act"),
        ("The heading for section 9 of the Rivers Act", "heading of sec. 9, Rivers Act"),
        (
            "Section 9 of the Harbors, Rivers, and Canals Appropriations Act, 2008 (120 Stat. 7)",
            "sec. 9, Harbors, Rivers, and Canals Appropriations Act, 2008",
        ),
        ("Section 9 of the Rivers Act, as amended by section 2 of this Act,", "sec. 9, Rivers Act"),
        ("Section 9 of the Rivers Act (as so redesignated)", "sec. 9, Rivers Act"),
        ("Section 9 of the Internal Revenue Code of 1986", "sec. 9, Internal Revenue Code of 1986"),
        (
            "Section 101(a) of title I of division FF of the Rivers Act",
            "division FF, title I, sec. 101(a), Rivers Act",
        ),
        (
            "Section 213(a) of the Rivers Act (33 U.S.C. 2339)",
            "sec. 213(a), Rivers Act (33 U.S.C. 2339(a); 33 U.S.C. 2339)",
        ),
        (
            "The table of sections for chapter 5 of title 46, United States Code,",
            "46 U.S.C. chapter 5, table of sections",
        ),
        (
            "The item relating to section 9 in the table of contents of the Rivers Act",
            "table of contents, item 9, Rivers Act",
        ),
        (
            "Section 9 of the Carl P. Smith and Jane Q. “Jo” Brown Rivers Act for Fiscal Year 2012",
            "sec. 9, Carl P. Smith and Jane Q. “Jo” Brown Rivers Act for Fiscal Year 2012",
        ),
    ],
)
def test_a_law_is_called_by_its_name_and_its_citations(target: str, expected: str) -> None:
    assert lines(f"{target} is amended by striking “fee”.") == [f"strike | {expected} | “fee”"]


def test_the_tax_code_is_also_title_26() -> None:
    (one,) = reading(
        "Section 9(a) of the Internal Revenue Code of 1986 is amended by striking “fee”."
    ).operations
    path = (Step("section", "9"), Step("", "a"))
    assert one.target == Place("Internal Revenue Code of 1986", path, also=(Place("26 USC", path),))


def test_several_targets_are_amended_each() -> None:
    assert lines("Sections 9(a), 10, and 11(b)(1) of the Rivers Act are each amended by striking “fee”.") == [
        "strike | sec. 9(a), Rivers Act | “fee”",
        "strike | sec. 10, Rivers Act | “fee”",
        "strike | sec. 11(b)(1), Rivers Act | “fee”",
    ]


def test_such_goes_back_to_what_was_named_last() -> None:
    assert lines(
        "Section 9(a) of the Rivers Act is amended by striking “fee”.",
        "Section 10 of such Act is amended by striking “toll”.",
        "Such section is further amended by striking “duty”.",
        "Subsection (c) of such section 10, as added by section 4, is repealed.",
    ) == [
        "strike | sec. 9(a), Rivers Act | “fee”",
        "strike | sec. 10, Rivers Act | “toll”",
        "strike | sec. 10, Rivers Act | “duty”",
        "remove | sec. 10(c), Rivers Act",
    ]


def nested(*children: str) -> str:
    """Write an instruction on the act with paragraphs below it; ``>`` before one puts it below the one before."""
    markup, depth = f"<text>{quoted(HARBOR)} is amended—</text>", 0
    tags = ("paragraph", "subparagraph", "clause")
    enums = ("1234567", "ABCDEFG", ("i", "ii", "iii", "iv"))
    counts = [0, 0, 0]
    for child in children:
        level = len(child) - len(child.lstrip(">"))
        while depth > level:
            depth -= 1
            markup += f"</{tags[depth]}>"
        counts[level] += 1
        counts[level + 1 :] = [0] * (2 - level)
        markup += f"<{tags[level]}><enum>({enums[level][counts[level] - 1]})</enum>{text(child[level:])}"
        depth = level + 1
    while depth:
        depth -= 1
        markup += f"</{tags[depth]}>"
    return markup


def test_the_place_is_inherited_from_every_level_above() -> None:
    found = read(
        act(
            nested(
                "in subsection (a)—",
                ">in the matter preceding paragraph (1), by striking “fee”;",
                ">in paragraph (2)—",
                ">>by striking “and” at the end; and",
                ">>in subparagraph (B), by inserting “toll” before the semicolon; and",
                ">by adding at the end the following: [Ports.]; and",
                "by striking subsection (c).",
            )
        )
    )
    assert not found.not_understood
    assert [
        (one.instruction, said(one).replace(f", {ACT} (33 U.S.C. ", " (")) for one in found.operations
    ] == [
        ("s2/1/A", "strike | introductory text of sec. 5(a) (99(a)) | “fee”"),
        ("s2/1/B/i", "strike | sec. 5(a)(2) (99(a)(2)) | “and” at the end"),
        ("s2/1/B/ii", "insert | sec. 5(a)(2)(B) (99(a)(2)(B)) | before “;”: “toll”"),
        ("s2/1/C", "add | sec. 5(a) (99(a)) | at the end: s2/1/C/q1/9"),
        ("s2/2", "remove | sec. 5(c) (99(c))"),
    ]
    spans = found.operations[1].spans
    assert [span.address for span in spans] == ["s2", "s2/1", "s2/1/B", "s2/1/B/i"]


def test_instructions_below_may_be_in_the_imperative() -> None:
    markup = "".join(
        f"<paragraph><enum>({at})</enum><text>{quoted(words)}</text></paragraph>"
        for at, words in enumerate(
            ["In subsection (a), strike “fee” and insert “toll”.", "Strike subsection (c)."], start=1
        )
    )
    found = read(act(f"<text>{quoted('Section 9 of the Rivers Act is amended as follows:')}</text>{markup}"))
    assert not found.not_understood
    assert [said(one) for one in found.operations] == [
        "replace | sec. 9(a), Rivers Act | “fee” | “toll”",
        "remove | sec. 9(c), Rivers Act",
    ]


def test_a_list_of_provisions_shares_one_instruction() -> None:
    def items(opening: str, *rows: str) -> str:
        paragraphs = "".join(
            f"<paragraph><enum>({at})</enum><text>{quoted(row)}</text></paragraph>"
            for at, row in enumerate(rows, start=1)
        )
        return f"<text>{quoted(opening)}</text>{paragraphs}"

    found = read(
        act(
            items(
                "The following provisions of the Rivers Act are amended by striking “fee” and inserting “toll”:",
                "Section 9(a).",
                "Section 10, relating to canals.",
            ),
            items(
                "The following provisions are repealed:",
                "Section 11 of the Rivers Act (33 U.S.C. 11).",
                "Section 2 of the Canals Act.",
            ),
            items(
                "Section 12 of the Rivers Act is amended by striking—",
                "“fee”; and",
                "“duty” each place it appears.",
            ),
        )
    )
    assert not found.not_understood
    assert [said(one) for one in found.operations] == [
        "replace | sec. 9(a), Rivers Act | “fee” | “toll”",
        "replace | sec. 10, Rivers Act | “fee” | “toll”",
        "remove | sec. 11, Rivers Act (33 U.S.C. 11)",
        "remove | sec. 2, Canals Act",
        "strike | sec. 12, Rivers Act | “fee”",
        "strike | sec. 12, Rivers Act | “duty” each place it appears",
    ]


def test_a_clause_may_say_which_law_is_meant_where_none_is_named() -> None:
    clause = (
        "Except as otherwise expressly provided, whenever in this title an amendment or repeal is expressed in terms "
        "of an amendment to, or repeal of, a section or other provision, the reference shall be considered to be made "
        "to a section or other provision of the Rivers Act of 1950."
    )
    order = "Section 9(a) is amended by striking <quote>fee</quote>."

    def section(number: int, words: str) -> str:
        return f"<section id='S{number}'><enum>{number}.</enum><header>Fees</header><text>{words}</text></section>"

    source = (
        "<bill bill-stage='Introduced-in-House'><legis-body>"
        f"<title><enum>I</enum><header>Taxes</header>{section(101, clause)}{section(102, order)}</title>"
        f"<title><enum>II</enum><header>Others</header>{section(201, order)}</title></legis-body></bill>"
    )
    found = read(parse_bytes(source.encode(), "rivers.xml"))
    assert [one.target.work for one in found.operations] == ["Rivers Act of 1950", ""]


def test_slips_of_the_pen_are_read() -> None:
    assert lines(
        "Section 9 of the Rivers Act (33 U.S.C. 9) amended by adding at the end the following: “A port is open.”."
    ) == ["insert | sec. 9, Rivers Act (33 U.S.C. 9) | at the end: “A port is open.”"]
    assert lines("Section 9 the Rivers Act is amended by the striking “fee” an inserting “toll”.") == [
        "replace | sec. 9, Rivers Act | “fee” | “toll”"
    ]
    found = read(
        act(
            nested(
                "in redesignating subsection (k) as subsection (l); and",
                "by striking “he” in each place it appears.",
            )
        )
    )
    assert not found.not_understood
    assert [one.verb for one in found.operations] == ["redesignate", "strike"]


def test_what_stands_before_the_target_is_its_condition() -> None:
    (one,) = reading(f"Effective January 1, 2031, {HARBOR} is amended by striking “fee”.").operations
    assert one.condition == "Effective January 1, 2031"
    (one,) = reading(f"{HARBOR} is amended, effective January 1, 2031, by striking “fee”.").operations
    assert one.condition == "effective January 1, 2031"
    (one,) = reading(f"{HARBOR} is repealed, effective January 1, 2031.").operations
    assert one.condition == "effective January 1, 2031"


def test_a_clause_on_effective_dates_is_the_condition_of_what_it_speaks_of() -> None:
    def subsection(letter: str, words: str) -> str:
        return f"<subsection><enum>({letter})</enum>{text(words)}</subsection>"

    found = read(
        act(
            subsection("a", f"{HARBOR} is amended by striking “fee”.")
            + subsection("b", f"{HARBOR} is amended by striking “toll”.")
            + subsection("c", f"Effective July 1, 2030, {HARBOR} is amended by striking “duty”.")
            + subsection("d", f"{HARBOR} is amended by striking “due”.")
            + subsection("e", "The amendment made by subsection (b) shall take effect on May 1, 2031.")
            + subsection(
                "f",
                "The amendments made by this section (other than the amendment made by subsection (d)) shall apply to "
                "voyages that begin after December 31, 2031.",
            ),
            text(f"{HARBOR} is amended by striking “fee”."),
        )
    )
    general = "The amendments made by this section (other than"
    expected = [general, "The amendment made by subsection (b) shall", "Effective July 1, 2030", "", ""]
    for one, begins in zip(found.operations, expected, strict=True):
        assert one.condition.startswith(begins)
        assert bool(one.condition) == bool(begins)


def test_a_provision_may_be_redesignated_or_repealed_in_the_passive() -> None:
    assert lines(
        "Section 9 of the Rivers Act is redesignated as section 10.",
        "Paragraphs (2) and (3) of section 11(a) of the Rivers Act are redesignated as paragraphs (3) and (4).",
        "Section 12 of the Rivers Act is hereby repealed.",
    ) == [
        "redesignate | sec. 9, Rivers Act | as sec. 10",
        "redesignate | sec. 11(a)(3), Rivers Act | as sec. 11(a)(4)",
        "redesignate | sec. 11(a)(2), Rivers Act | as sec. 11(a)(3)",
        "remove | sec. 12, Rivers Act",
    ]


def test_one_house_amends_the_bill_of_the_other_in_the_imperative() -> None:
    def amendment(words: str, law: str = "") -> str:
        block = (
            f"<amendment-block><section><enum>9.</enum><text>{law}</text></section></amendment-block>"
            if law
            else ""
        )
        return f"<amendment-instruction><text>{quoted(words)}</text>{block}</amendment-instruction>"

    source = (
        "<bill bill-stage='Engrossed-Amendment-Senate'><form><legis-num>H. R. 77</legis-num></form><legis-body>"
        f"{amendment('At the end, add the following:', 'Ports are open.')}"
        f"{amendment('In section 3(a), strike “14 days” and insert “12 hours”.')}</legis-body></bill>"
    )
    found = read(parse_bytes(source.encode(), "amendment.xml"))
    assert not found.not_understood
    assert [said(one) for one in found.operations] == [
        f"add | H.R. 77 | at the end: {found.operations[0].payload[0]}",
        "replace | sec. 3(a), H.R. 77 | “14 days” | “12 hours”",
    ]


def test_quoted_law_is_no_instruction() -> None:
    found = reading(
        f"{HARBOR} is amended by adding at the end the following: "
        "[Section 9 of the Rivers Act is amended by striking “fee”.]."
    )
    assert [said(one).split(" | ")[0] for one in found.operations] == ["add"]
    assert [action.kind for action in found.actions] == ["amend", "add"]
    assert not found.not_understood


@pytest.mark.parametrize(
    "words",
    [
        "The amendments made by this section shall take effect on the date of enactment.",
        "The Secretary may strike a balance by adding the sums that are due.",
        "Paragraph (1) shall be applied by substituting “2031” for “2030”.",
        "This section may be amended only if both parties agree.",
        "The dam at the mouth of the river is redesignated as the “Old Dam”.",
        "The Rivers Act (as amended by section 9) applies.",
    ],
)
def test_what_only_speaks_of_amending_is_no_instruction(words: str) -> None:
    found = reading(words)
    assert (found.operations, found.not_understood, found.actions) == ((), (), ())


@pytest.mark.parametrize(
    ("words", "verbatim"),
    [
        (
            f"{HARBOR} is amended by striking the date that applies and inserting “2031”.",
            f"{HARBOR} is amended by striking the date that applies and inserting “2031”.",
        ),
        (
            "The law on canals is amended by striking “fee”.",
            "The law on canals is amended by striking “fee”.",
        ),
        ("The Secretary shall do so by striking “fee”.", "The Secretary shall do so by striking “fee”."),
    ],
)
def test_what_no_form_reads_is_listed_verbatim(words: str, verbatim: str) -> None:
    found = reading(words)
    assert [one.text for one in found.not_understood] == [verbatim]
    assert not found.operations


PIECES = [  # of instructions, to be put together in any order
    "Section 5 of the Rivers Act is amended ",
    "such section is repealed",
    "by striking ",
    "“fee”",
    "“toll",
    " and inserting ",
    "after paragraph (3) ",
    "(as so redesignated)",
    ", ",
    "; ",
    ". ",
    "—",
    "each place it appears ",
    "redesignating paragraphs (3) through (5) as paragraphs (4) through (6) ",
    "the following: ",
    "are each amended ",
    "to read as follows: ",
    "((((",
    "in subsection (a), ",
    "at the end of ",
    "Canals ",
    "9",
    "and all that follows through ",
    "The ",
    "For ",
    "of To A ",
    "the Act ",
    "paragraphs (1) and (2) of sections 3, 4, and 5 ",
]


@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14), min_size=1, max_size=4))
def test_no_amendatory_word_is_dropped(paragraphs: list[list[str]]) -> None:
    markup = "".join(
        f"<paragraph><enum>({at})</enum><text>{''.join(pieces)}</text></paragraph>"
        for at, pieces in enumerate(paragraphs, start=1)
    )
    document = act(f"<text>Section 4 of the Rivers Act is amended—</text>{markup}")
    found = read(document)
    spans = [span for one in found.operations for span in one.spans] + [
        one.span for one in found.not_understood
    ]
    for action in found.actions:
        assert any(holds(span, action.span) for span in spans), action
    for one in found.not_understood:
        assert document.by_address[one.span.address].text[one.span.start : one.span.end] == one.text
    assert read(document) == found


def holds(outer: Span, inner: Span) -> bool:
    return outer.address == inner.address and outer.start <= inner.start and inner.end <= outer.end


@pytest.mark.parametrize(
    "words",
    [
        "(" * 20_000,
        "the heading of " * 5_000,
        "is amended, " * 3_000,
        "paragraph (1) of " * 3_000,
        "“" * 20_000,
        "section " * 5_000,
        "and " * 5_000,
        "(1)" * 5_000,
        ", by striking" * 2_000,
        "the item relating to " * 2_000,
    ],
    ids=lambda words: words[:8],
)
def test_hostile_text_comes_to_an_end(words: str) -> None:
    found = read(act(f"<text>Section 4 of the Rivers Act is amended by striking {words}</text>"))
    assert found.actions[0].kind == "amend"
