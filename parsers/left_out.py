"""What the parsers leave out of the tree on purpose, by family: element -> reason. Everything else is kept.

`benchmarks/words.py` and the tests read these tables: each word of a source stands in its tree (in a number, a
heading, a text or the apparatus) unless an element named here holds it. A name with brackets (``ref[idref]``)
means the element only where it has that attribute.
"""

from __future__ import annotations

_METADATA = "metadata; lawdiff reads from it what Identity holds"
_PAGE = "page furniture: where a page of the printed edition begins, and not the law"
_MARK = "the raised mark of a footnote; the footnote's label in the apparatus says it"

BILL_DTD = {
    "metadata": _METADATA,
    "pagebreak": _PAGE,
}
"""bill.dtd: element -> reason. The lines of the form (sponsors, calendar, …) are in the front matter's apparatus."""

USLM = {
    "meta": _METADATA,
    "amendMeta": _METADATA,
    "page": _PAGE,
    "endMarker": "the sign that ends a printed law",
    "ref[idref]": _MARK,
}
"""USLM, by local name: element -> reason. The preface's lines are in the front matter's apparatus."""
