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

FEDERAL_REGISTER = {
    "PRTPAGE": _PAGE,
    "GID": "the file name of a picture that the XML does not hold",
    "SU[FTREF]": _MARK,
    "CNTNTS": "the issue's table of contents; it repeats titles and page numbers",
    "PTITLE": "the title page of a separate part of the issue; the document behind it repeats its words",
    "FEDREG/VOL": _METADATA,
    "FEDREG/NO": _METADATA,
    "FEDREG/DATE": "the running date of a section of the issue",
    "FEDREG/UNITNAME": "the running head of a section of the issue",
    "NEWPART/VOL": _METADATA,
    "NEWPART/NO": _METADATA,
    "NEWPART/DATE": "the running date of a section of the issue",
    "NEWPART/UNITNAME": "the running head of a section of the issue",
}
"""The Federal Register: element -> reason. ``A/B`` is a B right below an A; ``SU[FTREF]`` is the raised number of a
footnote, with ``FTREF`` beside it or the footnote behind its paragraph. Pages, volume and date are in Identity; the
document number and the billing code stand in the back matter too."""

CFR = {
    "FDSYS": _METADATA,
    "FMTR": "front matter of the printed volume: cover, explanations; not the Code",
    "BMTR": "finding aids at the end of the printed volume; not the Code",
    "AMDDATE": _METADATA,
    "LRH": "the running head of a left page",
    "RRH": "the running head of a right page",
    "PRTPAGE": _PAGE,
    "EAR": "the running head of a page",
    "GID": "the file name of a picture that the XML does not hold",
    "SU[FTREF]": _MARK,
}
"""The annual CFR: element -> reason."""

ECFR = {
    "HEADER": _METADATA,
    "AMDDATE": _METADATA,
    "PRTPAGE": _PAGE,
    "EAR": "the running head of a page",
    "GID": "the file name of a picture that the XML does not hold",
    "SU[FTREF]": _MARK,
}
"""The eCFR: element -> reason."""
