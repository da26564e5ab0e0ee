"""The CFR, annual and electronic: containers, sections, what stands beside the law."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from lawdiff.parsers import Document, parse, parse_bytes

if TYPE_CHECKING:
    from pathlib import Path

ANNUAL = """<CFRGRANULE><FDSYS><CFRTITLE>37</CFRTITLE><DATE>2012-07-01</DATE><HEADING>PART 1</HEADING></FDSYS>
<PART><EAR>Pt. 1</EAR><HD SOURCE="HED">PART 1—RULES OF PRACTICE</HD>
<CONTENTS><SECHD>Sec.</SECHD><SECTNO>1.6</SECTNO><SUBJECT>Receipt.</SUBJECT>
<SECTNO>1.7</SECTNO><SUBJECT>[Reserved]</SUBJECT></CONTENTS>
<AUTH><HD SOURCE="HED">Authority:</HD><P>35 U.S.C. 2(b)(2).</P></AUTH>
<SUBPART><HD SOURCE="HED">Subpart A—General</HD><SUBJGRP><HD SOURCE="HED">Records</HD>
<SECTION><PRTPAGE P="9"/><SECTNO>§ 1.6</SECTNO><SUBJECT>Receipt.</SUBJECT>
<P>(a) <E T="03">Date.</E> (1) On Monday.</P><P>(2) [Reserved]</P>
<CITA>[48 FR 2707, Jan. 20, 1983]</CITA>
<EDNOTE><HD SOURCE="HED">Editorial Note:</HD><P>See the list.</P></EDNOTE></SECTION>
<SECTION><SECTNO>§§ 1.7-1.9</SECTNO><RESERVED>[Reserved]</RESERVED></SECTION></SUBJGRP></SUBPART>
<APPENDIX><EAR>Pt. 1, App. A</EAR><HD SOURCE="HED">Appendix A to Part 1—Forms</HD>
<HD SOURCE="HD1">I. One</HD><P>Text.</P></APPENDIX>
</PART></CFRGRANULE>"""
ELECTRONIC = """<DIV5 N="1" TYPE="PART" hierarchy_metadata="{&quot;citation&quot;:&quot;37 CFR Part 1&quot;}">
<HEAD>PART 1—RULES OF PRACTICE
</HEAD><AUTH><HED>Authority:</HED><PSPACE>35 U.S.C. 2(b)(2).</PSPACE></AUTH>
<DIV6 N="A" TYPE="SUBPART"><HEAD>Subpart A—General</HEAD><DIV7 TYPE="SUBJGRP"><HEAD>Records</HEAD>
<DIV8 N="§ 1.6" TYPE="SECTION"><HEAD>§ 1.6   Receipt.</HEAD><P>(a) <I>Date.</I> (1) On Monday.</P><P>(2) [Reserved]</P>
<CITA TYPE="N">[48 FR 2707, Jan. 20, 1983]</CITA></DIV8>
<DIV8 N="§§ 1.7-1.9" TYPE="SECTION"><HEAD>§§ 1.7-1.9   [Reserved]</HEAD></DIV8></DIV7></DIV6></DIV5>"""


def read(text: str) -> Document:
    return parse_bytes(text.encode(), "test.xml")


def test_identity_of_an_annual_part() -> None:
    document = read(ANNUAL)
    assert (document.kind, document.title, document.family) == (
        "CFR part",
        "37 CFR part 1 (2012-07-01)",
        "CFR",
    )
    assert (document.identity.title_number, document.identity.edition) == ("37", "2012-07-01")
    assert document.identity.cfr_parts == ("37 CFR 1",)


def test_containers_and_sections() -> None:
    at = read(ANNUAL).by_address
    assert at["cfr/t37/pt1"].number == "PART 1—"
    assert at["cfr/t37/s1.6"].parent == "cfr/t37/pt1/sptA/sg-records"
    found = at["cfr/t37/s1.6/a/1"]
    assert (found.text, found.citation, found.quoted) == ("On Monday.", "37 CFR 1.6(a)(1)", False)
    assert at["cfr/t37/s1.6/a"].heading == "Date."
    assert at["cfr/t37/s1.6/a/2"].status == "reserved"
    assert (at["cfr/t37/s1.7-1.9"].status, at["cfr/t37/s1.7-1.9"].number) == ("reserved", "§§ 1.7-1.9")
    assert at["cfr/t37/pt1/appA/I"].heading == "One"


def test_what_stands_beside_the_law_is_apparatus() -> None:
    at = read(ANNUAL).by_address
    assert [(note.kind, note.heading, note.text) for note in at["cfr/t37/s1.6"].apparatus] == [
        ("source credit", "", "[48 FR 2707, Jan. 20, 1983]"),
        ("editorial note", "Editorial Note:", "See the list."),
    ]
    assert at["cfr/t37/pt1"].apparatus[0].kind == "authority"


def test_a_note_to_the_section_stands_below_the_section() -> None:
    text = """<SECTION><SECTNO>§ 1.6</SECTNO><P>(a) One.</P>
    <NOTE><HD SOURCE="HED">Note to paragraph (a):</HD><P>N.</P></NOTE>
    <P>(b) Two.</P><NOTE><HD SOURCE="HED">Note to § 1.6:</HD><P>See.</P></NOTE></SECTION>"""
    section = read(text).body[0]
    assert [child.number or child.heading for child in section.children] == ["(a)", "(b)", "Note to § 1.6:"]
    assert section.children[0].children[0].heading == "Note to paragraph (a):"


def test_the_table_of_contents_is_one_provision_with_rows() -> None:
    contents = next(p for p in read(ANNUAL).provisions if p.level == "table of contents")
    assert [row.text for row in contents.children] == ["Sec.", "1.6\tReceipt.", "1.7\t[Reserved]"]


def test_the_electronic_edition_gives_the_same_sections() -> None:
    annual, electronic = read(ANNUAL).by_address, read(ELECTRONIC).by_address
    for address in ("cfr/t37/pt1", "cfr/t37/s1.6", "cfr/t37/s1.6/a", "cfr/t37/s1.6/a/1", "cfr/t37/s1.7-1.9"):
        old, new = annual[address], electronic[address]
        assert (old.number, old.heading, old.text, old.citation, old.status, old.parent) == (
            new.number,
            new.heading,
            new.text,
            new.citation,
            new.status,
            new.parent,
        )


def test_the_title_comes_from_the_metadata_of_a_part() -> None:
    document = read(ELECTRONIC)
    assert (document.family, document.title, document.identity.title_number) == (
        "eCFR",
        "37 CFR part 1",
        "37",
    )


def test_a_part_without_any_title_still_reads() -> None:
    document = read('<DIV8 N="1.6" TYPE="SECTION"><HEAD>§ 1.6 Receipt.</HEAD><P>Text.</P></DIV8>')
    assert (document.body[0].citation, document.identity.title_number) == ("§ 1.6", "")


@pytest.mark.parametrize(
    ("heading", "number", "designator"),
    [
        ("Appendix A to Part 1—Forms", "Appendix A to Part 1—", "A"),
        ("Appendix MS-1 to Part 1—Notice", "Appendix MS-1 to Part 1—", "MS-1"),
        ("Appendix B to Subpart C of Part 1—Lists", "Appendix B to Subpart C of Part 1—", "B"),
        ("Appendixes A-C to Part 1 [Reserved]", "Appendixes A-C to Part 1", "A-C"),
        ("Supplement I to Part 1—Official Interpretations", "Supplement I to Part 1—", "Supplement I"),
        ("Supplement No. 1 to Part 1—Lists", "Supplement No. 1 to Part 1—", "Supplement 1"),
    ],
)
def test_titles_of_appendices(heading: str, number: str, designator: str) -> None:
    document = read(f"<PART><APPENDIX><HD>{heading}</HD></APPENDIX></PART>")
    found = next(p for p in document.provisions if p.level == "appendix")
    assert (found.number, found.designator) == (number, designator)


@pytest.mark.parametrize(
    ("number", "designator"),
    [
        ("§ 1.6", "1.6"),
        ("§§ 1.7-1.9", "1.7-1.9"),
        ("§§ 1.1 through 1.5", "1.1-1.5"),
        ("§ 1.401(k)-1", "1.401(k)-1"),
    ],
)
def test_numbers_of_sections(number: str, designator: str) -> None:
    document = read(f"<SECTION><SECTNO>{number}</SECTNO></SECTION>")
    assert document.body[0].designator == designator


def test_a_whole_title_of_the_annual_edition() -> None:
    text = """<CFRDOC><TITLE><LRH>8 CFR Ch. I</LRH><CFRTITLE><TITLEHD><HD>Title 8—Aliens</HD></TITLEHD></CFRTITLE>
    <CHAPTER><TOC><TOCHD><HD>CHAPTER I—SECURITY</HD></TOCHD></TOC>
    <PART><HD>PART 215—CONTROLS</HD><SECTION><SECTNO>§ 215.8</SECTNO></SECTION></PART></CHAPTER></TITLE></CFRDOC>"""
    document = read(text)
    assert (document.kind, document.title, document.identity.cfr_parts) == (
        "CFR title",
        "8 CFR",
        ("8 CFR 215",),
    )
    assert document.by_address["chI"].heading == "SECURITY"
    assert document.by_address["cfr/t8/s215.8"].citation == "8 CFR 215.8"


@pytest.mark.parametrize(
    "text",
    [
        "<PART/>",
        "<SECTION/>",
        "<CFRGRANULE/>",
        "<DIV5/>",
        "<ECFR><DIV1><DIV3/></DIV1></ECFR>",
        "<RULE/>",
        "<FEDREG/>",
        "<RULE><SUPLINF><REGTEXT><AMDPAR/><SECTION><STARS/></SECTION><GPOTABLE/><EXTRACT/></REGTEXT></SUPLINF></RULE>",
        "<PART><HD/><SUBPART><SECTION><SECTNO/><SUBJECT/><P/><FTNT/></SECTION></SUBPART><APPENDIX/><AUTH/></PART>",
        "<NOTICE>stray<PREAMB>stray<ACT/>stray<SUM><HD/></SUM></PREAMB>stray<FTNT>stray</FTNT><FRDOC/></NOTICE>",
    ],
)
def test_odd_input_gives_a_tree(text: str) -> None:
    document = read(text)
    words = "".join(p.own_words + "".join(note.text for note in p.apparatus) for p in document.provisions)
    assert words.count("stray") == text.count("stray")


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "unclear"),
    [
        ("cfr/CFR-2011-title37-vol1-part1", 0),
        ("cfr/CFR-2012-title37-vol1-part1", 0),
        ("cfr/CFR-2012-title12-vol8-part1005", 1),
        ("cfr/CFR-2012-title12-vol8-part1024", 0),
        ("cfr/CFR-2012-title12-vol8-part1026", 6),
        ("ecfr/7cfr1b-2025", 0),
        ("ecfr/ECFR-title1", 0),
        ("ecfr/title-3-full-2024-05-17", 0),
        ("ecfr/title-1-part-51-2024-05-17", 0),
    ],
)
def test_real_parts_nest_by_the_rules(corpus: Path, name: str, unclear: int) -> None:
    document = parse(corpus / f"{name}.xml")
    assert sum(notice.code == "hierarchy-unclear" for notice in document.notices) <= unclear
    assert {notice.code for notice in document.notices} <= {"hierarchy-unclear"}
    assert len(document.by_address) == len(document.provisions)
    sections = [p for p in document.provisions if p.level == "section"]
    assert sections
    assert all(re.match(r"cfr/t\d+/s\d", p.address) for p in sections)


def test_an_excerpt_of_an_appendix_may_begin_with_any_marker() -> None:
    text = "<STARS/><P>(b) Two.</P><STARS/><HD SOURCE='HD2'>Part II</HD><P>2. * * *</P><P>d. Four.</P>"
    appendix = f"<HD SOURCE='HD1'>Appendix A to Part 9—Forms</HD>{text}"
    source = f"<RULE><REGTEXT TITLE='8' PART='9'><AMDPAR>1. Revise it:</AMDPAR>{appendix}</REGTEXT></RULE>"
    document = parse_bytes(source.encode(), "rule.xml")
    assert document.by_address["cfr/t8/pt9/appA/b"].text == "Two."
    assert document.by_address["cfr/t8/pt9/appA/part-ii/p1"].text == "2. * * *"


@pytest.mark.parametrize(
    ("headings", "address", "citation"),
    [
        (("(b) Rules", "(3) Days"), "b/3/1/a", "8 CFR part 9, appendix A(b)(3), 1.a"),
        (("I. Rules", "B. Days"), "I/B/1/a", "8 CFR part 9, appendix A, I.B.1.a"),
        (("Rules",), "rules/1/a", "8 CFR part 9, appendix A, Rules, 1.a"),
        ((), "1/a", "8 CFR part 9, appendix A, 1.a"),
    ],
)
def test_numbers_in_an_appendix_are_cited_as_they_are_printed(
    headings: tuple[str, ...], address: str, citation: str
) -> None:
    heads = "".join(f"<HD SOURCE='HD{size}'>{words}</HD>" for size, words in enumerate(headings, 1))
    text = f"<APPENDIX><HD SOURCE='HED'>Appendix A to Part 9—Forms</HD>{heads}<P>1. One.</P><P>a. Two.</P></APPENDIX>"
    part = f"<PART><HD SOURCE='HED'>PART 9—RULES</HD>{text}</PART>"
    source = f"<CFRGRANULE><FDSYS><CFRTITLE>8</CFRTITLE></FDSYS>{part}</CFRGRANULE>"
    document = parse_bytes(source.encode(), "cfr.xml")
    assert document.by_address[f"cfr/t8/pt9/appA/{address}"].citation == citation


@pytest.mark.parametrize(
    ("heading", "number", "rest"),
    [
        ("Appendix A to Subpart G to Part 1—Lists", "Appendix A to Subpart G to Part 1—", "Lists"),
        ("Appendix B to Subpart G of Part 1—Lists", "Appendix B to Subpart G of Part 1—", "Lists"),
    ],
)
def test_the_number_of_an_appendix_names_all_that_it_belongs_to(heading: str, number: str, rest: str) -> None:
    document = read(f"<PART><APPENDIX><HD SOURCE='HED'>{heading}</HD><P>Text.</P></APPENDIX></PART>")
    assert [(p.number, p.heading) for p in document.provisions if p.level == "appendix"] == [(number, rest)]


def test_comments_on_two_paragraphs_have_both_in_their_number() -> None:
    text = "<HD SOURCE='HD3'>Paragraphs 4(b)(7) and (b)(8) Fees</HD><P>1. One.</P>"
    appendix = f"<APPENDIX><HD SOURCE='HED'>Supplement I to Part 1—Comments</HD>{text}</APPENDIX>"
    heads = [p for p in read(f"<PART>{appendix}</PART>").provisions if p.level == "heading"]
    assert [(p.number, p.designator, p.heading) for p in heads] == [
        ("Paragraphs 4(b)(7) and (b)(8)", "4(b)(7)", "Fees")
    ]


def test_a_citation_has_no_colon_of_a_heading() -> None:
    note = "<NOTE><HD SOURCE='HED'>Note:</HD><P>Text.</P></NOTE>"
    section = f"<SECTION><SECTNO>§ 1.1</SECTNO><P>(a) One.</P>{note}</SECTION>"
    document = read(f"<PART>{section}</PART>")
    assert [p.citation for p in document.provisions if p.level == "note"] == ["§ 1.1(a), Note"]


@pytest.mark.corpus
def test_the_same_section_in_two_editions(corpus: Path) -> None:
    old, new = (parse(corpus / "cfr" / f"CFR-{year}-title37-vol1-part1.xml") for year in (2011, 2012))
    assert (
        old.by_address["cfr/t37/s1.6/a/1"].citation
        == new.by_address["cfr/t37/s1.6/a/1"].citation
        == "37 CFR 1.6(a)(1)"
    )
    assert "cfr/t37/s1.445/a/1/ii" in new.by_address
    assert "cfr/t37/s1.445/a/1/ii" not in old.by_address


def test_appendices_to_a_part_stand_below_the_part() -> None:
    appendix = "<APPENDIX><HD SOURCE='HED'>Appendix {} to {}—Forms</HD><P>Text.</P></APPENDIX>"
    inside = appendix.format("A", "Subpart B of Part 1") + appendix.format("B", "Part 1")
    subpart = (
        f"<SUBPART><HD SOURCE='HED'>Subpart B—Fees</HD>{inside}{appendix.format('C', 'Part 1')}</SUBPART>"
    )
    document = read(f"<PART><HD SOURCE='HED'>PART 1—RULES</HD>{subpart}</PART>")
    parents = {p.designator: p.parent for p in document.provisions if p.level == "appendix"}
    assert parents == {"A": "cfr/pt1/sptB", "B": "cfr/pt1", "C": "cfr/pt1"}
    assert [p.designator for p in document.provisions if p.level == "appendix"] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # Numbered as in a section.
        (("(a) One.", "(1) Two.", "(2) Three.", "(b) Four."), ["a", "a/1", "a/2", "b"]),
        # A list in the text of a form, and numbers that count otherwise, stay as they are printed.
        (("You may:", "(a) ask.", "(b) wait.", "We answer."), ["p1", "p2", "p3", "p4"]),
        (("(a) One.", "(4) Two.", "(C) Three."), ["p1", "p2", "p3"]),
        (("(a) One.", "Two."), ["p1", "p2"]),
        (("We reply twice.", "1. First.", "2. Then.", "Until then:", "pay."), ["p1", "p2", "p3", "p4", "p5"]),
        # Numbers above letters, numerals alone, and numbers without brackets.
        (("(1) One.", "(a) Two.", "(b) Three.", "(2) Four."), ["1", "1/a", "1/b", "2"]),
        (("(i) One.", "(A) Two.", "(B) Three.", "(ii) Four."), ["i", "i/A", "i/B", "ii"]),
        (("1. One.", "a. Two.", "i. Three.", "ii. Four.", "b. Five.", "2. Six."),
         ["1", "1/a", "1/a/i", "1/a/ii", "1/b", "2"]),
        (("1. One.", "a. Two.", "i. Three.", "a. Four.", "b. Five.", "b. Six."),
         ["1", "1/a", "1/a/i", "1/a/i/a", "1/a/i/b", "1/b"]),
        (("1. One.", "i. Two.", "A. Three.", "B. Four.", "ii. Five."), ["1", "1/i", "1/i/A", "1/i/B", "1/ii"]),
        (("A. One.", "1. Two.", "a. Three.", "2. Four.", "B. Five."), ["A", "A/1", "A/1/a", "A/2", "B"]),
        (("a. One.", "i. Two.", "ii. Three.", "b. Four."), ["a", "a/i", "a/ii", "b"]),
        # A list to the end behind what opens it; items with text of their own.
        (("Send:", "(1) one;", "(2) two."), ["p1", "1", "2"]),
        (("Cases.", "1. One.", "Reply.", "2. Two.", "Reply."), ["p1", "1", "1/p1", "2", "2/p1"]),
        # A marker that no way of numbering has a level for: all stay.
        (("1. One.", "aa. Two.", "2. Three."), ["p1", "p2", "p3"]),
    ],
)  # fmt: skip
def test_paragraphs_of_an_appendix_nest_where_they_count_as_in_a_section(
    paragraphs: tuple[str, ...], expected: list[str]
) -> None:
    text = "".join(f"<P>{paragraph}</P>" for paragraph in paragraphs)
    appendix = f"<APPENDIX><HD SOURCE='HED'>Appendix A to Part 1—Forms</HD>{text}</APPENDIX>"
    document = read(f"<PART><HD SOURCE='HED'>PART 1—RULES</HD>{appendix}</PART>")
    below = [p.address for p in document.provisions if p.address.startswith("cfr/pt1/appA/")]
    assert [address.removeprefix("cfr/pt1/appA/") for address in below] == expected
    assert document.notices == ()
