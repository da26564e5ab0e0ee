"""Entries of tables that are added, revised or removed.

In table 1 to paragraph (b), removing the 8 entries under “Eagle permits”    ->  remove those
adding an entry for “22a–1” before the entry for “22a–2”                     ->  add, before the other
Rate Set 271 is added to the table                                           ->  add table, Rate Set 271
revising the entry for MS-3(D) in the table of contents                      ->  revise

Rows have no numbers: an entry is called what the instruction calls it, in `Place.term`. Its new text is the rows that
are printed under that name below the instruction, or the printed table where the instruction only counts them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.effects.places import described
from lawdiff.effects.rules.context import NotReadError
from lawdiff.effects.rules.forms.form import Found, form
from lawdiff.effects.rules.forms.single import gathered, single
from lawdiff.effects.rules.rows import new_entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.operation import Operation, Place, Position, Verb
    from lawdiff.effects.rules.clauses import Clause
    from lawdiff.effects.rules.context import Context
    from lawdiff.effects.rules.named import Named

VERBS: dict[tuple[str, ...], Verb] = {("add",): "add", ("revise",): "revise", ("remove",): "remove"}

MOST_ENTRIES = 100
"""Entries that one clause may name; the most in the corpus are two. For each, all printed rows are looked through."""
WIDE = frozenset({"part", "subpart", "chapter"})
"""Levels that have no table of their own."""
_NAME = re.compile(r"[A-Z][\w.–-]*(?: [A-Z0-9][\w.–-]*)*")
"""What a table calls an entry by, said without the word: ``Rate Set 271``."""
_NO_ENTRY = re.compile(r"(?i)\b(?:columns?|notes?|lines?|titles?|captions?|headings?|tables?)\b")
"""Words of names that are none of entries: ``Column B is removed from the table``."""
_BEFORE_NAME = re.compile(
    r"(?i)(?:^|[,;:.]|\b(?:add|adding|remove|removing|revise|revising|and|by|the|an?|new))\s*$"
)
"""What may stand right before such a name: ``the words Lamp Board are removed from the table`` names no entry."""
_LEFT_OVER = frozenset({"entry", "table", "label", "count", "ordinal", "each", "only"})
"""Tokens that no noun phrase took up: they would say more of the entry than was read."""


@form("entry of a table")
def entry(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Read what is done to entries; other things in the same list are read as everywhere."""
    clause = clauses[0]
    every = [*clause.objects, *clause.where]
    tabled = any(place.part == "table" for place in context.focus) or any(
        each.part == "table" for each in every
    )
    if not tabled and not any(each.kind == "entry" for each in every):
        return None
    called = _called(clause, context) if tabled else None
    if called is not None:
        clause.objects, clause.unknown = [called], []
    if not any(each.kind == "entry" for each in clause.objects) and _is_whole(clause):
        return _tables(clause, context, name)
    if not any(each.kind == "entry" for each in clause.objects):
        raise NotReadError("it is about a table, and names no entry that is added, revised or removed")
    if any(each.kind in ("quote", "mark") for each in clause.objects):
        raise NotReadError("it speaks of words beside entries of a table")
    if clause.verbs not in VERBS or clause.holder != context.holder.address or clause.marks & _LEFT_OVER:
        raise NotReadError("it says more of entries of a table than that they are added, revised or removed")
    return _entries(clause, context, name)


def _is_whole(clause: Clause) -> bool:
    """Return whether a clause acts on tables as wholes: ``revising table 1 to paragraph (b)``."""
    whole = bool(clause.objects) and all(each.part == "table" for each in clause.objects)
    beside = clause.before or clause.after or clause.between or clause.marks & _LEFT_OVER
    return whole and clause.verbs in VERBS and not beside and not clause.unknown


def _tables(clause: Clause, context: Context, name: str) -> Found:
    """Return what is done to whole tables."""
    inside = context.narrowed([each for each in clause.where if each.kind not in ("quote", "mark", "entry")])
    verb = VERBS[clause.verbs]
    operations = []
    for named in clause.objects:
        for place in inside.resolve(named):
            if not place.path:
                raise NotReadError("it does not say which section it is about")
            payload = new_entries(context.payload, place, "", "") if verb != "remove" else ()
            if verb != "remove" and not payload:
                raise NotReadError(f"the new text of {described(place)} is not printed below the instruction")
            operations.append(context.operation(verb, place, clause, name, named, payload=payload))
    return Found(tuple(operations))


def _called(clause: Clause, context: Context) -> Named | None:
    """Return the entry that a clause calls by its name alone: ``Rate Set 271 is added to the table``."""
    named = [each for each in clause.objects if each.part != "table"]
    if not clause.unknown or len(named) > 1 or any(each.kind != "comment" for each in named):
        return None
    table = next((each for each in (*clause.objects, *clause.where) if each.part == "table"), None)
    start = clause.unknown[0].start
    end = max(*(each.end for each in clause.unknown), *(each.end for each in named), start)
    said = context.holder.text[start:end]
    if table is None or not _NAME.fullmatch(said) or _NO_ENTRY.search(said):
        return None
    if not _BEFORE_NAME.search(context.holder.text[:start]):
        return None
    clause.where = [*clause.where, *(each for each in clause.objects if each.part == "table")]
    number = context.holder.text[named[0].start : end] if named else said
    return replace(
        table, kind="entry", steps=(), part="whole", start=start, end=end, term=number, words="called"
    )


def _entries(clause: Clause, context: Context, name: str) -> Found:
    inside = context.narrowed([each for each in clause.where if each.kind not in ("quote", "mark", "entry")])
    table = [each for each in clause.objects if each.part == "table"]
    inside = inside.narrowed(table) if table else inside
    if len(clause.objects) * len(inside.here) > MOST_ENTRIES:
        raise NotReadError("it names more entries of tables than any instruction does")
    head = ""

    def read(named: Named) -> list[Operation]:
        nonlocal head  # an entry without a heading of its own stands under that of the one before
        if named.kind != "entry":
            return single(clause, named, context)
        head = _head(named, context) or head
        return _one(clause, named, head, inside, name)

    return gathered([each for each in clause.objects if each.part != "table"], read)


def _one(clause: Clause, named: Named, head: str, context: Context, name: str) -> list[Operation]:
    """Return what is done to one entry, in each place that the context is about."""
    if not context.here or any(not place.path or place.path[-1].level in WIDE for place in context.here):
        raise NotReadError("it does not say which section it is about")
    verb = VERBS[clause.verbs]
    position, beside = _beside(clause)
    operations = []
    for where in context.here:
        place = _place(where, named, head, context)
        payload: tuple[str, ...] = ()
        if verb != "remove":
            payload = new_entries(context.payload, where, named.term, named.words)
        if verb != "remove" and not payload:
            raise NotReadError(f"the new text of {described(place)} is not printed below the instruction")
        anchor = None if beside is None else _place(where, beside, _head(beside, context), context)
        operations.append(
            context.operation(
                verb, place, clause, name, named, payload=payload, position=position, anchor=anchor
            )
        )
    return operations


def _beside(clause: Clause) -> tuple[Position, Named | None]:
    """Return where an entry is put; an order in which it stands, or nothing where it takes the place of others."""
    others = [*clause.before, *clause.after]
    if clause.between or len(others) > 1 or any(each.kind != "entry" for each in others):
        raise NotReadError("it does not put an entry of a table beside another one")
    if others and clause.verbs != ("add",):
        raise NotReadError("it names an entry of a table by the one beside it")
    if others:
        return ("before" if clause.before else "after"), others[0]
    marks: tuple[Position, ...] = ("end", "beginning", "alphabetical", "numerical")
    said = [mark for mark in marks if mark in clause.marks and clause.verbs == ("add",)]
    return (said[0] if said else ""), None


def _head(named: Named, context: Context) -> str:
    """Return what stands before the name of an entry: ``entries under the headings ``; empty in a list that goes on."""
    said = context.holder.text[named.start : named.end]
    if not re.search(r"(?i)\b(?:entry|entries|rows?)\b", said):
        return ""
    return said[: said.rindex(named.term)].rstrip("“\"‘'") if named.term and named.term in said else said


def _place(where: Place, named: Named, head: str, context: Context) -> Place:
    """Return the place of an entry: the table as it is called, and the entry as it is called."""
    said = context.holder.text[named.start : named.end]
    table = where.term if where.part == "table" else "table of contents" if named.words == "contents" else ""
    called = said if said.startswith(head) else f"{head}{said}"
    return replace(where, part="table", ordinal=0, term=", ".join(each for each in (table, called) if each))
