"""`lawdiff outline`: the structure of a document."""

from __future__ import annotations

import click

from lawdiff.cli import options
from lawdiff.cli.opening import opened
from lawdiff.cli.output import emit, present
from lawdiff.render.json_document import outline_json
from lawdiff.render.terminal import OutlineView


@click.command("outline")
@options.document("file")
@options.reading
@options.formats("terminal", "json")
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
    if form == "json":
        emit(outline_json(document), output)
    else:
        present(OutlineView(document), output, width)
