"""`lawdiff crosswalk`: where each provision went."""

from __future__ import annotations

import click

from lawdiff.cli import options
from lawdiff.cli.output import emit
from lawdiff.cli.reading import compared
from lawdiff.render.json_comparison import crosswalk_json
from lawdiff.render.tables import crosswalk_csv


@click.command("crosswalk")
@options.document("old")
@options.document("new")
@options.formats("csv", "json")
@options.output
@options.reviewed
def crosswalk(*, old: str, new: str, form: str, output: str | None, reviewed: str | None) -> None:
    """List where each provision of OLD went in NEW; with no counterpart the second column is empty.

    The CSV can be corrected by hand and given back: --crosswalk overrides what lawdiff would find. A row with one
    address empty says that the other has no counterpart; rows that you take out are decided anew.

    \b
    Examples:
      lawdiff crosswalk house.xml enacted.xml -o crosswalk.csv
      lawdiff diff house.xml enacted.xml --crosswalk crosswalk.csv
    """
    comparison = compared(old, new, crosswalk=reviewed)
    emit(crosswalk_csv(comparison) if form == "csv" else crosswalk_json(comparison), output)
