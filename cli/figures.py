"""`lawdiff figures`: amounts, dates, periods and other figures that changed."""

from __future__ import annotations

import click

from lawdiff.cli import options
from lawdiff.cli.output import emit, emit_result, present
from lawdiff.cli.reading import compared
from lawdiff.cli.telling import warn
from lawdiff.render.json_comparison import figures_result
from lawdiff.render.selection import narrowed
from lawdiff.render.tables import figures_csv
from lawdiff.render.terminal import FiguresView
from lawdiff.render.warned import warnings_of


@click.command("figures")
@options.document("old")
@options.document("new")
@options.places("Only what concerns a provision")
@options.reading
@options.formats("terminal", "csv", "json", "jsonl")
@options.output
@options.reviewed
@options.width
def figures(
    *,
    old: str,
    new: str,
    at: tuple[str, ...],
    reading: str,
    form: str,
    output: str | None,
    reviewed: str | None,
    width: int | None,
) -> None:
    """List the dollar amounts, percentages, dates, periods, ages and citations that changed.

    \b
    Examples:
      lawdiff figures house.xml enacted.xml
      lawdiff figures house.xml enacted.xml --at "sec. 60003" --format csv -o money.csv
    """
    comparison = narrowed(compared(old, new, reading, reviewed), at)
    warn(warnings_of(comparison))
    if form in ("json", "jsonl"):
        emit_result(figures_result(comparison), form, output)
    elif form == "csv":
        emit(figures_csv(comparison), output)
    else:
        present(FiguresView(comparison), output, width)
