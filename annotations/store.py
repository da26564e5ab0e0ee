"""The store: one SQLite file with documents, notes, tags, links and the history of every change.

    with Store("lawdiff.db") as store:
        store.add_note(document, "8 CFR 215.8(a)(1)", "Who checks this?", quote="biometric", tags=["technology"])
        for note in store.notes(document, tag="technology"):
            print(note.body)

Each method that writes is one transaction: it has happened whole, and is on the disk, when the method returns, or
it has not happened. Several calls become one with `Store.transaction`.
"""

from __future__ import annotations

from lawdiff.annotations.links import Links
from lawdiff.annotations.pruning import Pruning
from lawdiff.annotations.standing import Standing

__all__ = ["Store"]


class Store(Standing, Links, Pruning):
    """An open database of notes; a context manager that closes it. See `Base` for how it is opened."""
