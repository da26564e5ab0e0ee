"""Operations carried out on a base document: the law as it would read, and what became of each of them.

Pure: neither document is changed. Each operation is checked against the base as the operations before it left it, and
refused, with the reason, where the base does not bear it: the struck words are not there or stand in two places, the
number is taken, the provision is missing. A refused operation changes nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from lawdiff.effects.execution import notes, provisions, tables, words
from lawdiff.effects.execution.redesignations import redesignate
from lawdiff.effects.execution.registry import carrier
from lawdiff.effects.execution.resolve import place_in_base
from lawdiff.effects.execution.workspace import Effect, ElsewhereError, RefusedError, Workspace
from lawdiff.effects.report import Execution, Outcome
from lawdiff.parsers.draft import finish
from lawdiff.parsers.redraft import pairs

if TYPE_CHECKING:
    from lawdiff.effects.operation import Operation, Reading
    from lawdiff.effects.report import Fate
    from lawdiff.parsers import Document, Provision

__all__ = ["execute", "notes", "provisions", "tables", "words"]


def execute(base: Document, amending: Document, reading: Reading) -> Execution:
    """Carry out what was read from an amending document on a base document.

    Args:
        base: the law before: a part or title of the CFR, a title of the US Code, an act, a bill.
        amending: the rule or act that was read; payloads are addresses in it.
        reading: what was read from it.

    Returns:
        The result, a document like any other, and an outcome for each operation, in order.
    """
    workspace = Workspace(base, amending)
    done: list[tuple[Effect, Fate, str]] = []
    for _, group in groupby(reading.operations, key=_group):
        done.extend(_carry(workspace, list(group)))
    body = finish(workspace.root.children, workspace.style)
    addresses = {draft: provision.address for draft, provision in pairs(workspace.root.children, body)}
    before = {provision.address: place for place, provision in enumerate(base.provisions)}
    after = {
        provision.address: place
        for place, provision in enumerate(each for top in body for each in top.walk())
    }
    outcomes = tuple(
        Outcome(
            operation,
            fate,
            reason,
            tuple(sorted(effect.struck, key=before.__getitem__)),
            tuple(
                sorted(
                    (addresses[each] for each in effect.touched if each in addresses), key=after.__getitem__
                )
            ),
        )
        for operation, (effect, fate, reason) in zip(reading.operations, done, strict=True)
    )
    return Execution(base, amending, _result(base, amending, body), reading, outcomes)


def _group(operation: Operation) -> object:
    """Return a key that redesignations of one instruction share, and no other operation has."""
    return operation.instruction if operation.verb == "redesignate" else id(operation)


def _carry(workspace: Workspace, group: list[Operation]) -> list[tuple[Effect, Fate, str]]:
    if group[0].verb == "redesignate":
        return _redesignations(workspace, group)
    return [_one(workspace, operation) for operation in group]


def _one(workspace: Workspace, operation: Operation) -> tuple[Effect, Fate, str]:
    """Carry out one operation."""
    effect = Effect()
    operation = _in_law_quotes(workspace, operation)
    try:
        place = place_in_base(workspace, operation.target)
        carry = carrier(operation)
        if carry is None:
            return effect, "elsewhere", "it corrects a document that was published earlier"
        carry(workspace, effect, operation, place)
    except ElsewhereError as elsewhere:
        return Effect(), "elsewhere", str(elsewhere)
    except RefusedError as refusal:
        workspace.undo()
        return Effect(), "refused", str(refusal)
    workspace.keep()
    return _told(effect, operation)


def _in_law_quotes(workspace: Workspace, operation: Operation) -> Operation:
    """Return an operation with its words as the law has them."""
    return replace(
        operation,
        struck=workspace.quoted(operation.struck),
        struck_to=workspace.quoted(operation.struck_to),
        inserted=workspace.quoted(operation.inserted),
        anchor_text=workspace.quoted(operation.anchor_text),
    )


def _told(effect: Effect, operation: Operation) -> tuple[Effect, Fate, str]:
    """Return an operation that was carried out, flagged where a person should look."""
    if operation.condition:
        effect.flag(f"it takes effect under a condition: {operation.condition}")
    if not effect.touched and not effect.struck:
        effect.flag("the base reads so already")
    return effect, ("flagged" if effect.flags else "applied"), "; ".join(effect.flags)


def _redesignations(workspace: Workspace, group: list[Operation]) -> list[tuple[Effect, Fate, str]]:
    here: list[tuple[Effect, Operation]] = []
    done: dict[int, tuple[Effect, Fate, str]] = {}
    for count, operation in enumerate(group):
        try:
            place_in_base(workspace, operation.target)
        except ElsewhereError as elsewhere:
            done[count] = (Effect(), "elsewhere", str(elsewhere))
            continue
        here.append((Effect(), operation))
        done[count] = (here[-1][0], "applied", "")
    answers = iter(redesignate(workspace, here))
    for count, (effect, fate, _) in list(done.items()):
        if fate == "elsewhere":
            continue
        refusal = next(answers)
        done[count] = (Effect(), "refused", str(refusal)) if refusal else _told(effect, group[count])
    return [done[count] for count in range(len(group))]


def _result(base: Document, amending: Document, body: tuple[Provision, ...]) -> Document:
    """Return the base with its new body; its hash is of the words that it has now."""
    digest = hashlib.sha256(f"{base.sha256}\n{amending.sha256}\n".encode())
    stack = list(reversed(body))
    while stack:
        provision = stack.pop()
        digest.update(f"{provision.address}\t{provision.own_words}\n".encode(errors="replace"))
        stack.extend(reversed(provision.children))
    return replace(
        base,
        title=f"{base.title}, as amended by {amending.title}",
        sha256=digest.hexdigest(),
        body=body,
        notices=(),
    )
