"""A stretch of words that is struck by its ends, in one text or over several provisions.

… the following: (A) a lamp; (B) a bell; or (C) a horn.
striking “the following” and all that follows and inserting “a lamp.”    ->  … a lamp.        (A), (B), (C) go

… except that— (A) if the lamp is out …
striking “except that—” and all that follows through “(A) if the” and inserting “except that if the”
    ->  … except that if the lamp is out …        what is left of (A) goes on with the text
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.execution.parts import Field, target
from lawdiff.effects.execution.passages import find
from lawdiff.effects.execution.resolve import place_in_base
from lawdiff.effects.execution.workspace import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.execution.workspace import Effect, Workspace
    from lawdiff.effects.operation import Operation
    from lawdiff.parsers.draft import Draft

END = "$"
_STOPS = frozenset(".;,:")
"""What may close a text and stay where all before it goes: ``all that follows before the period at the end``."""

End = tuple[Field, int, bool]
"""Where a stretch ends: the text, the place in it, and whether the words stand exactly so."""


def ending(
    workspace: Workspace, operation: Operation, found: Sequence[Field], first: Field, after: int
) -> End:
    """Return where a stretch ends that begins in a text.

    Args:
        workspace: the base.
        operation: which says how far the stretch goes.
        found: the texts that its target covers, in order.
        first: the one that it begins in.
        after: where its first words end there.

    Raises:
        RefusedError: the words that it ends with do not stand behind those.
    """
    at = next(at for at, each in enumerate(found) if each is first)
    region = list(found[at:])
    if operation.through is not None:
        last = target(workspace, place_in_base(workspace, operation.through))
        inside = set(map(id, workspace.walk(last)))
        region = [each for each in region if id(each.draft) in inside]
        if not region:
            raise RefusedError("the provision through which it strikes does not stand behind the words")
    if operation.struck_to in (END, ""):
        return _closing(operation, region[-1])
    for each in region:
        words = operation.struck_to
        if each is not first and each.draft.number and words.startswith(each.draft.number):
            words = words.removeprefix(each.draft.number).lstrip()
        start = after if each is first else each.start
        for hit in find(each.value, words):
            if hit.start >= start and hit.end <= each.end:
                return each, hit.start if operation.position == "before" else hit.end, hit.exact
    raise RefusedError(f"“{operation.struck_to}” does not stand behind “{operation.struck}”")


def _closing(operation: Operation, last: Field) -> End:
    stays = operation.position == "before" and last.value[last.end - 1 : last.end] in _STOPS
    return last, last.end - stays, True


def remainder(workspace: Workspace, effect: Effect, first: Field, last: Field, stop: int) -> str:
    """Take out the provisions behind one text up to a place in another; return what the other leaves over.

    Raises:
        RefusedError: the stretch ends inside a provision of which more stays than the end of its text.
    """
    between = _between(workspace, first.draft, last.draft)
    inside = set(map(id, between))
    top = [each for each in between if id(workspace.parent(each)) not in inside]
    if any(id(below) not in inside for each in top for below in workspace.walk(each)):
        raise RefusedError("what is struck ends inside a provision of which more stays")
    left = last.value[stop:]
    for each in top:
        workspace.take_out(each)
        workspace.removed(effect, each)
    return left


def _between(workspace: Workspace, first: Draft, last: Draft) -> list[Draft]:
    """Return the drafts behind one, up to and with another, in document order."""
    found: list[Draft] = []
    begun = False
    for draft in workspace.walk():
        if begun:
            found.append(draft)
        begun = begun or draft is first
        if draft is last:
            break
    return found
