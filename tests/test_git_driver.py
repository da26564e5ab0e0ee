"""git shows legal XML through lawdiff: in a real repository, with git's own commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import NEW, OLD, bill
from repositories import Repository

from lawdiff.corpora.git_driver import as_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a repository with a bill at two commits, and other XML beside it."""
    made = Repository.at(tmp_path)
    made.write("bill.xml", bill(OLD))
    made.write("pom.xml", "<project>\n<a>1</a>\n</project>\n")
    made.commit("before")
    made.write("bill.xml", bill(NEW))
    made.write("pom.xml", "<project>\n<a>2</a>\n</project>\n")
    return made


@pytest.fixture
def driven(repository: Repository) -> Repository:
    """Return the repository, set up."""
    repository.lawdiff("git-setup")
    return repository


def test_the_setting_up_is_said_and_done_once(repository: Repository) -> None:
    first = repository.lawdiff("git-setup").splitlines()
    assert len(first) == 4
    assert all(line.startswith("written: ") for line in first)
    config = (repository.folder / ".git" / "config").read_bytes()
    attributes = (repository.folder / ".gitattributes").read_bytes()
    assert b"*.xml diff=lawdiff\n" in attributes
    again = repository.lawdiff("git-setup").splitlines()
    assert all(line.startswith("there already: ") for line in again)
    assert (repository.folder / ".git" / "config").read_bytes() == config
    assert (repository.folder / ".gitattributes").read_bytes() == attributes


def test_undoing_leaves_what_was_there(repository: Repository) -> None:
    before = repository.git("config", "--local", "--list")
    mine = b"*.png binary\n*.txt text"  # without a line feed at the end
    repository.write(".gitattributes", mine)
    repository.lawdiff("git-setup", "--pattern", "*.xml", "--pattern", "bills/*")
    assert repository.git("check-attr", "diff", "bills/x").strip() == "bills/x: diff: lawdiff"
    undone = repository.lawdiff("git-setup", "--undo").splitlines()
    assert all(line.startswith("taken out: ") for line in undone)
    assert repository.git("config", "--local", "--list") == before
    assert (repository.folder / ".gitattributes").read_bytes() == mine + b"\n"
    assert all(
        line.startswith("not there: ") for line in repository.lawdiff("git-setup", "--undo").splitlines()
    )


def test_undoing_takes_a_file_away_that_holds_nothing_else(repository: Repository) -> None:
    repository.lawdiff("git-setup")
    repository.lawdiff("git-setup", "--undo")
    assert not (repository.folder / ".gitattributes").exists()


@pytest.mark.parametrize("pattern", ["a b", "#x", 'a"b', "x\ny", "!x", "[attr]x", ""])
def test_a_pattern_that_would_say_something_else(repository: Repository, pattern: str) -> None:
    repository.lawdiff("git-setup", "--pattern", pattern, code=2)
    assert not (repository.folder / ".gitattributes").exists()
    assert "lawdiff" not in repository.git("config", "--local", "--list")


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def test_git_diff_shows_what_lawdiff_shows(driven: Repository) -> None:
    shown = driven.git("diff", "--", "bill.xml")
    assert shown.startswith("diff --lawdiff a/bill.xml b/bill.xml\n")
    assert "[-14 days-]" in shown
    assert "{+12 hours+}" in unwrapped(shown)
    assert "Figures that changed" in shown
    assert "\x1b" not in shown
    assert "<section" not in shown


def test_other_xml_is_shown_as_ever(driven: Repository) -> None:
    plain = "--- a/pom.xml\n+++ b/pom.xml\n@@ -1,3 +1,3 @@\n <project>\n-<a>1</a>\n+<a>2</a>\n </project>\n"
    assert driven.git("diff", "--", "pom.xml") == f"diff --lawdiff a/pom.xml b/pom.xml\n{plain}"


def test_a_broken_document_is_shown_as_ever_and_named(driven: Repository) -> None:
    driven.write("bill.xml", bill(NEW)[:-40])
    shown = driven.git("diff", "--", "bill.xml")
    assert "lawdiff: not compared: bill.xml:1: is not well-formed XML" in shown
    assert "\n--- a/bill.xml\n+++ b/bill.xml\n@@ " in shown


def test_added_deleted_renamed_and_of_another_mode(driven: Repository) -> None:
    driven.write("comes.xml", bill(NEW, "Enrolled-Bill"))
    (driven.folder / "bill.xml").rename(driven.folder / "of another name.xml")
    (driven.folder / "pom.xml").chmod(0o755)
    driven.git("add", "--all")
    shown = driven.git("diff", "--cached", "-M20%")
    assert "diff --lawdiff a/comes.xml b/comes.xml\nnew file mode 100644\n" in shown
    assert "diff --lawdiff a/bill.xml b/of another name.xml\n" in shown
    assert "rename from bill.xml\nrename to of another name.xml\n" in shown
    assert "old mode 100644\nnew mode 100755\n" in shown
    driven.commit("all")
    (driven.folder / "comes.xml").unlink()
    gone = driven.git("diff")
    assert gone.startswith("diff --lawdiff a/comes.xml b/comes.xml\ndeleted file mode 100644\n")
    assert "SEC. 2." in gone


def test_a_file_that_becomes_a_document(driven: Repository) -> None:
    driven.write("pom.xml", bill(NEW))
    shown = driven.git("diff", "--", "pom.xml")
    assert "not compared: pom.xml" in shown
    assert "-<project>" in shown


def test_only_the_page_furniture_changed(driven: Repository) -> None:
    driven.write("bill.xml", bill(OLD).replace(b"id='S1'", b"id='S9'"))
    assert driven.git("diff", "--", "bill.xml").endswith("lawdiff: no change in the law\n")


def test_a_conflict(driven: Repository) -> None:
    driven.git("checkout", "--quiet", "-b", "other")
    driven.write("bill.xml", bill(NEW))
    driven.commit("theirs")
    driven.git("checkout", "--quiet", "main")
    driven.write("bill.xml", bill(NEW[:2]))
    driven.commit("ours")
    driven.run("git", "merge", "other", code=1)
    assert "<<<<<<< HEAD" in driven.git("diff", "--", "bill.xml")  # git compares three texts itself
    assert driven.git("diff", "--ours", "--", "bill.xml").startswith("* Unmerged path bill.xml\n")


def test_the_history_is_shown_as_text_and_on_request_compared(driven: Repository) -> None:
    driven.commit("after")
    shown = driven.git("log", "-p", "-1", "--", "bill.xml")
    assert "\n-  (b) " in shown
    assert "\n@@ " in shown
    assert "<text>" not in shown
    assert "\x1b" not in shown
    hunks = [line for line in shown.splitlines() if line.startswith("@@ ")]
    assert any("sec. 2 Collection at the border" in line for line in hunks) or len(hunks) == 1
    compared = driven.git("log", "-p", "--ext-diff", "-1", "--", "bill.xml")
    assert "{+12 hours+}" in unwrapped(compared)
    assert "<project>" in driven.git("show", "HEAD:pom.xml")
    assert "-<a>1</a>" in driven.git("log", "-p", "-1", "--", "pom.xml")


def test_for_all_repositories(repository: Repository, tmp_path: Path) -> None:
    said = repository.lawdiff("git-setup", "--global")
    attributes = repository.home / ".config" / "git" / "attributes"
    assert str(attributes) in said
    assert attributes.read_text("utf-8").splitlines()[1] == "*.xml diff=lawdiff"
    assert not (repository.folder / ".gitattributes").exists()
    assert "{+12 hours+}" in unwrapped(repository.git("diff"))
    repository.lawdiff("git-setup", "--global", "--undo")
    assert not attributes.exists()
    assert "{+12" not in repository.git("diff")
    mine = tmp_path / "mine"
    repository.git("config", "--global", "core.attributesFile", str(mine))
    repository.lawdiff("git-setup", "--global")
    assert "*.xml diff=lawdiff" in mine.read_text("utf-8")


def test_what_lies_in_the_repository_is_not_run(driven: Repository) -> None:
    for name in ("lxml.py", "click.py", "lawdiff/__init__.py"):
        driven.write(name, "open('hacked', 'w').close()\nraise SystemExit(9)\n")
    assert "{+12 hours+}" in unwrapped(driven.git("diff", "--", "bill.xml"))
    assert not (driven.folder / "hacked").exists()


def test_settings_that_cannot_be_followed_do_not_stop_git(driven: Repository) -> None:
    driven.write("lawdiff.toml", "[broken\n")
    assert "{+12 hours+}" in unwrapped(driven.git("diff", "--", "bill.xml"))


@pytest.mark.parametrize("count", [0, 2, 8, 10])
def test_a_call_that_is_not_gits(repository: Repository, count: int) -> None:
    repository.lawdiff("git-diff", *["x"] * count, code=2)


def test_a_file_as_text() -> None:
    lines = list(as_text(bill(NEW), "bill.xml"))
    assert "sec. 2 Collection at the border\n" in lines
    assert any(line.startswith("  (c) ") and "12 hours" in line for line in lines)
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)


def test_a_name_with_control_characters(driven: Repository) -> None:
    driven.write("a\x1b[31m.xml", bill(OLD))
    driven.git("add", "--all")
    assert "\x1b" not in driven.git("diff", "--cached")
