"""Notes: written, read, changed, taken away and brought back."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lawdiff.annotations.base import match_words, split_scripts
from lawdiff.annotations.clock import as_utc, now
from lawdiff.annotations.codebook import Codebook, key_of
from lawdiff.annotations.documents import Documents
from lawdiff.annotations.errors import EntryExists, NoSuchEntry, NoteError, SeveralEntries
from lawdiff.annotations.place import place
from lawdiff.annotations.rows import note_of, row_of, target_of
from lawdiff.parsers.locate import Locator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lawdiff.annotations.base import Row
    from lawdiff.annotations.note import Note, Target
    from lawdiff.parsers.document import Document, Provision

LISTED_IDS = 5
"""How many ids an error lists; more do not help to choose."""

_WHERE = """
WITH RECURSIVE
  below (address) AS (
    SELECT :address UNION SELECT provisions.address FROM provisions JOIN below ON provisions.parent = below.address
    WHERE provisions.document = :document AND :address != ''),
  under (key) AS (SELECT :tag UNION SELECT tags.key FROM tags JOIN under ON tags.parent = under.key)
SELECT notes.* FROM notes
WHERE (notes.deleted != '') = :deleted
  AND (:document = '' OR EXISTS (SELECT 1 FROM targets WHERE targets.note = notes.key
    AND targets.document = :document AND (:address = '' OR targets.address IN (SELECT address FROM below))))
  AND (:tag = '' OR EXISTS (SELECT 1 FROM note_tags WHERE note_tags.note = notes.key
    AND note_tags.tag IN (SELECT key FROM under)))
  AND (:author = '' OR notes.author = :author)
  AND (:state = '' OR notes.state = :state)
  AND (:since = '' OR notes.updated >= :since)
  AND (:text = '' OR notes.key IN (SELECT rowid FROM notes_fts WHERE notes_fts MATCH :text))
  AND NOT EXISTS (SELECT 1 FROM json_each(:parts) WHERE instr(notes.body, value) = 0)
  AND (:id = '' OR substr(notes.id, 1, length(:id)) = :id)
ORDER BY notes.created, notes.key"""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which notes are wanted; an empty field asks for nothing.

    Attributes:
        document: SHA-256 of a document that it stands in.
        address: a provision of that document, with all below it.
        tag: a tag, with all under it.
        author: who wrote it, exactly.
        state: ``open`` or ``resolved``.
        text: words that its body holds, all of them, in any form that English gives them.
        since: changed at this time or later, ISO 8601.
        deleted: the deleted ones instead.
        id: the beginning of its id.
    """

    document: str = ""
    address: str = ""
    tag: str = ""
    author: str = ""
    state: str = ""
    text: str = ""
    since: str = ""
    deleted: bool = False
    id: str = ""


class Notes(Documents, Codebook):
    """The part of the store that keeps notes."""

    def add_note(
        self,
        document: Document | Locator,
        at: str | Provision,
        body: str,
        *,
        quote: str = "",
        occurrence: int = 0,
        prefix: str = "",
        tags: Iterable[str] = (),
        author: str = "",
        created: str = "",
        id: str = "",  # noqa: A002 - the field's name, and only ever given by keyword
    ) -> Note:
        """Write a note on a provision, or on some words in it.

        Args:
            document: where it stands; a `Locator` for it where many are added.
            at: the provision, or its name as a person would type it.
            body: what the note says.
            quote: the words; empty for the whole provision.
            occurrence: which one, from 1, where they stand there more than once.
            prefix: words just before the quote, another way to say which one.
            tags: names; those that are not in the codebook come into it without a definition.
            author: who writes it.
            created: when, ISO 8601; now where it is empty.
            id: a UUID is made where it is empty. Adding the same note with the same id again changes nothing.

        Raises:
            NoSuchProvision: the document has no such provision.
            QuoteNotFound: the provision does not hold the quote.
            QuoteRepeated: it holds it more than once.
            EntryExists: there is another note with this id.
            StoreError: the database cannot be written.
        """
        locator = document if isinstance(document, Locator) else Locator(document)
        target = place(locator, at, quote, occurrence=occurrence, prefix=prefix)
        with self.transaction():
            self.add_document(locator.document)
            return self.put_note(body, [target], tags=tags, author=author, created=created, id=id)

    def put_note(
        self,
        body: str,
        targets: Sequence[Target],
        *,
        tags: Iterable[str] = (),
        author: str = "",
        created: str = "",
        id: str = "",  # noqa: A002 - as above
    ) -> Note:
        """Write a note on targets that are made already; their documents must be known. See `add_note`."""
        if not body.strip():
            raise NoteError("a note needs a body")
        moment = as_utc(created) if created else now()
        wanted = sorted({key_of(tag) for tag in tags})
        with self.transaction():
            if id and (same := self._same(id, body, wanted, author, targets)):
                return same
            row = {"id": id or str(uuid.uuid4()), "body": body, "author": author, "created": moment}
            self._db.table("notes").insert(row | {"updated": moment, "state": "open"}, pk="key")
            key = self._key(row["id"])
            self._insert_targets(key, targets)
            self._set_tags(key, tags)
            self._record("add", "note", row["id"], author, {"body": body, "tags": wanted})
            return self.note(row["id"])

    def _same(
        self, id_: str, body: str, tags: list[str], author: str, targets: Sequence[Target]
    ) -> Note | None:
        """Return the note with this id where it is the same note, None where there is none."""
        row = self._exact(id_)
        if row is None:
            return None
        if row["deleted"]:
            raise NoteError(f"the note {id_!r} was deleted; bring it back with `lawdiff note restore`")
        (known,) = self._filled([row])
        same_place = {target.address for target in targets} <= {target.address for target in known.targets}
        if (known.body, sorted(map(key_of, known.tags)), known.author) != (
            body,
            tags,
            author,
        ) or not same_place:
            raise EntryExists("note", id_)
        return known

    def _insert_targets(self, key: int, targets: Iterable[Target]) -> None:
        """Add targets to a note; one that was carried by another store finds the target that it goes back to.

        That is the first one in the document that it came from, which has no counterpart in the same document yet;
        the pieces of a split share theirs.
        """
        rows = self._rows("SELECT * FROM targets WHERE note = ? ORDER BY key", [key])
        for target in targets:
            root = _root_of(target, rows)
            row: Row = {"note": key, "root": root, **row_of(target)}
            row["key"] = self._db.table("targets").insert(row, pk="key").last_pk
            rows.append(row)

    def _set_tags(self, key: object, tags: Iterable[str]) -> None:
        keys = dict.fromkeys(self._ensure_tags(tags))
        self._db.execute("DELETE FROM note_tags WHERE note = ?", [key])
        self._db.table("note_tags").insert_all({"note": key, "tag": tag} for tag in keys)

    def notes(
        self,
        document: str | Document = "",
        *,
        address: str = "",
        tag: str = "",
        author: str = "",
        state: str = "",
        text: str = "",
        since: str = "",
        deleted: bool = False,
    ) -> tuple[Note, ...]:
        """Return the notes that fit all that is asked, oldest first; see `Filter`.

        Raises:
            NoSuchEntry: the tag is not in the codebook.
            StoreError: the database cannot be read.
        """
        sha256 = document if isinstance(document, str) else document.sha256
        since = as_utc(since) if since else ""
        key = self._known_key(tag) if tag else ""
        return self._find(Filter(sha256, address, key, author, state, text, since, deleted))

    def _find(self, wanted: Filter) -> tuple[Note, ...]:
        values: dict[str, object] = {name: getattr(wanted, name) for name in Filter.__slots__}
        spaced, parts = split_scripts(wanted.text)
        values |= {"text": match_words(spaced), "parts": json.dumps(parts)}
        if wanted.text and not (values["text"] or parts):
            return ()
        return self._filled(self._rows(_WHERE, values))

    def _filled(self, rows: list[Row]) -> tuple[Note, ...]:
        """Return the notes of some rows with their tags and targets."""
        keys = [json.dumps([row["key"] for row in rows])]
        tags: dict[int, list[str]] = {row["key"]: [] for row in rows}
        targets: dict[int, list[Target]] = {row["key"]: [] for row in rows}
        for row in self._rows(
            "SELECT note, name FROM note_tags JOIN tags ON tags.key = note_tags.tag"
            " WHERE note IN (SELECT value FROM json_each(?))",
            keys,
        ):
            tags[row["note"]].append(row["name"])
        for row in self._rows(
            "SELECT * FROM targets WHERE note IN (SELECT value FROM json_each(?)) ORDER BY key",
            keys,
        ):
            targets[row["note"]].append(target_of(row))
        return tuple(note_of(row, tags[row["key"]], targets[row["key"]]) for row in rows)

    def note(self, id: str, *, deleted: bool = False) -> Note:  # noqa: A002 - as above
        """Return the note with this id, or with the only id that begins so.

        Raises:
            NoSuchEntry: there is none.
            SeveralEntries: several ids begin so.
        """
        row = self._exact(id.strip())
        if row is not None and bool(row["deleted"]) == deleted:
            return self._filled([row])[0]
        found = self._find(Filter(id=id.strip(), deleted=deleted)) if id.strip() else ()
        if not found:
            raise NoSuchEntry("deleted note" if deleted else "note", id)
        if len(found) > 1:
            raise SeveralEntries("note", id, tuple(note.id for note in found[:LISTED_IDS]))
        return found[0]

    def _exact(self, id_: str) -> Row | None:
        return next(iter(self._rows("SELECT * FROM notes WHERE id = ?", [id_])), None)

    def note_history(self, id: str) -> tuple[Mapping[str, str], ...]:  # noqa: A002 - as above
        """Return what was done to a note, oldest first; a deleted note has a history, too. See `history`.

        Raises:
            NoSuchEntry: there never was such a note.
            SeveralEntries: several ids begin so.
        """
        note = self.note(id, deleted=not self._find(Filter(id=id.strip())))
        return self.history("note", note.id)

    def edit_note(
        self,
        id: str,  # noqa: A002 - as above
        *,
        body: str | None = None,
        tags: Iterable[str] | None = None,
        author: str = "",
    ) -> Note:
        """Change the body or the tags of a note; None leaves them. `author` is who changes it.

        Raises:
            NoSuchEntry: there is no such note.
            NoteError: the new body is empty.
        """
        if body is not None and not body.strip():
            raise NoteError("a note needs a body")
        with self.transaction():
            before = self.note(id)
            row = self._rows("SELECT key FROM notes WHERE id = ?", [before.id])[0]
            if tags is not None:
                self._set_tags(row["key"], tags)
            changes = {"updated": now()} | ({"body": body} if body is not None else {})
            self._db.table("notes").update(row["key"], changes)
            after = self.note(before.id)
            self._record("edit", "note", before.id, author, _difference(before, after))
            return after

    def resolve(self, id: str, *, author: str = "") -> Note:  # noqa: A002 - as above
        """Mark a note as done with."""
        return self._turn(id, "resolved", author)

    def reopen(self, id: str, *, author: str = "") -> Note:  # noqa: A002 - as above
        """Mark a resolved note as open again."""
        return self._turn(id, "open", author)

    def _turn(self, id_: str, state: Literal["open", "resolved"], author: str) -> Note:
        with self.transaction():
            note = self.note(id_)
            if note.state != state:
                changes = {"state": state, "updated": now()}
                self._db.table("notes").update(self._key(note.id), changes)
                self._record("resolve" if state == "resolved" else "reopen", "note", note.id, author, {})
            return self.note(note.id)

    def _key(self, id_: str) -> int:
        key: int = self._rows("SELECT key FROM notes WHERE id = ?", [id_])[0]["key"]
        return key

    def delete_note(self, id: str, *, author: str = "") -> Note:  # noqa: A002 - as above
        """Take a note away; it is kept, out of sight, until it is restored."""
        with self.transaction():
            note = self.note(id)
            self._db.table("notes").update(self._key(note.id), {"deleted": now()})
            self._record("delete", "note", note.id, author, {"body": note.body, "tags": note.tags})
            return note

    def restore_note(self, id: str, *, author: str = "") -> Note:  # noqa: A002 - as above
        """Bring a deleted note back as it was."""
        with self.transaction():
            note = self.note(id, deleted=True)
            self._db.table("notes").update(self._key(note.id), {"deleted": ""})
            self._record("restore", "note", note.id, author, {})
            return note


def _root_of(target: Target, rows: Iterable[Row]) -> int | None:
    """Return the row that a carried target goes back to, None where it was made where it stands."""
    if not target.origin:
        return None
    known = list(rows)
    roots = [row["root"] or row["key"] for row in known if row["document"] == target.origin]
    taken = {
        row["root"] or row["key"]: row["evidence"] for row in known if row["document"] == target.document
    }
    for root in roots:
        if root not in taken or (target.state == "split" and taken[root] == target.evidence):
            return int(root)
    return None


def _difference(before: Note, after: Note) -> Mapping[str, object]:
    """Return what an edit changed, for the history."""
    changed = [name for name in ("body", "tags") if getattr(before, name) != getattr(after, name)]
    return {name: {"before": getattr(before, name), "after": getattr(after, name)} for name in changed}
