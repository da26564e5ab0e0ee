"""The parts of a provision that an operation can be about: introductory text, a sentence, a definition, a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from lawdiff.effects.execution.resolve import find
from lawdiff.effects.execution.workspace import RefusedError
from lawdiff.effects.places import described
from lawdiff.effects.rules.payload import defines
from lawdiff.effects.sentences import sentences

if TYPE_CHECKING:
    from lawdiff.effects.execution.workspace import Workspace
    from lawdiff.effects.operation import Place
    from lawdiff.parsers.draft import Draft


class Field(NamedTuple):
    """A text that can be edited.

    Attributes:
        draft: the provision.
        name: ``text`` or ``heading``.
        start, end: characters of it that the place covers.
    """

    draft: Draft
    name: Literal["text", "heading"]
    start: int
    end: int

    @property
    def value(self) -> str:
        """The whole text."""
        return str(getattr(self.draft, self.name))


def _field(draft: Draft, name: Literal["text", "heading"]) -> Field:
    return Field(draft, name, 0, len(getattr(draft, name)))


def target(workspace: Workspace, place: Place) -> Draft:
    """Return the draft that a place is about: of a definition the definition itself.

    Raises:
        RefusedError: the base does not have it, or has several.
    """
    draft = find(workspace, place)
    return definition(draft, place) if place.part == "definition" and place.term else draft


def definition(section: Draft, place: Place) -> Draft:
    """Return the definition of a term below a section."""
    stack = list(reversed(section.children))
    found: list[Draft] = []
    while stack:
        draft = stack.pop()
        if defines(draft, place.term):
            found.append(draft)
        else:
            stack.extend(reversed(draft.children))
    if len(found) == 1:
        return found[0]
    if found:
        raise RefusedError(f"the base has {len(found)} definitions of “{place.term}” there")
    raise RefusedError(f"the base does not define “{place.term}” there")


def introductory(draft: Draft) -> list[Draft]:
    """Return the drafts whose text is the introductory text of one: its own, or the unnumbered ones before (a)."""
    if draft.text:
        return [draft]
    found = []
    for child in draft.children:
        if child.designator or child.level not in ("text", "continuation"):
            break
        found.append(child)
    return found


def fields(workspace: Workspace, place: Place) -> list[Field]:
    """Return the texts that a place covers, in document order.

    Raises:
        RefusedError: the base has no such place, or the place no such part.
    """
    whole_law = not place.path and place.part == "whole"
    draft = workspace.root if whole_law else target(workspace, place)
    if place.part == "heading":
        return [_field(draft, "heading")]
    if place.part == "introductory text":
        found = [_field(each, "text") for each in introductory(draft)]
    elif place.part == "sentence":
        return [sentence(draft, place)]
    elif place.part == "continuation":
        found = [_field(each, "text") for each in draft.children if each.level == "continuation"]
    elif place.part == "table":
        rows = (row for child in draft.children if child.level == "table" for row in workspace.walk(child))
        found = [_field(row, "text") for row in rows]
    else:
        found = [
            _field(each, name)
            for each in workspace.walk(draft)
            for name in (("heading", "text") if each.heading else ("text",))
        ]
    if not found:
        raise RefusedError(f"the base has no text at {described(place)}")
    return found


def sentence(draft: Draft, place: Place) -> Field:
    """Return where one sentence of a provision stands."""
    own = introductory(draft)
    if not own:
        raise RefusedError(f"the base has no text at {described(place)}")
    spans = [(each, start, end) for each in own for start, end in sentences(each.text)]
    count = place.ordinal
    if not count or count > len(spans):
        number = f"{len(spans)} sentence{'' if len(spans) == 1 else 's'}"
        raise RefusedError(f"{described(place)}: the base has {number} there")
    each, start, end = spans[count - 1 if count > 0 else count]
    return Field(each, "text", start, end)
