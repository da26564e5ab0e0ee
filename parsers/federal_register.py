"""The Federal Register's XML (root RULE, PRORULE, NOTICE, PRESDOCU, CORRECT, or FEDREG for a whole day) -> `Document`.

See GPO's "Federal Register XML Rendition" user guide. A rule becomes front matter, preamble, the CFR parts that it
amends, and back matter; the same for a proposal and for the rule that follows it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.parsers import fr_identity
from lawdiff.parsers.document import Document, Identity
from lawdiff.parsers.draft import CitationStyle, Draft, finish
from lawdiff.parsers.errors import UnreadableSource
from lawdiff.parsers.fr_dates import find_date
from lawdiff.parsers.fr_fields import DASHES, document_name
from lawdiff.parsers.fr_preamble import SIGNATURE, Preamble, ends
from lawdiff.parsers.fr_regtext import STARTS, RegText
from lawdiff.parsers.fr_text import Reader, plain
from lawdiff.parsers.layout import indentation
from lawdiff.parsers.text import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from lawdiff.parsers.source import Source

FAMILY = "Federal Register"
DOCUMENTS = ("RULE", "PRORULE", "NOTICE", "PRESDOCU", "CORRECT")
STYLE = CitationStyle("§ {}")
"""For sections whose CFR title is unknown; all others bring their own citation."""

WRAPPERS = frozenset(
    {
        "PREAMB",
        "SUPLINF",
        "PRNOTICE",
        "DETERM",
        "EXECORD",
        "EXECORDR",
        "PRMEMO",
        "PRORDER",
        "PROCLA",
        "PRESDOC",
        "OTHERPRES",
    }
)
"""Elements that only group; their children are read in their place."""

NAMED_IN_ERROR = 5
"""So many numbers of documents are named when a wanted one is not in the issue."""


def parse(source: Source) -> Document:
    """Return the document of one source.

    Raises:
        UnreadableSource: a document was chosen that the issue does not have.
    """
    root = source.root
    if root.tag == "FEDREG":
        if source.choose:
            return _chosen(source)
        return _issue(source)
    if source.choose and source.choose != fr_identity.document_number(root):
        own = fr_identity.document_number(root) or "one without a number"
        raise UnreadableSource(source.name, f"has no document {source.choose}; it is {own}")
    return _document(source, root, fr_identity.identity(root))


def _document(source: Source, root: etree._Element, identity: Identity) -> Document:
    """Return one document of the Federal Register."""
    reader = Reader.of(root, indentation(source.root))
    drafts = _drafts(reader, root, identity, prefix="")
    reader.settle()
    body = finish(drafts, STYLE)
    kind = fr_identity.kind_of(root, identity.action)
    place = identity.fr_citation or (f"FR Doc. {identity.fr_document}" if identity.fr_document else "")
    title = document_name(fr_identity.subject(root, reader), kind, place)
    return Document(kind, title, identity, FAMILY, source.sha256, source.name, body, reader.notices())


def _drafts(reader: Reader, root: etree._Element, identity: Identity, prefix: str) -> list[Draft]:
    """Return the top provisions of one document."""
    tops: list[Draft] = []
    preamble = Preamble(reader, identity.fr_citation, prefix, tops)
    title = next((part.split()[0] for part in identity.cfr_parts), "")
    title = title or next(
        (m[1] for e in root.iter("CFR") if (m := re.match(r"\s*([0-9]+)\s*CFR", plain(e)))), ""
    )
    regtext = RegText(reader, title, tops, prefix=prefix, agencies=identity.agencies, sign=preamble.sign)
    for element in _flat(root):
        if isinstance(element, str):
            preamble.stray(element)
            continue
        tag = element.tag
        if tag in SIGNATURE and ends(element):
            regtext.end_appendix()
            preamble.sign(element)
        elif regtext.begun or tag in STARTS:
            preamble.outline.close()
            regtext.feed(element)
        else:
            preamble.feed(element, tag)
    preamble.outline.close()
    regtext.end_appendix()
    if preamble.front.children:
        tops.insert(0, preamble.front)
    return tops


def _flat(root: etree._Element) -> list[etree._Element | str]:
    """Return the children of a document, those of its wrappers in their place, and text that stands in no element."""
    found: list[etree._Element | str] = []
    if root.text and not root.text.isspace():
        found.append(root.text)
    for child in root:
        if child.tag in WRAPPERS:
            found += _flat(child)
            if child.tail and not child.tail.isspace():
                found.append(child.tail)
        else:
            found.append(child)
    return found


def _listed(root: etree._Element) -> Iterator[tuple[etree._Element, str, int]]:
    """Yield every document of an issue with the volume and the page that is open where it begins."""
    volume, page = "", 0
    inside: etree._Element | None = None
    for element in root.iter("VOL", "PRTPAGE", *DOCUMENTS):
        if element.tag == "VOL":
            volume = plain(element)
        elif element.tag == "PRTPAGE":
            number = whole_number(element.get("P", ""))
            page = page if number is None else number
        elif inside is None or not any(above is inside for above in element.iterancestors()):
            inside = element
            yield element, volume, page


def _published(root: etree._Element) -> str:
    """Return the date of an issue as ISO 8601."""
    for element in root.iter("DATE"):
        match = find_date(plain(element))
        if match:
            return match
    return ""


def _chosen(source: Source) -> Document:
    """Return the document of an issue that was asked for."""
    published = _published(source.root)
    numbers = []
    wanted = source.choose.translate(DASHES).strip()
    for element, volume, page in _listed(source.root):
        number = fr_identity.document_number(element)
        if number == wanted:
            return _document(source, element, fr_identity.identity(element, volume, published, page))
        numbers.append(number)
    some = ", ".join(number for number in numbers[:NAMED_IN_ERROR] if number)
    more = f" (and {len(numbers) - NAMED_IN_ERROR} more)" if len(numbers) > NAMED_IN_ERROR else ""
    raise UnreadableSource(source.name, f"has no document {source.choose}; it has {some}{more}")


def _issue(source: Source) -> Document:
    """Return a whole issue: a provision of level ``document`` for each document in it, in order."""
    published = _published(source.root)
    indent = indentation(source.root)
    drafts: list[Draft] = []
    readers = []
    volume = ""
    for element, volume, page in _listed(source.root):
        identity = fr_identity.identity(element, volume, published, page)
        name = identity.fr_document or str(len(drafts) + 1)
        draft = Draft(
            "document", designator=identity.fr_document, cite=identity.fr_citation or f"FR Doc. {name}"
        )
        draft.source_line = element.sourceline or 0
        reader = Reader.of(element, indent)
        draft.children = _drafts(reader, element, identity, prefix=f"doc{name}")
        reader.settle()
        readers.append(reader)
        drafts.append(draft)
    body = finish(drafts, STYLE)
    notices = tuple(notice for reader in readers for notice in reader.notices())
    number = next((plain(element) for element in source.root.iter("NO")), "")
    identity = Identity(
        number=number,
        fr_citation=f"{volume} FR" if volume else "",
        dates={"published": published} if published else {},
    )
    title = f"Federal Register, vol. {volume}, no. {number}" if volume and number else "Federal Register"
    if published:
        title += f" ({published})"
    return Document(
        "Federal Register issue", title, identity, FAMILY, source.sha256, source.name, body, notices
    )
