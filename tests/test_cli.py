"""The command: exit codes, one line for what goes wrong, files that appear whole, nothing imported in vain."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest
from builders import NEW, OLD, bill

from lawdiff.cli.group import COMMANDS, LazyGroup

if TYPE_CHECKING:
    from pathlib import Path

PAGER = "import sys; print('PAGED'); sys.stdout.buffer.write(sys.stdin.buffer.read())"
OF_THE_MACHINE = ("COLUMNS", "FORCE_COLOR", "LAWDIFF_DB", "LESS", "NO_COLOR", "PAGER")
HEAVY = ("lxml", "rich", "jinja2", "sqlite_utils", "rapidfuzz", "httpx")


def run(*arguments: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command as a user would, without colour settings of the machine."""
    environment = {name: value for name, value in os.environ.items() if name not in OF_THE_MACHINE}
    return subprocess.run(
        [sys.executable, "-m", "lawdiff", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env=environment,
    )


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return a folder with an old and a new bill."""
    (tmp_path / "old.xml").write_bytes(bill(OLD))
    (tmp_path / "new.xml").write_bytes(bill(NEW, "Enrolled-Bill"))
    return tmp_path


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_help_import_nothing_heavy(option: str) -> None:
    program = (
        "import sys\nfrom lawdiff.cli import main\n"
        f"try: main([{option!r}])\n"
        f"except SystemExit as leaving: print(leaving.code, [name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_every_command_in_the_table_loads_and_explains_itself() -> None:
    group = LazyGroup()
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None, name
        assert command.help, name


def test_differences_alone_do_not_fail(files: Path) -> None:
    assert run("diff", "old.xml", "new.xml", cwd=files).returncode == 0


def test_exit_code_tells_whether_there_are_differences(files: Path) -> None:
    assert run("diff", "old.xml", "new.xml", "--exit-code", cwd=files).returncode == 1
    assert run("diff", "old.xml", "old.xml", "--exit-code", cwd=files).returncode == 0


def test_fail_on_weighs_the_changes(files: Path) -> None:
    assert run("diff", "old.xml", "new.xml", "--fail-on", "substantive", cwd=files).returncode == 1
    assert run("diff", "old.xml", "old.xml", "--fail-on", "editorial", cwd=files).returncode == 0
    hidden = run("diff", "old.xml", "new.xml", "--hide", "substantive", "--fail-on", "substantive", cwd=files)
    assert hidden.returncode == 0
    assert b"Not shown:" in hidden.stdout


def test_hide_refuses_a_word_that_is_no_weight(files: Path) -> None:
    assert run("diff", "old.xml", "new.xml", "--hide", "minor", cwd=files).returncode == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", b"is empty"),
        (b"%PDF-1.7", b"PDF"),
        (b"<html><p>no</html>", b"HTML"),
        (b"<bill><form>", b"not well-formed"),
        (b"<note/>", b"another kind"),
    ],
)
def test_bad_input_gets_one_line_and_exit_code_2(tmp_path: Path, content: bytes, reason: bytes) -> None:
    (tmp_path / "bad.xml").write_bytes(content)
    for arguments in (
        ("show", "bad.xml"),
        ("outline", "bad.xml"),
        ("diff", "bad.xml", "bad.xml", "-o", "out"),
    ):
        done = run(*arguments, cwd=tmp_path)
        assert done.returncode == 2
        assert done.stdout == b""
        assert done.stderr.startswith(b"lawdiff: error: bad.xml")
        assert reason in done.stderr
        assert done.stderr.count(b"\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["bad.xml"]


def test_control_characters_of_a_file_name_do_not_reach_the_terminal(tmp_path: Path) -> None:
    done = run("show", "\x1b[31mred\n.xml", cwd=tmp_path)
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_result_is_written_whole(files: Path) -> None:
    done = run("diff", "old.xml", "new.xml", "--format", "json", "-o", "out.json", cwd=files)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert json.loads((files / "out.json").read_text(encoding="utf-8"))["schema_version"] == 1
    assert sorted(path.name for path in files.iterdir()) == ["new.xml", "old.xml", "out.json"]


def test_a_result_that_cannot_be_written_leaves_nothing(files: Path) -> None:
    done = run("diff", "old.xml", "new.xml", "--format", "json", "-o", "nowhere/out.json", cwd=files)
    assert done.returncode == 2
    assert b"nowhere" in done.stderr
    assert done.stderr.count(b"\n") == 1
    full = run("show", "old.xml", "--format", "json", "-o", "/dev/full", cwd=files)
    assert full.returncode == 2
    assert b"No space left" in full.stderr


def test_standard_input_is_one_document_not_two(files: Path) -> None:
    done = run("diff", "old.xml", "-", "--format", "json", cwd=files, stdin=bill(NEW))
    assert json.loads(done.stdout)["new"]["source"] == "standard input"
    both = run("diff", "-", "-", cwd=files, stdin=bill(NEW))
    assert both.returncode == 2
    assert b"not both" in both.stderr


def test_a_place_narrows_what_is_shown(files: Path) -> None:
    done = run("diff", "old.xml", "new.xml", "--at", "sec. 2(b)", "--format", "json", cwd=files)
    changes = json.loads(done.stdout)["changes"]
    assert [unit["address"] for change in changes for unit in change["new"]] == ["s2"]
    shown = run("show", "old.xml", "--at", "Section 2 (b)", cwd=files)
    assert b"14 days" in shown.stdout
    assert b"error rates" not in shown.stdout


def test_an_unknown_place_is_named_in_the_error(files: Path) -> None:
    done = run("diff", "old.xml", "new.xml", "--at", "sec. 77", cwd=files)
    assert done.returncode == 2
    assert b"sec. 77" in done.stderr


def test_the_crosswalk_is_a_table(files: Path) -> None:
    done = run("crosswalk", "old.xml", "new.xml", cwd=files)
    assert done.stdout.splitlines()[0] == b"old_address,new_address,old_citation,new_citation"
    assert b"s4,s3,sec. 4,sec. 3" in done.stdout.splitlines()


def test_a_reader_that_goes_away_is_no_traceback(files: Path) -> None:
    command = [sys.executable, "-m", "lawdiff", "show", "old.xml", "--format", "json"]
    with subprocess.Popen(command, cwd=files, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 128 + signal.SIGPIPE


def test_a_file_name_in_no_encoding_is_no_traceback(files: Path) -> None:
    odd = os.fsdecode(b"od\xffd.xml")
    (files / odd).write_bytes(bill(OLD))
    done = run("show", odd, "--format", "json", cwd=files)
    assert done.returncode == 0
    assert json.loads(done.stdout)["document"]["kind"] == "bill"
    assert run("show", odd, cwd=files).returncode == 0


def test_word_files_are_written_not_shown(files: Path) -> None:
    assert run("diff", "old.xml", "new.xml", "--format", "docx", "-o", "t.docx", cwd=files).returncode == 0
    assert (files / "t.docx").read_bytes().startswith(b"PK")
    shown, code = in_terminal(files, "diff", "old.xml", "new.xml", "--format", "docx")
    assert code == 2
    assert b"-o FILE" in shown


def in_terminal(folder: Path, *arguments: str, **extra: str) -> tuple[bytes, int]:
    """Run the command with a terminal of 80 columns for input, output and errors."""
    ours, terminal = pty.openpty()
    settings = {name: value for name, value in os.environ.items() if name not in OF_THE_MACHINE}
    with subprocess.Popen(
        [sys.executable, "-m", "lawdiff", *arguments],
        cwd=folder,
        env={**settings, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", **extra},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
    ) as process:
        os.close(terminal)
        shown = b""
        with contextlib.suppress(OSError):  # Linux says so where a terminal has nothing more to give
            while chunk := os.read(ours, 65536):
                shown += chunk
    os.close(ours)
    return shown, process.returncode


def test_a_terminal_gets_colour_and_a_long_result_its_pager(files: Path) -> None:
    shown, code = in_terminal(files, "diff", "old.xml", "new.xml", PAGER=f'{sys.executable} -c "{PAGER}"')
    assert code == 0
    assert b"PAGED" in shown
    assert b"\x1b[9;31m14 days" in shown


def test_no_color_is_honoured_on_a_terminal(files: Path) -> None:
    shown, _ = in_terminal(files, "diff", "old.xml", "new.xml", NO_COLOR="1", PAGER="cat")
    assert b"[-14 days-]" in shown
    assert b"\x1b[9;31m" not in shown


def test_progress_is_shown_on_a_terminal_only(files: Path) -> None:
    shown, _ = in_terminal(files, "diff", "old.xml", "new.xml", "--format", "json", "-o", "out.json")
    assert b"Comparing" in shown
    assert run("diff", "old.xml", "new.xml", "--format", "json", cwd=files).stderr == b""
