"""Designators in lists: ``(a), (g)(5), and (i)``, ``45(a) and 46``, ``(3) through (5)``, ``A and B``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.acts.ref import CONTAINERS
from lawdiff.effects.designators import members, siblings
from lawdiff.effects.operation import Step

if TYPE_CHECKING:
    from lawdiff.effects.acts.cursor import Cursor

_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def listed(cursor: Cursor, level: str) -> list[tuple[Step, ...]]:
    """Take designators in a list: ``(a), (g)(5), and (i)``, ``45(a) and 46``, ``(3) through (5)``, ``A and B``."""
    items: list[tuple[Step, ...]] = []
    while True:
        item = _designated(cursor, level, items[-1] if items else ())
        if not item:
            break
        items.append(item)
        at = cursor.at
        if cursor.skip("through", "to"):
            last = _designated(cursor, level, item)
            written = _range(item, last, level) if last else []
            if not written:
                cursor.at = at
                return items
            items += written
            at = cursor.at
        if not cursor.skip(", and", ", or", ",", "and", "or"):
            return items
        if not _designated_next(cursor, level):
            cursor.at = at
            return items
    return items


def _designated_next(cursor: Cursor, level: str) -> bool:
    at = cursor.at
    found = _designated(cursor, level, (Step(level, "1"),))
    cursor.at = at
    return bool(found)


def _range(first: tuple[Step, ...], last: tuple[Step, ...], level: str) -> list[tuple[Step, ...]]:
    """Return the members of a range behind its first; empty where it is none."""
    if len(first) != len(last) or first[:-1] != last[:-1]:
        return []
    names = members(first[-1].designator, last[-1].designator, first[-1].level or level)
    return [(*first[:-1], Step(first[-1].level, name)) for name in names[1:]]


def _designated(cursor: Cursor, level: str, before: tuple[Step, ...]) -> tuple[Step, ...]:
    """Take one designator with the enumerators behind it."""
    steps: list[Step] = []
    if level == "section" or level in CONTAINERS:
        token = cursor.peek()
        if token is not None and (token.kind == "number" or (level != "section" and _is_capital(token.text))):
            cursor.at += 1
            steps.append(Step(level, token.designator))
        elif not before or cursor.kind() != "enum":
            return ()
    elif cursor.kind() == "number" and (token := cursor.take("number")) is not None:
        steps.append(Step(level, token.designator))
    while (token := cursor.take("enum")) is not None:
        steps.append(Step("" if steps else level, token.designator))
    if level == "section" and steps and steps[0].designator.isdigit() is False and before:
        return _beside(before, steps) if not steps[0].designator[:1].isdigit() else tuple(steps)
    if before and steps and len(before) > 1 and level != "section":
        return _beside(before, steps)
    return tuple(steps)


def _beside(before: tuple[Step, ...], steps: list[Step]) -> tuple[Step, ...]:
    """Return a later member of a list in full: ``(2)`` behind ``(a)(1)`` is ``(a)(2)``; ``(b)`` is ``(b)``."""
    first = steps[0].designator
    for at, step in enumerate(before):
        if siblings(step.designator, first):
            return (*before[:at], Step(step.level, first), *steps[1:])
    return tuple(steps)


def _is_capital(text: str) -> bool:
    return bool(text) and set(text) <= _CAPITALS and (len(set(text)) == 1 or set(text) <= set("IVXLC"))
