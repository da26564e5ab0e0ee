"""How much an edit matters: editorial, conforming or substantive, and the rule that decided.

One module a rule, registered by decorator; `weigh` asks them in turn about each hunk (what was struck and what was
inserted in one place). A hunk that no rule explains is substantive: nothing is played down by default.
"""

from lawdiff.differ.significance import amended_before, conforming, editorial, list_ends
from lawdiff.differ.significance.form import EDGES, FORM, is_form
from lawdiff.differ.significance.references import with_references
from lawdiff.differ.significance.rule import RULES, Context, Hunk, weigh

__all__ = [
    "EDGES",
    "FORM",
    "RULES",
    "Context",
    "Hunk",
    "amended_before",
    "conforming",
    "editorial",
    "is_form",
    "list_ends",
    "weigh",
    "with_references",
]
