"""Levels of a preamble's headings that print shows in one size: told from the provisions and the counts in them."""

from __future__ import annotations

import pytest

from lawdiff.parsers import parse_bytes
from lawdiff.parsers.headings import split_provision


def outline(drawing: str) -> str:
    """Return a drawing of headings with the levels that the parser gives them.

    Args:
        drawing: a heading on each line: the size that it prints in (2 for HD2), two spaces for each level, its words.
    """
    lines = [(line[0], line[1:].strip()) for line in drawing.strip().splitlines()]
    printed = "".join(f'<HD SOURCE="HD{size}">{words}</HD><P>Words.</P>' for size, words in lines)
    front = '<PREAMB><PRTPAGE P="100"/></PREAMB><SUPLINF><HD SOURCE="HED">SUPPLEMENTARY INFORMATION:</HD>'
    document = parse_bytes(f"<RULE>{front}{printed}</SUPLINF></RULE>".encode(), "rule.xml")
    heads = [each for each in document.provisions if each.level == "heading"][1:]
    return "\n".join(
        f"{size} {'  ' * (each.depth - 1)}{' '.join(filter(None, (each.number, each.heading)))}"
        for (size, _), each in zip(lines, heads, strict=True)
    )


NAMED = """
1 V. Analysis
3   Section 9.41 Mail
3     41(b) Forms
3       41(b)(1) Long
3         The proposal
3         Comments
3       41(b)(2) and 41(b)(3) Short
3     41(c)(1)(ii)
3   Section 9.42 Fees
3     Comments
1 VI. Costs
"""
SET_LARGER_BY_MISTAKE = """
1 V. Analysis
2   § 9.36 Fees
3     36(d) Old
2     36(e) New
3       36(e)(1) Here
2   § 9.37 Other
"""
COUNTED_AGAIN = """
1 V. Analysis
2   A. Law
2   B. Rule
3     Section 9.1 Terms
2       A. Why
2       B. How
3         Comments
2       C. When
3         1. Soon
3         2. Late
3     Section 9.2 Fees
2   C. Forms
"""
NUMBERED_IN_THE_SMALLEST_SIZE = """
1 V. Costs
2   A. All
3     1. Mail
3       Benefits
3       Costs
3     2. Web
3       a. Long
3       b. Short
3     3. Voice
2   B. Some
"""
NOT_NUMBERED_IN_A_LARGER_SIZE = """
1 V. Costs
2   A. All
2   Summary
1 Other matters
"""
SIZE_MISPRINTED = """
1 V. Costs
2   D. All
3     1. Mail
3     2. Web
3   E. Some
"""
AN_APPENDIX = """
1 V. Analysis
3   Section 9.1 Terms
3     Comments
3   Appendix A to Part 9—Forms
3     Comments
3     I. Long
3       Why
"""


@pytest.mark.parametrize(
    "drawing",
    [
        NAMED,
        SET_LARGER_BY_MISTAKE,
        COUNTED_AGAIN,
        NUMBERED_IN_THE_SMALLEST_SIZE,
        NOT_NUMBERED_IN_A_LARGER_SIZE,
        SIZE_MISPRINTED,
        AN_APPENDIX,
    ],
)
def test_levels(drawing: str) -> None:
    assert outline(drawing) == drawing.strip()


@pytest.mark.parametrize(
    ("heading", "split"),
    [
        ("Section 9.41 Mail", ("Section 9.41", "9.41", "Mail")),
        ("Section 9.19—Fees", ("Section 9.19—", "9.19", "Fees")),
        ("§ 9.10 Terms", ("§ 9.10", "9.10", "Terms")),
        ("41(b)(1) Long", ("41(b)(1)", "41(b)(1)", "Long")),
        ("41(b)(1)", ("41(b)(1)", "41(b)(1)", "")),
        ("35(c) and 36(b) Addresses", None),
        ("36(a)(1)(ii); 36(a)(1)(iii)", None),
        ("Sections 9.35 and .36 Mail", None),
        ("Section 10(h) of the Act", None),
        ("1. Long", None),
        ("2020 in review", None),
    ],
)
def test_the_number_of_a_heading_about_a_provision(heading: str, split: tuple[str, str, str] | None) -> None:
    assert split_provision(heading) == split


def test_a_heading_about_a_provision_is_cited_behind_the_number_that_it_stands_in() -> None:
    heads = [
        ("1", "VI. Analysis"),
        ("2", "B. Mail"),
        ("3", "Section 9.41 Forms"),
        ("3", "41(b) Long"),
        ("3", "Why"),
        ("3", "1. Late"),
        ("1", "Fees"),
        ("2", "2. Two"),
        ("3", "a. Old"),
    ]
    printed = "".join(f'<HD SOURCE="HD{size}">{words}</HD><P>Words.</P>' for size, words in heads)
    number = "<FRDOC>[FR Doc. 2020-00001 Filed 2-28-20; 8:45 am]</FRDOC>"
    source = f'<RULE><PREAMB><PRTPAGE P="100"/></PREAMB><SUPLINF>{printed}</SUPLINF>{number}</RULE>'
    document = parse_bytes(source.encode(), "rule.xml")
    assert [(each.address, each.citation) for each in document.provisions if each.heading] == [
        ("preamble/VI", "85 FR 100, preamble VI"),
        ("preamble/VI/B", "85 FR 100, preamble VI.B"),
        ("preamble/VI/B/9.41", "85 FR 100, preamble VI.B, Section 9.41"),
        ("preamble/VI/B/9.41/41(b)", "85 FR 100, preamble VI.B, 41(b)"),
        ("preamble/VI/B/9.41/41(b)/why", "85 FR 100, preamble VI.B, 41(b), Why"),
        ("preamble/VI/B/9.41/41(b)/1", "85 FR 100, preamble VI.B, 41(b), 1"),
        ("preamble/fees", "85 FR 100, preamble, Fees"),
        ("preamble/fees/2", "85 FR 100, preamble, Fees, 2"),
        ("preamble/fees/2/a", "85 FR 100, preamble, Fees, 2.a"),
    ]
