"""The index of a corpus: one SQLite file that can be made anew from the corpus at any time.

The journal is a write-ahead log, so that those who ask do not wait for one who builds; what was committed survives a
killed process. An index of another version is emptied, for nothing in it cannot be found again.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from lawdiff.corpora.errors import CannotRun
from lawdiff.corpora.pair import file_name
from lawdiff.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION_ID = 0x6C61_7773
"""``laws`` in ASCII: marks a file as an index of lawdiff's (PRAGMA application_id)."""

INDEX_VERSION = 1
"""Raised when the tables or what is put into them changes."""

BUSY_SECONDS = 60.0
"""How long a writer waits for another one: what one writes at a time takes less than a second."""

CACHE_KIB = 65_536
"""Memory for pages of the file: postings are written all over it, and with SQLite's 2 MiB each is read and written
many times."""

TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE files (
    path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, unread TEXT NOT NULL DEFAULT '') WITHOUT ROWID""",
    "CREATE INDEX files_by_content ON files (sha256)",
    """CREATE TABLE documents (
    key INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL, text TEXT NOT NULL, stage TEXT NOT NULL)""",
    """CREATE TABLE passages (
    key INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, fingerprints INTEGER NOT NULL, words BLOB NOT NULL)""",
    """CREATE TABLE sections (
    document INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    passage INTEGER NOT NULL REFERENCES passages(key),
    address TEXT NOT NULL, citation TEXT NOT NULL, heading TEXT NOT NULL,
    PRIMARY KEY (document, place)) WITHOUT ROWID""",
    "CREATE INDEX sections_by_passage ON sections (passage)",
    """CREATE TABLE postings (
    fingerprint INTEGER NOT NULL, passage INTEGER NOT NULL, PRIMARY KEY (fingerprint, passage)) WITHOUT ROWID""",
)
NAMES = ("postings", "sections", "passages", "documents", "files", "meta")
"""The tables, those that refer to others first."""


def default_path(corpus: Path) -> Path:
    """Return where the index of a folder is kept: in the user's cache (XDG Base Directory Specification)."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    whole = str(corpus.resolve())
    name = f"{file_name([corpus.resolve().name])[:40]}-{sha256(whole.encode()).hexdigest()[:12]}.db"
    return cache / "lawdiff" / "similar" / name


@contextmanager
def opened(path: Path, corpus: Path) -> Iterator[sqlite3.Connection]:
    """Open the index of a folder, make it where there is none, and empty one that another version made.

    Raises:
        CannotRun: the file is something else, belongs to another folder, is damaged, or cannot be written.
    """
    with speaking(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as db:
            _prepare(db, path, str(corpus.resolve()))
            yield db


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Turn errors of SQLite into one clear line that names the file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        said = str(error)
        if "not a database" in said:
            raise CannotRun(str(path), "is not an index; name another file with --index") from error
        if "malformed" in said:
            raise CannotRun(str(path), "the index is damaged; delete it, and it is built anew") from error
        raise CannotRun(str(path), f"the index cannot be used (SQLite: {said})") from error


@contextmanager
def writing(db: sqlite3.Connection) -> Iterator[None]:
    """Do all that is inside at once or not at all."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _prepare(db: sqlite3.Connection, path: Path, corpus: str) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    with writing(db):
        application = int(db.execute("PRAGMA application_id").fetchone()[0])
        tables = int(db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
        if application != APPLICATION_ID and (application or tables):
            raise CannotRun(str(path), "is an SQLite database of another program")
        made_by = f"{INDEX_VERSION}/{__version__}"
        known = dict(db.execute("SELECT name, value FROM meta")) if tables else {}
        if known.get("corpus", corpus) != corpus:
            raise CannotRun(str(path), f"is the index of {known['corpus']}; name another file with --index")
        if known.get("made by") != made_by:
            for name in NAMES if tables else ():
                db.execute(f"DROP TABLE {name}")
            for statement in TABLES:
                db.execute(statement)
            db.executemany("INSERT INTO meta VALUES (?, ?)", [("made by", made_by), ("corpus", corpus)])
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA cache_size = {-CACHE_KIB}")
    db.execute("PRAGMA journal_mode = WAL").fetchone()
    db.execute("PRAGMA synchronous = NORMAL")  # a power cut may cost the last files, which are read again
