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
def crosswalk(old: str, new: str, form: str, output: str | None) -> None:
    """List where each provision of OLD went in NEW; with no counterpart the second column is empty."""
    comparison = compared(old, new)
    emit(crosswalk_csv(comparison) if form == "csv" else crosswalk_json(comparison), output)
