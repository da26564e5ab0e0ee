"""Opening the one file that holds the notes: guarded, migrated, and every failure one clear line.

The journal is a write-ahead log (readers never wait for a writer) and `synchronous` is FULL: once a command has
said that a note is written, it survives a killed process and a power cut (https://sqlite.org/pragma.html).

The log needs memory that processes share through a file, which network drives do not have. There the journal is a
rollback journal: as safe, but readers wait for a writer. Where a file system has no locks, nothing is safe, and the
database is refused.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from sqlite_utils import Database

from lawdiff.annotations.errors import StoreError
from lawdiff.annotations.schema import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

BUSY_SECONDS = 30.0
"""How long a writer waits for another: a transaction here takes milliseconds, a backup or a long import seconds."""

_WAL_TRIES = 100
_WAL_PAUSE = 0.05
"""SQLite does not wait when two processes switch a new file to the write-ahead log at once: try for five seconds."""

_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""What a file system that keeps no locks answers (fcntl(2), nfs(5): ``nolock``)."""

_NO_MEMORY = ("SQLITE_IOERR_SHM", "SQLITE_CANTOPEN", "SQLITE_READONLY_CANT")
"""Beginnings of what SQLite calls its errors where no memory can be shared (https://sqlite.org/rescode.html)."""

_MAGIC = b"SQLite format 3\0"

_REASONS = (
    ("locked", f"is busy: another program has been writing to it for more than {BUSY_SECONDS:.0f} seconds"),
    ("busy", f"is busy: another program has been writing to it for more than {BUSY_SECONDS:.0f} seconds"),
    ("full", "cannot be written: the disk is full; nothing was changed"),
    ("readonly", "cannot be written: it or its folder is read-only"),
    ("not a database", "is not an SQLite database"),
    ("malformed", "is damaged (SQLite: {}); restore a copy, or try `sqlite3 FILE .recover`"),
    ("disk i/o", "cannot be read or written (SQLite: {}); nothing was changed"),
    ("unable to open", "cannot be opened"),
)


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into one clear line that names the file.

    Raises:
        StoreError: in place of any `sqlite3.Error`.
    """
    try:
        yield
    except sqlite3.Error as error:
        message = str(error)
        lowered = message.casefold()
        for sign, reason in _REASONS:
            if sign in lowered:
                raise StoreError(str(path), reason.format(message)) from error
        raise StoreError(str(path), f"SQLite says: {message}") from error


def connect(path: Path, *, create: bool) -> Database:
    """Open the database, make it where it is missing and wanted, and bring an older one up to date.

    Args:
        path: the file.
        create: whether to make it where there is none.

    Raises:
        StoreError: it is missing, not a database, another program's, damaged, newer, or cannot be opened.
    """
    _look_first(path, create=create)
    writable = os.access(path, os.W_OK)
    with speaking(path):
        connection = _open(path, "rw" if writable else "ro")
        try:
            if writable:
                connection = _with_journal(connection, path)
            _prepare(Database(connection), path, writable=writable)
        except BaseException:
            connection.close()
            raise
        return Database(connection)


def _open(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    if mode == "ro" and not _readable(uri) and _nothing_in_log(path):
        uri += "&immutable=1"  # a folder that is read-only as well has no room for SQLite's shared memory
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _readable(uri: str) -> bool:
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            return False
    return True


def _nothing_in_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return not log.exists() or log.stat().st_size == 0


def _look_first(path: Path, *, create: bool) -> None:
    """Say in plain words what SQLite would only call 'unable to open database file'."""
    name = str(path)
    if path.is_dir():
        raise StoreError(name, "is a directory, not a database file")
    if not path.exists():
        if not create:
            raise StoreError(name, "there is no such database; `lawdiff note add` makes one")
        if not path.absolute().parent.is_dir():
            raise StoreError(name, "cannot be made: its folder does not exist")
        _make(path)
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
            locks = _has_locks(file)
    except OSError as error:
        raise StoreError(name, f"cannot be read ({error.strerror})") from error
    if start and start != _MAGIC:
        raise StoreError(name, "is not an SQLite database")
    if not locks:
        if not start:
            path.unlink()  # it was made a moment ago
        reason = (
            "is on a file system without locks, where two writers would damage it; keep it on another one"
        )
        raise StoreError(name, reason)


def _make(path: Path) -> None:
    """Make an empty file, which is an empty database, unless another process was faster."""
    try:
        path.touch()
    except OSError as error:
        raise StoreError(str(path), f"cannot be made ({error.strerror})") from error


def _has_locks(file: IO[bytes]) -> bool:
    """Return whether a file can be locked; Windows always can."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.lockf(
            file, fcntl.LOCK_SH | fcntl.LOCK_NB, 1
        )  # its first byte: SQLite's locks are behind the first GB
    except OSError as error:
        return error.errno not in _NO_LOCKS
    return True


def _prepare(db: Database, path: Path, *, writable: bool) -> None:
    db.execute("BEGIN")  # one look at one moment: another process may be making the file right now
    try:
        version = _check(db, path)
    finally:
        db.execute("ROLLBACK")
    if not writable:
        if version < SCHEMA_VERSION:
            raise StoreError(str(path), f"has the older schema {version} and is read-only: cannot be updated")
        return
    db.execute("PRAGMA synchronous = FULL")
    if version < SCHEMA_VERSION:
        migrate(db, path)


def _check(db: Database, path: Path) -> int:
    """Return the version of the schema, 0 for a new file, or refuse what is not ours or not yet ours."""
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    application = int(db.execute("PRAGMA application_id").fetchone()[0])
    tables = int(db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if application != APPLICATION_ID and (version or application or tables):
        raise StoreError(str(path), "is an SQLite database of another program")
    if version > SCHEMA_VERSION:
        reason = f"was written by a newer lawdiff (schema {version}; this one knows {SCHEMA_VERSION})"
        raise StoreError(str(path), reason)
    return version


def _with_journal(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """Return the connection, or a new one, with a write-ahead log, or a rollback journal where there can be no log.

    A database that was given a rollback journal keeps it.
    """
    try:
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            _use_log(connection)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith(_NO_MEMORY):
            raise
        connection.close()
        _leave_log(path)
        return _open(path, "rw")
    return connection


def _leave_log(path: Path) -> None:
    """Switch to a rollback journal; who holds the file alone needs no shared memory to read the log."""
    with closing(_open(path, "rw")) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the log is read here
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()  # and goes into the file


def _use_log(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log."""
    for attempt in range(_WAL_TRIES):
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or attempt == _WAL_TRIES - 1:
                raise
            time.sleep(_WAL_PAUSE)
        else:
            return


def migrate(db: Database, path: Path) -> None:
    """Apply the migrations that the file lacks, in one transaction, with a copy of an older file beside it first.

    The copy is called ``<file>.schema<version>.backup``.

    Raises:
        StoreError: the older file is damaged, or the copy cannot be written.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        version = _check(db, path)  # again, behind the lock: another process may have been faster
        if 0 < version < SCHEMA_VERSION:
            _back_up(path, version)
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.execute("COMMIT")
    except BaseException:
        if db.conn.in_transaction:
            db.execute("ROLLBACK")
        raise


def _back_up(path: Path, version: int) -> None:
    """Copy an older file through SQLite's backup interface, whole or not at all; never over an earlier copy."""
    name = f"{path.name}.schema{version}.backup"
    copy = path.with_name(name)
    number = 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{name}{number}")
    part = copy.with_name(copy.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with closing(_open(path, "rw")) as source, closing(sqlite3.connect(part)) as target:
            problems = source.execute("PRAGMA quick_check(1)").fetchone()[0]
            if problems != "ok":
                raise StoreError(str(path), f"is damaged (SQLite: {problems}); nothing was changed")
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        part.rename(copy)
    finally:
        part.unlink(missing_ok=True)
