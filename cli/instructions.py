"""`lawdiff instructions`: what an act or a rule does to the law."""

from __future__ import annotations

import click

from lawdiff.cli import options
from lawdiff.cli.config import in_force
from lawdiff.cli.opening import opened
from lawdiff.cli.output import emit, present
from lawdiff.effects.as_json import to_json
from lawdiff.effects.read import read
from lawdiff.parsers.locate import locate
from lawdiff.render.instructions import below, instructions_csv
from lawdiff.render.terminal import InstructionsView


@click.command("instructions")
@options.document("file")
@options.at("List only the instructions in one provision")
@options.reading
@options.formats("terminal", "json", "csv")
@options.output
@options.width
def instructions(
    *, file: str, at: str, reading: str, form: str, output: str | None, width: int | None
) -> None:
    """List what a bill, an act or a rule does to the law: what is struck, inserted, redesignated, and where.

    What is not understood is listed verbatim, with the reason. `lawdiff schema instructions` prints what
    the JSON holds to.

    \b
    Examples:
      lawdiff instructions enacted.xml --at "sec. 70203"
      lawdiff instructions enacted.xml --format csv -o instructions.csv
    """
    document = opened(file, reading)
    found = read(document)
    if at:
        found = below(found, document, locate(document, at).address)
    if form == "json":
        emit(to_json(found, document, in_force()), output)
    elif form == "csv":
        emit(instructions_csv(document, found), output)
    else:
        present(InstructionsView(document, found), output, width)
