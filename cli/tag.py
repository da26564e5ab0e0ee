"""`lawdiff tag`: keep the codebook of tags."""

from __future__ import annotations

import shlex

import click

from lawdiff.annotations.bulk import load_codebook
from lawdiff.annotations.stats import survival as fates
from lawdiff.annotations.stats import tag_counts, tags_together
from lawdiff.cli import options
from lawdiff.cli.notebook import author, list_out, notebook
from lawdiff.cli.opening import opened
from lawdiff.cli.telling import tell
from lawdiff.render.codebook import pairs_listing, stats_listing, survival_listing, tag_listing
from lawdiff.render.words import count


@click.group("tag")
def tag() -> None:
    """Keep the codebook of tags."""


@tag.command("define")
@click.argument("name")
@click.argument("definition", required=False)
@click.option("--colour", "--color", "colour", metavar="#RRGGBB", help="Its colour beside the text.")
@click.option("--parent", metavar="TAG", help="The tag that it belongs under; an empty one for none.")
@author
@options.database
def define(
    *, name: str, definition: str | None, colour: str | None, parent: str | None, author: str, db: str | None
) -> None:
    """Add a tag to the codebook, or change what is given."""
    with notebook(db, create=True) as store:
        made = store.define_tag(name, definition=definition, colour=colour, parent=parent, author=author)
    tell(f"Defined {made.name}.")


@tag.command("load")
@click.argument("table", metavar="CODEBOOK")
@author
@options.database
def load(table: str, author: str, db: str | None) -> None:
    """Define the tags of CODEBOOK, a CSV file with the columns name, definition, colour and parent."""
    with notebook(db, create=True) as store:
        loaded = load_codebook(store, table, author=author)
    tell(f"{loaded.added} tags added, {loaded.known} known already.")


@tag.command("list")
@options.formats("terminal", "json", "jsonl", "csv")
@options.output
@options.database
@options.width
def list_tags(form: str, output: str | None, db: str | None, width: int | None) -> None:
    """List the codebook, with how many notes have each tag."""
    with notebook(db) as store:
        list_out(tag_listing(store.tags(), store.tag_counts()), form, output, width)


@tag.command("stats")
@click.option("--together", is_flag=True, help="Which tags stand on the same notes, instead.")
@options.formats("terminal", "json", "jsonl", "csv")
@options.output
@options.database
@options.width
def stats(*, together: bool, form: str, output: str | None, db: str | None, width: int | None) -> None:
    """Count the tags document by document, with how many places were carried, edited or lost."""
    with notebook(db) as store:
        notes, titles = store.notes(), store.titles()
    if together:
        list_out(pairs_listing(tags_together(notes)), form, output, width)
    else:
        rows = [(each.tag, titles[each.document], each.notes, each.states) for each in tag_counts(notes)]
        list_out(stats_listing(rows), form, output, width)


@tag.command("survival")
@options.document("old")
@options.document("new")
@options.formats("terminal", "json", "jsonl", "csv")
@options.output
@options.database
@options.width
def survival(*, old: str, new: str, form: str, output: str | None, db: str | None, width: int | None) -> None:
    """Count, tag by tag, what became in NEW of the places that notes have in OLD.

    Carry the notes first; versions in between may be left out here.
    """
    one, two = opened(old), opened(new)
    with notebook(db) as store:
        found = fates(store, one.sha256, two.sha256)
    list_out(survival_listing(found), form, output, width)


@tag.command("rename")
@click.argument("old")
@click.argument("new")
@author
@options.database
def rename(old: str, new: str, author: str, db: str | None) -> None:
    """Give a tag another name, on every note."""
    with notebook(db) as store:
        tell(f"{old} is {store.rename_tag(old, new, author=author).name} now.")


@tag.command("merge")
@click.argument("tags", nargs=-1, required=True, metavar="TAG...")
@click.option("--into", required=True, metavar="TAG", help="The tag that stays.")
@author
@options.database
def merge(tags: tuple[str, ...], into: str, author: str, db: str | None) -> None:
    """Put one tag in the place of others on every note."""
    with notebook(db) as store:
        stays = store.merge_tags(tags, into, author=author)
        tell(f"{stays.name} is on {store.tag_counts()[stays.name]} notes now.")


@tag.command("delete")
@click.argument("name", metavar="TAG")
@author
@options.database
def delete(name: str, author: str, db: str | None) -> None:
    """Take a tag off every note and out of the codebook; `lawdiff tag restore` brings it back.

    The notes stay. Tags below it move up to the tag that it was under.
    """
    with notebook(db) as store:
        gone = store.delete_tag(name, author=author)
    moved = (
        f"; {', '.join(gone.children)} moved up to {gone.tag.parent or 'the top'}" if gone.children else ""
    )
    back = shlex.join(["lawdiff", "tag", "restore", gone.tag.name])
    tell(
        f"Deleted {gone.tag.name}, which was on {count(gone.notes, 'note')}{moved}. Bring it back with: {back}"
    )


@tag.command("restore")
@click.argument("name", metavar="TAG")
@author
@options.database
def restore(name: str, author: str, db: str | None) -> None:
    """Bring a deleted tag back as it was, with its notes and the tags below it."""
    with notebook(db) as store:
        back = store.restore_tag(name, author=author)
    below = f", above {', '.join(back.children)}" if back.children else ""
    tell(f"Brought back {back.tag.name}, on {count(back.notes, 'note')}{below}.")
