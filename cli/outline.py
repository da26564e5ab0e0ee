"""`lawdiff outline`: the structure of a document."""

from __future__ import annotations

import click

from lawdiff.cli import options
from lawdiff.cli.config import in_force
from lawdiff.cli.opening import opened
from lawdiff.cli.output import emit_result, present
from lawdiff.cli.telling import warn
from lawdiff.render.json_document import outline_result
from lawdiff.render.terminal import OutlineView
from lawdiff.render.warned import warnings_in


@click.command("outline")
@options.document("file")
@options.reading
@options.formats("terminal", "json", "jsonl")
@options.output
@options.width
def outline(file: str, reading: str, form: str, output: str | None, width: int | None) -> None:
    """Show the structure of a document: its titles, sections and headings, with their addresses.

    \b
    Examples:
      lawdiff outline enacted.xml
      lawdiff outline issue.xml#2024-02705 --format json
    """
    document = opened(file, reading)
    warn(warnings_in(document))
    if form == "terminal":
        present(OutlineView(document), output, width)
    else:
        emit_result(outline_result(document, in_force()), form, output)
