"""The body of a USLM document: provisions, quoted law, running text, tables, notes.

    <section identifier="/us/usc/t13/s8"><num value="8">§ 8.</num><heading> Copies</heading>
      <subsection><num value="a">(a)</num><content> The Secretary may …</content></subsection>
      <sourceCredit>(Aug. 31, 1954, ch. 1158)</sourceCredit></section>

    section "§ 8."  heading "Copies"  apparatus: source credit
      subsection "(a)"  text "The Secretary may …"

USLM writes quotation marks and the words before numbers into the text, so nothing is added here. Taken away are
what joins a number or a heading to what follows in print (``TITLE I—``, ``In general.—``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.parsers.document import Apparatus
from lawdiff.parsers.draft import Draft, Remark
from lawdiff.parsers.flow import OPENING_MARKS, Flow, nest_appropriation, open_with, place, typed_opening
from lawdiff.parsers.numbers import read_number
from lawdiff.parsers.text import fold, join
from lawdiff.parsers.uslm_elements import CHANGED_TEXT, DELETED, FURNITURE, INLINE, LEVELS, NOTES, PARAGRAPHS
from lawdiff.parsers.uslm_notes import apparatus, kind_of_note, local, note_lines
from lawdiff.parsers.uslm_tables import Tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from lawdiff.parsers.source import Source


_STATUSES = frozenset({"repealed", "omitted", "transferred", "renumbered", "reserved", "vacant"})
"""How the heading of a section in brackets begins: ``[§ 14. Repealed. …]``; not every one has a status attribute."""


class Body(Tables):
    """Reads the structure of one USLM document; gathers remarks, and whether struck and inserted text were met.

    Attributes:
        reading: ``inserted`` leaves out what is struck, ``struck`` what is inserted.
        remarks: what did not fit.
        met_added: whether text marked as inserted was met.
        met_deleted: whether text marked as struck was met.

    Args of the initialiser: the reading, and whether the document marks struck or inserted text at all (asking each
    element costs time).
    """

    def __init__(self, reading: str, *, marked: bool = True) -> None:
        self.reading = reading
        self._marked = marked
        self.remarks: list[Remark] = []
        self.met_added = False
        self.met_deleted = False
        self._quoting = 0
        self._unknown: set[str] = set()
        self._references: dict[str, tuple[Draft, int, str]] = {}
        self._names: dict[str, str] = {}
        self._blocks: dict[str, Callable[[etree._Element, Draft], None]] = {
            "num": self._num,
            "heading": self._heading,
            "subheading": self._heading,
            "continuation": self._continuation,
            "appropriations": self._appropriations,
            "quotedContent": self._quoted,
            "amendmentContent": self._quoted,
            "toc": self._contents,
            "layout": self._contents,
            "table": self._table,
            "list": self.fill,
            "listItem": self._list_item,
            "note": self.note,
            "notes": self._note_group,
            "recital": self._recital,
            "amendmentInstruction": self._instruction,
        }
        for name in LEVELS:
            self._blocks[name] = self.level
        for name in (*PARAGRAPHS, "listContent"):
            self._blocks[name] = self.paragraph
        for name in NOTES:
            self._blocks[name] = self.note

    def fill(self, element: etree._Element, draft: Draft) -> None:
        """Read the children of a structural element into its draft; running text among them flows together."""
        flow: Flow | None = None
        if element.text and not element.text.isspace():
            flow = Flow(draft)
            flow.parts.append(element.text)
        for child in element:
            name = self._names.get(child.tag) or self.name(child)
            if self._marked and self.left_out(child):
                pass
            elif name in INLINE:
                flow = flow or Flow(draft)
                self._inline_child(child, name, flow)
            elif name not in FURNITURE:
                if flow is not None:
                    self.close(flow)
                    flow = None
                self.block(child, name, draft)
            tail = child.tail
            if tail and not tail.isspace():
                flow = flow or Flow(draft)
                flow.parts.append(tail)
        if flow is not None:
            self.close(flow)

    def block(self, child: etree._Element, name: str, draft: Draft) -> None:
        """Read an element that is no running text."""
        reader = self._blocks.get(name)
        if reader is None:
            self._strange(child, name, draft)
        else:
            reader(child, draft)

    def loose(self, text: str | None, draft: Draft) -> None:
        """Place text that stands between the parts of a provision."""
        if text and not text.isspace():
            place(draft, fold(text))

    def child(self, child: etree._Element, draft: Draft) -> None:
        """Read one element that stands among the parts of a provision."""
        name = self.name(child)
        if name in INLINE:
            self.paragraph(child, draft)
        elif name not in FURNITURE:
            self.block(child, name, draft)

    def name(self, element: etree._Element) -> str:
        """Return an element's name without its namespace (remembered: there are few names and many elements)."""
        tag = element.tag
        name = self._names.get(tag)
        if name is None:
            name = self._names[tag] = local(tag)
        return name

    def left_out(self, element: etree._Element) -> bool:
        """Say whether the reading leaves an element out."""
        if not self._marked:
            return False
        changed = element.get("changed")
        name = self._names.get(element.tag) or self.name(element)
        if changed is None and name not in CHANGED_TEXT:
            return False
        if changed == "deleted" or name in DELETED:
            self.met_deleted = True
            return self.reading == "inserted"
        if changed == "added" or name in CHANGED_TEXT:
            self.met_added = True
            return self.reading == "struck"
        return False

    def line(self, element: etree._Element, draft: Draft) -> str:
        """Return the text of an element as one line; notes in it join the draft's apparatus."""
        if not len(element):
            return fold(element.text)
        inside = Draft("text")
        known = len(self._references)
        flow = Flow(inside)
        self.inline(element, flow)
        self.close(flow)
        parts = [inside.number, inside.heading, inside.text]
        if len(self._references) > known:
            self._references |= {
                reference: (draft, -1, label)
                for reference, (_, _, label) in list(self._references.items())[known:]
            }
        stack = list(reversed(inside.children))
        draft.apparatus.extend(_apart(note) for note in inside.apparatus)
        while stack:
            below = stack.pop()
            parts += (below.number, below.heading, below.text)
            draft.apparatus.extend(_apart(note) for note in below.apparatus)
            stack.extend(reversed(below.children))
        return join(parts)

    def _strange(self, element: etree._Element, name: str, draft: Draft) -> None:
        """Keep what stands in an element without a rule of its own: as a provision, or as text."""
        self._notice_unknown(element, name, draft)
        if any(self.name(child) in self._blocks for child in element):
            self.level(element, draft)
        else:
            self.paragraph(element, draft)

    def _notice_unknown(self, element: etree._Element, name: str, draft: Draft) -> None:
        if name not in self._unknown:
            self._unknown.add(name)
            message = f"<{name}> is no element that lawdiff knows in USLM; its words are kept in place."
            self.remarks.append(Remark("unknown-element", message, draft, element.sourceline or 0))

    def draft(self, element: etree._Element, level: str) -> Draft:
        """Return an empty draft for an element."""
        identifier = element.get("identifier") or element.get("id") or ""
        draft = Draft(level, source_line=element.sourceline or 0, source_id=identifier)
        draft.status = element.get("status") or ""
        return draft

    def level(self, element: etree._Element, parent: Draft) -> None:
        """Read a provision."""
        draft = self.draft(element, self.name(element))
        self.fill(element, draft)
        if not (draft.number or draft.heading or draft.text or draft.children or draft.apparatus):
            message = f"The {draft.level} has neither number, heading nor text."
            self.remarks.append(Remark("empty-provision", message, draft, draft.source_line))
        if not draft.status and draft.number.startswith("["):
            first = draft.heading.partition(" ")[0].rstrip(".]").lower()
            draft.status = first if first in _STATUSES else ""
        parent.add(draft)

    def _instruction(self, element: etree._Element, parent: Draft) -> None:
        draft = self.draft(element, "instruction")
        self.fill(element, draft)
        parent.add(draft)

    def _appropriations(self, element: etree._Element, parent: Draft) -> None:
        draft = self.draft(element, f"appropriations {element.get('level') or 'small'}")
        self.fill(element, draft)
        nest_appropriation(parent, draft)

    def _num(self, element: etree._Element, draft: Draft) -> None:
        number, alone = read_number(self.line(element, draft) if len(element) else element.text or "")
        if draft.number or draft.text or draft.children:
            place(draft, number)
        else:
            draft.number, draft.designator = number, alone or element.get("value") or ""

    def _heading(self, element: etree._Element, draft: Draft) -> None:
        text = self.line(element, draft)
        if draft.text or draft.children:
            place(draft, text)
        else:
            heading = _bare_heading(text, draft.level)
            draft.heading = join((draft.heading, heading)) if draft.heading else heading

    def paragraph(self, element: etree._Element, draft: Draft, level: str = "") -> None:
        """Read running text into a draft, with the blocks in it."""
        if not len(element):
            if element.text:
                place(draft, fold(element.text), level)
            return
        flow = Flow(draft, level)
        self.inline(element, flow)
        self.close(flow)

    def _continuation(self, element: etree._Element, draft: Draft) -> None:
        self.paragraph(element, draft, "continuation" if draft.children or draft.text else "")

    def _recital(self, element: etree._Element, draft: Draft) -> None:
        self.paragraph(element, draft, "recital")

    def close(self, flow: Flow) -> None:
        """Place what a flow has gathered, and remember where the footnotes' marks stand."""
        target = flow.close()
        for reference, label, offset in flow.take_marks():
            self._references[reference] = (target, offset if target.level != "row" else -1, label)

    def inline(self, element: etree._Element, flow: Flow) -> None:
        """Gather running text into a flow; blocks in it interrupt the flow, notes leave it."""
        if element.text:
            flow.parts.append(element.text)
        for child in element:
            name = self._names.get(child.tag) or self.name(child)
            if self._marked and self.left_out(child):
                pass
            elif name in INLINE:
                self._inline_child(child, name, flow)
            elif name in PARAGRAPHS:
                self.close(flow)
                self.inline(child, flow)
                self.close(flow)
            elif name in self._blocks:
                self._block_in_text(child, name, flow)
            elif name not in FURNITURE:
                self._notice_unknown(child, name, flow.draft)
                self.inline(child, flow)
            if child.tail:
                flow.parts.append(child.tail)

    def _inline_child(self, child: etree._Element, name: str, flow: Flow) -> None:
        if name == "br":
            flow.parts.append(" ")
        elif name == "ref" and is_footnote_mark(child):
            flow.mark(child.get("idref") or "", fold("".join(child.itertext())))
        elif len(child):
            self.inline(child, flow)
        elif child.text:
            flow.parts.append(child.text)

    def _block_in_text(self, child: etree._Element, name: str, flow: Flow) -> None:
        """Read a block that stands in running text; a note takes its place in the text along."""
        if name in ("sidenote", "editorialNote") or (name == "note" and child.get("type") == "footnote"):
            note = apparatus(child, NOTES.get(name, "footnote"))
            if note is not None:
                flow.note(note.kind, note.text, note.heading, note.label)
            return
        self.close(flow)
        self._blocks[name](child, flow.draft)

    def note(self, element: etree._Element, draft: Draft) -> None:
        """Put a note into the apparatus; a footnote goes where its mark stands."""
        name = self.name(element)
        kind = NOTES.get(name) or kind_of_note(element)
        made = apparatus(element, kind)
        if made is None:
            return
        if kind == "footnote":
            target, offset, label = self._references.get(element.get("id") or "", (draft, -1, ""))
            label = label or made.label
            text = made.text.removeprefix(label).lstrip() if label else made.text
            target.apparatus.append(Apparatus(kind, text, made.heading, label, offset))
        else:
            draft.apparatus.append(made)

    def _note_group(self, element: etree._Element, draft: Draft) -> None:
        for stray in (element.text, *(child.tail for child in element)):
            if stray and not stray.isspace():
                draft.apparatus.append(Apparatus("note", fold(stray)))
        for child in element:
            if self.name(child) == "note" and not self.left_out(child):
                self.note(child, draft)
            else:
                self._aside(child, "note", draft)

    def _aside(self, element: etree._Element, kind: str, draft: Draft) -> None:
        text = note_lines(element)
        if text:
            draft.apparatus.append(Apparatus(kind, text))

    def _quoted(self, element: etree._Element, parent: Draft) -> None:
        """Read quoted law."""
        block = self.draft(element, "quoted-block")
        self._quoting += 1
        self.fill(element, block)
        self._quoting -= 1
        if not (self._quoting or block.text or parent.children):
            parent.text, block.text = typed_opening(parent.text)
        if block.children and block.text in OPENING_MARKS:
            block.text = open_with(block.text, block)
        if block.number or block.heading or block.text or block.children:
            parent.add(block)
        elif block.apparatus:
            parent.apparatus.extend(block.apparatus)

    def _list_item(self, element: etree._Element, parent: Draft) -> None:
        item = self.draft(element, "list item")
        self.fill(element, item)
        parent.add(item)


def is_footnote_mark(reference: etree._Element) -> bool:
    """Say whether a ``ref`` is the raised number that points to a footnote (the footnote's label says it again)."""
    if not reference.get("idref"):
        return False
    return reference.get("class") == "footnoteRef" or (reference.get("style") or "").startswith(
        "-uslm-sgm:SU"
    )


def _apart(note: Apparatus) -> Apparatus:
    """Return a note without an offset: the text it stood in became part of a number, a heading or a row."""
    return Apparatus(note.kind, note.text, note.heading, note.label)


def _bare_heading(text: str, level: str) -> str:
    """Return a heading without what joins it to the text in print: ``In general.—``, ``SHORT TITLE.``."""
    bare = text.rstrip("—– ")
    if bare != text or level == "section":
        bare = bare.removesuffix(".")
    return bare


_MARKS_CHANGES = (rb"changed\s*=", b"<!ATTLIST")
"""How the attribute that marks inserted and struck text looks in the bytes (a DTD can set attributes)."""

_CHANGED_TEXT = tuple(f"{{*}}{name}" for name in sorted(CHANGED_TEXT))


def marks_changes(source: Source) -> bool:
    """Say whether a document marks inserted or struck text anywhere."""
    root = source.root
    if source.may_hold(*_MARKS_CHANGES) and root.xpath("boolean(//@changed)"):
        return True
    return next(root.iter(*_CHANGED_TEXT), None) is not None
