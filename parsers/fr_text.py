"""Paragraphs of the Federal Register and the CFR as text: italics, footnote references, spaces that were dropped.

Some files lost the white space around ``<E>`` when they were converted::

    <P>(a)<E T="03">In general.</E>Except as provided in<E T="04">Federal Register</E>notices.</P>
                                          ->    "(a) In general. Except as provided in Federal Register notices."

Whether a file did is decided once a document, by what stands before its ``<E>`` elements, so that a letter in
italics inside a word or a designator stays untouched in all the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from lawdiff.parsers.document import Apparatus
from lawdiff.parsers.draft import Draft, Remark
from lawdiff.parsers.layout import indentation, outdent
from lawdiff.parsers.text import SOFT_HYPHEN, fold, raw

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from lawdiff.parsers.document import Notice

STARS = "* * *"
"""Stands for text that an amendment leaves unchanged (Document Drafting Handbook, "Asterisks")."""

ITALIC = frozenset({"03", "7462", "8042"})
"""Values of ``E/@T`` that print in italics; the two long ones are GPO's grid calls for the same face."""

LOWERED = frozenset({"52", "54", "0132", "0732", "0735"})
"""Values of ``E/@T`` that print below the line: the 2 of ``CO2`` belongs to the word before it (51 to 54 as in the
eCFR-XML User Guide, "E"; the long ones are grid calls for the same)."""

RAISED = "51"
"""The value of ``E/@T`` that prints above the line, as ``SU`` does."""

RAISED_OR_LOWERED = LOWERED | {RAISED, "53", "0731", "8145"}
"""Values of ``E/@T`` that say nothing about the spaces of a file: what prints above or below the line abuts always."""

LAYOUT_TAIL = 64
"""How far from the end of a piece a line break can be when only indentation follows it."""

MIN_ABUTTING = 3
"""Fewer ``<E>`` glued to the word before them than this prove nothing about a file."""


_NUMBER_OF_HEADING = re.compile(
    r"(?:Sections?\s+)?(?=\d+[.(])\d+(?:\.\d+)?(?:\([A-Za-z0-9]{1,4}\))*(?:\s+and\s+(?:\.?\d+(?:\([A-Za-z0-9]{1,4}\))*))?"
    r"(?=[A-Z][a-z])"
)
"""What a heading about a section begins with: ``Section 1024.5``, ``41(e)(4)``, ``35(c) and 36(b)``; a capital letter
and a small one right behind it begin the next word."""


Pieces = tuple[str, tuple[tuple[int, int], ...], tuple[tuple[int, str], ...]]
"""The first three fields of `Inline`."""


class Inline(NamedTuple):
    """One paragraph's text (a named tuple, as `Paragraph`).

    Attributes:
        text: white space folded, footnote references taken out.
        italics: (start, end) in the text, in order.
        refs: (offset, label) of each footnote reference that was taken out.
        line: the source line, from 1.
    """

    text: str
    italics: tuple[tuple[int, int], ...] = ()
    refs: tuple[tuple[int, str], ...] = ()
    line: int = 0


@dataclass(slots=True)
class Reference:
    """A footnote reference: its label, the provision that has it, and the offset in that provision's text."""

    label: str
    draft: Draft
    offset: int


@dataclass(slots=True)
class _Footnote:
    label: str
    text: str
    near: Draft


@dataclass(slots=True)
class Reader:
    """Reads the text of one document, and holds what has to wait for the document's end.

    Attributes:
        dropped: whether the source dropped the spaces around ``<E>``.
        indent: what a level is indented by, in a file that is set out line by line; see `layout`.
        labels: the labels of the footnotes that the document has.
    """

    dropped: bool
    labels: frozenset[str]
    indent: str = ""
    references: list[Reference] = field(default_factory=list)
    footnotes: list[_Footnote] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @classmethod
    def of(cls, root: etree._Element, indent: str | None = None) -> Reader:
        """Make the reader for a document, after a look at its habits; `indent` where those of its issue are known."""
        labels = {
            label
            for note in root.iter("FTNT")
            for part in note
            if (su := _first_mark(part)) is not None and (label := fold(su.text))
        }
        return cls(_drops_spaces(root), frozenset(labels), indentation(root) if indent is None else indent)

    def inline(self, element: etree._Element, skip: Iterable[etree._Element] = ()) -> Inline:
        """Read one paragraph element; the text of elements in `skip` is left out (their tails stay)."""
        return Inline(*self.pieces(element, skip), element.sourceline or 0)

    def pieces(self, element: etree._Element, skip: Iterable[etree._Element] = ()) -> Pieces:
        """Return text, italics and footnote references of one paragraph element; see `Inline`."""
        if not len(element):
            return fold(element.text), (), ()
        builder = _Builder(self)
        builder.inside(element, italic=_is_italic(element), skip=tuple(skip))
        return "".join(builder.parts), tuple(builder.italics), tuple(builder.refs)

    def head(self, element: etree._Element) -> Inline:
        """Read one heading, with the space that was dropped behind its number: ``Section 1024.5Coverage``."""
        inline = self.inline(element)
        number = _NUMBER_OF_HEADING.match(inline.text)
        if number is None:
            return inline
        return inline._replace(text=f"{number[0]} {inline.text[number.end() :]}", italics=())

    def text(self, element: etree._Element | None) -> str:
        """Return the folded text of one element, without its footnote references."""
        return "" if element is None else self.pieces(element)[0]

    def refer(self, draft: Draft, refs: Iterable[tuple[int, str]], shift: int = 0) -> None:
        """Remember the footnote references of a paragraph that became `draft`; offsets lose `shift`."""
        for offset, label in refs:
            place = min(max(offset - shift, 0), len(draft.text))
            self.references.append(Reference(label, draft, place))

    def footnote(self, element: etree._Element, near: Draft) -> None:
        """Remember the footnotes of an ``FTNT`` that was met at `near`, until their references are known.

        A paragraph that begins with a raised number begins a footnote; the others go on with the one before.
        """
        found = [("", [fold(element.text)])]
        for part in element:
            su = _first_mark(part)
            text = self.pieces(part, () if su is None else (su,))[0]
            if su is not None:
                found.append((fold(su.text), [text]))
            else:
                found[-1][1].append(text)
            found[-1][1].append(fold(part.tail))
        for label, lines in found:
            text = "\n".join(line for line in lines if line)
            if text or label:
                self.footnotes.append(_Footnote(label, text, near))

    def remark(self, code: str, message: str, draft: Draft) -> None:
        """Remember something to tell the user about `draft`."""
        self.remarks.append(Remark(code, message, draft, draft.source_line))

    def settle(self) -> None:
        """Give every footnote to the provision that refers to it; one without a reference stays where it stood."""
        waiting: dict[str, list[Reference]] = {}
        for reference in self.references:
            waiting.setdefault(reference.label, []).append(reference)
        for note in self.footnotes:
            found = waiting.get(note.label)
            if found:
                reference = found.pop(0) if len(found) > 1 else found[0]
                owner, offset = reference.draft, reference.offset
            else:
                owner, offset = note.near, -1
            owner.apparatus.append(Apparatus("footnote", note.text, label=note.label, offset=offset))

    def notices(self) -> tuple[Notice, ...]:
        """Return what was remembered, with the addresses that the provisions got when they were finished."""
        return tuple(remark.notice() for remark in self.remarks)


def _first_mark(part: etree._Element) -> etree._Element | None:
    """Return the raised number that a footnote's paragraph begins with, or None."""
    if len(part) and part[0].tag == "SU" and not fold(part.text):
        return part[0]
    return None


def _drops_spaces(root: etree._Element) -> bool:
    """Return whether most ``<E>`` of a document stand right after a letter or a digit, without a space."""
    abutting = spaced = 0
    for element in root.iter("E"):
        if element.get("T") in RAISED_OR_LOWERED:
            continue
        before = element.getprevious()
        parent = element.getparent()
        text = before.tail if before is not None else (parent.text if parent is not None else None)
        if not text or text.isspace():
            continue
        if text[-1].isspace():
            spaced += 1
        elif text[-1].isalpha() or (text[-1] in ",;" and (element.text or " ")[0].isalpha()):
            abutting += 1
    return abutting >= MIN_ABUTTING and abutting > spaced


def _is_italic(element: etree._Element) -> bool:
    tag = element.tag
    return (tag == "E" and element.get("T") in ITALIC) or tag == "I"


_CLOSES = frozenset(".,;:)]”’?!%")
_OPENS = frozenset("“‘([§$")


def wants_space(before: str, after: str) -> bool:
    """Return whether a space was dropped between two pieces of text, in a document that drops them.

    A designator keeps its parts together: ``b`` + ``(1)``, ``41`` + ``(c)``, ``(c)`` + ``(1)``; so do a word and
    the plural ``s`` or the dash after it.
    """
    last, first = before[-1], after[0]
    if not (last.isalnum() or last in _CLOSES) or not (first.isalnum() or first in _OPENS):
        return False
    if first == "(":
        tail = before[-2:]
        return last.isalpha() and len(tail) == len("ab") and tail.isalpha()
    if last == ")" and first == "(":
        return False
    return not (first == "s" and last.isalpha() and not after[1:2].isalpha())


class _Builder:
    """Puts the pieces of one paragraph together."""

    __slots__ = ("italics", "layout", "length", "parts", "reader", "refs", "space")

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.parts: list[str] = []
        self.length = 0
        self.space = False
        self.layout = False
        self.italics: list[tuple[int, int]] = []
        self.refs: list[tuple[int, str]] = []

    def put(self, piece: str | None, *, italic: bool, edge: bool = False) -> None:
        """Append a piece of text; `edge` says that it follows the border of an element."""
        if not piece:
            return
        if SOFT_HYPHEN in piece or (self.reader.indent and "\n" in piece):
            piece = self.printed(piece)
        text = fold(piece)
        if not text:
            self.space = True
            self.layout = self.layout or "\n" in piece
            return
        if self.length:
            if edge and (self.layout or piece[0] == "\n") and self.tight(text[0]):
                self.space = False
                piece = piece.lstrip()
            if edge and self.reader.dropped and not self.space and not piece[0].isspace():
                self.space = wants_space(self.parts[-1], piece)
            if self.space or piece[0].isspace():
                self.parts.append(" ")
                self.length += 1
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        self.space = piece[-1].isspace()
        self.layout = self.space and "\n" in piece[-LAYOUT_TAIL:]
        if italic:
            if self.italics and self.italics[-1][1] >= start - 1:
                self.italics[-1] = (self.italics[-1][0], self.length)
            else:
                self.italics.append((start, self.length))

    def printed(self, piece: str) -> str:
        """Return a piece without soft hyphens and, in a file that is set out line by line, without its layout."""
        piece = piece.replace(SOFT_HYPHEN, "")
        return outdent(piece, self.reader.indent) if self.reader.indent and piece.strip() else piece

    def tight(self, first: str) -> bool:
        """Return whether a line break between two pieces is only layout: nothing is set apart from a bracket."""
        return first in _CLOSES or first in "—–" or self.parts[-1][-1] in "([—–“"

    def inside(self, element: etree._Element, *, italic: bool, skip: tuple[etree._Element, ...] = ()) -> None:
        """Append the content of an element."""
        self.put(element.text, italic=italic, edge=element.get("T") not in LOWERED)
        for child in element:
            tag = child.tag
            tail = child.tail
            if child in skip:
                pass
            elif tag == "E" or tag == "I":  # noqa: PLR1714 - twice as fast as a set here, and this is the hot path
                face = child.get("T")
                slanted = italic or tag == "I" or face in ITALIC
                if face == RAISED and self.is_reference(child):
                    self.reference(child, italic=italic)
                    continue
                if len(child):
                    self.inside(child, italic=slanted)
                else:
                    self.put(child.text, italic=slanted, edge=face not in LOWERED)
            elif tag == "SU" and self.is_reference(child):
                self.reference(child, italic=italic)
                continue
            elif tag == "FTREF":
                if tail and tail[0].isalnum():
                    self.space = True
            else:
                self.other(child, italic=italic)
            if tag == "FR" and tail and tail[0].isalpha():
                self.space = True
            self.put(tail, italic=italic, edge=tag != "SU")

    def other(self, child: etree._Element, *, italic: bool) -> None:
        """Append an element that is neither emphasis nor a footnote reference."""
        tag = child.tag
        if tag == "STARS":
            self.space = True
            self.put(STARS, italic=False)
            self.space = True
        elif tag in ("PRTPAGE", "AC"):
            return
        elif tag in ("LI", "BR", "br"):
            self.space = True
            self.inside(child, italic=italic)
            self.space = True
        elif tag == "FR" and self.parts and self.parts[-1][-1].isdigit():
            self.space = True
            self.inside(child, italic=italic)
        elif tag == "GID":
            return
        else:
            self.inside(child, italic=italic)

    def reference(self, su: etree._Element, *, italic: bool) -> None:
        """Take a reference out of the text, and append what follows it."""
        self.refs.extend((self.length, label) for label in _labels(su))
        if su.tail and not su.tail.isspace():
            self.put(su.tail, italic=italic)

    def is_reference(self, su: etree._Element) -> bool:
        """Return whether a superscript is the number of footnotes that the document has: ``13``, ``13 14``.

        ``FTREF`` stands behind it, or before it; without one, the footnote itself follows the paragraph.
        """
        labels = _labels(su)
        if not labels or not self.reader.labels.issuperset(labels):
            return False
        before = su.getprevious()
        if before is not None and before.tag == "FTREF" and not fold(before.tail):
            return True
        last = su
        while last.tag in ("SU", "E") and not fold(last.tail):
            after = last.getnext()
            if after is None:
                return _notes_follow(su, labels)
            if after.tag == "FTREF":
                return True
            last = after
        return False


def _notes_follow(su: etree._Element, labels: Sequence[str]) -> bool:
    """Return whether the first of some footnotes stands right behind the paragraph that a superscript is in."""
    paragraph = su.getparent()
    note = paragraph.getnext() if paragraph is not None else None
    if note is None or note.tag != "FTNT" or not len(note):
        return False
    mark = _first_mark(note[0])
    return mark is not None and fold(mark.text) == labels[0]


def _labels(su: etree._Element) -> list[str]:
    """Return the labels of footnotes in a superscript."""
    return fold(su.text).replace(",", " ").split()


def block_text(reader: Reader, element: etree._Element, skip: Iterable[str] = ("HD", "HED", "SECHD")) -> str:
    """Return the text of a block as paragraphs separated by line feeds, without its heading."""
    skipped = frozenset(skip)
    if element.tag == "STARS":
        return STARS
    if not any(child.tag in BLOCKS for child in element):
        return reader.pieces(element, [child for child in element if child.tag in skipped])[0]
    lines = [fold(element.text)]
    for child in element:
        if child.tag not in skipped:
            lines.append(block_text(reader, child, ()))
        lines.append(fold(child.tail))
    return "\n".join(line for line in lines if line)


BLOCKS = frozenset(
    {"P", "FP", "HD", "HED", "PSPACE", "REVTXT", "SECTION", "SECTNO", "SUBJECT", "EXTRACT", "GPOTABLE", "ROW"}
    | {
        "TTITLE",
        "BOXHD",
        "CHED",
        "ENT",
        "TNOTE",
        "NOTE",
        "AUTH",
        "STARS",
        "PART",
        "SUBPART",
        "FTNT",
        "AMDPAR",
    }
    | {"TABLE", "TR", "TBODY", "THEAD", "DIV", "TH", "TD", "PG", "RESERVED", "CHAPTI"},
)
"""Elements that stand on lines of their own."""


def plain(element: etree._Element) -> str:
    """Return the folded text of an element as it stands, footnote numbers and all."""
    return fold(raw(element))
