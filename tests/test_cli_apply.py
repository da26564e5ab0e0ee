"""`lawdiff apply` from the command line: the operations in between can be taken out, reviewed and put in again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from lawdiff.cli.group import lawdiff_command

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
RULE, LAW = (str(SAMPLES / name) for name in ("interim-final-rule-2025.xml", "cfr-8-215-2020.xml"))


def run(*arguments: str) -> str:
    result = CliRunner().invoke(lawdiff_command, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def applied(*arguments: str) -> Any:
    return json.loads(run("apply", RULE, "--to", LAW, "--format", "json", *arguments))


def test_operations_can_be_taken_out_and_put_in_again(tmp_path: Path) -> None:
    file = tmp_path / "operations.json"
    file.write_text(run("instructions", RULE, "--format", "json"), encoding="utf-8")
    whole, again = applied(), applied("--operations", str(file))
    assert again["outcomes"] == whole["outcomes"]
    assert again["result"]["sha256"] == whole["result"]["sha256"]


def test_only_the_operations_given_are_carried_out(tmp_path: Path) -> None:
    file = tmp_path / "operations.json"
    data = json.loads(run("instructions", RULE, "--format", "json"))
    data["operations"] = [each for each in data["operations"] if each["verb"] == "add"]
    file.write_text(json.dumps(data), encoding="utf-8")
    shown = applied("--operations", str(file))
    assert [outcome["fate"] for outcome in shown["outcomes"]] == ["applied"] * 3
    assert shown["counts"]["understood"] == 3


def test_the_law_as_amended_is_written_too(tmp_path: Path) -> None:
    result = tmp_path / "amended.json"
    applied("--result", str(result))
    rows = json.loads(result.read_text(encoding="utf-8"))["provisions"]
    assert "cfr/t8/s215.10" in {row["address"] for row in rows}


def test_a_file_that_holds_no_operations_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "operations.json"
    file.write_text("{", encoding="utf-8")
    result = CliRunner().invoke(lawdiff_command, ("apply", RULE, "--to", LAW, "--operations", str(file)))
    assert result.exit_code == 2
    assert result.output.startswith("lawdiff: error: operations: this is no JSON")
    assert result.output.count("\n") == 1
