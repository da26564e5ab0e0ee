"""Amending instructions of real acts: the same in both formats, and as the markup of the published law has them."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lawdiff import parse
from lawdiff.effects.as_json import from_json, to_json, written
from lawdiff.effects.operation import Span
from lawdiff.effects.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lawdiff import Document
    from lawdiff.effects.operation import Operation, Reading

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
import effects_acts  # a program of this repository, found through the line above

pytestmark = pytest.mark.corpus

PUBLISHED_OTHERWISE = 11
"""Operations in which the two editions do not say the same: fractions, and how far three quotations go."""


@pytest.fixture(scope="module")
def law(corpus: Path) -> Document:
    return parse(corpus / "bills" / "119hr1" / "PLAW-119publ21.xml")


@pytest.fixture(scope="module")
def bill(corpus: Path) -> Document:
    return parse(corpus / "bills" / "119hr1" / "BILLS-119hr1enr.xml")


@pytest.fixture(scope="module")
def in_the_law(law: Document) -> Reading:
    return read(law)


@pytest.fixture(scope="module")
def in_the_bill(bill: Document) -> Reading:
    return read(bill)


def what_it_does(document: Document, reading: Reading) -> list[str]:
    """Return each operation with the words of what it puts in, without case (headings) and forms of apostrophe."""
    texts = (json.dumps(_said(document, one), ensure_ascii=False) for one in reading.operations)
    return [text.lower().replace("'", "’") for text in texts]


def _said(document: Document, operation: Operation) -> dict[str, Any]:
    said = written(operation)
    del said["spans"]
    put_in = [document.by_address[address] for address in said.pop("payload", [])]
    said["words"] = " ".join(below.own_words for provision in put_in for below in provision.walk())
    return said


def test_the_enrolled_bill_does_what_the_public_law_does(
    bill: Document, in_the_bill: Reading, law: Document, in_the_law: Reading
) -> None:
    one, other = what_it_does(bill, in_the_bill), what_it_does(law, in_the_law)
    assert len(one) == len(other) > 1000
    assert sum(first != second for first, second in zip(one, other, strict=True)) <= PUBLISHED_OTHERWISE


def test_actions_are_found_as_they_are_marked(
    corpus: Path, bill: Document, in_the_bill: Reading, law: Document
) -> None:
    wanted = effects_acts.marked(corpus / "bills" / "119hr1" / "PLAW-119publ21.xml", law)
    assert sum(map(len, wanted.values())) == 2080
    found = effects_acts.read_kinds(bill, in_the_bill)
    raw, _ = effects_acts.compare("raw", wanted, found)
    better = effects_acts.corrected(wanted, effects_acts.read_labels())
    reasoned, differing = effects_acts.compare("reasoned", better, found)
    assert min(row.precision for row in raw if row.wanted) >= 0.97
    assert (
        min(row.recall for row in raw if row.kind in ("add", "amend", "delete", "insert", "redesignate"))
        >= 0.97
    )
    assert min(min(row.precision, row.recall) for row in reasoned) >= 0.97, differing


AMENDATORY = re.compile(
    r"\b(?:is|are) (?:each |further |hereby )*(?:amended|repealed)\b"
    r"|\bby (?:striking|inserting|redesignating|adding at the end)\b"
)
"""What nobody takes for anything but an instruction, looked for without the grammar."""


def passed_over(document: Document, read_from: Mapping[str, set[Span]]) -> Iterator[str]:
    """Yield amendatory phrases of a document's own text that are in no operation and not listed."""
    for provision in document.provisions:
        if provision.quoted:
            continue
        text = re.sub("“[^”]*”", lambda quoted: "x" * len(quoted[0]), provision.text)
        for phrase in AMENDATORY.finditer(text):
            if not effects_acts.inside(Span(provision.address, *phrase.span()), read_from):
                yield f"{provision.address}: {phrase[0]}"


@pytest.mark.parametrize(
    "files",
    [
        "bills/119hr1/BILLS-119hr1rh.xml",
        "bills/116hr1500/*eh.xml",
        "bills/119s331/*rs.xml",
        "bills/118hr8752/*rh.xml",
        "bills-uslm/*.xml",
    ],
)
def test_nothing_amendatory_is_dropped(corpus: Path, files: str) -> None:
    for path in sorted(corpus.glob(files)):
        document = parse(path)
        reading = read(document)
        for missed in reading.not_understood:
            text = document.by_address[missed.span.address].text
            assert text[missed.span.start : missed.span.end] == missed.text, path
        read_from = effects_acts.spans_by_address(
            [span for one in reading.operations for span in one.spans]
            + [one.span for one in reading.not_understood]
        )
        for action in reading.actions:
            assert effects_acts.inside(action.span, read_from), (path, action)
        assert list(passed_over(document, read_from)) == [], path
        for operation in reading.operations:
            assert set(operation.payload) <= set(document.by_address), path
            assert all(document.by_address[address].quoted for address in operation.payload), path
        assert from_json(to_json(reading, document)) == reading


def test_nearly_all_phrases_are_understood(in_the_bill: Reading) -> None:
    assert effects_acts.known_actions(in_the_bill) / len(in_the_bill.actions) >= 0.98
