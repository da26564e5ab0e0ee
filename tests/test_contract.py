"""Every result for programs holds to its schema, says what it is, and each command that gives one has a schema."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import jsonschema
import pytest
from builders import NEW, OLD, bill
from click.testing import CliRunner

import lawdiff
from lawdiff.cli.group import lawdiff_command
from lawdiff.parsers import LawdiffError
from lawdiff.render.schemas import SCHEMAS, schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
PROPOSAL, RULE = "proposed-rule-2020.xml", "interim-final-rule-2025.xml"
HOUSE, ACT = "bill-house-2025.xml", "act-enacted-2025.xml"
FOR_PROGRAMS = {"json", "jsonl", "jsonld"}

RUNS: Mapping[str, Sequence[tuple[str, ...]]] = {
    "show": [(RULE,), (ACT, "--at", "sec. 90004"), ("gone.xml",)],
    "outline": [(RULE,), (ACT,)],
    "diff": [
        (PROPOSAL, RULE),
        (HOUSE, ACT, "--fail-on", "money,removed", "--hide", "editorial"),
        ("old.xml", "new.xml", "--only", "s2", "--only", "s4"),
        (RULE, RULE),
    ],
    "apply": [(RULE, "--to", "cfr-8-215-2020.xml"), (RULE, "--to", "cfr-8-235-2020.xml")],
    "figures": [(HOUSE, ACT), (RULE, RULE), (HOUSE, ACT, "--at", "sec. 60003")],
    "crosswalk": [(HOUSE, ACT), ("old.xml", "new.xml")],
    "history": [(HOUSE, ACT, ACT)],
    "note list": [(), (RULE, "--tag", "retention"), (PROPOSAL,)],
    "note search": [("images",), ("images", "--provisions"), ("nowhere-at-all",)],
    "note show": [("first-note",)],
    "note history": [("first-note",)],
    "tag list": [()],
    "tag stats": [(), ("--together",)],
    "tag survival": [(PROPOSAL, RULE)],
    "link list": [(), (ACT,)],
    "carry": [(PROPOSAL, RULE), (HOUSE, ACT, "--dry-run")],
    "agreement": [(), ("--unit", "span"), ("--disagreements",)],
    "similar": [(ACT, ".", "--index", "similar.db", "--jobs", "1")],
    "export": [()],
}
"""Command -> arguments with which it is run on the samples, without the format. `ci` has tests of its own."""

ELSEWHERE = {
    "ci": "tests/test_ci.py",
    "fetch": "tests/test_fetch.py",
    "batch": "tests/test_batch.py",
    "instructions": "tests/test_operations_json.py",
}
"""Commands whose results are held against their schema in another module."""


@dataclass(frozen=True)
class Desk:
    """A folder with the samples and their notes, and the command run in it."""

    folder: Path

    def run(self, *arguments: str) -> str:
        """Run the command, whatever the gate says, and return its standard output."""
        done = CliRunner().invoke(lawdiff_command, arguments, prog_name="lawdiff")
        assert done.exit_code in (0, 1), done.output
        assert not done.exception or isinstance(done.exception, SystemExit)
        return done.stdout


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    for path in SAMPLES.iterdir():
        if path.is_file():
            (folder / path.name).write_bytes(path.read_bytes())
    (folder / "old.xml").write_bytes(bill(OLD))
    (folder / "new.xml").write_bytes(bill(NEW, "Enrolled-Bill"))
    (folder / "gone.xml").write_bytes(bill(NEW[:1], "Enrolled-Bill"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("LAWDIFF_DB", raising=False)
        patch.setenv("LAWDIFF_AUTHOR", "counsel")
        made = Desk(folder)
        made.run("tag", "load", "codebook.csv")
        made.run("note", "load", "notes.csv")
        made.run("link", "load", "links.csv")
        made.run("note", "add", "old.xml", "--at", "s3", "Opting out falls away.", "--tag", "citizens")
        made.run("note", "add", "old.xml", "--at", "s3", "I agree.", "--tag", "scope", "--author", "staffer")
        made.run("carry", "old.xml", "gone.xml")
        made.run("carry", PROPOSAL, RULE)
        yield made


def first_note(desk: Desk) -> str:
    listed: str = json.loads(desk.run("note", "list", "--format", "json"))["notes"][0]["id"]
    return listed


def closed(shape: Any) -> Any:
    """Return a schema that allows no key that it does not name.

    A published schema leaves room for new keys; what lawdiff writes must all be described.
    """
    if isinstance(shape, list):
        return [closed(each) for each in shape]
    if not isinstance(shape, dict):
        return shape
    made = {key: closed(value) for key, value in shape.items()}
    if isinstance(shape.get("properties"), dict) and shape.get("type") == "object":
        made.setdefault("additionalProperties", False)
    return made


def hold(value: object, name: str, *, lines: bool = False, open_to_more: bool = False) -> None:
    """Fail unless a value holds to a schema to the letter."""
    validator(name, lines, open_to_more).validate(value)


@cache
def validator(name: str, lines: bool, open_to_more: bool) -> jsonschema.Draft202012Validator:
    rules = schema(name, lines=lines)
    jsonschema.Draft202012Validator.check_schema(rules)
    return jsonschema.Draft202012Validator(rules if open_to_more else closed(rules))


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below, (*path, name))
    else:
        yield " ".join(path), command


def formats_of(command: click.Command) -> set[str]:
    return {
        str(choice)
        for option in command.params
        if option.name == "form" and isinstance(option.type, click.Choice)
        for choice in option.type.choices
    }


def test_every_command_with_a_format_for_programs_has_a_schema_and_is_run_here() -> None:
    with_results = {name for name, command in commands(lawdiff_command) if formats_of(command) & FOR_PROGRAMS}
    assert len(with_results) > 10
    assert with_results - SCHEMAS.keys() == set(), "commands without a schema in render/schemas.py"
    unseen = with_results & SCHEMAS.keys() - RUNS.keys() - ELSEWHERE.keys()
    assert unseen == set(), "commands whose results no test holds against their schema"
    assert SCHEMAS.keys() - RUNS.keys() - ELSEWHERE.keys() == set()


def test_where_there_is_json_there_are_lines() -> None:
    """All that gives a list gives JSON Lines too, and the table of schemas says so."""
    for name, command in commands(lawdiff_command):
        given = formats_of(command)
        if given & FOR_PROGRAMS and name in SCHEMAS:
            assert ("jsonl" in given) == SCHEMAS[name].has_lines, name


CASES = [(name, arguments) for name, many in RUNS.items() for arguments in many]
NAMES = [" ".join((name, *arguments)) for name, arguments in CASES]


@pytest.mark.parametrize(("name", "arguments"), CASES, ids=NAMES)
def test_a_result_holds_to_its_schema(desk: Desk, name: str, arguments: tuple[str, ...]) -> None:
    words = [first_note(desk) if word == "first-note" else word for word in arguments]
    form = "jsonld" if name == "export" else "json"
    shown = json.loads(desk.run(*name.split(), *words, "--format", form))
    hold(shown, name, open_to_more=name == "export")
    if name == "export":
        assert shown["lawdiff:version"] == lawdiff.__version__
        return
    assert shown["schema"] == name
    assert shown["lawdiff_version"] == lawdiff.__version__
    *_, last = (value for value in shown.values() if isinstance(value, list))
    lines = [json.loads(line) for line in desk.run(*name.split(), *words, "--format", "jsonl").splitlines()]
    for line in lines:
        hold(line, name, lines=True)
    header, *rows = lines
    assert header["record"] == "header"
    streamed = [key for key in shown if key not in header]
    assert [
        {"record": row["record"], **each} for row, each in zip(rows, _rows(shown, streamed), strict=True)
    ] == rows
    assert {key: value for key, value in header.items() if key != "record"} == {
        key: value for key, value in shown.items() if key not in streamed
    }
    assert name == "note search" or len(rows) >= len(last) - 1


def _rows(shown: Mapping[str, Any], keys: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of all lists that JSON Lines has row by row, in order."""
    return [row for key in keys for row in shown[key]]


def test_a_wrong_key_would_be_seen(desk: Desk) -> None:
    shown = json.loads(desk.run("outline", "old.xml", "--format", "json"))
    for spoil in ({"extra": 1}, {"schema_version": 99}, {"units": [{"address": "s1"}]}, {"warnings": None}):
        with pytest.raises(jsonschema.ValidationError):
            hold({**shown, **spoil}, "outline")
    for key in shown:
        with pytest.raises(jsonschema.ValidationError):
            hold({name: value for name, value in shown.items() if name != key}, "outline")


def test_settings_say_what_shaped_the_result(desk: Desk) -> None:
    shown = json.loads(
        desk.run("diff", "old.xml", "new.xml", "--only", "s2", "--hide", "editorial", "--format", "json")
    )
    assert shown["settings"]["at"] == "sec. 2"
    assert shown["settings"]["hide"] == "editorial"
    listed = json.loads(desk.run("note", "list", PROPOSAL, "--tag", "retention", "--format", "json"))
    assert listed["settings"]["file"] == PROPOSAL
    assert listed["settings"]["tag"] == "retention"
    asked = json.loads(desk.run("show", "old.xml", "--at", "Section 2", "--format", "json"))
    assert asked["settings"] == {"at": "s2", "reading": "inserted"}


def test_the_schema_command_prints_what_the_files_have(desk: Desk) -> None:
    names = [line.split("\t") for line in desk.run("schema").splitlines()]
    assert [name for name, _ in names] == list(SCHEMAS)
    for name, file in names:
        assert desk.run("schema", *name.split()) == (ROOT / "docs" / "schema" / file).read_text("utf-8")
    assert '"header"' in desk.run("schema", "note-list", "--lines")


def test_a_schema_that_there_is_not() -> None:
    with pytest.raises(LawdiffError, match="there is no schema 'no such'"):
        schema("no such")
    with pytest.raises(LawdiffError, match="export --lines"):
        schema("export", lines=True)


def test_the_files_are_current() -> None:
    command = [sys.executable, "docs/generate_schemas.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


REAL = [
    ("show", "fr/2013-22752.xml"),
    ("show", "cfr/CFR-2012-title12-vol8-part1005.xml"),
    ("outline", "usc/usc04@113-31.xml"),
    ("outline", "fr/FR-2018-05-10-uslm.xml"),
    ("diff", "bills/116hr1500/BILLS-116hr1500ih.xml", "bills/116hr1500/BILLS-116hr1500eh.xml"),
    ("diff", "bills/118hr8752/BILLS-118hr8752rh.xml", "bills/118hr8752/BILLS-118hr8752eh.xml"),
    ("diff", "cfr/CFR-2011-title37-vol1-part1.xml", "cfr/CFR-2012-title37-vol1-part1.xml"),
    ("figures", "bills/118hr8752/BILLS-118hr8752rh.xml", "bills/118hr8752/BILLS-118hr8752eh.xml"),
    ("crosswalk", "usc/usc09@113-31.xml", "usc/usc09@117-80.xml"),
    ("history", *(f"bills/119s269/BILLS-119s269{stage}.xml" for stage in ("is", "es", "enr"))),
]


@pytest.mark.corpus
@pytest.mark.parametrize("words", REAL, ids=lambda words: " ".join(word.rpartition("/")[2] for word in words))
def test_a_result_on_real_documents(corpus: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    command, *names = words
    files = [str(corpus / name) for name in names]
    desk = Desk(tmp_path)
    shown = json.loads(desk.run(command, *files, "--format", "json", "--quiet"))
    hold(shown, command)
