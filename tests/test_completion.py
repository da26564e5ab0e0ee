"""What a shell is offered: commands, options, files and addresses."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from builders import NEW, OLD, bill

if TYPE_CHECKING:
    from pathlib import Path


def offered(folder: Path, *words: str) -> list[tuple[str, str]]:
    """Return what bash is offered for the last word: kind and value."""
    line = " ".join(("lawdiff", *words))
    environment = {
        **os.environ,
        "_LAWDIFF_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words)),
    }
    done = subprocess.run(
        [sys.executable, "-m", "lawdiff"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    pairs = [entry.partition(",") for entry in done.stdout.splitlines() if entry]
    return [(kind, value) for kind, _, value in pairs]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Write two bills, and a file that is none."""
    (tmp_path / "old.xml").write_bytes(bill(OLD))
    (tmp_path / "new.xml").write_bytes(bill(NEW, "Enrolled-Bill"))
    (tmp_path / "none.xml").write_text("nothing", encoding="utf-8")
    return tmp_path


def test_commands_and_options(files: Path) -> None:
    assert offered(files, "cross") == [("plain", "crosswalk")]
    assert ("plain", "--side-by-side") in offered(files, "diff", "old.xml", "new.xml", "--s")
    formats = [value for _, value in offered(files, "diff", "old.xml", "new.xml", "--format", "")]
    assert {"terminal", "html", "json"} <= set(formats)


def test_documents_are_files(files: Path) -> None:
    assert offered(files, "diff", "old") == [("file", "old")]
    assert offered(files, "history", "old.xml", "n") == [("file", "n")]


def test_places_are_the_addresses_of_the_new_document_one_level_at_a_time(files: Path) -> None:
    units = [value for _, value in offered(files, "diff", "old.xml", "new.xml", "--at", "s")]
    assert units == ["s1", "s2", "s3", "s4"]
    assert [value for _, value in offered(files, "diff", "old.xml", "new.xml", "--at", "s2/")] == [
        "s2/a",
        "s2/b",
        "s2/c",
    ]
    assert offered(files, "show", "old.xml", "--at", "s4/") == [("plain", "s4/a")]


def test_a_file_that_is_none_offers_nothing(files: Path) -> None:
    assert offered(files, "show", "none.xml", "--at", "s") == []
    assert offered(files, "show", "missing.xml", "--at", "s") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_has_its_script(files: Path, shell: str) -> None:
    environment = {**os.environ, "_LAWDIFF_COMPLETE": f"{shell}_source"}
    done = subprocess.run(
        [sys.executable, "-m", "lawdiff"],
        cwd=files,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "_LAWDIFF_COMPLETE" in done.stdout
