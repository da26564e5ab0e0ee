"""`lawdiff agreement`: how far several coders agree, tag by tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lawdiff.annotations.agreement import agreement as measure
from lawdiff.cli import options
from lawdiff.cli.notebook import list_out, notebook
from lawdiff.cli.opening import opened
from lawdiff.cli.telling import tell
from lawdiff.render.agreement import agreement_listing, disagreements_listing
from lawdiff.render.words import count

if TYPE_CHECKING:
    from lawdiff.annotations.agreement import UnitKind


@click.command("agreement")
@click.option("--document", metavar="FILE", help="Only this document.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only this tag; give it again for more.")
@click.option(
    "--unit",
    type=click.Choice(["provision", "span"]),
    default="provision",
    show_default=True,
    help="What is compared: provisions, or the words that the notes are on.",
)
@click.option("--disagreements", is_flag=True, help="List what the coders do not agree on, instead.")
@options.formats("terminal", "json", "jsonl", "csv")
@options.output
@options.database
@options.width
def agreement(
    *,
    document: str | None,
    tags: tuple[str, ...],
    unit: UnitKind,
    disagreements: bool,
    form: str,
    output: str | None,
    db: str | None,
    width: int | None,
) -> None:
    """Measure how far the authors of notes agree on tags: percent agreement, Cohen's kappa, Krippendorff's alpha.

    Every provision (or word) of the documents is a unit, and a tag is there or not. A coder counts in the documents
    where he or she put notes; notes that were carried count where they were made. Kappa is for two coders.

    \b
    Examples:
      lawdiff agreement --tag retention --tag citizens
      lawdiff agreement --unit span --disagreements --format csv -o to-settle.csv
    """
    sha256 = opened(document).sha256 if document else ""
    with notebook(db) as store:
        found = measure(store, document=sha256, tags=tags, unit=unit)
        titles = store.titles()
    if disagreements:
        list_out(disagreements_listing(found.disagreements, titles), form, output, width)
    else:
        list_out(agreement_listing([found.overall, *found.tags]), form, output, width)
        tell(f"{count(len(found.disagreements), 'disagreement')} to settle; --disagreements lists them.")
