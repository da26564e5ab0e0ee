"""Bills in bill.dtd: what a small source becomes, and what becomes of a broken one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from lawdiff.parsers import parse_bytes
from lawdiff.parsers.bill_names import bill_number, iso_date, ordinal
from lawdiff.parsers.numbers import designator, tidy
from lawdiff.parsers.tables import toc_row

if TYPE_CHECKING:
    from lawdiff.parsers import Document

FORM = """<form><congress>One Hundred Nineteenth Congress</congress><session>At the First Session</session>
<legis-num>H. R. 7</legis-num><action><action-date date="20250102">January 2, 2025</action-date><action-desc>Ms. X
introduced</action-desc></action><legis-type>A BILL</legis-type><official-title>To set a fee.</official-title></form>"""

QUOTING = """<section section-type="section-one"><enum>1.</enum><header>Fee</header>
<text>Section 9 is amended—</text><paragraph><enum>(1)</enum><text>by adding at the end:</text>
<quoted-block><subsection><enum>(c)</enum><header>Amount</header><paragraph display-inline="yes-display-inline">
<enum>(1)</enum><text>The <term>fee</term> is <quote>nil</quote>.</text></paragraph><paragraph><enum>(2)</enum>
<text>It ends.</text></paragraph></subsection><after-quoted-block>; and</after-quoted-block></quoted-block></paragraph>
<paragraph><enum>(2)</enum><text>by striking <quote>old</quote>.</text></paragraph>
<continuation-text>Nothing else changes.</continuation-text></section>"""


def bill(body: str, *, form: str = FORM, reading: str = "inserted") -> Document:
    source = f'<bill bill-stage="Introduced-in-House">{form}<legis-body>{body}</legis-body></bill>'
    return parse_bytes(source.encode(), "bill.xml", reading=reading)


def rows(document: Document) -> list[tuple[str, str, str, str]]:
    return [(p.level, p.number, p.heading, p.text) for p in document.provisions]


def test_identity_comes_from_the_form() -> None:
    document = bill(QUOTING)
    assert document.kind == "bill"
    assert document.title == "H.R. 7 (introduced in House)"
    assert (document.identity.congress, document.identity.session) == ("119", "1")
    assert document.identity.dates == {"introduced": "2025-01-02"}


def test_the_lines_of_the_form_are_kept_apart_from_the_act() -> None:
    front = bill(QUOTING).body[0]
    assert front.level == "front matter"
    assert [child.text for child in front.children] == ["A BILL", "To set a fee."]
    assert "January 2, 2025 Ms. X introduced" in [note.text for note in front.apparatus]


def test_quoted_law_reads_as_printed() -> None:
    assert rows(bill(QUOTING))[3:] == [
        ("section", "SECTION 1.", "Fee", "Section 9 is amended—"),
        ("paragraph", "(1)", "", "by adding at the end:"),
        ("quoted-block", "", "", ""),
        ("subsection", "“(c)", "Amount", ""),
        ("paragraph", "(1)", "", "The ‘fee’ is ‘nil’."),
        ("paragraph", "“(2)", "", "It ends.”; and"),
        ("paragraph", "(2)", "", "by striking “old”."),
        ("continuation", "", "", "Nothing else changes."),
    ]


def test_quoted_law_is_marked_and_is_no_unit() -> None:
    document = bill(QUOTING)
    quoted = document.by_address["s1/1/q1/c/2"]
    assert quoted.quoted
    assert not quoted.is_unit
    assert quoted.designator == "2"
    assert quoted.citation == "sec. 1(1), quoted text(c)(2)"


def test_marks_inside_marks_alternate() -> None:
    document = bill("<section><text>strike <quote>a <quote>b</quote> c</quote></text></section>")
    assert document.provisions[-1].text == "strike “a ‘b’ c”"


def test_a_fraction_does_not_run_into_the_number_before_it() -> None:
    document = bill("<section><text>at 12<fraction>1/2</fraction> percent</text></section>")
    assert document.provisions[-1].text == "at 12 1/2 percent"


def test_a_page_break_does_not_split_a_word() -> None:
    document = bill("<section><text>Repre\u00adsenta<pagebreak/>tives</text></section>")
    assert document.provisions[-1].text == "Representatives"


def test_appropriations_nest_by_rank() -> None:
    body = """<title><enum>I</enum><appropriations-major><header>A</header></appropriations-major>
    <appropriations-intermediate><header>B</header></appropriations-intermediate>
    <appropriations-small><header>C</header><text>For C, $5.</text></appropriations-small>
    <appropriations-intermediate><header>D</header></appropriations-intermediate>
    <section><enum>101.</enum><text>No.</text></section></title>"""
    document = bill(body)
    assert [(p.depth, p.heading) for p in document.provisions if p.level.startswith("appropriations")] == [
        (1, "A"),
        (2, "B"),
        (3, "C"),
        (2, "D"),
    ]
    assert document.by_address["s101"].depth == 1


@pytest.mark.parametrize(
    ("siblings", "expected"),
    [
        # A heading in parentheses goes on with the heading above it, and the paragraph is of both.
        (
            ("C", "(INCLUDING TRANSFER OF FUNDS)", "|For C, $5."),
            [("C (INCLUDING TRANSFER OF FUNDS)", "For C, $5.")],
        ),
        (("C", "(BY TRANSFER)|For C, $5."), [("C (BY TRANSFER)", "For C, $5.")]),
        (("C", "|For C, $5.", "D|For D, $6."), [("C", "For C, $5."), ("D", "For D, $6.")]),
        # A further paragraph stays a paragraph, and a heading that only has parentheses in it a heading.
        (
            ("C|For C, $5.", "|This title may be cited."),
            [("C", "For C, $5."), ("", "This title may be cited.")],
        ),
        (("C", "D (No. 2)|For D, $6."), [("C", ""), ("D (No. 2)", "For D, $6.")]),
    ],
)
def test_an_account_is_one_provision(siblings: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    parts = [sibling.partition("|") for sibling in siblings]
    accounts = "".join(
        "<appropriations-small>"
        + (f"<header>{header}</header>" if header else "")
        + (f"<text>{text}</text>" if text else "")
        + "</appropriations-small>"
        for header, _, text in parts
    )
    document = bill(f"<title><enum>I</enum>{accounts}</title>")
    found = [p for p in document.provisions if p.level == "appropriations small"]
    assert [(p.heading, p.text) for p in found] == expected


def test_the_paragraph_below_the_heading_of_an_agency_is_its_own() -> None:
    body = """<title><enum>I</enum><appropriations-intermediate><header>B</header></appropriations-intermediate>
    <appropriations-small><text>For B, <footnote id="f">See C.</footnote> $5.</text></appropriations-small></title>"""
    found = bill(body).provisions[-1]
    assert (found.level, found.heading, found.text) == ("appropriations intermediate", "B", "For B, $5.")
    assert [note.text for note in found.apparatus] == ["See C."]


def test_rows_of_tables_keep_their_cells_apart() -> None:
    body = """<section><text>See:</text><table><ttitle>Shares</ttitle><tgroup><tbody>
    <row><entry>3 years</entry><entry>50%</entry></row></tbody></tgroup></table><text>End.</text></section>"""
    assert rows(bill(body))[4:] == [
        ("table", "", "Shares", ""),
        ("row", "", "", "3 years\t50%"),
        ("continuation", "", "", "End."),
    ]


TWO_TEXTS = """<bill bill-stage="Reported-in-Senate"><form><legis-num>S. 3</legis-num></form>
<legis-body><section changed="deleted"><enum>1.</enum><text>Old.</text></section></legis-body>
<legis-body><section changed="added"><enum>1.</enum><text>New.</text></section></legis-body></bill>"""


@pytest.mark.parametrize(("reading", "text"), [("inserted", "New."), ("struck", "Old.")])
def test_a_reported_bill_gives_the_text_asked_for(reading: str, text: str) -> None:
    document = parse_bytes(TWO_TEXTS.encode(), "rs.xml", reading=reading)
    assert [p.text for p in document.provisions if p.level == "section"] == [text]
    assert document.reading == reading


def test_one_text_has_no_reading() -> None:
    document = bill(QUOTING, reading="struck")
    assert document.reading == ""
    assert document.by_address["s1"].heading == "Fee"


def test_a_resolution_keeps_its_recitals() -> None:
    source = """<resolution resolution-stage="Introduced-in-House"><form><legis-num>H. RES. 5</legis-num></form>
    <preamble><whereas><text>Whereas it is so: Now, therefore, be it</text></whereas></preamble>
    <resolution-body><section><text>That it be.</text></section></resolution-body></resolution>"""
    document = parse_bytes(source.encode(), "res.xml")
    assert document.kind == "resolution"
    assert document.identity.number == "H. Res. 5"
    assert ("recital", "Whereas it is so: Now, therefore, be it") in [
        (p.level, p.text) for p in document.provisions
    ]


def test_an_unknown_element_keeps_its_words_and_is_noticed() -> None:
    document = bill("<section><enum>1.</enum><novelty>New <i>kind</i> of text</novelty></section>")
    assert document.provisions[-1].text == "New kind of text"
    assert "unknown-element" in {notice.code for notice in document.notices}


@pytest.mark.parametrize(
    "body", ["", "<section/>", "<section><header/></section>", "<enum>1.</enum>", "loose words"]
)
def test_broken_bodies_give_a_document_with_notices_or_words(body: str) -> None:
    document = bill(body, form="")
    words = "".join(provision.own_words for provision in document.provisions)
    assert document.notices or words


@pytest.mark.parametrize(
    ("number", "alone"),
    [
        ("SEC. 90004.", "90004"),
        ("“(3)", "3"),
        ("(a)", "a"),
        ("TITLE I", "I"),
        ("[§ 225.", "225"),
        ("§ 215.8", "215.8"),
        ("Subtitle A", "A"),
        ("[§§ 3304 to 3307.", "3304-3307"),
        ("", ""),
    ],
)
def test_designator_is_the_number_alone(number: str, alone: str) -> None:
    assert designator(number) == alone


def test_small_helpers() -> None:
    assert tidy("TITLE I—") == "TITLE I"
    assert bill_number("H. CON. RES. 105") == "H. Con. Res. 105"
    assert bill_number("no number") == "no number"
    assert ordinal("One Hundred Nineteenth Congress of the United States") == "119"
    assert ordinal("119th CONGRESS") == "119"
    assert iso_date("20250130") == "2025-01-30"
    assert iso_date("soon") == ""
    assert toc_row("Sec. 2. Fees.") == "Sec. 2.\tFees."
    assert toc_row("TITLE I—Funding") == "TITLE I—\tFunding"


def test_an_amendment_keeps_its_instruction_and_the_text_it_inserts() -> None:
    source = """<amendment-doc amend-stage="proposed"><amendment-form><legis-num>H.R. 7</legis-num></amendment-form>
    <amendment-body><amendment><amendment-instruction><text>On page 3, insert:</text><amendment-block><section>
    <enum>2.</enum><text>New.</text></section><after-quoted-block>.</after-quoted-block></amendment-block>
    </amendment-instruction></amendment></amendment-body></amendment-doc>"""
    document = parse_bytes(source.encode(), "amendment.xml")
    assert document.title == "Amendment to H.R. 7 (proposed)"
    assert document.notices == ()
    assert rows(document)[2:] == [
        ("instruction", "", "", "On page 3, insert:"),
        ("quoted-block", "", "", ""),
        ("section", "“SEC. 2.", "", "New.”."),
    ]


def test_two_readings_of_one_bill_are_two_documents() -> None:
    text = """<legis-body changed="deleted"><section><enum>1.</enum><text>Old words.</text></section></legis-body>
<legis-body changed="added"><section><enum>1.</enum><text>New words.</text></section></legis-body>"""
    source = f'<bill bill-stage="Reported-in-Senate">{FORM}{text}</bill>'.encode()
    inserted, struck = parse_bytes(source, "b.xml"), parse_bytes(source, "b.xml", reading="struck")
    assert (inserted.reading, struck.reading) == ("inserted", "struck")
    assert inserted.sha256 == hashlib.sha256(source).hexdigest()
    assert struck.sha256 != inserted.sha256
