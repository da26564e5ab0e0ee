"""What a gate can be told to look for, by name: words alone, so that options can be had without the rest."""

from __future__ import annotations

WEIGHTS = ("substantive", "conforming", "editorial")
RELATIONS = ("edited", "added", "removed")
FACTS = ("renumbered", "moved", "split", "merged", "ambiguous")
KINDS = {
    "money": "money",
    "percentages": "percentage",
    "dates": "date",
    "periods": "period",
    "ages": "age",
    "citations": "citation",
}
"""Condition -> kind of figure."""

CONDITIONS = (*WEIGHTS, *RELATIONS, *FACTS, "figures", *KINDS)
"""All that can be named: significances, relations, further facts, figures of any kind, figures of one kind."""
