"""`lawdiff export` and `lawdiff import`: notes for other programs and from other people."""

from __future__ import annotations

import click

from lawdiff.annotations.exchange import export_jsonld, import_jsonld
from lawdiff.cli import options
from lawdiff.cli.notebook import author, notebook, tell
from lawdiff.cli.output import emit
from lawdiff.render.notes import listing_csv, note_listing


@click.command("export")
@options.formats("jsonld", "csv")
@options.output
@options.database
def export(form: str, output: str | None, db: str | None) -> None:
    """Write all notes: as W3C Web Annotations with links and codebook (jsonld), or as one table (csv)."""
    with notebook(db) as store:
        if form == "jsonld":
            emit(export_jsonld(store), output)
        else:
            emit(listing_csv(note_listing(store.notes(), store.titles())), output)


@click.command("import")
@click.argument("file", metavar="FILE")
@author
@options.database
def import_(file: str, author: str, db: str | None) -> None:
    """Take in the notes, links and tags of FILE, which `lawdiff export` wrote (jsonld); twice changes nothing.

    Where an entry says something else here, it stays as it is, and is named.
    """
    with notebook(db, create=True) as store:
        taken = import_jsonld(store, file, author=author)
    for conflict in taken.conflicts:
        tell(conflict)
    tell(f"{taken.added} entries added, {taken.known} known already, {len(taken.conflicts)} in conflict.")
