"""Rules of the alignment, each with the case that it exists for and the case that only looks like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from drafts import BEDS, BOATS, FEES, PHOTOS, ROADS, TOWERS, bill, by_new, facts, section, title
from hypothesis import given, settings
from hypothesis import strategies as st

from lawdiff.differ import Comparison, compare
from lawdiff.differ.features import subject
from lawdiff.parsers import parse
from lawdiff.parsers.draft import Draft

if TYPE_CHECKING:
    from pathlib import Path

    from lawdiff.parsers import Document

TEXTS = (FEES, TOWERS, PHOTOS, BEDS, BOATS, ROADS)


def links(comparison: Comparison) -> set[tuple[str, str]]:
    """Return what became what, an empty address for nothing."""
    return {
        (old.address, new.address)
        for change in comparison.changes
        for old in change.old
        for new in change.new
    } | {
        (change.old[0].address if change.old else "", change.new[0].address if change.new else "")
        for change in comparison.changes
        if not (change.old and change.new)
    }


@pytest.mark.parametrize(
    ("instruction", "amended"),
    [
        (
            "Section 1026.41 is amended by revising paragraphs (a)(1) and (e)(4) to read as follows:",
            "1026.41",
        ),
        ("Amend § 215.8 by:", "215.8"),
        ("In §§ 1.16 and 1.17, revise paragraph (a) to read as follows:", "1.16"),
        ("Appendix Q to Part 1026 is revised to read as follows:", "appendix q in 1026"),
        (
            "In Supplement I to part 1026, under Section 1026.41, the heading is revised:",
            "supplement i in 1026",
        ),
        ("The authority citation for part 1026 continues to read as follows:", "authority citation in 1026"),
        ("Add subpart J to read as follows:", "subpart j in 1026"),
        ("Revise the table to read as follows:", ""),
    ],
)
def test_what_an_instruction_amends(instruction: str, amended: str) -> None:
    assert subject(instruction, "1026") == amended


def part(number: str, *instructions: str) -> Draft:
    draft = Draft("part", f"PART {number}—", number, f"RULES OF PART {number}")
    for place, text in enumerate(instructions, start=1):
        draft.add(Draft("instruction", f"{number[-1]}{place}.", f"{number[-1]}{place}", text=text))
    return draft


def test_instructions_are_known_by_what_they_amend() -> None:
    words = "is amended by revising paragraphs (a)(1) and (e)(4)(ii) to read as follows, for creditors and servicers"
    old = bill(
        part("1024", f"Section 1024.5 {words}:"),
        part("1026", f"Section 1026.35 {words} of loans:", f"Section 1026.41 {words}:"),
        kind="final rule",
    )
    new = bill(
        part("1024", f"Section 1024.30 {words}:"),
        part("1026", f"Section 1026.23 {words}:", f"Section 1026.35 {words}, and adding (b):"),
        kind="final rule",
    )
    found = {pair for pair in links(compare(old, new)) if "amdt" in "".join(pair)}
    assert found == {
        ("pt1026/amdt61", "pt1026/amdt62"),
        ("pt1024/amdt41", ""),
        ("pt1026/amdt62", ""),
        ("", "pt1024/amdt41"),
        ("", "pt1026/amdt61"),
    }


def test_a_few_words_under_the_same_number_go_on_where_numbers_are_kept() -> None:
    kept = [section(str(number), "", text) for number, text in enumerate(TEXTS, start=1)]
    again = [section(str(number), "", text) for number, text in enumerate(TEXTS, start=1)]
    old, new = bill(*kept, section("9", "", "$0.")), bill(*again, section("9", "", "$0 (increased by $100)."))
    assert ("s9", "s9") in links(compare(old, new))
    other = bill(*again, section("9", "", "Towers stay closed."))
    assert {("s9", ""), ("", "s9")} <= links(compare(old, other))


def rescission(number: str, heading: str, cited: str) -> Draft:
    return section(
        number,
        heading,
        f"There is rescinded what is left of the sums made available by section {cited} of that law.",
    )


def test_each_of_three_gave_its_own_number_to_a_list() -> None:
    others = [section(str(number), "", text) for number, text in enumerate(TEXTS, start=20)]
    again = [section(str(number), "", text) for number, text in enumerate(TEXTS, start=40)]
    old = bill(
        *others,
        rescission("1", "Rescission of harbor service funds", "50221"),
        rescission("2", "Rescission of harbor and land service funds", "50222"),
        rescission("3", "Rescission of land and harbor service funds", "50223"),
        rescission("4", "Rescission of lighthouse funds", "60111"),
    )
    new = bill(
        *again,
        section(
            "7",
            "Rescission of harbor and land service funds",
            "There are rescinded the balances left of the sums made available by these sections of that law: section"
            " 50221, section 50222, and section 50223.",
        ),
    )
    found = links(compare(old, new))
    assert {("s1", "s7"), ("s2", "s7"), ("s3", "s7")} <= found
    assert ("s4", "") in found


@pytest.mark.parametrize(("cited", "one"), [("23001(a)", True), ("23007(b)", False)])
def test_what_nobody_else_names_makes_two_rescissions_one(cited: str, *, one: bool) -> None:
    others = [rescission(str(number), f"Funds {number}", str(50_000 + number)) for number in range(20, 26)]
    again = [rescission(str(number), f"Funds {number}", str(50_000 + number)) for number in range(20, 26)]
    old = bill(
        section(
            "1",
            "Forest",
            "Paragraph (4) of section 23001(a) of the law is repealed; its timber money goes home.",
        ),
        *others,
    )
    new = bill(
        *again,
        section("9", "Rescission", f"The timber money left goes back: {cited}."),
    )
    assert (("s1", "s9") in links(compare(old, new))) is one


def test_a_heading_finds_its_counterpart_though_all_below_it_is_new() -> None:
    old = bill(title("I", "Ports", section("1", "", FEES)), title("II", "Sea", section("2", "", BOATS)))
    new = bill(
        title("I", "Ports", section("1", "", FEES), section("2", "", BOATS)),
        title("II", "Air", section("3", "", TOWERS)),
        title("III", "Sea", section("4", "", ROADS)),
    )
    comparison = compare(old, new)
    assert {("tI", "tI"), ("tII", "tIII"), ("", "tII")} <= links(comparison)
    assert facts(by_new(comparison, "s2")) == "unchanged moved"


def test_a_container_that_is_gone_hides_no_move() -> None:
    old = bill(
        title(
            "I",
            "Ports",
            Draft("part", "PART 1—", "1", "Fees", children=[section("1", "", FEES), section("2", "", BEDS)]),
        ),
        title("II", "Sea", section("3", "", BOATS), section("4", "", ROADS)),
    )
    new = bill(
        title("I", "Ports", section("1", "", FEES)),
        title("II", "Sea", section("2", "", BEDS), section("3", "", BOATS), section("4", "", ROADS)),
    )
    comparison = compare(old, new)
    assert facts(by_new(comparison, "s1")) == "unchanged"
    assert facts(by_new(comparison, "s2")) == "unchanged moved"


def test_a_subsection_that_became_a_section_is_one_and_what_is_in_it_stays_in_it() -> None:
    def loans(level: str, number: str, designator: str) -> Draft:
        draft = Draft(level, number, designator, "Loans", "Section 1201 of the Act is amended—")
        draft.add(
            Draft(
                "paragraph", "(1)", "1", text="in subsection (b), by striking what was said of towers there;"
            )
        )
        draft.add(
            Draft(
                "paragraph",
                "(2)",
                "2",
                text="in subsection (c), by striking the fee that a carrier owed; and",
            )
        )
        return draft

    whole = section("1", "Safety net", FEES, TOWERS, PHOTOS)
    whole.children.append(loans("subsection", "(d)", "d"))
    old = bill(whole, section("2", "Sea", BOATS))
    new = bill(
        section("1", "Safety net", FEES, TOWERS, PHOTOS),
        loans("section", "SEC. 2.", "2"),
        section("3", "Sea", BOATS),
    )
    change = by_new(compare(old, new), "s2")
    assert change.split
    parts = {row.new.address: row for row in change.parts if row.new is not None and row.old is not None}
    assert parts["s2"].old is not None
    assert (parts["s2"].old.address, parts["s2"].moved) == ("s1/d", True)
    assert [(parts[f"s2/{n}"].relation, parts[f"s2/{n}"].moved) for n in "12"] == [("unchanged", False)] * 2


@pytest.mark.parametrize(
    ("old", "new", "one"),
    [
        ("by striking “or” at the end;", "by adding at the end the following:", False),
        ("For purposes of this paragraph, the term “tower” means a mast that stands at sea.",
         "For purposes of this clause, the term “ferry” means a boat that lands on the river.", False),
        ("The routing number of the bank.", "the routing number of the trustee bank, and", True),
    ],
)  # fmt: skip
def test_formulas_are_no_likeness_under_another_parent(old: str, new: str, *, one: bool) -> None:
    before, after = section("1", "Ports", FEES, TOWERS), section("1", "Ports", FEES, TOWERS)
    before.children[0].add(Draft("paragraph", "(3)", "3", text=old))
    after.children[1].add(Draft("paragraph", "(7)", "7", text=new))
    assert (("s1/a/3", "s1/b/7") in {
        (row.old.address, row.new.address)
        for row in by_new(compare(bill(before), bill(after)), "s1").parts
        if row.old is not None and row.new is not None
    }) is one  # fmt: skip


def test_a_row_of_contents_follows_its_section_and_does_not_move() -> None:
    def contents(*rows: str) -> Draft:
        table = Draft("table of contents")
        for row in rows:
            table.add(Draft("row", text=row))
        return table

    old = bill(
        contents("Sec. 1.\tFees.", "Sec. 2.\tTowers on the plain.", "Sec. 3.\tBoats."),
        section("1", "Fees", FEES), section("2", "Towers on the plain", TOWERS), section("3", "Boats", BOATS),
    )  # fmt: skip
    new = bill(
        contents("Sec. 1.\tBoats.", "Sec. 2.\tFees.", "Sec. 3.\tAutonomous surveillance.", "Sec. 4.\tTowers of beds."),
        section("1", "Boats", BOATS), section("2", "Fees", FEES),
        section("3", "Autonomous surveillance", TOWERS), section("4", "Towers of beds", BEDS),
    )  # fmt: skip
    change = next(change for change in compare(old, new).changes if change.level == "table of contents")
    pairs = {(row.old.text, row.new.text) for row in change.parts if row.old and row.new and row.new.text}
    assert ("Sec. 2.\tTowers on the plain.", "Sec. 3.\tAutonomous surveillance.") in pairs
    assert ("Sec. 3.\tBoats.", "Sec. 1.\tBoats.") in pairs
    assert not any(row.moved for row in change.parts)


@settings(max_examples=40)
@given(st.permutations(range(6)), st.integers(0, 5))
def test_swapping_the_documents_swaps_what_moved(order: list[int], cut: int) -> None:
    def laid_out(places: list[int], middle: int) -> list[Draft]:
        drafts = [section(str(10 + place), "", TEXTS[place]) for place in places]
        return [title("I", "Ports", *drafts[:middle]), title("II", "Sea", *drafts[middle:])]

    old, new = bill(*laid_out(list(range(6)), 3)), bill(*laid_out(order, cut))
    there = {
        (c.old[0].address, c.new[0].address, c.moved) for c in compare(old, new).changes if c.old and c.new
    }
    back = {
        (c.new[0].address, c.old[0].address, c.moved) for c in compare(new, old).changes if c.old and c.new
    }
    assert there == back


def test_a_number_over_nothing_is_known_by_its_number() -> None:
    def preamble(*numbers: str) -> Document:
        top = Draft("preamble", "", "", "Preamble")
        for number in numbers:
            top.add(Draft("heading", f"Paragraph {number}", number))
        top.add(Draft("heading", "C.", "C", "Towers", TOWERS))
        return bill(top, kind="final rule")

    same = preamble("23(b)", "23(c)")
    assert {facts(change) for change in compare(same, same).changes} == {"unchanged"}
    gone = compare(same, preamble("23(b)"))
    assert sorted(facts(change) for change in gone.changes if change.relation != "unchanged") == ["removed"]


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name",
    [
        "bills/118hr8752/BILLS-118hr8752rh.xml",
        "cfr/CFR-2012-title12-vol8-part1026.xml",
        "fr/2013-16962.xml",
        "usc/usc13@117-80.xml",
    ],
)
def test_a_real_document_does_not_differ_from_itself(name: str, corpus: Path) -> None:
    document = parse(corpus / name)
    comparison = compare(document, document)
    assert {facts(change) for change in comparison.changes} == {"unchanged"}
    assert comparison.figures == ()
