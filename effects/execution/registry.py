"""The registry of what carries out an operation: a function for each verb, or for a verb on parts of one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawdiff.effects.execution.workspace import Effect, Workspace
    from lawdiff.effects.operation import Operation, Part, Place, Verb

    Carry = Callable[[Workspace, Effect, Operation, Place], None]

CARRIED: dict[tuple[Verb, Part | None], Carry] = {}
"""Verb and part -> the function that carries it out on a workspace; its place is the target in the terms of the base.
None stands for every part that has no function of its own."""


def carries(*verbs: Verb, part: Part | None = None) -> Callable[[Carry], Carry]:
    """Register a function for verbs. It raises `RefusedError` before it changes anything, or not at all."""

    def register(function: Carry) -> Carry:
        for verb in verbs:
            CARRIED[verb, part] = function
        return function

    return register


def carrier(operation: Operation) -> Carry | None:
    """Return what carries out an operation; None where nothing does."""
    verb, part = operation.verb, operation.target.part
    words = operation.struck or operation.verb == "insert"
    return (None if words else CARRIED.get((verb, part))) or CARRIED.get((verb, None))
