"""Many comparisons in one table: the counts of each, as CSV for spreadsheets and JSON for programs.

Nothing here tells when or how a comparison was made (anew, or taken over from the run before): the same documents
give the same bytes.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lawdiff.differ.figures import money_totals
from lawdiff.render.result import Result, Stream, result_json
from lawdiff.render.summary import summarise
from lawdiff.render.tables import table_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lawdiff.differ.change import Comparison

MONEY = ("money_old", "money_new", "money_struck", "money_inserted")
"""Counts that are sums of dollar amounts, in cents; the CSV has them in dollars."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a comparison comes to, in numbers.

    Attributes:
        units: changes in it, unchanged ones among them.
        unchanged, edited, added, removed: units by relation; together they are `units`.
        renumbered, moved, split, merged, ambiguous: units by further fact; one unit can have several.
        substantive, conforming, editorial: units to which anything happened, by significance.
        words_removed, words_added: over all units.
        figures: amounts, dates, periods and citations that changed.
        money_places: amounts of money that became another one.
        money_old, money_new: the sums of those in the old and in the new document, in cents.
        money_struck, money_inserted: sums of the amounts that only one document has there, in cents.
        not_compared: entries in the list of what was not compared.
    """

    units: int = 0
    unchanged: int = 0
    edited: int = 0
    added: int = 0
    removed: int = 0
    renumbered: int = 0
    moved: int = 0
    split: int = 0
    merged: int = 0
    ambiguous: int = 0
    substantive: int = 0
    conforming: int = 0
    editorial: int = 0
    words_removed: int = 0
    words_added: int = 0
    figures: int = 0
    money_places: int = 0
    money_old: int = 0
    money_new: int = 0
    money_struck: int = 0
    money_inserted: int = 0
    not_compared: int = 0


COUNTS = tuple(field.name for field in fields(Counts))


def counts_of(comparison: Comparison) -> Counts:
    """Count a comparison."""
    summary = summarise(comparison)
    money = money_totals(comparison.figures)
    significance = {name: count for name, count in summary.significance.items() if name != "none"}
    return Counts(
        units=summary.changes,
        **summary.relations,
        **summary.facts,
        **significance,
        words_removed=summary.words_removed,
        words_added=summary.words_added,
        figures=summary.figures,
        money_places=money.places,
        money_old=money.old,
        money_new=money.new,
        money_struck=money.struck,
        money_inserted=money.inserted,
        not_compared=len(summary.not_compared),
    )


def total(rows: Iterable[PairRow]) -> Counts:
    """Add up the counts of the pairs that were compared."""
    sums = dict.fromkeys(COUNTS, 0)
    for row in rows:
        if row.counts is not None:
            for name in COUNTS:
                sums[name] += getattr(row.counts, name)
    return Counts(**sums)


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file that was written for a pair.

    Attributes:
        form: ``html``, ``json``, ``markdown``, ``docx`` or ``csv``.
        path: from the folder of the batch, with ``/``.
        sha256: of its bytes, in hexadecimal.
        size: in bytes.
    """

    form: str
    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class PairRow:
    """One pair in the table.

    Attributes:
        name: of the pair, unique in the batch; its files stand in ``pairs/<name>/``.
        group: the text that both are versions of (``H.R. 1, 119th Congress``); empty in a manifest.
        old_file, new_file: as given, relative to the folder or the manifest.
        old_sha256, new_sha256: of the files' bytes; empty where one cannot be read.
        old_title, new_title: of the documents; empty where the pair failed.
        options: what was asked for beyond the default, by name.
        counts: None where the pair failed.
        artifacts: its files.
        error: why it failed, in one line; else empty.
    """

    name: str
    group: str
    old_file: str
    new_file: str
    old_sha256: str = ""
    new_sha256: str = ""
    old_title: str = ""
    new_title: str = ""
    options: Mapping[str, str] | None = None
    counts: Counts | None = None
    artifacts: tuple[Artifact, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file of the folder that is in no pair, and why."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class BatchReport:
    """All pairs of a batch.

    Attributes:
        source: what the pairs were taken from: the name of the manifest, or of the folder.
        pairs: in the order of the manifest, or by text and version.
        passed_over: files that are in no pair.
        formats: of the artifacts.
    """

    source: str
    pairs: tuple[PairRow, ...]
    passed_over: tuple[PassedOver, ...]
    formats: tuple[str, ...]

    @property
    def failed(self) -> tuple[PairRow, ...]:
        """The pairs that could not be compared."""
        return tuple(row for row in self.pairs if row.error)


def pair_row(row: PairRow) -> dict[str, Any]:
    """Return one pair as JSON values."""
    return {
        "name": row.name,
        "status": "failed" if row.error else "compared",
        "group": row.group,
        "old": {"file": row.old_file, "sha256": row.old_sha256, "title": row.old_title},
        "new": {"file": row.new_file, "sha256": row.new_sha256, "title": row.new_title},
        "options": dict(sorted((row.options or {}).items())),
        "counts": None if row.counts is None else asdict(row.counts),
        "artifacts": [asdict(artifact) for artifact in row.artifacts],
        "error": row.error,
    }


def batch_json(report: BatchReport) -> str:
    """Return the table as JSON text, one pair a line; `lawdiff schema batch` prints its shape."""
    facts = {"source": report.source, "summary": _summary(report)}
    streams = (
        Stream("pairs", "pair", map(pair_row, report.pairs)),
        Stream("passed_over", "file", map(asdict, report.passed_over)),
    )
    return result_json(Result("batch", facts, streams, {"format": list(report.formats)}))


def _summary(report: BatchReport) -> dict[str, Any]:
    return {
        "pairs": len(report.pairs),
        "compared": len(report.pairs) - len(report.failed),
        "failed": len(report.failed),
        "passed_over": len(report.passed_over),
        "totals": asdict(total(report.pairs)),
    }


COLUMNS = (
    "name",
    "status",
    "group",
    "old_file",
    "new_file",
    "old_title",
    "new_title",
    *COUNTS,
    "error",
)


def batch_csv(report: BatchReport) -> str:
    """Return the table as CSV, a row a pair; amounts of money in dollars."""
    rows: list[Sequence[object]] = [COLUMNS]
    for row in report.pairs:
        numbers = [""] * len(COUNTS) if row.counts is None else [_number(row.counts, name) for name in COUNTS]
        rows.append(
            (
                row.name,
                "failed" if row.error else "compared",
                row.group,
                row.old_file,
                row.new_file,
                row.old_title,
                row.new_title,
                *numbers,
                row.error,
            )
        )
    return table_csv(rows)


def _number(counts: Counts, name: str) -> object:
    value = getattr(counts, name)
    return Decimal(value).scaleb(-2) if name in MONEY else value
