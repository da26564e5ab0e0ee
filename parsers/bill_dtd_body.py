"""The body of a bill in bill.dtd: provisions, quoted law, running text, tables.

    <section><enum>2.</enum><header>Fees</header><text>Section 9 is amended by adding at the end:</text>
      <quoted-block><subsection><enum>(c)</enum><text>The fee is <quote>nil</quote>.</text></subsection>
        <after-quoted-block>.</after-quoted-block></quoted-block></section>

    section "SEC. 2."  heading "Fees"  text "Section 9 is amended by adding at the end:"
      quoted-block
        subsection "“(c)"              text "The fee is ‘nil’.”."

The format leaves to its style sheet what print shows: the word before a section's number and the quotation marks.
Both are added here as the Government Publishing Office prints them (each paragraph of quoted law opens with a mark,
the last one closes), so that a bill reads the same as the public law made of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.parsers.bill_dtd_elements import CONTAINERS, FURNITURE, INLINE, LEVELS
from lawdiff.parsers.draft import Draft, Remark
from lawdiff.parsers.flow import RANKS, Flow, append, nest_appropriation, place, typed_opening
from lawdiff.parsers.grid import Grid, said
from lawdiff.parsers.numbers import printed_number
from lawdiff.parsers.tables import cals_row, toc_row
from lawdiff.parsers.text import fold, join

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

_QUOTED = frozenset({"quote", "term"})
_LINE_BREAKS = frozenset({"linebreak", "br"})
_TABLE_PARTS = frozenset({"tgroup", "thead", "tbody", "tfoot"})
_OPEN, _CLOSE = "“‘", "”’"
_STOPS = frozenset(".,;:")
"""What follows a closing quotation mark without a space, whatever white space the source has."""

_CODE_STYLES = frozenset({"USC", "usc"})
"""Styles of quoted blocks whose sections print as in the US Code: ``§ 1181.``."""


class Body:
    """Reads the bodies of one document; gathers remarks, and whether struck and inserted text were met.

    Attributes:
        reading: ``inserted`` leaves out what is struck, ``struck`` what is inserted.
        remarks: what did not fit.
        met_added: whether text marked as inserted was met.
        met_deleted: whether text marked as struck was met.
        kept: whether text without any mark was met.

    Args of the initialiser: the reading, and whether the document marks struck or inserted text at all (asking each
    element costs a fifth of the time).
    """

    def __init__(self, reading: str, *, marked: bool = True) -> None:
        self.reading = reading
        self._marked = marked
        self.remarks: list[Remark] = []
        self.met_added = False
        self.met_deleted = False
        self.kept = False
        self._code_style = False
        self._blocks: dict[str, Callable[[etree._Element, Draft, str], None]] = {
            "enum": self._enum,
            "header": self._header,
            "text": self._text,
            "continuation-text": self._continuation,
            "quoted-block-continuation-text": self._block_continuation,
            "quoted-block": self._quoted_block,
            "amendment-block": self._quoted_block,
            "after-quoted-block": self._after,
            "toc": self._contents,
            "table": self._table,
        }
        for name in LEVELS:
            self._blocks[name] = self._level

    def fill_body(self, element: etree._Element, top: Draft) -> None:
        """Read one ``legis-body`` or its like into the draft of the whole body."""
        if not self._left_out(element):
            unmarked = not element.get("changed") and any(not child.get("changed") for child in element)
            self.kept = self.kept or unmarked
            self._fill(element, top, "")

    def fill_with(self, element: etree._Element, top: Draft) -> None:
        """Read an element that stands where a body is expected."""
        if not self._left_out(element):
            self._child(element, top, "")

    def loose(self, text: str | None, draft: Draft) -> None:
        """Place text that stands between the parts of a provision."""
        if text and not text.isspace():
            place(draft, fold(text))

    def plain(self, element: etree._Element, depth: int = 0) -> str:
        """Return the text of an element as one line, with quotation marks as printed at a depth of quotation."""
        if not len(element):
            return fold(element.text)
        draft = Draft("text")
        flow = Flow(draft)
        self._inline(element, flow, depth)
        flow.close()
        return join(own_text(draft))

    def _left_out(self, element: etree._Element) -> bool:
        """Say whether the reading leaves an element out."""
        changed = element.get("changed")
        if changed == "deleted" or element.tag == "deleted-phrase":
            self.met_deleted = True
            return self.reading == "inserted"
        if changed == "added" or element.tag == "added-phrase":
            self.met_added = True
            return self.reading == "struck"
        return False

    def _fill(self, element: etree._Element, draft: Draft, marks: str) -> None:
        """Read the children of a structural element into its draft."""
        if element.text and not element.text.isspace():
            place(draft, fold(element.text))
        blocks, marked = self._blocks, self._marked
        for child in element:
            if not (marked and self._left_out(child)):
                block = blocks.get(child.tag)
                if block is None:
                    self._child(child, draft, marks)
                else:
                    block(child, draft, marks)
            tail = child.tail
            if tail and not tail.isspace():
                place(draft, fold(tail))

    def _child(self, child: etree._Element, draft: Draft, marks: str) -> None:
        tag = child.tag
        block = self._blocks.get(tag)
        if block is not None:
            block(child, draft, marks)
        elif tag in FURNITURE:
            return
        elif tag in INLINE:
            self._text(child, draft, marks)
        else:
            self._unknown(child, draft, marks)

    def _after(self, element: etree._Element, draft: Draft, marks: str) -> None:
        """Leave what follows quoted law to its block, which reads it when it closes; keep it if it has no block."""
        if draft.level != "quoted-block":
            place(draft, self.plain(element, len(marks)))

    def _unknown(self, element: etree._Element, draft: Draft, marks: str) -> None:
        """Keep what stands in an element without a rule of its own: as a provision, or as text."""
        if element.tag not in CONTAINERS:
            self._notice_unknown(element, draft)
        if any(child.tag in self._blocks or child.tag in CONTAINERS for child in element):
            self._level(element, draft, marks)
        else:
            self._text(element, draft, marks)

    def _notice_unknown(self, element: etree._Element, draft: Draft) -> None:
        message = (
            f"<{element.tag}> is no element that lawdiff knows in bill.dtd; its words are kept in place."
        )
        self.remarks.append(Remark("unknown-element", message, draft, element.sourceline or 0))

    def _level(self, element: etree._Element, parent: Draft, marks: str) -> None:
        """Read a numbered provision, or a heading of an appropriations act."""
        tag = element.tag
        level = LEVELS.get(tag) or (
            "instruction" if tag == "amendment-instruction" else tag.replace("-", " ")
        )
        draft = Draft(level, source_line=element.sourceline or 0, source_id=element.get("id") or "")
        run_in = (
            bool(marks)
            and element.get("display-inline") == "yes-display-inline"
            and parent.level != "quoted-block"
            and not parent.children
            and not parent.text
        )
        self._fill(element, draft, marks)
        if marks and not run_in:
            if level == "section" and draft.heading and draft.text:
                draft.text = marks + draft.text  # the text of a section begins a new line under its heading
            _open(draft, marks)
        if not (draft.number or draft.heading or draft.text or draft.children):
            message = f"The {level} has neither number, heading nor text."
            self.remarks.append(Remark("empty-provision", message, draft, draft.source_line))
        if level in RANKS:
            nest_appropriation(parent, draft)
        else:
            parent.add(draft)

    def _enum(self, element: etree._Element, draft: Draft, marks: str) -> None:
        raw = self.plain(element, len(marks)) if len(element) else element.text or ""
        if draft.number or draft.text or draft.children:
            place(draft, fold(raw))
            return
        first = False
        if draft.level == "section" and not marks:
            above = element.getparent()
            first = above is not None and above.get("section-type") == "section-one"
        code = bool(marks) and self._code_style
        draft.number, draft.designator = printed_number(raw, draft.level, first, code)

    def _header(self, element: etree._Element, draft: Draft, marks: str) -> None:
        if draft.text or draft.children:
            self._text(element, draft, marks)
        else:
            heading = self.plain(element, len(marks))
            draft.heading = join((draft.heading, heading)) if draft.heading else heading

    def _text(self, element: etree._Element, draft: Draft, marks: str, level: str = "") -> None:
        """Read running text; a paragraph of its own in quoted law opens with the marks."""
        if not len(element):
            target = place(draft, text := fold(element.text), level)
            if marks and target is not draft and target.text == text:
                target.text = marks + text
            return
        flow = Flow(draft, level, marks)
        self._inline(element, flow, len(marks))
        flow.close()

    def _continuation(self, element: etree._Element, draft: Draft, marks: str) -> None:
        """Read text that continues after numbered parts: flush with what it continues, it opens with no mark."""
        flow = Flow(draft, "continuation")
        self._inline(element, flow, len(marks))
        flow.close()

    def _block_continuation(self, element: etree._Element, draft: Draft, marks: str) -> None:
        if draft.children or draft.text:
            self._continuation(element, draft, marks)
        else:
            self._text(element, draft, marks)

    def _inline(self, element: etree._Element, flow: Flow, depth: int) -> None:
        """Gather running text into a flow, with quotation marks; blocks in it interrupt the flow."""
        parts = flow.parts
        if element.text:
            parts.append(element.text)
        for child in element:
            tag = child.tag
            if self._marked and self._left_out(child):
                pass
            elif tag in _QUOTED and not (tag == "term" and element.tag == "quote"):
                self._quotation(child, flow, depth)
                continue
            elif tag in INLINE:
                self._inline_child(child, flow, depth)
            elif tag in self._blocks:
                flow.close()
                self._blocks[tag](child, flow.draft, flow.marks)
            elif tag not in FURNITURE:
                self._notice_unknown(child, flow.draft)
                self._inline(child, flow, depth)
            if child.tail:
                parts.append(child.tail)

    def _quotation(self, quote: etree._Element, flow: Flow, depth: int) -> None:
        """Gather a quotation with its marks, and the text behind it."""
        parts = flow.parts
        parts.append(_OPEN[depth % 2])
        self._inline(quote, flow, depth + 1)
        if parts:
            parts[-1] = parts[-1].rstrip()
        parts.append(_CLOSE[depth % 2])
        tail = quote.tail or ""
        parts.append(tail.lstrip() if tail.lstrip()[:1] in _STOPS else tail)

    def _inline_child(self, child: etree._Element, flow: Flow, depth: int) -> None:
        tag = child.tag
        if tag in _LINE_BREAKS:
            flow.parts.append(" ")
        elif tag == "footnote":
            flow.note("footnote", self.plain(child, depth), label=child.get("id") or "")
        elif len(child):
            self._inline(child, flow, depth)
        elif child.text and tag not in FURNITURE:
            if tag == "fraction" and flow.parts and flow.parts[-1][-1:].isdigit():
                flow.parts.append(" ")  # print raises it: 12½, not 121/2
            flow.parts.append(child.text)

    def _quoted_block(self, element: etree._Element, parent: Draft, marks: str) -> None:
        """Read quoted law, with its marks, and what follows it in the sentence that quotes it."""
        block = Draft("quoted-block", source_line=element.sourceline or 0, source_id=element.get("id") or "")
        inner = marks + _OPEN[len(marks) % 2]
        outer_style, self._code_style = self._code_style, element.get("style") in _CODE_STYLES
        self._fill(element, block, inner)
        self._code_style = outer_style
        after = join(fold(self.plain(end)) for end in element.iterfind("after-quoted-block"))
        if not (block.text or block.children or block.heading or block.number):
            place(parent, after)
            return
        _open(block, inner)
        if not (marks or block.text or parent.children):
            parent.text, block.text = typed_opening(parent.text)
        parent.add(block)
        append(block, _CLOSE[len(marks) % 2])
        place(parent, after)

    def _contents(self, element: etree._Element, parent: Draft, marks: str) -> None:
        """Read a table of contents: a row an entry, its number and its heading separated by a tab."""
        contents = Draft("table of contents", source_line=element.sourceline or 0)
        place(contents, fold(element.text), "row")
        for entry in element:
            if not (self._marked and self._left_out(entry)):
                text = self.plain(entry, len(marks))
                if text:
                    contents.add(Draft("row", text=marks + toc_row(text), source_line=entry.sourceline or 0))
            if entry.tail and not entry.tail.isspace():
                contents.add(Draft("row", text=fold(entry.tail)))
        if contents.children:
            parent.add(contents)

    def _table(self, element: etree._Element, parent: Draft, marks: str) -> None:
        table = Draft("table", source_line=element.sourceline or 0)
        self._rows(element, table, len(marks), Grid())
        if marks and table.children and not table.heading:
            table.children[0].text = marks + table.children[0].text
        if table.children or table.heading:
            parent.add(table)

    def _rows(self, element: etree._Element, table: Draft, depth: int, grid: Grid) -> None:
        """Read the rows of a table, a tab between two cells; other text in it is a row of its own."""
        place(table, fold(element.text), "row")
        for child in element:
            tag = child.tag
            if tag in _TABLE_PARTS:
                self._rows(child, table, depth, grid)
            elif tag == "ttitle" and not table.children:
                table.heading = join((table.heading, self.plain(child, depth)))
            elif tag == "row":
                cells = [fold(child.text)] if child.text and not child.text.isspace() else []
                before = len(cells)
                cells += [join((self.plain(cell, depth), fold(cell.tail))) for cell in child]
                if any(cells):
                    row = Draft("row", text="\t".join(cells), source_line=child.sourceline or 0)
                    row.cells = said(cals_row(child, grid, before))
                    table.add(row)
            else:
                place(table, self.plain(child, depth), "row")
            place(table, fold(child.tail), "row")


def own_text(draft: Draft) -> list[str]:
    """Return the number, heading and text of a draft and all below it, in order."""
    parts = [draft.number, draft.heading, draft.text]
    for child in draft.children:
        parts.extend(own_text(child))
    return parts


def _open(draft: Draft, marks: str) -> None:
    """Write opening quotation marks before the first words of a provision; its children have their own."""
    if draft.number:
        draft.number = marks + draft.number
    elif draft.heading:
        draft.heading = marks + draft.heading
    elif draft.text:
        draft.text = marks + draft.text
