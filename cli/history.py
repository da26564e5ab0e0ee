"""`lawdiff history`: each section through many versions."""

from __future__ import annotations

import click

from lawdiff.cli import options
from lawdiff.cli.completion import files
from lawdiff.cli.config import in_force
from lawdiff.cli.opening import opened_all, working
from lawdiff.cli.output import emit, emit_result, present
from lawdiff.cli.telling import warn
from lawdiff.differ.history import history as follow
from lawdiff.render.history import history_result
from lawdiff.render.html.history import render_history
from lawdiff.render.terminal.history import HistoryView
from lawdiff.render.warned import warnings_along


@click.command("history")
@click.argument("versions", nargs=-1, required=True, metavar="V1 V2 ...", shell_complete=files)
@options.reading
@options.formats("terminal", "html", "json", "jsonl")
@options.output
@click.option("--all", "everything", is_flag=True, help="Also the sections to which nothing happened.")
@options.width
@options.offline
def history(
    *,
    versions: tuple[str, ...],
    reading: str,
    form: str,
    output: str | None,
    everything: bool,
    width: int | None,
) -> None:
    """Follow each section through all versions: where it appeared, changed, moved, fell away.

    \b
    Examples:
      lawdiff history reported.xml engrossed.xml enrolled.xml law.xml
      lawdiff history usc13@113-31.xml usc13@117-80.xml --format html -o history.html
      lawdiff history "RIN 1651-AB12"
    """
    documents = opened_all(versions, reading)
    if len(documents) == 1:
        raise click.UsageError("A history needs at least two versions.")
    with working(f"Following {len(documents)} versions"):
        found = follow(documents)
    warn(warnings_along(found.documents))
    if form in ("json", "jsonl"):
        emit_result(history_result(found, in_force()), form, output)
    elif form == "html":
        emit(render_history(found), output)
    else:
        present(HistoryView(found, everything), output, width)
