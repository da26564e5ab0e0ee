"""Tables of contents of CFR parts (``CONTENTS``, ``CFRTOC``): one provision with a row for each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.parsers.draft import Draft
from lawdiff.parsers.text import fold

if TYPE_CHECKING:
    from lxml import etree

    from lawdiff.parsers.fr_text import Reader

LEADING = frozenset({"SECTNO", "PT", "SUBJNO"})
"""Elements that begin a row; the subject after them is its second cell."""
GROUPS = frozenset({"SUBPART", "TOCENT", "SUBJGRP", "CHAPTI", "PART", "CHAPTER", "SUBCHAP"})
"""Elements that group rows."""


def toc(reader: Reader, element: etree._Element) -> Draft:
    """Return a table of contents; number and subject of a row are separated by a tab."""
    draft = Draft("table of contents", source_line=element.sourceline or 0)
    _rows(reader, element, draft)
    return draft


def _rows(reader: Reader, element: etree._Element, draft: Draft) -> None:
    number = ""
    _stray(element.text, draft, element)
    for child in element:
        if child.tag in LEADING:
            _row(number, "", draft, child)
            number = reader.text(child)
        elif len(child) and child.tag in GROUPS:
            _row(number, "", draft, child)
            number = ""
            _rows(reader, child, draft)
        elif child.tag != "PRTPAGE" and not _is_heading_above(child):
            _row(number, reader.text(child), draft, child)
            number = ""
        _stray(child.tail, draft, child)
    _row(number, "", draft, element)


def _is_heading_above(element: etree._Element) -> bool:
    """Return whether an element is the heading of the chapter whose contents these are, printed only here."""
    contents = element.getparent()
    chapter = contents.getparent() if contents is not None else None
    return element.tag == "TOCHD" and chapter is not None and chapter.find("HD") is None


def _row(number: str, subject: str, draft: Draft, element: etree._Element) -> None:
    """Add a row, unless both cells are empty."""
    text = f"{number}\t{subject}" if number and subject else number or subject
    if text:
        draft.add(Draft("row", text=text, source_line=element.sourceline or 0))


def _stray(text: str | None, draft: Draft, element: etree._Element) -> None:
    """Keep text that stands between the rows, where none should."""
    if text and not text.isspace():
        draft.add(Draft("row", text=fold(text), source_line=element.sourceline or 0))
