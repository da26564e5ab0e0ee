"""Which paragraph of a section became which: each rule with the case that it exists for and its look-alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from drafts import BEDS, BOATS, FEES, PHOTOS, ROADS, TOWERS, bill, by_new, section, title

from lawdiff.differ import Comparison, compare
from lawdiff.differ.resemblance import amended, likeness, named, say_the_same, says_again
from lawdiff.differ.tokens import heading_key, words
from lawdiff.parsers.document import Identity
from lawdiff.parsers.draft import Draft


def rows(comparison: Comparison) -> set[tuple[str, str]]:
    """Return the pairs of paragraphs, and those that have no partner with an empty address."""
    return {
        (part.old.address if part.old is not None else "", part.new.address if part.new is not None else "")
        for change in comparison.changes
        for part in change.parts
    }


def listed(*items: tuple[str, str, str]) -> Draft:
    """Return a section with one sentence and paragraphs: number, heading and text of each."""
    draft = Draft("section", "SEC. 1.", "1", "Ports", "Of the sums for ports—")
    for number, heading, text in items:
        draft.add(Draft("paragraph", f"({number})", number, heading, text))
    return draft


EFFECTIVE = "shall apply to taxable years that begin after the date of the enactment of this title"

SIBLINGS = (
    pytest.param(
        [
            ("2", "Due diligence", f"The rules of subsection (b) {EFFECTIVE}."),
            ("3", "Limits on claims", f"The limits on claims of carriers in subsection (c) {EFFECTIVE}."),
        ],
        [("2", "Limits on claims", f"The limits on each claim of a carrier in subsection (d) {EFFECTIVE}.")],
        {("s1/3", "s1/2"), ("s1/2", "")},
        id="what has words of its own goes before the number",
    ),
    pytest.param(
        [("1", "", "$500,000,000 for towers;"), ("2", "", "$100,000,000 for the purchase of ferry boats;")],
        [("1", "", "$500,000,000 for towers;"), ("2", "", "$100,000,000 for the repair of the ferry boats;")],
        {("s1/1", "s1/1"), ("s1/2", "s1/2")},
        id="the number decides where nothing else does",
    ),
    pytest.param(
        [("1", "In general", FEES), ("2", "Waivers", "No waiver is given.")],
        [("1", "In general", FEES), ("2", "Refunds", TOWERS), ("3", "Waiver", "The Secretary may waive it.")],
        {("s1/2", "s1/3"), ("", "s1/2")},
        id="a heading in the plural",
    ),
    pytest.param(
        [("1", "In general", "Section 11 is amended to read as follows:")],
        [
            ("1", "In general", "Section 12 is amended to read as follows:"),
            ("2", "Rates", "Section 11 is amended to read as follows:"),
        ],
        {("s1/1", "s1/2"), ("", "s1/1")},
        id="instructions by what they amend",
    ),
    pytest.param(
        [("1", "", "The Omnibus Act of the year (Public Law 111–8)."), ("2", "", "The Ferry Act of 1978.")],
        [
            ("1", "", "Section 6 of the Ports and General Affairs Act, division D of Public Law 111–8, as it is."),
            ("2", "", "The Ferry Act of 1978."),
        ],
        {("s1/1", "s1/1"), ("s1/2", "s1/2")},
        id="a law that only they name",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), SIBLINGS)
def test_siblings(
    old: list[tuple[str, str, str]], new: list[tuple[str, str, str]], expected: set[tuple[str, str]]
) -> None:
    before, after = bill(listed(*old)), bill(listed(*new))
    assert expected <= rows(compare(before, after))
    assert {pair[::-1] for pair in expected} <= rows(compare(after, before))


def test_a_subsection_made_of_paragraphs_is_still_that_subsection() -> None:
    whole = "Section 9 is amended by striking paragraph (2) and by redesignating paragraphs (3) and (4) of towers."
    old = bill(listed(("1", "In general", whole)))
    divided = listed(("1", "In general", "Section 9 is amended—"))
    divided.children[0].add(
        Draft("subparagraph", "(A)", "A", text="by striking the fee in paragraph (1); and")
    )
    divided.children[0].add(
        Draft("subparagraph", "(B)", "B", text=whole.removeprefix("Section 9 is amended "))
    )
    comparison = compare(old, bill(divided))
    assert ("s1/1", "s1/1") in rows(comparison)
    assert set(comparison.crosswalk["s1/1"]) == {"s1/1", "s1/1/B"}


def test_what_was_rewritten_is_edited_where_its_words_stand() -> None:
    rewritten = FEES.replace("shall collect a fee of $24", "shall collect a yearly fee of $30 or more")
    rewritten = rewritten.replace("every arriving passenger at", "each one who lands by night at")
    old = listed(("1", "Fees", ""))
    old.children[0].add(Draft("subparagraph", "(A)", "A", "In general", FEES))
    old.children[0].add(Draft("subparagraph", "(B)", "B", "Night", ROADS))
    comparison = compare(bill(old), bill(listed(("1", "Fees", rewritten))))
    assert ("s1/1/A", "s1/1") in rows(comparison)


def nine(verb: str) -> Draft:
    """Return a section of nine fees, each adjusted in the same words."""
    draft = Draft("section", "SEC. 1.", "1", "Fees")
    for letter, subject in zip("abcdefghi", (FEES, TOWERS, PHOTOS, BEDS, BOATS, ROADS, *"xyz"), strict=True):
        fee = draft.add(Draft("subsection", f"({letter})", letter, f"Fee {letter}"))
        fee.add(Draft("paragraph", "(1)", "1", text=f"{subject} This is the {letter}th fee of the ports."))
        fee.add(
            Draft(
                "paragraph", "(2)", "2", text=f"the {verb} of the amount by the rise of the index of prices"
            )
        )
    return draft


def test_look_alikes_stay_where_they_are() -> None:
    comparison = compare(bill(nine("product")), bill(nine("result of a multiplication")))
    assert {(f"s1/{letter}/2", f"s1/{letter}/2") for letter in "abcdefghi"} <= rows(comparison)


def rule(*drafts: Draft) -> Draft:
    draft = Draft("section", "§ 38", "38", "Disclosures")
    draft.children = list(drafts)
    return draft


def paragraph(number: str, text: str, *inner: Draft) -> Draft:
    return Draft("paragraph", f"({number})", number, text=text, children=list(inner))


STARS = Draft("text", text="* * *")
LIKE_IT = "If the amount under paragraph ({0})(3) differs from the one under ({0})(2), but for rounding, a statement of"


def test_what_the_other_rule_does_not_print_did_not_move() -> None:
    old = bill(
        rule(STARS, paragraph("e", "", paragraph("1", f"{LIKE_IT.format('e')} it and of what was paid."))),
        kind="final rule",
    )
    new = bill(
        rule(STARS, paragraph("i", "", paragraph("8", f"{LIKE_IT.format('i')} it and where that is told."))),
        kind="final rule",
    )
    comparison = compare(old, new)
    assert {("s38/e/1", ""), ("", "s38/i/8")} <= rows(comparison)
    assert "s38/e/1" not in comparison.crosswalk


def test_a_paragraph_of_the_cfr_keeps_its_number_under_another_heading() -> None:
    def cfr(heading: str, *inner: Draft) -> Draft:
        top = Draft("paragraph", "(a)", "a", heading, children=list(inner))
        return rule(top, paragraph("b", ROADS))

    law = bill(cfr("Brokers defined", paragraph("1", FEES), paragraph("2", TOWERS)), kind="CFR part")
    amending = bill(cfr("Definitions", paragraph("1", FEES.replace("24", "30")), STARS), kind="final rule")
    comparison = compare(law, amending)
    assert ("s38/a", "s38/a") in rows(comparison)
    left = {part.old.address: part for change in comparison.changes for part in change.parts if part.old}
    assert (left["s38/a/2"].relation, left["s38/a/2"].significance) == ("unchanged", "none")


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        (f"The amendments made by subsection (a) {EFFECTIVE}, which is the year of the towers.", False),
        ("The term “ferry” has the meaning given such term in section 5002 of the Ferries of the River Act.", False),
        (TOWERS, True),
    ],
)  # fmt: skip
def test_a_formula_leaves_no_section_for_another_one(text: str, *, moves: bool) -> None:
    old = bill(
        title("I", "Ports", section("1", "Fees", FEES, text)),
        title("II", "Sea", section("2", "Boats", BOATS, BEDS), section("3", "Roads", ROADS, EFFECTIVE)),
    )
    new = bill(
        title("I", "Ports", section("1", "Fees", FEES, PHOTOS)),
        title("II", "Sea", section("2", "Boats", BOATS, BEDS, text), section("3", "Roads", ROADS, EFFECTIVE)),
    )
    if EFFECTIVE in text:  # as in any bill: other sections end with it too
        for document in (old, new):
            assert any(EFFECTIVE in provision.text for provision in document.provisions)
    went = [part.elsewhere for part in by_new(compare(old, new), "s1").parts if part.elsewhere]
    assert bool(went) is moves


HEADINGS = (
    ("Effective Date", "VI. Effective Dates", True),
    ("Dodd-Frank Act Section 1022(b)(2)", "Section 1022(b)(2) of the Dodd-Frank Act", True),
    ("Impact on Rural Areas", "Impact on Urban Areas", False),
    ("Boats", "Boards", False),
)


@pytest.mark.parametrize(("old", "new", "same"), HEADINGS)
def test_heading_keys(old: str, new: str, *, same: bool) -> None:
    assert (heading_key(old) == heading_key(new.removeprefix("VI. "))) is same


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Effective Date", "Effective Dates"),
        (
            "Costs of the Rule to Consumers and Carriers",
            "Costs of the Rule to Consumers and Carriers at Night Ports",
        ),
    ],
)
def test_headings_of_a_preamble_in_other_words(old: str, new: str) -> None:
    def preamble(heading: str, text: str) -> Draft:
        draft = Draft("preamble")
        draft.add(Draft("heading", "I.", "I", "Background", FEES))
        draft.add(Draft("heading", "II.", "II", heading, text))
        return draft

    comparison = compare(
        bill(preamble(old, TOWERS), kind="final rule"), bill(preamble(new, BOATS), kind="final rule")
    )
    assert by_new(comparison, "preamble/II").old[0].address == "preamble/II"


def test_the_nearest_neighbours_tell_twins_apart() -> None:
    """Two subchapters say the same; what stood before and behind the second one came along."""

    def chapter(first: int, *texts: str) -> list[Draft]:
        return [section(str(first + step), "Security", text) for step, text in enumerate(texts)]

    old = bill(*chapter(31, FEES, BOATS), *chapter(41, TOWERS, "Such sums.", BOATS, PHOTOS))
    new = bill(*chapter(51, TOWERS, BOATS, PHOTOS))
    assert by_new(compare(old, new), "s52").old[0].address == "s43"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Section 5811(a) is amended to read as follows:", "5811"),
        ("Section 36B(e)(2), as amended by section 3, is further amended by striking", "36B"),
        ("Section 5811 applies to each carrier.", ""),
        ("in section 5811, which is amended", ""),
    ],
)
def test_what_a_paragraph_amends(text: str, found: str) -> None:
    assert amended(text) == found


def test_laws_that_are_named() -> None:
    text = "the Act (Public Law 111–8; 12 U.S.C. 5538) and section 5 of it"
    assert named(text) == {"111 8", "12 5538"}


def test_resemblance_is_the_same_both_ways() -> None:
    texts = [
        tuple(words(text)) for text in (FEES, TOWERS, PHOTOS, f"{FEES} {TOWERS}", "by striking “or”", "")
    ]
    for first in texts:
        for second in texts:
            assert likeness(first, second) == likeness(second, first)
            assert say_the_same(first, second) == say_the_same(second, first)
            assert says_again(first, second) == says_again(second, first)
    assert says_again(texts[0], texts[3])
    assert not says_again(texts[0], texts[1])


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ({"title_number": "44"}, {"title_number": "44"}, True),
        ({"title_number": "13"}, {"title_number": "44"}, False),
        ({"title_number": "12", "cfr_parts": ("12 CFR 1026",)}, {"cfr_parts": ("12 CFR 1024",)}, True),
        ({"cfr_parts": ("8 CFR 215",)}, {"cfr_parts": ("12 CFR 1024",)}, False),
        ({}, {"title_number": "44"}, True),
    ],
)
def test_numbers_are_kept_within_one_title(
    first: dict[str, Any], second: dict[str, Any], *, one: bool
) -> None:
    old, new = (
        replace(bill(section("301", heading, text), kind="code title"), identity=Identity(**identity))
        for heading, text, identity in (("Fees", FEES, first), ("Towers", TOWERS, second))
    )
    assert (compare(old, new).crosswalk.get("s301") == ("s301",)) is one
