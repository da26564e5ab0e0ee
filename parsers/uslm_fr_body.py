"""What stands in a document of the Federal Register in USLM: preamble, amendatory instructions, the CFR text in them.

<statement role="summary"><content><heading>SUMMARY:</heading><p>We …</p></content></statement>
<level role="amending"><section role="instruction"><num>■ 2. </num><content>Amend § 404.2 …
  <quotedContent><section identifier="/us/cfr/t20/s404.2"><num>§ 404.2 </num>…

preamble
  heading "SUMMARY:"   text "We …"
instruction "2."       text "Amend § 404.2 …"
  section "§ 404.2"    quoted, address "cfr/t20/s404.2", citation "20 CFR 404.2"
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.parsers.document import Apparatus
from lawdiff.parsers.draft import Draft, Remark
from lawdiff.parsers.flow import place
from lawdiff.parsers.headings import Open, cite, rank, split_heading
from lawdiff.parsers.text import fold, has_only_parts, text_of
from lawdiff.parsers.uslm_body import Body
from lawdiff.parsers.uslm_fr_law import mark_as_law, shape
from lawdiff.parsers.uslm_notes import note_lines

if TYPE_CHECKING:
    from lxml import etree

_DASHES = str.maketrans("–—‑", "---")
_HEADING_STYLE = re.compile(r"-uslm-sgm:HD(\d)")
_INSTRUCTION_PARTS = {
    "subsection": "instruction part",
    "paragraph": "instruction part",
    "subparagraph": "instruction subpart",
    "continuation": "text",
}
"""What stands below an instruction, by USLM's name, and what it is called in the tree of a rule."""


class FrBody(Body):
    """Reads documents of the Federal Register; see `Body`."""

    def __init__(self, reading: str) -> None:
        super().__init__(reading)
        self.prefix = ""
        self.part: Draft | None = None
        self.preamble = Draft("preamble")
        self._blocks |= {
            "statement": self._statement,
            "quotedContent": self._law,
            "authority": self._authority,
            "wordsOfIssuance": self._line_of_its_own,
            "signatures": self._signatures,
            "signature": self._signature,
            "note": self.fill,  # an extract here, and no note
            "rulePreamble": self.fill,
        }

    def document(self, element: etree._Element, volume: str, *, alone: bool = False) -> Draft:
        """Return one document: its subject as heading, its other lines, its preamble and its instructions.

        Args:
            element: the document.
            volume: of the issue.
            alone: whether it is read alone, so that its addresses need not tell it from others.
        """
        number = text_of(element.find("{*}meta/{*}docNumber")).translate(_DASHES)
        self.prefix = "" if alone or not number else f"doc{number}/"
        self.part = None
        page = text_of(element.find("{*}meta/{*}startingPage"))
        draft = self.draft(element, "document")
        draft.designator = number
        draft.cite = f"{volume} FR {page}" if volume and page else f"FR Doc. {number}"
        preamble = Draft("preamble", cite=f"{draft.cite}, preamble", source_line=element.sourceline or 0)
        draft.add(preamble)
        self.preamble = preamble
        for child in element:
            name = self.name(child)
            if name == "preface":
                self._preface(child, draft, preamble)
            elif name == "main":
                self._main(child, draft, preamble)
            elif name == "notes":
                for note in child:
                    self.aside(note, "filing", draft)
            elif name != "meta":
                self.child(child, draft)
        if not (preamble.text or preamble.children):
            draft.children.remove(preamble)
        return draft

    def aside(self, element: etree._Element, kind: str, draft: Draft) -> None:
        """Put an element's words into the apparatus."""
        text = note_lines(element)
        if text:
            draft.apparatus.append(Apparatus(kind, text))

    def _preface(self, preface: etree._Element, draft: Draft, preamble: Draft) -> None:
        """Take the subject as heading, labelled lines into the preamble, the rest into the apparatus."""
        for line in preface:
            name = self.name(line)
            label = next(line.iter("{*}headingText"), None)
            if name == "subject":
                draft.heading = " ".join(part for part in (draft.heading, self.line(line, draft)) if part)
            elif label is not None:
                printed = text_of(label)
                text = text_of(line).removeprefix(printed).strip()
                part = preamble.add(Draft("heading", heading=printed, text=text))
                part.source_line = line.sourceline or 0
                part.cite = cite((preamble,), part)
            else:
                self.aside(line, "preface", draft)

    def _main(self, main: etree._Element, draft: Draft, preamble: Draft) -> None:
        for child in main:
            name = self.name(child)
            if name in ("rulePreamble", "content"):
                self._headed(child, preamble)
            elif name == "level":
                self._amending(child, draft)
            elif name == "signatures":
                self._signed(child, draft)
            else:
                self.child(child, preamble)

    def _statement(self, element: etree._Element, host: Draft) -> None:
        """Read a headed part of the preamble: ``SUMMARY:``, ``DATES:``, ``SUPPLEMENTARY INFORMATION:``."""
        part = host.add(self.draft(element, "heading"))
        for child in element:
            if self.name(child) == "content":
                self._headed(child, part)
            else:
                self.child(child, part)
        if not (part.heading or part.text or part.children):
            host.children.remove(part)
        elif host is self.preamble and part.heading:
            part.cite = cite((host,), part)

    def _headed(self, content: etree._Element, host: Draft) -> None:
        """Read paragraphs with headings among them, which stand below the preamble by depth (HD1, HD2, …)."""
        path: list[Open] = []
        if content.text and not content.text.isspace():
            place(host, " ".join(content.text.split()))
        for child in content:
            name = self.name(child)
            here = path[-1].draft if path else host
            if name == "statement":
                path.clear()
                self.child(child, host)
            elif name == "signatures" and host is not self.preamble and not path:
                self.child(child, here)
            elif name == "signatures":
                path.clear()
                self._signed(child, self.preamble)
            elif name != "heading":
                self.child(child, here)
            elif not (host.heading or host.text or host.children) and host.level == "heading":
                host.heading = self.line(child, host)
            else:
                self._open(child, path)
            if child.tail and not child.tail.isspace():
                place(path[-1].draft if path else host, " ".join(child.tail.split()))

    def _signed(self, signatures: etree._Element, host: Draft) -> None:
        """Add the signatures that close a document or its preamble."""
        back = Draft("back matter", source_line=signatures.sourceline or 0)
        back.prefix, back.cite = (
            self.prefix.rstrip("/"),
            self.preamble.cite.replace("preamble", "back matter"),
        )
        self.child(signatures, back)
        if back.children:
            host.add(back)

    def _open(self, element: etree._Element, path: list[Open]) -> None:
        """Open a heading of the preamble, as in the older format of the Federal Register."""
        style = _HEADING_STYLE.search(element.get("style") or "")
        printed = int(style[1]) if style else 1
        draft = self.draft(element, "heading")
        draft.number, draft.designator, draft.heading = split_heading(self.line(element, draft))
        depth = rank(path, self.preamble, printed, draft)
        while path and path[-1].depth >= depth:
            path.pop()
        above = [self.preamble, *(each.draft for each in path)]
        draft.cite = cite(above, above[-1].add(draft))
        path.append(Open(depth, draft, printed))

    def _amending(self, level: etree._Element, draft: Draft) -> None:
        """Read the instructions of a rule, and the headings of CFR parts that stand between them."""
        for child in level:
            name = self.name(child)
            home = self.part or draft
            if name == "section" and (child.get("role") or "") == "instruction":
                instruction = self.draft(child, "instruction")
                self.fill(child, instruction)
                _name_parts(instruction)
                home.add(instruction)
            elif name == "statement":
                self._between(child, draft)
            else:
                self.child(child, home)

    def _between(self, statement: etree._Element, draft: Draft) -> None:
        """Read what stands between the instructions: a part, which they amend, or a subpart or section only named."""
        holder = Draft("statement")
        self.fill(statement, holder)
        if holder.text:
            holder.children.insert(0, Draft("text", text=holder.text, source_line=statement.sourceline or 0))
        for child in holder.children:
            if child.level != "part":
                (self.part or draft).add(child)
            elif self.part is None or child.designator != self.part.designator:
                child.quoted = False
                self.part = draft.add(child)
            else:
                self.part.children.extend(child.children)

    def _law(self, element: etree._Element, draft: Draft) -> None:
        """Read the CFR text that an instruction sets out: quoted, and under addresses of the CFR."""
        known = len(draft.children)
        self.fill(element, draft)
        referred = frozenset(id(target) for target, _, _ in self._references.values())
        for child in draft.children[known:]:
            mark_as_law(child, self.prefix)
            for unclear in shape(child, referred=referred):
                message = f"the marker {unclear.number} in {child.cite} does not follow from the paragraphs around it"
                self.remarks.append(Remark("hierarchy-unclear", message, unclear, unclear.source_line))

    def _authority(self, element: etree._Element, draft: Draft) -> None:
        """Read the authority citation that an instruction sets: its label is the heading."""
        authority = Draft("authority", source_line=element.sourceline or 0)
        label = element.find("{*}heading")
        printed = text_of(label)
        text = self.line(element, authority)
        authority.heading, authority.text = printed, fold(text.removeprefix(printed))
        draft.add(authority)

    def _line_of_its_own(self, element: etree._Element, draft: Draft) -> None:
        line = Draft("text", source_line=element.sourceline or 0)
        line.text = self.line(element, line)
        if line.text:
            draft.add(line)

    def _signatures(self, element: etree._Element, draft: Draft) -> None:
        for child in element:
            self._signature(child, draft)

    def _signature(self, element: etree._Element, draft: Draft) -> None:
        """Read one signature: date, name and office on lines of their own."""
        for part in element if has_only_parts(element) else [element]:
            self._line_of_its_own(part, draft)


def _name_parts(instruction: Draft) -> None:
    """Call the lettered parts of an instruction what they are; the law that it sets out keeps its names."""
    for child in instruction.children:
        if not child.quoted and child.level in _INSTRUCTION_PARTS:
            child.level = _INSTRUCTION_PARTS[child.level]
            for below in child.children:
                if not below.quoted and below.level in ("paragraph", "subparagraph", "clause"):
                    below.level = "instruction subpart"
