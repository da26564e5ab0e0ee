"""`lawdiff fetch`, and official names wherever a document is taken, with the publishers on 127.0.0.1."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from publishers import CODE_TITLE, Fault, Publishers, sample

from lawdiff.cli.group import lawdiff_command
from lawdiff.render.schemas import schema

FILES = ("2020-24707.xml", "2025-19655.xml")


class Desk:
    """A folder to work in, with a cache and the publishers beside it."""

    def __init__(self, folder: Path, publishers: Publishers) -> None:
        self.folder = folder / "desk"
        self.folder.mkdir()
        self.cache = folder / "cache"
        unwanted = [name for name in os.environ if re.search(r"(?i)_proxy$|^lawdiff_|^columns$", name)]
        cleared: dict[str, str | None] = dict.fromkeys(unwanted)
        self.changes = cleared | publishers.environment | {"LAWDIFF_CACHE": str(self.cache)}

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of a process that sits here."""
        return {name: value for name, value in {**os.environ, **self.changes}.items() if value is not None}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the command in a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "lawdiff", *arguments],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, code: int = 0, **more: str) -> tuple[str, str]:
        """Run the command here, see how it ends, and return what it printed and what it complained of."""
        with contextlib.chdir(self.folder):
            done = CliRunner().invoke(
                lawdiff_command, arguments, env=self.changes | more, prog_name="lawdiff"
            )
        assert done.exit_code == code, (done.stderr, done.exception)
        return done.stdout, done.stderr

    @property
    def files(self) -> list[str]:
        """Return what lies in the folder."""
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file())


@pytest.fixture
def desk(tmp_path: Path, publishers: Publishers) -> Desk:
    return Desk(tmp_path, publishers)


def test_the_first_line_of_the_story(desk: Desk) -> None:
    """Official names and files of the same texts give the same comparison, but for where it came from."""
    names = ("FR 2020-24707", "FR 2025-19655")
    with desk.start("diff", *names, "--at", "8 CFR 215.8(e)") as process:
        out, error = process.communicate()
    assert (process.returncode, error) == (0, "")
    assert "[-14 days-] {+12 hours+}" in out
    by_name: Any = json.loads(desk.run("diff", *names, "--format", "json")[0])
    for file, text in zip(FILES, ("proposed-rule-2020.xml", "interim-final-rule-2025.xml"), strict=True):
        (desk.folder / file).write_bytes(sample(text))
    by_file: Any = json.loads(desk.run("diff", *FILES, "--format", "json")[0])
    assert by_name["changes"] == by_file["changes"]
    assert by_name["old"]["sha256"] == by_file["old"]["sha256"]
    assert by_name["old"]["source"].endswith("/documents/full_text/xml/2020/11/19/2020-24707.xml")
    assert by_file["old"]["source"] == "2020-24707.xml"
    assert desk.files == sorted(FILES)  # nothing is written that was not asked for


def test_a_file_of_that_name_wins(desk: Desk, publishers: Publishers) -> None:
    (desk.folder / "FR 2020-24707").write_bytes(sample("bill-house-2025.xml"))
    shown: Any = json.loads(desk.run("show", "FR 2020-24707", "--format", "json")[0])
    assert shown["document"]["kind"] == "bill"
    assert publishers.asked == []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("outline", "119 hr 1 eh"), "H.R. 1 (engrossed in House)"),
        (("figures", "119 hr 1", "PL 119-21"), "6,168,000,000"),
        (("crosswalk", "119 hr 1 eh", "PL 119-21"), "s90004"),
        (("history", "RIN 1651-AB12", "--format", "json"), "90 FR 48604"),
        (("show", "13 USC @ 117-80"), "a bureau is whatever counts"),
        (
            ("diff", "8 CFR 215 @ 2025-12-25", "8 CFR 215 @ 2025-12-26", "--stat"),
            "8 CFR part 215 (2025-12-26)",
        ),
    ],
)
def test_every_command_takes_the_names(arguments: tuple[str, ...], expected: str, desk: Desk) -> None:
    assert expected in desk.run(*arguments)[0]


def test_no_command_reads_files_alone() -> None:
    """Every command opens its documents by `cli/opening.py`; what completes words at the prompt asks nobody."""
    cli = Path(__file__).resolve().parent.parent / "cli"
    reading = [
        path.name
        for path in sorted(cli.glob("*.py"))
        if re.search(r"(?<![\w_])parse\(", path.read_text("utf-8"))
    ]
    assert reading == ["completion.py", "opening.py"]


def test_notes_stand_on_official_documents(desk: Desk) -> None:
    desk.run(
        "note",
        "add",
        "FR 2020-24707",
        "Counted from when?",
        "--at",
        "8 CFR 215.8(a)(3)",
        "--quote",
        "14 days",
    )

    listed: Any = json.loads(
        desk.run("note", "list", "2020-24707", "--format", "json", "--text", "Counted")[0]
    )
    assert [note["body"] for note in listed["notes"]] == ["Counted from when?"]
    carried, _ = desk.run("carry", "85 FR 74162", "90 FR 48604", "--dry-run", "--format", "csv")
    assert "carried-edited" in carried


def test_fetch_writes_and_says_what(desk: Desk, publishers: Publishers) -> None:
    out, _ = desk.run("fetch", "FR 2020-24707", "PL 119-21", "13 USC @ 117-80", "8 CFR 215 @ 2025-12-25")
    assert desk.files == [
        "2020-24707.xml",
        "8-CFR-215@2025-12-25.xml",
        "PLAW-119publ21.xml",
        "usc13@117-80.xml",
    ]
    assert (desk.folder / "2020-24707.xml").read_bytes() == sample("proposed-rule-2020.xml")
    assert (desk.folder / "usc13@117-80.xml").read_bytes() == CODE_TITLE
    assert "FR 2020-24707" in out
    assert "2020-11-19" in out
    told: Any = json.loads(desk.run("fetch", "85 FR 74162", "--format", "json")[0])
    jsonschema.Draft202012Validator(schema("fetch")).validate(told)
    assert told["documents"] == [
        {
            "file": "2020-24707.xml",
            "name": "FR 2020-24707",
            "title": "Collection of Biometric Data From Aliens Upon Entry to and Departure From the United States",
            "date": "2020-11-19",
            "address": f"{publishers.base}/documents/full_text/xml/2020/11/19/2020-24707.xml",
            "sha256": hashlib.sha256(sample("proposed-rule-2020.xml")).hexdigest(),
            "bytes": len(sample("proposed-rule-2020.xml")),
            "etag": publishers.resources["/documents/full_text/xml/2020/11/19/2020-24707.xml"].etag,
            "last_modified": "",
        }
    ]
    for line in desk.run("fetch", "85 FR 74162", "--format", "jsonl")[0].splitlines():
        jsonschema.Draft202012Validator(schema("fetch", lines=True)).validate(json.loads(line))


def test_a_rulemaking_goes_into_a_folder_in_time_order(desk: Desk) -> None:
    out, error = desk.run("fetch", "RIN 1651-AB12", "-o", "rulemaking", "--format", "csv")
    assert desk.files == ["rulemaking/2020-24707.xml", "rulemaking/2025-19655.xml"]
    assert [line.partition(",")[0] for line in out.splitlines()] == [
        "file",
        "rulemaking/2020-24707.xml",
        "rulemaking/2025-19655.xml",
    ]
    assert error == "lawdiff: warning: FR 2021-02699 (86 FR 8878, 2021-02-10) has no XML\n"


def test_where_a_document_goes(desk: Desk) -> None:
    desk.run("fetch", "PL 119-21", "-o", "act.xml")
    desk.run("fetch", "PL 119-21", "-o", "new/folder/")
    out, _ = desk.run("fetch", "PL 119-21", "-o", "-")
    assert out.encode() == sample("act-enacted-2025.xml")
    assert desk.files == ["act.xml", "new/folder/PLAW-119publ21.xml"]
    assert "name a folder" in desk.run("fetch", "PL 119-21", "119 hr 1", "-o", "-", code=2)[1]


def test_another_text_is_not_written_over(desk: Desk) -> None:
    (desk.folder / "PLAW-119publ21.xml").write_text("mine")
    _, error = desk.run("fetch", "119 hr 1 eh", "PL 119-21", code=2)
    assert error == "lawdiff: error: PLAW-119publ21.xml: exists and is another text; -o names another place\n"
    assert desk.files == ["PLAW-119publ21.xml"]
    desk.run("fetch", "PL 119-21", "-o", "PLAW-119publ21.xml")
    assert (desk.folder / "PLAW-119publ21.xml").read_bytes() == sample("act-enacted-2025.xml")
    desk.run("fetch", "PL 119-21")  # the same text is in nobody's way


def test_nothing_is_written_where_one_is_not_there(desk: Desk, publishers: Publishers) -> None:
    _, error = desk.run("fetch", "PL 119-21", "119 hr 1 enr", code=2)
    assert error.startswith("lawdiff: error: 119 hr 1 enr: 127.0.0.1:")
    assert len(error.splitlines()) == 1
    assert desk.files == []
    publishers.resources.clear()
    asked = len(publishers.asked)
    _, error = desk.run("fetch", "PL 119-21", "nonsense", "--refresh", code=2)
    assert error.startswith(
        "lawdiff: error: nonsense: is no name of an official document; names are like FR 2020-24707,"
    )
    assert len(publishers.asked) == asked  # every name is understood before anybody is asked


def test_a_second_look_asks_nobody(desk: Desk, publishers: Publishers) -> None:
    desk.run("diff", "119 hr 1 eh", "PL 119-21", "--stat")
    asked = len(publishers.asked)
    once = desk.run("diff", "119 hr 1 eh", "PL 119-21", "--format", "json")
    assert desk.run("diff", "119 hr 1 eh", "PL 119-21", "--format", "json", "--offline") == once
    assert desk.run("diff", "119 hr 1 eh", "PL 119-21", "--format", "json", LAWDIFF_OFFLINE="1") == once
    assert len(publishers.asked) == asked
    _, error = desk.run("show", "FR 2020-24707", "--offline", code=2)
    assert error.startswith(
        f"lawdiff: error: FR 2020-24707: is not in the cache ({desk.cache}), and offline "
    )


def test_the_cache_can_be_elsewhere(desk: Desk, publishers: Publishers) -> None:
    desk.run("fetch", "PL 119-21", "--cache", "here")
    assert not desk.cache.exists()
    publishers.resources.clear()
    desk.run("show", "PL 119-21", "--offline", LAWDIFF_CACHE="here")


def test_two_at_once_share_a_cache(desk: Desk) -> None:
    names = ("FR 2020-24707", "FR 2025-19655", "PL 119-21", "119 hr 1 eh")
    running = [desk.start("fetch", *names, "-o", f"folder{number}/") for number in range(3)]
    for process in running:
        with process:
            _, error = process.communicate()
            assert process.returncode == 0, error
    lying = [path.relative_to(desk.cache) for path in desk.cache.rglob("*") if path.is_file()]
    assert [str(path) for path in lying if path.name.startswith(".")] == []
    assert sorted({path.parts[1] for path in lying}) == ["answers", "bodies"]
    desk.run("fetch", *names, "-o", "again/", "--offline")
    for name in (*FILES, "PLAW-119publ21.xml", "BILLS-119hr1eh.xml"):
        texts = {
            (desk.folder / folder / name).read_bytes()
            for folder in ("folder0", "folder1", "folder2", "again")
        }
        assert len(texts) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "hous",
            "hous: there is no such file, and official documents have names like FR 2020-24707, 85 FR 74162,",
        ),
        ("house.xml", "house.xml: there is no such file\n"),
        ("folder/house", "folder/house: there is no such file\n"),
        (
            "119 hr 1 enroled",
            "119 hr 1 enroled: no stage of a bill is called “enroled”; is it enrolled (enr)",
        ),
        (
            "RIN 1651-AB12",
            "RIN 1651-AB12: names 3 documents, and one is wanted: FR 2020-24707 (85 FR 74162,",
        ),
    ],
)
def test_a_mistyped_name_gets_one_line(name: str, said: str, desk: Desk) -> None:
    out, error = desk.run("show", name, code=2)
    assert out == ""
    assert error.startswith(f"lawdiff: error: {said}")
    assert len(error.splitlines()) == 1


def test_trouble_is_told_in_one_line(desk: Desk, publishers: Publishers) -> None:
    publishers.faults["/link/plaw/119/public/21"] = [Fault(429, {"Retry-After": "900"})]
    _, error = desk.run("fetch", "PL 119-21", code=2)
    assert error.endswith("is asked too often (429) and asks to come back in 900 seconds; try again then\n")


def test_a_terminal_shows_what_comes(desk: Desk) -> None:
    shown = in_terminal(desk.folder, desk.environment, "fetch", "PL 119-21")
    assert b"PL 119-21" in shown
    assert b"kB" in shown
    assert desk.files == ["PLAW-119publ21.xml"]


def imported(desk: Desk, *arguments: str) -> list[str]:
    """Run the command in a process of its own and return which modules for the network it imported."""
    program = (
        "import sys\nfrom lawdiff.cli import main\n"
        f"try: main({list(arguments)!r})\n"
        "except SystemExit as leaving: print(leaving.code, file=sys.stderr)\n"
        "print(*sorted({'httpx', 'ssl', 'lawdiff.sources'} & set(sys.modules)), sep='\\n', file=sys.stderr)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command, cwd=desk.folder, env=desk.environment, capture_output=True, text=True, check=True
    )
    code, *modules = done.stderr.split()
    assert code == "0"
    return modules


@pytest.mark.parametrize(
    "arguments", [("diff", *FILES), ("show", FILES[0]), ("outline", FILES[0]), ("--version",), ("--help",)]
)
def test_files_import_nothing_for_the_network(
    arguments: tuple[str, ...], desk: Desk, publishers: Publishers
) -> None:
    for file, text in zip(FILES, ("bill-house-2025.xml", "act-enacted-2025.xml"), strict=True):
        (desk.folder / file).write_bytes(sample(text))
    assert imported(desk, *arguments) == []
    assert publishers.asked == []


def test_what_is_in_the_cache_comes_without_httpx(desk: Desk) -> None:
    assert "httpx" in imported(desk, "fetch", "PL 119-21")
    assert imported(desk, "show", "PL 119-21") == ["lawdiff.sources"]


def in_terminal(folder: Path, environment: dict[str, str], *arguments: str) -> bytes:
    """Run the command with a terminal of 80 columns and return what it showed."""
    process, terminal = pty.fork()
    if process == 0:  # pragma: no cover - the child becomes the command
        os.chdir(folder)
        command = [sys.executable, "-m", "lawdiff", *arguments]
        os.execve(sys.executable, command, environment | {"TERM": "xterm", "COLUMNS": "80"})  # noqa: S606 - no shell is wanted
    shown = b""
    with contextlib.suppress(OSError):  # Linux says so where a terminal has nothing more to give
        while chunk := os.read(terminal, 65536):
            shown += chunk
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    return shown
