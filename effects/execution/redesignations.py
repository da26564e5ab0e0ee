"""Numbers that change, with all that stands below them.

    redesignating paragraphs (f) and (g) as paragraphs (g) and (h)

The number (g) is taken until the second half is done. So all redesignations of one instruction are carried out at
once: a number is free if nobody has it, or if whoever has it gets another in the same instruction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.execution.order import numerical
from lawdiff.effects.execution.registry import carries
from lawdiff.effects.execution.resolve import candidates, find, place_in_base
from lawdiff.effects.execution.workspace import RefusedError
from lawdiff.effects.operation import Place
from lawdiff.effects.places import described, path_name
from lawdiff.parsers.cfr_appendix import cite_comments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.execution.workspace import Effect, Workspace
    from lawdiff.effects.operation import Operation
    from lawdiff.parsers.draft import Draft


def redesignate(workspace: Workspace, group: Sequence[tuple[Effect, Operation]]) -> list[RefusedError | None]:
    """Carry out the redesignations of one instruction at once.

    Returns:
        For each of them None, or why it was refused; a refused one leaves its provision as it is.
    """
    found = [_source(workspace, operation) for _, operation in group]
    while True:
        moving = [each[0] for each in found if not isinstance(each, RefusedError)]
        plans = [
            _plan(workspace, each, operation, moving)
            for each, (_, operation) in zip(found, group, strict=True)
        ]
        if sum(isinstance(plan, RefusedError) for plan in plans) == len(found) - len(moving):
            break  # nobody was refused whose number another one counted on
        found = [
            plan if isinstance(plan, RefusedError) else each for each, plan in zip(found, plans, strict=True)
        ]
    answers: list[RefusedError | None] = []
    for (effect, _), each, plan in zip(group, found, plans, strict=True):
        if isinstance(plan, RefusedError) or isinstance(each, RefusedError):
            answers.append(plan if isinstance(plan, RefusedError) else None)
            continue
        _move(workspace, effect, each[0], *plan)
        answers.append(None)
    return answers


def _plan(
    workspace: Workspace,
    found: tuple[Draft, Place] | RefusedError,
    operation: Operation,
    moving: Sequence[Draft],
) -> tuple[Draft, str] | RefusedError:
    """Return where a provision goes and its designator, or why it cannot."""
    if isinstance(found, RefusedError):
        return found
    try:
        return _destination(workspace, found[0], found[1], operation, moving)
    except RefusedError as refusal:
        return refusal


@carries("move")
def move(workspace: Workspace, effect: Effect, operation: Operation, place: Place) -> None:
    """Put a provision beside another, or behind all others of its own provision, as it is."""
    draft = find(workspace, place)
    if operation.anchor is None and operation.position in ("beginning", "end"):
        _to_an_end(workspace, draft, last=operation.position == "end")
        workspace.changed(effect, draft)
        return
    if operation.anchor is None or operation.position not in ("before", "after"):
        raise RefusedError("it does not say where the provision goes")
    anchor = find(workspace, place_in_base(workspace, operation.anchor))
    if anchor is draft or any(each is anchor for each in workspace.walk(draft)):
        raise RefusedError("a provision cannot stand in itself")
    workspace.take_out(draft)
    above = workspace.parent(anchor)
    at = next(count for count, each in enumerate(above.children) if each is anchor)
    workspace.insert(above, at + (operation.position == "after"), draft)
    workspace.changed(effect, draft)


def _to_an_end(workspace: Workspace, draft: Draft, *, last: bool) -> None:
    """Put a provision before or behind all the numbered ones beside it."""
    above = workspace.parent(draft)
    workspace.take_out(draft)
    numbered = [count for count, each in enumerate(above.children) if each.designator]
    if not numbered:
        raise RefusedError("nothing stands beside it that it could be moved behind")
    workspace.insert(above, numbered[-1] + 1 if last else numbered[0], draft)


def _source(workspace: Workspace, operation: Operation) -> tuple[Draft, Place] | RefusedError:
    try:
        place = place_in_base(workspace, operation.target)
        return find(workspace, place), place
    except RefusedError as refusal:
        return refusal


def _destination(
    workspace: Workspace, draft: Draft, place: Place, operation: Operation, moving: Sequence[Draft]
) -> tuple[Draft, str]:
    """Return what receives a provision, and its new designator."""
    if operation.to is None or not operation.to.path:
        raise RefusedError("it does not say what the number becomes")
    path = _in_base(workspace, operation.to).path
    last = path[-1]
    above = workspace.parent(draft)
    outer = path[:-1]
    if not outer and place.path[:-1] and last.level != "section":
        outer = place.path[:-1]
    if outer and outer != place.path[:-1]:
        above = find(workspace, Place(place.work, outer))
    others = [each for each in candidates(workspace, above, last) if each is not draft]
    if last.level == "section":
        others = [
            each
            for each in workspace.walk()
            if each.level == "section" and each.designator == last.designator
        ]
    if any(each not in moving for each in others):
        raise RefusedError(f"the number {path_name(path) or described(operation.to)} is taken in the base")
    return above, last.designator


def _in_base(workspace: Workspace, place: Place) -> Place:
    """Return a place in the terms of the base; one that names no law is in them already."""
    return place_in_base(workspace, place) if place.work else place


def _move(workspace: Workspace, effect: Effect, draft: Draft, into: Draft, designator: str) -> None:
    """Give a provision its number and put it where that number belongs."""
    old = draft.designator
    number = draft.number.replace(old, designator, 1) if old in draft.number else f"({designator})"
    workspace.take_out(draft)
    workspace.set(draft, number=number, designator=designator)
    if draft.cite and old and draft.cite.endswith((old, f"({old})")):
        at = draft.cite.rindex(old)
        workspace.set(draft, cite=f"{draft.cite[:at]}{designator}{draft.cite[at + len(old) :]}")
    workspace.insert(into, numerical(into.children, draft), draft)
    if draft.level in ("comment", "heading") and draft.cite:
        cite_comments(draft)
    workspace.changed(effect, draft)
