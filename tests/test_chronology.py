"""Which version is the later one, and the warning where two are compared backwards."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from drafts import FEES, bill, section

from lawdiff.differ import compare
from lawdiff.differ.chronology import is_later
from lawdiff.differ.history import history
from lawdiff.parsers.document import Identity
from lawdiff.render.history import history_json
from lawdiff.render.warned import warnings_of

if TYPE_CHECKING:
    from pathlib import Path

    from lawdiff.parsers import Document


def of(identity: Identity, kind: str = "bill", title: str = "A bill") -> Document:
    return replace(bill(section("1", "Fees", FEES), kind=kind), identity=identity, title=title)


def house(stage: str, number: str = "H.R. 1", congress: str = "119", short_title: str = "") -> Document:
    titles = (short_title,) if short_title else ()
    return of(Identity(congress=congress, number=number, stage=stage, short_titles=titles))


STAGES = [  # of a bill of the House, in the order of GPO's "About Congressional Bills"
    "introduced-in-house",
    "reported-in-house",
    "engrossed-in-house",
    "received-in-senate",
    "engrossed-amendment-senate",
    "enrolled-bill",
]


@pytest.mark.parametrize("late", range(len(STAGES)))
def test_the_stages_of_a_bill_are_in_order(late: int) -> None:
    for early, stage in enumerate(STAGES):
        assert is_later(house(STAGES[late]), house(stage)) == (late > early)


@pytest.mark.parametrize(
    ("late", "early"),
    [
        (house("reported-in-senate"), house("engrossed-in-house")),
        (house("placed-on-calendar-senate"), house("engrossed-in-house")),
        (
            of(Identity(congress="116", number="S. 2", stage="referred-in-house")),
            of(Identity(congress="116", number="S. 2", stage="engrossed-in-senate")),
        ),
        (
            of(Identity(congress="119", number="Public Law 119-21", short_titles=("Act",)), "public law"),
            house("enrolled-bill", short_title="Act"),
        ),
        (
            of(Identity(title_number="4", release_point="117-80")),
            of(Identity(title_number="4", release_point="115-164not141")),
        ),
        (
            of(Identity(title_number="37", edition="2012-07-01")),
            of(Identity(title_number="37", edition="2011-07-01")),
        ),
        (
            of(Identity(rins=("1651-AB12",), fr_citation="90 FR 48604")),
            of(Identity(rins=("1651-AB12", "1651-AB22"), fr_citation="85 FR 74162")),
        ),
    ],
)
def test_a_later_version_is_told_from_the_earlier(late: Document, early: Document) -> None:
    assert is_later(late, early)
    assert not is_later(early, late)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (house("enrolled-bill"), house("introduced-in-house", number="H.R. 2")),
        (house("enrolled-bill"), house("introduced-in-house", congress="118")),
        (house("enrolled-bill"), house("a-stage-of-its-own")),
        (house("referred-in-senate"), house("placed-on-calendar-senate")),
        (of(Identity()), of(Identity())),
        (
            of(Identity(title_number="4", release_point="117-80")),
            of(Identity(title_number="5", release_point="113-31")),
        ),
        (of(Identity(fr_citation="90 FR 48604")), of(Identity(fr_citation="85 FR 74162"))),
        (of(Identity(congress="119", number="Public Law 119-21"), "public law"), house("enrolled-bill")),
    ],
)
def test_two_texts_have_no_order(one: Document, other: Document) -> None:
    assert not is_later(one, other)
    assert not is_later(other, one)


def test_who_compares_backwards_is_told() -> None:
    early = replace(house("engrossed-in-house"), title="H.R. 1 (engrossed in House)")
    late = replace(house("enrolled-bill"), title="H.R. 1 (enrolled)")
    assert [each.code for each in warnings_of(compare(early, late))] == []
    (told,) = warnings_of(compare(late, early))
    assert (told.code, told.side) == ("order", "both")
    assert told.message.startswith("H.R. 1 (enrolled) is later than H.R. 1 (engrossed in House)")
    (told_of,) = json.loads(history_json(history([early, late, early])))["warnings"]
    assert told_of["code"] == "order"


def test_the_command_line_says_it_once_on_standard_error(corpus: Path) -> None:
    files = [str(corpus / "bills/119s331" / f"BILLS-119s331{stage}.xml") for stage in ("enr", "is")]
    assert said(*files).count("warning: order:") == 1
    assert "order" not in said(*reversed(files))


def said(*files: str) -> str:
    """Return what a comparison says on standard error."""
    command = [sys.executable, "-m", "lawdiff", "diff", *files, "--stat"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stderr
