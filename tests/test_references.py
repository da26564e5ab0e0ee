"""Cross-references that follow a renumbering are conforming; ones that lead elsewhere are substantive."""

from __future__ import annotations

import pytest
from drafts import BEDS, BOATS, FEES, ROADS, TOWERS, bill, by_new, section

from lawdiff.differ import compare
from lawdiff.parsers.draft import Draft

CASES = (
    ("as defined in section 2(c), the fee", "as defined in section 3(d), the fee", "conforming"),
    ("as defined in section 2(b), the fee", "as defined in section 3(b), the fee", "conforming"),
    ("as defined in section 2(c), the fee", "as defined in section 3(b), the fee", "substantive"),
    ("as defined in section 2(c), the fee", "as defined in section 2(d), the fee", "substantive"),
    ("under sections 2(b) and 2(c) the fee", "under sections 3(b) and 3(d) the fee", "conforming"),
    (
        "paragraph (7) of section 2(c) sets the fee",
        "paragraph (7) of section 3(d) sets the fee",
        "conforming",
    ),
    (
        "paragraph (7) of section 2(c) sets the fee",
        "paragraph (8) of section 3(d) sets the fee",
        "substantive",
    ),
    ("the fee is due after 2 days at the port", "the fee is due after 3 days at the port", "substantive"),
    ("the fee under section 2 of the Ports Act", "the fee under section 3 of the Ports Act", "substantive"),
    ("the fee under 8 U.S.C. 2 is due", "the fee under 8 U.S.C. 3 is due", "substantive"),
    ("the fee under section 2(c) is due", "the charge under section 3(d) is due", "substantive"),
)


@pytest.mark.parametrize(("old", "new", "significance"), CASES)
def test_where_a_reference_leads_decides(old: str, new: str, significance: str) -> None:
    before = bill(section("1", "Rule", old), section("2", "Towers", TOWERS, BOATS, ROADS))
    after = bill(
        section("1", "Rule", new),
        section("2", "Beds", BEDS),
        section("3", "Towers", TOWERS, BOATS, FEES, ROADS),
    )
    comparison = compare(before, after)
    assert comparison.crosswalk["s2/c"] == ("s3/d",)
    assert by_new(comparison, "s1").significance == significance


@pytest.mark.parametrize(
    ("old", "new", "significance"),
    [
        ("except as subsection (b) says of ports", "except as subsection (c) says of ports", "conforming"),
        ("except as subsection (b) says of ports", "except as subsection (d) says of ports", "substantive"),
        (
            "except as subsection (b) of this section says of ports",
            "except as subsection (c) of this section says of ports",
            "conforming",
        ),
    ],
)
def test_a_reference_inside_the_section(old: str, new: str, significance: str) -> None:
    before = bill(section("1", "Rule", old, TOWERS, BOATS))
    after = bill(section("1", "Rule", new, FEES, TOWERS, BOATS))
    comparison = compare(before, after)
    assert comparison.crosswalk["s1/b"] == ("s1/c",)
    parts = {part.new.address: part for part in by_new(comparison, "s1").parts if part.new}
    assert parts["s1/a"].significance == significance


def test_a_quoted_section_is_another_act_s() -> None:
    def quoting(text: str) -> Draft:
        draft = section(
            "1", "Rule", "Section 9 of the Ports Act is amended by adding at the end the following:"
        )
        draft.children.append(Draft("quoted-block", children=[Draft("subsection", "“(f)", "f", text=text)]))
        return draft

    before = bill(quoting("The fee under section 2 is due at the port."), section("2", "Towers", TOWERS))
    after = bill(
        quoting("The fee under section 3 is due at the port."),
        section("2", "Beds", BEDS),
        section("3", "Towers", TOWERS),
    )
    assert by_new(compare(before, after), "s1").significance == "substantive"
