"""The names that other programs want for things: GUIDs that are the same in every export."""

from __future__ import annotations

import uuid

NAMESPACE = uuid.UUID("0f6a1c1e-52c2-5e0b-8d0e-6f6e4f1b7d35")
"""For GUIDs made from what they name (RFC 9562, version 5); drawn once at random."""


def guid(kind: str, *name: str) -> str:
    """Return the GUID of something: ``guid("code", "retention")``."""
    return str(uuid.uuid5(NAMESPACE, "\0".join((kind, *name))))


def note_guid(identifier: str) -> str:
    """Return the GUID of a note: its own id where that is one."""
    try:
        return str(uuid.UUID(identifier))
    except ValueError:
        return guid("note", identifier)
