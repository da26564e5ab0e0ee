"""Lists of notes, tags, links and carried notes: one table of rows that the terminal, CSV and JSON all take.

The CSV of notes has the columns that `lawdiff note load` reads, among others; its `document` is the title.
"""

from __future__ import annotations

import csv
from dataclasses import asdict, dataclass
from io import StringIO
from typing import TYPE_CHECKING

from lawdiff.render.result import Result, Stream
from lawdiff.render.tables import cell
from lawdiff.render.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Protocol

    from lawdiff.annotations.note import Link, Note, Target

    class Found(Protocol):
        """What `lawdiff.annotations.documents.StoredProvision` has; this room takes the words of the notes alone."""

        @property
        def document(self) -> str:
            """SHA-256."""

        @property
        def address(self) -> str:
            """In the document."""

        @property
        def citation(self) -> str:
            """The same for a reader."""

        @property
        def heading(self) -> str:
            """As printed."""

        @property
        def text(self) -> str:
            """Its own text."""


RECORDS = {"agreement": "measure", "carried": "carried", "history": "action", "survival": "fate"}
"""What a listing lists -> what one entry is called in JSON Lines, where it is not the singular with an s less."""

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
        table: the rows of the terminal, ready to print.
        entries: the same for JSON, one an entry.
        empty: what to say in the terminal where there is nothing.
    """

    noun: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shown: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    entries: tuple[Mapping[str, object], ...]
    empty: str


def short(identifier: str) -> str:
    """Return the beginning of a UUID, and any other id as it is."""
    made = len(identifier) == 36 and identifier.count("-") == 4  # noqa: PLR2004 - the form of a UUID
    return identifier[:SHORT_ID] if made else identifier


def plain(text: str) -> str:
    """Return text for the terminal: control characters visible, on one line."""
    return clean(text).replace("\n", " ").replace("\t", " ")


def quotation(quote: str) -> str:
    """Return a quote in quotation marks, or nothing."""
    return f"“{quote}”" if quote else ""


def paragraphs(*parts: str) -> str:
    """Return the parts that say something, cleaned, each on a line of its own."""
    return "\n".join(plain(part) for part in parts if part)


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


def listing_result(listing: Listing, schema: str, settings: Mapping[str, object] | None = None) -> Result:
    """Return a listing for programs.

    Args:
        listing: what was found.
        schema: the command that lists it, such as ``note list``.
        settings: what shaped the list.
    """
    stream = Stream(listing.noun, RECORDS.get(listing.noun, listing.noun.removesuffix("s")), listing.entries)
    return Result(schema, {}, (stream,), settings or {})


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


def note_listing(
    notes: Iterable[Note], titles: Mapping[str, str], document: str = "", *, evidence: bool = False
) -> Listing:
    """List notes, one row a place.

    Args:
        notes: in the order in which they are listed.
        titles: of the documents, by SHA-256.
        document: SHA-256 of the only document whose places are wanted; empty for all.
        evidence: whether the terminal says why a note was carried where it stands.
    """
    kept = tuple(notes)
    places = [(note, target) for note in kept for target in note.targets if document in ("", target.document)]
    rows = tuple(_note_row(note, target, titles) for note, target in places)
    names = {} if document else titles
    table = tuple(
        (
            plain(short(note.id)),
            paragraphs(target.citation, names.get(target.document, ""), _carried(target, evidence=evidence)),
            paragraphs(quotation(target.quote), note.body, _byline(note)),
        )
        for note, target in places
    )
    entries = tuple(note_entry(note, titles) for note in kept)
    return Listing("notes", NOTE_COLUMNS, rows, ("id", "where", "note"), table, entries, "No notes.")


def _carried(target: Target, *, evidence: bool) -> str:
    """Return how a target came where it stands, in brackets, or nothing where it was made there."""
    if target.state == "made here":
        return f"({target.evidence})" if evidence and target.evidence else ""
    return f"({target.state}, {target.score:.0%}: {target.evidence})" if evidence else f"({target.state})"


def _byline(note: Note) -> str:
    """Return author, day, state and tags in one line."""
    facts = [note.author, note.created[:10], note.state if note.state != "open" else ""]
    tags = f" [{', '.join(note.tags)}]" if note.tags else ""
    return "- " + ", ".join(fact for fact in facts if fact) + tags


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
    table = tuple(
        (
            plain(short(link.id)),
            paragraphs(link.source.citation, titles.get(link.source.document, "")),
            plain(link.relation),
            paragraphs(link.target.citation, titles.get(link.target.document, "")),
            plain(link.note),
        )
        for link in kept
    )
    shown = ("id", "from", "relation", "to", "note")
    return Listing("links", columns, rows, shown, table, tuple(map(asdict, kept)), "No links.")


def provision_listing(found: Iterable[tuple[Found, str]], titles: Mapping[str, str]) -> Listing:
    """List provisions that a search found, with the words around what was looked for."""
    kept = tuple(found)
    columns = ("document", "at", "citation", "heading", "found", "text")
    rows = tuple(
        (titles.get(each.document, ""), each.address, each.citation, each.heading, words, each.text)
        for each, words in kept
    )
    table = tuple(
        (paragraphs(each.citation, titles.get(each.document, "")), plain(words)) for each, words in kept
    )
    entries = tuple(
        {
            "document": each.document,
            "title": titles.get(each.document, ""),
            "address": each.address,
            "citation": each.citation,
            "heading": each.heading,
            "found": words,
            "text": each.text,
        }
        for each, words in kept
    )
    return Listing("provisions", columns, rows, ("where", "words"), table, entries, "No such provisions.")


def history_listing(lines: Iterable[Mapping[str, str]]) -> Listing:
    """List what was done to an entry, oldest first."""
    kept = tuple(lines)
    columns = ("at", "author", "action", "detail")
    rows = tuple(tuple(line[column] for column in columns) for line in kept)
    table = tuple(tuple(map(plain, row)) for row in rows)
    return Listing("history", columns, rows, columns, table, kept, "Nothing was done.")
