"""Source XML -> Document: the only room that knows lxml.

`parse` tells the family from the content and gives a `Document`; one module a dialect.
"""

from lawdiff.parsers.document import (
    CONTAINER_LEVELS,
    KINDS,
    UNIT_LEVELS,
    Apparatus,
    Document,
    Identity,
    Notice,
    Provision,
)
from lawdiff.parsers.errors import LawdiffError, NoSuchProvision, UnreadableSource
from lawdiff.parsers.source import parse, parse_bytes

__all__ = [
    "CONTAINER_LEVELS",
    "KINDS",
    "UNIT_LEVELS",
    "Apparatus",
    "Document",
    "Identity",
    "LawdiffError",
    "NoSuchProvision",
    "Notice",
    "Provision",
    "UnreadableSource",
    "parse",
    "parse_bytes",
]
