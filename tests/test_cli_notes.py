"""The commands about notes, as a user meets them: one line for what is wrong, output that pipes."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from builders import HOSTILE, NEW, OLD, bill
from click.testing import CliRunner

from lawdiff.cli.group import lawdiff_command

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Desk:
    """A folder with two versions of a bill, and the command run in it."""

    folder: Path

    def run(self, *arguments: str, given: str = "", code: int = 0) -> tuple[str, str]:
        """Run the command and return what it wrote to standard output and standard error."""
        done = CliRunner().invoke(lawdiff_command, arguments, input=given, prog_name="lawdiff")
        assert done.exit_code == code, done.output
        if code:
            assert done.stdout == ""
            assert "Traceback" not in done.stderr
        return done.stdout, done.stderr

    def json(self, *arguments: str) -> list[dict[str, object]]:
        """Run a command that lists and return its entries."""
        out, _ = self.run(*arguments, "--format", "json")
        entries: list[dict[str, object]] = list(json.loads(out).values())[-1]
        return entries


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LAWDIFF_DB", raising=False)
    monkeypatch.setenv("LAWDIFF_AUTHOR", "counsel")
    (tmp_path / "old.xml").write_bytes(bill(OLD))
    (tmp_path / "new.xml").write_bytes(bill(NEW, "Engrossed-in-House"))
    return Desk(tmp_path)


def test_a_note_is_added_listed_changed_and_taken_away(desk: Desk) -> None:
    out, err = desk.run(
        "note",
        "add",
        "old.xml",
        "--at",
        "Section 2 (b)",
        "--quote",
        "14 days",
        "--tag",
        "retention",
        "Why so short?",
    )
    name = out.strip()
    assert err == "Noted on sec. 2(b).\n"
    assert (desk.folder / "lawdiff.db").exists()
    (entry,) = desk.json("note", "list")
    assert (entry["body"], entry["author"], entry["tags"]) == ("Why so short?", "counsel", ["retention"])
    assert str(entry["id"]).startswith(name)
    assert [row["address"] for row in entry["targets"]] == ["s2/b"]  # type: ignore[attr-defined]  # JSON
    shown, _ = desk.run("note", "list", "old.xml")
    for words in (name, "sec. 2(b)", "“14 days”", "Why so short?", "[retention]"):
        assert words in shown
    desk.run("note", "edit", name, "--from-stdin", "--tag", "period", given="Longer.\n")
    desk.run("note", "resolve", name, "--author", "chief")
    (entry,) = desk.json("note", "show", name)
    assert (entry["body"], entry["tags"], entry["state"]) == ("Longer.", ["period"], "resolved")
    assert desk.json("note", "list", "--state", "open") == []
    desk.run("note", "reopen", name)
    _, err = desk.run("note", "delete", name)
    assert err.endswith(f"lawdiff note restore {name}\n")
    assert desk.run("note", "list")[0] == "No notes.\n"
    desk.run("note", "restore", name)
    told = desk.json("note", "history", name)
    assert [line["action"] for line in told] == ["add", "edit", "resolve", "reopen", "delete", "restore"]
    assert [line["author"] for line in told[:3]] == ["counsel", "counsel", "chief"]
    assert len(desk.json("note", "list", "old.xml", "--at", "sec. 2")) == 1
    assert len(desk.json("note", "search", "LONGER")) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["note", "list"], "lawdiff.db: there is no such database"),
        (["note", "list", "--db", "."], ".: is a directory"),
        (["note", "list", "--db", "old.xml"], "old.xml: is not an SQLite database"),
        (["note", "add", "none.xml", "--at", "sec. 1", "x"], "none.xml: there is no such file"),
        (["note", "add", "old.xml", "--at", "sec. 9", "x"], "old.xml: no provision 'sec. 9'"),
        (["note", "add", "old.xml", "--at", "sec. 1", "--quote", "zzz", "x"], "sec. 1 does not say 'zzz'"),
        (["note", "add", "old.xml", "--at", "sec. 2", "--quote", "image", "x"], "say which occurrence: 1 "),
        (["note", "add", "old.xml", "--at", "sec. 1", " "], "a note needs a body"),
        (["note", "add", "old.xml", "--at", "sec. 1"], "Error: There is no terminal for an editor"),
        (["note", "add", "old.xml", "--at", "sec. 1", "--from-stdin", "x"], "Error: Give the body once"),
        (["note", "list", "--at", "sec. 1"], "Error: --at needs the FILE"),
        (["note", "load", "none.csv"], "none.csv: cannot be read (No such file or directory)"),
        (["tag", "define", "a;b"], "'a;b' cannot be the name of a tag"),
        (["carry", "old.xml", "new.xml"], "lawdiff.db: there is no such database"),
        (["import", "old.xml"], "old.xml: is XML, but no REFI-QDA codebook"),
    ],
)
def test_what_goes_wrong_is_said_in_one_line(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    _, err = desk.run(*arguments, code=2)
    assert message in err
    assert err.strip().count("\n") == 0 or err.startswith("Usage:")


@pytest.mark.parametrize("body", [["--from-stdin"], ["-"]])
def test_a_note_is_written_from_standard_input(desk: Desk, body: list[str]) -> None:
    desk.run("note", "add", "old.xml", "--at", "sec. 1", *body, given="One line.\n\nAnother.\n")
    (entry,) = desk.json("note", "list")
    assert entry["body"] == "One line.\n\nAnother."


def test_lists_pipe_and_no_spreadsheet_computes_them(desk: Desk) -> None:
    for body in ("=1+1", "+1", "@x", HOSTILE):
        desk.run("note", "add", "old.xml", "--at", "sec. 1", "--author", HOSTILE, "--", body)
    out, _ = desk.run("note", "list", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["body"][:2] for row in rows] == ["'=", "'+", "'@", HOSTILE[:2]]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    assert "\x1b" not in out
    shown, _ = desk.run("note", "list")
    assert "\x1b" not in shown
    assert "<script>" in shown.replace("\n", "")
    (entry,) = desk.json("note", "search", "script")
    assert entry["body"] == HOSTILE


def test_the_database_is_named_by_option_then_by_environment(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWDIFF_DB", "env.db")
    desk.run("note", "add", "old.xml", "--at", "sec. 1", "x")
    desk.run("note", "add", "old.xml", "--at", "sec. 1", "--db", "option.db", "y")
    names = sorted(path.name for path in desk.folder.glob("*.db"))
    assert names == ["env.db", "option.db"]


def test_the_codebook(desk: Desk) -> None:
    (desk.folder / "codebook.csv").write_text(
        "name,definition,colour,parent\ndata,What is kept,#112233,\nretention,How long,,data\n",
        encoding="utf-8",
    )
    assert desk.run("tag", "load", "codebook.csv")[1] == "2 tags added, 0 known already.\n"
    assert desk.run("tag", "load", "codebook.csv")[1] == "0 tags added, 2 known already.\n"
    desk.run("tag", "define", "keeping", "The same", "--parent", "retention")
    desk.run("note", "add", "old.xml", "--at", "sec. 2(b)", "--tag", "keeping", "x")
    desk.run("tag", "merge", "keeping", "--into", "retention")
    desk.run("tag", "rename", "retention", "Retention of data")
    assert [(tag["name"], tag["parent"], tag["notes"]) for tag in desk.json("tag", "list")] == [
        ("data", "", 0),
        ("Retention of data", "data", 1),
    ]
    assert len(desk.json("note", "list", "--tag", "DATA")) == 1
    assert "did you mean data" in desk.run("tag", "rename", "dtaa", "x", code=2)[1]


def test_the_codebook_is_counted_over_versions(desk: Desk) -> None:
    for at, quote in (("sec. 2(b)", "14 days"), ("sec. 3(a)", "error rates"), ("sec. 1", "")):
        desk.run(
            "note", "add", "old.xml", "--at", at, "--quote", quote, "--tag", "b", "--tag", "a", f"on {at}"
        )
    desk.run("note", "add", "old.xml", "--at", "sec. 4", "--tag", "b", "x")
    desk.run("carry", "old.xml", "new.xml")
    counts = desk.json("tag", "stats")
    assert [(row["tag"], row["document"], row["notes"]) for row in counts] == [
        (tag, title, notes)
        for tag, notes in (("a", 3), ("b", 4))
        for title in ("H.R. 99 (introduced in House)", "H.R. 99 (engrossed in House)")
    ]
    states = {name: count for name, count in counts[1]["states"].items() if count}  # type: ignore[attr-defined]  # JSON
    assert states == {"carried": 1, "carried-edited": 1, "orphaned": 1}
    assert desk.json("tag", "stats", "--together") == [{"tags": ["a", "b"], "notes": 3}]
    assert "orphaned" in desk.run("tag", "stats")[0]


def test_links(desk: Desk) -> None:
    tie = ["--at", "sec. 2(a)", "--at2", "sec. 3", "--relation", "funded by", "--note", "the amount"]
    out, err = desk.run("link", "add", "old.xml", "new.xml", *tie)
    assert err == "sec. 2(a) funded by sec. 3.\n"
    (entry,) = desk.json("link", "list", "new.xml")
    assert entry["relation"] == "funded by"
    assert "funded by" in desk.run("link", "list")[0]
    desk.run("link", "delete", out.strip())
    assert desk.json("link", "list") == []


NOTES = (
    "document,at,quote,tags,author,created,id,body\n"
    'old.xml,sec. 2(b),14 days,retention; period,ann,2025-11-03T14:00:00Z,n1,"Two lines\nand, a comma"\n'
    "old.xml,sec. 1,,,ben,,,No id of its own\n"
)


def test_many_notes_at_once_and_twice_changes_nothing(desk: Desk) -> None:
    (desk.folder / "notes.csv").write_text("\ufeff" + NOTES, encoding="utf-8")
    assert desk.run("note", "load", "notes.csv")[1].startswith("2 notes added, 0 known")
    assert desk.run("note", "load", "notes.csv")[1].startswith("0 notes added, 2 known")
    first = desk.json("note", "show", "n1")[0]
    assert (first["body"], first["tags"], first["created"]) == (
        "Two lines\nand, a comma",
        ["period", "retention"],
        "2025-11-03T14:00:00Z",
    )
    desk.run("note", "edit", "n1", "Changed here")
    _, err = desk.run("note", "load", "notes.csv")
    assert err.splitlines()[0] == (
        "notes.csv:2: there is a note 'n1' already, and it says something else; left as it is"
    )
    line = {"document": "old.xml", "at": "sec. 3", "tags": ["x", "y"], "body": "b", "occurrence": None}
    (desk.folder / "more.jsonl").write_text(json.dumps(line) + "\n\n", encoding="utf-8")
    desk.run("note", "load", "more.jsonl")
    assert desk.json("note", "list")[-1]["tags"] == ["x", "y"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (NOTES + "old.xml,sec. 9,,,,,,x\n", "notes.csv:5: old.xml: no provision 'sec. 9'"),
        (NOTES + "old.xml,sec. 1,,,,,,\n", "notes.csv:5: has no 'body'"),
        (NOTES + "none.xml,sec. 1,,,,,,x\n", "notes.csv:5: none.xml: there is no such file"),
        (NOTES + "a,b,c,d,e,f,g,h,i\n", "notes.csv:5: has 9 cells under 8 headings"),
        ("document,at,bdy\nold.xml,sec. 1,x\n", "notes.csv:2: has a column 'bdy'"),
        ("", "notes.csv: is empty"),
        (b"\xff\xfe\x00", "notes.csv: is not text in UTF-8"),
    ],
)
def test_a_table_with_an_error_is_refused_whole(desk: Desk, text: str | bytes, message: str) -> None:
    (desk.folder / "notes.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    _, err = desk.run("note", "load", "notes.csv", code=2)
    assert message in err
    assert err.count("\n") == 1
    assert desk.json("note", "list") == []


def test_notes_are_carried_reviewed_and_shown(desk: Desk) -> None:
    for at, quote in (("sec. 2(b)", "14 days"), ("sec. 3(a)", "error rates"), ("sec. 1", "")):
        desk.run("note", "add", "old.xml", "--at", at, "--quote", quote, f"on {at}")
    _, err = desk.run("carry", "old.xml", "new.xml", "--dry-run")
    assert err == "3 notes: 1 carried, 1 carried-edited, 1 orphaned - nothing was written\n"
    assert desk.json("note", "list", "new.xml") == []
    out, err = desk.run("carry", "old.xml", "new.xml", "--review", "review.csv")
    assert err == "3 notes: 1 carried, 1 carried-edited, 1 orphaned\n"
    assert "“12 hours”" in out
    rows = list(csv.DictReader((desk.folder / "review.csv").read_text("utf-8").splitlines()))
    assert [(row["state"], row["decision"]) for row in rows] == [("carried-edited", ""), ("orphaned", "")]
    rows[1]["decision"] = "sec. 4(a)"
    with (desk.folder / "review.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[1]))
        writer.writeheader()
        writer.writerows(rows)
    _, err = desk.run("carry", "old.xml", "new.xml", "--review", "review.csv")
    assert "(2 of them stood there already)" in err
    entries = desk.json("carry", "old.xml", "new.xml", "--review", "review.csv")
    assert [(entry["state"], entry["known"]) for entry in entries] == [
        ("carried", True),
        ("carried-edited", True),
        ("carried-edited", True),
    ]
    assert "decided by a person" in desk.run("note", "show", str(entries[2]["note"]))[0].replace("\n", " ")
    shown, _ = desk.run("show", "new.xml", "--at", "sec. 4(a)")
    assert "on sec. 3(a)" in shown


def test_an_orphan_is_attached_by_hand(desk: Desk) -> None:
    name = desk.run("note", "add", "old.xml", "--at", "sec. 3(a)", "x")[0].strip()
    desk.run("carry", "old.xml", "new.xml")
    _, err = desk.run("note", "attach", name, "new.xml", "--at", "sec. 4(a)", "--quote", "manual check")
    assert err == f"{name} stands on sec. 4(a).\n"
    (entry,) = desk.json("note", "show", name)
    assert [row["address"] for row in entry["targets"]] == ["s3/a", "s4/a"]  # type: ignore[attr-defined]  # JSON


def test_export_and_import(desk: Desk) -> None:
    desk.run("note", "add", "old.xml", "--at", "sec. 2(b)", "--quote", "14 days", "--tag", "t", HOSTILE)
    desk.run("export", "-o", "notes.jsonld")
    _, err = desk.run("import", "notes.jsonld", "--db", "other.db")
    assert err == "1 entry added, 1 tag, 0 known already, 0 in conflict.\n"
    desk.run("export", "--db", "other.db", "-o", "again.jsonld")
    assert (desk.folder / "again.jsonld").read_bytes() == (desk.folder / "notes.jsonld").read_bytes()
    assert desk.run("export", "--format", "csv")[0].startswith("id,document,at,")


@pytest.mark.parametrize("group", ["note", "tag", "link", "carry", "export", "import"])
def test_every_command_has_help(desk: Desk, group: str) -> None:
    out, _ = desk.run(group, "--help")
    assert out.startswith("Usage: lawdiff")


def test_how_the_tags_of_a_version_fared_in_the_next(desk: Desk) -> None:
    for at, tag in (("sec. 2(a)", "faces"), ("sec. 2(b)", "retention"), ("sec. 3(a)", "retention")):
        desk.run("note", "add", "old.xml", "--at", at, "x", "--tag", tag)
    before = desk.json("tag", "survival", "old.xml", "new.xml")
    assert [(each["tag"], each["places"], each["not_carried"]) for each in before] == [
        ("faces", 1, 1),
        ("retention", 2, 2),
    ]
    desk.run("carry", "old.xml", "new.xml")
    out, _ = desk.run("tag", "survival", "old.xml", "new.xml", "--format", "csv")
    assert list(csv.reader(io.StringIO(out)))[1:] == [
        ["faces", "1", "1", "0", "0", "0", "0", "0"],
        ["retention", "2", "0", "1", "0", "0", "1", "0"],
    ]
    shown, _ = desk.run("tag", "survival", "old.xml", "new.xml")
    assert "1 edited, 1 gone" in shown


def test_coders_are_measured_and_what_they_differ_on_is_listed(desk: Desk) -> None:
    for author, at in (("ada", "sec. 2(a)"), ("ben", "sec. 2(a)"), ("ben", "sec. 2(b)")):
        desk.run("note", "add", "old.xml", "--at", at, "x", "--tag", "faces", "--author", author)
    entries = desk.json("agreement", "--document", "old.xml", "--tag", "faces")
    assert [(each["tag"], each["tagged"], each["agreed"]) for each in entries] == [
        (None, 2, 1),
        ("faces", 2, 1),
    ]
    shown, said = desk.run("agreement")
    assert "all tags" in shown
    assert said == "1 disagreement to settle; --disagreements lists them.\n"
    (open_one,) = desk.json("agreement", "--disagreements", "--unit", "provision")
    assert (open_one["address"], open_one["yes"], open_one["no"]) == ("s2/b", ["ben"], ["ada"])
    desk.run("agreement", "--tag", "noses", code=2)


def test_projects_annotations_and_databases_are_taken_in(desk: Desk) -> None:
    desk.run("note", "add", "old.xml", "--at", "sec. 2(b)", "--quote", "14 days", "--tag", "t", "Short.")
    desk.run("export", "--format", "qdpx", "-o", "p.qdpx")
    desk.run("export", "--format", "qdc", "-o", "c.qdc")
    _, err = desk.run("import", "c.qdc", "--db", "other.db")
    assert err == "0 entries added, 1 tag, 0 known already, 0 in conflict.\n"
    _, err = desk.run("import", "p.qdpx", "--db", "other.db", "--document", "old.xml")
    assert err == "1 entry added, 0 known already, 0 in conflict.\n"
    _, err = desk.run("import", "other.db")
    assert err == "0 entries added, 1 known already, 0 in conflict.\n"
    row = {
        "uri": "u",
        "text": "x",
        "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "nowhere"}]}],
    }
    (desk.folder / "h.json").write_text(json.dumps([row]))
    _, err = desk.run("import", "h.json")
    assert "annotation 1 ('nowhere') has no place" in err
    assert err.endswith("0 in conflict, 1 without a place.\n")
