"""The document that is not there: what a file that was added, or deleted, is compared with."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.parsers.document import Identity

if TYPE_CHECKING:
    from lawdiff.parsers import Document

TITLE = "nothing"
"""What a page calls it."""


def nothing_beside(document: Document) -> Document:
    """Return an empty document of the same kind, to compare a document with that has no other side."""
    return replace(
        document,
        title=TITLE,
        identity=Identity(),
        sha256=hashlib.sha256(b"").hexdigest(),
        source="",
        body=(),
        notices=(),
        reading="",
    )
