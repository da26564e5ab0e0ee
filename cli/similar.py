"""`lawdiff similar`: which sections of other documents share text with this one's."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lawdiff.cli import options
from lawdiff.cli.common import Volume, volume
from lawdiff.cli.opening import opened
from lawdiff.cli.output import emit, emit_result, present
from lawdiff.corpora.index_file import default_path
from lawdiff.corpora.similar import LIMIT, THRESHOLD, Wanted
from lawdiff.corpora.similar import similar as search
from lawdiff.corpora.workers import Processes, cores
from lawdiff.render.similar import similar_csv, similar_result
from lawdiff.render.terminal import SimilarView, progress

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command("similar")
@options.document("file")
@click.argument("corpus", metavar="CORPUS", type=click.Path(path_type=Path, exists=True, file_okay=False))
@options.at("Look only for what concerns one provision")
@options.formats("terminal", "json", "jsonl", "csv")
@options.output
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1, min_open=True),
    default=THRESHOLD,
    show_default=True,
    help="Least share of the words of either section that must stand in the other.",
)
@click.option("--other-bills", is_flag=True, help="Leave out other versions of the same text.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=LIMIT,
    show_default=True,
    help="Most matches for one section.",
)
@options.reading
@click.option(
    "--index",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the index of CORPUS is kept [default: in the user's cache].",
)
@options.jobs
@options.width
def similar(
    *,
    file: str,
    corpus: Path,
    at: str,
    form: str,
    output: str | None,
    threshold: float,
    other_bills: bool,
    limit: int,
    reading: str,
    index: Path | None,
    jobs: int | None,
    width: int | None,
) -> None:
    """Find the sections of the documents in the folder CORPUS that share text with those of FILE.

    Each match is named by what was measured, on the words themselves: identical, contains (all words of the other
    stand in this one), contained in, or shares n %, with both shares. Words count as shared in runs of eight or more.
    Numbers, headings, capitals and punctuation are left aside.

    CORPUS is read once: its index is kept, and brought up to date by the SHA-256 of the files.

    \b
    Examples:
      lawdiff similar bill.xml bills/
      lawdiff similar bill.xml bills/ --other-bills --at "sec. 70503"
      lawdiff similar bill.xml bills/ --threshold 0.8 --format csv -o shared.csv
    """
    document = opened(file, reading)
    wanted = Wanted(threshold, other_bills, at, limit)
    telling: AbstractContextManager[Callable[[int, int, str], None]] = (
        nullcontext(lambda *_: None) if volume() is Volume.QUIET else progress()
    )
    with Processes(jobs or cores()) as workers, telling as tell:
        report = search(document, corpus, index or default_path(corpus), workers, tell=tell, wanted=wanted)
    if form == "terminal":
        present(SimilarView(report), output, width)
    elif form == "csv":
        emit(similar_csv(report), output)
    else:
        emit_result(similar_result(report), form, output)
