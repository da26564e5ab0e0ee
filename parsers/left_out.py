"""What the parsers leave out of the tree on purpose, by family: element -> reason. Everything else is kept.

`benchmarks/words.py` and the tests read these tables: each word of a source stands in its tree (in a number, a
heading, a text or the apparatus) unless an element named here holds it.
"""

from __future__ import annotations

_METADATA = "metadata, read into Identity where lawdiff uses it"
_PAGE = "page furniture: it depends on the printed page, not on the law"

BILL_DTD = {
    "metadata": _METADATA,
}
"""bill.dtd: element -> reason."""

USLM = {
    "meta": _METADATA,
    "page": _PAGE,
}
"""USLM, by local name: element -> reason."""
