"""docs/story.md does what it says: every command in it runs, in order, in an empty folder beside the samples."""

from __future__ import annotations

import csv
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import lawdiff

STORY = Path(__file__).resolve().parent.parent / "docs" / "story.md"
SAMPLES = Path(lawdiff.__file__).parent / "samples"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)


def commands() -> list[str]:
    return [line for block in BLOCK.findall(STORY.read_text(encoding="utf-8")) for line in block.splitlines()]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Run the whole story once; return the folder it ran in, and what each command printed."""
    folder = tmp_path_factory.mktemp("story")
    (folder / "samples").symlink_to(SAMPLES.resolve(), target_is_directory=True)
    environment = {name: value for name, value in os.environ.items() if name != "LAWDIFF_DB"}
    printed = {}
    for command in commands():
        program, *arguments = shlex.split(command)
        assert program == "lawdiff"
        done = subprocess.run(
            [sys.executable, "-m", "lawdiff", *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        printed[command] = " ".join(done.stdout.split())
    return folder, printed


def said(printed: dict[str, str], *parts: str) -> str:
    """Return what was printed by the commands that have all the parts in them."""
    return " ".join(text for command, text in printed.items() if all(part in command for part in parts))


def test_story_is_told_in_commands() -> None:
    assert len(commands()) > 15


def test_files_named_in_the_story_are_written(told: tuple[Path, dict[str, str]]) -> None:
    folder, _ = told
    for name in ("demo/index.html", "rule.html", "crosswalk.csv", "review.csv", "lawdiff.db"):
        assert (folder / name).stat().st_size > 0


def test_retention_is_shown_with_both_periods(told: tuple[Path, dict[str, str]]) -> None:
    shown = said(told[1], "diff", '--at "8 CFR 215.8"')
    assert "14 days" in shown
    assert "12 hours" in shown
    assert "moved" in shown


def test_section_60003_is_found_beside_90004(told: tuple[Path, dict[str, str]]) -> None:
    shown = said(told[1], "diff", '--at "sec. 90004"')
    assert "sec. 60003" in shown
    assert "$673,000,000" in shown
    assert "$6,168,000,000" in shown


@pytest.mark.parametrize(
    ("note", "state"),
    [
        (row.split("`")[1], row.split("|")[2].strip())
        for row in STORY.read_text(encoding="utf-8").splitlines()
        if row.startswith("| `note-")
    ],
)
def test_notes_become_what_the_table_says(told: tuple[Path, dict[str, str]], note: str, state: str) -> None:
    assert f"{note} {state}" in said(told[1], "carry", "proposed-rule")


def test_carried_note_and_link_are_shown(told: tuple[Path, dict[str, str]]) -> None:
    assert "The period runs from the taking of the image" in said(told[1], "show", "215.8(e)")
    assert "funded by" in said(told[1], "link list")


def test_crosswalk_has_the_money(told: tuple[Path, dict[str, str]]) -> None:
    with (told[0] / "crosswalk.csv").open(encoding="utf-8", newline="") as file:
        went = {(row["old_address"], row["new_address"]) for row in csv.DictReader(file)}
    assert ("s60003/a/3", "s90004/a/4") in went
