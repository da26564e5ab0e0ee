"""What is played down, and what never is: tables of before and after for each rule, and what only looks like its case.

A substantive change that is called conforming or editorial can be hidden from a reader; the other way round it costs
him a glance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from drafts import BEDS, BOATS, FEES, PHOTOS, ROADS, TOWERS, bill, by_new, section, title

from lawdiff.differ import compare
from lawdiff.parsers.draft import Draft

if TYPE_CHECKING:
    from lawdiff.parsers import Document

EDITORIAL = (
    ("the sum of 12½ percent of the fee", "the sum of 12 1/2 percent of the fee"),
    ('the carrier\'s fee, and the "port" named', "the carrier’s fee, and the “port” named"),
    ("Public Law 115–97 names the port of entry", "Public Law 115-97 names the port of entry"),
    ("cotton of 1 3/32 inches at the port of entry", "cotton of 13⁄32 inches at the port of entry"),
    ("the fee for N–propionyl at the port of entry", "the fee for N-propionyl at the port of entry"),
)

QUOTED_HEADING = (
    (
        "by striking “2018 through 2025” in the heading and inserting “after 2017”",
        "2018 Through",
        "2018 through",
    ),
    ("in the heading, by striking “Port fees” and inserting “Fees”", "Port Fees", "Port fees"),
)

NEVER_EDITORIAL = (
    (
        "in the heading, by striking “fees” as the Carrier does",
        "in the heading, by striking “fees” as the carrier does",
    ),
    ("by striking “fees of a Carrier” and all of it", "by striking “fees of a carrier” and all of it"),
    ("the sum of 1 1/2 percent of the fee", "the sum of 11/2 percent of the fee"),
    ("the sum of 12½ percent of the fee", "the sum of 121/2 percent of the fee"),
    ("lots 10 000 and 12 of the port of entry", "lots 10000 and 12 of the port of entry"),
    ("an area of 10² miles at the port of entry", "an area of 102 miles at the port of entry"),
    ("the Carrier pays the fee at the port", "the carrier pays the fee at the port"),
    ("the fee, which the carrier pays at the port", "the fee which the carrier pays at the port"),
    ("the carrier shall pay the fee at the port", "the carrier may pay the fee at the port"),
    ("the carrier shall pay the fee at the port", "the carrier shall not pay the fee at the port"),
    ("the officer and the carrier at the port", "the officer or the carrier at the port"),
    ("a fee of $1,000 is due at the port", "a fee of $10,000 is due at the port"),
    ("ports 1-3 on the river and at sea", "ports 13 on the river and at sea"),
)


def edited(old: str, new: str) -> str:
    before = bill(section("1", "Rule", old), section("2", "Towers", TOWERS, BOATS))
    after = bill(section("1", "Rule", new), section("2", "Towers", TOWERS, BOATS))
    return by_new(compare(before, after), "s1").significance


@pytest.mark.parametrize(("old", "new"), EDITORIAL)
def test_style_is_editorial_in_both_directions(old: str, new: str) -> None:
    assert (edited(old, new), edited(new, old)) == ("editorial", "editorial")


@pytest.mark.parametrize(("old", "new"), NEVER_EDITORIAL)
def test_what_only_looks_like_style_is_substantive(old: str, new: str) -> None:
    assert (edited(old, new), edited(new, old)) == ("substantive", "substantive")


@pytest.mark.parametrize(("text", "capital", "small"), QUOTED_HEADING)
def test_the_case_of_a_heading_that_is_amended_is_editorial(text: str, capital: str, small: str) -> None:
    assert edited(text, text.replace(small, capital)) == "editorial"


def test_the_case_of_an_enumerator_is_a_renumbering() -> None:
    def bill_with(number: str) -> Draft:
        draft = section("1", "Rule", TOWERS, BOATS)
        draft.children[0].add(Draft("subclause", f"({number})", number, text=FEES))
        return draft

    change = by_new(compare(bill(bill_with("i")), bill(bill_with("I"))), "s1")
    part = next(part for part in change.parts if part.old is not None and part.old.text == FEES)
    assert (part.relation, part.renumbered, part.significance) == ("unchanged", True, "conforming")


MOVED_UP = (
    # section 2 became 3, title II became III
    ("as title II of this Act says of ports", "as title III of this Act says of ports", "conforming"),
    ("as title II says of ports and fees", "as title III says of ports and fees", "conforming"),
    ("as title II says of ports and fees", "as title IV says of ports and fees", "substantive"),
    (
        "as title II of the Ports Act says of fees",
        "as title III of the Ports Act says of fees",
        "substantive",
    ),
    (
        "as title 2, United States Code, says of fees",
        "as title 3, United States Code, says of fees",
        "substantive",
    ),
    ("as title 2 says of fees at the port", "as title 3 says of fees at the port", "substantive"),
    ("the fee under section 2 is due now", "the fee under section 3 is due now", "conforming"),
    ("the fee under section 2 shall be due", "the fee under section 3 may be due", "substantive"),
    (
        "Section 2 is amended by striking the fee",
        "Section 3 is amended by striking the fee",
        "substantive",
    ),
    (
        "Section 2 (8 U.S.C. 1365b) is further amended at the end",
        "Section 3 (8 U.S.C. 1365b) is further amended at the end",
        "substantive",
    ),
    (
        "The Ports Act, as amended by section 2, is further amended",
        "The Ports Act, as amended by section 3, is further amended",
        "conforming",
    ),
    (
        "the amendments made by section 2 apply to fees",
        "the amendments made by section 3 apply to fees",
        "conforming",
    ),
    ("the fee is 2 dollars for each person", "the fee is 3 dollars for each person", "substantive"),
    ("within 2 days of the arrival there", "within 3 days of the arrival there", "substantive"),
)


@pytest.mark.parametrize(("old", "new", "significance"), MOVED_UP)
def test_references_to_sections_and_titles(old: str, new: str, significance: str) -> None:
    before = bill(
        title("I", "Rules", section("1", "Rule", old)),
        title("II", "Border", section("2", "Towers", TOWERS, BOATS)),
    )
    after = bill(
        title("I", "Rules", section("1", "Rule", new)),
        title("II", "Detention", section("2", "Beds", BEDS, ROADS)),
        title("III", "Border", section("3", "Towers", TOWERS, BOATS)),
    )
    assert by_new(compare(before, after), "s1").significance == significance


LIST_ENDS = (
    ("$4 for towers.", "$4 for towers;", "conforming"),
    ("$4 for towers; and", "$4 for towers;", "conforming"),
    ("$4 for towers,", "$4 for towers, and", "conforming"),
    ("$4 for towers; and", "$4 for towers; or", "substantive"),
    ("$4 for towers;", "$4 for towers; or", "substantive"),
    ("$4 for towers;", "$5 for towers; and", "substantive"),
    ("$4 for towers; and", "$4 for towers and", "substantive"),
)


@pytest.mark.parametrize(("old", "new", "significance"), LIST_ENDS)
def test_the_end_of_an_item_follows_its_place(old: str, new: str, significance: str) -> None:
    def items(second: str) -> Document:
        draft = Draft("section", "SEC. 1.", "1", "Sums", "There is appropriated—")
        for number, text in enumerate(("$9 for the repair of all the boats;", second), start=1):
            draft.add(Draft("paragraph", f"({number})", str(number), text=text))
        return bill(draft)

    for before, after in ((old, new), (new, old)):
        assert by_new(compare(items(before), items(after)), "s1").significance == significance
    assert edited(f"The sum is {old}", f"The sum is {new}") == "substantive"  # no item of a list


AMENDED_BEFORE = (
    (
        "Section 9(k) (8 U.S.C. 1365b), as amended by the preceding provisions of this Act, is amended by striking 4",
        "Section 9(k) (8 U.S.C. 1365b) is amended by striking 4",
        "conforming",
    ),
    (
        "Section 9 of the Ports Act is amended by striking 4",
        "Section 9 of the Ports Act, as amended by section 6(b)(1), is further amended by striking 4",
        "conforming",
    ),
    (
        "Section 9 of the Ports Act is amended by striking 4",
        "Section 9 of the Ports Act, as amended by section 6, is further amended by striking 5",
        "substantive",
    ),
    (
        "the rate in section 9, as amended by section 6, is due from carriers",
        "the rate in section 9 is due from carriers",
        "substantive",
    ),
    (
        "Paragraph (5), as redesignated by subsection (a), is amended by striking 4",
        "Paragraph (5) is amended by striking 4",
        "substantive",
    ),
)


@pytest.mark.parametrize(("old", "new", "significance"), AMENDED_BEFORE)
def test_what_else_amends_a_provision(old: str, new: str, significance: str) -> None:
    assert (edited(old, new), edited(new, old)) == (significance, significance)


@pytest.mark.parametrize(
    ("number", "significance"), [("6050BB", "conforming"), ("6050CC", "substantive"), ("9", "substantive")]
)
def test_a_quoted_section_under_another_number_is_followed(number: str, significance: str) -> None:
    def quoting_section(own: str, cited: str) -> Document:
        draft = section("1", "Returns", "Part III is amended by adding at the end the following new section:")
        block = draft.add(Draft("quoted-block"))
        quoted = block.add(Draft("section", f"“SEC. {own}.", own, "Returns of carriers"))
        quoted.add(Draft("subsection", "“(a)", "a", text=FEES))
        quoted.add(Draft("subsection", "“(b)", "b", text=f"What section {cited}(a) says holds at night too."))
        return bill(draft, section("2", "Towers", TOWERS, BOATS))

    change = by_new(compare(quoting_section("6050AA", "6050AA"), quoting_section("6050BB", number)), "s1")
    found = [part for part in change.parts if part.new is not None and "at night" in part.new.text]
    assert [part.significance for part in found] == [significance]


def amending(instruction: str, *texts: str) -> Draft:
    """Return a section whose paragraphs amend another act, the last one with an instruction to weigh."""
    draft = Draft("section", "SEC. 1.", "1", "Rule", "The Ports Act is amended—")
    for number, text in enumerate((*texts, instruction), start=1):
        draft.add(Draft("paragraph", f"({number})", str(number), text=text))
    return draft


FIRST, SECOND, NEW = (
    "in section 9, by striking the fee that carriers pay for arrivals by sea;",
    "in section 10, by inserting before the period the words that the Commandant proposed;",
    "in section 7, by repealing what was said of towers and their acceptance along the border;",
)


@pytest.mark.parametrize(
    ("old", "new", "significance"),
    [
        ("in paragraph (2), by striking “$24”.", "in paragraph (3), by striking “$24”.", "substantive"),
        (
            "in section 12, as redesignated by paragraph (2), by striking “$24”.",
            "in section 12, as redesignated by paragraph (3), by striking “$24”.",
            "conforming",
        ),
        (
            "in section 12, as redesignated by paragraph (2), by striking “$24”.",
            "in section 12, as redesignated by paragraph (2), by striking “$26”.",
            "substantive",
        ),
    ],
)
def test_the_paragraph_that_is_amended_is_not_one_of_the_bill(old: str, new: str, significance: str) -> None:
    before = bill(amending(old, FIRST, SECOND))
    after = bill(amending(new, FIRST, NEW, SECOND))
    comparison = compare(before, after)
    assert comparison.crosswalk["s1/2"] == ("s1/3",)
    parts = {part.new.address: part for part in by_new(comparison, "s1").parts if part.new}
    assert parts["s1/4"].significance == significance


def quoting(*texts: str) -> Draft:
    draft = section("1", "Rule", "Section 9 of the Ports Act is amended by adding at the end the following:")
    block = draft.add(Draft("quoted-block"))
    paragraph = block.add(Draft("paragraph", "“(7)", "7", text="Of the fees—"))
    for letter, text in zip("ABCDEF", texts, strict=False):
        paragraph.add(Draft("subparagraph", f"“({letter})", letter, text=text))
    return draft


@pytest.mark.parametrize(
    ("old", "new", "significance"),
    [
        ("as subparagraph (B) says of the port", "as subparagraph (C) says of the port", "conforming"),
        ("as subparagraph (B) says of the port", "as subparagraph (D) says of the port", "substantive"),
        ("as paragraph (2) says of the fee there", "as paragraph (3) says of the fee there", "substantive"),
        ("as clause (B) says of the fee there", "as clause (C) says of the fee there", "substantive"),
    ],
)
def test_references_inside_quoted_law(old: str, new: str, significance: str) -> None:
    before = bill(quoting(old, TOWERS, BOATS))
    after = bill(quoting(new, PHOTOS, TOWERS, BOATS))
    comparison = compare(before, after)
    assert comparison.crosswalk["s1/q1/7/B"] == ("s1/q1/7/C",)
    parts = {part.new.address: part for part in by_new(comparison, "s1").parts if part.new}
    assert parts["s1/q1/7/A"].significance == significance


FRONT, BACK = "front matter", "back matter"
ENACTING = (
    "Be it enacted by the Senate and the House of Representatives of the United States of America in Congress"
    " assembled,"
)
FORMS = (
    (FRONT, "A BILL", "AN ACT", "editorial"),
    (FRONT, "", ENACTING, "editorial"),
    (
        FRONT,
        "Resolved by the Senate (the House of Representatives concurring), That",
        "Resolved,",
        "editorial",
    ),
    (FRONT, "To build a port.", "To build a port and a road.", "substantive"),
    (FRONT, "", "Resolved, That no port is built.", "substantive"),
    (BACK, "Passed the House of Representatives May 22, 2025.", "Speaker of the House.", "editorial"),
    (BACK, "Attest:", "Approved July 4, 2025.", "editorial"),
    (BACK, "The name of a clerk,", "The name of another clerk,", "editorial"),
    (BACK, "", "Amend the title so as to read: “To build no port.”.", "substantive"),
)


@pytest.mark.parametrize(("level", "old", "new", "significance"), FORMS)
def test_the_form_of_a_stage_is_editorial(level: str, old: str, new: str, significance: str) -> None:
    def printed(text: str, kind: str = "bill") -> Document:
        edge = Draft(level, "", "front" if level == FRONT else "back")
        edge.add(Draft("text", "", "", text="It stands there at every stage, whatever the print."))
        if text:
            edge.add(Draft("text", "", "", text=text))
        rule = section("1", "Rule", TOWERS)
        return bill(*((edge, rule) if level == FRONT else (rule, edge)), kind=kind)

    def weighed(before: Document, after: Document) -> str:
        return next(change for change in compare(before, after).changes if change.level == level).significance

    assert weighed(printed(old), printed(new)) == weighed(printed(new), printed(old)) == significance
    assert weighed(printed(old, "notice"), printed(new, "notice")) == "substantive"


def test_the_word_of_a_section_goes_with_its_number() -> None:
    first, second = section("2", "Rule", TOWERS), section("1", "Rule", TOWERS)
    first.number, second.number = "SEC. 2.", "SECTION 1."
    change = by_new(compare(bill(section("1", "Boats", BOATS), first), bill(second)), "s1")
    assert (change.relation, change.significance) == ("unchanged", "conforming")


def test_a_provision_without_words_weighs_nothing() -> None:
    empty = section("1", "Rule", TOWERS, BOATS)
    empty.add(Draft("paragraph", "", ""))
    change = by_new(compare(bill(section("1", "Rule", TOWERS, BOATS)), bill(empty)), "s1")
    assert change.significance == "none"
    assert [part.edits for part in change.parts if part.relation == "added"] == [()]
