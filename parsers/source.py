"""Opening a source: bytes -> hardened XML parse -> the dialect module that the content asks for.

The family is told from the root element and what stands in it, never from the file's name. XML is hostile:
entities are not resolved, a document that declares any is refused, and nothing is fetched.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from lawdiff.parsers.errors import UnreadableSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawdiff.parsers.document import Document

USLM_NAMESPACES = (
    "http://xml.house.gov/schemas/uslm/1.0",
    "http://schemas.gpo.gov/xml/uslm",
)


@dataclass(frozen=True, slots=True)
class Source:
    """What a dialect module is given.

    Attributes:
        name: the path or name, as given, for messages.
        root: the root element.
        sha256: of the bytes, in hexadecimal.
        reading: ``inserted`` or ``struck``: which text to take where a reported bill prints both.
        choose: the document wanted from an issue of the Federal Register (its number); empty for all.
    """

    name: str
    root: etree._Element
    sha256: str
    reading: str
    choose: str


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
        return parse_bytes(sys.stdin.buffer.read(), "standard input", reading=reading, choose=choose)
    if "#" in name and not Path(name).exists():
        name, _, choose = name.rpartition("#")
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        raise UnreadableSource(name, _why_not_read(error)) from error
    return parse_bytes(data, name, reading=reading, choose=choose)


def _why_not_read(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError):
        return "is a directory, not a file"
    if isinstance(error, PermissionError):
        return "may not be read (permission denied)"
    return f"cannot be read ({error.strerror or error})"


def parse_bytes(data: bytes, name: str, *, reading: str = "inserted", choose: str = "") -> Document:
    """Read one source from its bytes; see `parse`."""
    root = _read_xml(data, name)
    dialect = _dialect(root, name)
    return dialect(Source(name, root, hashlib.sha256(data).hexdigest(), reading, choose))


_SIGNATURES = (
    (b"%PDF-", "is a PDF, not XML; official sources publish the XML beside it"),
    (b"PK\x03\x04", "is a ZIP archive, not XML; unpack it first"),
    (b"\x1f\x8b", "is compressed with gzip; unpack it first"),
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
        raise UnreadableSource(name, "is an HTML page, not legal XML; official sources publish the XML beside it")
    if not start.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableSource(name, "is not XML (it does not begin with '<')", 1)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise UnreadableSource(name, f"is not well-formed XML: {_plain(error.msg)}", line) from error
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and next(iter(internal.iterentities()), None) is not None:
        raise UnreadableSource(name, "declares XML entities, which are refused (they can hide files or explode)", 2)
    return root


def _plain(message: str | None) -> str:
    """Return libxml2's message as one line without control characters."""
    text = (message or "unknown error").rsplit(", line ", 1)[0]
    return "".join(character if character.isprintable() else " " for character in text).strip()


def _dialect(root: etree._Element, name: str) -> Callable[[Source], Document]:
    """Return the parser for what the root element says the document is."""
    qualified = etree.QName(root)
    namespace, tag = qualified.namespace or "", qualified.localname
    if namespace in USLM_NAMESPACES:
        from lawdiff.parsers import uslm  # noqa: PLC0415 - one dialect a run: import what is needed

        return uslm.parse
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
    known = "bill.dtd, USLM, Federal Register, CFR and eCFR"
    raise UnreadableSource(name, f"is XML of another kind (root element <{tag}>); lawdiff reads {known}", root.sourceline or 0)
