"""Real rules read and carried out: the benchmark's truths, with floors a little under what it measures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lawdiff import parse
from lawdiff.effects import apply

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
import effects_rules as measured  # a program of this repository, found through the line above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawdiff.effects.report import Execution
    from lawdiff.parsers import Provision

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def printed(corpus: Path) -> dict[str, list[measured.Instruction]]:
    files = [*measured.DAYS, *(f"fr/{name}.xml" for name in measured.RULES)]
    return {file: measured.printed(file, parse(corpus / file)) for file in files}


def test_most_instructions_are_read(printed: dict[str, list[measured.Instruction]]) -> None:
    every = [each for found in printed.values() for each in found]
    assert sum(not each.missed for each in every) / len(every) >= 0.96


def test_what_is_read_is_what_a_person_reads(printed: dict[str, list[measured.Instruction]]) -> None:
    right, found, wanted = measured.against_labels(printed)
    assert found - right == {}
    for verb in {key[2] for key in wanted}:
        of_verb = [sum(count for key, count in each.items() if key[2] == verb) for each in (right, wanted)]
        assert of_verb[0] >= 0.97 * of_verb[1], verb


def test_37_cfr_1_of_2012_is_that_of_2011_and_the_rule(corpus: Path) -> None:
    old, new = (parse(corpus / name) for name in measured.PATENTS)
    execution = apply(parse(corpus / "fr/2011-29462.xml"), old)
    assert [outcome.fate for outcome in execution.outcomes] == ["applied"] * 3
    for address in ("cfr/t37/s1.16", "cfr/t37/s1.445"):
        assert measured.words(execution.result.by_address[address]) == measured.words(new.by_address[address])
    changed = {provision.address for provision in changed_sections(execution)}
    assert changed == {"cfr/t37/s1.16", "cfr/t37/s1.445"}


def changed_sections(execution: Execution) -> Iterator[Provision]:
    before = {each.address: each for each in execution.base.provisions if each.level == "section"}
    for each in execution.result.provisions:
        if each.level == "section" and measured.words(each) != measured.words(before[each.address]):
            yield each


def test_what_a_rule_sets_out_reads_in_the_law_as_the_rule_prints_it(corpus: Path) -> None:
    execution = apply(parse(corpus / "fr/2013-01503.xml"), parse(corpus / measured.PART_1026))
    fates = [outcome.fate for outcome in execution.outcomes]
    assert fates.count("applied") == 44
    assert [outcome.reason for outcome in execution.outcomes if outcome.fate == "refused"] == [
        "the base has no § 1026.25(c)"
    ]
    checked = [outcome for outcome in execution.outcomes if measured.is_checked(outcome)]
    assert len(checked) > 30
    assert all(measured.reads_as_printed(outcome, execution) for outcome in checked)
