"""`lawdiff export` and `lawdiff import`: notes for other programs and from other people."""

from __future__ import annotations

import click

from lawdiff.annotations.exchange import export_jsonld, import_file
from lawdiff.annotations.notes_table import export_csv
from lawdiff.annotations.refi_write import export_codebook, export_project
from lawdiff.cli import options
from lawdiff.cli.notebook import author, notebook
from lawdiff.cli.opening import opened
from lawdiff.cli.output import emit
from lawdiff.cli.telling import tell
from lawdiff.render.words import count


@click.command("export")
@options.formats("jsonld", "csv", "qdc", "qdpx")
@options.output
@options.database
def export(form: str, output: str | None, db: str | None) -> None:
    """Write all notes for other programs.

    \b
    jsonld  W3C Web Annotations with links and codebook: all that there is, without loss
    csv     all notes as one table, one row a place, without loss
    qdc     the codebook for NVivo, ATLAS.ti, MAXQDA, QualCoder (REFI-QDA)
    qdpx    the whole project for them: codebook, documents as text, coded passages, notes
    """
    with notebook(db) as store:
        if form == "jsonld":
            emit(export_jsonld(store), output)
        elif form == "qdc":
            emit(export_codebook(store), output)
        elif form == "qdpx":
            emit(export_project(store), output)
        else:
            emit(export_csv(store), output)


@click.command("import")
@click.argument("file", metavar="FILE")
@click.option(
    "--document",
    "documents",
    multiple=True,
    metavar="FILE",
    help="What a project or the annotations of a web page are about; give it again for more.",
)
@author
@options.database
def import_(file: str, documents: tuple[str, ...], author: str, db: str | None) -> None:
    """Take in the notes, links and tags of FILE; twice changes nothing.

    FILE is what `lawdiff export` wrote (jsonld, csv, qdc, qdpx), a codebook or project of another program (REFI-QDA),
    annotations of Hypothesis (JSON), or another database of lawdiff's. Notes keep their ids and authors. Where an
    entry says something else here, it stays as it is, and is named; so is what has no place here.

    \b
    Examples:
      lawdiff import colleague.db
      lawdiff import annotations.json --document rule.xml
    """
    read = [opened(name) for name in documents]
    with notebook(db, create=True) as store:
        taken = import_file(store, file, author=author, documents=read)
    for line in (*taken.conflicts, *taken.unplaced):
        tell(line)
    tags = f", {count(taken.tags, 'tag')}" if taken.tags else ""
    places = f", {len(taken.unplaced)} without a place" if taken.unplaced else ""
    tell(
        f"{count(taken.added, 'entry', 'entries')} added{tags}, {taken.known} known already,"
        f" {len(taken.conflicts)} in conflict{places}."
    )
