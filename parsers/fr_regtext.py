"""The regulatory text of a rule: CFR parts, amendatory instructions, and the sections that they amend.

    <REGTEXT TITLE="8" PART="215">                           part "215", cfr/t8/pt215
      <PART><HD>PART 215—CONTROLS …</HD></PART>
      <AMDPAR>2. Revise § 215.8 to read as follows:</AMDPAR>      instruction "2", cfr/t8/pt215/amdt2
      <SECTION>…</SECTION></REGTEXT>                                  section "215.8" (quoted), cfr/t8/s215.8

A proposed rule prints the same elements without ``REGTEXT``, directly in the supplementary information; both become
the same tree, so that a proposal lines up with the rule that follows it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.parsers.cfr_appendix import AppendixReader, appendix, is_title
from lawdiff.parsers.cfr_containers import container_draft, container_of, is_part
from lawdiff.parsers.cfr_content import HEADS, SKIPPED, apparatus, content, fill, section
from lawdiff.parsers.cfr_toc import toc
from lawdiff.parsers.draft import Draft
from lawdiff.parsers.fr_preamble import SIGNATURE
from lawdiff.parsers.fr_text import STARS
from lawdiff.parsers.markers import CFR, counted
from lawdiff.parsers.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml import etree

    from lawdiff.parsers.fr_text import Reader

STARTS = frozenset(
    {"REGTEXT", "PART", "AMDPAR", "SECTION", "SUBPART", "CONTENTS", "APPENDIX", "SUBCHAP", "CHAPTER"}
)
"""Elements that only stand in regulatory text; the first of them ends the preamble."""

ISSUANCE = "authority and issuance"
"""The heading over an agency's words of issuance; in a joint rule it stands once an agency."""

_INSTRUCTION = re.compile(
    r"(?P<number>(?:■\s*)?(?:Par\.\s*)?(?P<designator>[0-9]{1,4}[a-z]?)\.)\s*(?P<rest>.*)", re.DOTALL
)
_SUB = re.compile(
    r"(?P<number>(?:■\s*)?(?:(?P<designator>[a-z]{1,5}|[A-Z])\.|\((?P<inside>[a-z]{1,5}|[0-9]{1,2})\)))\s*(?P<rest>.*)",
    re.DOTALL,
)


class RegText:
    """Grows the parts of a rule's regulatory text as the elements come.

    Attributes:
        tops: where parts are added.
        agencies: names of the agencies that issue the document, as in its head.
        sign: takes a signature that closes the document, although it stands in the regulatory text.
    """

    def __init__(
        self,
        reader: Reader,
        title: str,
        tops: list[Draft],
        *,
        prefix: str,
        agencies: Iterable[str],
        sign: Callable[[etree._Element], None],
    ) -> None:
        self.reader = reader
        self.title = title
        self.tops = tops
        self.prefix = f"{prefix}/" if prefix else ""
        self.agencies = frozenset(agency.casefold() for agency in agencies)
        self.sign = sign
        self.begun = False
        self.part: Draft | None = None
        self.instruction: Draft | None = None
        self.parts: list[tuple[str, int, Draft]] = []
        self.group: Draft | None = None
        self.appendix: AppendixReader | None = None
        self.handlers: dict[str, Callable[[etree._Element], None]] = {
            "REGTEXT": self.regtext,
            "AMDPAR": self.amend,
            "SECTION": self.section,
            "APPENDIX": self.whole_appendix,
            "CONTENTS": self.contents,
            "AUTH": self.authority,
            **dict.fromkeys(("PART", "SUBPART", "SUBCHAP", "CHAPTER", "SUBJGRP"), self.container),
        }

    def feed(self, element: etree._Element) -> None:
        """Add one element of the regulatory text."""
        tag = str(element.tag)
        self.begun = True
        if self.appendix is not None and self.appendix.comments and tag in ("SUBPART", "SECTION"):
            self.appendix.group(element)
            return
        if tag == "SIG" and _closes(element):
            self.end_appendix()
            self.sign(element)
        elif tag in HEADS:
            self.head(element)
        elif tag in self.handlers:
            self.handlers[tag](element)
        elif tag not in SKIPPED:
            self.words(element)
            return
        if element.tail and not element.tail.isspace():
            self.home.add(Draft("text", text=fold(element.tail), source_line=element.sourceline or 0))

    def section(self, element: etree._Element) -> None:
        """Add a section as it will read."""
        self.end_appendix()
        if announces(element):
            self.instruction = self.group = None
        self.add_cfr(section(self.reader, element, self.title, quoted=True))

    def contents(self, element: etree._Element) -> None:
        """Add a table of contents."""
        self.end_appendix()
        self.home.add(toc(self.reader, element))

    def regtext(self, element: etree._Element) -> None:
        """Add a ``REGTEXT`` with all that is in it."""
        self.end_appendix()
        self.group = None
        title, part = element.get("TITLE", "").strip(), element.get("PART", "").strip()
        if title.isdigit():
            self.title = title
        if element.find("PART") is None and part:
            named = self.named_part(element, part)
            if named and (self.part is None or named != self.part.designator):
                self.open_part(Draft("part", designator=named, source_line=element.sourceline or 0))
        if element.text and not element.text.isspace():
            self.home.add(Draft("text", text=fold(element.text)))
        for child in element:
            self.feed(child)

    def named_part(self, element: etree._Element, part: str) -> str:
        """Return the part that a ``REGTEXT`` amends: its sections know better than its attribute."""
        number = next((self.reader.text(child) for child in element.iter("SECTNO")), "")
        match = re.search(r"([0-9]+[a-z]?)\.", number)
        if match:
            return match[1]
        if self.part is None or self.part.level != "part":
            return part
        words = " ".join(self.reader.text(child) for child in element.iter("AMDPAR"))
        return (
            part
            if re.search(rf"(?i)(?<![0-9.])(?:part\s+)?{re.escape(part)}(?![0-9])", words)
            else self.part.designator
        )

    def open_part(self, draft: Draft) -> None:
        """Begin a CFR part; instructions count on."""
        self.end_appendix()
        self.instruction = self.group = None
        draft.prefix = self.prefix + (f"cfr/t{self.title}" if self.title else "cfr")
        draft.cite = f"{self.title} CFR part {draft.designator}".strip()
        self.part = draft
        self.tops.append(draft)

    def open_between(self, draft: Draft, cite: str) -> None:
        """Begin what stands above the parts: a chapter, or the words with which another agency issues its part."""
        self.end_appendix()
        self.instruction = self.group = None
        draft.cite = cite
        self.part = draft
        self.tops.append(draft)

    @property
    def home(self) -> Draft:
        """Where the next provision goes: the open subpart or instruction, or the part, or a part without a name."""
        if self.group is not None:
            return self.group
        if self.instruction is not None:
            return self.instruction
        if self.part is None:
            self.open_part(Draft("part"))
        return self.part if self.part is not None else self.tops[-1]

    def add_cfr(self, draft: Draft) -> Draft:
        """Add a provision of the CFR, with its address in the document."""
        if draft.prefix is not None:
            draft.prefix = self.prefix + draft.prefix
        return self.home.add(draft)

    def container(self, element: etree._Element) -> None:
        """Add a part, a subpart or another heading, with what stands in it."""
        self.end_appendix()
        head = next((child for child in element if child.tag in HEADS), None)
        heading = self.reader.text(head)
        draft = container_draft(element, heading)
        if element.tag != "SUBJGRP":
            self.group = None
        if element.tag == "PART":
            if (
                self.part is None
                or not draft.designator
                or self.part.designator != draft.designator
                or self.part.children
            ):
                self.open_part(draft)
            else:
                self.part.number, self.part.heading = draft.number, draft.heading
        elif self.part is None and element.tag in ("CHAPTER", "SUBCHAP"):
            self.open_between(draft, f"{self.title} CFR, {heading}")
        else:
            if comes_first(element):
                self.instruction = None
            draft.quoted = True
            if draft.heading or draft.number:
                self.home.add(draft)
                if not any(child.tag in ("AMDPAR", "REGTEXT", "PART") for child in element):
                    self.within(draft, element, head)
                    return
        self.feed_all(child for child in element if child is not head)

    def within(self, draft: Draft, element: etree._Element, head: etree._Element | None) -> None:
        """Add what stands in a subpart that is set out whole, below the subpart."""
        outer, self.group = self.group, draft
        self.feed_all(child for child in element if child is not head)
        self.end_appendix()
        if not sets_out(element):
            self.group = outer

    def amend(self, element: etree._Element) -> None:
        """Add an amendatory instruction, or a lettered part of one."""
        self.end_appendix()
        self.group = None
        inline = self.reader.inline(element)
        if not inline.text:
            return
        match = _INSTRUCTION.match(inline.text)
        sub = _SUB.match(inline.text) if match is None and self.instruction is not None else None
        found = match or sub
        draft = Draft("instruction", source_line=inline.line)
        draft.text = found["rest"] if found else inline.text
        if found:
            draft.number = found["number"]
            draft.designator = found["designator"] or (sub["inside"] if sub else "")
        if sub is not None and self.instruction is not None:
            self.part_of_instruction(draft)
        elif found is None and self.instruction is not None and not self.follows_section():
            draft.level = "text"
            self.instruction.add(draft)
        else:
            self.instruction = None
            self.home.add(draft)
            self.instruction, self.parts = draft, []
        self.reader.refer(draft, inline.refs, len(inline.text) - len(draft.text))

    def follows_section(self) -> bool:
        """Return whether the open instruction already printed its section, so that an unnumbered one is new."""
        children = self.instruction.children if self.instruction is not None else []
        return any(child.level in ("section", "appendix", "authority") for child in children)

    def part_of_instruction(self, draft: Draft) -> None:
        """Add ``A.`` below the instruction, ``i.`` below ``A.``, ``a.`` below ``i.``: print shows no indent."""
        if self.instruction is None:
            return
        style, count = counted(draft.designator, {style: count for style, count, _ in self.parts})
        known = next((at for at, (other, _, _) in enumerate(self.parts) if other == style), len(self.parts))
        del self.parts[known:]
        draft.level = "instruction subpart" if self.parts else "instruction part"
        (self.parts[-1][2] if self.parts else self.instruction).add(draft)
        self.parts.append((style, count, draft))

    def authority(self, element: etree._Element) -> None:
        """Add the authority citation that an instruction sets."""
        self.end_appendix()
        found = apparatus(self.reader, element)
        self.home.add(
            Draft(
                "authority",
                heading=found.heading,
                text=found.text,
                quoted=True,
                source_line=element.sourceline or 0,
            ),
        )

    def whole_appendix(self, element: etree._Element) -> None:
        """Add an ``APPENDIX`` element."""
        head = next((child for child in element if child.tag in HEADS), None)
        self.open_appendix(self.reader.text(head), element.sourceline or 0)
        if self.appendix is not None:
            self.appendix.feed(child for child in element if child is not head)
        self.end_appendix()

    def open_appendix(self, heading: str, line: int) -> None:
        """Begin an appendix."""
        self.end_appendix()
        part = self.part.designator if self.part is not None else ""
        draft = self.add_cfr(appendix(heading, self.title, part, line, quoted=True))
        self.appendix = AppendixReader(self.reader, draft)

    def end_appendix(self) -> None:
        """Finish the appendix that is open, if one is."""
        if self.appendix is not None:
            self.appendix.done()
            self.appendix = None

    def head(self, element: etree._Element) -> None:
        """Add a heading: the title of an appendix, a heading in it, or one of its own."""
        text = self.reader.text(element)
        if is_title(text) and (self.appendix is None or " to part " in text.lower()):
            self.open_appendix(text, element.sourceline or 0)
        elif text.casefold() in self.agencies or (self.appendix is not None and text.casefold() == ISSUANCE):
            between = Draft("heading", heading=text, source_line=element.sourceline or 0)
            self.open_between(between, text)
        elif self.appendix is not None:
            self.appendix.feed((element,))
        elif text:
            if is_part(text):
                self.open_part(container_of("part", text, element))
            else:
                self.home.add(
                    Draft("heading", heading=text, quoted=True, source_line=element.sourceline or 0)
                )

    def words(self, element: etree._Element) -> None:
        """Add paragraphs, extracts and what else stands between the instructions."""
        if self.appendix is not None:
            if element.tag == "EXTRACT" and not fold(element.text):
                self.feed_all(element)
            else:
                self.appendix.feed((element,))
            return
        home = self.home
        if element.tag == "EXTRACT":
            self.extract(element, home)
            return
        items = content(self.reader, (element,), home, None)
        if items and isinstance(items[0], Draft) and items[0].text == STARS:
            items[0].quoted = True
        fill(self.reader, home, items)

    def extract(self, element: etree._Element, home: Draft) -> None:
        """Add an extract: an appendix where it opens with the title of one, quoted text else."""
        head = next((child for child in element if child.tag in HEADS), None)
        if head is not None and is_title(self.reader.text(head)):
            self.feed_all(element)
            return
        draft = home.add(Draft("quoted text", quoted=True, source_line=element.sourceline or 0))
        if element.text and not element.text.isspace():
            draft.text = fold(element.text)
        reader = AppendixReader(self.reader, draft, CFR)
        reader.feed(element)
        reader.done()

    def feed_all(self, elements: Iterable[etree._Element]) -> None:
        """Add several elements."""
        for element in elements:
            self.feed(element)


def announces(element: etree._Element) -> bool:
    """Return whether a section is only named, above the instruction that amends it (``§ 39.13 [Amended]``)."""
    after = element.getnext()
    bare = all(child.tag in ("SECTNO", "SUBJECT", "RESERVED", "PRTPAGE") for child in element)
    return bare and after is not None and after.tag in ("AMDPAR", "REGTEXT")


def _closes(element: etree._Element) -> bool:
    """Return whether nothing follows a signature in its document but what belongs to the signature block."""
    here: etree._Element | None = element
    while here is not None and here.tag not in ("RULE", "PRORULE", "NOTICE", "FEDREG"):
        if any(after.tag not in SIGNATURE and after.tag != "PRTPAGE" for after in here.itersiblings()):
            return False
        here = here.getparent()
    return True


def sets_out(element: etree._Element) -> bool:
    """Return whether the sections of a subpart follow its heading as siblings, set out in full."""
    after = element.getnext()
    while after is not None and after.tag in ("PRTPAGE", "CONTENTS", "AUTH"):
        after = after.getnext()
    return after is not None and after.tag == "SECTION" and not announces(after)


def comes_first(element: etree._Element) -> bool:
    """Return whether a subpart's heading stands before an instruction, and not under one."""
    after = element.getnext()
    return (after is not None and after.tag in ("AMDPAR", "REGTEXT")) or element.getprevious() is None
