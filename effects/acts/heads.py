"""Amendatory heads and verbs in a sentence: ``is amended``, ``are each amended``, ``is repealed``; ``striking``, ….

Paragraphs (1) and (2) of section 5 are each further amended by striking “X” and inserting “Y”.
                                    head                        verb         verb
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.effects.acts.grammar import INSERT, KINDS, STRIKE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.acts.tokens import Token

HEADS = {"amended": "amend", "repealed": "repeal", "redesignated": "redesignate"}
"""Participle -> kind of action."""

_BEING = frozenset({"is", "are", "be", "being"})
_ADVERBS = frozenset(
    {"each", "further", "hereby", "also", "both", "respectively", "additionally", "likewise", "all"}
)
_BEFORE_VERB = frozenset({"by", "and", "an", "or", ",", ";", "—", ":"})
_CLAUSE_STARTS = frozenset({"by", ",", ";", "—", ":"})


@dataclass(frozen=True, slots=True)
class Head:
    """``is amended``: where it begins and ends in a sentence, and its kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Verb:
    """A gerund: where it stands, the verb that it shares a clause with, and whether it has a ``by``."""

    at: int
    word: str
    pair: int = -1


def heads(sentence: Sequence[Token]) -> list[Head]:
    """Return the heads of a sentence."""
    found = []
    for at, token in enumerate(sentence):
        kind = HEADS.get(token.low)
        if kind is None:
            continue
        start = at
        while start > 0 and sentence[start - 1].low in _ADVERBS:
            start -= 1
        if start > 0 and sentence[start - 1].low in _BEING and not _may(sentence, start - 1):
            found.append(Head(start - 1, at + 1, kind))
        elif _lacks_verb(sentence, at):
            found.append(Head(at, at + 1, kind))
    return found


def _lacks_verb(sentence: Sequence[Token], at: int) -> bool:
    """Say whether a slip left out the verb: ``Section 32 amended by adding at the end the following:``."""
    following = [token.low for token in sentence[at + 1 : at + 3]]
    return (
        at > 0
        and sentence[at].low == "amended"
        and sentence[at - 1].kind in ("number", "enum", "paren")
        and len(following) > 1
        and following[0] == "by"
        and following[1] in KINDS
    )


def _may(sentence: Sequence[Token], at: int) -> bool:
    """Say whether a ``be`` only allows it: ``may only be amended if``, ``has been amended``."""
    return sentence[at].low == "be" and not any(
        token.low == "shall" for token in sentence[max(0, at - 2) : at]
    )


def verbs(sentence: Sequence[Token], start: int, end: int) -> list[Verb]:
    """Return the verbs of the clauses between two places; of ``striking … and inserting …`` one, with its pair."""
    places = [
        at
        for at in range(start, end)
        if sentence[at].low in KINDS and _opens(sentence, at, start) and not _is_layout(sentence, at)
    ]
    found: list[Verb] = []
    at = 0
    while at < len(places):
        place = places[at]
        word = sentence[place].low
        after = places[at + 1] if at + 1 < len(places) else -1
        if after > 0 and word in STRIKE and _is_pair(sentence, after):
            found.append(Verb(place, word, after))
            at += 2
        else:
            found.append(Verb(place, word))
            at += 1
    return found


_LAYOUT = frozenset({"margin", "margins", "ems", "em", "indentation"})
_LAYOUT_NEAR = 6
"""Words after ``moving`` in which a margin is named: ``moving the left margins of such clauses 2 ems to the right``."""


def _is_layout(sentence: Sequence[Token], at: int) -> bool:
    """Say whether a move is one of margins: no words change."""
    near = sentence[at + 1 : at + 1 + _LAYOUT_NEAR]
    return sentence[at].low == "moving" and any(token.low in _LAYOUT for token in near)


def _opens(sentence: Sequence[Token], at: int, start: int) -> bool:
    if at == start:
        return True
    before = sentence[at - 1]
    if before.low == "the":  # a slip: "by the striking"
        return at > 1 and sentence[at - 2].low == "by"
    if before.low == "in":  # a slip: "(1) in redesignating"
        return at == start + 1
    return before.low in _BEFORE_VERB or before.kind in ("quote", "enum", "paren")


def _is_pair(sentence: Sequence[Token], at: int) -> bool:
    """Say whether an ``inserting`` belongs to the striking before it: it has no ``by``, and says no place first."""
    if sentence[at].low not in INSERT or sentence[at - 1].low == "by":
        return False
    after = sentence[at + 1].low if at + 1 < len(sentence) else ""
    if after == "in" and at + 2 < len(sentence) and sentence[at + 2].low == "lieu":
        return True
    return after not in ("after", "before", "immediately", "at", "in", "following", "preceding")
