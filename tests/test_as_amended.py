"""`diff --as-amended`: two documents are compared by the law that they make."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import lawdiff
from lawdiff.cli.group import lawdiff_command
from lawdiff.effects import as_amended
from lawdiff.effects.amended import SameLawTwiceError, together

SAMPLES = Path(lawdiff.__file__).parent / "samples"
PROPOSAL, RULE = "proposed-rule-2020.xml", "interim-final-rule-2025.xml"
BASES = ("cfr-8-215-2020.xml", "cfr-8-235-2020.xml")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("law")
    for name in (PROPOSAL, RULE, *BASES):
        shutil.copy(SAMPLES / name, made / name)
    return made


def run(folder: Path, *arguments: str) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("LAWDIFF_DB", raising=False)
        return CliRunner().invoke(lawdiff_command, arguments)


def test_what_only_the_base_prints_is_compared_too(folder: Path) -> None:
    """Neither rule prints the definitions of § 215.1: as law they stand there, unchanged."""
    old, new, base = (lawdiff.parse(folder / name) for name in (PROPOSAL, RULE, BASES[0]))
    law = as_amended(old, new, [base])
    fates = {
        change.lead.designator: change.relation
        for change in law.comparison.changes
        if change.level == "section"
    }
    assert fates == {"215.1": "unchanged", "215.8": "edited", "215.10": "added"}


def test_the_command_says_what_the_law_would_read(folder: Path) -> None:
    bases = [word for base in BASES for word in ("--as-amended", base)]
    done = run(folder, "diff", PROPOSAL, RULE, *bases, "--format", "json")
    assert done.exit_code == 0, done.output
    result = json.loads(done.stdout)
    assert result["settings"]["as amended"] == "8 CFR part 215; 8 CFR part 235"
    assert {figure["old"]: figure["new"] for figure in result["figures"]}["14 days"] == "12 hours"
    assert not any("stars" in item["what"] or "* * *" in item["what"] for item in result["not_compared"])


def test_instructions_on_law_that_was_not_given_are_counted(folder: Path) -> None:
    done = run(folder, "diff", PROPOSAL, RULE, "--as-amended", BASES[0], "--format", "json")
    missed = {(item["what"], item["side"]): item["count"] for item in json.loads(done.stdout)["not_compared"]}
    assert missed["instructions on other law", "old"] > 0
    assert missed["instructions on other law", "new"] > 0


def test_the_same_law_twice_is_one_clear_line(folder: Path) -> None:
    done = run(folder, "diff", PROPOSAL, RULE, "--as-amended", BASES[0], "--as-amended", BASES[0])
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert "name each part of the law once" in done.stderr
    base = lawdiff.parse(folder / BASES[0])
    with pytest.raises(SameLawTwiceError):
        together([base, base])


def test_one_law_alone_is_itself(folder: Path) -> None:
    base = lawdiff.parse(folder / BASES[0])
    assert together([base]) is base


def test_a_crosswalk_of_the_documents_says_nothing_of_the_law(folder: Path) -> None:
    (folder / "crosswalk.csv").write_text("old,new,decision\n")
    done = run(folder, "diff", PROPOSAL, RULE, "--as-amended", BASES[0], "--crosswalk", "crosswalk.csv")
    assert done.exit_code == 2
    assert "crosswalk" in done.stderr
