"""The whole vocabulary of amending on one screen: operations, the places they act on, and where each was read.

An instruction is a sentence; an operation is what it does once::

    SEC. 2. Section 7208(d) of the Travel Act (8 U.S.C. 1365b(d)) is amended by striking "14 days" each place it
    appears and inserting "12 hours", and by redesignating paragraph (3) as paragraph (4).

    Operation(verb="replace", target=Place("8 USC", (Step("section", "1365b"), Step("subsection", "d"))),
              struck="14 days", inserted="12 hours", occurrence="each", …)
    Operation(verb="redesignate", target=Place("8 USC", (…, Step("paragraph", "3"))),
              to=Place("8 USC", (…, Step("paragraph", "4"))), …)

Readers (`effects.read`) make operations from the text of a rule or an act; the executor (`effects.execute`) takes
them to a base document. Operations are data: `effects.as_json` writes them and reads them back, so that either half
can be used alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Verb = Literal[
    "strike", "insert", "replace", "add", "revise", "redesignate", "remove", "move", "reserve", "correct"
]
"""What is done.

``strike`` words; ``insert`` words at a place in a text; ``replace`` words by words, or a provision by others
(strike … and insert …); ``add`` provisions; ``revise`` a provision, a heading, a sentence or an introductory text
(amend to read as follows); ``redesignate`` one; ``remove`` or repeal one; ``move`` one; ``reserve`` its number;
``correct`` a document that was published earlier.
"""

Part = Literal[
    "whole",
    "heading",
    "introductory text",  # before the first child: chapeau, "matter preceding paragraph (1)"
    "continuation",  # after the last child: "matter following subparagraph (B)", flush text
    "sentence",
    "definition",
    "table",
    "authority",  # of a CFR part
    "source",
    "enumerator",
    "center heading",  # an undesignated heading over sections; the path leads to the first of them
    "note",  # a note to a provision, or a footnote
]
"""Which part of a provision a place is."""

Occurrence = Literal["only", "each", "first", "second", "third", "fourth", "last"]
"""Which of several places where the words stand; ``only`` where the instruction takes for granted that it is one."""

Position = Literal["", "end", "beginning", "before", "after", "alphabetical", "numerical"]
"""Where something is put; empty where it takes the place of its target."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: a level in the field's words (``section``, ``paragraph``, …) and a designator.

    The level is as the instruction calls it, and empty where it does not: in ``215.8(a)(1)`` only the section's is
    known. A paragraph of the CFR is found by its designators, whatever its levels are called.
    """

    level: str
    designator: str


@dataclass(frozen=True, slots=True)
class Place:
    """What of which law an operation acts on.

    Attributes:
        work: the law, normalised: ``8 CFR``, ``8 USC``, ``Pub. L. 107-296``, a popular name as printed
            (``Food and Nutrition Act of 2008``), ``this Act``, ``H.R. 1``; empty where it could not be told.
        path: from the section down (a CFR part, subpart or appendix and a chapter of a title count as steps).
        part: which part of what the path leads to.
        ordinal: of a sentence, from 1; -1 for the last; 0 where it is none. Of another part or a whole: of one of
            several that have the same designator.
        term: of a definition: the term defined, as printed. Of a table: the entries that are meant, with the name of
            the table where it has one, in the words of the instruction (``table 1, entry for “lamp”``).
            Of a center heading its words, of a note what it is called (``note 1``, ``footnote 3``).
        also: what else the law is called in the same instruction: the citation of the Code behind a popular name,
            as a further work and path, so that a base of either kind can be found.
    """

    work: str
    path: tuple[Step, ...] = ()
    part: Part = "whole"
    ordinal: int = 0
    term: str = ""
    also: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands in the amending document: a provision's address and characters of its text.

    Attributes:
        address: of the provision.
        start, end: characters of `Provision.text`, end exclusive; 0 and 0 for the provision as a whole.
    """

    address: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Action:
    """One amendatory word or phrase: ``is amended``, ``striking``, ``inserting``, ``adding``, ``revise``.

    Attributes:
        kind: in the words of USLM's ``amendingAction``: ``amend``, ``delete``, ``insert``, ``add``,
            ``redesignate``, ``repeal``, and of rules ``revise``, ``remove``, ``reserve``, ``correct``.
        span: where it stands.
    """

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that is done to one place.

    Attributes:
        verb: see `Verb`.
        target: what it acts on. For ``insert`` and ``add`` the provision that receives it.
        struck: the words struck; empty where whole provisions are; ``^`` where a stretch begins with its target.
        struck_to: where a stretch of words is struck by its ends (from "…" through "…", or through the end:
            ``$``), the words that it ends with.
        through: where such a stretch ends in another provision, that one; without ``struck_to``, where it begins.
        inserted: the words put in; empty where provisions are.
        payload: addresses, in the amending document, of the provisions put in, outermost only, in order.
        position, anchor, anchor_text: where it is put: relative to a provision or to words. Of words that are
            struck, ``end`` where they close the text; of a stretch, ``before`` where what it ends with stays.
        occurrence: which of several places where the words stand.
        count: in how many places they stand, where the instruction says it (``in two places``); 0 where it does not.
        excepted: places inside the target that stay as they are (``each place it appears, other than in
            subsection (c)``).
        to: for ``redesignate``, what it becomes.
        condition: what delays or limits it, as printed (``effective July 1, 2026``); empty where nothing does.
        instruction: address of the provision in the amending document that holds the instruction.
        spans: the text that it was read from: the verb, the target, the words; several provisions where an
            instruction is spread over nested ones.
        form: the name of the grammar's form that read it.
    """

    verb: Verb
    target: Place
    instruction: str
    spans: tuple[Span, ...]
    form: str
    struck: str = ""
    struck_to: str = ""
    inserted: str = ""
    payload: tuple[str, ...] = ()
    position: Position = ""
    anchor: Place | None = None
    anchor_text: str = ""
    occurrence: Occurrence = "only"
    count: int = 0
    excepted: tuple[Place, ...] = ()
    to: Place | None = None
    condition: str = ""
    through: Place | None = None


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """An amending sentence, or a piece of one, that no form of the grammar reads.

    Attributes:
        text: verbatim.
        reason: one sentence.
        span: where it stands.
    """

    text: str
    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from an amending document.

    Attributes:
        operations: in the order in which they take effect (that of the document).
        not_understood: what was not, in the same order.
        actions: every amendatory word or phrase found, in document order, understood or not.
    """

    operations: tuple[Operation, ...]
    not_understood: tuple[NotUnderstood, ...] = ()
    actions: tuple[Action, ...] = field(default_factory=tuple)
