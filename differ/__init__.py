"""Two Documents -> Comparison. Pure: no files, no printing."""

from lawdiff.differ.change import (
    Candidate,
    Change,
    Comparison,
    Edit,
    FigureChange,
    NotCompared,
    Part,
    new_side,
    old_side,
)
from lawdiff.differ.compare import Settings, compare

__all__ = [
    "Candidate",
    "Change",
    "Comparison",
    "Edit",
    "FigureChange",
    "NotCompared",
    "Part",
    "Settings",
    "compare",
    "new_side",
    "old_side",
]
