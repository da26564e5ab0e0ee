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
from lawdiff.differ.decisions import BadDecision, Decisions, read_decisions

__all__ = [
    "BadDecision",
    "Candidate",
    "Change",
    "Comparison",
    "Decisions",
    "Edit",
    "FigureChange",
    "NotCompared",
    "Part",
    "Settings",
    "compare",
    "new_side",
    "old_side",
    "read_decisions",
]
