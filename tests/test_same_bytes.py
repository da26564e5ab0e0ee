"""The same input gives the same bytes, whatever the hash seed, the clock's zone, the locale or the terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
PAIRS = {
    "rules": ("proposed-rule-2020.xml", "interim-final-rule-2025.xml"),
    "acts": ("bill-house-2025.xml", "act-enacted-2025.xml"),
}
HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", "COLUMNS": "80"}
ELSEWHERE = {
    "PYTHONHASHSEED": "4711",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "tr_TR.UTF-8",
    "COLUMNS": "200",
    "TERM": "xterm-256color",
    "PYTHONUTF8": "0",
}


def output(arguments: list[str], environment: dict[str, str], folder: Path) -> bytes:
    """Run the command in one environment and return the bytes of its result."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("LAWDIFF_", "LC_", "LANG"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "lawdiff", *arguments, "-o", "result"],
        cwd=folder,
        env=clean | environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return (folder / "result").read_bytes()


@pytest.mark.parametrize("form", ["json", "html", "markdown", "csv", "docx"])
@pytest.mark.parametrize("pair", PAIRS)
def test_a_comparison(pair: str, form: str, tmp_path: Path) -> None:
    arguments = ["diff", *(str(SAMPLES / name) for name in PAIRS[pair]), "--format", form]
    here = output(arguments, HERE, tmp_path)
    assert here
    assert output(arguments, ELSEWHERE, tmp_path) == here


@pytest.mark.parametrize("form", ["json", "html"])
def test_a_document(form: str, tmp_path: Path) -> None:
    arguments = ["show", str(SAMPLES / PAIRS["rules"][1]), "--format", form]
    assert output(arguments, HERE, tmp_path) == output(arguments, ELSEWHERE, tmp_path)


@pytest.mark.corpus
def test_a_bill_half_rewritten(corpus: Path, tmp_path: Path) -> None:
    """Thousands of units with as many look-alikes: where the order of a set would show first."""
    bills = corpus / "bills" / "119hr1"
    arguments = [
        "diff",
        str(bills / "BILLS-119hr1eh.xml"),
        str(bills / "BILLS-119hr1enr.xml"),
        "--format",
        "json",
    ]
    assert output(arguments, HERE, tmp_path) == output(arguments, ELSEWHERE, tmp_path)
