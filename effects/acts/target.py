"""The target of a head: which law or provision ``is amended``.

Effective July 1, 2026, section 5(a) of the Inland Ports Act (33 U.S.C. 99(a)) is amended
condition               target
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.effects.acts.cursor import Cursor
from lawdiff.effects.acts.ref import NAMES, Ref
from lawdiff.effects.acts.refs import references
from lawdiff.effects.acts.remarks import qualified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.acts.heads import Head
    from lawdiff.effects.acts.ref import Refs
    from lawdiff.effects.acts.tokens import Token

_JOINTS = frozenset({",", ";", "and", ":", "—"})
_LISTED = frozenset({"provisions", "laws", "acts", "regulations"})


@dataclass(frozen=True, slots=True)
class Target:
    """What a head speaks of.

    Attributes:
        start: where it begins in the sentence.
        refs: the references.
        listed: whether they only say what a list below stands in: ``The following sections of title 37``.
    """

    start: int
    refs: Refs
    listed: bool = False


def target(sentence: Sequence[Token], low: int, head: Head) -> Target | None:
    """Return the target of a head, looked for from a place on; None where the words before the head are none.

    It begins at the first comma, or the like, from which references run up to the head.
    """
    starts = [low, *(at + 1 for at in range(low, head.start) if sentence[at].low in _JOINTS)]
    for start in starts:
        cursor = Cursor(sentence, start, head.start)
        cursor.skip("and", "that")
        begin = cursor.at
        listed = _following(cursor)
        if listed:
            return Target(begin, listed, listed=True)
        refs = references(cursor)
        cursor.skip(",")
        if refs and cursor.done:
            return Target(begin, refs)
    return None


def _following(cursor: Cursor) -> Refs:
    """Take ``The following provisions of title 37, United States Code,``."""
    start = cursor.at
    cursor.skip("each of")
    if cursor.skip("the following") and (cursor.low() in NAMES or cursor.low() in _LISTED):
        cursor.at += 1
        cursor.skip("of law")
        around = references(cursor) if cursor.skip("of") else ()
        qualified(cursor, ())
        cursor.skip(",")
        if cursor.done:
            return around or (Ref(),)
    cursor.at = start
    return ()
