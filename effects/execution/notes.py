"""What stands beside the law or over it: notes and footnotes, undesignated center headings, a section's authority.

removing footnote 3                                          the footnote of that number goes, and its mark with it
revising the undesignated center heading preceding § 1.40    the group of sections that begins with it
removing the authority citation following § 1.5              the citation that is printed below the section
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.effects.execution.registry import carries
from lawdiff.effects.execution.resolve import find
from lawdiff.effects.execution.workspace import RefusedError
from lawdiff.effects.places import described
from lawdiff.effects.rules.payload import begins
from lawdiff.parsers.draft import Draft

if TYPE_CHECKING:
    from lawdiff.effects.execution.workspace import Effect, Workspace
    from lawdiff.effects.operation import Operation, Place

GROUP = "subject group"
"""Level of the sections under an undesignated center heading."""


@carries("add", "revise", "remove", part="note")
def note(workspace: Workspace, effect: Effect, operation: Operation, place: Place) -> None:
    """Add, set out or remove a note to a provision; or remove a footnote."""
    holder = find(workspace, replace(place, part="whole"))
    if place.term.startswith("footnote"):
        _footnote(workspace, effect, operation, holder)
        return
    found = [each for each in workspace.walk(holder) if each is not holder and begins(each, place.term)]
    if operation.verb == "add":
        if found:
            raise RefusedError(f"the base has {place.term} there already")
        new = _printed(workspace, operation)
        workspace.insert(holder, len(holder.children), new)
        workspace.changed(effect, new)
        return
    if len(found) != 1:
        raise RefusedError(f"the base has {len(found) or 'no'} provisions at {described(place)}")
    if operation.verb == "remove":
        workspace.take_out(found[0])
        workspace.removed(effect, found[0])
        return
    new = _printed(workspace, operation)
    workspace.set(found[0], heading=new.heading, text=new.text, children=new.children)
    workspace.changed(effect, found[0])


def _printed(workspace: Workspace, operation: Operation) -> Draft:
    if len(operation.payload) != 1:
        raise RefusedError("the amending document prints no new text for it")
    return workspace.planted(workspace.payload(operation.payload[0]))


def _footnote(workspace: Workspace, effect: Effect, operation: Operation, holder: Draft) -> None:
    """Remove a footnote by its number."""
    if operation.verb != "remove":
        raise RefusedError("a footnote is added or set out, and print does not show where its mark stands")
    number = operation.target.term.removeprefix("footnote").strip()
    found = [
        (draft, foot)
        for draft in workspace.walk(holder)
        for foot in draft.apparatus
        if foot.kind == "footnote" and (not number or foot.label.strip("[]()") == number)
    ]
    if len(found) != 1:
        raise RefusedError(f"the base has {len(found) or 'no'} {operation.target.term} there")
    draft, foot = found[0]
    workspace.set(draft, apparatus=[each for each in draft.apparatus if each is not foot])
    workspace.changed(effect, draft)


@carries("remove", part="authority")
def authority(workspace: Workspace, effect: Effect, operation: Operation, place: Place) -> None:
    """Remove the authority citation of a provision."""
    del operation
    draft = find(workspace, replace(place, part="whole"))
    left = [each for each in draft.apparatus if each.kind != "authority"]
    if len(left) == len(draft.apparatus):
        raise RefusedError(f"the base has no authority citation at {described(replace(place, part='whole'))}")
    workspace.set(draft, apparatus=left)
    workspace.changed(effect, draft)


@carries("add", "revise", "remove", part="center heading")
def center_heading(workspace: Workspace, effect: Effect, operation: Operation, place: Place) -> None:
    """Add, reword or remove the heading over a group of sections."""
    if operation.verb == "add":
        _add_group(workspace, effect, find(workspace, replace(place, part="whole", term="")), operation)
        return
    group = _group(workspace, place)
    if operation.verb == "revise":
        workspace.set(group, heading=operation.inserted)
        workspace.changed(effect, group)
        return
    above = workspace.parent(group)
    at = next(at for at, each in enumerate(above.children) if each is group)
    workspace.removed(effect, group)
    into = above.children[at - 1] if at and above.children[at - 1].level == GROUP else None
    if into is not None:  # its sections go on under the heading before
        workspace.set(into, children=[*into.children, *group.children])
        workspace.set(above, children=[*above.children[:at], *above.children[at + 1 :]])
        return
    workspace.set(above, children=[*above.children[:at], *group.children, *above.children[at + 1 :]])


def _group(workspace: Workspace, place: Place) -> Draft:
    """Return the group whose heading is meant: by its words, or by the section that it stands over."""
    holder = find(workspace, replace(place, part="whole", term=""))
    if holder.level == "section":
        above = workspace.parent(holder)
        first = next((each for each in above.children if each.level == "section"), None)
        found = [above] if above.level == GROUP and first is holder else []
    else:
        found = [each for each in workspace.walk(holder) if each.level == GROUP]
    if place.term:
        found = [each for each in found if _folded(each.heading) == _folded(place.term)]
    if len(found) != 1:
        raise RefusedError(f"the base has {len(found) or 'no'} such center heading there")
    return found[0]


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _add_group(workspace: Workspace, effect: Effect, section: Draft, operation: Operation) -> None:
    """Put a heading over a section and those that follow it up to the next heading."""
    above = workspace.parent(section)
    at = next(at for at, each in enumerate(above.children) if each is section)
    first = next(each for each in above.children if each.level == "section")
    if above.level == GROUP and section is first:
        raise RefusedError("the base has a center heading over that section already")
    end = next(
        (count for count, each in enumerate(above.children) if count > at and each.level != "section"),
        len(above.children),
    )
    group = Draft(GROUP, heading=operation.inserted, children=above.children[at:end])
    if above.level == GROUP:  # it ends the group before
        outer = workspace.parent(above)
        behind = next(count for count, each in enumerate(outer.children) if each is above) + 1
        workspace.set(above, children=[*above.children[:at], *above.children[end:]])
        workspace.insert(outer, behind, group)
    else:
        workspace.set(above, children=[*above.children[:at], group, *above.children[end:]])
    workspace.changed(effect, group)
