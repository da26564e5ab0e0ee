"""Opening a source: bytes -> hardened XML parse -> the dialect module that the content asks for.

The family is told from the root element and what stands in it, never from the file's name. XML is hostile:
entities are not resolved, a document that declares any is refused, and nothing is fetched. Libxml2 itself ends
entity bombs (its amplification limit) and texts of more than 10 MB; the nesting is limited here.
"""

from __future__ import annotations

import gc
import hashlib
import re
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from lawdiff.parsers.document import Notice
from lawdiff.parsers.errors import UnreadableSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lawdiff.parsers.document import Document

USLM_NAMESPACES = (
    "http://xml.house.gov/schemas/uslm/1.0",
    "http://schemas.gpo.gov/xml/uslm",
)

MAX_DEPTH = 100
"""How deep elements may stand in each other. Published documents reach 22; the parsers walk trees by recursion,
and a thousand levels would break that with a traceback."""

SHOWN_NAME = 40
"""How many characters of an unknown element's name a message shows; names can be as long as a file."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a dialect module is given.

    Attributes:
        name: the path or name, as given, for messages.
        root: the root element.
        sha256: of the bytes, in hexadecimal.
        reading: ``inserted`` or ``struck``: which text to take where a reported bill prints both.
        choose: the document wanted from an issue of the Federal Register (its number); empty for all.
        data: the bytes.
        edition: the day or year of the text, known from where it was fetched; empty where only the text can say.
    """

    name: str
    root: etree._Element
    sha256: str
    reading: str
    choose: str
    data: bytes
    edition: str = ""

    def may_hold(self, *patterns: bytes) -> bool:
        """Say whether markup that looks like one of some regular expressions can be in the source.

        False is sure; True asks for a look at the tree. Searching the bytes takes a tenth of the time of an XPath
        over all elements.
        """
        return may_hold(self.root, self.data, *patterns)


_ASCII_BASED = frozenset({"UTF-8", "ASCII", "US-ASCII", "ISO-8859-1", "WINDOWS-1252"})
"""Encodings in which markup is spelt in the bytes of ASCII, and in one way only."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""How a source in UTF-16 begins; without an XML declaration, lxml calls it UTF-8."""


def may_hold(root: etree._Element, data: bytes, *patterns: bytes) -> bool:
    """Say whether markup can be in a source; see `Source.may_hold`."""
    encoding = root.getroottree().docinfo.encoding or ""
    if encoding.upper() not in _ASCII_BASED or data.startswith(_UTF_16):
        return True
    return any(re.search(pattern, data) for pattern in patterns)


def parse(path: str | Path, *, reading: str = "inserted", choose: str = "") -> Document:
    """Read one source and give its document.

    Args:
        path: a file, or ``-`` for standard input. ``FILE#2024-02705`` chooses that document from an issue of the
            Federal Register.
        reading: which text to take where a reported bill prints both: ``inserted`` or ``struck``.
        choose: the same as the part after ``#``.

    Raises:
        UnreadableSource: the file is missing, not XML, or XML of another kind.
    """
    name = str(path)
    if name == "-":
        return parse_bytes(_standard_input(), "standard input", reading=reading, choose=choose)
    try:
        if "#" in name and not Path(name).exists():
            name, _, choose = name.rpartition("#")
        data = Path(name).read_bytes()
    except (OSError, ValueError) as error:
        raise UnreadableSource(name, _why_not_read(error)) from error
    return parse_bytes(data, name, reading=reading, choose=choose)


def _standard_input() -> bytes:
    stream = sys.stdin  # None where the caller closed it, whatever the stub says
    if not stream:
        raise UnreadableSource("standard input", "is closed")
    return stream.buffer.read()


def _why_not_read(error: OSError | ValueError) -> str:
    if isinstance(error, ValueError):  # a NUL in the name: no file system can hold it
        return "is not a name that a file can have"
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError):
        return "is a directory, not a file"
    if isinstance(error, PermissionError):
        return "may not be read (permission denied)"
    return f"cannot be read ({error.strerror or error})"


def parse_bytes(
    data: bytes, name: str, *, reading: str = "inserted", choose: str = "", edition: str = ""
) -> Document:
    """Read one source from its bytes; see `parse`.

    Args:
        data: the bytes.
        name: what to call it in messages.
        reading: as for `parse`.
        choose: as for `parse`.
        edition: the day or year of a text of the CFR that does not say so itself; what the text says comes first.
    """
    with _collector_paused():
        root = _read_xml(data, name)
        dialect = dialect_of(root, name)
        sha256 = hashlib.sha256(data).hexdigest()
        document = dialect(Source(name, root, sha256, reading, choose, data, edition))
    if not (document.body or document.notices):
        empty = Notice(
            "empty-body", "The document has no text of law in it.", source_line=root.sourceline or 0
        )
        document = replace(document, notices=(empty,))
    part = "\0".join(filter(None, (choose, document.reading if document.reading == "struck" else "")))
    if not part:
        return document
    # Two documents of one issue, and two readings of one bill, are not one document: notes must not mix.
    return replace(document, sha256=hashlib.sha256(data + b"\0" + part.encode()).hexdigest())


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the cyclic garbage collector from running while a tree grows.

    A tree has no cycles, and looking for some again and again while it grows costs a fifth of the time (H.R. 1).
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


_HTML = "is an HTML page, not legal XML; official sources publish the XML beside it"
_SIGNATURES = (
    (b"%PDF-", "is a PDF, not XML; official sources publish the XML beside it"),
    (b"PK\x03\x04", "is a ZIP archive, not XML; unpack it first"),
    (b"\x1f\x8b", "is compressed with gzip; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "is a Word document, not XML; official sources publish the XML beside it"),
    (b"{\\rtf", "is an RTF document, not XML; official sources publish the XML beside it"),
    (b"{", "is JSON, not XML"),
)


def _read_xml(data: bytes, name: str) -> etree._Element:
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise UnreadableSource(name, "is empty")
    for signature, reason in _SIGNATURES:
        if start.startswith(signature):
            raise UnreadableSource(name, reason)
    if start[:14].lower() == b"<!doctype html" or start[:5].lower() == b"<html":
        raise UnreadableSource(name, _HTML)
    if not start.startswith((b"<", b"\0<", *_UTF_16)):  # UTF-16 may come without a byte order mark
        raise UnreadableSource(name, "is not XML (it does not begin with '<')", 1)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,  # nobody asks for an element by its id, and the table of them costs a tenth
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if b"<!ENTITY" in data:
            raise UnreadableSource(name, _ENTITIES, _line_of_entity(data)) from error
        line = error.lineno or 0
        if "Excessive depth" in (error.msg or ""):  # libxml2's own limit, 256, met before ours is asked
            raise UnreadableSource(name, _TOO_DEEP, line) from error
        raise UnreadableSource(name, f"is not well-formed XML: {_plain(error.msg)}", line) from error
    _refuse_hostile(root, data, name)
    return root


_TOO_DEEP = f"nests elements more than {MAX_DEPTH} deep, as no legal document does"
_ENTITIES = "declares XML entities, which are refused (they can hide files or explode)"


def _refuse_hostile(root: etree._Element, data: bytes, name: str) -> None:
    """Refuse what is well-formed and still must not reach the dialects."""
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and next(iter(internal.iterentities()), None) is not None:
        raise UnreadableSource(name, _ENTITIES, _line_of_entity(data))
    referring = may_hold(root, data, rb"&(?!amp;|lt;|gt;|quot;|apos;|#)")
    reference = next(root.iter(etree.Entity), None) if referring else None
    if reference is not None:  # its text stands in a DTD that is not read: going on would lose words
        reason = f"refers to the entity {_plain(reference.text)[:SHOWN_NAME]}, which it does not define"
        raise UnreadableSource(name, reason, reference.sourceline or 0)
    if root.xpath(f"boolean({'/*' * (MAX_DEPTH + 1)})"):
        raise UnreadableSource(name, _TOO_DEEP)


def _line_of_entity(data: bytes) -> int:
    """Return the line of the first declaration of an entity; 0 where the encoding hides it."""
    place = data.find(b"<!ENTITY")
    return data.count(b"\n", 0, place) + 1 if place >= 0 else 0


def _plain(message: str | None) -> str:
    """Return libxml2's message as one line without control characters, and without advice to programmers."""
    text = (message or "unknown error").rsplit(", line ", 1)[0]
    text = text.removesuffix(", try XML_PARSE_HUGE")
    return "".join(character if character.isprintable() else " " for character in text).strip()


def dialect_of(root: etree._Element, name: str) -> Callable[[Source], Document]:
    """Return the parser for what the root element says the document is.

    Raises:
        UnreadableSource: it is none that lawdiff reads.
    """
    qualified = etree.QName(root)
    namespace, tag = qualified.namespace or "", qualified.localname
    if namespace in USLM_NAMESPACES:
        from lawdiff.parsers import uslm  # noqa: PLC0415 - one dialect a run: import what is needed

        return uslm.parse
    if tag.lower() == "html":
        raise UnreadableSource(name, _HTML)
    if namespace:
        raise UnreadableSource(name, _another_kind(f"{tag}, namespace {namespace}"), root.sourceline or 0)
    if tag in ("bill", "resolution", "amendment-doc"):
        from lawdiff.parsers import bill_dtd  # noqa: PLC0415 - as above

        return bill_dtd.parse
    if tag in ("FEDREG", "RULE", "PRORULE", "NOTICE", "PRESDOCU", "CORRECT"):
        from lawdiff.parsers import federal_register  # noqa: PLC0415 - as above

        return federal_register.parse
    if tag in ("CFRGRANULE", "CFRDOC", "PART", "SECTION"):
        from lawdiff.parsers import cfr  # noqa: PLC0415 - as above

        return cfr.parse
    if tag in ("DLPSTEXTCLASS", "ECFR", "DIV1", "DIV3", "DIV4", "DIV5", "DIV6", "DIV8", "DIV9"):
        from lawdiff.parsers import ecfr  # noqa: PLC0415 - as above

        return ecfr.parse
    raise UnreadableSource(name, _another_kind(tag), root.sourceline or 0)


def _another_kind(root: str) -> str:
    """Return why a source with such a root element is refused."""
    shown = root if len(root) <= SHOWN_NAME else f"{root[:SHOWN_NAME]}…"
    known = "bill.dtd, USLM, Federal Register, CFR and eCFR"
    return f"is XML of another kind (root element <{shown}>); lawdiff reads {known}"
