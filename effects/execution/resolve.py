"""From a place that an instruction names to the draft in the base that it means."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.effects.execution.workspace import ElsewhereError, RefusedError
from lawdiff.effects.places import path_name
from lawdiff.effects.rules.payload import begins, defines, flat_below, opens
from lawdiff.parsers.document import CONTAINER_LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawdiff.effects.execution.workspace import Workspace
    from lawdiff.effects.operation import Place, Step
    from lawdiff.parsers import Document
    from lawdiff.parsers.draft import Draft

_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")
_CFR = re.compile(r"([0-9]+) CFR")
_CODE = re.compile(r"([0-9]+) (?:USC|U\.S\.C\.)")
_PUBLIC_LAW = re.compile(r"(?:Pub(?:lic|\.) ?L(?:aw|\.)) (?:No\. )?([0-9]+[-–][0-9]+)")
ANYWHERE = frozenset({*CONTAINER_LEVELS, "section", "appendix"})
"""Levels that are found at any depth below the step before, since containers between are often not named."""


CONTENTS = frozenset({"table of contents", "table of sections", "table of chapters", "table of parts"})
"""What an act calls the list of what stands in a law, a title or a chapter."""
_ITEM = re.compile(
    r"(?:(?:Sec|Section|Chapter)\.?\s+|§\s*)?(?P<number>[0-9][\w-]*)\.?(?=\s|$)", re.IGNORECASE
)


def item_number(text: str) -> str:
    """Return the number that an item of a table of contents begins with: that of ``9904. Lamps.``."""
    found = _ITEM.match(text.replace("–", "-").lstrip("“ "))
    return found["number"] if found else ""


def _contents(workspace: Workspace, above: Draft) -> list[Draft]:
    """Return the tables of contents nearest below a draft: of a chapter its own, not those of what stands in it."""
    level = [above, *above.children] if above is workspace.root else [above]
    while level:
        below = [child for each in level for child in each.children]
        found = [child for child in below if child.level == "table of contents"]
        if found:
            return found
        level = [child for child in below if child.level not in CONTAINER_LEVELS]
    return []


def place_in_base(workspace: Workspace, place: Place) -> Place:
    """Return the place, or the other name of it, that is in the base.

    Raises:
        ElsewhereError: neither is.
    """
    for candidate in (place, *place.also):
        if is_in(workspace.base, candidate):
            return replace(candidate, part=place.part, ordinal=place.ordinal, term=place.term)
    raise ElsewhereError(f"it amends {place.work or 'a law that it does not name'}{_part_of(place)}")


def _part_of(place: Place) -> str:
    return f", {path_name(place.path[:1])}" if place.path and _CFR.match(place.work) else ""


def is_in(base: Document, place: Place) -> bool:
    """Return whether a place names the law that the base is."""
    cfr = _CFR.fullmatch(place.work)
    identity = base.identity
    if cfr:
        parts = {part.rpartition(" ")[2] for part in identity.cfr_parts}
        own = base.family in ("CFR", "eCFR") and identity.title_number in ("", cfr[1])
        return own and (not parts or part_number(place.path) in parts | {""})
    code = _CODE.fullmatch(place.work)
    if code:
        return base.kind == "code title" and identity.title_number == code[1]
    law = _PUBLIC_LAW.fullmatch(place.work)
    if law:
        return identity.number.endswith(law[1].replace("–", "-")) and base.kind in (
            "public law",
            "statute compilation",
        )
    wanted = _name(place.work)
    names = (identity.number, *identity.short_titles, base.title)
    return bool(wanted) and any(_name(name) == wanted for name in names if name)


def _name(text: str) -> str:
    return _NOT_IN_NAME.sub(" ", text.casefold().removeprefix("the ")).strip()


def part_number(path: Iterable[Step]) -> str:
    """Return the CFR part that a path is in; empty where it does not say."""
    for step in path:
        if step.level == "part":
            return step.designator
        if step.level == "section":
            return step.designator.partition(".")[0]
    return ""


def find(workspace: Workspace, place: Place) -> Draft:
    """Return the draft that a path leads to (the part of it, a heading or a sentence, is not looked at).

    Raises:
        RefusedError: there is none, or more than one.
    """
    current = workspace.root
    for count, step in enumerate(place.path):
        if step.level == "part" and len(place.path) > count + 1 and place.path[count + 1].level == "section":
            continue
        found = candidates(workspace, current, step)
        if not found:
            raise RefusedError(f"the base has no {path_name(place.path[: count + 1])}")
        if len(found) > 1:
            raise RefusedError(
                f"the base has {len(found)} provisions at {path_name(place.path[: count + 1])}"
            )
        current = found[0]
    if current is workspace.root:
        raise RefusedError(f"it does not say where in {place.work} it acts")
    return current


def candidates(workspace: Workspace, above: Draft, step: Step) -> list[Draft]:
    """Return the drafts below another that a step can mean."""
    if step.level in ANYWHERE:
        return [draft for draft in workspace.named(step.level, step.designator, above) if not draft.quoted]
    if step.level in CONTENTS:
        return _contents(workspace, above)
    if step.level == "comments":
        return workspace.named("heading", step.designator, above)
    if step.level in ("definition", "heading"):
        return _worded(workspace, above, step)
    if above.level == "text" and not above.designator and not above.children:
        return _flat(workspace, above, step)
    return _items(above, step) if above.level == "table of contents" else children(above, step)


def _worded(workspace: Workspace, above: Draft, step: Step) -> list[Draft]:
    """Return what is found by the words that it begins with: a definition by its term, a heading."""
    below = [draft for draft in workspace.walk(above) if draft is not above]
    if step.level == "definition":
        return [draft for draft in below if defines(draft, step.designator)]
    return [draft for draft in below if draft.level == "heading" and begins(draft, step.designator)]


def _items(contents: Draft, step: Step) -> list[Draft]:
    """Return the items of a table of contents that have a number."""
    wanted = step.designator.replace("–", "-")
    return [row for row in contents.children if item_number(row.text) == wanted]


def _flat(workspace: Workspace, above: Draft, step: Step) -> list[Draft]:
    """Return the paragraph below one of an appendix, where both are flat text beside each other."""
    beside = workspace.parent(above).children
    at = next(at for at, each in enumerate(beside) if each is above)
    found = flat_below(beside[at:], step.designator)
    return [found] if found is not None else []


def children(above: Draft, step: Step) -> list[Draft]:
    """Return the children with a designator, nodes without one being looked through; those of its level first."""
    found: list[Draft] = []
    stack = list(reversed(above.children))
    while stack:
        child = stack.pop()
        if child.designator == step.designator:
            if child.designator or child.level == step.level:  # "continuation" is a step without a number
                found.append(child)
        elif not child.designator and opens(child, step.designator):
            found.append(child)  # an appendix whose paragraphs are flat text: "1. Form one."
        elif not child.designator and child.level not in ("quoted-block", "note", "example"):
            stack.extend(reversed(child.children))
    of_level = [child for child in found if child.level == step.level]
    return of_level if len(of_level) == 1 else found
