"""Settings in files: where they are found, what wins, and one line for what cannot be followed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from builders import NEW, OLD, bill
from click.testing import CliRunner

from lawdiff.cli.group import lawdiff_command

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the root of a repository with two bills, and stand in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("LAWDIFF_DB", "LAWDIFF_CONFIG", "LAWDIFF_PROFILE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".git").mkdir()
    (tmp_path / "old.xml").write_bytes(bill(OLD))
    (tmp_path / "new.xml").write_bytes(bill(NEW, "Enrolled-Bill"))
    return tmp_path


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(lawdiff_command, arguments, prog_name="lawdiff")
    assert not done.exception or isinstance(done.exception, SystemExit)
    return done.exit_code, done.stdout, done.stderr


def settings(*options: str) -> dict[str, object]:
    """Return the settings in force that a comparison writes."""
    code, out, err = run("diff", "old.xml", "new.xml", "--format", "json", *options)
    assert code in (0, 1), err
    found: dict[str, object] = json.loads(out)["settings"]
    return found


GATE = '[diff]\nfail-on = ["money"]\nhide = ["editorial"]\n'


def test_options_of_a_command_come_from_the_file(folder: Path) -> None:
    assert run("diff", "old.xml", "new.xml")[0] == 0
    (folder / "lawdiff.toml").write_text(GATE, "utf-8")
    assert run("diff", "old.xml", "new.xml")[0] == 1
    assert settings()["hide"] == "editorial"
    assert settings()["config"] == "lawdiff.toml"
    assert "profile" not in settings()


def test_the_same_in_pyproject(folder: Path) -> None:
    text = '[project]\nname = "x"\n[tool.lawdiff.diff]\nfail-on = "money"\n[tool.other]\nkey = 1\n'
    (folder / "pyproject.toml").write_text(text, "utf-8")
    assert run("diff", "old.xml", "new.xml")[0] == 1
    assert settings()["config"] == "pyproject.toml"
    (folder / "lawdiff.toml").write_text("[diff]\n", "utf-8")  # its own file comes first
    assert run("diff", "old.xml", "new.xml")[0] == 0


@pytest.mark.parametrize(
    "text",
    [
        '[tool.lawdiff.diff]\nfail-on = "money"\n',
        '[ tool . "lawdiff".diff ]\nfail-on = "money"\n',
        'tool.lawdiff.diff.fail-on = "money"\n',
        '[tool]\nlawdiff = { diff = { fail-on = "money" } }\n',
        '["tool"]\n\'lawdiff\'.diff.fail-on = "money"\n',
        'tool = { lawdiff = { diff = { fail-on = "money" } } }\n',
    ],
)
def test_a_pyproject_speaks_in_every_spelling_of_toml(folder: Path, text: str) -> None:
    (folder / "pyproject.toml").write_text(text, "utf-8")
    assert run("diff", "old.xml", "new.xml")[0] == 1


def test_a_pyproject_that_says_nothing_to_lawdiff_is_passed_over(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[project]\nname = "lawdiff-user"\n', "utf-8")
    assert "config" not in settings()


def test_the_file_is_found_above_up_to_the_root_of_the_repository(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = folder / "repository" / "bills"
    inner.mkdir(parents=True)
    (folder / "lawdiff.toml").write_text(GATE, "utf-8")
    monkeypatch.chdir(inner)
    code, _, _ = run("diff", "../../old.xml", "../../new.xml")
    assert code == 1
    (folder / "repository" / ".git").mkdir()  # what lies outside the repository is somebody else's
    assert run("diff", "../../old.xml", "../../new.xml")[0] == 0


def test_a_file_that_is_named_is_taken_alone(folder: Path) -> None:
    (folder / "lawdiff.toml").write_text(GATE, "utf-8")
    (folder / "other.toml").write_text("[diff]\nexit-code = false\n", "utf-8")
    assert run("diff", "old.xml", "new.xml", "--config", "other.toml")[0] == 0
    assert run("--config", "other.toml", "diff", "old.xml", "new.xml")[0] == 0
    assert settings("--config", "other.toml")["config"] == "other.toml"


PROFILES = """
[diff]
fail-on = ["removed"]
[profile.ci.diff]
fail-on = ["ambiguous"]
[profile.strict]
quiet = true
[profile.strict.diff]
only = ["sec. 2"]
"""


def test_a_profile_outweighs_the_rest_and_what_is_typed_outweighs_all(folder: Path) -> None:
    (folder / "lawdiff.toml").write_text(PROFILES, "utf-8")
    both = ("diff", "old.xml", "new.xml")
    assert run(*both)[0] == 1
    assert run(*both, "--profile", "ci")[0] == 0
    assert run("--profile", "ci", *both)[0] == 0
    assert run(*both, "--profile", "ci", "--fail-on", "removed")[0] == 1
    assert settings("--profile", "ci")["profile"] == "ci"
    assert settings("--profile", "strict")["at"] == "sec. 2"
    assert settings("--profile", "strict", "--only", "sec. 1")["at"] == "sec. 1"


def test_the_environment_names_a_profile_and_a_typed_one_wins(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "lawdiff.toml").write_text(PROFILES, "utf-8")
    monkeypatch.setenv("LAWDIFF_PROFILE", "ci")
    assert settings()["profile"] == "ci"
    assert settings("--profile", "strict")["profile"] == "strict"


def test_a_default_profile(folder: Path) -> None:
    (folder / "lawdiff.toml").write_text('default-profile = "ci"\n' + PROFILES, "utf-8")
    assert settings()["profile"] == "ci"
    assert run("diff", "old.xml", "new.xml")[0] == 0


def test_what_a_file_says_of_loudness_gives_way_to_what_is_typed(folder: Path) -> None:
    (folder / "lawdiff.toml").write_text("quiet = true\n" + GATE, "utf-8")
    assert run("diff", "old.xml", "new.xml")[2] == ""
    said = run("diff", "old.xml", "new.xml", "--verbose")[2]
    assert "lawdiff: settings from lawdiff.toml\n" in said
    assert "gate: money" in said


def test_a_path_counts_from_the_folder_of_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "lawdiff.toml").write_text('db = "notes/mine.db"\n', "utf-8")
    (folder / "notes").mkdir()
    run("note", "add", "old.xml", "--at", "s2", "Why?", "--author", "counsel")
    assert (folder / "notes" / "mine.db").is_file()
    monkeypatch.chdir(folder / "notes")
    assert len(json.loads(run("note", "list", "--format", "json")[1])["notes"]) == 1


def test_a_command_below_a_command(folder: Path) -> None:
    (folder / "lawdiff.toml").write_text('[note.list]\nformat = "json"\nstate = "resolved"\n', "utf-8")
    run("note", "add", "old.xml", "--at", "s2", "Why?", "--author", "counsel")
    listed = json.loads(run("note", "list")[1])
    assert listed["notes"] == []
    assert listed["settings"]["state"] == "resolved"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[diff]\nfail_on = []\n", "diff.fail_on"),
        ("[dif]\n", "dif"),
        ("colour = true\n", "colour"),
        ("[profile.ci.diff]\nnope = 1\n", "profile.ci.diff.nope"),
        ("[profile.ci]\nnope = 1\n", "profile.ci.nope"),
        ("[note]\nformat = 'json'\n", "note.format"),
        ("[note.lst]\n", "note.lst"),
        ("[diff]\nfail-on = ['moneys']\n", "diff.fail-on"),
        ("[diff]\nexit-code = 'yes'\n", "diff.exit-code"),
        ("[diff]\nformat = true\n", "diff.format"),
        ("[diff]\nformat = 'pdf'\n", "diff.format"),
        ("[diff]\nwidth = 'wide'\n", "diff.width"),
        ("[diff]\noutput = 'elsewhere.txt'\n", "diff.output"),
        ("[show]\nnope = 1\n", "show.nope"),
        ("profile = 'ci'\n", "profile"),
        ("[profile]\nci = 3\n", "profile.ci"),
        ("default-profile = 'none'\n", "'none'"),
        ("default-profile = 3\n", "default-profile"),
        ("[diff\n", "is not TOML"),
    ],
)
@pytest.mark.parametrize("file", ["lawdiff.toml", "pyproject.toml"])
def test_what_cannot_be_followed_gets_one_line(folder: Path, file: str, text: str, named: str) -> None:
    if file == "pyproject.toml":
        text = re.sub(r"^\[", "[tool.lawdiff.", "[]\n" + text, flags=re.MULTILINE).replace(".]", "]", 1)
    (folder / file).write_text(text, "utf-8")
    code, out, err = run("diff", "old.xml", "new.xml", "-o", "result.txt")
    assert (code, out) == (2, "")
    assert err.startswith(f"lawdiff: error: {file}: ")
    assert named in err
    assert err.count("\n") == 1
    assert not (folder / "result.txt").exists()
    assert not (folder / "elsewhere.txt").exists()


@pytest.mark.parametrize(
    "text", ["tool = 3 # lawdiff\n", "[tool]\nother = 'lawdiff'\n", "[[tool]]\nlawdiff = 1\n"]
)
def test_a_pyproject_of_an_odd_shape_says_nothing(folder: Path, text: str) -> None:
    (folder / "pyproject.toml").write_text(text, "utf-8")
    assert "config" not in settings()


def test_a_pyproject_that_says_something_else(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[tool]\nlawdiff = 3\n", "utf-8")
    _, _, err = run("diff", "old.xml", "new.xml")
    assert err == "lawdiff: error: pyproject.toml: tool.lawdiff is 3, and no table\n"


@pytest.mark.usefixtures("folder")
def test_a_profile_or_a_file_that_there_is_not() -> None:
    for options, said in (
        (("--profile", "ci"), "no profile 'ci'"),
        (("--config", "no.toml"), "no.toml: cannot be read"),
    ):
        code, _, err = run("diff", "old.xml", "new.xml", *options)
        assert code == 2
        assert said in err
        assert err.count("\n") == 1


def test_help_and_version_do_not_read_the_file(folder: Path) -> None:
    (folder / "lawdiff.toml").write_text("[broken\n", "utf-8")
    assert run("--version")[0] == 0
    assert run("diff", "--help")[0] == 0
