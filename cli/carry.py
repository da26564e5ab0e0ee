"""`lawdiff carry`: take notes from one version to the next."""

from __future__ import annotations

from pathlib import Path

import click

from lawdiff.annotations.carry import carry as carry_notes
from lawdiff.annotations.carry_links import carry_links
from lawdiff.annotations.review import read_decisions, review_rows
from lawdiff.cli import options
from lawdiff.cli.notebook import author, list_out, notebook
from lawdiff.cli.reading import compared
from lawdiff.cli.telling import tell
from lawdiff.render.carried import carried_line, carried_listing
from lawdiff.render.notes import rows_csv, short
from lawdiff.render.whole_file import write_whole
from lawdiff.render.words import count


@click.command("carry")
@options.document("old")
@options.document("new")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing to the database.")
@click.option(
    "--review", metavar="FILE", help="Write what needs a person to this CSV, and honour its decisions."
)
@options.formats("terminal", "json", "jsonl", "csv")
@options.output
@author
@options.database
@options.width
def carry(
    *,
    old: str,
    new: str,
    dry_run: bool,
    review: str | None,
    form: str,
    output: str | None,
    author: str,
    db: str | None,
    width: int | None,
) -> None:
    """Give every note on OLD its place in NEW.

    A note follows its provision along the comparison, and its words are the check: a passage that was rewritten is
    orphaned and listed, never put on other words. Notes on OLD stay there. Doing it twice changes nothing. Links follow
    their provisions likewise.

    With --review, a table of what needs a person is written; fill in its last column (the name of a provision of NEW,
    or: orphan) and run the command again.
    """
    with notebook(db) as store:
        comparison = compared(old, new)
        decisions = read_decisions(review) if review else ()
        carried = carry_notes(
            store,
            comparison.old,
            comparison.new,
            comparison.crosswalk,
            dry_run=dry_run,
            author=author,
            decisions=decisions,
        )
        links = carry_links(
            store, comparison.old, comparison.new, comparison.crosswalk, dry_run=dry_run, author=author
        )
    if review:
        write_whole(Path(review), rows_csv(review_rows(carried, decisions)))
    list_out(carried_listing(carried), form, output, width)
    tell(carried_line(carried, dry_run=dry_run))
    for link in links:
        if not any(target.address for target in link.new):
            tell(f"The link {short(link.link)} has lost its place: {link.new[0].evidence}")
    if links:
        tell(f"{count(len(links), 'end of a link', 'ends of links')} followed.")
