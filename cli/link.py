"""`lawdiff link`: tie provisions of two documents together."""

from __future__ import annotations

import click

from lawdiff.annotations.bulk import load_links
from lawdiff.annotations.place import place
from lawdiff.cli import options
from lawdiff.cli.notebook import author, list_out, notebook
from lawdiff.cli.opening import opened
from lawdiff.cli.telling import tell
from lawdiff.render.notes import link_listing, short


@click.group("link")
def link() -> None:
    """Tie provisions of two documents together."""


@link.command("add")
@options.document("file1")
@options.document("file2")
@click.option("--at", metavar="PLACE", required=True, help="The provision of FILE1.")
@click.option("--at2", metavar="PLACE", required=True, help="The provision of FILE2.")
@click.option("--relation", metavar="WORDS", required=True, help='What ties them: "funded by", "authority".')
@click.option("--note", metavar="WORDS", default="", help="A sentence about it.")
@author
@options.database
def add(
    *, file1: str, file2: str, at: str, at2: str, relation: str, note: str, author: str, db: str | None
) -> None:
    """Tie a provision of FILE1 to one of FILE2.

    \b
    Example:
      lawdiff link add rule.xml act.xml --at "8 CFR 215.8(a)" --at2 "sec. 90004(a)(4)" --relation "funded by"
    """
    one, two = opened(file1), opened(file2)
    source, target = place(one, at), place(two, at2)
    with notebook(db, create=True) as store, store.transaction():
        store.add_document(one)
        store.add_document(two)
        made = store.add_link(source, target, relation, note=note, author=author)
    tell(f"{source.citation} {made.relation} {target.citation}.")
    click.echo(short(made.id))


@link.command("load")
@click.argument("table", metavar="TABLE")
@options.database
def load(table: str, db: str | None) -> None:
    """Add the links of TABLE, a CSV or JSON Lines file, all or none.

    Its columns are source, source_at, target, target_at, relation, note, author, created and id.
    """
    with notebook(db, create=True) as store:
        loaded = load_links(store, table)
    for conflict in loaded.conflicts:
        tell(conflict)
    tell(f"{loaded.added} links added, {loaded.known} known already, {len(loaded.conflicts)} in conflict.")


@link.command("list")
@click.argument("file", metavar="[FILE]", required=False)
@options.formats("terminal", "json", "jsonl", "csv")
@options.output
@options.database
@options.width
def list_links(file: str | None, form: str, output: str | None, db: str | None, width: int | None) -> None:
    """List links: all of them, or those that touch FILE."""
    sha256 = opened(file).sha256 if file else ""
    with notebook(db) as store:
        list_out(link_listing(store.links(sha256), store.titles()), form, output, width)


@link.command("delete")
@click.argument("id")
@author
@options.database
def delete(id: str, author: str, db: str | None) -> None:  # noqa: A002 - its name
    """Take a link away."""
    with notebook(db) as store:
        gone = store.delete_link(id, author=author)
    tell(f"{gone.source.citation} and {gone.target.citation} are no longer tied.")
