"""Many pairs compared into a folder: what is done stays done, what fails stops nothing, and the bytes are the same.

DIR/index.html  summary.csv  summary.json
DIR/pairs/<name>/comparison.html  comparison.json  …  pair.json
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.corpora.errors import CannotRun
from lawdiff.corpora.folder import plan_of, xml_files
from lawdiff.corpora.record import PAIRS, Shelf
from lawdiff.corpora.version import Unreadable, Version, identify
from lawdiff.corpora.work import INDEX, Compared, Failed, Task, Text, compare_pair
from lawdiff.corpora.workers import completed, said
from lawdiff.render.batch import BatchReport, PairRow, batch_csv, batch_json
from lawdiff.render.html.batch import render_batch
from lawdiff.render.whole_file import PART, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lawdiff.corpora.pair import Pair, Plan, Side
    from lawdiff.corpora.workers import Workers

    Tell = Callable[[int, int, str], None]
    """Told of progress: how many are done, of how many, and which one was done and how."""

LOCK = ".lock"
"""A file in the folder of a batch that is locked while somebody writes there; the system unlocks it, come what may."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A file on its way to `identify`."""

    name: str
    data: bytes


def plan_folder(
    root: Path, workers: Workers, tell: Tell, reading: str = "inserted", hide: tuple[str, ...] = ()
) -> Plan:
    """Find the versions of all texts in a folder, and put them into pairs.

    Raises:
        CannotRun: the folder cannot be listed, or no two documents in it are versions of one text.
    """
    files = list(xml_files(root))
    found: list[Version | Unreadable] = []

    def sources() -> Iterator[_Named]:
        for path in files:
            name = path.relative_to(root).as_posix()
            data = _bytes_of(path)
            if isinstance(data, Failed):
                found.append(Unreadable(name, data.reason))
            else:
                yield _Named(name, data)

    for named, answer in completed(workers, _identify, sources()):
        version = answer if not isinstance(answer, BaseException) else Unreadable(named.name, said(answer))
        found.append(version)
        tell(len(found), len(files), f"read {named.name}")
    plan = plan_of(root, found, reading, hide)
    if not plan.pairs:
        read = sum(isinstance(version, Version) for version in found)
        raise CannotRun(str(root), f"no two of the {read} documents in it are versions of one text")
    return plan


def _identify(named: _Named) -> Version | Unreadable:
    return identify(named.name, named.data)


def run_batch(
    plan: Plan, folder: Path, formats: tuple[str, ...], workers: Workers, tell: Tell
) -> BatchReport:
    """Compare all pairs of a plan into a folder, and write its index and its tables.

    A pair that an earlier run has done with the same documents, options and version is not done again. One that
    fails is in the tables with the reason, and is tried again by the next run.

    Args:
        plan: the pairs.
        folder: where the results go; made where it is missing.
        formats: of the artifacts, by the keys of `work.FORMATS`.
        workers: who compares.
        tell: told after each pair.

    Raises:
        CannotRun: another batch is writing to the folder.
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        for left in (*folder.glob(f".*{PART}"), *(folder / PAIRS).glob(f"*/.*{PART}")):
            left.unlink()  # cut off when an earlier run was killed
        rows = _Run(plan, folder, formats, tell).rows(workers)
        report = BatchReport(plan.source, tuple(rows), plan.passed_over, formats)
        write_whole(folder / "summary.json", batch_json(report))
        write_whole(folder / "summary.csv", batch_csv(report))
        write_whole(folder / INDEX, render_batch(report))
    return report


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other batches out of a folder, where the system has locks of this kind."""
    with (folder / LOCK).open("wb") as lock:
        if sys.platform != "win32":
            import fcntl  # noqa: PLC0415 - Unix alone has it

            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise CannotRun(str(folder), "another lawdiff batch is writing there") from error
        yield


class _Run:
    """One run of a plan: the rows that are known so far, and how many are done."""

    def __init__(self, plan: Plan, folder: Path, formats: tuple[str, ...], tell: Tell) -> None:
        self.plan = plan
        self.folder = folder
        self.formats = formats
        self.tell = tell
        self.known: dict[str, PairRow] = {}
        self.begun: dict[str, tuple[Pair, PairRow]] = {}

    def rows(self, workers: Workers) -> list[PairRow]:
        """Compare what is not done yet, and return the rows of all pairs in the plan's order."""
        for task, answer in completed(workers, compare_pair, self.tasks()):
            pair, row = self.begun.pop(task.name)
            if isinstance(answer, Compared):
                self.done(Shelf(self.folder, pair.name).write(row, answer), "compared")
            else:
                self.failed(pair, answer.reason if isinstance(answer, Failed) else said(answer))
        return [self.known[pair.name] for pair in self.plan.pairs]

    def tasks(self) -> Iterator[Task]:
        """Yield what is to be done, one pair after the other as there is room for it."""
        for pair in self.plan.pairs:
            old, new = (_bytes_of(side.path, side.shown) for side in (pair.old, pair.new))
            if isinstance(old, Failed) or isinstance(new, Failed):
                self.failed(pair, next(side.reason for side in (old, new) if isinstance(side, Failed)))
                continue
            sides = _text(pair.old, old), _text(pair.new, new)
            task = Task(pair.name, *sides, pair.reading, pair.hide, self.formats)
            row = _row(pair, task)
            kept = Shelf(self.folder, pair.name).kept(row, task)
            if kept is not None:
                self.done(kept, "as before")
                continue
            self.begun[task.name] = pair, row
            yield task

    def done(self, row: PairRow, how: str) -> None:
        """Take a row that is final."""
        self.known[row.name] = row
        self.tell(len(self.known), len(self.plan.pairs), f"{row.name}: {how}")

    def failed(self, pair: Pair, reason: str) -> None:
        """Take a pair that cannot be compared; what an earlier run wrote for it goes."""
        Shelf(self.folder, pair.name).clear()
        row = PairRow(
            pair.name, pair.group, pair.old.shown, pair.new.shown, options=pair.options, error=reason
        )
        self.done(row, f"failed: {reason}")


def _text(side: Side, data: bytes) -> Text:
    return Text(side.shown, data, side.choose)


def _row(pair: Pair, task: Task) -> PairRow:
    """Return the row of a pair as far as it is known before it is compared."""
    return PairRow(
        pair.name,
        pair.group,
        pair.old.shown,
        pair.new.shown,
        task.old.sha256,
        task.new.sha256,
        options=pair.options,
    )


def _bytes_of(path: Path, shown: str = "") -> bytes | Failed:
    """Return what is in a file, or why it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = f"cannot be read ({error.strerror or error})"
        return Failed(f"{shown}: {reason}" if shown else reason)
