"""Lists of notes, tags, links and carried notes: one table of rows that the terminal, CSV and JSON all take.

The CSV of notes has the columns that `lawdiff note load` reads, among others; its `document` is the title.
"""

from __future__ import annotations

import csv
import json
from dataclasses import asdict, dataclass
from io import StringIO
from typing import TYPE_CHECKING

from lawdiff.render.tables import cell
from lawdiff.render.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lawdiff.annotations.note import Link, Note, Tag, Target

SHORT_ID = 8
"""Characters of a made id that are shown: the first group of a UUID tells any notes of one project apart."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list to be shown.

    Attributes:
        noun: what it lists, in the plural: the key of its JSON.
        columns: of the CSV file.
        rows: one an entry and place, as many cells as columns.
        shown: the columns of the terminal, by name, in order.
        entries: the same for JSON, one an entry.
        empty: what to say in the terminal where there is nothing.
    """

    noun: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shown: tuple[str, ...]
    entries: tuple[Mapping[str, object], ...]
    empty: str


def short(identifier: str) -> str:
    """Return the beginning of a UUID, and any other id as it is."""
    made = len(identifier) == 36 and identifier.count("-") == 4  # noqa: PLR2004 - the form of a UUID
    return identifier[:SHORT_ID] if made else identifier


def listing_csv(listing: Listing) -> str:
    """Return a listing as CSV that no spreadsheet computes."""
    return rows_csv((listing.columns, *listing.rows))


def rows_csv(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV that no spreadsheet computes; the first row is the header."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return out.getvalue()


def listing_json(listing: Listing) -> str:
    """Return a listing as JSON: one object with the entries under their noun."""
    return json.dumps({listing.noun: listing.entries}, ensure_ascii=False, indent=1) + "\n"


NOTE_COLUMNS = (
    "id",
    "document",
    "at",
    "citation",
    "quote",
    "body",
    "tags",
    "author",
    "created",
    "updated",
    "state",
    "carried",
    "score",
    "evidence",
)


def note_listing(notes: Iterable[Note], titles: Mapping[str, str], document: str = "") -> Listing:
    """List notes, one row a place.

    Args:
        notes: in the order in which they are listed.
        titles: of the documents, by SHA-256.
        document: SHA-256 of the only document whose places are wanted; empty for all.
    """
    kept = tuple(notes)
    rows = tuple(
        _note_row(note, target, titles)
        for note in kept
        for target in note.targets
        if document in ("", target.document)
    )
    entries = tuple(note_entry(note, titles) for note in kept)
    shown = ("id", "document", "citation", "quote", "body", "tags", "author", "state", "carried")
    if document:
        shown = tuple(column for column in shown if column != "document")
    return Listing("notes", NOTE_COLUMNS, rows, shown, entries, "No notes.")


def _note_row(note: Note, target: Target, titles: Mapping[str, str]) -> tuple[str, ...]:
    return (
        note.id,
        titles.get(target.document, target.document),
        target.address,
        target.citation,
        target.quote,
        note.body,
        "; ".join(note.tags),
        note.author,
        note.created,
        note.updated,
        note.state,
        "" if target.state == "made here" else target.state,
        f"{target.score:.2f}",
        target.evidence,
    )


def note_entry(note: Note, titles: Mapping[str, str]) -> Mapping[str, object]:
    """Return a note with all its places, as JSON values."""
    targets = [{"title": titles.get(target.document, ""), **asdict(target)} for target in note.targets]
    return {**asdict(note), "targets": targets}


def tag_listing(tags: Iterable[Tag], counts: Mapping[str, int]) -> Listing:
    """List the codebook with how many notes have each tag, children under their parents."""
    ordered = list(_by_parent(tuple(tags)))
    columns = ("name", "definition", "colour", "parent", "notes")
    rows = tuple(
        (tag.name, tag.definition, tag.colour, tag.parent, str(counts.get(tag.name, 0))) for _, tag in ordered
    )
    entries = tuple({**asdict(tag), "notes": counts.get(tag.name, 0)} for _, tag in ordered)
    return Listing("tags", columns, rows, ("name", "parent", "notes", "definition"), entries, "No tags.")


def _by_parent(tags: Sequence[Tag], parent: str = "", depth: int = 0) -> Iterable[tuple[int, Tag]]:
    for tag in tags:
        if tag.parent == parent:
            yield depth, tag
            yield from _by_parent(tags, tag.name, depth + 1)


def link_listing(links: Iterable[Link], titles: Mapping[str, str]) -> Listing:
    """List links, one a row."""
    kept = tuple(links)
    columns = (
        "id",
        "source",
        "source_at",
        "source_citation",
        "relation",
        "target",
        "target_at",
        "target_citation",
        "note",
        "author",
        "created",
    )
    rows = tuple(
        (
            link.id,
            titles.get(link.source.document, ""),
            link.source.address,
            link.source.citation,
            link.relation,
            titles.get(link.target.document, ""),
            link.target.address,
            link.target.citation,
            link.note,
            link.author,
            link.created,
        )
        for link in kept
    )
    shown = ("id", "source", "source_citation", "relation", "target", "target_citation", "note")
    return Listing("links", columns, rows, shown, tuple(asdict(link) for link in kept), "No links.")


def plain_cell(column: str, value: str) -> str:
    """Return a cell for the terminal: ids short, control characters visible, line feeds as spaces."""
    return clean(short(value) if column == "id" else value).replace("\n", " ").replace("\t", " ")
