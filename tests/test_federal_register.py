"""Documents of the Federal Register: identity, preamble, regulatory text, footnotes, whole issues."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lawdiff.parsers import Document, UnreadableSource, parse, parse_bytes

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """<PREAMB><PRTPAGE P="100"/><AGENCY TYPE="S">DEPARTMENT OF EXAMPLES</AGENCY><SUBAGY>Bureau of Tests</SUBAGY>
<CFR>8 CFR Parts 215 and 235</CFR><DEPDOC>[Docket No. USBT–2020–0001; BT Dec. 20–01]</DEPDOC><RIN>RIN 1600–AA00</RIN>
<SUBJECT>Collection of examples</SUBJECT>
<AGY><HD SOURCE="HED">AGENCY:</HD><P>Bureau of Tests.</P></AGY>
<ACT><HD SOURCE="HED">ACTION:</HD><P>{action}</P></ACT>
<SUM><HD SOURCE="HED">SUMMARY:</HD><P>First.</P><P>Second.</P></SUM>
<DATES><HD SOURCE="HED">DATES:</HD><P>This rule is effective March 2, 2020.
Comments must be received on or before April 3, 2020.</P></DATES>
</PREAMB>"""
PREAMBLE = """<HD SOURCE="HED">SUPPLEMENTARY INFORMATION:</HD><P>Lead.</P>
<HD SOURCE="HD1">IV. Discussion</HD><P>One.<SU>1</SU><FTREF/> Two.</P><FTNT><P><SU>1</SU> The note.</P></FTNT>
<HD SOURCE="HD2">B. Legal Authority</HD><P>Three.</P><HD SOURCE="HD1">Costs</HD><P>Four.</P>
<LSTSUB><HD SOURCE="HED">List of Subjects in 8 CFR Part 215</HD><P>Aliens.</P></LSTSUB><P>For these reasons:</P>"""
PART = '<PART><HD SOURCE="HED">PART 215—CONTROLS</HD></PART>'
AUTHORITY = """<AMDPAR>1. The authority citation is revised:</AMDPAR>
<AUTH><HD SOURCE="HED">Authority:</HD><P>8 U.S.C. 1101.</P></AUTH>"""
SECTION = """<AMDPAR>2. In § 215.8:</AMDPAR>
<AMDPAR>a. Revise paragraph (a); and</AMDPAR><AMDPAR>b. Add paragraph (c).</AMDPAR>
<P>The changes read as follows:</P>
<SECTION><SECTNO>§ 215.8</SECTNO><SUBJECT>Examples.</SUBJECT><P>(a) <E T="03">Scope.</E> (1) All.</P><P>(2) None.</P>
<STARS/><P>(c) New.</P></SECTION>"""
TAIL = """<SIG><NAME>A Name,</NAME><TITLE>Director.</TITLE></SIG></SUPLINF>
<FRDOC>[FR Doc. 2020–00001 Filed 2–28–20; 8:45 am]</FRDOC><BILCOD>BILLING CODE 0000–00–P</BILCOD>"""


def proposal(action: str = "Notice of proposed rulemaking.") -> Document:
    body = f"<SUPLINF>{PREAMBLE}{PART}{AUTHORITY}{SECTION}{TAIL}"
    return read(f"<PRORULE>{HEAD.format(action=action)}{body}</PRORULE>")


def rule(action: str = "Final rule.") -> Document:
    first = f'<REGTEXT TITLE="8" PART="215">{PART}{AUTHORITY}</REGTEXT>'
    second = f'<REGTEXT TITLE="8" PART="215">{SECTION}</REGTEXT>'
    return read(f"<RULE>{HEAD.format(action=action)}<SUPLINF>{PREAMBLE}{first}{second}{TAIL}</RULE>")


def read(text: str) -> Document:
    return parse_bytes(text.encode(), "test.xml")


def shape(document: Document) -> list[tuple[str, str, str, str, str, bool]]:
    return [(p.address, p.citation, p.number, p.heading, p.text, p.quoted) for p in document.provisions]


def test_a_proposal_and_a_rule_give_the_same_tree() -> None:
    assert shape(proposal("Proposed or final.")) == shape(rule("Proposed or final."))


def test_identity() -> None:
    document = proposal()
    identity = document.identity
    assert document.kind == "proposed rule"
    assert document.title == "Collection of examples (proposed rule, 85 FR 100)"
    assert (identity.fr_document, identity.fr_citation) == ("2020-00001", "85 FR 100")
    assert identity.rins == ("1600-AA00",)
    assert identity.dockets == ("USBT-2020-0001", "BT Dec. 20-01")
    assert identity.agencies == ("DEPARTMENT OF EXAMPLES", "Bureau of Tests")
    assert identity.cfr_parts == ("8 CFR 215", "8 CFR 235")
    assert identity.dates == {
        "effective": "2020-03-02",
        "comments close": "2020-04-03",
        "filed": "2020-02-28",
    }


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("Interim final rule; request for comments.", "interim final rule"),
        ("Interim final rule (“IFR”) with request for comments.", "interim final rule"),
        ("Final rule with request for comments.", "final rule"),
        ("Final rule; official interpretations.", "final rule"),
        ("Supplemental final rule; official staff commentary.", "final rule"),
        ("Correcting amendment.", "final rule"),
        ("Notice of proposed rulemaking.", "final rule"),
    ],
)
def test_kind_of_a_rule(action: str, kind: str) -> None:
    assert rule(action).kind == kind


@pytest.mark.parametrize(
    "action", ["Notice of proposed rulemaking; re-opening of comment period.", "Interim final rule."]
)
def test_a_proposal_stays_one_whatever_its_action_line_says(action: str) -> None:
    assert proposal(action).kind == "proposed rule"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("In rule document 2020-00001, appearing on page 100, make the following correction:", "final rule"),
        ("In proposed rule document 2020-00001, on page 100:", "proposed rule"),
        ("In notice document 2020-00001, on page 100:", "notice"),
        ("On page 100:", "notice"),
    ],
)
def test_a_correction_is_of_the_kind_that_it_corrects(words: str, kind: str) -> None:
    preamble = "<PREAMB><SUBJECT>Examples; Correction</SUBJECT></PREAMB>"
    document = read(f"<CORRECT>{preamble}<SUPLINF><P>{words}</P></SUPLINF></CORRECT>")
    assert document.kind == kind


def test_a_proclamation_begins_on_the_page_that_its_masthead_opens() -> None:
    masthead = '<TITLE3>Title 3—</TITLE3><PRES>The President<PRTPAGE P="22505"/></PRES>'
    words = "<PROC>Proclamation 9999 of April 12, 2016</PROC><FP>Examples.<PRTPAGE P='22506'/> More.</FP>"
    number = "<FRDOC>[FR Doc. 2016-00001 </FRDOC><FILED>Filed 4-14-16; 8:45 am]</FILED>"
    document = read(f"<PRESDOCU><PROCLA>{masthead}{words}{number}</PROCLA></PRESDOCU>")
    assert document.identity.fr_citation == "81 FR 22505"
    assert document.identity.dates == {"filed": "2016-04-14"}


def test_a_signature_in_a_caption_stands_with_the_number_of_the_document() -> None:
    contact = '<FURINF><HD SOURCE="HED">CONTACT:</HD><P>Ask us.</P><SIG><NAME>A Name,</NAME></SIG></FURINF>'
    number = "<FRDOC>[FR Doc. 2020-00001 Filed 2-28-20; 8:45 am]</FRDOC>"
    document = read(f"<NOTICE><PREAMB>{contact}</PREAMB>{number}</NOTICE>")
    back = [p for p in document.provisions if p.level == "back matter"]
    assert [[line.text for line in each.children] for each in back] == [
        ["A Name,", "[FR Doc. 2020-00001 Filed 2-28-20; 8:45 am]"]
    ]
    more = contact.replace("</FURINF>", "<P>Or them.</P></FURINF>")
    document = read(f"<NOTICE><PREAMB>{more}</PREAMB>{number}</NOTICE>")
    assert [p.text for p in document.provisions if p.text] == [
        *("Ask us.", "A Name,", "Or them."),
        "[FR Doc. 2020-00001 Filed 2-28-20; 8:45 am]",
    ]


@pytest.mark.parametrize(
    "mark",
    [
        "<SU>1</SU><FTREF/>",
        "<FTREF/><SU>1</SU>",
        "<SU>1 2</SU><FTREF/>",
        '<E T="51">1, 2</E><FTREF/>',
        "<SU>1</SU>",
    ],
)
def test_a_mark_of_footnotes_however_it_is_set(mark: str) -> None:
    notes = "<FTNT><P><SU>1</SU> One.</P><P><SU>2</SU> Two.</P></FTNT>"
    document = read(f"<RULE><SUPLINF><P>So it is.{mark}</P>{notes}</SUPLINF></RULE>")
    text = next(p for p in document.provisions if p.text)
    assert text.text == "So it is."
    assert (text.apparatus[0].label, text.apparatus[0].offset) == ("1", 9)
    assert {a.label for p in document.provisions for a in p.apparatus} == {"1", "2"}


def test_a_raised_number_in_running_text_is_no_mark() -> None:
    notes = "<FTNT><P><SU>3</SU> Three.</P></FTNT>"
    document = read(f"<RULE><SUPLINF><P>All 5 m<SU>3</SU> of it.</P>{notes}</SUPLINF></RULE>")
    assert next(p.text for p in document.provisions if p.text) == "All 5 m3 of it."


def test_a_page_break_before_the_head_of_a_note() -> None:
    note = '<NOTE><PRTPAGE P="9"/><HD SOURCE="HED">Note:</HD><P>It holds.</P></NOTE>'
    section = f"<SECTION><SECTNO>§ 215.8</SECTNO><P>(a) All.</P>{note}</SECTION>"
    document = read(f'<RULE><SUPLINF><REGTEXT TITLE="8" PART="215">{section}</REGTEXT></SUPLINF></RULE>')
    assert [(p.heading, p.children[0].text) for p in document.provisions if p.level == "note"] == [
        ("Note:", "It holds.")
    ]


def test_an_action_line_without_the_white_space_of_its_element() -> None:
    assert rule("</P><P>Final rule.</P><P>").identity.action == "Final rule."


def test_preamble_by_caption_and_heading() -> None:
    document = proposal()
    at = document.by_address
    assert at["preamble/summary"].text == "First."
    assert [child.text for child in at["preamble/summary"].children] == ["Second."]
    nested = at["preamble/IV/B"]
    assert (nested.number, nested.heading, nested.citation) == (
        "B.",
        "Legal Authority",
        "85 FR 100, preamble IV.B",
    )
    assert nested.is_unit
    assert at["preamble/costs"].parent == "preamble"
    assert at["preamble/p1"].text == "For these reasons:"


def test_regulatory_text() -> None:
    document = rule()
    at = document.by_address
    assert (at["cfr/t8/pt215"].number, at["cfr/t8/pt215"].heading) == ("PART 215—", "CONTROLS")
    assert at["cfr/t8/pt215/amdt2/b"].text == "Add paragraph (c)."
    section = at["cfr/t8/s215.8"]
    assert section.quoted
    assert section.is_unit
    assert section.parent == "cfr/t8/pt215/amdt2"
    assert section.citation == "8 CFR 215.8"
    first = at["cfr/t8/s215.8/a/1"]
    assert (first.citation, first.text) == ("8 CFR 215.8(a)(1)", "All.")
    assert at["cfr/t8/s215.8/a"].heading == "Scope."
    assert [child.text for child in section.children if child.level == "text"] == ["* * *"]
    assert at["cfr/t8/pt215/amdt1/authority"].text == "8 U.S.C. 1101."


def test_a_footnote_stands_with_its_reference() -> None:
    paragraph = proposal().by_address["preamble/IV/p1"]
    assert paragraph.text == "One. Two."
    (note,) = paragraph.apparatus
    assert (note.kind, note.label, note.text, note.offset) == ("footnote", "1", "The note.", 4)


def test_two_footnotes_in_one_element() -> None:
    note = "<FTNT><P><SU>1</SU> One.</P><P>More.</P><P><SU>2</SU> Two.</P></FTNT>"
    document = read(f"<NOTICE><SUPLINF><P>Text.<SU>1</SU> <SU>2</SU><FTREF/></P>{note}</SUPLINF></NOTICE>")
    paragraph = document.provisions[-1]
    assert paragraph.text == "Text."
    assert [(found.label, found.text) for found in paragraph.apparatus] == [
        ("1", "One.\nMore."),
        ("2", "Two."),
    ]


def test_a_raised_number_without_a_footnote_stays_in_the_text() -> None:
    document = read("<NOTICE><SUPLINF><P>10 m<SU>2</SU> and<SU>9</SU><FTREF/> more.</P></SUPLINF></NOTICE>")
    assert document.provisions[-1].text == "10 m2 and9 more."


def test_the_signature_and_the_document_number_are_back_matter() -> None:
    back = proposal().by_address["back"]
    assert [child.text for child in back.children][-2:] == [
        "[FR Doc. 2020–00001 Filed 2–28–20; 8:45 am]",
        "BILLING CODE 0000–00–P",
    ]


def test_a_signature_before_the_amendments_keeps_its_place() -> None:
    moved = f"{PREAMBLE}<SIG><NAME>A Name,</NAME></SIG><P>Part 215 is amended:</P>{PART}{AUTHORITY}"
    document = read(f"<PRORULE>{HEAD.format(action='Proposed rule.')}<SUPLINF>{moved}</SUPLINF></PRORULE>")
    texts = [provision.text for provision in document.provisions]
    assert texts.index("A Name,") < texts.index("Part 215 is amended:") < texts.index("8 U.S.C. 1101.")


def test_a_signature_inside_the_regulatory_text_is_back_matter() -> None:
    signature = "<SIG><DATED>Dated: May 4, 2020.</DATED><NAME>A Name,</NAME><TITLE>Director.</TITLE></SIG>"
    part = f'<PART><HD SOURCE="HED">PART 215—CONTROLS</HD>{SECTION}{signature}</PART>'
    document = read(f'<RULE><SUPLINF><REGTEXT TITLE="8" PART="215">{part}</REGTEXT></SUPLINF></RULE>')
    assert [top.level for top in document.body] == ["part", "back matter"]
    assert [line.text for line in document.body[-1].children] == [
        "Dated: May 4, 2020.",
        "A Name,",
        "Director.",
    ]


def test_a_signature_that_a_rule_sets_out_is_its_text() -> None:
    signature = "<SIG><NAME>Your name</NAME></SIG>"
    form = f"<SECTION><SECTNO>§ 215.9</SECTNO><SUBJECT>Form.</SUBJECT><P>Sign:</P>{signature}</SECTION>"
    document = read(f"<RULE><SUPLINF>{PART}<AMDPAR>1. Add § 215.9:</AMDPAR>{form}</SUPLINF></RULE>")
    assert [top.level for top in document.body] == ["part"]
    assert "Your name" in [provision.text for provision in document.provisions]


def test_sections_stand_in_the_subpart_that_is_set_out() -> None:
    one = "<SECTION><SECTNO>§ 215.{0}</SECTNO><SUBJECT>Fees.</SUBJECT><P>It is due.</P></SECTION>"
    head = '<HD SOURCE="HED">Subpart {0}—Fees</HD>'
    nested = f"<SUBPART>{head.format('A')}{one.format(1)}{one.format(2)}</SUBPART>"
    flat = f"<SUBPART>{head.format('B')}</SUBPART>{one.format(3)}{one.format(4)}"
    only_named = f"<SUBPART>{head.format('C')}</SUBPART>"
    instructions = "<AMDPAR>{0}. Add:</AMDPAR>"
    body = PART + instructions.format(1) + nested + instructions.format(2) + flat
    body += only_named + instructions.format(3) + one.format(5)
    document = read(f"<RULE><SUPLINF>{body}</SUPLINF></RULE>")
    levels = [
        (provision.designator, document.by_address[provision.parent].designator)
        for provision in document.provisions
        if provision.level == "section"
    ]
    assert levels == [("215.1", "A"), ("215.2", "A"), ("215.3", "B"), ("215.4", "B"), ("215.5", "3")]


def test_a_second_agency_issues_its_part_after_the_first_ones_appendix() -> None:
    head = "<PREAMB><AGENCY>BUREAU OF TESTS</AGENCY><AGENCY>OFFICE OF TRIALS</AGENCY></PREAMB>"
    appendix = (
        '<AMDPAR>1. Add appendix A:</AMDPAR><HD SOURCE="HED">Appendix A to Part 7—Forms</HD><P>One.</P>'
    )
    second = '<HD SOURCE="HD1">Office of Trials</HD><HD SOURCE="HD1">Authority and Issuance</HD>'
    second += "<P>The Office amends:</P>"
    body = f"<PART><HD>PART 7—A</HD></PART>{appendix}{second}<PART><HD>PART 9—B</HD></PART><AMDPAR>1. Go.</AMDPAR>"
    document = read(f"<RULE>{head}<SUPLINF>{body}</SUPLINF></RULE>")
    assert [(top.level, top.designator or top.heading) for top in document.body[1:]] == [
        ("part", "7"),
        ("heading", "Office of Trials"),
        ("part", "9"),
    ]
    assert [below.heading or below.text for below in document.body[2].children] == [
        "Authority and Issuance",
        "The Office amends:",
    ]


def test_a_billing_code_between_pages_ends_nothing() -> None:
    document = read(
        "<RULE><SUPLINF><HD SOURCE='HD1'>I. One</HD><P>Before.</P><BILCOD>CODE</BILCOD><P>After.</P></SUPLINF>"
        "<FRDOC>[FR Doc. 2020–00001 Filed 2–28–20]</FRDOC><BILCOD>CODE</BILCOD></RULE>",
    )
    assert [child.text for child in document.by_address["preamble/I"].children] == [
        "Before.",
        "CODE",
        "After.",
    ]
    assert [top.address for top in document.body] == ["preamble", "back"]


def test_spaces_that_the_source_dropped_come_back() -> None:
    glued = '<P>see<E T="03">x</E></P>'
    many = (
        glued * 4
        + '<P>(a)<E T="03">In general.</E>Except for<E T="03">b</E>(1), in<E T="02">SUPPLEMENTARY</E>.</P>'
    )
    document = read(f"<NOTICE><SUPLINF>{many}</SUPLINF></NOTICE>")
    assert document.provisions[-1].text == "(a) In general. Except for b(1), in SUPPLEMENTARY."


def test_letters_in_italics_stay_glued_where_the_source_is_sound() -> None:
    sound = (
        '<P>see <E T="03">x</E> and <E T="03">y</E></P>' * 3
        + '<P>re<E T="03">port</E> <E T="03">b</E>(1)</P>'
    )
    document = read(f"<NOTICE><SUPLINF>{sound}</SUPLINF></NOTICE>")
    assert document.provisions[-1].text == "report b(1)"


def test_tables_keep_titles_heads_cells_and_notes() -> None:
    table = """<GPOTABLE><TTITLE>Fees</TTITLE>
    <BOXHD><CHED H="1">Kind</CHED><CHED H="1">Sum</CHED></BOXHD>
    <ROW><ENT I="01">Small</ENT><ENT>$1</ENT></ROW>
    <ROW><ENT>Large</ENT><ENT/></ROW><TNOTE>In dollars.</TNOTE></GPOTABLE>"""
    document = read(f"<NOTICE><SUPLINF>{table}</SUPLINF></NOTICE>")
    found = next(provision for provision in document.provisions if provision.level == "table")
    assert found.heading == "Fees"
    assert [row.text for row in found.children] == ["Kind\tSum", "Small\t$1", "Large\t", "In dollars."]


def test_sections_know_their_part_better_than_the_attribute() -> None:
    wrong = f'<REGTEXT TITLE="8" PART="251">{SECTION}</REGTEXT>'
    document = read(f"<RULE>{HEAD.format(action='Final rule.')}<SUPLINF>{wrong}</SUPLINF></RULE>")
    assert [provision.address for provision in document.body if provision.level == "part"] == ["cfr/t8/pt215"]


def test_instructions_in_other_dress() -> None:
    text = """<AMDPAR>■ 3. Revise:</AMDPAR><AMDPAR>■ a. One.</AMDPAR><AMDPAR>i. Two.</AMDPAR><AMDPAR>b. Three.</AMDPAR>
    <AMDPAR><E T="04">Par. 4.</E> Amend:</AMDPAR>"""
    document = read(f'<RULE><SUPLINF><REGTEXT TITLE="8" PART="215">{text}</REGTEXT></SUPLINF></RULE>')
    below = [p.address.removeprefix("cfr/t8/pt215/") for p in document.provisions if p.depth]
    assert below == ["amdt3", "amdt3/a", "amdt3/a/i", "amdt3/b", "amdt4"]


def test_parts_of_an_instruction_nest_by_the_style_of_their_numbers() -> None:
    numbers = "A. i. ii. B. i. ii. iii. a. b. iv. v. a. C."
    text = "".join(f"<AMDPAR>{number} Revise it.</AMDPAR>" for number in numbers.split())
    regtext = f'<REGTEXT TITLE="8" PART="215"><AMDPAR>4. In Supplement I:</AMDPAR>{text}</REGTEXT>'
    document = read(f"<RULE><SUPLINF>{regtext}</SUPLINF></RULE>")
    below = [p.address.removeprefix("cfr/t8/pt215/amdt4") for p in document.provisions if p.depth > 1]
    assert below == [
        *("/A", "/A/i", "/A/ii"),
        *("/B", "/B/i", "/B/ii", "/B/iii", "/B/iii/a", "/B/iii/b", "/B/iv", "/B/v", "/B/v/a"),
        "/C",
    ]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        # The depth of "E." is a misprint: it goes on with "D.".
        (
            ("1 III. X", "2 D. X", "3 3. X", "3 4. X", "3 E. X", "2 F. X"),
            ["III", "III/D", "III/D/3", "III/D/4", "III/E", "III/F"],
        ),
        # What has no number between "B." and "C." of the smallest size belongs to "B.": nothing is misprinted.
        (
            ("1 I. X", "2 B. X", "3 A. X", "3 B. X", "3 Final", "3 C. X"),
            ["I", "I/B", "I/B/A", "I/B/B", "I/B/B/final", "I/B/C"],
        ),
        # The first of a count is never the next of another.
        (("1 H. X", "2 I. X", "2 II. X"), ["H", "H/I", "H/II"]),
        # A telephone number is no number of a heading.
        (("1 (620) 555-0123", "1 (2) Two"), ["620-555-0123", "2"]),
    ],
)
def test_headings_of_a_preamble_nest_by_depth_and_number(heads: tuple[str, ...], expected: list[str]) -> None:
    text = "".join(f'<HD SOURCE="HD{head[0]}">{head[2:]}</HD><P>Words.</P>' for head in heads)
    document = read(f"<RULE><SUPLINF>{text}</SUPLINF></RULE>")
    found = [p.address.removeprefix("preamble/") for p in document.provisions if p.level == "heading"]
    assert found == expected


def test_interpretations_are_keyed_by_what_they_interpret() -> None:
    text = """<AMDPAR>3. In Supplement I:</AMDPAR>
    <HD SOURCE="HD1">Supplement I to Part 215—Official Interpretations</HD>
    <EXTRACT><HD SOURCE="HD2">Section 215.8—Examples</HD><P><E T="03">8(a) Scope.</E></P>
    <P>1. <E T="03">All.</E> i. Text.</P><P>ii. More.</P></EXTRACT>"""
    document = read(f'<RULE><SUPLINF><REGTEXT TITLE="8" PART="215">{text}</REGTEXT></SUPLINF></RULE>')
    found = document.by_address["cfr/t8/pt215/appSupplement-I/8(a)/1/ii"]
    assert (found.text, found.citation) == ("More.", "8 CFR part 215, Supplement I, 8(a)-1.ii")


ISSUE = f"""<FEDREG><VOL>85</VOL><NO>7</NO><DATE>Monday, March 2, 2020</DATE><UNITNAME>Notices</UNITNAME>
<NOTICES><NOTICE><PREAMB><PRTPAGE P="7"/><SUBJECT>One</SUBJECT></PREAMB>
<FRDOC>[FR Doc. 2020–00002 Filed 2–28–20]</FRDOC></NOTICE>
<NOTICE><PREAMB><SUBJECT>Two</SUBJECT></PREAMB><FRDOC>[FR Doc. 2020–00003 Filed 2–28–20]</FRDOC></NOTICE></NOTICES>
<RULES><RULE>{HEAD.format(action="Final rule.")}<SUPLINF>{PART}{SECTION}</SUPLINF></RULE></RULES></FEDREG>"""


def test_an_issue_holds_its_documents_in_order() -> None:
    document = read(ISSUE)
    assert document.kind == "Federal Register issue"
    assert [(top.level, top.designator, top.citation) for top in document.body] == [
        ("document", "2020-00002", "85 FR 7"),
        ("document", "2020-00003", "85 FR 7"),
        ("document", "", "85 FR 100"),
    ]
    assert document.body[2].children[-1].children[0].children[-1].citation == "8 CFR 215.8"
    assert len(document.by_address) == len(document.provisions)


def test_one_document_of_an_issue() -> None:
    document = parse_bytes(ISSUE.encode(), "issue.xml", choose="2020-00003")
    assert (document.kind, document.title) == ("notice", "Two (notice, 85 FR 7)")
    assert document.identity.dates["published"] == "2020-03-02"


def test_an_unknown_number_names_some_that_are_there() -> None:
    with pytest.raises(UnreadableSource, match="has no document 1999-1; it has 2020-00002, 2020-00003"):
        parse_bytes(ISSUE.encode(), "issue.xml", choose="1999-1")


def test_unknown_elements_keep_their_words_and_are_reported() -> None:
    document = read("<RULE><SUPLINF><P>Known.</P><ODD>Odd <E T='03'>words</E>.</ODD></SUPLINF></RULE>")
    assert document.provisions[-1].text == "Odd words."
    assert [notice.code for notice in document.notices] == ["unknown-element"]
    assert document.notices[0].address == document.provisions[-1].address


@pytest.mark.corpus
def test_one_rin_two_rules(corpus: Path) -> None:
    first, second = (parse(corpus / "fr" / f"{name}.xml") for name in ("2013-16962", "2013-22752"))
    assert first.identity.rins == second.identity.rins == ("3170-AA37",)
    assert (first.identity.fr_citation, second.identity.fr_citation) == ("78 FR 44686", "78 FR 60382")
    assert first.identity.cfr_parts == ("12 CFR 1024", "12 CFR 1026")
    shared = {p.address for p in first.units if p.level == "section"} & {p.address for p in second.units}
    assert {"cfr/t12/s1026.35", "cfr/t12/s1026.43"} <= shared
    keyed = {p.address for p in first.units if "appSupplement-I" in p.address}
    assert "cfr/t12/pt1024/appSupplement-I/5(c)" in keyed
    notes = [note for p in second.provisions for note in p.apparatus if note.kind == "footnote"]
    assert notes
    assert all(note.offset >= 0 for note in notes)


@pytest.mark.corpus
def test_a_document_of_a_real_day(corpus: Path) -> None:
    document = parse(f"{corpus}/fr/FR-2024-02-12.xml#2024-02590")
    assert (document.kind, document.identity.fr_citation) == ("proposed rule", "89 FR 9803")
    assert document.by_address["cfr/t38/s3.307/a/6/iii"].citation == "38 CFR 3.307(a)(6)(iii)"
