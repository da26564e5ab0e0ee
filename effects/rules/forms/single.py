"""One thing that is added, revised, removed or reserved: what the forms for lists have in common."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.effects.operation import Place, Step
from lawdiff.effects.places import described, path_name
from lawdiff.effects.rules.context import NotReadError
from lawdiff.effects.rules.forms.form import Found
from lawdiff.effects.rules.payload import is_unprinted
from lawdiff.parsers.text import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lawdiff.effects.operation import Operation, Verb
    from lawdiff.effects.rules.clauses import Clause
    from lawdiff.effects.rules.context import Context
    from lawdiff.effects.rules.named import Named
    from lawdiff.parsers import Provision

PROVISIONS = names("section paragraph appendix subpart part comments comment here chapter label")
"""Kinds of named things that are provisions."""
IN_SUBPART = frozenset({"section", "table of contents", "subject group", "table", "heading"})
"""Levels of what is printed behind the heading of a subpart and stands in it."""


def listed(clause: Clause, context: Context) -> Found:
    """Return what a clause does to each thing in its list; what cannot be read is told, and the rest stands.

    Raises:
        NotReadError: nothing in the list can be read.
    """
    return gathered(clause.objects, lambda named: single(clause, named, context))


def gathered(objects: Iterable[Named], read: Callable[[Named], Sequence[Operation]]) -> Found:
    """Return what is read of each thing in a list; what cannot be read is told, and the rest stands.

    Raises:
        NotReadError: nothing in the list can be read.
    """
    operations: list[Operation] = []
    missed: list[tuple[int, int, str]] = []
    for named in objects:
        try:
            operations.extend(read(named))
        except NotReadError as error:
            missed.append((named.start, named.end, str(error)))
    if missed and not operations:
        raise NotReadError(missed[0][2])
    return Found(tuple(operations), missed=tuple(missed))


def single(clause: Clause, named: Named, context: Context) -> list[Operation]:
    """Return the operations that a clause does to one thing (in each section that the context is about).

    Raises:
        NotReadError: the thing is none that can be so treated, or its new text is not printed.
    """
    if named.kind not in PROVISIONS:
        what = named.term or named.words or named.kind
        raise NotReadError(f"“{what}” is no provision that can be found")
    if named.kind == "label" and named.part != "heading":
        raise NotReadError(f"“{named.steps[-1].designator}” is no provision that can be found")
    operations = []
    for place in context.resolve(named):
        if not place.path:
            raise NotReadError("it does not say which section it is about")
        operations.append(_do(clause, named, place, context))
    return operations


def _do(clause: Clause, named: Named, place: Place, context: Context) -> Operation:
    name = f"{place.path[-1].level}{'' if place.part == 'whole' else ', ' + place.part}"
    if clause.verbs in (("remove",), ("reserve",), ("remove", "reserve")):
        verb: Verb = "reserve" if "reserve" in clause.verbs else "remove"
        return context.operation(verb, place, clause, name, named)
    if clause.verbs == ("add", "reserve"):
        return context.operation("reserve", place, clause, name, named)
    if place.part == "definition":
        return _definition(clause, named, place, context, name)
    if place.part == "whole" and place.path[-1].level == "part":
        return _part(clause, named, place, context, name)
    printed = _printed(place, context)
    if place.part == "authority":
        printed = _authority(printed, place)
    if clause.verbs == ("add",) and place.part == "whole":
        return _added(clause, named, place, context, name, printed)
    verb = "add" if clause.verbs == ("add",) else "revise"
    payload = _with_sections(printed, context) if place.part == "whole" else (printed.address,)
    return context.operation(verb, place, clause, name, named, payload=payload)


def _authority(printed: Provision, place: Place) -> Provision:
    """Return the citation that is printed below a section: its last paragraph, in parentheses."""
    found = [each for each in printed.walk() if each.text.startswith(("(Authority:", "Authority:"))]
    if not found:
        raise NotReadError(f"the new text of {described(place)} is not printed below the instruction")
    return found[-1]


def _part(clause: Clause, named: Named, place: Place, context: Context, name: str) -> Operation:
    """Return what is done to a whole part, whose sections are printed below the instruction."""
    inside = context.payload.below("section", "subpart", "subject group", "appendix", "table of contents")
    if not inside:
        raise NotReadError(f"the new text of {described(place)} is not printed below the instruction")
    verb: Verb = "add" if clause.verbs == ("add",) else "revise"
    payload = tuple(each.address for each in inside)
    return context.operation(verb, place, clause, name, named, payload=payload)


def _printed(place: Place, context: Context) -> Provision:
    """Return the new text of a place as printed below the instruction."""
    printed = context.payload.find(place.path)
    if printed is None and place.path[-1].level in ("part", "chapter"):
        printed = next(
            (
                each
                for each in (*context.payload.printed(), context.payload.part)
                if each is not None
                and each.level == place.path[-1].level
                and each.designator == place.path[-1].designator
                and each.heading
            ),
            None,
        )
    if printed is None:
        raise NotReadError(f"the new text of {described(place)} is not printed below the instruction")
    if place.part == "whole" and is_unprinted(printed) and not printed.heading:
        raise NotReadError(f"{described(place)} is printed as stars alone")
    return printed


def _added(  # noqa: PLR0917 - the clause and its thing, and where the thing is printed
    clause: Clause, named: Named, place: Place, context: Context, name: str, printed: Provision
) -> Operation:
    """Return an addition: its target is what receives it."""
    receiver = replace(place, path=place.path[:-1])
    last = place.path[-1]
    if last.level == "section":
        into = [home for home in context.homes if home.path[-1].level in ("subpart", "part")]
        receiver = into[0] if into else Place(place.work, (Step("part", last.designator.partition(".")[0]),))
    elif last.level == "comments":
        receiver = Place(place.work, tuple(step for step in place.path if step.level in ("part", "appendix")))
    elif not receiver.path:
        receiver = Place(place.work, (Step("part", context.part),))
    return context.operation(
        "add",
        receiver,
        clause,
        name,
        named,
        payload=_with_sections(printed, context),
        position="numerical",
    )


def _with_sections(printed: Provision, context: Context) -> tuple[str, ...]:
    """Return the address of a printed provision, and of the sections printed behind the heading of a subpart."""
    if printed.level == "heading" and printed.designator:
        return (printed.address, *_flat_below(printed, context))
    if printed.level != "subpart":
        return (printed.address,)
    found = [printed.address]
    siblings = list(context.payload.instruction.children)
    if printed not in siblings:
        return (printed.address,)
    for sibling in siblings[siblings.index(printed) + 1 :]:
        if sibling.level not in IN_SUBPART:
            break
        found.append(sibling.address)
    return tuple(found)


def _flat_below(printed: Provision, context: Context) -> tuple[str, ...]:
    """Return the headings of comments that print sets beside a heading, and that stand below it: 36(f)(1)."""
    above = next((each for each in context.payload.printed() if printed in each.children), None)
    siblings = above.children if above is not None else ()
    return tuple(
        each.address
        for each in siblings
        if each.level == "heading" and each.designator.startswith(f"{printed.designator}(")
    )


def _definition(clause: Clause, named: Named, place: Place, context: Context, name: str) -> Operation:
    """Return what is done to a definition that is printed anew."""
    section = context.payload.find(place.path)
    printed = context.payload.definition(section, place.term) if section is not None else None
    if printed is None:
        raise NotReadError(f"the definition of “{place.term}” is not printed below {path_name(place.path)}")
    if clause.verbs == ("add",):
        return context.operation(
            "add", place, clause, name, named, payload=(printed.address,), position="alphabetical"
        )
    return context.operation("revise", place, clause, name, named, payload=(printed.address,))
