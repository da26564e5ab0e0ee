"""The store: what was acknowledged is there, whatever happens; everything else is one clear line."""

from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders import HOSTILE, NEW, OLD, document
from hypothesis import given
from hypothesis import strategies as st

from lawdiff.annotations import connection
from lawdiff.annotations.errors import (
    EntryExists,
    NoSuchEntry,
    NoteError,
    QuoteNotFound,
    QuoteRepeated,
    SeveralEntries,
    StoreError,
)
from lawdiff.annotations.exchange import export_jsonld, import_jsonld
from lawdiff.annotations.place import place
from lawdiff.annotations.schema import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION
from lawdiff.annotations.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).resolve().parent
DOCUMENT = document(OLD)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as opened:
        yield opened


def bodies(
    store: Store, *, address: str = "", tag: str = "", author: str = "", state: str = "", text: str = ""
) -> list[str]:
    found = store.notes(DOCUMENT, address=address, tag=tag, author=author, state=state, text=text)
    return [note.body for note in found]


# Notes.


def test_a_note_comes_back_as_it_was_written(store: Store, path: Path) -> None:
    made = store.add_note(
        DOCUMENT,
        "sec. 2(b)",
        "Why so short?",
        quote="14  days",
        tags=["retention", "citizens"],
        author="counsel",
        created="2025-11-20T10:00:00+01:00",
        id="n1",
    )
    with Store(path, create=False) as other:
        assert other.notes() == (made,)
    (target,) = made.targets
    assert (made.id, made.tags, made.author, made.created) == (
        "n1",
        ("citizens", "retention"),
        "counsel",
        "2025-11-20T09:00:00Z",
    )
    assert (target.address, target.citation, target.quote) == ("s2/b", "sec. 2(b)", "14 days")
    assert target.text[target.start :].startswith("14 days")
    assert (
        target.text
        == target.text[: target.start - len(target.prefix)]
        + target.prefix
        + "14 days"
        + (target.text[target.start + len("14 days") :])
    )


@pytest.mark.parametrize("name", ["sec. 2", "s2"])
def test_a_quote_below_the_provision_goes_to_the_one_that_holds_it(store: Store, name: str) -> None:
    made = store.add_note(DOCUMENT, name, "x", quote="not later than 14 days")
    assert made.targets[0].address == "s2/b"


def test_straight_typography_finds_curly_text(store: Store) -> None:
    made = store.add_note(DOCUMENT, "sec. 1", "x", quote='the "Gate Cameras Act"')
    assert made.targets[0].quote == "the “Gate Cameras Act”"


def test_an_unknown_quote_shows_what_is_nearest(store: Store) -> None:
    with pytest.raises(
        QuoteNotFound, match=r"sec\. 2\(b\) does not say '15 days after it was taken'.*14 days"
    ):
        store.add_note(DOCUMENT, "sec. 2(b)", "x", quote="15 days after it was taken")
    assert store.documents() == ()


def test_a_repeated_quote_asks_which_one(store: Store) -> None:
    with pytest.raises(QuoteRepeated, match=r"stands 3 times in sec\. 2; say which occurrence: 1 ") as caught:
        store.add_note(DOCUMENT, "sec. 2", "x", quote="image")
    assert len(caught.value.places) == 3
    third = store.add_note(DOCUMENT, "sec. 2", "x", quote="image", occurrence=3)
    assert third.targets[0].address == "s2/c"
    with pytest.raises(QuoteRepeated):
        store.add_note(DOCUMENT, "sec. 2", "x", quote="image", occurrence=4)
    by_prefix = store.add_note(DOCUMENT, "sec. 2", "x", quote="image", prefix="collect a facial")
    assert by_prefix.targets[0].address == "s2/a"


def test_notes_are_found_by_what_is_asked(store: Store) -> None:
    store.define_tag("data")
    store.define_tag("retention", parent="data")
    store.add_note(DOCUMENT, "sec. 2(b)", "Keeping images", tags=["retention"], author="ann")
    store.add_note(DOCUMENT, "sec. 2", "The whole section", tags=["Data"], author="ben")
    store.add_note(DOCUMENT, "sec. 3(a)", "Reported errors", author="ann")
    assert bodies(store, address="s2") == ["Keeping images", "The whole section"]
    assert bodies(store, tag="data") == ["Keeping images", "The whole section"]
    assert bodies(store, tag="RETENTION") == ["Keeping images"]
    assert bodies(store, author="ann") == ["Keeping images", "Reported errors"]
    assert bodies(store, text="report error") == ["Reported errors"]
    assert bodies(store, text='"keep" images* OR (') == []
    assert bodies(store, text="!?") == []
    store.resolve(store.notes(author="ben")[0].id)
    assert bodies(store, state="open") == ["Keeping images", "Reported errors"]
    with pytest.raises(NoSuchEntry, match="did you mean retention"):
        store.notes(tag="retentoin")


def test_the_beginning_of_an_id_is_enough_if_only_one_begins_so(store: Store) -> None:
    for name in ("abc-1", "abc-2", "abc"):
        store.add_note(DOCUMENT, "sec. 1", name, id=name)
    assert store.note("abc-1").body == "abc-1"
    assert store.note("abc").body == "abc"
    with pytest.raises(SeveralEntries):
        store.note("ab")
    for wrong in ("", "x", "ABC", "%", "a_c"):
        with pytest.raises(NoSuchEntry):
            store.note(wrong)


def test_adding_the_same_note_twice_changes_nothing(store: Store) -> None:
    one = store.add_note(DOCUMENT, "sec. 1", "x", id="n", tags=["a"], author="ann")
    assert store.add_note(DOCUMENT, "sec. 1", "x", id="n", tags=["A"], author="ann") == one
    assert len(store.notes()) == 1
    for other in ({"body": "y"}, {"tags": ["b"]}, {"author": "ben"}, {"at": "sec. 3"}):
        arguments = {"at": "sec. 1", "body": "x", "tags": ["a"], "author": "ann"} | other
        with pytest.raises(EntryExists):
            store.add_note(DOCUMENT, id="n", **arguments)  # type: ignore[arg-type]  # a mixed bag on purpose
    assert store.notes() == (one,)


def test_a_deleted_note_can_be_brought_back_and_history_tells_all(store: Store) -> None:
    note = store.add_note(DOCUMENT, "sec. 1", "first", id="n", author="ann")
    store.edit_note("n", body="second", tags=["t"], author="ben")
    store.delete_note("n", author="ben")
    assert store.notes() == ()
    assert [each.body for each in store.notes(deleted=True)] == ["second"]
    with pytest.raises(NoteError, match="was deleted"):
        store.add_note(DOCUMENT, "sec. 1", "first", id="n")
    store.restore_note("n", author="ann")
    assert store.note("n").targets == note.targets
    told = store.history("note", "n")
    assert [(line["action"], line["author"]) for line in told] == [
        ("add", "ann"),
        ("edit", "ben"),
        ("delete", "ben"),
        ("restore", "ann"),
    ]
    assert json.loads(told[1]["detail"])["body"] == {"before": "first", "after": "second"}


@pytest.mark.parametrize("body", ["", "  \n"])
def test_a_note_needs_a_body(store: Store, body: str) -> None:
    with pytest.raises(NoteError):
        store.add_note(DOCUMENT, "sec. 1", body)


def test_a_time_that_is_none_is_refused(store: Store) -> None:
    with pytest.raises(NoteError, match="is not a time"):
        store.add_note(DOCUMENT, "sec. 1", "x", created="last week")


def test_the_clock_can_be_fixed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert store.add_note(DOCUMENT, "sec. 1", "x").created == "2023-11-14T22:13:20Z"


@given(text=st.text(min_size=1).filter(str.strip), tag=st.text("abc ÄßŒ'\"%_", min_size=1).filter(str.strip))
def test_any_text_is_only_text(text: str, tag: str) -> None:
    text = text.encode("utf-8", "replace").decode(
        "utf-8"
    )  # no lone surrogates: no file or terminal gives them
    with _fresh() as store:
        made = store.add_note(DOCUMENT, "sec. 1", text, tags=[tag], author=text)
        assert store.note(made.id).body == text
        assert store.notes(tag=tag, author=text) == (made,)
        store.notes(text=text)


def _fresh() -> Store:
    """Open a new database that is gone when it is closed (an unlinked file)."""
    handle, name = tempfile.mkstemp()
    os.close(handle)
    store = Store(name)
    Path(name).unlink()
    return store


def test_hostile_text_comes_back_as_it_went_in(store: Store) -> None:
    made = store.add_note(DOCUMENT, "sec. 1", HOSTILE + "'; DROP TABLE notes; --", author=HOSTILE, id="n'1")
    assert store.note("n'1") == made
    assert store.notes(text="alert DROP") == (made,)


# The codebook.


def test_renaming_and_merging_tags_reaches_every_note(store: Store) -> None:
    store.define_tag("scope", definition="whom it reaches", colour="#AA00FF")
    store.define_tag("exempt", parent="scope")
    store.add_note(DOCUMENT, "sec. 1", "one", tags=["scope"])
    store.add_note(DOCUMENT, "sec. 2", "two", tags=["coverage", "exempt"])
    renamed = store.rename_tag("SCOPE", "Who is covered")
    assert (renamed.definition, renamed.colour) == ("whom it reaches", "#aa00ff")
    assert store.tag("exempt").parent == "Who is covered"
    store.merge_tags(["coverage"], "who is covered")
    assert [note.tags for note in store.notes(tag="Who is covered")] == [
        ("Who is covered",),
        ("Who is covered", "exempt"),
    ]
    assert store.tag_counts() == {"Who is covered": 2, "exempt": 1}
    with pytest.raises(EntryExists):
        store.rename_tag("exempt", "Who is COVERED")
    with pytest.raises(NoteError, match="belongs under"):
        store.merge_tags(["who is covered"], "exempt")


def test_no_tag_stands_below_itself(store: Store) -> None:
    store.define_tag("a")
    store.define_tag("b", parent="a")
    store.define_tag("c", parent="b")
    with pytest.raises(NoteError, match="stands below it"):
        store.define_tag("a", parent="c")
    assert store.tag("a").parent == ""


@pytest.mark.parametrize(
    ("name", "colour"), [("a;b", ""), (" ", ""), ("a", "red"), ("a", "#12345"), ("a\x1bb", "")]
)
def test_a_tag_that_is_none_is_refused(store: Store, name: str, colour: str) -> None:
    with pytest.raises(NoteError):
        store.define_tag(name, colour=colour)


# Links.


def test_links_tie_two_documents(store: Store) -> None:
    act = document(NEW)
    store.add_document(DOCUMENT)
    store.add_document(act)
    ends = place(DOCUMENT, "sec. 2(a)"), place(act, "sec. 3(a)")
    made = store.add_link(*ends, "funded by", author="ann", id="l1")
    assert store.add_link(*ends, "funded by", author="ann", id="l1") == made
    assert store.links(act, address="s3/a") == (made,)
    assert store.links(act, address="s2/a") == ()
    with pytest.raises(EntryExists):
        store.add_link(*ends, "pays for", id="l1")
    store.delete_link("l")
    assert store.links() == ()
    assert json.loads(store.history("link", "l1")[-1]["detail"])["relation"] == "funded by"


def test_a_link_to_an_unknown_document_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        store.add_link(place(DOCUMENT, "sec. 1"), place(DOCUMENT, "sec. 2"), "see")
    assert store.links() == ()


# Exchange.


def test_export_and_import_lose_nothing_and_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    store.define_tag("data", definition="d", colour="#112233")
    store.define_tag("all", definition="parent that sorts before its child")
    store.define_tag("all", parent="data")
    store.add_note(DOCUMENT, "sec. 2", HOSTILE, quote="14 days", tags=["all"], author="ann", id="a:b/ü")
    store.resolve("a:b")
    store.add_link(place(DOCUMENT, "sec. 1"), place(DOCUMENT, "sec. 2"), "see", note="n", id="l:1")
    text = export_jsonld(store)
    file = tmp_path / "out.json"
    file.write_text(text, encoding="utf-8")
    with Store(tmp_path / "other.db") as other:
        assert import_jsonld(other, file).added == 2
        assert import_jsonld(other, file).added == 0
        assert export_jsonld(other) == text
        other.add_document(DOCUMENT)
        assert len(other.notes(DOCUMENT, address="s2")) == 1
        other.edit_note("a:b", body="mine")
        assert import_jsonld(other, file).conflicts == (
            "there is a note 'a:b/ü' already, and it says something else; left as it is",
        )
        assert other.note("a:b").body == "mine"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"first": {"items": [1]}}',
        '{"first": {"items": [{"motivation": "commenting"}]}}',
    ],
)
def test_what_is_no_export_is_refused_whole(store: Store, tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.json"
    file.write_text(text)
    with pytest.raises(NoteError, match=r"bad\.json: is not"):
        import_jsonld(store, file)
    assert store.notes() == ()


# The file.


def test_the_file_is_usable_with_other_tools(store: Store, path: Path) -> None:
    store.add_note(DOCUMENT, "sec. 2(b)", "x", quote="14 days", tags=["b", "a"], author="ann")
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT citation, quote, tags, author FROM notes_in_full").fetchall() == [
            ("sec. 2(b)", "14 days", "a; b", "ann")
        ]
        assert other.execute("SELECT tag, notes FROM tags_by_document").fetchall() == [("a", 1), ("b", 1)]
        for view in ("orphaned_notes", "links_in_full"):
            assert other.execute(f"SELECT * FROM {view}").fetchall() == []  # noqa: S608 - names of the schema
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_settings_that_keep_notes_safe_are_in_force(store: Store) -> None:
    values = {
        name: store._rows(f"PRAGMA {name}")[0] for name in ("journal_mode", "synchronous", "foreign_keys")
    }
    assert [next(iter(row.values())) for row in values.values()] == ["wal", 2, 1]


def make(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        for statement in statements:
            made.execute(statement)


def test_a_missing_file_is_only_made_when_wanted(path: Path) -> None:
    with pytest.raises(StoreError, match="there is no such database"):
        Store(path, create=False)
    assert not path.exists()
    with pytest.raises(StoreError, match="its folder does not exist"):
        Store(path / "x" / "y.db")


def test_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a directory"):
        Store(tmp_path)


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("<bill/>")
    with pytest.raises(StoreError, match="is not an SQLite database"):
        Store(path)
    assert path.read_text() == "<bill/>"


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE t (x)", "PRAGMA application_id = 7", "PRAGMA user_version = 1"]
)
def test_a_database_of_another_program_is_refused_and_left_alone(path: Path, statement: str) -> None:
    make(path, statement, "CREATE TABLE IF NOT EXISTS t (x)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="of another program"):
        Store(path)
    assert path.read_bytes() == before


def test_a_newer_schema_is_refused_and_left_alone(path: Path) -> None:
    Store(path).close()
    make(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}", "PRAGMA journal_mode = DELETE")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="written by a newer lawdiff"):
        Store(path)
    assert path.read_bytes() == before


def test_an_older_schema_is_updated_and_a_copy_kept(path: Path) -> None:
    make(path, *MIGRATIONS[0], f"PRAGMA application_id = {APPLICATION_ID}", "PRAGMA user_version = 1")
    make(
        path,
        "INSERT INTO notes (id, body, author, created, updated, state) VALUES ('n', 'kept', 'a', '', '', 'open')",
    )
    old = dict(_contents(path))
    with Store(path) as store:
        assert [note.body for note in store.notes(text="kept")] == ["kept"]
    copy = path.with_name("notes.db.schema1.backup")
    assert dict(_contents(copy)) == old
    with closing(sqlite3.connect(copy)) as made:
        assert made.execute("PRAGMA user_version").fetchone() == (1,)
    assert not list(path.parent.glob("*.part"))
    Store(path).close()
    assert len(list(path.parent.glob("*.backup*"))) == 1


def _contents(path: Path) -> Iterator[tuple[str, list[object]]]:
    with closing(sqlite3.connect(path)) as made:
        names = [name for (name,) in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            yield name, list(made.execute(f'SELECT * FROM "{name}"'))  # noqa: S608 - names of the schema


def test_a_migration_that_fails_leaves_the_older_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(path, *MIGRATIONS[0], f"PRAGMA application_id = {APPLICATION_ID}", "PRAGMA user_version = 1")
    old = dict(_contents(path))
    broken = (MIGRATIONS[0], (*MIGRATIONS[1][:3], "CREATE TABLE notes (x)"))
    monkeypatch.setattr(connection, "MIGRATIONS", broken)
    with pytest.raises(StoreError, match="already exists"):
        Store(path)
    assert dict(_contents(path)) == old
    with closing(sqlite3.connect(path)) as made:
        assert made.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_damaged_file_gets_one_line(path: Path) -> None:
    with Store(path) as store:
        for number in range(200):
            store.add_note(DOCUMENT, "sec. 1", f"note {number} " + "x" * 500)
    data = bytearray(path.read_bytes())
    data[5 * 4096 : -4096] = b"\xff" * (len(data) - 6 * 4096)
    path.write_bytes(data)
    with pytest.raises(StoreError, match=r"notes\.db: is damaged") as caught, Store(path) as store:
        store.notes()
    assert "\n" not in str(caught.value)


def test_a_read_only_file_can_be_read_and_says_why_it_is_not_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(path) as store:
        store.add_note(DOCUMENT, "sec. 1", "kept")
    path.chmod(0o444)
    # The superuser may write to any file: what access() answers stands in for the permission.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Store(path, create=False) as store:
        assert [note.body for note in store.notes()] == ["kept"]
        with pytest.raises(StoreError, match="it is read-only"):
            store.add_note(DOCUMENT, "sec. 1", "lost")


# What may happen to a process.

WRITER = """
import sys
sys.path.insert(0, {tests!r})
from builders import OLD, document
from lawdiff.annotations.store import Store
who, count = sys.argv[2], int(sys.argv[3])
on = document(OLD)
with Store(sys.argv[1]) as store:
    for number in range(count):
        note = store.add_note(on, "sec. 2(b)", f"{{who}} {{number}}", tags=[who, "all"], id=f"{{who}}-{{number}}")
        print(note.id, flush=True)
"""


def writer(path: Path, who: str, count: int) -> subprocess.Popen[str]:
    program = WRITER.format(tests=str(TESTS))
    return subprocess.Popen(
        [sys.executable, "-c", program, str(path), who, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("acknowledged", [1, 7, 40])
def test_a_killed_process_loses_no_acknowledged_note(path: Path, acknowledged: int) -> None:
    process = writer(path, "w", 100_000)
    assert process.stdout is not None
    said = [process.stdout.readline().strip() for _ in range(acknowledged)]
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    said += rest.split()
    with Store(path, create=False) as store:
        kept = {note.id for note in store.notes()}
        assert set(said) <= kept
        assert len(kept) - len(said) <= 1  # one may have been written and not yet been said
        assert len(store.notes(text="w")) == len(kept)  # the index went with the notes
        assert [row["integrity_check"] for row in store._rows("PRAGMA integrity_check")] == ["ok"]
        store.add_note(DOCUMENT, "sec. 1", "and on")


def test_eight_writers_at_once_lose_nothing(path: Path) -> None:
    writers = [writer(path, f"w{number}", 12) for number in range(8)]
    results = [process.communicate(timeout=60) for process in writers]
    assert [error for _, error in results] == [""] * 8
    said = {name for out, _ in results for name in out.split()}
    assert len(said) == 8 * 12
    with Store(path, create=False) as store:
        assert {note.id for note in store.notes()} == said
        assert len(store.documents()) == 1
        assert store.tag_counts()["all"] == 8 * 12


FULL = """
import sys
sys.path.insert(0, {tests!r})
from builders import OLD, document
from lawdiff.annotations.store import Store
from lawdiff.parsers import LawdiffError
on = document(OLD)
with Store(sys.argv[1]) as store:
    for number in range(10_000):
        try:
            print(store.add_note(on, "sec. 1", "x" * 3000, id=f"n{{number:05}}").id, flush=True)
        except LawdiffError as error:
            print(error, file=sys.stderr)
            sys.exit(2)
"""


def test_a_full_disk_keeps_what_was_acknowledged(path: Path) -> None:
    """The limit on a file's size stands in for the disk's: SQLite sees the same failing write."""
    Store(path).close()
    limit = 600_000
    program = FULL.format(tests=str(TESTS))
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "notes.db: cannot be" in done.stderr
    said = done.stdout.split()
    assert said
    with Store(path, create=False) as store:
        assert [note.id for note in store.notes()] == said


def test_a_full_database_changes_nothing(store: Store) -> None:
    store.add_note(DOCUMENT, "sec. 1", "kept")
    pages = store._rows("PRAGMA page_count")[0]["page_count"]
    store._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="the disk is full; nothing was changed"):
        store.add_note(DOCUMENT, "sec. 1", "x" * 100_000, tags=["new"])
    assert bodies(store) == ["kept"]
    assert store.tags() == ()
    store._db.execute("PRAGMA max_page_count = 1000000")
    store.add_note(DOCUMENT, "sec. 1", "and on")


def test_a_writer_that_holds_on_too_long_is_named(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with (
        store.transaction(),
        Store(path) as other,
        pytest.raises(StoreError, match="is busy: another program"),
    ):
        other.add_note(DOCUMENT, "sec. 1", "x")


def test_a_transaction_happens_whole_or_not_at_all(store: Store) -> None:
    def two_notes() -> None:
        with store.transaction():
            store.add_note(DOCUMENT, "sec. 1", "one")
            store.add_note(DOCUMENT, "sec. 1", "two", quote="nowhere")

    with pytest.raises(QuoteNotFound):
        two_notes()
    assert store.notes() == ()
    assert store.history() == ()
