"""Instructions in the imperative, as one House writes them to amend the other's bill.

    At the end, add the following: …                            adding at the end the following: …
    In section 3(a), strike “14 days” and insert “12 hours”.    in section 3(a), striking “14 days” and inserting …

They are read as the clauses that acts use, with the bill as what they stand in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lawdiff.effects.acts.tokens import Token

GERUNDS = {
    "strike": "striking",
    "delete": "deleting",
    "insert": "inserting",
    "add": "adding",
    "redesignate": "redesignating",
    "amend": "amending",
}
_BEFORE = frozenset({",", ";", "and", "—", ":"})
_ENDS = frozenset({"at", "after", "before"})


def as_clauses(sentence: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return a sentence with its imperatives as gerunds; one that begins with a place to put something has it after."""
    turned = tuple(
        replace(token, low=GERUNDS[token.low])
        if token.low in GERUNDS and (at == 0 or sentence[at - 1].low in _BEFORE)
        else token
        for at, token in enumerate(sentence)
    )
    if not turned or turned[0].low not in _ENDS:
        return turned
    for at, token in enumerate(turned):
        if token.low in GERUNDS.values():
            lead = turned[: at - 1] if turned[at - 1].low == "," else turned[:at]
            return (token, *lead, *turned[at + 1 :])
    return turned
