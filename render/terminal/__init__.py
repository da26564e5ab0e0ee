"""Views for the terminal. `to_text` renders any of them for a `Screen`."""

from lawdiff.render.terminal.comparative import ComparativeView
from lawdiff.render.terminal.comparison import ComparisonView, FiguresView, StatView, TourView
from lawdiff.render.terminal.document import DocumentView, OutlineView
from lawdiff.render.terminal.history import HistoryView
from lawdiff.render.terminal.instructions import InstructionsView
from lawdiff.render.terminal.screen import Screen, progress, to_text, working
from lawdiff.render.terminal.similar import SimilarView
from lawdiff.render.terminal.tables import ListingView

View = (
    ComparativeView
    | ComparisonView
    | FiguresView
    | StatView
    | DocumentView
    | OutlineView
    | TourView
    | HistoryView
    | InstructionsView
    | ListingView
    | SimilarView
)
"""What can be shown."""

__all__ = [
    "ComparativeView",
    "ComparisonView",
    "DocumentView",
    "FiguresView",
    "HistoryView",
    "InstructionsView",
    "ListingView",
    "OutlineView",
    "Screen",
    "SimilarView",
    "StatView",
    "TourView",
    "View",
    "progress",
    "to_text",
    "working",
]
