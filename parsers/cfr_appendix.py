"""Appendices of CFR parts, and the official interpretations among them.

The annual CFR marks the parts of an interpretation by headings, an amending rule by paragraphs in italics; both
get the same address, keyed by the provision that is interpreted::

    <HD SOURCE="HD3">41(b) Receipt of application.</HD>        }   heading "41(b)",
    <P><E T="03">41(b) Receipt of application.</E></P>         }   cfr/t12/pt1024/appSupplement-I/41(b)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.parsers.cfr_content import BOXES, HEADS, SKIPPED, content, paragraph
from lawdiff.parsers.draft import Draft, caption
from lawdiff.parsers.headings import split_number
from lawdiff.parsers.markers import APPENDIX, CFR, COMMENT, Paragraph, Scheme
from lawdiff.parsers.outline import Outline, depth_of
from lawdiff.parsers.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from lawdiff.parsers.fr_text import Reader

_TITLE = re.compile(
    r"(?P<number>(?P<kind>Appendix|Appendixes|Appendices|Supplement|Exhibit|Schedule|Attachment|Annex|Figure|Table)\b"
    r"(?:\s+(?P<designator>No\.\s*[0-9]+|[A-Z]{1,2}-?[0-9]{0,3}(?:\s*[-–]\s*[A-Z][0-9]{0,3})?|[IVX]+|[0-9]+)(?![A-Za-z]))?"
    r"(?:\s+(?:to|of)\s+(?:Sub)?[Pp]art\s+[0-9A-Z]+(?:\s+(?:of|to)\s+[Pp]art\s+[0-9]+)?)?\s*(?:[—–-]+|\.|:)?)\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?P<number>(?:Section|§)\s*(?P<designator>[0-9]+\.[0-9]+[a-z]?)\s*(?:[—–-]+|\.)?)\s*(?P<rest>.*)"
)
_COMMENTED = re.compile(
    r"(?P<number>(?:Paragraphs?\s+)?(?P<designator>[0-9]+[a-z]?(?:\([A-Za-z0-9]{1,5}\))+)"
    r"(?:(?:,|,?\s+and|\s+through)\s+(?:[0-9]+[a-z]?)?(?:\([A-Za-z0-9]{1,5}\))+)*(?:\.|—|–)?)\s*(?P<rest>.*)",
)
LONGEST_COMMENTED = 250
"""A paragraph that begins with ``41(b)`` and is longer is text, not the heading of a provision's comments."""


def is_title(heading: str) -> bool:
    """Return whether a heading opens an appendix."""
    match = _TITLE.fullmatch(heading)
    return match is not None and match["kind"].lower() not in ("table", "figure")


def appendix(heading: str, title: str, part: str, line: int, *, quoted: bool = False) -> Draft:
    """Return an empty appendix with its address and citation; title and part may be empty where unknown."""
    match = _TITLE.fullmatch(heading)
    draft = Draft("appendix", heading=heading, quoted=quoted, source_line=line)
    if match:
        kind, letter = (
            match["kind"].capitalize(),
            (match["designator"] or "").removeprefix("No.").strip().upper(),
        )
        draft.number, draft.heading = match["number"].strip(), match["rest"]
        draft.designator = letter if kind.startswith("Appendi") else f"{kind} {letter}".strip()
    if title:
        name = draft.designator if " " in draft.designator else f"appendix {draft.designator}".strip()
        draft.cite = f"{title} CFR part {part}, {name}" if part else f"{title} CFR, {name}"
        draft.prefix = f"cfr/t{title}/pt{part}" if part else f"cfr/t{title}"
    if re.search(r"\[?reserved\]?\.?$", heading, re.IGNORECASE):
        draft.status = "reserved"
    return draft


_OF_PART = re.compile(r"(?!.*\bSubpart\b).*\b(?:to|of)\s+Part\s", re.IGNORECASE)


def lift(part: Draft) -> None:
    """Put appendices "to Part 1026" below the part where the source closes its last subpart only behind them."""
    for at in range(len(part.children) - 1, -1, -1):
        below = part.children[at].children
        first = len(below)
        while first and below[first - 1].level == "appendix" and _OF_PART.match(below[first - 1].number):
            first -= 1
        if part.children[at].level == "subpart":
            part.children[at + 1 : at + 1] = below[first:]
            del below[first:]


class AppendixReader:
    """Fills one appendix from elements as they come."""

    def __init__(self, reader: Reader, draft: Draft, other: Scheme = APPENDIX) -> None:
        self.reader = reader
        self.other = other
        self.draft = draft
        self.outline = Outline(reader, draft)
        self.comments = draft.designator.startswith("Supplement") or "nterpretation" in draft.heading
        self.last_head = 0

    @property
    def scheme(self) -> Scheme:
        """How paragraphs are numbered: as comments in an interpretation, perhaps as in sections elsewhere."""
        return COMMENT if self.comments else self.other

    def feed(self, elements: Iterable[etree._Element]) -> None:
        """Add elements of the appendix."""
        for element in elements:
            if element.tag == "EXTRACT":
                if element.text and not element.text.isspace():
                    self.outline.items.append(Draft("text", text=fold(element.text)))
                self.feed(element)
            elif self.comments and element.tag in ("SUBPART", "SECTION"):
                self.group(element)
            elif element.tag in HEADS:
                self.head(element)
            elif self.comments and element.tag in ("P", "FP"):
                found = paragraph(self.reader, element, self.scheme)
                if not self.commented(found):
                    self.outline.items.extend(found)
            elif element.tag not in SKIPPED or element.tag in BOXES:
                self.outline.items.extend(content(self.reader, (element,), self.outline.here, self.scheme))
                continue
            if element.tail and not element.tail.isspace():
                line = element.sourceline or 0
                self.outline.items.append(Draft("text", text=fold(element.tail), source_line=line))

    def group(self, element: etree._Element) -> None:
        """Add a ``SUBPART`` or ``SECTION`` that an amendment of an interpretation prints, as headings."""
        line = element.sourceline or 0
        if element.tag == "SECTION":
            number = " ".join(self.reader.text(child) for child in element if child.tag == "SECTNO")
            subject = " ".join(self.reader.text(child) for child in element if child.tag == "SUBJECT")
            draft = self.named(f"{number} {subject}".strip(), line)
            self.outline.heading(2, draft)
            self.last_head = 2
        for child in element:
            if child.tag in ("SUBPART", "SECTION"):
                self.group(child)
            elif child.tag not in ("SECTNO", "SUBJECT"):
                self.feed((child,))

    def head(self, element: etree._Element) -> None:
        """Open the heading that an element prints."""
        inline = self.reader.head(element)
        if not inline.text:
            return
        depth = max(1, depth_of(element.get("SOURCE") or "HD1"))
        self.last_head = depth
        draft = self.named(inline.text, element.sourceline or 0)
        self.reader.refer(draft, ((0, label) for _, label in inline.refs))
        self.outline.heading(depth, draft)
        if self.draft.cite and not draft.cite:
            above = self.outline.path[-2].draft if len(self.outline.path) > 1 else self.draft
            draft.cite = _cite(above, draft, below_heading=above is not self.draft)

    def commented(self, found: Sequence[Paragraph | Draft]) -> bool:
        """Open the heading that a paragraph of an interpretation is, if it is one."""
        if not found or not isinstance(found[0], Paragraph):
            return False
        text, italics, refs, line, _ = found[0]
        match = _COMMENTED.fullmatch(text) if len(text) <= LONGEST_COMMENTED else None
        if match is None:
            return False
        italic = italics and italics[0][0] == 0 and italics[-1][1] >= len(text) - 1
        ends = text.endswith((".", ")")) and ". " not in text.rstrip(".")
        if not (italic or ends):
            return False
        draft = self.named(text, line)
        self.reader.refer(draft, refs)
        self.outline.heading(max(self.last_head, 2) + match["designator"].count("("), draft)
        return True

    def named(self, heading: str, line: int) -> Draft:
        """Return a heading of the appendix with its address below the appendix, not below other headings."""
        draft = Draft("heading", heading=heading, source_line=line)
        if not self.comments:
            draft.number, draft.designator, draft.heading = split_number(heading)
            return draft
        match = _SECTION.fullmatch(heading) or _COMMENTED.fullmatch(heading)
        if match:
            draft.number, draft.designator, draft.heading = (
                match["number"].strip(),
                match["designator"],
                match["rest"],
            )
            if self.draft.prefix is not None:
                draft.prefix = f"{self.draft.prefix}/app{self.draft.designator.replace(' ', '-')}"
                draft.cite = f"{self.draft.cite}, {draft.designator}"
        return draft

    def done(self) -> Draft:
        """Nest what is left and return the appendix."""
        self.outline.flush()
        if self.comments:
            cite_comments(self.draft)
        elif self.draft.cite:
            _cite_numbered(self.draft, below_number=False)
        return self.draft


def _cite(above: Draft, draft: Draft, *, below_heading: bool) -> str:
    """Return the citation of a heading of an appendix: ``… appendix Q, I.A``, ``… appendix J(b)(3)``."""
    if not draft.designator:
        return f"{above.cite}, {caption(draft.heading) or draft.level}"
    if draft.number.startswith("("):
        return f"{above.cite}({draft.designator})"
    joint = "." if below_heading and above.designator else ", "
    return f"{above.cite}{joint}{draft.designator}"


def _cite_numbered(draft: Draft, *, below_number: bool) -> None:
    """Cite paragraphs that are numbered ``1.``, ``a.``, ``i.`` as they are printed: ``… appendix Q, I.A.2.a.i``."""
    for child in draft.children:
        numbered = child.level in CFR.levels and child.number.endswith(".")
        if numbered:
            child.cite = f"{draft.cite}{'.' if below_number else ', '}{child.designator}"
        if child.cite:
            _cite_numbered(child, below_number=child.number.endswith("."))


def cite_comments(draft: Draft) -> None:
    """Cite comments as the interpretations do: ``… 41(b)(2)-1.i`` (12 CFR 1026, Supplement I, Introduction, 4)."""
    for child in draft.children:
        if child.level in COMMENT.levels and draft.cite:
            joint = "." if draft.level in COMMENT.levels else "-"
            child.cite = f"{draft.cite}{joint}{child.designator}"
        cite_comments(child)
