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

from lawdiff.parsers.document import Apparatus, Notice
from lawdiff.parsers.draft import Draft
from lawdiff.parsers.flow import place
from lawdiff.parsers.hierarchy import nest
from lawdiff.parsers.markers import Paragraph
from lawdiff.parsers.text import text_of
from lawdiff.parsers.uslm_body import Body
from lawdiff.parsers.uslm_notes import note_lines

if TYPE_CHECKING:
    from lxml import etree

_DASHES = str.maketrans("–—‑", "---")
_HEADING_STYLE = re.compile(r"-uslm-sgm:HD(\d)")
_CFR = re.compile(r"/us/cfr/t\s*(\d+)\s*/")
_MARKER = re.compile(r"\([0-9A-Za-z]+\)")
STARS = "* * * * *"
"""What stands for paragraphs that an amendment leaves as they are."""

_CONTAINERS = frozenset({"chapter", "subchapter", "part", "subpart", "section", "appendix"})


class FrBody(Body):
    """Reads documents of the Federal Register; see `Body`."""

    def __init__(self, reading: str) -> None:
        super().__init__(reading)
        self._blocks |= {
            "statement": self._statement,
            "quotedContent": self._law,
            "authority": self._line_of_its_own,
            "wordsOfIssuance": self._line_of_its_own,
            "signatures": self._signatures,
            "signature": self._signature,
            "note": self.fill,  # an extract here, and no note
            "rulePreamble": self.fill,
        }

    def document(self, element: etree._Element, volume: str) -> Draft:
        """Return one document: its subject as heading, its other lines, its preamble and its instructions."""
        number = text_of(element.find("{*}meta/{*}docNumber")).translate(_DASHES)
        page = text_of(element.find("{*}meta/{*}startingPage"))
        draft = self.draft(element, "document")
        draft.designator = number
        draft.cite = f"{volume} FR {page}" if volume and page else f"FR Doc. {number}"
        preamble = Draft("preamble", source_line=element.sourceline or 0)
        draft.add(preamble)
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
                preamble.add(Draft("heading", heading=printed, text=text, source_line=line.sourceline or 0))
            else:
                self.aside(line, "preface", draft)

    def _main(self, main: etree._Element, draft: Draft, preamble: Draft) -> None:
        for child in main:
            name = self.name(child)
            if name in ("rulePreamble", "content"):
                self._headed(child, preamble)
            elif name == "level":
                self._amending(child, draft)
            else:
                self.child(child, draft if name == "signatures" else preamble)

    def _statement(self, element: etree._Element, host: Draft) -> None:
        """Read a headed part of the preamble: ``SUMMARY:``, ``DATES:``, ``SUPPLEMENTARY INFORMATION:``."""
        part = self.draft(element, "heading")
        for child in element:
            if self.name(child) == "content":
                self._headed(child, part)
            else:
                self.child(child, part)
        if part.heading or part.text or part.children:
            host.add(part)

    def _headed(self, content: etree._Element, host: Draft) -> None:
        """Read paragraphs with headings among them, nested by the depth that their style gives (HD1, HD2, …)."""
        stack: list[tuple[int, Draft]] = [(0, host)]
        if content.text and not content.text.isspace():
            place(host, " ".join(content.text.split()))
        for child in content:
            name = self.name(child)
            if name == "statement":
                del stack[1:]
                self.child(child, host)
            elif name != "heading":
                self.child(child, stack[-1][1])
            elif not (host.heading or host.text or host.children) and host.level == "heading":
                host.heading = self.line(child, host)
            else:
                style = _HEADING_STYLE.search(child.get("style") or "")
                depth = int(style[1]) if style else 1
                while stack[-1][0] >= depth:
                    stack.pop()
                heading = self.draft(child, "heading")
                heading.heading = self.line(child, heading)
                stack.append((depth, stack[-1][1].add(heading)))
            if child.tail and not child.tail.isspace():
                place(stack[-1][1], " ".join(child.tail.split()))

    def _amending(self, level: etree._Element, draft: Draft) -> None:
        """Read the instructions of a rule, and the headings of CFR parts that stand between them."""
        for child in level:
            name = self.name(child)
            if name == "section" and (child.get("role") or "") == "instruction":
                instruction = self.draft(child, "instruction")
                self.fill(child, instruction)
                draft.add(instruction)
            elif name == "statement":
                self.fill(child, draft)
            else:
                self.child(child, draft)

    def _law(self, element: etree._Element, draft: Draft) -> None:
        """Read the CFR text that an instruction sets out: quoted, and under addresses of the CFR."""
        known = len(draft.children)
        self.fill(element, draft)
        for child in draft.children[known:]:
            _mark_as_law(child)
            self._nest(child)

    def _nest(self, draft: Draft) -> None:
        """Nest the paragraphs of a section of the CFR, where the source has them flat: ``(c) * * *``, ``(2) …``."""
        for child in draft.children:
            if child.level in _CONTAINERS:
                self._nest(child)
        flat = [child for child in draft.children if child.level == "text"]
        marked = {id(target) for target, _, _ in self._references.values()}
        if draft.level != "section" or len(flat) != len(draft.children):
            return
        if any(child.apparatus or id(child) in marked for child in (draft, *flat)):
            return
        found = nest([_paragraph(child) for child in flat], excerpt=True)
        if _MARKER.match(draft.text) or draft.text == STARS:
            first = Draft("text", text=draft.text, source_line=draft.source_line)
            found = nest([_paragraph(first), *map(_paragraph, flat)], excerpt=True)
            draft.text = ""
        draft.children = found.children
        for unclear in found.unclear:
            message = (
                f"the marker {unclear.number} in {draft.cite} does not follow from the paragraphs around it"
            )
            self.notices.append(Notice("hierarchy-unclear", message, source_line=unclear.source_line))

    def _line_of_its_own(self, element: etree._Element, draft: Draft) -> None:
        line = Draft("text", source_line=element.sourceline or 0)
        line.text = self.line(element, line)
        if line.text:
            draft.add(line)

    def _signatures(self, element: etree._Element, draft: Draft) -> None:
        for child in element:
            self._signature(child, draft)

    def _signature(self, element: etree._Element, draft: Draft) -> None:
        """Read one signature as a line: date, name and office."""
        self._line_of_its_own(element, draft)


def _paragraph(draft: Draft) -> Paragraph | Draft:
    """Return a paragraph as the hierarchy takes it; stars stay as they are."""
    return draft if draft.text == STARS else Paragraph(draft.text, line=draft.source_line)


def _mark_as_law(draft: Draft) -> None:
    """Mark a draft as law that is only quoted, with address and citation in the CFR where its identifier gives them."""
    draft.quoted = True
    title = _CFR.match(draft.source_id)
    if title is None or draft.level not in _CONTAINERS:
        return
    draft.prefix = f"cfr/t{title[1]}"
    word = "" if draft.level == "section" else f"{draft.level} "
    draft.cite = f"{title[1]} CFR {word}{draft.designator}"
    for child in draft.children:
        if child.level in _CONTAINERS:
            _mark_as_law(child)
