"""`lawdiff crosswalk`: where each provision went."""

from __future__ import annotations

import click

from lawdiff.cli import options
from lawdiff.cli.output import emit, emit_result
from lawdiff.cli.reading import compared
from lawdiff.cli.telling import warn
from lawdiff.render.json_comparison import crosswalk_result
from lawdiff.render.tables import crosswalk_csv
from lawdiff.render.warned import warnings_of


@click.command("crosswalk")
@options.document("old")
@options.document("new")
@options.formats("csv", "json", "jsonl")
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
    warn(warnings_of(comparison))
    if form == "csv":
        emit(crosswalk_csv(comparison), output)
    else:
        emit_result(crosswalk_result(comparison), form, output)
