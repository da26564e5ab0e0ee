"""What may follow a reference and names no other place: citations in parentheses, and remarks between commas.

subsection (d) (as so redesignated), section 5 of the Inland Ports Act (33 U.S.C. 99), as amended by section 2,
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.effects.acts.laws import cited

if TYPE_CHECKING:
    from lawdiff.effects.acts.cursor import Cursor
    from lawdiff.effects.acts.ref import Ref, Refs

AS = ("as", "relating", "commonly", "including", "referred")
"""Words that open a remark on a reference: ``as so redesignated``, ``relating to …``, ``commonly known as …``."""

_AFTER_REMARK = ("by", "in", "is", "are", "and", "the", "or", "as")


def qualified(cursor: Cursor, refs: Refs) -> Refs:
    """Take what may follow references: citations in parentheses, and remarks between commas."""
    while True:
        token = cursor.peek()
        if token is None:
            return refs
        if token.kind == "paren":
            cursor.at += 1
            refs = tuple(_with_citation(ref, token.text) for ref in refs)
            cursor.skip(")")
        elif token.low in AS and not cursor.sees(
            "as subsection", "as paragraph", "as subparagraph", "as clause"
        ):
            if not _remark(cursor):
                return refs
        elif token.low == "," and cursor.low(1) in AS:
            cursor.at += 1
            if not _remark(cursor):
                cursor.at -= 1
                return refs
        else:
            return refs


def _with_citation(ref: Ref, text: str) -> Ref:
    return replace(ref, also=ref.also + cited(text, ref.path))


def _remark(cursor: Cursor) -> bool:
    """Skip a remark up to the comma, or the word, at which the sentence goes on."""
    if cursor.low() == "as" and cursor.low(1) not in (
        "so",
        "amended",
        "added",
        "redesignated",
        "designated",
        "inserted",
        "in",
        "most",
        "further",
        "previously",
        "enacted",
        "proposed",
        "transferred",
        "similarly",
        "contained",
        "restored",
        "reported",
        "struck",
        "otherwise",
    ):
        return False
    while (token := cursor.peek()) is not None:
        if token.low == "," and cursor.low(1) in _AFTER_REMARK:
            if cursor.low(1) in ("and", "or", "the") and cursor.low(2) not in (
                "by",
                "in",
                "inserting",
                "following",
            ):
                cursor.at += 1
                continue
            cursor.at += 1
            return True
        if token.low in ("is", "are") or (token.low == "and" and cursor.low(1).endswith("ing")):
            return True
        cursor.at += 1
    return True
