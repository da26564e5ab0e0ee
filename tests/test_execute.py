"""Operations carried out on a base: what it then reads, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rules import part, rule, text_of

from lawdiff.effects import apply
from lawdiff.parsers import parse

if TYPE_CHECKING:
    from lawdiff.effects.report import Execution

SAMPLES = Path(__file__).resolve().parent.parent / "samples"

BASE = part(
    """1.1 Lamps.
    In this part, a lamp is a light.
    (a) *Oil.* Oil burns in a lamp. It burns at night. It smokes a little.
    (1) Whale oil;
    (2) Lard oil; and
    (i) From a pig, or
    (ii) From an ox.
    (3) Colza oil.
    (b) A wick of “cotton” is cut, and a wick of flax is not cut.
    (c) [Reserved]
    (d) Glass is cleaned.""",
    """1.2 Words.
    These words have these meanings:
    *Beacon* means a lamp on a hill.
    *Lamp* means a light in a case.
    *Tower* means a house for a lamp.""",
    """1.3 Ladders.
    A ladder has two rails, and the lamp board counts them.""",
    """1.5 [Reserved]""",
    """1.7 Ropes.
    (a) Hemp.
    (1) Of three strands.
    (b) The lamp board keeps the ropes.""",
)

NEW = """<SECTION><SECTNO>§ 1.1</SECTNO><SUBJECT>Lamps and lights.</SUBJECT>
<P>In this part, a lamp is any light.</P>
<P>(a) <E T="03">Oil.</E> Any oil burns in a lamp. * * * It smokes much.</P>
<STARS/><P>(2) * * *</P><P>(ii) From a sheep.</P><STARS/>
<P>(c) A lens is ground.</P><P>(d) Glass is cleaned daily.</P>
<P>(e) Brass is rubbed.</P><P>(f) Paint is renewed.</P></SECTION>
<SECTION><SECTNO>§ 1.2</SECTNO><SUBJECT>Words.</SUBJECT><P><E T="03">Ladder</E> means a pair of rails.</P>
<P><E T="03">Beacon</E> means a fire on a hill:</P></SECTION>
<SECTION><SECTNO>§ 1.4</SECTNO><SUBJECT>Boats.</SUBJECT><P>(a) A boat has oars.</P></SECTION>
<SECTION><SECTNO>§ 1.5</SECTNO><SUBJECT>Bells.</SUBJECT><P>A bell is rung.</P></SECTION>"""

A_NOW = """(a) Oil. Oil burns in a lamp. It burns at night. It smokes a little.
(1) Whale oil;
(2) Lard oil; and
(i) From a pig, or
(ii) From an ox.
(3) Colza oil."""


def applied(*instructions: str, printed: str = NEW) -> Execution:
    return apply(rule(*instructions, printed=printed), BASE)


def fates(execution: Execution) -> list[str]:
    return [outcome.fate for outcome in execution.outcomes]


CASES = (Path(__file__).parent / "cases" / "executed.txt").read_text(encoding="utf-8").strip().split("\n\n")
"""An instruction, then where to look and what stands there (``@``), or why it is refused (``!``)."""


@pytest.mark.parametrize("case", [case for case in CASES if "\n@ " in case], ids=lambda case: case[:50])
def test_an_instruction_is_carried_out(case: str) -> None:
    instruction, at, *then = case.splitlines()
    execution = applied(f"2. {instruction}")
    assert set(fates(execution)) == {"applied"}, [outcome.reason for outcome in execution.outcomes]
    assert text_of(execution.result, f"cfr/t45/s{at.removeprefix('@ ')}").splitlines() == then


@pytest.mark.parametrize("case", [case for case in CASES if "\n! " in case], ids=lambda case: case[:50])
def test_what_the_base_does_not_bear_is_refused_and_changes_nothing(case: str) -> None:
    instruction, reason = case.splitlines()
    execution = applied(f"2. {instruction}")
    assert [(outcome.fate, outcome.reason) for outcome in execution.outcomes] == [
        ("refused", reason.removeprefix("! "))
    ]
    assert execution.result.body == BASE.body


def test_a_later_instruction_builds_on_an_earlier_one() -> None:
    execution = applied(
        "2. Amend § 1.1 by:",
        "a. Redesignating paragraph (d) as paragraph (e);",
        "b. Adding a new paragraph (d); and",
        "c. In newly redesignated paragraph (e), removing “Glass” and adding in its place “Crystal”.",
    )
    assert fates(execution) == ["applied"] * 3
    assert text_of(execution.result, "cfr/t45/s1.1").splitlines()[-2:] == [
        "(d) Glass is cleaned daily.",
        "(e) Crystal is cleaned.",
    ]


def test_numbers_are_free_that_get_free_in_the_same_instruction_and_only_then() -> None:
    execution = applied(
        "2. In § 1.7, redesignate paragraphs (a), (b), and (c) as paragraphs (b), (c), and (d)."
    )
    assert fates(execution) == ["applied", "applied", "refused"]
    chain = applied("2. In § 1.1, redesignate paragraphs (c) and (d) as paragraphs (d) and (a).")
    assert fates(chain) == ["refused", "refused"]
    assert chain.result.body == BASE.body


def test_a_range_of_redesignations_keeps_all_that_stands_below() -> None:
    execution = applied(
        "2. In § 1.1, remove paragraph (a)(1) and redesignate paragraphs (a)(2) and (3) as (a)(1) and (2)."
    )
    assert fates(execution) == ["applied"] * 3
    assert text_of(execution.result, "cfr/t45/s1.1/a").splitlines()[1:] == [
        "(1) Lard oil; and",
        "(i) From a pig, or",
        "(ii) From an ox.",
        "(2) Colza oil.",
    ]


def test_stars_keep_what_they_stand_for() -> None:
    execution = applied("2. Revise § 1.1 to read as follows:")
    assert fates(execution) == ["flagged"]
    assert text_of(execution.result, "cfr/t45/s1.1").splitlines() == [
        "§ 1.1 Lamps and lights.",
        "In this part, a lamp is any light.",
        "(a) Oil. Any oil burns in a lamp. It burns at night. It smokes much.",
        "(1) Whale oil;",
        "(2) Lard oil; and",
        "(i) From a pig, or",
        "(ii) From a sheep.",
        "(3) Colza oil.",
        "(b) A wick of “cotton” is cut, and a wick of flax is not cut.",
        "(c) A lens is ground.",
        "(d) Glass is cleaned daily.",
        "(e) Brass is rubbed.",
        "(f) Paint is renewed.",
    ]


def test_where_no_stars_are_printed_nothing_is_left_of_the_old_text() -> None:
    printed = NEW.replace("<STARS/><P>(2) * * *</P><P>(ii) From a sheep.</P><STARS/>", "").replace(
        " * * *", ""
    )
    execution = applied("2. Revise § 1.1 to read as follows:", printed=printed)
    assert fates(execution) == ["applied"]
    assert text_of(execution.result, "cfr/t45/s1.1").splitlines()[2:4] == [
        "(a) Oil. Any oil burns in a lamp. It smokes much.",
        "(c) A lens is ground.",
    ]
    assert "cfr/t45/s1.1/a/1" in execution.outcomes[0].base


def test_other_quotation_marks_are_flagged() -> None:
    execution = applied('2. In § 1.1(b), remove ‘‘of "cotton" is’’ and add in its place ‘‘of cotton is’’.')
    assert fates(execution) == ["flagged"]
    assert execution.outcomes[0].reason.endswith("stands there with other quotation marks, dashes or spaces")
    assert text_of(execution.result, "cfr/t45/s1.1/b").startswith("(b) A wick of cotton is cut")


def test_a_term_is_changed_wherever_it_appears() -> None:
    execution = applied(
        "2. In 45 CFR part 1, remove “lamp board” and add in its place “torch board” wherever it appears."
    )
    assert fates(execution) == ["applied"]
    assert execution.outcomes[0].base == ("cfr/t45/s1.3/p1", "cfr/t45/s1.7/b")
    assert "lamp board" not in text_of(execution.result, "cfr/t45/pt1")


def test_what_amends_another_law_is_elsewhere() -> None:
    execution = apply(rule("2. Remove § 2.4.", part="2"), BASE)
    assert [(outcome.fate, outcome.reason) for outcome in execution.outcomes] == [
        ("elsewhere", "it amends 45 CFR, § 2.4")
    ]
    assert execution.result.body == BASE.body


APPENDIX = """<DIV9 N="Appendix B to Part 1" TYPE="APPENDIX"><HEAD>Appendix B to Part 1—Forms</HEAD><P>1. Logs.</P>
<P>d. Of ships.</P><P>2. Signals.</P><P>d. Bells.</P><P>e. Horns.</P>
<HD1>B-2(C) Form of a map</HD1><P>A map.</P></DIV9>"""
NEW_FORMS = """<APPENDIX><HD SOURCE="HED">Appendix B to Part 1—Forms</HD><STARS/><P>2. * * *</P><P>d. Big bells.</P>
<STARS/><HD SOURCE="HD3">B-2(C) Form of a chart</HD><STARS/></APPENDIX>"""


def test_paragraphs_and_headings_of_an_appendix_in_plain_text_are_found_by_what_they_begin_with() -> None:
    base = part("1.1 Lamps.\n(a) Oil.", extra=APPENDIX)
    said = "2. Appendix B to part 1 is amended by revising paragraph 2.d and the heading of B-2(C) to read as follows:"
    execution = apply(rule(said, printed=NEW_FORMS), base)
    assert [(outcome.fate, outcome.reason) for outcome in execution.outcomes] == [("applied", "")] * 2
    before, after = (text_of(each, "cfr/t45/pt1/appB").splitlines() for each in (base, execution.result))
    assert [line for line in after if line not in before] == ["d. Big bells.", "B-2(C) Form of a chart"]
    assert [line for line in before if line not in after] == ["d. Bells.", "B-2(C) Form of a map"]
    assert after.index("d. Big bells.") == before.index("d. Bells.")


def test_a_condition_is_flagged() -> None:
    execution = applied("2. Effective May 1, 2031, in § 1.1, revise paragraph (d) to read as follows:")
    assert [(outcome.fate, outcome.reason) for outcome in execution.outcomes] == [
        ("flagged", "it takes effect under a condition: Effective May 1, 2031")
    ]


def test_a_section_stands_behind_the_one_whose_number_comes_before() -> None:
    execution = applied("2. Add § 1.4 to read as follows:")
    assert [unit.designator for unit in execution.result.units if unit.level == "section"] == [
        "1.1", "1.2", "1.3", "1.4", "1.5", "1.7",
    ]  # fmt: skip


def test_a_subpart_takes_in_the_sections_printed_behind_its_heading() -> None:
    execution = apply(rule("2. Add subpart D to read as follows:"), BASE)
    assert fates(execution) == ["applied"]
    subpart = next(unit for unit in execution.result.units if unit.level == "subpart")
    assert [child.address for child in subpart.children] == ["cfr/t45/s1.40"]


def test_the_authority_citation_is_replaced_beside_the_law() -> None:
    execution = apply(rule("2. The authority citation for part 1 is revised to read as follows:"), BASE)
    assert fates(execution) == ["applied"]
    assert [note.text for note in execution.result.by_address["cfr/t45/pt1"].apparatus] == ["5 U.S.C. 1."]


@pytest.mark.parametrize("law", ["cfr-8-215-2020.xml", "cfr-8-235-2020.xml"])
@pytest.mark.parametrize("amending", ["proposed-rule-2020.xml", "interim-final-rule-2025.xml"])
def test_the_rules_of_the_samples_apply_to_both_parts(amending: str, law: str) -> None:
    execution = apply(parse(SAMPLES / amending), parse(SAMPLES / law))
    assert execution.reading.not_understood == ()
    here = [outcome for outcome in execution.outcomes if outcome.fate != "elsewhere"]
    assert {outcome.fate for outcome in here} == {"applied"}
    assert len(here) >= 3
    assert all(outcome.operation.target.path[0].designator.startswith(law[6:9]) for outcome in here)


def test_the_documents_are_not_changed_and_the_result_is_the_same_each_time() -> None:
    before = BASE.body
    results = [applied("2. Revise § 1.1 to read as follows:").result for _ in range(2)]
    assert before == BASE.body
    assert results[0] == results[1]
    assert results[0].sha256 == results[1].sha256 != BASE.sha256
    assert results[0].title == "45 CFR part 1, as amended by Lamps (final rule)"
