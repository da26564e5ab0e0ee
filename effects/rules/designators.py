"""Lists of paragraphs as lawyers write them, with what each leaves out filled in.

    (a)(1)(i)(A) and (B), (f)(3)(ii), (i), and (j)(2)
        -> a/1/i/A   a/1/i/B   f/3/ii   i   j/2
    (d) through (f)   ->   d, e, f

A designator that follows another replaces the deepest level of it whose alphabet it belongs to and in which it counts
on: after ``(f)(3)(ii)`` an ``(i)`` cannot be the first numeral of (f)(3), so it is paragraph (i).
"""

from __future__ import annotations

import re

from lawdiff.effects.designators import run
from lawdiff.parsers.markers import CFR, ordinal

Path = tuple[str, ...]
"""Designators from the section down."""

_ALPHABETS = tuple(alphabet.removeprefix("/") for alphabet in CFR.alphabets)
_INSIDE = re.compile(r"\(([A-Za-z0-9]+)\)")


def path_of(printed: str) -> Path:
    """Return ``(a)(1)(i)`` as ``("a", "1", "i")``."""
    return tuple(_INSIDE.findall(printed))


def follow(before: Path, given: Path) -> Path:
    """Return what a designator means right after another one in a list."""
    for level in range(len(before) - 1, -1, -1):
        alphabet = _ALPHABETS[level] if level < len(_ALPHABETS) else ""
        here, there = ordinal(before[level], alphabet), ordinal(given[0], alphabet)
        if not here:
            alphabet = next(
                (other for other in dict.fromkeys(_ALPHABETS) if ordinal(before[level], other)), ""
            )
            here, there = ordinal(before[level], alphabet), ordinal(given[0], alphabet)
        if here and there and (there > here or (there == here and len(given) > 1)):
            return (*before[:level], *given)
    return given


def between(first: Path, last: Path) -> tuple[Path, ...]:
    """Return all paragraphs of a range, both ends included; empty where the ends do not belong together."""
    end = last if len(last) >= len(first) and last[:-1] == first[:-1] else follow(first, last)
    if end[:-1] != first[:-1]:
        return ()
    level = len(first) - 1
    own = _ALPHABETS[level] if level < len(_ALPHABETS) else "number"
    for alphabet in dict.fromkeys((own, *_ALPHABETS)):
        found = run(first[-1], end[-1], alphabet)
        if len(found) > 1:
            return tuple((*first[:-1], each) for each in found)
    return ()
