"""Annotations of the Hypothesis client, read from its export or from its search API's answer (JSON).

Each row has `uri`, `text`, `tags`, `user` (``acct:name@host``), `created`, `updated`, `id`, and in `target` the
selectors of the W3C model: TextQuoteSelector (exact, prefix, suffix) and TextPositionSelector. The positions count
characters of a web page, so the quote alone says where a note belongs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lawdiff.annotations.arrival import Arrival
from lawdiff.annotations.clock import as_utc, now
from lawdiff.annotations.codebook import tag_name
from lawdiff.annotations.errors import NoteError
from lawdiff.annotations.finder import Finder
from lawdiff.annotations.guids import guid
from lawdiff.annotations.note import Note

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawdiff.annotations.store import Store

SHOWN = 60
"""Characters of a quote that a message shows."""


def rows_of(whole: object) -> list[Mapping[str, Any]] | None:
    """Return the rows of an export (a list), of a search (`rows`) or of a file (`annotations`); None for other JSON."""
    rows = whole
    if isinstance(whole, dict):
        rows = whole.get("rows", whole.get("annotations"))
    if (
        not isinstance(rows, list)
        or whole == []
        or not all(isinstance(row, dict) and "uri" in row for row in rows)
    ):
        return None
    return rows


def read_hypothesis(
    store: Store, rows: Sequence[Mapping[str, Any]], name: str, documents: Sequence[str] = ()
) -> Arrival:
    """Return the annotations as notes, placed by their quotes.

    Args:
        store: whose documents they may stand in.
        rows: see `rows_of`.
        name: of the file, for messages.
        documents: SHA-256 of the only documents that they may stand in; empty for all that the store knows.

    Raises:
        NoteError: a row lacks what it must have.
    """
    finder = Finder(store)
    known = tuple(documents) or tuple(each.sha256 for each in store.documents())
    notes, unplaced = [], []
    for number, row in enumerate(rows, 1):
        try:
            quote, prefix, suffix = _quote(row)
            note = _note(row)
        except (KeyError, TypeError, AttributeError, ValueError, NoteError) as error:
            raise NoteError(
                f"{name}: annotation {number} is not as Hypothesis writes it ({error})"
            ) from error
        target, problem = finder.place(quote, prefix, suffix, known)
        if target is None:
            words = " ".join((quote or note.body).split())[:SHOWN]
            unplaced.append(f"{name}: annotation {number} ({words!r}) has no place: {problem}")
        else:
            notes.append(replace(note, targets=(target,)))
    return Arrival(notes=tuple(notes), unplaced=tuple(unplaced))


def _quote(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return the quote of a row with its prefix and suffix; empty for a note on a whole page or a reply."""
    for target in row.get("target") or ():
        for selector in target.get("selector") or ():
            if selector.get("type") == "TextQuoteSelector":
                return (
                    _text(selector["exact"]),
                    _text(selector.get("prefix", "")),
                    _text(selector.get("suffix", "")),
                )
    return "", "", ""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.40} is not text")
    return value


def _note(row: Mapping[str, Any]) -> Note:
    """Return a row as a note without a place; a highlight without words gets its quote as its body."""
    created = as_utc(_text(row["created"])) if row.get("created") else now()
    updated = as_utc(_text(row["updated"])) if row.get("updated") else created
    author = _text(row.get("user", "")).removeprefix("acct:").partition("@")[0]
    tags = tuple(sorted({tag_name(_text(tag)) for tag in row.get("tags") or ()}))
    quote = " ".join(_quote(row)[0].split())
    body = _text(row.get("text") or "") or f"“{quote}”"
    identifier = _text(row.get("id") or "") or guid(
        "hypothesis", _text(row["uri"]), author, created, quote, body
    )
    return Note(identifier, body, tags, author, created, updated, "open", ())
