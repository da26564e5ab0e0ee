"""The annual Code of Federal Regulations (root CFRGRANULE, CFRDOC, PART or SECTION) -> `Document`.

See GPO's "Code of Federal Regulations XML Rendition" user guide. Titles, chapters, parts, subparts and subject groups
are containers; a section is keyed by its own number (``cfr/t37/s1.6/a/1``, "37 CFR 1.6(a)(1)").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.parsers.cfr_appendix import AppendixReader, appendix, lift
from lawdiff.parsers.cfr_containers import LEVELS, container_draft
from lawdiff.parsers.cfr_content import APPARATUS, HEADS, apparatus, content, fill, section
from lawdiff.parsers.cfr_toc import toc
from lawdiff.parsers.document import Document, Identity
from lawdiff.parsers.draft import CitationStyle, Draft, cfr_style, finish
from lawdiff.parsers.fr_text import Reader, plain
from lawdiff.parsers.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from lawdiff.parsers.markers import Paragraph
    from lawdiff.parsers.source import Source

FAMILY = "CFR"
CONTAINERS = frozenset({*LEVELS, "SUBTITLE"}) - {"TITLE"}
WRAPPERS = frozenset({"CFRDOC", "CFRGRANULE", "VOL1", "BODY", "TEXT", "TITLE", "SUBTITLE"})
METADATA = frozenset({"FDSYS", "FMTR", "BMTR", "AMDDATE", "PRTPAGE", "EAR", "LRH", "RRH"})
TABLES_OF_CONTENTS = frozenset({"CONTENTS", "CFRTOC", "TOC"})


def parse(source: Source) -> Document:
    """Return the document of one source: a CFR part, or a whole title."""
    root = source.root
    reader = Reader.of(root)
    title = _meta(root, "CFRTITLE") or _title_page(root)
    drafts = CfrReader(reader, title).tops([root] if root.tag not in WRAPPERS else root)
    reader.settle()
    body = finish(drafts, cfr_style(title) if title else CitationStyle("§ {}"))
    identity = _identity(root, title, drafts)
    kind = "CFR title" if _whole_title(drafts) else "CFR part"
    name = document_name(identity, kind)
    return Document(kind, name, identity, FAMILY, source.sha256, source.name, body, reader.notices())


def document_name(identity: Identity, kind: str) -> str:
    """Return what to call a CFR document: ``37 CFR part 1 (2012-07-01)``."""
    parts = [part.replace(" CFR ", " CFR part ") for part in identity.cfr_parts]
    if kind == "CFR title" or len(parts) != 1:
        name = (
            f"{identity.title_number} CFR".strip()
            if kind == "CFR title" or not parts
            else f"{parts[0]} and {len(parts) - 1} more"
        )
    else:
        name = parts[0]
    return f"{name} ({identity.edition})" if identity.edition else name


def part_numbers(drafts: Iterable[Draft], title: str) -> tuple[str, ...]:
    """Return the CFR parts in a tree, ``37 CFR 1``, in order."""
    found: dict[str, None] = {}
    stack = list(drafts)[::-1]
    while stack:
        draft = stack.pop()
        if draft.level == "part" and draft.designator and draft.status != "reserved":
            found[f"{title} CFR {draft.designator}".strip()] = None
        elif draft.level != "section":
            stack.extend(reversed(draft.children))
    return tuple(found)


def _whole_title(drafts: Iterable[Draft]) -> bool:
    """Return whether the tree begins above the part."""
    return any(draft.level in ("title", "subtitle", "chapter", "subchapter") for draft in drafts)


def _meta(root: etree._Element, name: str) -> str:
    """Return a field of the GPO metadata block."""
    element = root.find(f"FDSYS/{name}")
    return "" if element is None else plain(element)


def _title_page(root: etree._Element) -> str:
    """Return the number that the head of a whole title prints (``Title 8—Aliens and Nationality``), or nothing."""
    for element in root.iter("TITLEHD"):
        match = re.search(r"Title\s+([0-9]{1,2})\b", plain(element), re.IGNORECASE)
        if match:
            return match[1]
    return ""


def _identity(root: etree._Element, title: str, drafts: list[Draft]) -> Identity:
    return Identity(
        number=_meta(root, "HEADING"),
        cfr_parts=part_numbers(drafts, title),
        title_number=title,
        edition=_meta(root, "DATE"),
    )


class CfrReader:
    """Reads the containers of the CFR."""

    def __init__(self, reader: Reader, title: str) -> None:
        self.reader = reader
        self.title = title
        self.part = ""

    def tops(self, elements: Iterable[etree._Element]) -> list[Draft]:
        """Return the provisions of the outermost elements; wrappers are looked through."""
        holder = Draft("title")
        items: list[Paragraph | Draft] = []
        for element in elements:
            if element.tag in WRAPPERS and element.tag not in METADATA:
                items.extend(self.tops(element))
            elif element.tag not in METADATA:
                items.extend(self.one(element, holder))
        fill(self.reader, holder, items)
        if holder.apparatus and holder.children:
            holder.children[0].apparatus.extend(holder.apparatus)
        return holder.children

    def one(self, element: etree._Element, owner: Draft) -> list[Paragraph | Draft]:
        """Return the provisions of one element; what is no law goes to the owner."""
        tag = element.tag
        if tag in CONTAINERS:
            return [self.container(element)]
        if tag == "SECTION":
            return [section(self.reader, element, self.title)]
        if tag == "APPENDIX":
            return [self.appendix(element)]
        if tag in TABLES_OF_CONTENTS:
            return [toc(self.reader, element)]
        if tag in ("CFRTITLE", "TITLEHD"):
            return [piece for child in element for piece in self.one(child, owner)]
        return [] if tag in METADATA else content(self.reader, (element,), owner, None)

    def container(self, element: etree._Element) -> Draft:
        """Return a part, a subpart, … with all that is in it."""
        head = next((child for child in element if child.tag in HEADS or child.tag == "RESERVED"), None)
        printed = head if head is not None else element.find("TOC/TOCHD")
        draft = container_draft(element, self.reader.text(printed))
        self.enter(draft)
        self.inside(element, draft, head)
        if draft.level == "part":
            lift(draft)
        return draft

    def enter(self, draft: Draft) -> None:
        """Give a part its address and citation."""
        if draft.level == "part" and draft.designator:
            self.part = draft.designator
            draft.prefix = f"cfr/t{self.title}" if self.title else "cfr"
            draft.cite = f"{self.title} CFR part {draft.designator}".strip()

    def inside(self, element: etree._Element, draft: Draft, head: etree._Element | None) -> None:
        """Fill a container."""
        items: list[Paragraph | Draft] = []
        if element.text and not element.text.isspace():
            items.append(Draft("text", text=fold(element.text)))
        for child in element:
            if child.tag in APPARATUS:
                draft.apparatus.append(apparatus(self.reader, child))
            elif child is not head:
                items.extend(self.one(child, draft))
                if child.tag not in CONTAINERS and child.tag not in (
                    "SECTION",
                    "APPENDIX",
                    *TABLES_OF_CONTENTS,
                ):
                    continue
            if child.tail and not child.tail.isspace():
                items.append(Draft("text", text=fold(child.tail)))
        fill(self.reader, draft, items)

    def appendix(self, element: etree._Element) -> Draft:
        """Return an appendix."""
        head = next((child for child in element if child.tag in HEADS or child.tag == "RESERVED"), None)
        draft = appendix(self.reader.text(head), self.title, self.part, element.sourceline or 0)
        reader = AppendixReader(self.reader, draft)
        if element.text and not element.text.isspace():
            draft.text = fold(element.text)
        reader.feed(child for child in element if child is not head)
        return reader.done()
