"""The gate and the selection: what stops a run, in a table of conditions; ``--only`` narrows both."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from builders import NEW, OLD, bill, document
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from lawdiff.cli.group import lawdiff_command
from lawdiff.differ import compare
from lawdiff.parsers import LawdiffError, NoSuchProvision
from lawdiff.render.conditions import CONDITIONS
from lawdiff.render.gate import conditions_in, judge
from lawdiff.render.selection import narrowed, without

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Section

BASE: list[Section] = [
    ("1", "Short title", [("a", "This Act may be cited as the “Gate Cameras Act”.")]),
    ("2", "Fees", [("a", "The fee for an entry is $20 and falls due 14 days after the entry was made.")]),
    ("3", "Signs", [("a", "A sign must stand at each gate, and say what is done there and why.")]),
    ("4", "Reports", [("a", "The Secretary shall report on the fee under section 2 to the Congress.")]),
]


def changed(place: int, words: str) -> list[Section]:
    """Return the bill with other words in one section."""
    number, heading, _ = BASE[place]
    return [*BASE[:place], (number, heading, [("a", words)]), *BASE[place + 1 :]]


RENUMBERED: list[Section] = [
    BASE[0],
    ("2", "Hours", [("a", "The gates stand open from noon until nine on every day but one.")]),
    ("3", "Fees", BASE[1][2]),
    ("4", "Signs", BASE[2][2]),
    ("5", "Reports", [("a", "The Secretary shall report on the fee under section 3 to the Congress.")]),
]

CASES: dict[str, tuple[list[Section], set[str]]] = {
    "nothing": (BASE, set()),
    "an amount": (
        changed(1, "The fee for an entry is $25 and falls due 14 days after the entry was made."),
        {"edited", "substantive", "conforming", "editorial", "figures", "money"},
    ),
    "a period": (
        changed(1, "The fee for an entry is $20 and falls due 12 hours after the entry was made."),
        {"edited", "substantive", "conforming", "editorial", "figures", "periods"},
    ),
    "a word": (
        changed(2, "A sign must stand at every gate, and say what is done there and why."),
        {"edited", "substantive", "conforming", "editorial"},
    ),
    "a section less": (
        [*BASE[:2], BASE[3]],
        {"removed", "substantive", "conforming", "editorial"},
    ),
    "a section more, and what follows from it": (
        RENUMBERED,
        {"added", "edited", "renumbered", "substantive", "conforming", "editorial"},
    ),
}


@pytest.mark.parametrize(("new", "met"), CASES.values(), ids=CASES)
def test_which_conditions_are_met(new: list[Section], met: set[str]) -> None:
    verdict = judge(compare(document(BASE), document(new)), CONDITIONS)
    assert {each.condition for each in verdict.met} == met
    assert verdict.failed == bool(met)
    assert all(each.count and each.first for each in verdict.met)


def test_a_significance_counts_what_is_heavier() -> None:
    comparison = compare(document(BASE), document(RENUMBERED))
    alone = without(comparison, ["substantive"])  # what follows from the new section is left
    assert [judge(alone, [weight]).failed for weight in ("substantive", "conforming", "editorial")] == [
        False,
        True,
        True,
    ]


@given(st.lists(st.sampled_from(CONDITIONS)))
def test_conditions_are_read_as_they_are_written(names: list[str]) -> None:
    read = conditions_in(" , ".join(names))
    assert list(read) == list(dict.fromkeys(names))
    comparison = compare(document(OLD), document(NEW))
    verdict = judge(comparison, read)
    assert verdict.failed == any(judge(comparison, [name]).failed for name in read)


def test_a_condition_that_there_is_not_is_named() -> None:
    with pytest.raises(LawdiffError, match=r"'moneys' is none of substantive, .*citations"):
        conditions_in("money,moneys")


def test_places_narrow_changes_and_figures_together() -> None:
    comparison = compare(document(OLD), document(NEW))
    one = narrowed(comparison, ["s2"])
    both = narrowed(comparison, ["s2", "Funding"])
    assert {change.lead.heading for change in one.changes} == {"Collection at the border"}
    assert len(both.changes) > len(one.changes)
    assert len(both.figures) > len(one.figures)
    assert narrowed(comparison, []) is comparison
    with pytest.raises(NoSuchProvision):
        narrowed(comparison, ["s2", "s99"])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LAWDIFF_DB", raising=False)
    (tmp_path / "old.xml").write_bytes(bill(BASE))
    (tmp_path / "new.xml").write_bytes(bill(CASES["an amount"][0], "Enrolled-Bill"))
    return tmp_path


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(lawdiff_command, arguments, prog_name="lawdiff")
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 0),
        (("--fail-on", "money"), 1),
        (("--fail-on", "removed,moved"), 0),
        (("--fail-on", "removed,money"), 1),
        (("--fail-on", "substantive", "--only", "s3"), 0),
        (("--fail-on", "substantive", "--only", "s3", "--only", "sec. 2"), 1),
        (("--exit-code", "--at", "s3"), 0),
        (("--exit-code", "--at", "s2"), 1),
        (("--fail-on", "amounts"), 2),
    ],
)
def test_the_exit_code(options: tuple[str, ...], code: int) -> None:
    assert run("diff", "old.xml", "new.xml", *options)[0] == code


@pytest.mark.usefixtures("folder")
def test_what_stopped_it_is_said_and_written() -> None:
    _, out, err = run("diff", "old.xml", "new.xml", "--fail-on", "money,removed", "--format", "json")
    assert "lawdiff: gate: money (1, first at sec. 2(a))\n" in err
    assert json.loads(out)["gate"] == {
        "conditions": ["money", "removed"],
        "met": [{"condition": "money", "count": 1, "first": "sec. 2(a)"}],
        "failed": True,
    }


@pytest.mark.usefixtures("folder")
def test_quiet_leaves_standard_error_empty() -> None:
    code, _, err = run("diff", "old.xml", "new.xml", "--fail-on", "money", "--quiet")
    assert (code, err) == (1, "")
    assert run("--quiet", "diff", "old.xml", "new.xml", "--fail-on", "money")[2] == ""


UNCLEAR = """<RULE><PREAMB><CFR>8 CFR Part 215</CFR><SUBJECT>Gates</SUBJECT></PREAMB><REGTEXT TITLE="8" PART="215">
<SECTION><SECTNO>§ 215.8</SECTNO><SUBJECT>Gates.</SUBJECT>
<P>(a) One.</P><P>(9) Out of order.</P><P>(zz) Nowhere.</P><P>(b) Two.</P></SECTION></REGTEXT></RULE>"""


def test_warnings_are_listed_and_said(folder: Path) -> None:
    (folder / "unclear.xml").write_text(UNCLEAR, "utf-8")
    _, out, err = run("show", "unclear.xml", "--format", "json")
    warned = json.loads(out)["warnings"]
    assert warned
    assert {each["code"] for each in warned} == {"hierarchy-unclear"}
    assert all(each["source"] == "unclear.xml" and each["address"] for each in warned)
    assert err.startswith("lawdiff: warning: unclear.xml:")
    assert err.count("\n") == 1
    loud = run("show", "unclear.xml", "--format", "json", "--verbose")[2]
    assert loud.count("hierarchy-unclear") == len(warned)
    assert run("show", "unclear.xml", "--format", "json", "-q")[2] == ""
    both = json.loads(run("diff", "unclear.xml", "unclear.xml", "--format", "json")[1])["warnings"]
    assert [each["side"] for each in both] == ["old"] * len(warned) + ["new"] * len(warned)
