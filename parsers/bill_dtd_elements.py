"""The elements of bill.dtd that lawdiff knows, by what it does with them."""

from __future__ import annotations

from lawdiff.parsers.text import names

LEVELS = {
    name: name.replace("-", " ")
    for name in names(
        """
        division subdivision title subtitle chapter subchapter part subpart article section subsection paragraph
        subparagraph clause subclause item subitem subsubitem
        appropriations-major appropriations-intermediate appropriations-small
        """
    )
}
"""Element -> level, for the numbered structure and the headings of appropriations."""

INLINE = names(
    """
    quote term external-xref internal-xref italic bold bold-italic underscore fraction superscript subscript
    header-in-text enum-in-header act-name short-title proviso nobreak linebreak br committee-name sponsor
    cosponsor nonsponsor effective-date definition omitted-text inline-comment added-phrase deleted-phrase
    footnote footnote-ref pagebreak small-caps official-title action-date action-desc action-instruction
    """
)
"""Elements of running text. One that is not here keeps its words too, and a notice says so."""

CONTAINERS = names(
    """
    amendment amendment-instruction amendment-content list list-item formula graphic constitution-article
    non-statutory-material rules-clause subsubclause preamble whereas resolved
    """
)
"""Further elements that hold text or structure and need no notice."""

FURNITURE = frozenset({"pagebreak", "page", "running-head"})
"""What belongs to the printed page."""
