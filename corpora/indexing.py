"""Bringing the index of a folder up to date: new and changed files are read, by SHA-256; what is gone is taken out."""

from __future__ import annotations

import zlib
from array import array
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from lawdiff.corpora.folder import xml_files
from lawdiff.corpora.index_file import writing
from lawdiff.corpora.passage import Passage, sections_of
from lawdiff.corpora.version import text_of, why_unread
from lawdiff.corpora.workers import completed, said
from lawdiff.parsers import LawdiffError, parse_bytes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lawdiff.corpora.workers import Workers

FILES_PER_COMMIT = 20
"""Files that are written in one transaction: a run that is killed has to read so many again, and another one that
builds the same index waits no longer than their writing takes."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file on its way to a worker: its path from the folder, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A document on its way back.

    Attributes:
        sha256: of the file.
        unread: why it cannot be read, in one line; else empty, and all below is filled.
        title, text, stage: of the document.
        sections: address, citation, heading and digest of each, in order.
        passages: of each the digest, the packed words, and the fingerprints as unsigned numbers of 64 bits.
    """

    sha256: str
    unread: str = ""
    title: str = ""
    text: str = ""
    stage: str = ""
    sections: tuple[tuple[str, str, str, bytes], ...] = ()
    passages: tuple[tuple[bytes, bytes, bytes], ...] = ()


def packed(passage: Passage) -> bytes:
    """Return the words of a passage as they are kept."""
    return zlib.compress(passage.text.encode(), 6)


def unpacked(data: bytes) -> Passage:
    """Return a passage from what was kept of it."""
    return Passage(tuple(zlib.decompress(data).decode().split(" ")))


def read_file(file: SourceFile) -> ReadFile:
    """Read a document and take from it what the index holds."""
    digest = sha256(file.data).hexdigest()
    try:
        document = parse_bytes(file.data, file.path)
    except LawdiffError as error:
        return ReadFile(digest, why_unread(error))
    sections = sections_of(document)
    passages = {section.passage.digest: section.passage for section in sections}
    return ReadFile(
        digest,
        "",
        document.title,
        text_of(document),
        document.identity.stage,
        tuple((s.unit.address, s.unit.citation, s.unit.heading, s.passage.digest) for s in sections),
        tuple(
            (key, packed(passage), array("Q", sorted(passage.fingerprints)).tobytes())
            for key, passage in passages.items()
        ),
    )


def update(
    db: sqlite3.Connection, root: Path, workers: Workers, tell: Callable[[int, int, str], None]
) -> None:
    """Make the index say what is in a folder now.

    Every file is hashed, and only contents that the index does not have are read. What was read is committed on the
    way, so that a run that is killed, or a second one at the same time, goes on from there.

    Args:
        db: the index, as `opened` gives it.
        root: the folder.
        workers: who reads.
        tell: told after each file that was read.
    """
    _Update(db, root, workers, tell).run()


class _Update:
    """One run: the files that are there, and those that were read and are not written yet."""

    def __init__(
        self, db: sqlite3.Connection, root: Path, workers: Workers, tell: Callable[[int, int, str], None]
    ) -> None:
        self.db = db
        self.root = root
        self.workers = workers
        self.tell = tell
        self.here: dict[str, str] = {}
        self.waiting: list[tuple[str, ReadFile]] = []

    def run(self) -> None:
        paths = list(xml_files(self.root))
        for done, (file, answer) in enumerate(completed(self.workers, read_file, self._new(paths)), start=1):
            read = answer if isinstance(answer, ReadFile) else ReadFile(self.here[file.path], said(answer))
            self.waiting.append((file.path, read))
            self.tell(done, len(paths), f"read {file.path}")
            if len(self.waiting) >= FILES_PER_COMMIT:
                self._write()
        self._write()
        with writing(self.db):
            self._forget()

    def _new(self, paths: list[Path]) -> Iterator[SourceFile]:
        """Yield the files whose content is not in the index, the same content once; note what is in each file."""
        indexed = {row[0] for row in self.db.execute("SELECT sha256 FROM documents")}
        unread = dict(self.db.execute("SELECT sha256, unread FROM files WHERE unread != ''"))
        for path in paths:
            name = path.relative_to(self.root).as_posix()
            try:
                data = path.read_bytes()
            except OSError as error:
                self.here[name] = ""
                self.waiting.append((name, ReadFile("", f"cannot be read ({error.strerror or error})")))
                continue
            digest = sha256(data).hexdigest()
            self.here[name] = digest
            if digest in indexed:
                continue
            if digest in unread:
                self.waiting.append((name, ReadFile(digest, unread[digest])))
                continue
            indexed.add(digest)
            yield SourceFile(name, data)

    def _write(self) -> None:
        if self.waiting:
            postings: list[tuple[int, int]] = []
            with writing(self.db):
                for path, read in self.waiting:
                    self.db.execute("REPLACE INTO files VALUES (?, ?, ?)", (path, read.sha256, read.unread))
                    if not read.unread:
                        self._insert(read, postings)
                postings.sort()  # neighbours in the tree are written together
                self.db.executemany("INSERT INTO postings VALUES (?, ?)", postings)
            self.waiting.clear()

    def _insert(self, read: ReadFile, postings: list[tuple[int, int]]) -> None:
        """Write a document, unless another run that builds the same index has done it; postings are left for later."""
        found = self.db.execute(
            "INSERT OR IGNORE INTO documents (sha256, title, text, stage) VALUES (?, ?, ?, ?)",
            (read.sha256, read.title, read.text, read.stage),
        )
        if not found.rowcount:
            return
        document = found.lastrowid
        keys: dict[bytes, int] = {}
        for digest, words, fingerprints in read.passages:
            numbers = array("Q")
            numbers.frombytes(fingerprints)
            made = self.db.execute(
                "INSERT OR IGNORE INTO passages (digest, fingerprints, words) VALUES (?, ?, ?)",
                (digest, len(numbers), words),
            )
            if made.rowcount and made.lastrowid is not None:
                keys[digest] = made.lastrowid
                postings += ((number, made.lastrowid) for number in numbers)
            else:
                row = self.db.execute("SELECT key FROM passages WHERE digest = ?", (digest,)).fetchone()
                keys[digest] = int(row[0])
        self.db.executemany(
            "INSERT INTO sections VALUES (?, ?, ?, ?, ?, ?)",
            (
                (document, place, keys[digest], address, citation, heading)
                for place, (address, citation, heading, digest) in enumerate(read.sections)
            ),
        )

    def _forget(self) -> None:
        """Note which content each file has now, and take out what is in no file any more."""
        known = dict(self.db.execute("SELECT path, sha256 FROM files"))
        for path, digest in self.here.items():
            if known.get(path) != digest:
                self.db.execute("REPLACE INTO files VALUES (?, ?, '')", (path, digest))
        for path in known.keys() - self.here.keys():
            if not (self.root / path).exists():  # else it has come since, and another run has read it
                self.db.execute("DELETE FROM files WHERE path = ?", (path,))
        self.db.execute("DELETE FROM documents WHERE sha256 NOT IN (SELECT sha256 FROM files)")
        orphans = self.db.execute(
            "SELECT key, words FROM passages WHERE key NOT IN (SELECT passage FROM sections)"
        ).fetchall()
        for key, words in orphans:
            numbers = unpacked(words).fingerprints
            self.db.executemany(
                "DELETE FROM postings WHERE fingerprint = ? AND passage = ?",
                ((number, key) for number in numbers),
            )
            self.db.execute("DELETE FROM passages WHERE key = ?", (key,))
