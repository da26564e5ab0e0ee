"""The eCFR (roots DLPSTEXTCLASS, ECFR, DIV1 … DIV9) -> `Document`.

    <DIV5 N="51" TYPE="PART"><HEAD>PART 51—INCORPORATION BY REFERENCE</HEAD>     part "51", cfr/t1/pt51
      <DIV8 N="51.1" TYPE="SECTION"><HEAD>§ 51.1 Policy.</HEAD>           ->        section "51.1", cfr/t1/s51.1

See GPO's "eCFR XML" user guide. ``DIVn/@TYPE`` names the level; the number of the element is not reliable for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.parsers.cfr import CfrReader, document_name, part_numbers
from lawdiff.parsers.cfr_appendix import AppendixReader, appendix, lift
from lawdiff.parsers.cfr_containers import container_of
from lawdiff.parsers.cfr_content import HEADS, content, fill, section_draft
from lawdiff.parsers.cfr_toc import toc
from lawdiff.parsers.document import Document, Identity
from lawdiff.parsers.draft import CitationStyle, Draft, cfr_style, finish
from lawdiff.parsers.fr_dates import find_date
from lawdiff.parsers.fr_text import Reader, plain
from lawdiff.parsers.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from lawdiff.parsers.markers import Paragraph
    from lawdiff.parsers.source import Source

FAMILY = "eCFR"
LEVELS = {
    "TITLE": "title",
    "SUBTITLE": "subtitle",
    "CHAPTER": "chapter",
    "SUBCHAP": "subchapter",
    "PART": "part",
    "SUBPART": "subpart",
    "SUBJGRP": "subject group",
    "SECTION": "section",
    "APPENDIX": "appendix",
}
"""``DIVn/@TYPE`` -> level."""

_BY_TAG = dict(
    enumerate(
        ("TITLE", "SUBTITLE", "CHAPTER", "SUBCHAP", "PART", "SUBPART", "SUBJGRP", "SECTION", "APPENDIX"), 1
    )
)
_DIV = re.compile(r"DIV([1-9])")
_WRAPPERS = frozenset({"DLPSTEXTCLASS", "TEXT", "BODY", "ECFRBRWS", "ECFR"})
_METADATA = frozenset({"HEADER", "AMDDATE", "VOLUME"})
_SECTION = re.compile(
    r"(?P<number>(?:§+|Sec\.|Section)\s*[0-9A-Z][\w.()–—-]*?(?:\s*[-–—]\s*[0-9][\w.]*|\s+through\s+[0-9][\w.]*)?\.?)(?:\s+(?P<rest>.*)|$)",
    re.DOTALL,
)


def parse(source: Source) -> Document:
    """Return the document of one source: a title, a part, or less."""
    root = source.root
    title = _title_number(root)
    reader = Reader.of(root)
    ecfr = EcfrReader(reader, title)
    holder = Draft("title")
    items: list[Paragraph | Draft] = []
    for element in _flat(root):
        items.extend(ecfr.one(element, holder))
    fill(reader, holder, items)
    drafts = holder.children
    reader.settle()
    body = finish(drafts, cfr_style(title) if title else CitationStyle("§ {}"))
    whole = any(draft.level in ("title", "subtitle", "chapter", "subchapter") for draft in drafts)
    kind = "CFR title" if whole else "CFR part"
    identity = Identity(
        title_number=title,
        cfr_parts=part_numbers(drafts, title),
        edition=_edition(root) or source.edition,
    )
    name = document_name(identity, kind)
    return Document(kind, name, identity, FAMILY, source.sha256, source.name, body, reader.notices())


def _flat(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the outermost elements of the body."""
    if root.tag not in _WRAPPERS:
        yield root
        return
    for child in root:
        if child.tag in _WRAPPERS:
            yield from _flat(child)
        elif child.tag not in _METADATA:
            yield child


def _title_number(root: etree._Element) -> str:
    """Return the CFR title's number from the title's element, the header, or the citation metadata."""
    for element in root.iter("DIV1"):
        number = element.get("N", "").strip()
        if number.isdigit():
            return number
    for element in root.iter("IDNO"):
        if element.get("TYPE") == "title" and plain(element).isdigit():
            return plain(element)
    match = re.search(r"([0-9]{1,2}) CFR", root.get("hierarchy_metadata", ""))
    return match[1] if match else ""


def _edition(root: etree._Element) -> str:
    """Return the date up to which the text is amended as ISO 8601, or an empty string."""
    for element in root.iter("VOLUME"):
        if element.get("AMDDATE"):
            return element.get("AMDDATE", "")
    for element in root.iter("AMDDATE"):
        date = find_date(plain(element))
        if date:
            return date
    return ""


class EcfrReader(CfrReader):
    """Reads the ``DIVn`` of the eCFR."""

    def one(self, element: etree._Element, owner: Draft) -> list[Paragraph | Draft]:
        """Return the provisions of one element."""
        match = _DIV.fullmatch(str(element.tag))
        if match is None:
            if element.tag in ("CFRTOC", "CONTENTS"):
                return [toc(self.reader, element)]
            return [] if element.tag in _METADATA else content(self.reader, (element,), owner, None)
        level = LEVELS.get(element.get("TYPE", "").upper()) or LEVELS[_BY_TAG[int(match[1])]]
        head = next((child for child in element if child.tag in HEADS), None)
        if level == "section":
            return [self.section(element, head)]
        if level == "appendix":
            return [self.appendix(element)]
        draft = container_of(level, self.reader.text(head), element)
        if not draft.designator and level in ("title", "chapter", "subchapter", "part", "subpart"):
            draft.designator = fold(element.get("N")).removeprefix("§").strip()
        self.enter(draft)
        self.inside(element, draft, head)
        if draft.level == "part":
            lift(draft)
        return [draft]

    def section(self, element: etree._Element, head: etree._Element | None) -> Draft:
        """Return a section."""
        heading, _, refs = self.reader.pieces(head) if head is not None else ("", (), ())
        match = _SECTION.fullmatch(heading)
        number, rest = (match["number"], match["rest"] or "") if match else ("", heading)
        draft = section_draft(number, rest, self.title, element.sourceline or 0)
        self.reader.refer(draft, ((0, label) for _, label in refs))
        items = content(self.reader, (child for child in element if child is not head), draft)
        if element.text and not element.text.isspace():
            items.insert(0, Draft("text", text=fold(element.text)))
        fill(self.reader, draft, items)
        return draft

    def appendix(self, element: etree._Element) -> Draft:
        """Return an appendix."""
        head = next((child for child in element if child.tag in HEADS), None)
        draft = appendix(self.reader.text(head), self.title, self.part, element.sourceline or 0)
        reader = AppendixReader(self.reader, draft)
        reader.feed(child for child in element if child is not head)
        return reader.done()
