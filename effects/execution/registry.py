"""The registry of what carries out an operation: a function for each verb, in the file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawdiff.effects.execution.workspace import Effect, Workspace
    from lawdiff.effects.operation import Operation, Place, Verb

    Carry = Callable[[Workspace, Effect, Operation, Place], None]

CARRIED: dict[Verb, Carry] = {}
"""Verb -> the function that carries it out on a workspace; its place is the target in the terms of the base."""


def carries(*verbs: Verb) -> Callable[[Carry], Carry]:
    """Register a function for verbs. It raises `RefusedError` before it changes anything, or not at all."""

    def register(function: Carry) -> Carry:
        for verb in verbs:
            CARRIED[verb] = function
        return function

    return register
