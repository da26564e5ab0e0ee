"""Where notes stand: their targets in each document, and which target came from which.

A target that was carried remembers the one that it goes back to (its root), through any chain of versions. A note
is never carried twice to one document from the same root, whichever way round the versions are taken.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lawdiff.annotations.clock import as_utc
from lawdiff.annotations.errors import NoteError
from lawdiff.annotations.notes import Notes
from lawdiff.annotations.rows import row_of, target_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawdiff.annotations.note import Note, Target
    from lawdiff.parsers.document import Document


@dataclass(frozen=True, slots=True)
class Stand:
    """One target of one note, with its place in the store.

    Attributes:
        note: the note's id.
        key: the target's row.
        root: the row of the target that it goes back to; its own where it was made here.
        target: the target.
    """

    note: str
    key: int
    root: int
    target: Target


class Standing(Notes):
    """The part of the store that keeps targets and their lineage."""

    def stands(self, document: str) -> tuple[Stand, ...]:
        """Return all targets in the document with this SHA-256, in the order in which they were made."""
        rows = self._rows(
            "SELECT targets.*, notes.id AS id, coalesce(root, targets.key) AS lineage FROM targets"
            " JOIN notes ON notes.key = targets.note WHERE document = ? AND deleted = '' ORDER BY targets.key",
            [document],
        )
        return tuple(Stand(row["id"], row["key"], row["lineage"], target_of(row)) for row in rows)

    def descendants(self, stand: Stand, document: str) -> tuple[Stand, ...]:
        """Return the targets in another document that go back to the same root."""
        return tuple(other for other in self.stands(document) if other.root == stand.root)

    def put_targets(
        self, stand: Stand, targets: Sequence[Target], author: str, action: str, detail: Mapping[str, object]
    ) -> None:
        """Give a note further targets that go back to the root of one that it has; write it into the history."""
        with self.transaction():
            key = self._key(stand.note)
            rows = [{"note": key, "root": stand.root, **row_of(target)} for target in targets]
            self._db.table("targets").insert_all(rows)
            self._record(action, "note", stand.note, author, detail)

    def replace_targets(
        self, stand: Stand, target: Target, author: str, detail: Mapping[str, object]
    ) -> None:
        """Put a target in the place of all those in its document that go back to the same root.

        The root itself stays, if it is among them: its row is changed.
        """
        with self.transaction():
            gone = self.descendants(stand, target.document)
            for other in gone:
                if other.key != stand.root:
                    self._db.execute("DELETE FROM targets WHERE key = ?", [other.key])
            if any(other.key == stand.root for other in gone):
                self._db.table("targets").update(stand.root, row_of(target))
                self._record("attach", "note", stand.note, author, detail)
            else:
                self.put_targets(stand, [target], author, "attach", detail)

    def add_targets(self, id: str, targets: Sequence[Target], *, author: str = "") -> None:  # noqa: A002 - a field
        """Give a note further targets, each as it is; their documents must be known."""
        with self.transaction():
            key = self._key(self.note(id).id)
            self._insert_targets(key, targets)
            self._record("import", "note", id, author, {"to": [target.address for target in targets]})

    def set_times(
        self,
        id: str,  # noqa: A002 - a field
        updated: str,
        state: Literal["open", "resolved"],
        *,
        author: str = "",
    ) -> None:
        """Set when a note was changed, and its state, as another store has them."""
        with self.transaction():
            changes = {"updated": as_utc(updated), "state": state}
            self._db.table("notes").update(self._key(self.note(id).id), changes)
            self._record("import", "note", id, author, changes)

    def keep_other_side(self, other: Note, *, author: str = "") -> None:
        """Write what another store says in a note of the same id into its history, once."""
        theirs = {"theirs": {"body": other.body, "tags": list(other.tags), "author": other.author}}
        with self.transaction():
            kept = (row["detail"] for row in self.history("note", other.id) if row["action"] == "conflict")
            if theirs not in map(json.loads, kept):
                self._record("conflict", "note", other.id, author, theirs)

    def attach(self, id: str, document: Document, target: Target, *, author: str = "") -> Note:  # noqa: A002 - a field
        """Put a note in a document by hand: in the place of its lost target there, or as a further target.

        Args:
            id: of the note, or its beginning.
            document: where it is to stand.
            target: made with `lawdiff.annotations.place.place` in that document.
            author: who decides.

        Raises:
            NoSuchEntry: there is no such note.
            NoteError: the note stands at this place already.
        """
        with self.transaction():
            self.add_document(document)
            note = self.note(id)
            here = [stand for stand in self.stands(document.sha256) if stand.note == note.id]
            if any(_same_place(stand.target, target) for stand in here):
                raise NoteError(f"the note stands in {target.citation} already")
            lost = [stand for stand in here if not stand.target.address]
            detail = {"to": target.address, "quote": target.quote}
            if lost:
                self.replace_targets(lost[0], target, author, detail)
            else:
                row = {"note": self._key(note.id), **row_of(target)}
                self._db.table("targets").insert(row)
                self._record("attach", "note", note.id, author, detail)
            return self.note(note.id)


def _same_place(one: Target, two: Target) -> bool:
    return (one.document, one.address, one.start, one.quote) == (
        two.document,
        two.address,
        two.start,
        two.quote,
    )
