"""`lawdiff apply`: what a rule or an act makes of the law that it amends."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lawdiff.cli import options
from lawdiff.cli.config import in_force
from lawdiff.cli.opening import STDIN, gathered, working
from lawdiff.cli.output import emit, emit_result, present
from lawdiff.differ import compare
from lawdiff.effects import apply as applied
from lawdiff.effects.as_json import from_json
from lawdiff.parsers import UnreadableSource
from lawdiff.render.comparative import comparative_print
from lawdiff.render.json_application import application_result
from lawdiff.render.json_document import document_json

if TYPE_CHECKING:
    from lawdiff.effects.operation import Reading
    from lawdiff.render.comparative import Print


@click.command("apply")
@options.document("amending")
@click.option(
    "--to", "base", required=True, metavar="BASE", help="The law that it amends, as it stood before."
)
@options.reading
@options.formats("terminal", "html", "docx", "json", "jsonl")
@options.output
@click.option(
    "--operations",
    metavar="FILE",
    help="Carry out these operations (JSON of `lawdiff instructions`, reviewed or written by hand) instead of reading "
    "AMENDING, in which their new text stands.",
)
@click.option("--result", metavar="FILE", help="Write the law as amended too, as `show --format json` does.")
@options.width
def apply(
    *,
    amending: str,
    base: str,
    reading: str,
    form: str,
    output: str | None,
    operations: str | None,
    result: str | None,
    width: int | None,
) -> None:
    """Carry out the instructions of AMENDING on the law that it amends, and show what they change.

    The result is a comparative print: existing law with what is omitted and what is put in, and beside each change
    the instruction that makes it.

    Each instruction is checked against the law, and refused with the reason where it does not fit; what was not
    understood is listed verbatim.

    \b
    Examples:
      lawdiff apply rule.xml --to cfr-8-215.xml
      lawdiff apply issue.xml#2024-02447 --to ecfr-24-1006.xml --result amended.json
      lawdiff apply act.xml --to usc13.xml --format html -o comparative-print.html
      lawdiff apply act.xml --to usc13.xml --format json -o applied.json
      lawdiff apply "FR 2025-19655" --to "8 CFR 215 @ 2025-12-25"
    """
    if amending == base == STDIN:
        raise UnreadableSource("standard input", "can be one of the two documents, not both")
    texts = gathered((amending, base))
    with working(f"Applying {amending} to {base}"):
        given = _operations(operations) if operations else None
        execution = applied(texts[0].read(reading), texts[1].read(reading), given)
        comparison = compare(execution.base, execution.result)
    if result:
        emit(document_json(execution.result), result)
    if form in ("json", "jsonl"):
        emit_result(application_result(execution, comparison, in_force()), form, output)
    else:
        show_print(form, comparative_print(execution, comparison), output, width)


def _operations(path: str) -> Reading:
    """Read operations from a file.

    Raises:
        UnreadableSource: there is no such text.
        NoOperations: it is none of operations.
    """
    try:
        return from_json(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableSource(path, f"the operations cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise UnreadableSource(path, "the operations are not text in UTF-8") from error


def show_print(form: str, what: Print, output: str | None, width: int | None) -> None:
    """Write a comparative print in a format, or show it in the terminal."""
    if form == "html":
        from lawdiff.render.html.comparative import render_comparative  # noqa: PLC0415 - each format its libraries

        emit(render_comparative(what), output)
    elif form == "docx":
        from lawdiff.render.docx.comparative import comparative_docx  # noqa: PLC0415 - as above

        emit(comparative_docx(what), output)
    else:
        from lawdiff.render.terminal import ComparativeView  # noqa: PLC0415 - as above

        present(ComparativeView(what), output, width)
