"""Comparative prints: existing law with what an act or a rule would take out and put in, and by which instruction."""

from lawdiff.render.comparative.print import LEGEND, Affected, Entry, Line, Print, comparative_print

__all__ = ["LEGEND", "Affected", "Entry", "Line", "Print", "comparative_print"]
