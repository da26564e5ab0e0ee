"""USLM: what small sources of each kind become, and what becomes of a broken one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lawdiff.parsers import UnreadableSource, parse_bytes

if TYPE_CHECKING:
    from lawdiff.parsers import Document

GPO = "http://schemas.gpo.gov/xml/uslm"
HOUSE = "http://xml.house.gov/schemas/uslm/1.0"
DC = "http://purl.org/dc/elements/1.1/"


def law(main: str, meta: str = "", *, root: str = "pLaw", reading: str = "inserted") -> Document:
    source = f'<{root} xmlns="{GPO}" xmlns:dc="{DC}"><meta>{meta}</meta><main>{main}</main></{root}>'
    return parse_bytes(source.encode(), "law.xml", reading=reading)


def rows(document: Document) -> list[tuple[str, str, str, str]]:
    return [(p.level, p.number, p.heading, p.text) for p in document.provisions]


QUOTING = """<section><num value="1">SEC. 1. </num><heading>FEE.</heading><chapeau>Section 9 is amended—</chapeau>
<paragraph><num value="1">(1) </num><content>by adding at the end: <quotedContent><subsection><num value="c">“(c) </num>
<heading>Amount<inline>.—</inline></heading><paragraph><num value="1">(1) </num><content>The ‘fee’ is nil.</content>
</paragraph><paragraph><num value="2">“(2) </num><content>It ends.”</content></paragraph></subsection></quotedContent>;
and</content></paragraph><continuation>Nothing else changes.</continuation></section>"""


def test_a_public_law_has_its_identity() -> None:
    meta = "<docNumber>21</docNumber><congress>119</congress><approvedDate>2025-07-04</approvedDate>"
    document = law(QUOTING, meta)
    assert document.kind == "public law"
    assert document.title == document.identity.number == "Public Law 119-21"
    assert document.identity.dates == {"approved": "2025-07-04"}


def test_quoted_law_reads_as_printed() -> None:
    assert rows(law(QUOTING)) == [
        ("section", "SEC. 1.", "FEE", "Section 9 is amended—"),
        ("paragraph", "(1)", "", "by adding at the end:"),
        ("quoted-block", "", "", ""),
        ("subsection", "“(c)", "Amount", ""),
        ("paragraph", "(1)", "", "The ‘fee’ is nil."),
        ("paragraph", "“(2)", "", "It ends.”; and"),
        ("continuation", "", "", "Nothing else changes."),
    ]


def test_sidenotes_and_pages_do_not_split_a_word() -> None:
    text = "<section><content>The Repre\u00adsenta<page>139 STAT. 72</page>tives <sidenote><p>Note.</p></sidenote>meet."
    section = law(text + "</content></section>").body[0]
    assert section.text == "The Representatives meet."
    note = section.apparatus[0]
    assert (note.kind, note.text, section.text[: note.offset]) == ("sidenote", "Note.", "The Representatives")


def test_front_and_back_matter() -> None:
    main = """<longTitle><docTitle>An Act</docTitle><officialTitle>To be.</officialTitle></longTitle>
    <enactingFormula><i>Be it enacted,</i></enactingFormula><section><content>That it is.</content></section>
    <action><actionDescription>Approved</actionDescription> <date date="2025-07-04">July 4, 2025</date>.</action>"""
    document = law(main)
    assert [unit.level for unit in document.units] == ["front matter", "section", "back matter"]
    assert [child.text for child in document.units[0].children] == ["An Act", "To be.", "Be it enacted,"]
    assert [child.text for child in document.units[2].children] == ["Approved July 4, 2025."]


@pytest.mark.parametrize(("reading", "text"), [("inserted", "The new fee"), ("struck", "The old fee")])
def test_a_reported_bill_gives_the_text_asked_for(reading: str, text: str) -> None:
    main = "<section><content>The <deletedText>old</deletedText><addedText>new</addedText> fee</content></section>"
    document = law(main, root="bill", reading=reading)
    assert document.body[0].text == text
    assert document.reading == reading


def test_appropriations_nest_by_rank() -> None:
    main = """<title><num value="I">TITLE I—</num><heading>X</heading>
    <appropriations level="major"><heading>A</heading></appropriations>
    <appropriations level="small"><heading>B</heading><content>For B, $5.</content></appropriations></title>"""
    assert [(p.depth, p.level, p.heading) for p in law(main).provisions][1:] == [
        (1, "appropriations major", "A"),
        (2, "appropriations small", "B"),
    ]


def test_a_section_of_the_code_keeps_credits_and_notes_apart() -> None:
    source = f"""<uscDoc xmlns="{HOUSE}"><meta><docNumber>13</docNumber>
    <docPublicationName>Online@117-80</docPublicationName></meta><main><title><num value="13">Title 13—</num>
    <heading>CENSUS</heading><section identifier="/us/usc/t13/s8"><num value="8">§ 8.</num><heading> Copies</heading>
    <subsection><num value="a">(a)</num><content> It may <ref class="footnoteRef" idref="fn1">1</ref>
    <note type="footnote" id="fn1"><num>1</num> So in original.</note> furnish.</content></subsection>
    <sourceCredit>(Aug. 31, 1954)</sourceCredit>
    <notes><note topic="amendments"><heading>Amendments</heading><p>1976—Added.</p><p>1990—Struck.</p>
    </note>
    <note topic="changeOfName"><heading>Name</heading><p>Changed.</p></note></notes></section>
    <section><num value="10">[§ 10.</num><heading> Repealed. Pub. L. 86–682]</heading></section></title></main>
    </uscDoc>"""
    document = parse_bytes(source.encode(), "usc13.xml")
    section, paragraph, repealed = document.provisions[1:]
    assert document.title == "13 U.S.C. (release point 117-80)"
    assert section.citation == "13 U.S.C. 8"
    assert paragraph.citation == "13 U.S.C. 8(a)"
    assert [(note.kind, note.heading, note.text) for note in section.apparatus] == [
        ("source credit", "", "(Aug. 31, 1954)"),
        ("editorial note", "Amendments", "1976—Added.\n1990—Struck."),
        ("statutory note", "Name", "Changed."),
    ]
    assert paragraph.text == "It may furnish."
    assert [(note.label, note.text, note.offset) for note in paragraph.apparatus] == [
        ("1", "So in original.", 6)
    ]
    assert (repealed.status, repealed.designator) == ("repealed", "10")


def test_a_table_of_contents_keeps_notes_at_their_entry_and_the_head_of_the_notes_apart() -> None:
    source = """<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0"><meta><docNumber>13</docNumber></meta><main><title>
    <num value="13">Title 13—</num><heading>CENSUS</heading><toc><layout><header><column>Sec.</column></header>
    <tocItem><column>1.</column><column>Fees.<ref class="footnoteRef" idref="f1">1</ref><note type="footnote" id="f1">
    <num>1</num> So in original.</note></column></tocItem><tocItem><column>2.</column><column>Costs.</column></tocItem>
    <header role="tocGroupHeader"><column>Editorial Notes</column></header></layout></toc></title></main></uscDoc>"""
    contents = next(
        p for p in parse_bytes(source.encode(), "usc13.xml").provisions if p.level == "table of contents"
    )
    assert [row.text for row in contents.children] == ["Sec.", "1.\tFees.", "2.\tCosts."]
    assert [(note.kind, note.heading) for note in contents.apparatus] == [
        ("editorial note", "Editorial Notes")
    ]
    assert [(note.label, note.text) for note in contents.children[1].apparatus] == [("1", "So in original.")]


ISSUE = f"""<frDoc xmlns="{GPO}" xmlns:dc="{DC}"><meta><volume>83</volume><dc:date>2018-05-10</dc:date></meta><main>
<collection><component><rules><rule><meta><docNumber>2018–09910</docNumber><startingPage>21707</startingPage></meta>
<preface><organization>AGENCY X</organization><affected>20 CFR Parts 404 and 416</affected>
<property role="DEPDOC">[Docket No. X–1]</property><property role="RIN">RIN 0960–AI16</property>
<subject>On fees</subject>
<action><actionDescription><headingText>ACTION:</headingText> Interim final rule.</actionDescription></action>
</preface>
<main><rulePreamble><statement role="summary"><content><heading>SUMMARY:</heading><p>We mark<ref id="a" idref="f1"
style="-uslm-sgm:SU">1</ref> it.</p><footnote id="f1"><content><p><ref idref="a" style="-uslm-sgm:SU">1</ref> See 5.
</p></content></footnote><heading style="-uslm-sgm:HD1">I. Why</heading><p>So.</p>
<heading style="-uslm-sgm:HD2">B. How</heading><p>Thus.</p>
<heading style="-uslm-sgm:HD1">Who</heading><p>We.</p></content></statement></rulePreamble>
<level role="amending"><section role="instruction"><num value="2">■ 2. </num><content>Amend § 404.2:<quotedContent>
<section identifier="/us/cfr/t 20 /s404.2"><num value="404.2">§ 404.2 </num><heading>Terms.</heading><content>
<p>All.</p></content></section></quotedContent></content></section></level></main></rule></rules></component></collection></main>
</frDoc>"""


def test_one_document_of_an_issue() -> None:
    document = parse_bytes(ISSUE.encode(), "fr.xml", choose="2018-09910")
    identity = document.identity
    assert document.kind == "interim final rule"
    assert identity.fr_citation == "83 FR 21707"
    assert document.title == "On fees (interim final rule, 83 FR 21707)"
    assert [line.text for line in document.by_address["front"].children] == ["On fees"]
    assert identity.rins == ("0960-AI16",)
    assert identity.cfr_parts == ("20 CFR 404", "20 CFR 416")
    assert identity.dockets == ("X-1",)
    section = document.by_address["cfr/t20/s404.2"]
    assert (section.citation, section.quoted, section.is_unit) == ("20 CFR 404.2", True, True)
    heads = [p for p in document.provisions if p.level == "heading"]
    assert [(p.address, p.citation, p.number, p.heading) for p in heads] == [
        ("preamble/action", "83 FR 21707, preamble, ACTION", "", "ACTION:"),
        ("preamble/summary", "83 FR 21707, preamble, SUMMARY", "", "SUMMARY:"),
        ("preamble/I", "83 FR 21707, preamble I", "I.", "Why"),
        ("preamble/I/B", "83 FR 21707, preamble I.B", "B.", "How"),
        ("preamble/who", "83 FR 21707, preamble, Who", "", "Who"),
    ]


RULE = f"""<frDoc xmlns="{GPO}" xmlns:dc="{DC}"><meta><volume>83</volume><dc:date>2018-05-10</dc:date></meta><main>
<collection><component>{{group}}<rule><meta><docNumber>2018–7</docNumber><startingPage>9</startingPage></meta>
<preface><property role="DEPDOC">[Docket No. X–1; Y–2]</property><property role="RIN">RIN 0648–BH77</property>
<affected>20 CFR Chapter III</affected><subject>On fees</subject>
<action><actionDescription><headingText>ACTION:</headingText> Affirmation of interim rule as final rule.
</actionDescription></action></preface><main><rulePreamble>
<statement role="effectiveDate"><content><heading>DATES:</heading><p>Comments must be received by
<date date="2018-06-11">June 11, 2018</date>.</p><p>This rule is effective <date date="2018-07-11">July 11, 2018</date>.
</p></content></statement></rulePreamble>
<level role="amending"><statement><quotedContent><part identifier="/us/cfr/t20/p404"><num value="404">PART 404—</num>
<heading>FEES</heading></part></quotedContent></statement></level>
<level role="amending"><section role="instruction"><num value="1">■ 1. </num><content>Authority:
<quotedContent><authority><heading>Authority: </heading>42 U.S.C. 1.</authority></quotedContent></content></section>
</level>
<level role="amending"><section role="instruction"><num value="2">■ 2. </num><content>Amend § 404.2:<quotedContent>
<section identifier="/us/cfr/t 20 /s404.2"><num value="404.2">§ 404.2 </num><heading>Terms.</heading>
<chapeau><elided>* * * * *</elided></chapeau><paragraph><num value="d">(d)</num><chapeau> * * *</chapeau>
<paragraph><num value="1">(1)</num><content><p>It is.</p><elided>* * * * *</elided></content></paragraph></paragraph>
</section></quotedContent></content></section></level>
<signatures><signature><name>A Name,</name><role>Director.</role></signature></signatures></main>
<notes><frDocId>[FR Doc. 2018–7 Filed 5–9–18; 8:45 am]</frDocId></notes></rule>{{end}}
</component></collection></main></frDoc>"""


def test_the_law_in_a_rule_has_the_levels_and_stars_of_the_older_format() -> None:
    source = RULE.format(group="<rules>", end="</rules>")
    document = parse_bytes(source.encode(), "fr.xml", choose="2018-7")
    law = [p for p in document.provisions if p.address.startswith(("cfr", "back"))]
    found = [(p.level, p.address, p.heading or p.text) for p in law]
    assert found == [
        ("part", "cfr/t20/pt404", "FEES"),
        ("instruction", "cfr/t20/pt404/amdt1", "Authority:"),
        ("authority", "cfr/t20/pt404/amdt1/authority", "Authority:"),
        ("instruction", "cfr/t20/pt404/amdt2", "Amend § 404.2:"),
        ("section", "cfr/t20/s404.2", "Terms"),
        ("text", "cfr/t20/s404.2/p1", "* * *"),
        ("paragraph", "cfr/t20/s404.2/d", "* * *"),
        ("subparagraph", "cfr/t20/s404.2/d/1", "It is."),
        ("text", "cfr/t20/s404.2/p2", "* * *"),
        ("back matter", "back", ""),
        ("text", "back/p1", "A Name,"),
        ("text", "back/p2", "Director."),
    ]
    assert document.by_address["cfr/t20/s404.2"].quoted
    assert not document.by_address["cfr/t20/pt404"].quoted


@pytest.mark.parametrize(("group", "kind"), [("rules", "final rule"), ("proposedRules", "proposed rule")])
def test_identity_of_a_rule_is_read_as_in_the_older_format(group: str, kind: str) -> None:
    source = RULE.format(group=f"<{group}>", end=f"</{group}>")
    document = parse_bytes(source.encode(), "fr.xml", choose="2018-7")
    identity = document.identity
    assert document.kind == kind
    assert identity.dates == {
        "published": "2018-05-10",
        "effective": "2018-07-11",
        "comments close": "2018-06-11",
        "filed": "2018-05-09",
    }
    assert (identity.dockets, identity.rins, identity.cfr_parts) == (("X-1", "Y-2"), ("0648-BH77",), ())


def test_signatures_in_the_preamble_are_back_matter() -> None:
    signed = "<signatures><signature><name>A Name,</name></signature></signatures></rulePreamble>"
    source = RULE.format(group="<rules>", end="</rules>").replace("</rulePreamble>", signed, 1)
    document = parse_bytes(source.encode(), "fr.xml", choose="2018-7")
    backs = [p for p in document.provisions if p.level == "back matter"]
    assert [(p.address, p.citation, p.children[0].text) for p in backs] == [
        ("back", "83 FR 9, back matter", "A Name,"),
        ("back~2", "83 FR 9, back matter", "A Name,"),
    ]


def test_addresses_in_an_issue_name_their_document() -> None:
    issue = parse_bytes(RULE.format(group="<rules>", end="</rules>").encode(), "fr.xml")
    assert "doc2018-7/cfr/t20/s404.2/d/1" in issue.by_address


def test_a_footnote_goes_where_its_mark_stands() -> None:
    document = parse_bytes(ISSUE.encode(), "fr.xml", choose="2018–09910")
    summary = next(p for p in document.provisions if p.heading == "SUMMARY:")
    assert summary.text == "We mark it."
    assert [(note.label, note.text, note.offset) for note in summary.apparatus] == [("1", "See 5.", 7)]


def test_a_whole_issue_and_a_document_that_it_has_not() -> None:
    issue = parse_bytes(ISSUE.encode(), "fr.xml")
    assert issue.kind == "Federal Register issue"
    assert [(p.designator, p.heading) for p in issue.body if p.level == "document"] == [
        ("2018-09910", "On fees")
    ]
    with pytest.raises(UnreadableSource, match="has no document 2018-1; it has 2018-09910"):
        parse_bytes(ISSUE.encode(), "fr.xml", choose="2018-1")


def test_an_unknown_element_keeps_its_words_and_is_noticed() -> None:
    document = law("<section><num>1.</num><novelty>New <b>kind</b></novelty></section>")
    assert [p.text for p in document.provisions] == ["New kind"]
    assert {notice.code for notice in document.notices} == {"unknown-element"}


def test_uslm_of_another_kind_is_refused_in_one_line() -> None:
    with pytest.raises(UnreadableSource, match="USLM of a kind that lawdiff does not read"):
        parse_bytes(f'<invoice xmlns="{GPO}"/>'.encode(), "x.xml")


@pytest.mark.parametrize(
    "main", ["", "<section/>", "<num>1</num>", "loose words", "<quotedContent/>", "<toc/>"]
)
def test_broken_bodies_give_a_document_with_notices_or_words(main: str) -> None:
    document = law(main)
    assert document.notices or any(provision.own_words for provision in document.provisions)
