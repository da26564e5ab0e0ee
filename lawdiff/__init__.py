"""See what changed in a law, and keep what you know about it: the public library API.

    >>> import lawdiff
    >>> old = lawdiff.parse("samples/bill-house.xml")          # doctest: +SKIP
    >>> new = lawdiff.parse("samples/act-enacted.xml")         # doctest: +SKIP
    >>> comparison = lawdiff.compare(old, new)                 # doctest: +SKIP
"""

from lawdiff.differ import Change, Comparison, Settings, compare
from lawdiff.parsers import Document, LawdiffError, Provision, UnreadableSource, parse, parse_bytes
from lawdiff.version import __version__

__all__ = [
    "Change",
    "Comparison",
    "Document",
    "LawdiffError",
    "Provision",
    "Settings",
    "UnreadableSource",
    "__version__",
    "compare",
    "parse",
    "parse_bytes",
]
