"""Views for the terminal. `to_text` renders any of them for a `Screen`."""

from lawdiff.render.terminal.comparison import ComparisonView, StatView
from lawdiff.render.terminal.document import DocumentView, OutlineView
from lawdiff.render.terminal.screen import Screen, to_text, working

View = ComparisonView | StatView | DocumentView | OutlineView
"""What can be shown."""

__all__ = [
    "ComparisonView",
    "DocumentView",
    "OutlineView",
    "Screen",
    "StatView",
    "View",
    "to_text",
    "working",
]
