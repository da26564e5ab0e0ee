"""`lawdiff ci` in a real repository: which documents changed, what is written about them, what stops the run."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from builders import NEW, OLD, bill
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from repositories import PROGRAM, Repository
from test_contract import hold

from lawdiff.corpora.ci import LENGTHS, Entry, Report, Request, _stem
from lawdiff.corpora.ci_words import LARGEST_COMMENT, MARKER, comment, outputs, summary
from lawdiff.corpora.event import PARENT, BadEvent, base_of_event
from lawdiff.corpora.git import FileChange
from lawdiff.parsers.sniff import is_legal
from lawdiff.render.gate import Met, Verdict

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM_CI = (*PROGRAM, "ci")
ODD = "bills/a | b $(touch hacked) @all <b>é.txt"
"""A name that a shell, a table in Markdown and a file system all could trip over."""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Return a repository whose last commit changed, added, deleted, renamed and broke documents, and other files."""
    made = Repository.at(tmp_path_factory.mktemp("ci"))
    made.write("bills/gates.xml", bill(OLD))
    made.write("bills/leaves.xml", bill(OLD, "Engrossed-in-House"))
    made.write("bills/moves", bill([*OLD, *NEW[3:]], "Reported-in-House"))
    made.write("bills/still.xml", bill(NEW))
    made.write("pom.xml", "<project><version>1</version></project>")
    made.write("readme.txt", "Bills.\n")
    made.commit("before")
    made.write("bills/gates.xml", bill(NEW, "Enrolled-Bill"))
    (made.folder / "bills/leaves.xml").unlink()
    (made.folder / "bills/moves").rename(made.folder / ODD)
    made.write("bills/comes.xml", bill(NEW, "Engrossed-in-House"))
    made.write("pom.xml", "<project><version>2</version></project>")
    made.write("readme.txt", "Laws.\n")
    made.write("bits.bin", bytes(range(256)))
    (made.folder / "link.xml").symlink_to("bills/gates.xml")
    made.commit("after")
    return made


def documents(shown: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {entry["path"]: entry for entry in shown["documents"]}


def test_the_documents_are_told_from_their_content(repository: Repository) -> None:
    shown = json.loads(repository.lawdiff("ci", "--format", "json"))
    hold(shown, "ci")
    found = {path: (entry["status"], entry["old_path"]) for path, entry in documents(shown).items()}
    assert found == {
        "bills/comes.xml": ("added", ""),
        "bills/gates.xml": ("modified", "bills/gates.xml"),
        "bills/leaves.xml": ("deleted", "bills/leaves.xml"),
        ODD: ("renamed", "bills/moves"),
    }
    assert documents(shown)[ODD]["changed"] == 0
    assert set(documents(shown)["bills/comes.xml"]["relations"]) == {
        "unchanged",
        "edited",
        "added",
        "removed",
    }
    assert documents(shown)["bills/leaves.xml"]["relations"]["removed"] > 3
    assert shown["totals"]["documents"] == 4
    assert shown["base"] == repository.git("rev-parse", "HEAD^").strip()
    for line in repository.lawdiff("ci", "--format", "jsonl").splitlines():
        hold(json.loads(line), "ci", lines=True)


def test_the_reports_go_to_a_folder(repository: Repository, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "reports"
    repository.lawdiff("ci", "-o", str(folder))
    shown = json.loads((folder / "summary.json").read_text("utf-8"))
    hold(shown, "ci")
    named = {name for entry in shown["documents"] for name in entry["files"].values()}
    written = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert written == named | {"summary.json", "summary.md", "comment.md"}
    assert len(named) == 4 * 4
    assert all(re.fullmatch(r"documents/[A-Za-z0-9._-]+\.(html|docx|md|json)", name) for name in named)
    gates = documents(shown)["bills/gates.xml"]["files"]
    hold(json.loads((folder / gates["json"]).read_text("utf-8")), "diff")
    assert (folder / gates["docx"]).read_bytes().startswith(b"PK")
    assert "12 hours" in (folder / gates["html"]).read_text("utf-8")
    said = (folder / "comment.md").read_text("utf-8")
    assert said.startswith(f"{MARKER}\n")
    assert "<b>é" not in said
    assert "@all" not in said
    assert "12 hours" in said
    assert not (repository.folder / "hacked").exists()


def test_only_the_reports_that_were_asked_for(repository: Repository, tmp_path: Path) -> None:
    repository.lawdiff("ci", "-o", str(tmp_path), "--write", "markdown")
    assert {path.suffix for path in (tmp_path / "documents").iterdir()} == {".md"}
    assert repository.run("git", "status", "--porcelain").stdout == ""  # without -o nothing is written


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 0),
        (("--fail-on", "money"), 1),
        (("--fail-on", "split"), 0),
        (("--fail-on", "substantive", "--hide", "substantive"), 0),
        (
            ("--fail-on", "substantive", "--only", "sec. 1"),
            1,
        ),  # in the bill that comes, and in the one that leaves
        (("--base", "no-such-branch"), 2),
        (("--base", "--help"), 2),
        (("--head", ""), 2),
    ],
)
def test_the_exit_code(repository: Repository, options: tuple[str, ...], code: int) -> None:
    repository.lawdiff("ci", *options, code=code)


def test_what_git_does_not_have_gets_one_line(repository: Repository) -> None:
    done = repository.run(*PROGRAM_CI, "--base", "no-such-branch", code=2)
    assert done.stderr.startswith("lawdiff: error: git: looking for 'no-such-branch': ")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_a_document_without_the_provision_is_left_out(repository: Repository) -> None:
    shown = documents(json.loads(repository.lawdiff("ci", "--only", "sec. 4", "--format", "json")))
    assert shown["bills/gates.xml"]["outcome"] == "compared"
    elsewhere = documents(json.loads(repository.lawdiff("ci", "--only", "sec. 77", "--format", "json")))
    assert {entry["outcome"] for entry in elsewhere.values()} == {"outside"}


def test_one_broken_document_does_not_stop_the_rest(tmp_path: Path) -> None:
    made = Repository.at(tmp_path)
    made.write("one.xml", bill(OLD))
    made.write("two.xml", bill(OLD))
    made.commit("before")
    made.write("one.xml", bill(NEW))
    made.write("two.xml", bill(NEW)[:-30])
    made.commit("after")
    done = made.run(*PROGRAM_CI, "-o", "out", "--format", "json", code=2)
    shown = documents(json.loads(done.stdout))
    assert shown["one.xml"]["outcome"] == "compared"
    assert shown["two.xml"]["outcome"] == "unreadable"
    assert "two.xml:1: is not well-formed XML" in shown["two.xml"]["error"]
    assert "two.xml" in (made.folder / "out" / "comment.md").read_text("utf-8")


def test_what_is_staged_is_compared_with_the_last_commit(tmp_path: Path) -> None:
    made = Repository.at(tmp_path)
    made.write("one.xml", bill(OLD))
    made.commit("before")
    made.write("one.xml", bill(NEW))
    assert made.lawdiff("ci", "--staged") == "no legal document changed\n"
    made.git("add", "one.xml")
    made.write("one.xml", "<broken")  # what stands in the folder is not what is committed
    assert "1 legal document changed" in made.lawdiff("ci", "--staged", "--fail-on", "money", code=1)


def test_branches_that_have_parted_are_compared_from_where_they_did(tmp_path: Path) -> None:
    made = Repository.at(tmp_path)
    made.write("one.xml", bill(OLD))
    made.write("two.xml", bill(OLD))
    made.commit("before")
    made.git("checkout", "--quiet", "-b", "feature")
    made.write("one.xml", bill(NEW))
    made.commit("feature")
    made.git("checkout", "--quiet", "main")
    made.write("two.xml", bill(NEW))
    made.commit("main goes on")
    shown = json.loads(made.lawdiff("ci", "--base", "main", "--head", "feature", "--format", "json"))
    assert list(documents(shown)) == ["one.xml"]


def test_nothing_changed(repository: Repository, tmp_path: Path) -> None:
    done = repository.lawdiff("ci", "--base", "HEAD", "-o", str(tmp_path))
    assert done == "no legal document changed\n"
    assert (tmp_path / "comment.md").read_text("utf-8").startswith(MARKER)


def test_away_from_a_repository(tmp_path: Path) -> None:
    made = Repository(tmp_path, tmp_path)
    done = made.run(*PROGRAM_CI, code=2, env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    assert done.stderr.startswith("lawdiff: error: git: looking for the repository: not a git repository")


def test_the_same_bytes_whatever_the_machine(repository: Repository, tmp_path: Path) -> None:
    written = []
    for number, env in enumerate(
        (
            {"PYTHONHASHSEED": "1", "TZ": "UTC"},
            {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "COLUMNS": "200"},
        )
    ):
        folder = tmp_path / str(number)
        repository.run(*PROGRAM, "ci", "-o", str(folder), env=env)
        written.append({str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*")})
    assert written[0] == written[1]


@pytest.mark.parametrize(
    ("event", "base"),
    [
        ({"pull_request": {"base": {"sha": "abc1"}}, "before": "zzz"}, "abc1"),
        ({"merge_group": {"base_sha": "abc2"}}, "abc2"),
        ({"before": "abc3"}, "abc3"),
        ({"before": "0" * 40}, PARENT),
        ({}, PARENT),
        ([], PARENT),
        ({"pull_request": {"base": {"sha": 3}}}, PARENT),
    ],
)
def test_the_base_of_an_event(event: object, base: str) -> None:
    assert base_of_event(json.dumps(event), "event.json") == base


def test_what_is_no_event() -> None:
    with pytest.raises(BadEvent, match=r"event\.json: is no event"):
        base_of_event("{", "event.json")


def entry(path: str, size: int) -> Entry:
    change = FileChange("modified", path, path, "a", "b")
    verdict = Verdict(("money",), (Met("money", size, path),))
    texts = tuple("é" * min(size, largest) for largest, _ in LENGTHS)
    return Entry(
        change,
        "compared",
        "",
        (path, path),
        size,
        {"edited": size},
        {"substantive": size},
        0,
        verdict,
        {},
        (),
        texts,
    )


SIZES = st.tuples(st.text(max_size=8), st.integers(1, 3000), st.integers(1, 90_000))


@given(st.lists(SIZES, max_size=60), st.integers(1, 3))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_a_comment_always_fits_and_names_what_it_leaves_out(
    files: list[tuple[str, int, int]], times: int
) -> None:
    """Whatever the files are called, and however long what is said of them."""
    entries = tuple(entry(f"{name}{'|' * longer}", size) for name, longer, size in files) * times
    report = Report("a" * 40, "b" * 40, Request("main", conditions=("money",)), entries)
    said = comment(report)
    assert said.startswith(f"{MARKER}\n")
    assert len(said.encode("utf-8", "replace")) <= LARGEST_COMMENT
    assert said.count(MARKER) == 1
    shown = said.count("<details>")
    missing = re.search(r"_(\d+) documents? not shown here", said)
    assert shown + (int(missing[1]) if missing else 0) == len(entries)
    assert len(summary(report).encode("utf-8", "replace")) <= 1_000_000


@given(st.text(max_size=40))
def test_an_output_never_spills_into_the_next_line(folder: str) -> None:
    report = Report("a" * 40, "b" * 40, Request("main"), ())
    for name, value in outputs(report, folder):
        assert re.fullmatch(r"[a-z]+", name)
        assert len(f"{name}={value}".splitlines()) == 1


@given(st.lists(st.text(min_size=1, max_size=200), max_size=12, unique=True))
def test_every_path_has_a_file_of_its_own(paths: list[str]) -> None:
    taken: set[str] = set()
    stems = [_stem(path, taken) for path in paths]
    assert len({stem.lower() for stem in stems}) == len(paths)
    assert all(re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,120}", stem) for stem in stems)


@pytest.mark.parametrize(
    ("data", "legal"),
    [
        (bill(OLD), True),
        (b"\xef\xbb\xbf\n" + bill(OLD), True),
        (bill(OLD)[:-100], True),
        (b"<?xml version='1.0'?><!-- " + b"x" * 10_000 + b" --><RULE/>", True),
        (bill(OLD).decode().encode("utf-16"), True),
        (("<?xml version='1.0' encoding='UTF-16'?>" + bill(OLD).decode()).encode("utf-16-be"), True),
        (b"<bill", False),
        (b"<project/>", False),
        (b"<html><body/></html>", False),
        (b"not <bill/>", False),
        (b"", False),
        (b"\x00\x01", False),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", False),
    ],
)
def test_what_is_taken_for_legal_xml(data: bytes, legal: bool) -> None:
    assert is_legal(data) is legal


@pytest.mark.corpus
def test_every_real_document_is_legal_xml(corpus: Path) -> None:
    files = sorted(corpus.rglob("*.xml"))
    assert files
    assert [path.name for path in files if not is_legal(path.read_bytes())] == []
