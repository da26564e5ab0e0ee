"""Another person's database, taken in: a copy is read, so that the other file stays as it is."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from lawdiff.annotations.arrival import Arrival
from lawdiff.annotations.connection import speaking
from lawdiff.annotations.store import Store

if TYPE_CHECKING:
    from lawdiff.annotations.documents import StoredProvision

MAGIC = b"SQLite format 3\0"


def read_database(path: Path) -> tuple[Arrival, dict[str, tuple[StoredProvision, ...]]]:
    """Return what another database holds, deleted notes left out, and the provisions of its documents.

    Raises:
        StoreError: it is damaged, newer, or not lawdiff's; the error names it.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        with (
            speaking(path),
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
        with Store(copy, create=False) as other:
            documents = other.documents()
            arrival = Arrival(
                other.notes(), other.links(), other.tags(), tuple(asdict(each) for each in documents)
            )
            return arrival, {each.sha256: other.stored_provisions(each.sha256) for each in documents}
