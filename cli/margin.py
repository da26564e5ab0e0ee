"""The notes that stand beside a document: read from the database where there is one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lawdiff.render.beside import Beside, beside

if TYPE_CHECKING:
    from lawdiff.parsers import Document

DEFAULT = "lawdiff.db"
"""The notes' database where none is named."""


def saved(db: str | None, *documents: Document) -> Beside:
    """Return the notes and links on these documents, and the codebook.

    Args:
        db: the database; None takes `DEFAULT` where it exists, and no notes where it does not.
        documents: notes that stand on none of them are left out.

    Raises:
        StoreError: a database was named and cannot be read.
    """
    if not db and not Path(DEFAULT).exists():
        return beside()
    from lawdiff.annotations import store as stores  # noqa: PLC0415 - no database library where there are no notes

    with stores.Store(db or DEFAULT, create=False) as store:
        wanted = {document.sha256 for document in documents}
        notes = [note for note in store.notes() if any(target.document in wanted for target in note.targets)]
        links = [link for link in store.links() if any(map(link.ends_in, wanted))]
        return beside(notes, links, store.tags(), store.titles())
