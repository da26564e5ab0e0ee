"""The codebook: tags with definition, colour and parent; renamed and merged in place, on every note at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import process

from lawdiff.annotations.base import Base
from lawdiff.annotations.errors import EntryExists, NoSuchEntry, NoteError
from lawdiff.annotations.note import Tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawdiff.annotations.base import Row

NEAR_SCORE = 70.0
"""Least likeness (0 to 100) of a tag that an error suggests: a slip of a letter or two in a short word."""

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def key_of(name: str) -> str:
    """Return what makes a tag's name unique: without case or superfluous white space.

    Raises:
        NoteError: nothing is left, or it holds a ``;``, which separates tags in tables.
    """
    key = " ".join(name.split()).casefold()
    if not key or ";" in key or not key.isprintable():
        raise NoteError(f"{name!r} cannot be the name of a tag (letters, digits and spaces, no ';')")
    return key


def tag_name(name: str) -> str:
    """Return the name that another program gave to a code as a tag can have it: one line, without ``;``."""
    kept = "".join(sign if sign.isprintable() else " " for sign in name.replace(";", ","))
    return " ".join(kept.split()) or "unnamed"


class Codebook(Base):
    """The part of the store that keeps tags."""

    def tags(self) -> tuple[Tag, ...]:
        """Return the codebook, sorted by name."""
        rows = self._rows(
            "SELECT tags.name, tags.definition, tags.colour, coalesce(up.name, '') AS parent"
            " FROM tags LEFT JOIN tags AS up ON up.key = tags.parent ORDER BY tags.key",
        )
        return tuple(Tag(row["name"], row["definition"], row["colour"], row["parent"]) for row in rows)

    def tag_counts(self) -> dict[str, int]:
        """Return on how many notes each tag is, by name; deleted notes do not count."""
        rows = self._rows(
            "SELECT tags.name AS name, count(notes.key) AS notes FROM tags"
            " LEFT JOIN note_tags ON note_tags.tag = tags.key"
            " LEFT JOIN notes ON notes.key = note_tags.note AND notes.deleted = ''"
            " GROUP BY tags.key ORDER BY tags.key",
        )
        return {row["name"]: row["notes"] for row in rows}

    def define_tag(
        self,
        name: str,
        *,
        definition: str | None = None,
        colour: str | None = None,
        parent: str | None = None,
        author: str = "",
    ) -> Tag:
        """Add a tag to the codebook or change what is given; None leaves a field as it is.

        Raises:
            NoteError: the name or colour is none, or the parent would stand below its own child.
            NoSuchEntry: there is no such parent.
        """
        key = key_of(name)
        if colour and not COLOUR.fullmatch(colour):
            raise NoteError(f"{colour!r} is not a colour; write it as #1a5fb4")
        with self.transaction():
            before = self._tag_row(key)
            row: Row = dict(
                before or {"key": key, "name": "", "definition": "", "colour": "", "parent": None}
            )
            row["name"] = row["name"] or " ".join(name.split())
            if definition is not None:
                row["definition"] = definition
            if colour is not None:
                row["colour"] = colour.lower()
            if parent is not None:
                row["parent"] = self._parent_key(key, parent)
            if row != before:
                self._db.table("tags").upsert(row, pk="key")
                self._record("define", "tag", row["name"], author, {"before": before, "after": row})
        return self.tag(name)

    def _parent_key(self, key: str, parent: str) -> str | None:
        """Return the key of a parent, or None for none; refuse a circle."""
        if not parent.strip():
            return None
        wanted = self._known_key(parent)
        if key in self._above(wanted):
            raise NoteError(f"{parent!r} cannot be the parent of {key!r}: it stands below it")
        return wanted

    def _above(self, key: str) -> set[str]:
        """Return the key and those of all that it stands under."""
        rows = self._rows(
            "WITH RECURSIVE up (key) AS (SELECT ? UNION"
            " SELECT tags.parent FROM tags JOIN up ON tags.key = up.key WHERE tags.parent IS NOT NULL)"
            " SELECT key FROM up",
            [key],
        )
        return {row["key"] for row in rows}

    def tag(self, name: str) -> Tag:
        """Return one tag.

        Raises:
            NoSuchEntry: there is none of this name; the error lists what is near.
        """
        key = self._known_key(name)
        return next(tag for tag in self.tags() if key_of(tag.name) == key)

    def rename_tag(self, old: str, new: str, *, author: str = "") -> Tag:
        """Give a tag another name, on every note.

        Raises:
            NoSuchEntry: there is no such tag.
            EntryExists: another tag has the new name; merge them instead.
        """
        with self.transaction():
            key, wanted = self._known_key(old), key_of(new)
            if wanted != key and self._tag_row(wanted):
                raise EntryExists("tag", new)
            name = " ".join(new.split())
            self._db.execute("UPDATE tags SET key = ?, name = ? WHERE key = ?", [wanted, name, key])
            self._record("rename", "tag", name, author, {"before": old})
        return self.tag(new)

    def merge_tags(self, sources: Iterable[str], into: str, *, author: str = "") -> Tag:
        """Put one tag in the place of others on every note, and take the others out of the codebook.

        Children of a merged tag become children of the one that stays.

        Raises:
            NoSuchEntry: one of the tags is not in the codebook.
            NoteError: the tag that stays belongs under one that goes.
        """
        with self.transaction():
            stays = self._known_key(into)
            goes = [key for key in map(self._known_key, sources) if key != stays]
            if self._above(stays).intersection(goes):
                raise NoteError(f"{into!r} belongs under a tag that would go; give it another parent first")
            for key in goes:
                self._db.execute(
                    "INSERT OR IGNORE INTO note_tags SELECT note, ? FROM note_tags WHERE tag = ?",
                    [stays, key],
                )
                self._db.execute("UPDATE tags SET parent = ? WHERE parent = ?", [stays, key])
                self._record("merge", "tag", into, author, {"before": self._tag_row(key)})
                self._db.execute("DELETE FROM tags WHERE key = ?", [key])
        return self.tag(into)

    def _tag_row(self, key: str) -> Row | None:
        return next(iter(self._rows("SELECT * FROM tags WHERE key = ?", [key])), None)

    def _known_key(self, name: str) -> str:
        """Return the key of a tag that is in the codebook."""
        key = key_of(name)
        if self._tag_row(key):
            return key
        names = [row["name"] for row in self._rows("SELECT name FROM tags ORDER BY key")]
        near = process.extract(name, names, limit=3, score_cutoff=NEAR_SCORE)
        raise NoSuchEntry("tag", name, tuple(found for found, _, _ in near))

    def _ensure_tags(self, names: Iterable[str]) -> list[str]:
        """Return the keys of some tags; those that are not in the codebook come into it without a definition."""
        keys = []
        for name in names:
            key = key_of(name)
            if not self._tag_row(key):
                self._db.table("tags").insert({"key": key, "name": " ".join(name.split())})
            keys.append(key)
        return keys
