"""The preamble of a Federal Register document: its captions (AGENCY, ACTION, …) and its headings, as units.

    PREAMB   AGENCY, CFR, DEPDOC, RIN, SUBJECT             -> front matter
             AGY, ACT, SUM, DATES, ADD, FURINF             -> preamble/agency, preamble/action, preamble/summary, …
    SUPLINF  HD "SUPPLEMENTARY INFORMATION:"               -> preamble/supplementary-information
             HD1 "IV. Discussion" > HD2 "B. Authority"     -> preamble/IV/B, cited "85 FR 74162, preamble IV.B"

The headings of the supplementary information stand directly below the preamble, so that their addresses stay short.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.parsers.cfr_content import (
    APPARATUS,
    HEADS,
    PARAGRAPHS,
    SKIPPED,
    apparatus,
    content,
    flat_paragraph,
)
from lawdiff.parsers.draft import Draft, caption
from lawdiff.parsers.headings import cite, rank, split_heading
from lawdiff.parsers.outline import Outline, depth_of
from lawdiff.parsers.text import fold

if TYPE_CHECKING:
    from lxml import etree

    from lawdiff.parsers.fr_text import Reader
    from lawdiff.parsers.markers import Paragraph

FRONT = frozenset(
    {
        "AGENCY",
        "SUBAGY",
        "CFR",
        "DEPDOC",
        "RIN",
        "SUBJECT",
        "TITLE3",
        "PRES",
        "PNOTICE",
        "DETNO",
        "PROC",
        "EXECORDR",
    }
)
"""Elements that name the document; they stand before its captions."""

CAPTIONS = frozenset(
    {
        "AGY",
        "ACT",
        "SUM",
        "DATES",
        "EFFDATE",
        "ADD",
        "FURINF",
        "PREAMHD",
        "CMPLDATE",
        "COMDATE",
        "LSTSUB",
        "SEE",
    }
)
"""Elements with a heading and paragraphs of their own."""

SIGNATURE = frozenset({"SIG", "DATED", "NAME", "TITLE", "FRDOC", "FILED", "BILCOD", "PSIG", "PLACE", "DATE"})
"""Elements of the signature block and what follows it."""


def ends(element: etree._Element) -> bool:
    """Return whether an element of the signature block closes a document.

    A billing code can also stand between two pages that print only pictures, and a date among the captions of a
    notice.
    """
    if element.tag not in ("BILCOD", "DATE"):
        return True
    after = next((other for other in element.itersiblings() if other.tag != "PRTPAGE"), None)
    return after is None or after.tag in SIGNATURE


class Preamble:
    """Grows front matter, preamble and signature blocks as the elements come.

    Attributes:
        tops: the top provisions so far, in order.
    """

    def __init__(self, reader: Reader, citation: str, prefix: str, tops: list[Draft]) -> None:
        self.reader = reader
        self.tops = tops
        self.prefix = prefix
        base = f"{citation}, " if citation else ""
        self.front = Draft("front matter", prefix=prefix, cite=f"{base}front matter")
        self.root = Draft("preamble", prefix=prefix, cite=f"{base}preamble")
        self.back_cite = f"{base}back matter"
        self.outline = Outline(reader, self.root)
        self.back: Draft | None = None

    def feed(self, element: etree._Element, tag: str) -> None:
        """Add one child of ``PREAMB`` or ``SUPLINF``, or a stray child of the document; `tag` is its name."""
        if tag in PARAGRAPHS:  # nearly all of a preamble
            self.paragraph(element)
            return
        if (tag in FRONT or tag == "DATE") and not self.started:
            self.name(element)
        elif tag in SIGNATURE and ends(element):
            self.sign(element)
        elif tag in CAPTIONS:
            self.caption(element)
        elif tag in HEADS:
            self.head(element)
        elif tag not in SKIPPED:
            self.paragraphs(element)
            return
        self.tail(element)

    @property
    def started(self) -> bool:
        """Whether the preamble has begun, so that nothing goes to the front matter any more."""
        return bool(self.root.children or self.outline.items)

    def stray(self, text: str) -> None:
        """Keep text that stands in no element, where none should."""
        self.place()
        self.outline.items.append(Draft("text", text=fold(text)))

    def tail(self, element: etree._Element) -> None:
        """Keep text that stands between elements, where none should."""
        tail = element.tail
        if tail and not tail.isspace():
            self.place()
            self.outline.items.append(Draft("text", text=fold(tail), source_line=element.sourceline or 0))

    def name(self, element: etree._Element) -> None:
        """Add an element of the front matter."""
        inline = self.reader.inline(element)
        if inline.text:
            line = self.front.add(Draft("text", text=inline.text, source_line=inline.line))
            self.reader.refer(line, inline.refs)

    def place(self) -> None:
        """Put the preamble among the tops, once it has something to say."""
        if self.root not in self.tops:
            self.tops.append(self.root)
        elif self.back is not None and self.tops[-1] is self.back:
            self.tops.pop()
            self.root.add(self.back)
        self.back = None

    def caption(self, element: etree._Element) -> None:
        """Add a caption with its paragraphs; the first is its own text."""
        self.place()
        self.outline.close()
        head = next((child for child in element if child.tag in HEADS), None)
        draft = Draft("heading", heading=self.reader.text(head), source_line=element.sourceline or 0)
        draft.cite = f"{self.root.cite}, {caption(draft.heading).rstrip('.')}" if draft.heading else ""
        if element.text and not element.text.isspace():
            draft.text = fold(element.text)
        self.outline.heading(0, draft)
        rest = [child for child in element if child is not head]
        if head is not None and head.tail and not head.tail.isspace():
            draft.text = fold(head.tail)
        if rest and rest[0].tag == "P" and not draft.text and element.tag != "LSTSUB":
            inline = self.reader.inline(rest[0])
            draft.text = inline.text
            self.reader.refer(draft, inline.refs)
            stray = rest[0].tail
            if stray and not stray.isspace():
                self.outline.items.append(Draft("text", text=fold(stray)))
            rest = rest[1:]
        for child in rest:
            if child.tag in SIGNATURE:
                self.sign(child)
            elif child.tag in HEADS and child.get("SOURCE") != "HED":
                self.head(child)
            else:
                self.paragraphs(child)
        if element.tag == "LSTSUB":
            self.outline.close()

    def head(self, element: etree._Element) -> None:
        """Open a heading of the preamble."""
        inline = self.reader.head(element)
        if not inline.text:
            return
        self.place()
        depth = depth_of(element.get("SOURCE") or "HD1")
        draft = Draft("heading", source_line=inline.line)
        draft.number, draft.designator, draft.heading = split_heading(inline.text)
        self.reader.refer(draft, ((0, label) for _, label in inline.refs))
        outline = self.outline
        if outline.path and outline.path[-1].depth == 0:
            outline.close()
        outline.heading(rank(outline.path, self.root, depth, draft), draft, depth)
        draft.cite = cite([self.root, *(each.draft for each in outline.path[:-1])], draft)

    def paragraph(self, element: etree._Element) -> None:
        """Add a paragraph below the open heading."""
        found = flat_paragraph(self.reader, element)
        if found is not None:
            self.place()
            self.outline.items.append(found)
        self.tail(element)

    def paragraphs(self, element: etree._Element) -> None:
        """Add a paragraph, a table, a note or an extract below the open heading."""
        found: list[Paragraph | Draft]
        if element.tag in PARAGRAPHS:
            self.paragraph(element)
            return
        if element.tag in APPARATUS:
            note = apparatus(self.reader, element)
            line = element.sourceline or 0
            found = [Draft("text", heading=note.heading, text=note.text, source_line=line)]
            if element.tail and not element.tail.isspace():
                found.append(Draft("text", text=fold(element.tail), source_line=line))
        else:
            found = content(self.reader, (element,), self.outline.here, None)
        if found or element.tag == "FTNT":
            self.place()
            self.outline.items.extend(found)

    def sign(self, element: etree._Element) -> None:
        """Add an element of the signature block."""
        self.outline.close()
        if self.back is None:
            self.back = Draft(
                "back matter", prefix=self.prefix, cite=self.back_cite, source_line=element.sourceline or 0
            )
            self.tops.append(self.back)
        parts = list(element) if element.tag == "SIG" else [element]
        if element.tag == "SIG" and element.text and not element.text.isspace():
            self.back.add(Draft("text", text=fold(element.text)))
        for part in parts:
            if part.tag == "FTNT":
                self.reader.footnote(part, self.back)
            elif part.tag not in SKIPPED:
                inline = self.reader.inline(part)
                if inline.text:
                    line = self.back.add(Draft("text", text=inline.text, source_line=inline.line))
                    self.reader.refer(line, inline.refs)
            if element.tag == "SIG" and part.tail and not part.tail.isspace():
                self.back.add(Draft("text", text=fold(part.tail)))
