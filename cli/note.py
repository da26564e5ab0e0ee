"""`lawdiff note`: write, list and search notes on provisions."""

from __future__ import annotations

import click

from lawdiff.annotations.bulk import load_notes
from lawdiff.annotations.place import place
from lawdiff.cli import options
from lawdiff.cli.notebook import author, edited, list_out, notebook, said, tags
from lawdiff.cli.opening import opened
from lawdiff.cli.telling import tell
from lawdiff.parsers.locate import locate
from lawdiff.render.notes import history_listing, note_listing, provision_listing, short


@click.group("note")
def note() -> None:
    """Write, list and search notes on provisions."""


quote = click.option("--quote", metavar="WORDS", default="", help="The words that it is about, exactly.")
occurrence = click.option(
    "--occurrence", type=click.IntRange(min=1), help="Which one, where the words stand there more than once."
)
at = click.option(
    "--at",
    metavar="PLACE",
    required=True,
    help='The provision: "sec. 70503(a)", "8 CFR 215.8(a)", or an address.',
)


from_stdin = click.option(
    "--from-stdin",
    is_flag=True,
    help="Read the body from standard input; - in the place of BODY does the same.",
)


@note.command("add")
@options.document("file")
@click.argument("body", required=False)
@at
@quote
@occurrence
@tags
@click.option("--editor", is_flag=True, help="Write the body in your editor.")
@from_stdin
@author
@options.database
def add(
    *,
    file: str,
    body: str | None,
    at: str,
    quote: str,
    occurrence: int | None,
    tags: tuple[str, ...],
    editor: bool,
    from_stdin: bool,
    author: str,
    db: str | None,
) -> None:
    """Write a note on a provision of FILE, or on words in it.

    \b
    Examples:
      lawdiff note add rule.xml --at "8 CFR 215.8(a)(1)" "Who is covered?" --tag "who is covered"
      lawdiff note add rule.xml --at "8 CFR 215.8(b)" --quote "14 days" "Longer than proposed." --tag retention
      lawdiff note add act.xml --at "sec. 90004(a)" --from-stdin < body.txt
    """
    document = opened(file)
    provision = locate(document, at)
    body = said(body, from_stdin=from_stdin, editor=editor)
    words = edited(body or "") if editor or body is None else body
    with notebook(db, create=True) as store:
        made = store.add_note(
            document, provision, words, quote=quote, occurrence=occurrence or 0, tags=tags, author=author
        )
    tell(f"Noted on {made.targets[0].citation}.")
    click.echo(short(made.id))


@note.command("load")
@click.argument("table", metavar="TABLE")
@options.database
def load(table: str, db: str | None) -> None:
    """Add the notes of TABLE, a CSV or JSON Lines file, all or none.

    Its columns are document (a path from the table's folder), at, quote, occurrence, tags (separated by ;), author,
    created, id and body. Loading a table twice changes nothing.
    """
    with notebook(db, create=True) as store:
        loaded = load_notes(store, table)
    for conflict in loaded.conflicts:
        tell(conflict)
    tell(f"{loaded.added} notes added, {loaded.known} known already, {len(loaded.conflicts)} in conflict.")


state = click.option(
    "--state", type=click.Choice(["open", "resolved"]), help="Only open or only resolved ones."
)


@note.command("list")
@click.argument("file", metavar="[FILE]", required=False)
@options.at("Only on this provision of FILE and below it")
@click.option("--tag", metavar="TAG", default="", help="Only with this tag or one under it.")
@click.option("--author", metavar="NAME", default="", help="Only by this author.")
@state
@click.option("--since", metavar="TIME", default="", help="Only changed then or later: 2025-11-03.")
@click.option("--text", metavar="WORDS", default="", help="Only with all these words in the body.")
@click.option("--deleted", is_flag=True, help="The deleted ones instead.")
@options.formats("terminal", "json", "jsonl", "csv")
@options.output
@options.database
@options.width
def list_notes(
    *,
    file: str | None,
    at: str,
    tag: str,
    author: str,
    state: str | None,
    since: str,
    text: str,
    deleted: bool,
    form: str,
    output: str | None,
    db: str | None,
    width: int | None,
) -> None:
    """List notes, those on FILE or all.

    Options that are given together must all fit.
    """
    if at and not file:
        raise click.UsageError("--at needs the FILE that the provision is in.")
    document = opened(file) if file else None
    address = locate(document, at).address if document and at else ""
    sha256 = document.sha256 if document else ""
    with notebook(db) as store:
        found = store.notes(
            sha256,
            address=address,
            tag=tag,
            author=author,
            state=state or "",
            since=since,
            text=text,
            deleted=deleted,
        )
        list_out(note_listing(found, store.titles(), sha256), form, output, width)


@note.command("search")
@click.argument("words")
@click.option(
    "--provisions", is_flag=True, help="Search the provisions of all documents with notes, instead."
)
@click.option("--document", metavar="FILE", help="Only in this document.")
@options.formats("terminal", "json", "jsonl", "csv")
@options.output
@options.database
@options.width
def search(
    *,
    words: str,
    provisions: bool,
    document: str | None,
    form: str,
    output: str | None,
    db: str | None,
    width: int | None,
) -> None:
    """List the notes with all of WORDS in their body, or the provisions with all of them in their text.

    Words count in any form that English gives them: "report" finds "reported".
    """
    sha256 = opened(document).sha256 if document else ""
    with notebook(db) as store:
        titles = store.titles()
        if provisions:
            listing = provision_listing(store.search_provisions(words, sha256), titles)
        else:
            listing = note_listing(store.notes(sha256, text=words), titles, sha256)
        list_out(listing, form, output, width)


@note.command("show")
@click.argument("id")
@options.formats("terminal", "json", "jsonl", "csv")
@options.output
@options.database
@options.width
def show(id: str, form: str, output: str | None, db: str | None, width: int | None) -> None:  # noqa: A002 - its name
    """Show one note, with all its places.

    For a place that it was carried to, the reason is shown. The beginning of the id is enough.
    """
    with notebook(db) as store:
        list_out(note_listing([store.note(id)], store.titles(), evidence=True), form, output, width)


@note.command("history")
@click.argument("id")
@options.formats("terminal", "json", "jsonl", "csv")
@options.output
@options.database
@options.width
def history(id: str, form: str, output: str | None, db: str | None, width: int | None) -> None:  # noqa: A002 - its name
    """List what was done to a note, by whom and when.

    Deleted notes have a history, too.
    """
    with notebook(db) as store:
        list_out(history_listing(store.note_history(id)), form, output, width)


@note.command("edit")
@click.argument("id")
@click.argument("body", required=False)
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Tags in the place of those it has.")
@click.option("--untag", is_flag=True, help="Take all tags off.")
@click.option("--editor", is_flag=True, help="Change the body in your editor.")
@from_stdin
@author
@options.database
def edit(
    *,
    id: str,  # noqa: A002 - its name
    body: str | None,
    tags: tuple[str, ...],
    untag: bool,
    editor: bool,
    from_stdin: bool,
    author: str,
    db: str | None,
) -> None:
    """Change the body or the tags of a note.

    BODY replaces its text.
    """
    body = said(body, from_stdin=from_stdin, editor=editor)
    if body is None and not tags and not untag and not editor:
        raise click.UsageError("Say what to change: a new BODY, --tag, --untag, --editor or --from-stdin.")
    with notebook(db) as store:
        old = store.note(id)
        words = edited(old.body) if editor else body
        changed = store.edit_note(old.id, body=words, tags=tags if tags or untag else None, author=author)
    tell(f"Changed {short(changed.id)}.")


@note.command("resolve")
@click.argument("id")
@author
@options.database
def resolve(id: str, author: str, db: str | None) -> None:  # noqa: A002 - its name
    """Mark a note as done with."""
    with notebook(db) as store:
        tell(f"Resolved {short(store.resolve(id, author=author).id)}.")


@note.command("reopen")
@click.argument("id")
@author
@options.database
def reopen(id: str, author: str, db: str | None) -> None:  # noqa: A002 - its name
    """Mark a resolved note as open again."""
    with notebook(db) as store:
        tell(f"Reopened {short(store.reopen(id, author=author).id)}.")


@note.command("delete")
@click.argument("id")
@author
@options.database
def delete(id: str, author: str, db: str | None) -> None:  # noqa: A002 - its name
    """Take a note away; `lawdiff note restore` brings it back."""
    with notebook(db) as store:
        gone = store.delete_note(id, author=author)
    tell(f"Deleted {short(gone.id)}; bring it back with: lawdiff note restore {short(gone.id)}")


@note.command("restore")
@click.argument("id")
@author
@options.database
def restore(id: str, author: str, db: str | None) -> None:  # noqa: A002 - its name
    """Bring a deleted note back."""
    with notebook(db) as store:
        tell(f"Brought back {short(store.restore_note(id, author=author).id)}.")


@note.command("attach")
@click.argument("id")
@options.document("file")
@at
@quote
@occurrence
@author
@options.database
def attach(
    *,
    id: str,  # noqa: A002 - its name
    file: str,
    at: str,
    quote: str,
    occurrence: int | None,
    author: str,
    db: str | None,
) -> None:
    """Put a note on a provision of FILE by hand.

    An orphan of a carry gets its place back; any other note gets a further one.
    """
    document = opened(file)
    target = place(document, at, quote, occurrence=occurrence or 0)
    with notebook(db) as store:
        moved = store.attach(id, document, target, author=author)
    tell(f"{short(moved.id)} stands on {target.citation}.")
