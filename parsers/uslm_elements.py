"""The elements of USLM that lawdiff knows, by what it does with them (local names)."""

from __future__ import annotations

from lawdiff.parsers.text import names

LEVELS = names(
    """
    division subdivision title subtitle chapter subchapter part subpart article section subsection paragraph
    subparagraph clause subclause item subitem subsubitem level appendix rule compiledAct courtRules
    reorganizationPlan preliminary
    """
)
"""Elements that are provisions; the level is the element's name."""

INLINE = names(
    """
    a abbr amendingAction approvedDate b br centerRunningHead citableAs committee congress cosponsor
    currentThroughPublicLaw date def del elided em entity fillIn headingText i inline ins label marker name
    organization proviso quotedText ref role shortTitle span sponsor strong sub sup target term u addedText
    deletedText autograph affiliation signatureDate notation slugLine docTitle officialTitle
    """
)
"""Elements of running text. One that is not here keeps its words too, and a notice says so."""

FURNITURE = frozenset({"page", "col", "colgroup", "img", "meta", "amendMeta", "endMarker"})
"""What belongs to the printed page or is metadata."""

PARAGRAPHS = frozenset({"chapeau", "content", "p", "text"})
"""Elements of running text that begin a paragraph."""

NOTES = {
    "sidenote": "sidenote",
    "footnote": "footnote",
    "endnote": "footnote",
    "sourceCredit": "source credit",
    "editorialNote": "editorial note",
    "changeNote": "editorial note",
    "explanationNote": "editorial note",
    "findingAidsNote": "editorial note",
    "citationNote": "editorial note",
    "editionNote": "editorial note",
}
"""Element -> kind of apparatus."""

CHANGED_TEXT = frozenset({"addedText", "deletedText", "ins", "del"})
DELETED = frozenset({"deletedText", "del"})
"""Elements that mark inserted and struck text."""
