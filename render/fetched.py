"""What `lawdiff fetch` saved, as a list."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from lawdiff.render.notes import Listing, paragraphs, plain

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Saved:
    """A document that was fetched and written.

    Attributes:
        file: where it was written.
        name: what names it, in one spelling.
        title: what the service calls it, or empty.
        date: of its publication, or of the text; or empty.
        address: where it came from.
        sha256: of the file.
        bytes: its size.
        etag: the service's validator, or empty.
        last_modified: likewise.
    """

    file: str
    name: str
    title: str
    date: str
    address: str
    sha256: str
    bytes: int
    etag: str
    last_modified: str


COLUMNS = ("file", "name", "title", "date", "address", "sha256", "bytes", "etag", "last_modified")


def saved_listing(saved: Iterable[Saved]) -> Listing:
    """List what was saved, in the order in which it was asked for."""
    kept = tuple(saved)
    entries = tuple(asdict(one) for one in kept)
    return Listing(
        "documents",
        COLUMNS,
        tuple(tuple(str(entry[column]) for column in COLUMNS) for entry in entries),
        ("file", "document", "date", "bytes"),
        tuple((plain(one.file), paragraphs(one.name, one.title), one.date, f"{one.bytes:,}") for one in kept),
        entries,
        "Nothing was fetched.",
    )
