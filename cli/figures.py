"""`lawdiff figures`: amounts, dates, periods and other figures that changed."""

from __future__ import annotations

import click

from lawdiff.cli import options
from lawdiff.cli.output import emit, present
from lawdiff.cli.places import narrowed
from lawdiff.cli.reading import compared
from lawdiff.render.json_comparison import figures_json
from lawdiff.render.tables import figures_csv
from lawdiff.render.terminal import FiguresView


@click.command("figures")
@options.document("old")
@options.document("new")
@options.at("Only what concerns one provision")
@options.reading
@options.formats("terminal", "csv", "json")
@options.output
@options.reviewed
@options.width
def figures(
    *,
    old: str,
    new: str,
    at: str,
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
    if form == "json":
        emit(figures_json(comparison), output)
    elif form == "csv":
        emit(figures_csv(comparison), output)
    else:
        present(FiguresView(comparison), output, width)
