"""Many notes, links or tags at once, from a table: CSV with a header, or JSON Lines.

    document,at,quote,tags,author,created,id,body
    rule.xml,8 CFR 215.8(a)(1),within 14 days,retention;procedure,analyst,2025-11-03T14:00:00Z,note-1,Who counts?

`document` is a path from the table's own folder. A row without an `id` gets one made from what it says, so loading
a table twice changes nothing. A row whose id is taken by something else is left alone and reported; anything else
that is wrong stops the load, names the line, and nothing of the table is kept.
"""

from __future__ import annotations

import csv
import json
import uuid
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from lawdiff.annotations.errors import EntryExists, NoteError
from lawdiff.annotations.place import place
from lawdiff.parsers.errors import LawdiffError, UnreadableSource
from lawdiff.parsers.locate import Locator
from lawdiff.parsers.source import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lawdiff.annotations.store import Store

    Row = Mapping[str, str]

NOTE_COLUMNS = ("document", "at", "quote", "tags", "author", "created", "id", "body")
LINK_COLUMNS = ("source", "source_at", "target", "target_at", "relation", "note", "author", "created", "id")
TAG_COLUMNS = ("name", "definition", "colour", "parent")

OPTIONAL = frozenset(
    {"quote", "tags", "author", "created", "id", "note", "definition", "colour", "parent", "occurrence"}
)
"""Columns that a table may leave out; `occurrence` says which one where a quote stands there more than once."""

NAMESPACE = uuid.UUID("6b0f4a52-8a0f-5c5e-9a61-2f2d9d1c7e11")
"""For the ids of rows without one (RFC 9562, version 5); drawn once at random."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did.

    Attributes:
        added: how many entries are new.
        known: how many were there already.
        conflicts: what was left alone because its id is taken by something else, a sentence each.
    """

    added: int
    known: int
    conflicts: tuple[str, ...]


class Shelf:
    """Documents by path, each read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._locators: dict[str, Locator] = {}

    def open(self, name: str) -> Locator:
        """Return a document with its index of names; `name` is a path from the folder."""
        if name not in self._locators:
            self._locators[name] = Locator(parse(str(self.folder / name)))
        return self._locators[name]


def read_table(
    path: str | Path, columns: Iterable[str], optional: Iterable[str] = OPTIONAL
) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a table with the line that each begins on; a missing cell is an empty string.

    Args:
        path: CSV with a header, or JSON Lines where the name ends in ``.jsonl`` or ``.ndjson``.
        columns: those that are known; others are refused, because a misspelled one would be lost in silence.
        optional: those that may be left out or empty.

    Raises:
        UnreadableSource: the file is missing, not text, or a line is not what it should be.
    """
    name = str(path)
    try:
        text = Path(name).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSource(name, "is not text in UTF-8") from error
    except OSError as error:
        raise UnreadableSource(name, f"cannot be read ({error.strerror})") from error
    read = _json_lines if name.casefold().endswith((".jsonl", ".ndjson")) else _csv
    optional = frozenset(optional)
    known = {*columns, *optional}
    for line, row in read(name, text):
        for column in row:
            if column not in known:
                raise UnreadableSource(name, f"has a column {column!r} that means nothing here", line)
        for column in columns:
            if column not in optional and not row.get(column, "").strip():
                raise UnreadableSource(name, f"has no {column!r}", line)
        yield line, row


def _csv(name: str, text: str) -> Iterator[tuple[int, Row]]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        header = [column.strip() for column in next(reader, [])]
        if not header:
            raise UnreadableSource(name, "is empty")
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) > len(header):
                raise UnreadableSource(name, f"has {len(cells)} cells under {len(header)} headings", line)
            if any(cell.strip() for cell in cells):
                yield line, dict(zip(header, map(_computed, cells), strict=False))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableSource(name, f"is not CSV: {error}", reader.line_num) from error


def _computed(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from computing a cell."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_STARTS) else cell


def _json_lines(name: str, text: str) -> Iterator[tuple[int, Row]]:
    for line, words in enumerate(text.split("\n"), 1):
        if not words.strip():
            continue
        try:
            entry = json.loads(words)
        except ValueError as error:
            raise UnreadableSource(name, f"is not JSON: {error}", line) from error
        if not isinstance(entry, dict):
            raise UnreadableSource(name, "is not a JSON object", line)
        yield line, {key: _flat(name, line, key, value) for key, value in entry.items()}


def _flat(name: str, line: int, key: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ";".join(value)
    if isinstance(value, str | int):
        return str(value)
    raise UnreadableSource(name, f"{key!r} is neither text nor a list of texts", line)


def load_notes(store: Store, path: str | Path) -> Loaded:
    """Add the notes of a table; see the module for its columns.

    Raises:
        UnreadableSource: the table or a document that it names cannot be read.
        NoteError: a line names a provision or a quote that is not there; the error names the line.
        StoreError: the database cannot be written.
    """
    shelf = Shelf(Path(path).parent)

    def add(row: Row) -> None:
        document = shelf.open(row["document"])
        store.add_note(
            document,
            row["at"],
            row["body"],
            quote=row.get("quote", ""),
            occurrence=_number(row.get("occurrence", "")),
            tags=split_tags(row.get("tags", "")),
            author=row.get("author", ""),
            created=row.get("created", ""),
            id=row.get("id", "") or _made_id(document.document.sha256, row, NOTE_COLUMNS[1:]),
        )

    return _load(store, path, NOTE_COLUMNS, add, lambda: len(store.notes()))


def load_links(store: Store, path: str | Path) -> Loaded:
    """Add the links of a table with the columns `LINK_COLUMNS`; see `load_notes`."""
    shelf = Shelf(Path(path).parent)

    def add(row: Row) -> None:
        source, target = shelf.open(row["source"]), shelf.open(row["target"])
        store.add_document(source.document)
        store.add_document(target.document)
        store.add_link(
            place(source, row["source_at"]),
            place(target, row["target_at"]),
            row["relation"],
            note=row.get("note", ""),
            author=row.get("author", ""),
            created=row.get("created", ""),
            id=row.get("id", "")
            or _made_id(source.document.sha256 + target.document.sha256, row, LINK_COLUMNS),
        )

    return _load(store, path, LINK_COLUMNS, add, lambda: len(store.links()))


def load_codebook(store: Store, path: str | Path, *, author: str = "") -> Loaded:
    """Define the tags of a table with the columns `TAG_COLUMNS`; a parent must stand before its children.

    A tag that is in the codebook already takes over what the table says.
    """

    def add(row: Row) -> None:
        store.define_tag(
            row["name"],
            definition=row.get("definition", ""),
            colour=row.get("colour", ""),
            parent=row.get("parent", ""),
            author=author,
        )

    return _load(store, path, TAG_COLUMNS, add, lambda: len(store.tags()))


def _load(
    store: Store,
    path: str | Path,
    columns: tuple[str, ...],
    add: Callable[[Row], None],
    count: Callable[[], int],
) -> Loaded:
    """Add row by row in one transaction, and say what came of it."""
    conflicts: list[str] = []
    rows = 0
    with store.transaction():
        before = count()
        for line, row in read_table(path, columns):
            rows += 1
            try:
                add(row)
            except EntryExists as error:
                conflicts.append(f"{path}:{line}: {error}; left as it is")
            except LawdiffError as error:
                raise NoteError(f"{path}:{line}: {error}") from error
        added = count() - before
    return Loaded(added, rows - added - len(conflicts), tuple(conflicts))


def split_tags(cell: str) -> tuple[str, ...]:
    """Return the tags of a cell, separated by semicolons."""
    return tuple(tag.strip() for tag in cell.split(";") if tag.strip())


def _number(cell: str) -> int:
    if cell.strip() and not cell.strip().isdecimal():
        raise NoteError(f"{cell!r} is not the number of an occurrence")
    return int(cell) if cell.strip() else 0


def _made_id(document: str, row: Row, columns: Iterable[str]) -> str:
    """Return an id made from what a row says."""
    says = [document, *(" ".join(row.get(column, "").split()) for column in columns if column != "id")]
    return str(uuid.uuid5(NAMESPACE, json.dumps(says)))
