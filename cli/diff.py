"""`lawdiff diff`: what changed between two documents."""

from __future__ import annotations

import click

from lawdiff.cli import exit_codes, options
from lawdiff.cli.completion import files
from lawdiff.cli.margin import saved
from lawdiff.cli.output import emit, emit_result, present
from lawdiff.cli.reading import compared
from lawdiff.cli.telling import tell, warn
from lawdiff.render.formats import comparison_file
from lawdiff.render.gate import gate_line, judge
from lawdiff.render.json_comparison import comparison_result
from lawdiff.render.selection import narrowed, without
from lawdiff.render.summary import differs
from lawdiff.render.warned import warnings_of


@click.command("diff")
@options.document("old")
@options.document("new")
@options.places("Show and judge only what concerns a provision")
@options.reading
@options.formats("terminal", "html", "markdown", "json", "jsonl", "csv", "docx")
@options.output
@click.option(
    "--side-by-side/--inline", help="Old text left and new text right, or one text with the edits in it."
)
@click.option("--stat", is_flag=True, help="One line a changed unit, with a bar for its size.")
@options.hide()
@options.reviewed
@click.option(
    "--as-amended",
    "bases",
    multiple=True,
    metavar="BASE",
    shell_complete=files,
    help="Carry out both on this law and compare what it would read; may be given several times.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 where there are differences.")
@options.fail_on()
@options.database
@options.width
def diff(
    *,
    old: str,
    new: str,
    at: tuple[str, ...],
    reading: str,
    form: str,
    output: str | None,
    side_by_side: bool,
    stat: bool,
    reviewed: str | None,
    bases: tuple[str, ...],
    hide: tuple[str, ...],
    exit_code: bool,
    fail_on: tuple[str, ...],
    db: str | None,
    width: int | None,
) -> None:
    """Show what changed between two documents, word by word, provision by provision.

    OLD and NEW are files, or names of official documents (see `lawdiff fetch`).

    \b
    Examples:
      lawdiff diff house.xml enacted.xml --stat
      lawdiff diff proposed.xml final.xml --at "8 CFR 215.8(a)" --side-by-side
      lawdiff diff old.xml new.xml --format html -o comparison.html
      lawdiff diff old.xml new.xml --format docx -o tracked.docx
      lawdiff diff old.xml new.xml --crosswalk reviewed.csv
      lawdiff diff proposed.xml final.xml --as-amended cfr-8-215.xml
      lawdiff diff old.xml new.xml --hide conforming,editorial --fail-on substantive,money
      lawdiff diff old.xml new.xml --only "sec. 3" --only "sec. 5(a)" --fail-on editorial --quiet
    """
    comparison = without(narrowed(compared(old, new, reading, reviewed, bases), at), hide)
    margin = saved(db, comparison.old, comparison.new)
    verdict = judge(comparison, fail_on)
    warn(warnings_of(comparison))
    if form in ("json", "jsonl"):
        emit_result(comparison_result(comparison, margin.notes, verdict), form, output)
    elif form != "terminal":
        emit(comparison_file(form, comparison, margin, side_by_side=side_by_side), output)
    else:
        from lawdiff.render import terminal  # noqa: PLC0415 - the views' library, only for views

        view = (
            terminal.StatView(comparison)
            if stat
            else terminal.ComparisonView(comparison, margin, side_by_side)
        )
        present(view, output, width)
    for met in verdict.met:
        tell(f"lawdiff: {gate_line(met)}")
    if verdict.failed or (exit_code and any(map(differs, comparison.changes))):
        click.get_current_context().exit(exit_codes.DIFFERENT)
