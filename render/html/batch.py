"""The page of a batch: a table of all pairs that can be sorted, each leading to its comparison, and what failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.render.batch import total
from lawdiff.render.html.page import page
from lawdiff.render.words import count

if TYPE_CHECKING:
    from lawdiff.render.batch import BatchReport, Counts, PairRow

SHOWN = {
    "units": "Units",
    "edited": "Edited",
    "added": "Added",
    "removed": "Removed",
    "substantive": "Substantive",
    "conforming": "Conforming",
    "editorial": "Editorial",
    "words_removed": "Words struck",
    "words_added": "Words inserted",
    "figures": "Figures",
}
"""Counts that are columns of the table, with their headings; summary.csv and summary.json have all of them."""

NAMES = {"html": "page", "json": "JSON", "markdown": "Markdown", "docx": "Word", "csv": "CSV"}
"""What the links to the files of a pair say."""


@dataclass(frozen=True, slots=True)
class Row:
    """A pair as it stands in the table.

    Attributes:
        group: the text; empty in a manifest.
        words: both titles.
        href: its page, else its first file.
        numbers: one a column of `SHOWN`.
        files: name and address of each file.
    """

    group: str
    words: tuple[str, str]
    href: str
    numbers: tuple[int, ...]
    files: tuple[tuple[str, str], ...]


def render_batch(report: BatchReport) -> str:
    """Return the index of a batch as one page; its links are relative to the folder that it stands in."""
    compared = [row for row in report.pairs if row.counts is not None]
    grouped = any(row.group for row in compared)
    return page(
        "batch.html.j2",
        extra="batch",
        title=f"{report.source}: {count(len(report.pairs), 'comparison')}",
        report=report,
        grouped=grouped,
        headings=list(SHOWN.values()),
        rows=[_row(row) for row in compared],
        totals=_numbers(total(compared)),
        said=_said(report),
    )


def _row(row: PairRow) -> Row:
    files = tuple((NAMES[artifact.form], artifact.path) for artifact in row.artifacts)
    pages = [artifact.path for artifact in row.artifacts if artifact.form == "html"]
    href = (pages or [path for _, path in files] or [""])[0]
    numbers = _numbers(row.counts) if row.counts is not None else ()
    return Row(row.group, (row.old_title, row.new_title), href, numbers, files)


def _numbers(counts: Counts) -> tuple[int, ...]:
    return tuple(getattr(counts, name) for name in SHOWN)


def _said(report: BatchReport) -> str:
    """Return how many were compared, failed and passed over, in a sentence."""
    done = count(len(report.pairs) - len(report.failed), "pair")
    failed = f"{len(report.failed)} could not be compared" if report.failed else "none failed"
    passed = count(len(report.passed_over), "file")
    verb = "is" if len(report.passed_over) == 1 else "are"
    return f"{done} compared, {failed}." + (f" {passed} {verb} in no pair." if report.passed_over else "")
