"""The index of a corpus: it says what is in the folder, whoever built it, and however often that was stopped."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from folders import Threads, numbered, quiet, write_bills

from lawdiff.corpora.errors import CannotRun
from lawdiff.corpora.index_file import default_path, opened
from lawdiff.corpora.indexing import SourceFile, update

if TYPE_CHECKING:
    from pathlib import Path

TABLES = {
    "documents": "SELECT sha256, title, text, stage FROM documents ORDER BY 1",
    "files": "SELECT path, sha256, unread FROM files ORDER BY 1",
    "sections": "SELECT sha256, place, digest, address, citation, heading FROM sections"
    " JOIN documents ON document = documents.key JOIN passages ON passage = passages.key ORDER BY 1, 2",
    "postings": "SELECT fingerprint, digest FROM postings JOIN passages ON passage = key ORDER BY 1, 2",
    "passages": "SELECT digest, fingerprints, words FROM passages ORDER BY 1",
    "meta": "SELECT * FROM meta ORDER BY 1",
}


def built(folder: Path, index: Path) -> list[str]:
    """Bring an index up to date; return which files were read."""
    with Threads() as workers, opened(index, folder) as db:
        update(db, folder, workers, quiet)
        return sorted(task.path for task in workers.asked if isinstance(task, SourceFile))


def content(index: Path) -> dict[str, list[object]]:
    """Return what an index says, in words that do not depend on the order of building."""
    with closing(sqlite3.connect(index)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        return {name: db.execute(query).fetchall() for name, query in TABLES.items()}


@pytest.fixture
def bills(tmp_path: Path) -> Path:
    return write_bills(tmp_path / "bills", 4)


def test_only_what_is_new_is_read_and_what_is_gone_goes(bills: Path, tmp_path: Path) -> None:
    index = tmp_path / "index.db"
    assert len(built(bills, index)) == 8
    assert built(bills, index) == []
    (bills / "a1.xml").write_bytes(numbered(1, "Enrolled-Bill"))
    (bills / "new.xml").write_bytes(numbered(77, "Enrolled-Bill", [("1", "Sea", [("a", "ferry " * 9)])]))
    (bills / "copy.xml").write_bytes((bills / "b1.xml").read_bytes())
    (bills / "bad.xml").write_bytes(b"<bill>")
    (bills / "b2.xml").unlink()
    (bills / "b3.xml").rename(bills / "moved.xml")
    assert built(bills, index) == ["a1.xml", "bad.xml", "new.xml"]
    built(bills, tmp_path / "fresh.db")
    assert content(index) == content(tmp_path / "fresh.db")
    (bills / "new.xml").unlink()
    assert built(bills, index) == []
    built(bills, tmp_path / "fresher.db")
    assert content(index) == content(tmp_path / "fresher.db")


def test_a_file_that_becomes_readable_is_read(bills: Path, tmp_path: Path) -> None:
    (bills / "bad.xml").write_bytes(b"<bill>")
    built(bills, tmp_path / "index.db")
    assert built(bills, tmp_path / "index.db") == []
    (bills / "bad.xml").write_bytes(numbered(9, "Enrolled-Bill"))
    assert built(bills, tmp_path / "index.db") == ["bad.xml"]
    assert {row[2] for row in content(tmp_path / "index.db")["files"] if isinstance(row, tuple)} == {""}


def command(bills: Path, index: Path, *more: str) -> list[str]:
    arguments = ["similar", str(bills / "a1.xml"), str(bills), "--index", str(index), "--format", "json"]
    return [sys.executable, "-m", "lawdiff", *arguments, *more]


def test_an_index_whose_building_was_killed_goes_on(tmp_path: Path) -> None:
    bills = write_bills(tmp_path / "bills", 40)
    index = tmp_path / "index.db"
    with subprocess.Popen(command(bills, index, "--jobs", "1"), stderr=subprocess.PIPE, text=True) as killed:
        assert killed.stderr is not None
        for line in killed.stderr:
            if line.startswith("[50/80]"):
                break
        killed.kill()
    left = built(bills, index)
    assert len(left) <= 40  # what was committed before is not read again
    built(bills, tmp_path / "fresh.db")
    assert content(index) == content(tmp_path / "fresh.db")


def test_two_processes_build_one_index(bills: Path, tmp_path: Path) -> None:
    index = tmp_path / "index.db"
    both = [
        subprocess.Popen(command(bills, index), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    answers = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], answers
    assert answers[0][0] == answers[1][0]
    built(bills, tmp_path / "fresh.db")
    assert content(index) == content(tmp_path / "fresh.db")


def test_an_index_of_another_version_is_made_anew(bills: Path, tmp_path: Path) -> None:
    index = tmp_path / "index.db"
    built(bills, index)
    before = content(index)
    with closing(sqlite3.connect(index)) as db, db:
        db.execute("UPDATE meta SET value = '0/0.0' WHERE name = 'made by'")
        db.execute("UPDATE documents SET title = 'an older title'")
    assert len(built(bills, index)) == 8
    assert content(index) == before


def test_what_is_no_index_of_this_folder_is_refused(bills: Path, tmp_path: Path) -> None:
    text, other, own = tmp_path / "text", tmp_path / "other.db", tmp_path / "own.db"
    text.write_text("no database at all, and long enough to be taken for one" * 40, "utf-8")
    with closing(sqlite3.connect(other)) as db, db:
        db.execute("CREATE TABLE things (name TEXT)")
    built(bills, own)
    elsewhere = write_bills(tmp_path / "elsewhere", 1)
    for path, folder, said in (
        (text, bills, "is not an index"),
        (other, bills, "is an SQLite database of another program"),
        (own, elsewhere, "is the index of "),
        (tmp_path, bills, "unable to open"),
    ):
        with pytest.raises(CannotRun, match=said):
            built(folder, path)
    assert text.read_text("utf-8").startswith("no database")


def test_the_index_stands_in_the_cache_and_not_in_the_folder(bills: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    before = sorted(bills.iterdir())
    done = subprocess.run(
        [sys.executable, "-m", "lawdiff", "similar", str(bills / "a1.xml"), str(bills), "-q"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(bills.iterdir()) == before
    (made,) = (tmp_path / "cache" / "lawdiff" / "similar").glob("*.db")
    assert made.name == default_path(bills).name
