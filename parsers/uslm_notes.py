"""Notes, credits and footnotes of USLM: their words as lines, and what kind of note they are.

<note topic="amendments"><heading>Amendments</heading><p>1976—Pub. L. …</p><p>…</p></note>
  ->   Apparatus(kind="editorial note", heading="Amendments", text="1976—Pub. L. …<line feed>…")
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lawdiff.parsers.document import Apparatus
from lawdiff.parsers.text import fold, raw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

_PARAGRAPH, _CELL = "\x1e", "\x1f"
"""Marks between paragraphs and cells while text is gathered: characters that XML cannot hold."""

_LINES = frozenset(
    {
        "p", "tr", "section", "subsection", "paragraph", "subparagraph", "clause", "subclause", "item", "subitem",
        "note", "signature", "quotedContent", "continuation", "listItem", "referenceItem", "tocItem", "header",
        "caption", "title", "subtitle", "chapter", "part", "level", "heading", "name", "role", "notation",
    },
)  # fmt: skip
"""Elements that begin and end a line of a note."""

_CELLS = frozenset({"td", "th", "column", "designator", "label", "target"})
_DROPPED = frozenset({"page", "img", "col", "colgroup", "meta"})
_IN_LINE_PARENTS = _LINES - {"note", "quotedContent", "p", "tr"}
"""A heading directly in one of these runs in with it (``(a) In general.—``) and begins no line."""

EDITORIAL_TOPICS = frozenset(
    {
        "editorialNotes", "amendments", "codification", "historicalAndRevision", "priorProvisions", "referencesInText",
        "removalDescription", "dispositionOfSections", "derivation", "constitutionality", "futureAmendments",
    },
)  # fmt: skip
"""Topics that the Office of the Law Revision Counsel prints under "Editorial Notes" since 2021; the rest stand under
"Statutory Notes and Related Subsidiaries". Earlier release points print no such headings, so the topic decides."""


@lru_cache(maxsize=4096)
def local(tag: str) -> str:
    """Return an element's name without its namespace (remembered: there are few names and many elements)."""
    return tag.rpartition("}")[2]


def note_lines(element: etree._Element, skip: Iterable[etree._Element] = ()) -> str:
    """Return the words of a note: a line a paragraph or row of a table, a tab between two cells.

    Args:
        element: the note.
        skip: children that are given elsewhere (its heading, its number).
    """
    parts: list[str] = []
    _gather(element, parts, frozenset(id(child) for child in skip))
    lines = []
    for line in "".join(parts).split(_PARAGRAPH):
        cells = [fold(cell) for cell in line.split(_CELL)]
        if any(cells):
            lines.append("\t".join(cells).strip("\t"))
    return "\n".join(lines)


def _gather(element: etree._Element, parts: list[str], skip: frozenset[int] = frozenset()) -> None:
    if element.text:
        parts.append(element.text)
    if not len(element):
        return
    above = local(element.tag)
    for child in element:
        name = local(child.tag)
        if name not in _DROPPED and id(child) not in skip:
            own_line = name in _LINES and not (name == "heading" and above in _IN_LINE_PARENTS)
            if own_line:
                parts.append(_PARAGRAPH)
            if name == "br":
                parts.append(" ")
            _gather(child, parts)
            if name in _CELLS:
                parts.append(_CELL)
            if own_line:
                parts.append(_PARAGRAPH)
        if child.tail:
            parts.append(child.tail)


def apparatus(element: etree._Element, kind: str, offset: int = -1) -> Apparatus | None:
    """Return a note as apparatus, its heading and its number apart; None where it has no words."""
    heading = label = ""
    skip = []
    for child in element:
        name = local(child.tag)
        if name in ("heading", "headingText") and not heading and not label_follows(child):
            heading = fold(raw(child))
            skip.append(child)
        elif name == "num" and not label:
            label = fold(raw(child))
            skip.append(child)
        elif name != "page":
            break
    text = note_lines(element, skip)
    if not (text or heading or label):
        return None
    return Apparatus(kind, text, heading, label, offset)


def label_follows(heading: etree._Element) -> bool:
    """Say whether words stand between the beginning of a note and its heading, so that it cannot be lifted out."""
    above = heading.getparent()
    return above is not None and bool(above.text and not above.text.isspace())


def kind_of_note(element: etree._Element) -> str:
    """Return what a note of the US Code is: ``footnote``, ``editorial note`` or ``statutory note``."""
    if element.get("type") == "footnote":
        return "footnote"
    topic = element.get("topic") or ""
    if not topic:
        return "note"
    return "editorial note" if topic in EDITORIAL_TOPICS else "statutory note"
