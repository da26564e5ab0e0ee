"""What the CFR and the rules that amend it share: sections with their paragraphs, and appendices with their headings.

<SECTION><SECTNO>§ 215.8</SECTNO><SUBJECT>Requirements …</SUBJECT>       section "215.8", cfr/t8/s215.8
  <P>(a)(1) The Secretary …</P><P>(2) …</P>                    ->          (a) > (1), (2)
  <CITA>[73 FR 77491 …]</CITA></SECTION>                                 source credit, apart from the law
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.parsers.document import Apparatus
from lawdiff.parsers.draft import Draft
from lawdiff.parsers.fr_text import STARS, Reader, block_text
from lawdiff.parsers.gpotable import table
from lawdiff.parsers.hierarchy import LONGEST_RESERVED, nest, status_of
from lawdiff.parsers.markers import CFR, Paragraph, Scheme
from lawdiff.parsers.quick import quick_tuple
from lawdiff.parsers.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

APPARATUS = {
    "CITA": "source credit",
    "SOURCE": "source credit",
    "SECAUTH": "authority",
    "PARAUTH": "authority",
    "AUTH": "authority",
    "EDNOTE": "editorial note",
    "EFFDNOT": "effective date note",
    "EFFDNOTP": "effective date note",
    "APPRO": "approval note",
    "CROSSREF": "cross reference",
    "PARTXREF": "cross reference",
    "EXT-XREF": "editorial note",
}
"""Element -> kind of apparatus: what editors put beside the regulation (CFR-XML User Guide, "Sections")."""

SKIPPED = frozenset(
    {"PRTPAGE", "EAR", "GPH", "GID", "MATH", "HRULE", "RULE", "VOLUME", "AMDDATE", "img", "IMG"}
)
"""Elements without words of the law: page numbers, running heads, pictures; see `left_out`."""

PARAGRAPHS = frozenset(
    {"P", "FP", "PSPACE", "FRP", "P-1", "P-2", "P-3", "FP-1", "FP-2", "FP-3", "FP-DASH", "FP1-2"}
)
HEADS = frozenset({"HD", "HED", "HEAD", "HD1", "HD2", "HD3", "HD4", "SECHD", "TSECT"})
BOXES = {
    "NOTE": "note",
    "EXAMPLE": "example",
    "CODE": "code",
    "EXTRACT": "text",
    "PRIACT": "text",
    "EXAMPLES": "example",
}
"""Blocks inside a section or an appendix that hold paragraphs of their own, flat."""

TABLES = frozenset({"GPOTABLE", "TABLE"})

_STARS_ONLY = re.compile(r"[\s*]+")
_SECTION_NUMBER = re.compile(
    r"(?P<first>[0-9A-Z][\w.()–—-]*)(?:\s+(?:through|to|and)\s+(?P<last>[0-9][\w.()-]*))?"
)


def content(
    reader: Reader,
    elements: Iterable[etree._Element],
    owner: Draft,
    scheme: Scheme | None = CFR,
) -> list[Paragraph | Draft]:
    """Return the paragraphs and blocks of a section; apparatus goes to `owner` at once."""
    items: list[Paragraph | Draft] = []
    for element in elements:
        _one(reader, element, owner, scheme, items)
        tail = element.tail
        if tail and not tail.isspace():
            items.append(Draft("text", text=fold(tail), source_line=element.sourceline or 0))
    return items


def _one(
    reader: Reader,
    element: etree._Element,
    owner: Draft,
    scheme: Scheme | None,
    items: list[Paragraph | Draft],
) -> None:
    tag = element.tag
    if tag in PARAGRAPHS:
        items.extend(paragraph(reader, element, scheme))
    elif tag == "STARS":
        items.append(Draft("text", text=STARS, source_line=element.sourceline or 0))
    elif tag == "FTNT":
        reader.footnote(element, owner)
    elif tag in APPARATUS:
        owner.apparatus.append(apparatus(reader, element))
    elif tag not in SKIPPED:
        items.extend(_block(reader, element, owner))


def _block(reader: Reader, element: etree._Element, owner: Draft) -> list[Paragraph | Draft]:
    """Return a table, a heading, a box or something unknown."""
    tag, line = element.tag, element.sourceline or 0
    if tag in TABLES or (tag == "DIV" and next(element.iter("TABLE"), None) is not None):
        return [table(reader, element)]
    if tag in HEADS:
        inline = reader.head(element)
        head = Draft("subheading", heading=inline.text, source_line=line)
        reader.refer(head, ((0, label) for _, label in inline.refs))
        return [head]
    if tag == "EXTRACT":
        stray = fold(element.text)
        first = [Draft("text", text=stray, source_line=line)] if stray else []
        return [*first, *content(reader, element, owner, None)]
    if tag in BOXES:
        return [box(reader, element)]
    return list(_unknown(reader, element))


def _unknown(reader: Reader, element: etree._Element) -> list[Draft]:
    """Keep the words of an element that has no rule, and say so."""
    text = block_text(reader, element, ())
    if not text:
        return []
    draft = Draft("text", text=text, source_line=element.sourceline or 0)
    if element.tag not in KNOWN_TEXT:
        reader.remark(
            "unknown-element", f"<{element.tag}> has no rule here; its words are kept as text", draft
        )
    return [draft]


KNOWN_TEXT = frozenset(
    {
        "BILCOD",
        "DATE",
        "RESERVED",
        "SIG",
        "DATED",
        "FRDOC",
        "LDRWK",
        "LIST",
        "CHAPTER",
        "EXT-XREF",
        "CFR",
        "AC",
        "PRES",
        "PROC",
    }
    | {"AGENCY", "SUBAGY", "DEPDOC", "RIN", "SUBJECT", "PNOTICE", "TITLE3", "DETNO", "EXECORDR"},
)
"""Elements whose words are well placed as plain text."""


_new_paragraph = quick_tuple(Paragraph)


def paragraph(reader: Reader, element: etree._Element, scheme: Scheme | None) -> list[Paragraph | Draft]:
    """Return one printed paragraph; one that holds only stars stands for what is left out."""
    text, italics, refs = reader.pieces(element)
    if not text:
        return []
    if text[0] == "*" and _STARS_ONLY.fullmatch(text):
        return [Draft("text", text=STARS, source_line=element.sourceline or 0)]
    return [_new_paragraph((text, italics, refs, element.sourceline or 0, scheme))]


def flat_paragraph(reader: Reader, element: etree._Element) -> Draft | None:
    """Return one printed paragraph where none has a marker, as in a preamble; None where it has no words."""
    text, _, refs = reader.pieces(element)
    if not text:
        return None
    if text[0] == "*" and _STARS_ONLY.fullmatch(text):
        text = STARS
    draft = Draft("text", text=text, source_line=element.sourceline or 0)
    if len(text) <= LONGEST_RESERVED:
        draft.status = status_of(text)
    if refs:
        reader.refer(draft, refs)
    return draft


def apparatus(reader: Reader, element: etree._Element) -> Apparatus:
    """Return a note, a credit or an authority citation, apart from the law."""
    head = next((child for child in element if child.tag in HEADS), None)
    heading = reader.text(head)
    tail = fold(head.tail) if head is not None else ""
    skip = (head,) if head is not None else ()
    if any(child.tag in PARAGRAPHS for child in element):
        rest = block_text(reader, element, (head.tag,) if head is not None else ())
    else:
        rest = reader.inline(element, skip).text
        tail = ""
    return Apparatus(
        APPARATUS.get(str(element.tag), "editorial note"),
        rest if not tail or tail in rest else f"{tail} {rest}",
        heading,
    )


def box(reader: Reader, element: etree._Element) -> Draft:
    """Return a note, an example or an extract: its first head is the heading, its paragraphs stay flat."""
    draft = Draft(BOXES.get(str(element.tag), "text"), source_line=element.sourceline or 0)
    children = list(element)
    while children and children[0].tag in SKIPPED and not (children[0].tail or "").strip():
        del children[0]
    if element.text and not element.text.isspace():
        draft.text = fold(element.text)
    elif children and children[0].tag in HEADS:
        head = children.pop(0)
        draft.heading = reader.text(head)
        if head.tail and not head.tail.isspace():
            draft.text = fold(head.tail)
    fill(reader, draft, content(reader, children, draft, None))
    return draft


def fill(reader: Reader, draft: Draft, items: list[Paragraph | Draft]) -> None:
    """Nest paragraphs below a provision, and note what fits no rule."""
    found = nest(items, excerpt=draft.quoted)
    draft.children.extend(found.children)
    reader.references.extend(found.references)
    for unclear in found.unclear:
        where = draft.cite or draft.number or draft.heading or draft.level
        marker = unclear.number or unclear.text[:12]
        message = f"the marker {marker} in {where} does not follow from the paragraphs around it"
        reader.remark("hierarchy-unclear", message, unclear)


def section_designator(number: str) -> str:
    """Return the number of a section alone: ``§ 215.8`` -> ``215.8``, ``§§ 1.60-1.62`` -> ``1.60-1.62``."""
    match = _SECTION_NUMBER.search(number.replace("Sec.", "").replace("Section", ""))
    if match is None:
        return ""
    first, last = match["first"].rstrip("."), (match["last"] or "").rstrip(".")
    return f"{first}-{last}" if last else first


def section_draft(number: str, heading: str, title: str, line: int, *, quoted: bool = False) -> Draft:
    """Return an empty section with its address and citation in the CFR (title may be empty where unknown)."""
    designator = section_designator(number)
    draft = Draft("section", number, designator, heading, quoted=quoted, source_line=line)
    if designator:
        draft.prefix = f"cfr/t{title}" if title else "cfr"
        draft.cite = f"{title} CFR {designator}" if title else f"§ {designator}"
    if re.search(r"\[?reserved\]?\.?$", heading, re.IGNORECASE):
        draft.status = "reserved"
    return draft


def section(reader: Reader, element: etree._Element, title: str, *, quoted: bool = False) -> Draft:
    """Return a ``SECTION`` with its paragraphs nested."""
    numbers: list[str] = []
    headings: list[str] = []
    rest: list[etree._Element] = []
    refs: list[tuple[int, str]] = []
    for child in element:
        if child.tag == "SECTNO" and not rest:
            numbers.append(reader.text(child))
        elif child.tag in ("SUBJECT", "RESERVED") and not rest:
            inline = reader.inline(child)
            headings.append(inline.text)
            refs.extend((0, label) for _, label in inline.refs)
        elif child.tag != "PRTPAGE" or rest:
            rest.append(child)
    number, heading = " ".join(numbers).strip(), " ".join(headings).strip()
    draft = section_draft(number, heading, title, element.sourceline or 0, quoted=quoted)
    reader.refer(draft, refs)
    items = content(reader, rest, draft)
    if element.text and not element.text.isspace():
        items.insert(0, Draft("text", text=fold(element.text)))
    fill(reader, draft, items)
    return draft
