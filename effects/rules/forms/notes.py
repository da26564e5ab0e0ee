"""What stands beside the law or over it: notes, footnotes, center headings, authority citations below a section.

removing footnote 3                                                    ->  remove the note
adding note 1 to paragraph (a)                                         ->  add the note
Revise the undesignated center heading preceding § 1.40                ->  revise the heading over that section
Removing the authority citation immediately preceding paragraph (b)    ->  remove it from the section
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.effects.operation import Place, Step
from lawdiff.effects.places import described
from lawdiff.effects.rules.context import NotReadError
from lawdiff.effects.rules.forms.form import Found, form
from lawdiff.effects.rules.forms.single import single
from lawdiff.effects.rules.payload import begins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.operation import Operation, Verb
    from lawdiff.effects.rules.clauses import Clause
    from lawdiff.effects.rules.context import Context
    from lawdiff.effects.rules.named import Named

VERBS: dict[tuple[str, ...], Verb] = {("add",): "add", ("revise",): "revise", ("remove",): "remove"}


@form("center heading")
def centre(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Read what is done to the undesignated heading over a section, or to one that is quoted."""
    clause = clauses[0]
    named = next((each for each in clause.objects if each.kind == "centre"), None)
    if named is None:
        return None
    verb = VERBS.get(clause.verbs)
    beside = [each for each in (*clause.before, *clause.where) if each.kind == "section"]
    if verb is None or len(beside) > 1 or not (beside or named.term) or (verb == "add" and not beside):
        raise NotReadError("it does not say which center heading it is about, or what becomes of it")
    path = context.resolve(beside[0])[0].path if beside else (Step("part", context.part),)
    place = Place(context.work, path, part="center heading", term=named.term)
    words, payload = _new_heading(clause, context) if verb != "remove" else ("", ())
    made = [context.operation(verb, place, clause, name, named, inserted=words, payload=payload)]
    for each in clause.objects:
        if each is not named:
            made += single(clause, each, context)
    return Found(tuple(made))


def _new_heading(clause: Clause, context: Context) -> tuple[str, tuple[str, ...]]:
    """Return the new words, and where they are printed; nothing where the instruction itself quotes them."""
    said = (*clause.by, *clause.to, *clause.before, *clause.where)
    quoted = [each.words for each in said if each.kind == "quote"]
    if quoted:
        return quoted[0], ()
    printed = next(iter(context.payload.below("heading", "subject group")), None)
    if printed is None or not printed.heading:
        raise NotReadError("the new heading is not printed below the instruction")
    return printed.heading, (printed.address,)


@form("note")
def note(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Read notes that are added, revised or removed, where the clause is about nothing else."""
    clause = clauses[0]
    verb = VERBS.get(clause.verbs)
    if verb is None or not clause.objects or any(each.part != "note" for each in clause.objects):
        return None
    inside = context.narrowed([each for each in clause.where if each.kind != "quote"])
    return Found(
        tuple(
            _note(verb, clause, each, place, inside, name)
            for each in clause.objects
            for place in inside.resolve(each)
        )
    )


def _note(  # noqa: PLR0917 - the clause and its thing, and where that is
    verb: Verb, clause: Clause, named: Named, place: Place, context: Context, name: str
) -> Operation:
    if not place.path:
        raise NotReadError("it does not say which section it is about")
    if verb == "remove":
        return context.operation(verb, place, clause, name, named)
    printed = context.payload.find(replace(place, part="whole").path)
    found = [each for each in printed.walk() if begins(each, place.term)] if printed is not None else []
    if not found:
        raise NotReadError(f"the new text of {described(place)} is not printed below the instruction")
    return context.operation(verb, place, clause, name, named, payload=(found[-1].address,))


@form("authority citation of a section")
def authority_of_section(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Read the removal of the citation that stands below a section."""
    clause = clauses[0]
    if clause.verbs != ("remove",) or [each.part for each in clause.objects] != ["authority"]:
        return None
    named = clause.objects[0]
    places = context.narrowed([each for each in clause.where if each.kind != "quote"]).resolve(named)
    sections = tuple(replace(each, path=each.path[:1]) for each in places)
    if not all(each.path and each.path[0].level == "section" for each in sections):
        raise NotReadError("it does not say which section it is about")
    clause.after.clear()
    clause.before.clear()
    return Found(tuple(context.operation("remove", each, clause, name, named) for each in sections))
