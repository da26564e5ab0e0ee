"""What every part of the store stands on: the connection, one transaction a command, and the history."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from lawdiff.annotations.clock import now
from lawdiff.annotations.connection import connect, speaking

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import TracebackType

    from sqlite_utils import Database

Row = dict[str, Any]
"""A row as sqlite-utils gives it: column -> value."""


_NO_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Signs of scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""


def match_words(text: str) -> str:
    """Return words as FTS5 takes them, all wanted, whatever signs they hold (https://sqlite.org/fts5.html, 3.1)."""
    words = text.replace("\0", " ").split()  # SQLite ends a query at a NUL
    return " ".join('"' + word.replace('"', '""') + '"' for word in words if any(map(str.isalnum, word)))


def split_scripts(text: str) -> tuple[str, list[str]]:
    """Return what a search has in scripts with spaces, and the words that are to be looked for as they stand.

    The index knows words by the spaces between them; a sentence of Japanese is one word to it.
    """
    words = text.split()
    return " ".join(word for word in words if not _NO_SPACES.search(word)), [
        word for word in words if _NO_SPACES.search(word)
    ]


class Base:
    """An open database; a context manager that closes it."""

    def __init__(self, path: str | Path, *, create: bool = True) -> None:
        """Open the file, make it where it is missing and `create` is set, and migrate an older one.

        Raises:
            StoreError: it cannot be opened; the error says why in one line.
        """
        self.path = Path(path)
        self._db: Database = connect(self.path, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; what was not committed is rolled back."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all that is inside at once or not at all; nested ones join the outermost.

        The write lock is taken at the start, so that what was read inside is still true when it is written.

        Raises:
            StoreError: another program holds the lock too long, the disk is full, ….
        """
        with speaking(self.path):
            if self._writing():
                yield
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._writing():
                    self._db.execute("ROLLBACK")
                raise

    def _writing(self) -> bool:
        """Return whether a transaction is open; SQLite may have ended it itself when the disk was full."""
        return self._db.conn.in_transaction

    def _rows(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> list[Row]:
        with speaking(self.path):
            return list(self._db.query(sql, values))

    def _record(
        self, action: str, noun: str, subject: str, author: str, detail: Mapping[str, object]
    ) -> None:
        """Write one line of the history; call it inside the transaction of what it tells."""
        self._db.table("history").insert(
            {
                "at": now(),
                "author": author,
                "action": action,
                "noun": noun,
                "subject": subject,
                "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True),
            },
        )

    def history(self, noun: str = "", subject: str = "") -> tuple[Mapping[str, str], ...]:
        """Return what was done, oldest first: at, author, action, noun, subject, detail (JSON).

        Args:
            noun: only of ``note``, ``tag``, ``link`` or ``document``.
            subject: only of the entry with this id or name.
        """
        return tuple(
            self._rows(
                "SELECT at, author, action, noun, subject, detail FROM history"
                " WHERE (:noun = '' OR noun = :noun) AND (:subject = '' OR subject = :subject) ORDER BY key",
                {"noun": noun, "subject": subject},
            ),
        )
