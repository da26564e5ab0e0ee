"""The forms, one module each; importing this package registers them, in the order in which they are tried."""

from lawdiff.effects.acts.forms import (
    insertion,
    moving,
    provisions,
    redesignation,
    repeal,
    revision,
    stretch,
    substitution,
    words,
)
from lawdiff.effects.acts.grammar import read_clause

__all__ = [
    "insertion",
    "moving",
    "provisions",
    "read_clause",
    "redesignation",
    "repeal",
    "revision",
    "stretch",
    "substitution",
    "words",
]
