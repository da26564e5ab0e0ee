"""The same input gives the same bytes, whatever the hash seed, the time zone, the locale, the terminal, the folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lawdiff.annotations.clock import now

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
PROPOSAL, RULE = "proposed-rule-2020.xml", "interim-final-rule-2025.xml"
HOUSE, ACT = "bill-house-2025.xml", "act-enacted-2025.xml"
HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", "COLUMNS": "80"}
ELSEWHERE = {
    "PYTHONHASHSEED": "4711",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "tr_TR.UTF-8",
    "LANGUAGE": "de",
    "TERM": "xterm-256color",
    "HOME": "/nonexistent",
    "USER": "somebody",
    "PYTHONUTF8": "0",
}
COMMANDS = [
    *(
        ["diff", *pair, "--format", form]
        for pair in ((PROPOSAL, RULE), (HOUSE, ACT))
        for form in (
            "terminal",
            "html",
            "markdown",
            "json",
            "jsonl",
            "csv",
            "docx",
        )
    ),
    *(["show", RULE, "--format", form] for form in ("terminal", "html", "markdown", "json", "jsonl")),
    *(["outline", ACT, "--format", form] for form in ("terminal", "json", "jsonl")),
    *(["figures", HOUSE, ACT, "--format", form] for form in ("terminal", "csv", "json", "jsonl")),
    *(["crosswalk", PROPOSAL, RULE, "--format", form] for form in ("csv", "json", "jsonl")),
    *(["history", HOUSE, ACT, "--format", form] for form in ("terminal", "html", "json", "jsonl")),
    ["carry", PROPOSAL, RULE, "--format", "json", "--author", "counsel"],
    *(["note", "list", "--format", form] for form in ("terminal", "csv", "json", "jsonl")),
    *(["tag", "stats", "--format", form] for form in ("csv", "json")),
    ["tag", "list", "--format", "json"],
    ["tag", "survival", PROPOSAL, RULE, "--format", "json"],
    ["link", "list", "--format", "json"],
    ["agreement", "--format", "json"],
    *(["export", "--format", form] for form in ("jsonld", "csv", "qdc", "qdpx")),
    ["schema", "diff"],
]
PROGRAM = """
import json, sys
from lawdiff.cli.group import lawdiff_command
for place, words in enumerate(json.load(open("commands.json"))):
    lawdiff_command.main([*words, "--width=100"] if "terminal" in words else words, standalone_mode=False)
"""


def environment(changes: dict[str, str]) -> dict[str, str]:
    """Return the environment of the machine without what lawdiff, a locale or a terminal says in it."""
    unwanted = ("LAWDIFF_", "LC_", "LANG", "COLUMNS", "SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    return kept | changes


def results(folder: Path, changes: dict[str, str]) -> dict[str, bytes]:
    """Run all commands in one process, in a folder with the samples, and return the bytes of each result."""
    folder.mkdir(parents=True)
    for path in SAMPLES.iterdir():
        if path.suffix in {".xml", ".csv"}:
            (folder / path.name).write_bytes(path.read_bytes())
    loading = [["tag", "load", "codebook.csv"], ["note", "load", "notes.csv"], ["link", "load", "links.csv"]]
    asked = [[*words, "-o", f"result-{place}"] for place, words in enumerate(COMMANDS)]
    (folder / "commands.json").write_text(json.dumps(loading + asked), "utf-8")
    env = environment(changes | {"SOURCE_DATE_EPOCH": "1763629200"})  # notes have times
    subprocess.run([sys.executable, "-c", PROGRAM], cwd=folder, env=env, check=True, capture_output=True)
    return {
        " ".join(words): (folder / f"result-{place}").read_bytes() for place, words in enumerate(COMMANDS)
    }


def test_every_command_and_format(tmp_path: Path) -> None:
    here = results(tmp_path / "here", HERE)
    elsewhere = results(tmp_path / "some where" / "élse", ELSEWHERE)
    assert all(here.values())
    assert [name for name, data in here.items() if elsewhere[name] != data] == []


@pytest.mark.corpus
def test_a_bill_half_rewritten(corpus: Path, tmp_path: Path) -> None:
    """Thousands of units with as many look-alikes: where the order of a set would show first."""
    names = [str(corpus / "bills" / "119hr1" / f"BILLS-119hr1{stage}.xml") for stage in ("eh", "enr")]
    written = []
    for changes in (HERE, ELSEWHERE):
        command = [sys.executable, "-m", "lawdiff", "diff", *names, "--format", "json", "-o", "result"]
        subprocess.run(command, cwd=tmp_path, env=environment(changes), check=True, capture_output=True)
        written.append((tmp_path / "result").read_bytes())
    assert written[0] == written[1]


def test_the_time_of_a_build_is_the_one_that_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SOURCE_DATE_EPOCH (reproducible-builds.org) is the only time that is written into a file."""
    texts = []
    for number, seconds in enumerate((0, 1763629200)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(seconds))
        name = f"{number}.docx"
        command = [sys.executable, "-m", "lawdiff", "diff", str(SAMPLES / PROPOSAL), str(SAMPLES / RULE)]
        subprocess.run([*command, "--format", "docx", "-o", name], cwd=tmp_path, check=True)
        with zipfile.ZipFile(tmp_path / name) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            texts.append(
                archive.read("docProps/core.xml").decode() + archive.read("word/document.xml").decode()
            )
        when, later = (
            datetime.fromtimestamp(each, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            for each in (seconds, seconds + 3600)
        )
        assert when in texts[-1]
        texts[-1] = (
            texts[-1].replace(when, "THEN").replace(later, "AN HOUR LATER")
        )  # as render/docx/body.py says
        assert now() == when
    assert texts[0] == texts[1]


@pytest.mark.parametrize("said", ["", "soon", "-1", "²", "9" * 30, "1.5"])
def test_what_is_no_time_fixes_none(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    assert abs(datetime.fromisoformat(now()) - datetime.now(UTC)).total_seconds() < 3600
