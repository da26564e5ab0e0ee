"""Conforming: numbers and cross-references that follow a renumbering in the crosswalk.

old  (3) …        as defined in section 60003(a)(3)      new  (4) …      as defined in section 90004(a)(4)
where the comparison found that section 60003 became 90004, and in it (3) became (4)
"""

from __future__ import annotations

import re
from itertools import zip_longest

from lawdiff.differ.significance.rule import Context, Hunk, rule

_PIECE = re.compile(r"\((\w{1,5})\)|([\w.–-]*\w)|([^\w\s])")


@rule("the provision's own number", "conforming")
def own_number(hunk: Hunk, context: Context) -> bool:  # noqa: ARG001 - every rule takes both
    """Explain a change of the number that the provision itself bears."""
    return hunk.zone == "number" and len(_pieces(hunk.old)) == len(_pieces(hunk.new))


@rule("cross-reference follows a renumbering", "conforming")
def cross_reference(hunk: Hunk, context: Context) -> bool:
    """Explain a hunk in which every piece that differs is a number that the crosswalk took there."""
    old, new = _pieces(hunk.old), _pieces(hunk.new)
    if not old or len(old) != len(new):
        return False
    changed = False
    for first, second in zip_longest(old, new):
        if first == second:
            continue
        if not _follows(first, second, context):
            return False
        changed = True
    return changed


def _pieces(text: str) -> list[tuple[str, str]]:
    """Return a text's pieces: enumerators, numbers and words, marks; each with what it is."""
    kinds = ("enumerator", "word", "mark")
    return [
        (kinds[match.lastindex - 1], match[match.lastindex].lower())
        for match in _PIECE.finditer(text)
        if match.lastindex
    ]


def _follows(old: tuple[str, str], new: tuple[str, str], context: Context) -> bool:
    """Return whether a number became the other one by the crosswalk."""
    if old[0] != new[0] or old[0] == "mark":
        return False
    table = context.inner if old[0] == "enumerator" else context.sections
    return new[1] in table.get(old[1], ())
