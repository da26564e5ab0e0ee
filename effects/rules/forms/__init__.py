"""The forms of the grammar, one file each; the order of the imports is the order in which they are tried."""

from lawdiff.effects.rules.forms import (  # noqa: I001 - the narrow forms before the wide ones
    corrections,
    authority,
    notes,
    entries,
    directives,
    suspensions,
    words,
    sentences,
    definitions,
    redesignations,
    removals,
    additions,
    revisions,
)
from lawdiff.effects.rules.forms.form import FORMS, Found, form

__all__ = [
    "FORMS",
    "Found",
    "additions",
    "authority",
    "corrections",
    "definitions",
    "directives",
    "entries",
    "form",
    "notes",
    "redesignations",
    "removals",
    "revisions",
    "sentences",
    "suspensions",
    "words",
]
