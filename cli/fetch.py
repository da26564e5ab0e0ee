"""`lawdiff fetch`: official documents by the names that people use."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lawdiff.cli import options
from lawdiff.cli.notebook import list_out
from lawdiff.cli.official import fetched_anew
from lawdiff.cli.output import emit
from lawdiff.parsers import LawdiffError
from lawdiff.parsers.errors import printable
from lawdiff.render.fetched import Saved, saved_listing
from lawdiff.render.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.sources.fetched import Fetched


class Occupied(LawdiffError):  # noqa: N818 - reads as a sentence where it is raised
    """A file that would be written over, and that holds something else."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{printable(str(path))}: exists and is another text; -o names another place")


@click.command("fetch")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option(
    "-o",
    "--output",
    metavar="FOLDER|FILE",
    help="Where to write: a folder, or a file for one document, or - [default: this folder].",
)
@click.option("--refresh", is_flag=True, help="Ask whether what is in the cache still holds.")
@click.option(
    "--cache",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where answers are kept [default: LAWDIFF_CACHE, else lawdiff in XDG_CACHE_HOME or ~/.cache].",
)
@options.formats("terminal", "json", "jsonl", "csv")
@options.width
@options.offline
def fetch(
    *,
    names: tuple[str, ...],
    output: str | None,
    refresh: bool,
    cache: Path | None,
    form: str,
    width: int | None,
) -> None:
    """Fetch official documents by the names that people use, and write their XML.

    \b
    FR 2020-24707             a document of the Federal Register by number; FR Doc. E9-25373, 2025-19655
    85 FR 74162               the same by the page where it begins
    RIN 1651-AB12             all documents of a rulemaking, oldest first
    8 CFR 215 @ 2025-12-25    a part of the CFR on a day; a section stands for its part
    8 CFR 215 @ 2020          a part in the annual edition; without @, the newest text of the eCFR
    119 hr 1 enr              a bill at a stage; H.R. 1 (119th) engrossed in House; without stage, the newest
    PL 119-21                 a public law
    13 USC @ 117-80           a title of the US Code at a release point

    They come from federalregister.gov, ecfr.gov, govinfo.gov and uscode.house.gov, and are kept in a cache. Every
    command that takes a document takes these names as well, where no file is called so. A file that is there and
    holds another text is not written over, unless -o names it.

    \b
    Examples:
      lawdiff fetch "FR 2020-24707" "FR 2025-19655"
      lawdiff fetch "RIN 1651-AB12" -o rulemaking/ --format json
      lawdiff diff "FR 2020-24707" "FR 2025-19655"
    """
    documents = fetched_anew(names, cache, refresh=refresh)
    if output == "-":
        if len(documents) > 1:
            raise click.UsageError(f"{len(documents)} documents do not go to standard output; name a folder.")
        emit(documents[0].data, None)
        return
    saved = save(documents, output)
    list_out(saved_listing(saved), form, None, width)


def save(documents: Sequence[Fetched], output: str | None) -> list[Saved]:
    """Write documents to a folder, or one to a file; none where a file of another text is in the way.

    Raises:
        Occupied: it is.
        OSError: a file cannot be written.
    """
    into = Path(output or ".")
    folder = len(documents) > 1 or into.is_dir() or (output or "").endswith(("/", os.sep))
    places = [into / one.file_name if folder else into for one in documents]
    for path, one in zip(places, documents, strict=True):
        if folder and path.exists() and path.read_bytes() != one.data:
            raise Occupied(path)
    if folder:
        into.mkdir(parents=True, exist_ok=True)
    for path, one in zip(places, documents, strict=True):
        write_whole(path, one.data)
    return [
        Saved(
            str(path),
            one.name,
            one.title,
            one.date,
            one.address,
            one.sha256,
            len(one.data),
            one.etag,
            one.modified,
        )
        for path, one in zip(places, documents, strict=True)
    ]
