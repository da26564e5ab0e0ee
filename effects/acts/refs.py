"""References to provisions as an instruction writes them, with what they stand in.

    subparagraphs (A) through (C) of paragraph (2)      three references
    the second sentence of section 3402(a)              the sentence, of a section
    the item relating to section 224                    a row of a table of sections
    section 6(o)(4) of the Food and Nutrition Act of 2008 (7 U.S.C. 2015(o)(4))

A reference is relative until a scope (`scope.py`) says what it is relative to. Readers take tokens from a cursor and
return nothing, with the cursor where it was, where no reference comes next.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.effects.acts.laws import code_title, law
from lawdiff.effects.acts.lists import listed
from lawdiff.effects.acts.ref import NAMES, ORDINALS, Ref, Refs
from lawdiff.effects.acts.remarks import qualified
from lawdiff.effects.operation import Step

if TYPE_CHECKING:
    from lawdiff.effects.acts.cursor import Cursor
    from lawdiff.effects.operation import Part

TABLES = (
    "table of sections",
    "table of contents",
    "table of chapters",
    "table of subchapters",
    "table of parts",
    "table of subparts",
    "table of titles",
    "analysis",
    "chapter analysis",
    "subchapter analysis",
)


def references(cursor: Cursor) -> Refs:
    """Take references joined by ``and``; an empty tuple where none comes next."""
    start = cursor.at
    cursor.skip("each of", "each such")
    found = _one(cursor)
    if not found:
        cursor.at = start
    while found:
        at = cursor.at
        cursor.skip(",")
        more = _one(cursor) if cursor.skip("and", "or") else ()
        if not more:
            cursor.at = at
            return found
        if more[0].work and not found[-1].work and not found[-1].back:
            found = tuple(replace(ref, work=more[0].work) for ref in found)
        found += more
    return found


def _one(cursor: Cursor) -> Refs:
    """Take one reference, or a list of one level, with what stands around it."""
    start = cursor.at
    found = _bare(cursor)
    if not found or cursor.at <= start:  # readers loop on references: each takes at least one token
        cursor.at = start
        return ()
    return qualified(cursor, found)


DEEPEST = 24
"""References inside references: ``the heading of paragraph (1) of …``. The deepest in the acts of the corpus is 6."""


def _bare(cursor: Cursor) -> Refs:
    if cursor.depth >= DEEPEST:
        return ()
    cursor.depth += 1
    found = _read(cursor)
    cursor.depth -= 1
    return found


def _read(cursor: Cursor) -> Refs:
    start = cursor.at
    for reader in (
        _such,
        _item,
        _table,
        _heading,
        _sentence,
        _matter,
        _numbered,
        _nth,
        _definition,
        _picture,
        _itself,
        _law_alone,
    ):
        cursor.at = start
        cursor.skip("the")
        found = reader(cursor)
        if found:
            return found
    return ()


def _nth(cursor: Cursor) -> Refs:
    """Take ``second subsection (l)``, ``third undesignated paragraph``; the first section of an act is section 1."""
    count = ORDINALS.get(cursor.low(), 0)
    if not count:
        return ()
    cursor.at += 1
    cursor.skip("undesignated")
    numbered = _numbered(cursor)
    if numbered:
        return tuple(replace(ref, ordinal=count) for ref in numbered)
    if count == 1 and cursor.skip("section"):
        return _of(cursor, (Ref((Step("section", "1"),)),))
    if cursor.skip("paragraph"):
        return _of(cursor, (Ref((Step("paragraph", ""),), ordinal=count),))
    return ()


def _picture(cursor: Cursor) -> Refs:
    """Take ``the table``; what a row of a table is called, no instruction says in one way."""
    return _inside(cursor, (Ref(part="table"),)) if cursor.skip("table") else ()


def _itself(cursor: Cursor) -> Refs:
    """Take ``the section`` without a number: the one that is being amended."""
    level = NAMES.get(cursor.low(), "")
    if (
        not level
        or not cursor.at
        or cursor.tokens[cursor.at - 1].low != "the"
        or cursor.kind(1) in ("number", "enum")
    ):
        return ()
    cursor.at += 1
    return (Ref(back=level),)


def _law_alone(cursor: Cursor) -> Refs:
    """Take an act that is named as a whole."""
    if cursor.at and cursor.tokens[cursor.at - 1].low == "the":
        cursor.at -= 1
    found = law(cursor)
    if found is None:
        return ()
    return (Ref(work=found.work, back="law" if found.back else ""),)


def _such(cursor: Cursor) -> Refs:
    """Take ``such section``, ``that paragraph``, ``such section 221``, ``subsection (c) of such section``."""
    if not cursor.skip("such", "that", "said"):
        return ()
    level = NAMES.get(cursor.low(), "")
    if not level:
        return ()
    numbered = _numbered(cursor)
    if numbered:
        return tuple(replace(ref, back=ref.back or level) for ref in numbered)
    cursor.at += 1
    return (Ref(back=level),)


def _inside(cursor: Cursor, refs: Refs) -> Refs:
    """Put references into what comes behind ``of``, ``for`` or ``in``, where something does."""
    start = cursor.at
    if not refs or not cursor.skip("of", "for", "to", "contained in", "in", "at the beginning of"):
        return refs
    outer = _one(cursor)
    if not outer:
        cursor.at = start
        return refs
    return tuple(_within(ref, around) for around in outer for ref in refs)


def _within(ref: Ref, outer: Ref) -> Ref:
    also = tuple(replace(place, path=place.path + ref.path) for place in outer.also)
    return replace(
        ref,
        path=outer.path + ref.path,
        work=outer.work,
        back=outer.back,
        also=also,
        part=ref.part if ref.part != "whole" else outer.part,
        ordinal=ref.ordinal or outer.ordinal,
        term=ref.term or outer.term,
    )


def _item(cursor: Cursor) -> Refs:
    """Take ``item relating to section 224 [in the table of sections for part VII]``."""
    if not (cursor.skip("item", "items") and (cursor.skip("relating to", "for", "of", "related to"))):
        return ()
    if cursor.skip("such section", "that section"):
        rows: Refs = (Ref((Step("item", SUCH),)),)
    else:
        cursor.skip("the", "such")
        named = _numbered(cursor, chained=False)
        rows = tuple(Ref((Step("item", _row_name(ref.path[-1])),)) for ref in named)
    if not rows:
        return ()
    start = cursor.at
    table = _table(cursor) if cursor.skip("in") and (cursor.skip("the") or True) else ()
    if not table:
        cursor.at = start
        return rows
    return tuple(_within(row, around) for around in table for row in rows)


SUCH = "such"
"""Designator of a row until it is known which section it goes back to."""


def _row_name(step: Step) -> str:
    return step.designator if step.level == "section" else f"{step.level} {step.designator}"


def _table(cursor: Cursor) -> Refs:
    """Take ``table of sections for subchapter B of chapter 1``."""
    table = cursor.skip(*TABLES)
    if not table:
        return ()
    cursor.skip("at the beginning")
    return _inside(cursor, (Ref((Step(table, ""),)),))


_HEADINGS = ("heading", "headings", "header", "headers")


def _heading(cursor: Cursor) -> Refs:
    """Take ``subsection heading``, ``heading of section 250``, ``section designation and heading``."""
    if cursor.low() in NAMES and cursor.low(1) in (*_HEADINGS, "designation", "enumerator"):
        cursor.at += 1
    if cursor.skip("designation and heading", "enumerator and heading", "designation and the heading"):
        return _inside(cursor, (Ref(part="heading", term="designation and heading"),))
    if cursor.skip("designation", "enumerator"):
        return _inside(cursor, (Ref(part="enumerator"),))
    if cursor.skip(*_HEADINGS):
        return _inside(cursor, (Ref(part="heading"),))
    return ()


_COUNTS = {"2": 2, "3": 3, "4": 4, "two": 2, "three": 3, "four": 4}


def _definition(cursor: Cursor) -> Refs:
    """Take ``definition of the term “port”``, ``definitions of “port” and “toll” in section 2``."""
    if not (cursor.skip("definition", "definitions") and cursor.skip("of", "for")):
        return ()
    cursor.skip("the")
    cursor.skip("term", "terms")
    terms: list[str] = []
    while (token := cursor.take("quote")) is not None:
        terms.append(token.text.rstrip(",.;"))
        at = cursor.at
        if not (cursor.skip(", and", ",", "and") and cursor.kind() == "quote"):
            cursor.at = at
            break
    return _inside(cursor, tuple(Ref(part="definition", term=term) for term in terms))


def _sentence(cursor: Cursor) -> Refs:
    """Take ``first sentence``, ``second and third sentences``, ``last 2 sentences``, ``flush sentence``."""
    numbers: list[int] = []
    while (number := ORDINALS.get(cursor.low())) is not None:
        numbers.append(number)
        cursor.at += 1
        joint = cursor.skip(", and", ",", "and", "through")
        if joint == "through" and (last := ORDINALS.get(cursor.low(), 0)) > number:
            numbers += range(number + 1, last)
        elif not joint:
            break
    if len(numbers) == 1 and abs(numbers[0]) == 1 and cursor.low() in _COUNTS:
        count = _COUNTS[cursor.low()]  # the first 2 sentences, the last two sentences
        cursor.at += 1
        numbers = [sign * numbers[0] for sign in range(1, count + 1)]
    if not numbers or not cursor.skip("sentence", "sentences"):
        return ()
    return _inside(cursor, tuple(Ref(part="sentence", ordinal=number) for number in numbers))


def _matter(cursor: Cursor) -> Refs:
    """Take ``matter preceding paragraph (1)``, ``flush text following subparagraph (B)``."""
    flush = cursor.skip("undesignated", "flush left", "flush", "introductory")
    noun = (
        cursor.skip("matter", "text", "language", "sentence", "paragraph") if flush else cursor.skip("matter")
    )
    if not noun:
        return ()
    side = cursor.skip("preceding", "before", "following", "after", "at the end")
    if not side and flush == "introductory":
        side = "before"
    if not side:
        return (Ref(part="continuation"),) if flush.startswith("flush") else ()
    part: Part = "introductory text" if side in ("preceding", "before") else "continuation"
    start = cursor.at
    beside = _numbered(cursor)
    if not beside:
        cursor.at = start
        return _inside(cursor, (Ref(part=part),))
    return tuple(replace(ref, path=ref.path[:-1], part=part) for ref in beside[:1])


def _numbered(cursor: Cursor, *, chained: bool = True) -> Refs:
    """Take a level with its designators, and what they are of."""
    title = code_title(cursor)
    if title is not None:
        return (Ref(work=title),)
    level = NAMES.get(cursor.low())
    if level is None:
        return ()
    cursor.at += 1
    paths = listed(cursor, level)
    if not paths:
        cursor.at -= 1
        return ()
    refs = tuple(Ref(path) for path in paths)
    return _of(cursor, refs) if chained else refs


def _of(cursor: Cursor, refs: Refs) -> Refs:
    """Put references into the provision or the law behind ``of``, or behind ``in`` where a section follows.

    Remarks in between are passed over: ``subsection (d) (as so redesignated) of section 5``.
    """
    start = cursor.at
    while cursor.kind() == "paren":
        cursor.at += 1
    behind = (
        cursor.skip("of")
        or (cursor.sees(", title") and cursor.skip(","))
        or (cursor.sees("in section", "in title") and cursor.skip("in"))
        or cursor.low() == "the"  # as slips have it: "section 455 the Higher Education Act"
    )
    if behind is True:
        named = law(cursor)
        outer: Refs = (Ref(work=named.work),) if named is not None and named.work else ()
    else:
        outer = _bare(cursor) if behind else ()
    if not outer:
        cursor.at = start
        return refs
    return tuple(_within(ref, around) for around in outer for ref in refs)
