"""`lawdiff batch`: many pairs, compared into a folder with an index."""

from __future__ import annotations

import gc
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lawdiff.cli import exit_codes, options
from lawdiff.cli.common import Volume, volume
from lawdiff.corpora.batch import plan_folder, run_batch
from lawdiff.corpora.manifest import read_manifest
from lawdiff.corpora.work import FORMATS, INDEX
from lawdiff.corpora.workers import Cluster, Processes, cores
from lawdiff.parsers.errors import printable
from lawdiff.render.terminal import progress
from lawdiff.render.words import count

if TYPE_CHECKING:
    from collections.abc import Callable

SHOWN = 20
"""Failures that are named at the end, after a bar of progress has gone: what a screen holds."""


@click.command("batch")
@click.argument("source", metavar="MANIFEST|FOLDER", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    required=True,
    help="The folder to write to.",
)
@click.option(
    "--format",
    "forms",
    type=click.Choice(tuple(FORMATS)),
    multiple=True,
    default=("html", "json"),
    show_default=True,
    help="What to write for each pair; can be given several times.",
)
@options.reading
@options.hide()
@options.jobs
@click.option(
    "--scheduler",
    metavar="tcp://HOST:PORT",
    help="Work on this Dask cluster instead (needs the extra: pip install 'lawdiff[cluster]').",
)
def batch(
    *,
    source: Path,
    output: Path,
    forms: tuple[str, ...],
    reading: str,
    hide: tuple[str, ...],
    jobs: int | None,
    scheduler: str | None,
) -> None:
    """Compare many pairs of documents into a folder of results with an index page and a table.

    A FOLDER is searched for XML files. The versions of each text (a bill through its stages, a title of the US Code
    through its release points, a part of the CFR through its editions, a proposal and the rule that follows it under
    one RIN) are told by their content, put in order, and each is compared with the next.

    A MANIFEST lists the pairs: CSV with the columns old, new and, where wanted, name, reading and hide; or JSON
    Lines with the same keys. Its paths are relative to it.

    What is done is not done again: a run that was stopped goes on where it was. A pair that fails stands in the
    table with the reason, stops nothing, and makes the exit code 2 at the end.

    \b
    Examples:
      lawdiff batch bills/ -o compared/
      lawdiff batch pairs.csv -o compared/ --format html --format docx --hide editorial
      lawdiff batch usc/ -o compared/ --scheduler tcp://127.0.0.1:8786
    """
    gc.enable()  # one comparison makes hardly a cycle; a thousand do
    telling: AbstractContextManager[Callable[[int, int, str], None]] = (
        nullcontext(lambda *_: None) if volume() is Volume.QUIET else progress()
    )
    with Cluster(scheduler) if scheduler else Processes(jobs or cores()) as workers, telling as tell:
        plan = (
            plan_folder(source, workers, tell, reading, hide)
            if source.is_dir()
            else read_manifest(source, reading, hide)
        )
        report = run_batch(plan, output, tuple(dict.fromkeys(forms)), workers, tell)
    for row in report.failed[:SHOWN]:
        click.echo(printable(f"lawdiff: {row.name}: {row.error}"), err=True)
    if len(report.failed) > SHOWN:
        click.echo(f"lawdiff: {len(report.failed) - SHOWN} more are in {output / INDEX}", err=True)
    compared = count(len(report.pairs) - len(report.failed), "pair")
    click.echo(f"{compared} compared, {len(report.failed)} failed: {output / INDEX}")
    if report.failed:
        click.get_current_context().exit(exit_codes.COULD_NOT)
