"""From a dialect's draft of the tree to provisions with addresses and citations.

A dialect module builds `Draft` nodes as it walks its XML and need not care about addresses:

    draft = Draft("section", number="SEC. 90004.", designator="90004", heading="Border security")
    draft.add(Draft("subsection", number="(a)", designator="a", text="In addition …"))
    body = finish([draft], BILL)        # -> address "s90004/a", citation "sec. 90004(a)"

Addresses follow the path segments of USLM identifiers (USLM User Guide, "Referencing Model"): ``t`` title, ``st``
subtitle, ``ch`` chapter, ``sch`` subchapter, ``pt`` part, ``spt`` subpart, ``d`` division, ``s`` section, and the
bare designator below a section. A section's address leaves out what stands above it, because sections are
renumbered less often than they are regrouped; where a number is not unique, what stands above is put in front.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lawdiff.parsers.document import UNIT_LEVELS, Apparatus, Notice, Provision
from lawdiff.parsers.quick import quick

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lawdiff.parsers.grid import Cell

SEGMENTS = {
    "division": "d",
    "title": "t",
    "subtitle": "st",
    "chapter": "ch",
    "subchapter": "sch",
    "part": "pt",
    "subpart": "spt",
    "article": "art",
    "section": "s",
    "subject group": "sg",
    "appendix": "app",
    "appropriations major": "appr",
    "appropriations intermediate": "appr",
    "appropriations small": "appr",
    "heading": "",
    "preamble": "preamble",
    "front matter": "front",
    "back matter": "back",
    "document": "doc",
    "quoted-block": "q",
    "instruction": "amdt",
    "continuation": "cont",
    "text": "p",
    "table": "table",
    "row": "r",
}
"""Level -> path segment (USLM's abbreviation where it has one)."""

ORDINAL_LEVELS = frozenset({"quoted-block", "continuation", "text", "table", "row"})
"""Levels without a number of their own: told apart by their place among the siblings of their level."""

_COUNTED = {level: (SEGMENTS[level], level) for level in ORDINAL_LEVELS - {"quoted-block"}}
"""Those whose citation says what they are, with path segment and the word of the citation."""

SLUG_LENGTH = 48
"""Longest slug of a heading in an address: long enough to stay readable and unique in the preambles seen."""


@dataclass(slots=True, eq=False)
class Draft:
    """A provision in the making; see `Provision` for the fields. Two drafts are never equal.

    Attributes:
        prefix: replaces the path of all ancestors in the address (``cfr/t8`` for a section of the CFR quoted by
            a rule); None keeps the rule for the level.
        cite: replaces the citation up to here (``8 CFR 215.8``); children append to it. Empty keeps the rule.
        address: what `finish` gave the provision; empty before.
    """

    level: str
    number: str = ""
    designator: str = ""
    heading: str = ""
    text: str = ""
    children: list[Draft] = field(default_factory=list)
    quoted: bool = False
    source_line: int = 0
    source_id: str = ""
    status: str = ""
    apparatus: list[Apparatus] = field(default_factory=list)
    prefix: str | None = None
    cite: str = ""
    cells: tuple[Cell, ...] = ()
    address: str = ""

    def add(self, child: Draft) -> Draft:
        """Append a child and return it."""
        self.children.append(child)
        return child


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """How a family of documents cites its sections.

    Attributes:
        section: format of a section's citation, with ``{}`` for the designator: ``sec. {}``, ``13 U.S.C. {}``.
    """

    section: str


BILL = CitationStyle("sec. {}")


def code_style(title: str) -> CitationStyle:
    """Return the citation style of a US Code title: ``13 U.S.C. {}``."""
    return CitationStyle(title + " U.S.C. {}")


def cfr_style(title: str) -> CitationStyle:
    """Return the citation style of a CFR title: ``8 CFR {}``."""
    return CitationStyle(title + " CFR {}")


_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_NOT_IN_DESIGNATOR = re.compile(r"[\s/~]+")


def slug(text: str) -> str:
    """Return a heading as a path segment: lower case, words joined by hyphens, at most `SLUG_LENGTH` long."""
    whole = _NOT_IN_SLUG.sub("-", text.lower()).strip("-")
    if len(whole) <= SLUG_LENGTH:
        return whole
    return whole[:SLUG_LENGTH].rsplit("-", 1)[0]


def finish(drafts: Iterable[Draft], style: CitationStyle) -> tuple[Provision, ...]:
    """Turn drafts into provisions, each with an address unique among them, and a citation.

    Args:
        drafts: the top nodes in document order.
        style: how sections are cited.

    Returns:
        The top provisions in document order.
    """
    tops = list(drafts)
    finisher = _Finisher(style, _repeated_sections(tops))
    return finisher.siblings(tops, _Above("", "", 0, quoted=False, in_block=False))


def _repeated_sections(tops: Sequence[Draft]) -> frozenset[str]:
    """Return the segments of unquoted sections that stand more than once in the document."""
    counts: Counter[str] = Counter()
    stack = list(tops)
    while stack:
        draft = stack.pop()
        if draft.quoted or draft.level == "quoted-block":
            continue
        if draft.level == "section" and draft.prefix is None:
            counts[_segment(draft)] += 1
        else:
            stack.extend(draft.children)
    return frozenset(segment for segment, count in counts.items() if count > 1)


def _segment(draft: Draft) -> str:
    """Return the path segment of one node that is not told apart by its place, before doubles are."""
    level = draft.level
    abbreviation = SEGMENTS.get(level, "")
    if draft.designator:
        designator = _path_segment(draft.designator)
        if designator:
            return abbreviation + designator
    if draft.heading:
        return (f"{abbreviation}-" if abbreviation else "") + (slug(draft.heading) or level)
    return abbreviation or slug(level) or "p"


@lru_cache(maxsize=4096)
def _path_segment(designator: str) -> str:
    """Return a designator as it stands in an address (remembered: there are few different ones)."""
    return _NOT_IN_DESIGNATOR.sub("-", designator.strip())


class Remark(NamedTuple):
    """Something that the reader should know about a draft, which has no address yet; see `Notice`."""

    code: str
    message: str
    draft: Draft
    line: int

    def notice(self) -> Notice:
        """Return it with the address that `finish` gave the provision."""
        return Notice(self.code, self.message, self.draft.address, self.line)


class _Above(NamedTuple):
    """What a node inherits from its parent."""

    address: str
    citation: str
    depth: int
    quoted: bool
    in_block: bool


_new_provision = quick(Provision)


class _Finisher:
    """Holds what is the same for the whole document: the style, the repeated sections, the addresses given."""

    def __init__(self, style: CitationStyle, repeated: frozenset[str]) -> None:
        self.style = style
        self.repeated = repeated
        self.taken: dict[str, int] = {}

    def siblings(self, drafts: Sequence[Draft], above: _Above) -> tuple[Provision, ...]:
        """Finish the children of one node, and all below them."""
        address_above, citation_above, depth, quoted_above, block_above = above
        named_above = bool(address_above and citation_above)
        ordinals: dict[str, int] = {}
        done = []
        taken = self.taken
        for draft in drafts:
            level = draft.level
            counted = _COUNTED.get(level)
            if counted is not None and named_above and draft.prefix is None:
                # unnumbered text, the bulk of a preamble: what named() comes to for it
                ordinals[level] = ordinal = ordinals.get(level, 0) + 1
                address = f"{address_above}/{counted[0]}{ordinal}"
                citation = draft.cite or f"{citation_above}, {counted[1]} {ordinal}"
            else:
                address, citation = self.named(draft, above, ordinals)
            if address in taken:
                address = self.unique(address)
            else:
                taken[address] = 1
            draft.address = address
            in_block = block_above or level == "quoted-block"
            quoted = quoted_above or draft.quoted or in_block
            below = draft.children
            done.append(
                _new_provision(
                    level,
                    draft.number,
                    draft.designator,
                    draft.heading,
                    draft.text,
                    self.siblings(below, _Above(address, citation, depth + 1, quoted, in_block))
                    if below
                    else (),
                    address,
                    citation,
                    address_above,
                    depth,
                    quoted,
                    level in UNIT_LEVELS and not in_block,
                    draft.source_line,
                    draft.source_id,
                    draft.status,
                    tuple(draft.apparatus),
                    draft.cells,
                )
            )
        return tuple(done)

    def named(self, draft: Draft, above: _Above, ordinals: dict[str, int]) -> tuple[str, str]:
        """Return address and citation of a node before doubles are told apart; counts it among its siblings."""
        level, designator = draft.level, draft.designator
        if level in ORDINAL_LEVELS:
            ordinals[level] = ordinal = ordinals.get(level, 0) + 1
            segment = f"{SEGMENTS[level]}{ordinal}"
        elif designator and level not in SEGMENTS and draft.prefix is None and above.address:
            # "(a)" and the like, the bulk of a bill: what path() and citation() come to for them
            segment = _path_segment(designator) or _segment(draft)
            return f"{above.address}/{segment}", draft.cite or f"{above.citation}({designator})"
        else:
            segment = _segment(draft)
        return self.path(draft, segment, above), draft.cite or self.citation(draft, segment, above)

    def path(self, draft: Draft, segment: str, above: _Above) -> str:
        """Return the address before doubles are told apart."""
        if draft.prefix is not None:
            return f"{draft.prefix}/{segment}" if draft.prefix else segment
        if draft.level == "section" and not (above.quoted or draft.quoted) and segment not in self.repeated:
            return segment
        return f"{above.address}/{segment}" if above.address else segment

    def unique(self, address: str) -> str:
        """Return the address, with ``~2``, ``~3``, … where it was given before."""
        count = self.taken.get(address, 0) + 1
        self.taken[address] = count
        if count == 1:
            return address
        return self.unique(f"{address}~{count}")

    def citation(self, draft: Draft, segment: str, above: _Above) -> str:
        """Return what a lawyer would write for the node, where its draft does not say."""
        level = draft.level
        if above.quoted:
            return _below(above.citation, draft, segment)
        if level == "quoted-block":
            return f"{above.citation}, quoted text" if above.citation else "quoted text"
        if level == "section" and draft.designator:
            return self.style.section.format(draft.designator)
        if level in SEGMENTS and level not in ORDINAL_LEVELS:
            own = f"{level} {draft.designator}" if draft.designator else caption(draft.heading) or level
            return f"{above.citation}, {own}" if above.citation else own
        return _below(above.citation, draft, segment)


class Natural:
    """What the rules make of a draft that says nothing of its own; `redraft` keeps what differs from it.

    Args:
        style: how sections are cited.
        tops: the top nodes of the document.
    """

    def __init__(self, style: CitationStyle, tops: Sequence[Draft]) -> None:
        self._finisher = _Finisher(style, _repeated_sections(tops))

    def of(self, draft: Draft, above: Provision | None, ordinal: int) -> tuple[str, str, str]:
        """Return address, citation and path segment of a draft without prefix and citation.

        Args:
            draft: the node.
            above: the finished provision above it, None at the top.
            ordinal: its place among the siblings of its level, where the level is told apart by it.
        """
        parent = (
            _Above("", "", 0, quoted=False, in_block=False)
            if above is None
            else _Above(above.address, above.citation, 0, quoted=above.quoted, in_block=False)
        )
        level, designator = draft.level, draft.designator
        if designator and level not in SEGMENTS and parent.address:
            segment = _path_segment(designator) or _segment(draft)
            return f"{parent.address}/{segment}", f"{parent.citation}({designator})", segment
        segment = f"{SEGMENTS[level]}{ordinal}" if level in ORDINAL_LEVELS else _segment(draft)
        return (
            self._finisher.path(draft, segment, parent),
            self._finisher.citation(draft, segment, parent),
            segment,
        )


def _below(citation: str, draft: Draft, segment: str) -> str:
    """Return the citation of a node below a section, or inside quoted law."""
    level, designator = draft.level, draft.designator
    if level in ORDINAL_LEVELS:
        own = level.replace("-", " ") + " " + segment.removeprefix(SEGMENTS[level])
        return f"{citation}, {own}" if citation else own
    if level in SEGMENTS and designator:
        own = f"sec. {designator}" if level == "section" else f"{level} {designator}"
        return f"{citation}, {own}"
    if designator:
        return f"{citation}({designator})"
    own = caption(draft.heading) or level
    return f"{citation}, {own}" if citation else own


def caption(heading: str) -> str:
    """Return a heading as a citation has it: ``Authority:`` -> ``Authority``."""
    return heading.rstrip(":")
