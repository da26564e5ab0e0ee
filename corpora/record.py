"""What is known of a pair that is done: beside its files, so that a run that was stopped goes on where it was.

A record is written last, whole or not at all. It holds as long as the bytes of both documents, the options, the
formats and lawdiff's version are the same, and every file that it lists has the SHA-256 that it lists.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from lawdiff.corpora.work import FORMATS
from lawdiff.render.batch import Artifact, Counts, PairRow, pair_row
from lawdiff.render.result import encode
from lawdiff.render.whole_file import write_whole
from lawdiff.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from lawdiff.corpora.work import Compared, Task

PAIRS = "pairs"
"""The folder, in that of the batch, with a folder for each pair."""

RECORD = "pair.json"

RECORD_VERSION = 1
"""Raised when a record of an older shape cannot be taken over."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the files of one pair stand.

    Attributes:
        root: the folder of the batch.
        name: of the pair.
    """

    root: Path
    name: str

    @property
    def folder(self) -> Path:
        """The pair's own folder."""
        return self.root / PAIRS / self.name

    def kept(self, row: PairRow, task: Task) -> PairRow | None:
        """Return the row of an earlier run, where nothing that it hangs on has changed; else None."""
        try:
            record = json.loads((self.folder / RECORD).read_text("utf-8"))
            known = _known(record, row)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None  # none, or no record of ours: the pair is done again
        if record.get("record") != RECORD_VERSION or record.get("lawdiff") != __version__:
            return None
        if tuple(artifact.form for artifact in known.artifacts) != task.formats:
            return None
        wanted = replace(row, old_title=known.old_title, new_title=known.new_title, counts=known.counts)
        if replace(known, artifacts=()) != wanted or not all(map(self._is_whole, known.artifacts)):
            return None
        return known

    def _is_whole(self, artifact: Artifact) -> bool:
        path = self.root / artifact.path
        if path.parent != self.folder or not path.is_file():
            return False
        data = path.read_bytes()
        return len(data) == artifact.size and sha256(data).hexdigest() == artifact.sha256

    def write(self, row: PairRow, done: Compared) -> PairRow:
        """Write the files of a pair and, when all are there, its record; return its row.

        Raises:
            OSError: the folder cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / RECORD).unlink(missing_ok=True)
        artifacts = []
        for form, data in done.files.items():
            path = self.folder / f"comparison.{FORMATS[form]}"
            write_whole(path, data)
            where = path.relative_to(self.root).as_posix()
            artifacts.append(Artifact(form, where, sha256(data).hexdigest(), len(data)))
        written = {artifact.path.rpartition("/")[2] for artifact in artifacts}
        for path in self.folder.iterdir():
            if path.name not in written:  # a format that is no longer wanted, a file that was cut off
                path.unlink()
        row = replace(
            row,
            old_title=done.old_title,
            new_title=done.new_title,
            counts=done.counts,
            artifacts=tuple(artifacts),
        )
        record = {"record": RECORD_VERSION, "lawdiff": __version__, **pair_row(row)}
        write_whole(self.folder / RECORD, encode(record) + "\n")
        return row

    def clear(self) -> None:
        """Take away the files of a pair, so that none of an earlier run passes for a result of this one."""
        if self.folder.exists():
            shutil.rmtree(self.folder)


def _known(record: dict[str, Any], row: PairRow) -> PairRow:
    """Return the row that a record tells of.

    Raises:
        KeyError, TypeError, AttributeError: it is no record of ours.
    """
    return PairRow(
        record["name"],
        row.group,  # only a heading
        row.old_file,
        row.new_file,
        record["old"]["sha256"],
        record["new"]["sha256"],
        record["old"]["title"],
        record["new"]["title"],
        record["options"],
        Counts(**record["counts"]),
        tuple(Artifact(**artifact) for artifact in record["artifacts"]),
    )
