"""See what changed in a law, and keep what you know about it: the public library API.

    import lawdiff
    old = lawdiff.parse("house.xml")
    new = lawdiff.parse("enacted.xml")
    comparison = lawdiff.compare(old, new)

Names are imported when they are first used, so that `lawdiff --version` need not wait for lxml.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from lawdiff.version import __version__

if TYPE_CHECKING:
    from lawdiff.annotations.note import Link, Note, Tag, Target
    from lawdiff.annotations.store import Store
    from lawdiff.differ import Change, Comparison, Settings, compare
    from lawdiff.parsers import Document, LawdiffError, Provision, UnreadableSource, parse, parse_bytes
    from lawdiff.sources.fetch import fetch

_HOMES = {
    "Change": "lawdiff.differ",
    "Comparison": "lawdiff.differ",
    "Document": "lawdiff.parsers",
    "LawdiffError": "lawdiff.parsers",
    "Link": "lawdiff.annotations.note",
    "Note": "lawdiff.annotations.note",
    "Provision": "lawdiff.parsers",
    "Settings": "lawdiff.differ",
    "Store": "lawdiff.annotations.store",
    "Tag": "lawdiff.annotations.note",
    "Target": "lawdiff.annotations.note",
    "UnreadableSource": "lawdiff.parsers",
    "compare": "lawdiff.differ",
    "fetch": "lawdiff.sources.fetch",
    "parse": "lawdiff.parsers",
    "parse_bytes": "lawdiff.parsers",
}

__all__ = [
    "Change",
    "Comparison",
    "Document",
    "LawdiffError",
    "Link",
    "Note",
    "Provision",
    "Settings",
    "Store",
    "Tag",
    "Target",
    "UnreadableSource",
    "__version__",
    "compare",
    "fetch",
    "parse",
    "parse_bytes",
]


def __getattr__(name: str) -> object:
    """Import a public name from its room on first use (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'lawdiff' has no attribute {name!r}")
    return getattr(import_module(home), name)
