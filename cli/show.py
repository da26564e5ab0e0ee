"""`lawdiff show`: a document with its notes."""

from __future__ import annotations

import click

from lawdiff.cli import options
from lawdiff.cli.config import in_force
from lawdiff.cli.margin import saved
from lawdiff.cli.opening import opened
from lawdiff.cli.output import emit, emit_result, present
from lawdiff.cli.telling import warn
from lawdiff.parsers.locate import locate
from lawdiff.render.formats import document_text
from lawdiff.render.json_document import document_result
from lawdiff.render.terminal import DocumentView
from lawdiff.render.warned import warnings_in


@click.command("show")
@options.document("file")
@options.at("Show only one provision")
@options.reading
@options.formats("terminal", "html", "markdown", "json", "jsonl")
@options.output
@options.database
@options.width
def show(
    *, file: str, at: str, reading: str, form: str, output: str | None, db: str | None, width: int | None
) -> None:
    """Show a document with its notes.

    FILE is bill.dtd, USLM, Federal Register, CFR or eCFR XML; FILE#2024-02705 chooses one document of a Federal
    Register issue, - reads standard input. What is no file may be the name of an official document: see
    `lawdiff fetch`.

    \b
    Examples:
      lawdiff show rule.xml --at "8 CFR 215.8(a)"
      lawdiff show reported.xml --reading struck
      lawdiff show "8 CFR 215 @ 2025-12-25"
      lawdiff show enacted.xml --format html -o enacted.html
    """
    document = opened(file, reading)
    address = locate(document, at).address if at else ""
    margin = saved(db, document)
    if form == "terminal":
        present(DocumentView(document, margin, address), output, width)
        return
    warn(warnings_in(document, at=address))
    if form in ("json", "jsonl"):
        settings = {**in_force(), "at": address}
        emit_result(document_result(document, margin.notes, margin.links, address, settings), form, output)
    else:
        emit(document_text(form, document, margin, address), output)
