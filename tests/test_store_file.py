"""The file that holds the notes: refused, migrated, killed, full or shared, nothing acknowledged is lost."""

from __future__ import annotations

import errno
import fcntl
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import OLD, document

from lawdiff.annotations import connection
from lawdiff.annotations.errors import QuoteNotFound, StoreError
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


def bodies(store: Store) -> list[str]:
    return [note.body for note in store.notes(DOCUMENT)]


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
        with pytest.raises(StoreError, match="it or its folder is read-only"):
            store.add_note(DOCUMENT, "sec. 1", "lost")


# Where a file may lie.


def _without_shared_memory(patch: pytest.MonkeyPatch) -> None:
    """Open databases as on a network drive: SQLite's own `unix-dotfile` has locks, and no memory to share."""
    connect_ = sqlite3.connect

    def connect(name: str, **options: Any) -> Any:
        return connect_(f"{name}&vfs=unix-dotfile" if options.get("uri") else name, **options)

    patch.setattr(sqlite3, "connect", connect)


@pytest.mark.parametrize("made", ["here", "elsewhere"])
def test_without_shared_memory_there_is_a_rollback_journal_and_nothing_is_lost(path: Path, made: str) -> None:
    if made == "elsewhere":
        with Store(path) as store:
            store.add_note(DOCUMENT, "sec. 1", "from a local disk", id="first")
            copy = path.with_name("copy.db")
            for end in ("", "-wal"):  # copied while it was open: the note stands in the log
                copy.with_name(copy.name + end).write_bytes(path.with_name(path.name + end).read_bytes())
            path = copy
    with pytest.MonkeyPatch.context() as patch:
        _without_shared_memory(patch)
        with Store(path) as store:
            store.add_note(DOCUMENT, "sec. 2", "here", id="second")
            assert store._db.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
            assert store._db.execute("PRAGMA synchronous").fetchone()[0] == 2
        with Store(path, create=False) as store:
            assert [note.id for note in store.notes()][-1] == "second"
    with Store(path, create=False) as store:  # back on a local disk
        kept = [note.id for note in store.notes()]
    assert kept == (["second"] if made == "here" else ["first", "second"])


def test_a_file_system_without_locks_is_refused_and_the_file_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fcntl, "lockf", refuse)
        with pytest.raises(StoreError, match="file system without locks"):
            Store(path)
        assert not path.exists()
    with Store(path) as store:
        store.add_note(DOCUMENT, "sec. 1", "kept")
    before = path.read_bytes()
    monkeypatch.setattr(fcntl, "lockf", refuse)
    with pytest.raises(StoreError, match="file system without locks"):
        Store(path)
    assert path.read_bytes() == before


def test_a_folder_that_nothing_can_be_written_to_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(type(path), "touch", refuse)
    with pytest.raises(StoreError, match=r"notes\.db: cannot be made \(Read-only file system\)"):
        Store(path)


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
    results = [process.communicate(timeout=600) for process in writers]
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
