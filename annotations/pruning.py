"""Taking a tag out of the codebook, and bringing it back.

    store.delete_tag("retention")     off every note; the tags below it move up to its parent
    store.restore_tag("retention")    as it was: definition, colour, parent, notes, and the tags below it

What is needed to bring it back stands in the history, so that a deleted tag leaves nothing else in the database.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.annotations.codebook import Codebook, key_of
from lawdiff.annotations.errors import EntryExists, NoSuchEntry

if TYPE_CHECKING:
    from lawdiff.annotations.note import Tag


@dataclass(frozen=True, slots=True)
class Pruned:
    """What a deletion did, or what a restoration undid.

    Attributes:
        tag: as it was before it was deleted, or is again.
        notes: how many notes it was on, or is on again.
        children: names of the tags below it that moved up, or are below it again.
    """

    tag: Tag
    notes: int
    children: tuple[str, ...]


class Pruning(Codebook):
    """The part of the store that takes tags away."""

    def delete_tag(self, name: str, *, author: str = "") -> Pruned:
        """Take a tag off every note and out of the codebook; the notes stay, and its children go to its parent.

        Raises:
            NoSuchEntry: there is no such tag.
        """
        with self.transaction():
            tag = self.tag(name)
            key = key_of(tag.name)
            before = self._tag_row(key)
            notes = self._rows(
                "SELECT id, deleted FROM notes JOIN note_tags ON note = notes.key WHERE tag = ? ORDER BY id",
                [key],
            )
            children = self._rows("SELECT key, name FROM tags WHERE parent = ? ORDER BY key", [key])
            detail = {
                "before": before,
                "notes": [row["id"] for row in notes],
                "children": [row["key"] for row in children],
            }
            self._record("delete", "tag", tag.name, author, detail)
            self._db.execute(
                "UPDATE tags SET parent = (SELECT parent FROM tags WHERE key = ?) WHERE parent = ?",
                [key, key],
            )
            self._db.execute("DELETE FROM tags WHERE key = ?", [key])
            alive = sum(not row["deleted"] for row in notes)
            return Pruned(tag, alive, tuple(row["name"] for row in children))

    def restore_tag(self, name: str, *, author: str = "") -> Pruned:
        """Bring a deleted tag back as it was, on the notes that are still there.

        It goes under its old parent if that is still in the codebook; a tag that was below it comes back under it
        unless it got another parent meanwhile.

        Raises:
            NoSuchEntry: no tag of this name was deleted.
            EntryExists: a tag has this name now.
        """
        key = key_of(name)
        with self.transaction():
            if self._tag_row(key):
                raise EntryExists("tag", name)
            deleted = [
                json.loads(row["detail"])
                for row in self._rows(
                    "SELECT detail FROM history WHERE noun = 'tag' AND action = 'delete' ORDER BY key DESC"
                )
            ]
            was = next((each for each in deleted if each["before"]["key"] == key), None)
            if was is None:
                raise NoSuchEntry("deleted tag", name, tuple(each["before"]["name"] for each in deleted[:3]))
            above = was["before"]["parent"]
            parent = above if above and self._tag_row(above) else None
            self._db.table("tags").insert({**was["before"], "parent": parent})
            for child in was["children"]:
                self._db.execute(
                    "UPDATE tags SET parent = :key WHERE key = :child AND parent IS :above",
                    {"key": key, "child": child, "above": parent},
                )
            self._db.execute(
                "INSERT INTO note_tags SELECT notes.key, :key FROM notes"
                " WHERE id IN (SELECT value FROM json_each(:ids))",
                {"key": key, "ids": json.dumps(was["notes"])},
            )
            tag = self.tag(was["before"]["name"])
            self._record("restore", "tag", tag.name, author, {"after": self._tag_row(key)})
            below = self._rows("SELECT name FROM tags WHERE parent = ? ORDER BY key", [key])
            return Pruned(tag, self.tag_counts()[tag.name], tuple(row["name"] for row in below))
