"""Headings whose number lost the space behind it, and run-in headings that lost their stop."""

from __future__ import annotations

import pytest

from lawdiff.parsers import Document, parse_bytes


def rule(body: str) -> Document:
    return parse_bytes(f"<RULE><SUPLINF>{body}</SUPLINF></RULE>".encode(), "rule.xml")


def part(paragraphs: str) -> Document:
    section = f"<SECTION><SECTNO>§ 7.1</SECTNO><SUBJECT>Fees.</SUBJECT>{paragraphs}</SECTION>"
    return parse_bytes(f"<PART><HD>PART 7—FEES</HD>{section}</PART>".encode(), "part.xml")


@pytest.mark.parametrize(
    ("printed", "heading"),
    [
        ("Section 1024.5Coverage of Fees", "Section 1024.5 Coverage of Fees"),
        ("41(e)(4)Small Carriers", "41(e)(4) Small Carriers"),
        ("Sections 1024.35 and .36Errors", "Sections 1024.35 and .36 Errors"),
        ("35(c) and 36(b)Contact", "35(c) and 36(b) Contact"),
        ("20(d) Initial Fee", "20(d) Initial Fee"),
        ("Form 1099B Filers", "Form 1099B Filers"),
        ("Section 10B Rules", "Section 10B Rules"),
        ("3D Printing of Parts", "3D Printing of Parts"),
    ],
)
def test_a_heading_gets_its_space_back(printed: str, heading: str) -> None:
    document = rule(f'<HD SOURCE="HD3">{printed}</HD><P>It is so.</P>')
    found = [f"{unit.number} {unit.heading}".strip() for unit in document.units if unit.level == "heading"]
    assert found == [heading]


SET_OUT = """<RULE>
    <SUPLINF>
        <P>
            More SO
            <E T="52">2</E>
             than PM
            <E T="52">2.5</E>
            : see·
            <E T="03">Old</E>
             v.·
            <E T="03">New</E>
            , of 2,000 kg/m
            <SU>3</SU>
            , or the low-
            <PRTPAGE P="9"/>
            income families (
            <E T="03">i.e.,</E>
             those in need) of·
            <PRTPAGE P="10"/>
            the “
            <E T="03">area</E>
            ” in·
            <E T="04">all</E>
             cases.
        </P>
    </SUPLINF>
</RULE>""".replace("·", " ")


def test_a_file_set_out_line_by_line_gives_the_spaces_of_the_print() -> None:
    document = parse_bytes(SET_OUT.encode(), "rule.xml")
    assert document.provisions[-1].text == (
        "More SO2 than PM2.5: see Old v. New, of 2,000 kg/m3, or the low-income families (i.e., those in need) of "
        "the “area” in all cases."
    )


def test_an_element_with_a_soft_hyphen_alone() -> None:
    source = SET_OUT.replace("Old", "\u00ad")
    assert "PM2.5: see v. New" in parse_bytes(source.encode(), "rule.xml").provisions[-1].text


def test_line_breaks_of_another_file_are_read_by_their_neighbours() -> None:
    one_inside = SET_OUT.replace("            More SO", '            More <E T="03">and</E> more SO')
    text = parse_bytes(one_inside.encode(), "rule.xml").provisions[-1].text
    assert "low- income" in text  # nothing tells whether the page broke within the word


@pytest.mark.parametrize(
    "first",
    [
        '(a) <E T="03">General rule</E>(1) —<E T="03">Fee.</E> It is due.',
        '(a) <E T="03">General rule</E>(1)—<E T="03">Fee.</E> It is due.',
        '(a) “<E T="03">No-fee</E>” statement—(1) <E T="03">Fee.</E> It is due.',
    ],
)
def test_a_heading_without_a_stop_ends_at_the_marker_below(first: str) -> None:
    document = part(f"<P>{first}</P><P>(2) A second one.</P><P>(b) Another.</P>")
    assert document.notices == ()
    section = next(unit for unit in document.units if unit.level == "section")
    assert [child.designator for child in section.children] == ["a", "b"]
    assert [child.designator for child in section.children[0].children] == ["1", "2"]
    assert section.children[0].heading.rstrip("—") in ("General rule", "“No-fee” statement")


def test_emphasis_before_a_marker_is_no_heading() -> None:
    document = part('<P>(a) <E T="03">Any</E> (1) fee is due.</P><P>(b) Another.</P>')
    section = next(unit for unit in document.units if unit.level == "section")
    assert section.children[0].text == "Any (1) fee is due."


SUBSCRIPTS = (
    '<P>The NO<E T="52">X</E> and SO<E T="52">2</E> limits.</P><P>Vitamin B<E T="52">12</E> deficiency.</P>'
    '<P>Mass of CO<E T="52">2</E> and CH<E T="52">4</E>.</P>'
)


def test_a_subscript_belongs_to_the_word_before_it() -> None:
    document = rule(SUBSCRIPTS)
    texts = [provision.text for provision in document.provisions if provision.text]
    assert texts == ["The NOX and SO2 limits.", "Vitamin B12 deficiency.", "Mass of CO2 and CH4."]


def test_a_subscript_stays_tight_where_spaces_were_dropped() -> None:
    dropped = "".join(f'<P>As the<E T="03">Act {number}</E>says.</P>' for number in range(12))
    document = rule(dropped + SUBSCRIPTS)
    texts = [provision.text for provision in document.provisions if provision.text]
    assert texts[0] == "As the Act 0 says."
    assert texts[-3:] == ["The NOX and SO2 limits.", "Vitamin B12 deficiency.", "Mass of CO2 and CH4."]
