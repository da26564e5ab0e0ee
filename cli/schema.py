"""`lawdiff schema`: the JSON Schema of a command's results."""

from __future__ import annotations

import click

from lawdiff.cli import options
from lawdiff.cli.output import emit
from lawdiff.render.schemas import SCHEMAS, file_name, schema_text


@click.command("schema")
@click.argument("command", nargs=-1)
@click.option("--lines", is_flag=True, help="Of one line of its JSON Lines (--format jsonl), instead.")
@options.output
def schema(*, command: tuple[str, ...], lines: bool, output: str | None) -> None:
    """Print the JSON Schema (draft 2020-12) that the results of COMMAND hold to; without COMMAND, list them.

    Every result names its schema, the version of it, the version of lawdiff and the settings in force. The schemas
    are also files, in docs/schema/ of the source.

    \b
    Examples:
      lawdiff schema diff
      lawdiff schema note list --lines
    """
    if command:
        emit(schema_text(" ".join(command), lines=lines), output)
    else:
        names = [name for name, contract in SCHEMAS.items() if contract.has_lines or not lines]
        emit("".join(f"{name}\t{file_name(name, lines=lines)}\n" for name in names), output)
