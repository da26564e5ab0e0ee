"""How right the alignment is on real documents: the benchmark's truths, with floors a little under what it measures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lawdiff import parse

if TYPE_CHECKING:
    from lawdiff import Document

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
import alignment  # a program of this repository, found through the line above

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def hr1(corpus: Path) -> dict[str, Document]:
    folder = corpus / "bills" / "119hr1"
    names = {"engrossed": "BILLS-119hr1eh", "enrolled": "BILLS-119hr1enr", "law": "PLAW-119publ21"}
    return {stage: parse(folder / f"{name}.xml") for stage, name in names.items()}


def f1(score: alignment.Score) -> float:
    return 2 * score.right / (score.found + score.wanted) if score.found + score.wanted else 1.0


def test_the_enrolled_bill_is_the_public_law(hr1: dict[str, Document]) -> None:
    misses: list[str] = []
    scores = alignment.by_key("law", hr1["enrolled"], hr1["law"], "designator", misses)
    assert [f1(score) for score in scores] == [1.0, 1.0], misses


def test_labelled_pairs_are_found(hr1: dict[str, Document]) -> None:
    labels = Path(alignment.__file__).parent / "labels" / "hr1-eh-enr.csv"
    misses: list[str] = []
    link, removed, added = alignment.labelled("read", hr1["engrossed"], hr1["enrolled"], labels, misses)
    assert f1(link) >= 0.97, misses
    assert min(f1(removed), f1(added)) >= 0.95, misses


def test_what_was_done_on_purpose_is_found(corpus: Path, hr1: dict[str, Document]) -> None:
    bill = parse(corpus / "bills-uslm" / "h264_eh.xml")
    misses: list[str] = []
    scores = alignment.perturbed([(bill, hr1["law"])], misses)
    assert {score.relation for score in scores if score.wanted} >= {
        "link",
        "moved",
        "merged",
        "removed",
        "added",
    }
    assert min(map(f1, scores)) >= 0.95, misses
    assert next(f1(score) for score in scores if score.relation == "link") >= 0.99, misses


def test_held_out_pairs_are_found(corpus: Path, hr1: dict[str, Document]) -> None:
    labels = Path(alignment.__file__).parent / "labels" / "hr1-eh-enr-held-out.csv"
    misses: list[str] = []
    link, removed, added = alignment.labelled("read", hr1["engrossed"], hr1["enrolled"], labels, misses)
    assert f1(link) >= 0.98, misses
    assert min(f1(removed), f1(added)) >= 0.95, misses
    scores = alignment.other_pairs(corpus, misses)
    assert min(map(f1, scores)) >= 0.97, misses


def test_pairs_that_were_read_blind_are_found(corpus: Path) -> None:
    misses: list[str] = []
    scores = {(score.truth, score.relation): score for score in alignment.unseen(corpus, misses)}
    assert len(scores) == 6
    assert min(f1(score) for (_, relation), score in scores.items() if relation == "link") >= 0.98, misses
    assert min(map(f1, scores.values())) >= 0.97, misses
    assert all(score.right / score.found >= 0.99 for key, score in scores.items() if key[1] == "link"), misses
