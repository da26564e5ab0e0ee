"""One parsed source: the document, its identity and its tree of provisions.

Every dialect module makes the same tree::

    <section><enum>90004.</enum><header>Border security</header>     Provision(level="section", number="90004.",
      <subsection><enum>(a)</enum><text>In addition …</text>   ->        designator="90004", heading="Border security",
      </subsection></section>                                            children=(Provision(level="subsection", …),))

Reading a tree in document order (`Document.provisions`) and taking `number`, `heading` and `text` of each
provision gives the words of the source once, in order. So text that follows the children of a provision is a
child of its own with the level ``continuation``, and a further unnumbered paragraph one with the level ``text``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lawdiff.parsers.grid import Cell

KINDS = (
    "bill",
    "resolution",
    "public law",
    "code title",
    "statute compilation",
    "proposed rule",
    "interim final rule",
    "final rule",
    "notice",
    "presidential document",
    "CFR part",
    "CFR title",
    "Federal Register issue",
)

CONTAINER_LEVELS = (
    "division",
    "title",
    "subtitle",
    "chapter",
    "subchapter",
    "part",
    "subpart",
    "subject group",
    "article",
)
"""Levels above the section, outermost first; a title of an act stands inside a division."""

UNIT_LEVELS = frozenset(
    {
        *CONTAINER_LEVELS,
        "section",
        "appendix",
        "appropriations major",
        "appropriations intermediate",
        "appropriations small",
        "preamble",
        "heading",
        "instruction",
        "front matter",
        "back matter",
        "table of contents",
        "document",
    },
)
"""Levels at which two documents are aligned.

A provision of such a level is one unit of comparison, with all that stands in it down to the next unit; so the
units of a document share it out without rest. ``heading`` is a headed part of a rule's preamble, ``front matter``
what stands before the body (official title, enacting clause, recitals), ``back matter`` what follows it
(attestation, signatures), ``document`` one of several in an issue of the Federal Register.
"""


@dataclass(frozen=True, slots=True)
class Apparatus:
    """Text that stands with a provision and is not law: it is kept, and never shows as an amendment.

    Attributes:
        kind: ``sidenote``, ``footnote``, ``source credit``, ``editorial note``, ``statutory note``, …
        text: its words; paragraphs are separated by a line feed, table cells by a tab.
        heading: its heading, or an empty string.
        label: what ties it to its place (a footnote's number), or an empty string.
        offset: where in the provision's text it stands (characters from its start), -1 where it stands apart.
    """

    kind: str
    text: str
    heading: str = ""
    label: str = ""
    offset: int = -1


@dataclass(frozen=True, slots=True)
class Provision:
    """A node of the document's tree.

    Attributes:
        level: what it is, in the field's words: ``title``, ``section``, ``subsection``, ``paragraph``, …;
            ``quoted-block`` for law that is only quoted; ``continuation`` and ``text`` for unnumbered text;
            ``table`` and ``row`` (cells separated by a tab); ``preamble``, ``instruction``, ``appendix``.
        number: as printed, with the word that goes with it: ``SEC. 90004.``, ``(a)``, ``§ 215.8``; or empty.
        designator: the number alone, as in a citation: ``90004``, ``a``, ``215.8``; or empty.
        heading: as printed, or empty.
        text: its own text, before the children (the chapeau, or the whole content). White space is folded.
        children: in document order.
        address: readable, stable, unique in the document: ``s90004/a/4``, ``cfr/t8/s215.8/a/1``.
        citation: what a lawyer would write: ``sec. 90004(a)(4)``, ``8 CFR 215.8(a)(1)``.
        parent: the parent's address; empty at the top.
        depth: how many provisions stand above it.
        is_unit: whether it is a unit of comparison: its level is one of `UNIT_LEVELS` and it does not stand in a
            quoted block. (A section of the CFR under an amendatory instruction is quoted, and is a unit.)
        quoted: whether it is law that is only quoted (never a section of the bill itself).
        source_line: the line of the source file where it begins, from 1; 0 where unknown.
        source_id: the source's own identifier (``id`` or ``identifier``), evidence and never truth.
        status: ``repealed``, ``omitted``, ``transferred``, ``reserved``, … as the source says; or empty.
        apparatus: notes, credits and footnotes that stand with it.
        cells: of a row of a table: where each of its cells stands; empty where they stand a column each, from the
            first.
    """

    level: str
    number: str
    designator: str
    heading: str
    text: str
    children: tuple[Provision, ...]
    address: str
    citation: str
    parent: str
    depth: int
    quoted: bool
    is_unit: bool
    source_line: int
    source_id: str = ""
    status: str = ""
    apparatus: tuple[Apparatus, ...] = ()
    cells: tuple[Cell, ...] = ()

    def walk(self) -> Iterator[Provision]:
        """Yield this provision and all below it, in document order."""
        stack = [self]
        while stack:
            provision = stack.pop()
            yield provision
            stack.extend(reversed(provision.children))

    def walk_unit(self) -> Iterator[Provision]:
        """Yield this provision and what belongs to the same unit of comparison, in document order."""
        stack = [self]
        while stack:
            provision = stack.pop()
            yield provision
            if provision.children:
                stack += [child for child in reversed(provision.children) if not child.is_unit]

    @property
    def own_words(self) -> str:
        """Number, heading and own text in one line, as a reader meets them."""
        return " ".join(filter(None, (self.number, self.heading, self.text)))


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document is, read from the fields that are right in practice (never from ``dc:title``).

    Every field is empty where the kind of document does not have it. Dates are ISO 8601.

    Attributes:
        congress: ``119``.
        number: of a bill, resolution or public law: ``H.R. 1``, ``Public Law 119-21``.
        stage: ``engrossed-in-house``, ``enrolled``, …, in the words of the source, lower case.
        session: ``1``.
        fr_document: Federal Register document number, ``2020-24707``.
        fr_citation: where it begins, ``85 FR 74162``.
        rins: regulation identifier numbers.
        dockets: docket numbers as printed, without the brackets.
        agencies: as printed, outermost first.
        cfr_parts: ``8 CFR 215``, one a part.
        action: the action line as printed.
        title_number: of the US Code or the CFR.
        release_point: of the US Code: ``117-80``.
        edition: date of a CFR edition, or of the eCFR.
        dates: by name: ``published``, ``effective``, ``comments close``, ``approved``, ….
        short_titles: as the source marks them.
    """

    congress: str = ""
    number: str = ""
    stage: str = ""
    session: str = ""
    fr_document: str = ""
    fr_citation: str = ""
    rins: tuple[str, ...] = ()
    dockets: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    cfr_parts: tuple[str, ...] = ()
    action: str = ""
    title_number: str = ""
    release_point: str = ""
    edition: str = ""
    dates: Mapping[str, str] = field(default_factory=dict)
    short_titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader of a parsed document should know: what did not fit a rule, and where.

    Attributes:
        code: a short name that programs can match: ``hierarchy-unclear``, ``unknown-element``, ….
        message: one sentence.
        address: the provision that it is about, or empty for the document.
        source_line: line of the source, from 1; 0 where unknown.
    """

    code: str
    message: str
    address: str = ""
    source_line: int = 0


@dataclass(frozen=True)
class Document:
    """One parsed source.

    Attributes:
        kind: one of `KINDS`.
        title: what to call it on a page: ``H.R. 1 (engrossed in House)``, ``85 FR 74162``, ….
        identity: the fields that tell which document it is.
        family: the dialect that was read: ``bill.dtd``, ``USLM``, ``Federal Register``, ``CFR``, ``eCFR``.
        sha256: of the source's bytes, in hexadecimal; where one source holds several documents (an issue of the
            Federal Register, the struck and the inserted text of a bill), of the bytes and which one it is.
        source: the path or name it was read from, as it was given.
        body: the top provisions.
        notices: what the parser has to say.
        reading: ``inserted`` or ``struck`` where a reported bill prints both texts; empty elsewhere.
    """

    kind: str
    title: str
    identity: Identity
    family: str
    sha256: str
    source: str
    body: tuple[Provision, ...]
    notices: tuple[Notice, ...] = ()
    reading: str = ""

    @cached_property
    def provisions(self) -> tuple[Provision, ...]:
        """All provisions in document order."""
        return tuple(provision for top in self.body for provision in top.walk())

    @cached_property
    def units(self) -> tuple[Provision, ...]:
        """The units of comparison in document order."""
        return tuple(provision for provision in self.provisions if provision.is_unit)

    @cached_property
    def by_address(self) -> Mapping[str, Provision]:
        """The provisions by their address."""
        return {provision.address: provision for provision in self.provisions}
