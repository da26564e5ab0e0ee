r"""All notes as one table, CSV, for spreadsheets and statistics, and back again without loss.

    id,document,at,citation,quote,body,tags,author,created,updated,state,carried,score,evidence,prefix,…
    n-1,"H.R. 9 (engrossed in House)",s2/b,sec. 2(b),14 days,Why so short?,retention;period,ada,…

One row a place, so a note that was carried has several; what is said of the note itself is the same in each. The
columns up to `evidence` are for people; the rest is what the store needs to know the place again. Cells hold what a
spreadsheet would compute (OWASP, "CSV Injection") with an apostrophe in front, and control characters as ``\u001b``,
a backslash as two: reading takes both off.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from io import StringIO
from typing import TYPE_CHECKING, get_args

from lawdiff.annotations.arrival import Arrival
from lawdiff.annotations.errors import NoteError
from lawdiff.annotations.note import CarryState, Note, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from lawdiff.annotations.documents import StoredDocument
    from lawdiff.annotations.store import Store

OF_THE_NOTE = ("id", "body", "tags", "author", "created", "updated", "state")
OF_THE_DOCUMENT = ("sha256", "kind", "family", "identity", "added")
COLUMNS = (
    *("id", "document", "at", "citation", "quote", "body", "tags", "author", "created", "updated", "state"),
    *("carried", "score", "evidence", "prefix", "suffix", "start", "text", "origin"),
    *OF_THE_DOCUMENT,
)

LARGEST_CELL = 100_000_000
"""Characters of a cell that is read; Python's own limit of 131,072 is less than a long note may have."""

_GUARDED = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠", "'")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_ESCAPED = re.compile(r"\\(\\|u[0-9a-f]{4}|U[0-9a-f]{8})")


def export_csv(store: Store) -> str:
    """Return all notes of a store, one row a place."""
    return table(store.notes(), store.documents())


def table(notes: Iterable[Note], documents: Iterable[StoredDocument]) -> str:
    """Return notes with the documents that they stand in, one row a place."""
    known = {document.sha256: document for document in documents}
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    writer.writerow(COLUMNS)
    for note in notes:
        for place in note.targets:
            document = known[place.document]
            identity = json.dumps(document.identity, ensure_ascii=False, sort_keys=True)
            row = {
                "id": note.id,
                "body": note.body,
                "tags": ";".join(note.tags),
                "author": note.author,
                "created": note.created,
                "updated": note.updated,
                "state": note.state,
                "document": document.title,
                "at": place.address,
                "carried": place.state,
                "score": repr(place.score),
                "start": "" if place.start < 0 else str(place.start),
                "sha256": document.sha256,
                "kind": document.kind,
                "family": document.family,
                "identity": identity,
                "added": document.added,
            }
            same = ("citation", "quote", "evidence", "prefix", "suffix", "text", "origin")
            row |= {name: getattr(place, name) for name in same}
            writer.writerow([_cell(row[name]) for name in COLUMNS])
    return out.getvalue()


def is_notes_table(text: str) -> bool:
    """Return whether a text begins like what `export_csv` writes."""
    return next(csv.reader([text.partition("\n")[0]]), [])[:3] == list(COLUMNS[:3])


def read_csv(text: str, name: str) -> Arrival:
    """Read what `export_csv` wrote.

    Args:
        text: of the file.
        name: of the file, for messages.

    Raises:
        NoteError: it is no such table; the error names the line and what is wrong.
    """
    heads: dict[str, dict[str, str]] = {}
    places: dict[str, list[Target]] = {}
    documents: dict[str, Mapping[str, Any]] = {}
    for line, row in _rows(text, name):
        try:
            head = _head(row)
            if heads.setdefault(row["id"], head) != head:
                raise ValueError(f"the note {row['id']!r} says something else in an earlier row")  # noqa: TRY301 - as all
            places.setdefault(row["id"], []).append(_place(row))
            documents[row["sha256"]] = {
                "title": row["document"],
                **{column: row[column] for column in OF_THE_DOCUMENT},
                "identity": json.loads(row["identity"]),
            }
        except (KeyError, ValueError) as error:
            what = f"there is no {error}" if isinstance(error, KeyError) else str(error)
            raise NoteError(
                f"{name}:{line}: is not a table of notes as lawdiff writes it ({what})"
            ) from error
    notes = tuple(_note(head, tuple(places[identifier])) for identifier, head in heads.items())
    return Arrival(notes, documents=tuple(documents.values()))


def _rows(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows with the line on which each ends."""
    limit = csv.field_size_limit(LARGEST_CELL)
    try:
        reader = csv.DictReader(StringIO(text, newline=""), strict=True, restval="")
        for row in reader:
            if None in row:
                raise NoteError(f"{name}:{reader.line_num}: has more cells than headings")
            yield reader.line_num, {column: _uncelled(cell) for column, cell in row.items()}
    except csv.Error as error:
        raise NoteError(f"{name}: is not CSV ({error})") from error
    finally:
        csv.field_size_limit(limit)


def _head(row: Mapping[str, str]) -> dict[str, str]:
    """Return what a row says of the note itself."""
    if row["state"] not in ("open", "resolved"):
        raise ValueError(f"a note has the state {row['state']!r:.40}")
    return {column: row[column] for column in OF_THE_NOTE}


def _place(row: Mapping[str, str]) -> Target:
    state: Any = row["carried"]
    if state not in get_args(CarryState):
        raise ValueError(f"a place was carried {state!r:.40}")
    return Target(
        document=row["sha256"],
        address=row["at"],
        citation=row["citation"],
        quote=row["quote"],
        prefix=row["prefix"],
        suffix=row["suffix"],
        start=int(row["start"] or -1),
        text=row["text"],
        state=state,
        score=float(row["score"]),
        evidence=row["evidence"],
        origin=row["origin"],
    )


def _note(head: Mapping[str, str], places: tuple[Target, ...]) -> Note:
    state: Any = head["state"]
    tags = tuple(sorted(tag for tag in head["tags"].split(";") if tag))
    return Note(
        head["id"], head["body"], tags, head["author"], head["created"], head["updated"], state, places
    )


def _cell(text: str) -> str:
    """Return text as a cell; see the module."""
    shown = "".join(map(_seen, text)) if not text.isprintable() or "\\" in text else text
    return f"'{shown}" if shown.startswith(_GUARDED) else shown


def _seen(character: str) -> str:
    if character == "\\":
        return "\\\\"
    if character in "\n\t" or unicodedata.category(character) not in _UNSEEN:
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - what four digits hold


def _uncelled(cell: str) -> str:
    """Return the text of a cell."""
    bare = cell.removeprefix("'")
    return _ESCAPED.sub(lambda match: "\\" if match[1] == "\\" else chr(int(match[1][1:], 16)), bare)
