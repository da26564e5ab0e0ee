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


def toc(reader: Reader, element: etree._Element) -> Draft:
    """Return a table of contents; number and subject of a row are separated by a tab."""
    draft = Draft("table of contents", source_line=element.sourceline or 0)
    _rows(reader, element, draft)
    return draft


def _rows(reader: Reader, element: etree._Element, draft: Draft) -> None:
    number = ""
    if element.text and not element.text.isspace():
        draft.add(Draft("row", text=fold(element.text), source_line=element.sourceline or 0))
    for child in element:
        line = child.sourceline or 0
        if child.tag in LEADING:
            if number:
                draft.add(Draft("row", text=number, source_line=line))
            number = reader.text(child)
        elif child.tag == "PRTPAGE":
            pass
        elif len(child) and child.tag in ("SUBPART", "SUBJGRP", "CHAPTI", "PART", "CHAPTER", "SUBCHAP"):
            if number:
                draft.add(Draft("row", text=number, source_line=line))
                number = ""
            _rows(reader, child, draft)
        else:
            text = reader.text(child)
            if text or number:
                draft.add(Draft("row", text=f"{number}\t{text}" if number else text, source_line=line))
            number = ""
        if child.tail and not child.tail.isspace():
            draft.add(Draft("row", text=fold(child.tail), source_line=line))
    if number:
        draft.add(Draft("row", text=number))
