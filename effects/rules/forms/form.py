"""The registry of forms: each reads one way to say something, and stands in a file of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lawdiff.effects.operation import Operation
    from lawdiff.effects.rules.clauses import Clause
    from lawdiff.effects.rules.context import Context


@dataclass(frozen=True, slots=True)
class Found:
    """What a form read.

    Attributes:
        operations: in order; none for a clause that changes nothing (``continues to read``).
        used: how many clauses it took.
        missed: things of a list that it could not read: where each stands in the text, and why.
    """

    operations: tuple[Operation, ...]
    used: int = 1
    missed: tuple[tuple[int, int, str], ...] = ()


Read = "Callable[[Sequence[Clause], Context], Found | None]"

FORMS: list[tuple[str, Callable[[Sequence[Clause], Context], Found | None]]] = []
"""The forms by name, in the order in which they are tried: the narrow ones are imported first."""


def form(
    name: str,
) -> Callable[
    [Callable[[Sequence[Clause], Context, str], Found | None]],
    Callable[[Sequence[Clause], Context, str], Found | None],
]:
    """Register a form under the name that its operations carry.

    A form is given the clauses that are left, the first of them being the one to read, and the context. It returns
    what it read, or None where the clause is none of its kind, and raises `NotReadError` where it is of its kind
    and cannot be read.
    """

    def register(
        read: Callable[[Sequence[Clause], Context, str], Found | None],
    ) -> Callable[[Sequence[Clause], Context, str], Found | None]:
        FORMS.append((name, lambda clauses, context: read(clauses, context, name)))
        return read

    return register
