"""`lawdiff dossier`: several documents side by side, as a folder of pages that lead to each other."""

from __future__ import annotations

from pathlib import Path

import click

from lawdiff.cli import options
from lawdiff.cli.completion import files
from lawdiff.cli.margin import saved
from lawdiff.cli.opening import opened_all, working
from lawdiff.cli.reading import compared
from lawdiff.render.html.binder import INDEX, bind
from lawdiff.render.whole_file import write_whole


@click.command("dossier")
@click.argument("others", metavar="[DOCUMENT]...", nargs=-1, shell_complete=files)
@click.option(
    "--compare",
    "pairs",
    nargs=2,
    multiple=True,
    required=True,
    metavar="OLD NEW",
    shell_complete=files,
    help="Two documents to compare; may be given several times.",
)
@click.option(
    "--as-amended",
    "bases",
    multiple=True,
    metavar="BASE",
    shell_complete=files,
    help="The law that the rules amend: show it before, between and after; may be given several times.",
)
@click.option("--title", default="", help="The heading of the first page [default: the documents' names].")
@click.option("--introduction", default="", help="A sentence or two for the reader.")
@click.option(
    "-o",
    "--output-dir",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Where the pages go; made where it is missing.",
)
@options.reading
@options.database
@options.offline
def dossier(
    *,
    others: tuple[str, ...],
    pairs: tuple[tuple[str, str], ...],
    bases: tuple[str, ...],
    title: str,
    introduction: str,
    output_dir: Path,
    reading: str,
    db: str | None,
) -> None:
    """Put documents side by side on one page, with what is tied to what and all notes by tag.

    Each comparison says what was kept, changed, dropped and added. Writes index.html, which leads to the rest: a
    page for each document with its notes, and each comparison as HTML, Markdown and JSON. Documents that are
    compared with nothing (the act that pays for a rule) are named at the end.

    \b
    Examples:
      lawdiff dossier --compare proposed.xml final.xml act.xml -o dossier
      lawdiff dossier --compare proposed.xml final.xml --as-amended cfr-8-215.xml -o dossier
      lawdiff dossier --compare proposed.xml final.xml --compare house.xml act.xml -o dossier --title "Biometrics"
    """
    comparisons = [compared(old, new, reading) for old, new in pairs]
    alone, laws = (opened_all(names, reading) if names else [] for names in (others, bases))
    binder = bind(comparisons, alone, bases=laws, title=title, introduction=introduction)
    margin = saved(db, *binder.documents)
    output_dir.mkdir(parents=True, exist_ok=True)
    with working("Writing the pages"):
        for name, text in binder.files(margin.notes, margin.links, margin.tags, margin.titles):
            write_whole(output_dir / name, text)
    click.echo(output_dir / INDEX)
