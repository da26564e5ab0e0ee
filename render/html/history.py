"""A history on a page: a row a section, a column a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.render.history import LEGEND, cell, counts, is_eventful, name_of
from lawdiff.render.html.page import page
from lawdiff.render.words import document_lines

if TYPE_CHECKING:
    from lawdiff.differ.history import History


def render_history(history: History) -> str:
    """Return a history as one self-contained page; every section is on it, quiet ones folded away."""
    rows = [
        (name_of(thread), [cell(stop) for stop in thread.stops], is_eventful(thread))
        for thread in history.threads
    ]
    return page(
        "history.html.j2",
        title=f"{history.documents[0].title} to {history.documents[-1].title}: history",
        documents=[document_lines(document) for document in history.documents],
        counts=counts(history),
        eventful=[row for row in rows if row[2]],
        quiet=[row for row in rows if not row[2]],
        legend=LEGEND,
    )
