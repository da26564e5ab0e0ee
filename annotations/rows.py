"""Between rows and the values of `note.py`."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from lawdiff.annotations.note import Note, Target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawdiff.annotations.base import Row

_PLACE = tuple(field.name for field in fields(Target))


def target_of(row: Row) -> Target:
    """Return the target that a row of `targets` or `link_ends` holds."""
    return Target(**{name: row[name] for name in _PLACE})


def row_of(target: Target) -> Row:
    """Return the columns of a target."""
    return {name: getattr(target, name) for name in _PLACE}


def note_of(row: Row, tags: Iterable[str], targets: Iterable[Target]) -> Note:
    """Return the note that a row of `notes` holds, with what belongs to it."""
    return Note(
        row["id"],
        row["body"],
        tuple(sorted(tags)),
        row["author"],
        row["created"],
        row["updated"],
        row["state"],
        tuple(targets),
    )
