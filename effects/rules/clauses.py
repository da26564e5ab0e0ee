"""An instruction as clauses: a verb each, with what it acts on, where, and into what.

In § 1006.210, remove paragraph (g) and redesignate paragraph (h) as paragraph (g).
    frame: § 1006.210
    clause: remove, objects (g)
    clause: redesignate, objects (h), to (g)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lawdiff.effects.rules.objects import READABLE, Named, Phrase
from lawdiff.parsers.text import names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.rules.tokens import Token

IGNORED = names("comma-mark and det newly stop noun respectively reads only by of in at be")
"""Tokens that no form needs once the clause is taken apart."""

NUMERALS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}


@dataclass(slots=True)
class Clause:
    """One verb, or two that act together (``removing and reserving``).

    Attributes:
        verbs: names of the verbs; none for a frame without a verb (``In § 22.6:``).
        objects: what is acted on.
        where: the places inside which it is (``in paragraph (f)``).
        to: what it becomes (``as paragraph (g)``).
        after, before, between: what it is put beside.
        by: what it is replaced with.
        marks: kinds of the further tokens: ``inplace``, ``each``, ``end``, ``alphabetical``, ….
        count: in so many places; 0 where nothing is said.
        unknown: words that no table knows.
        lead: those of `where` that stand before the verb, and so hold for the clauses after it too.
        start, end: characters of the text, from the verb to the end of what it takes.
        verb_spans: where the verbs stand.
    """

    verbs: tuple[str, ...]
    objects: list[Named] = field(default_factory=list)
    where: list[Named] = field(default_factory=list)
    to: list[Named] = field(default_factory=list)
    after: list[Named] = field(default_factory=list)
    before: list[Named] = field(default_factory=list)
    between: list[Named] = field(default_factory=list)
    by: list[Named] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    count: int = 0
    unknown: list[Token] = field(default_factory=list)
    lead: list[Named] = field(default_factory=list)
    start: int = 0
    end: int = 0
    verb_spans: tuple[tuple[str, int, int], ...] = ()


@dataclass(slots=True)
class _Raw:
    """The tokens of one clause, before they are read."""

    verbs: list[Token]
    before: list[Token]
    after: list[Token] = field(default_factory=list)


def clauses(tokens: Sequence[Token]) -> list[Clause]:
    """Return the clauses of an instruction's text in order; the first has no verb where a frame comes first."""
    return [_read(raw) for raw in _split(tokens)]


def _split(tokens: Sequence[Token]) -> list[_Raw]:
    """Cut the tokens at the verbs."""
    found: list[_Raw] = []
    pending: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        passive = token.kind == "be"
        verbs, after = _verbs(tokens, at + 1 if passive else at, passive=passive)
        if not verbs:
            pending.append(token)
            at += 1
            continue
        objects: list[Token] = []
        if passive:
            if found:
                found[-1].after, objects = _tail(pending)
            else:
                objects = pending
        elif found:
            found[-1].after = pending
        elif pending:
            found.append(_Raw([], pending))
        found.append(_Raw(verbs, objects))
        pending = []
        at = after
    if found and (found[-1].verbs or pending):
        found[-1].after = [*found[-1].after, *pending]
    elif pending:
        found.append(_Raw([], pending))
    return found


def _verbs(tokens: Sequence[Token], at: int, *, passive: bool) -> tuple[list[Token], int]:
    """Return the verbs that begin at a token, and the place behind them; none where none begins."""
    verbs: list[Token] = []
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "verb" and (token.form == "ed") == passive:
            verbs.append(token)
            at += 1
            if at + 1 < len(tokens) and tokens[at].kind == "and" and tokens[at + 1].kind == "verb":
                at += 1
                continue
            break
        if passive and not verbs and token.kind == "removed-reserved":
            half = token._replace(kind="verb", form="ed")
            return [half._replace(value="remove"), half._replace(value="reserve")], at + 1
        if not verbs and token.kind == "det" and token.value in ("further", "now"):
            at += 1
            continue
        break
    if verbs and tokens[at - 1].kind == "and":
        at -= 1
    return verbs, at


def _tail(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """Share out what stands between two passives: the end of the first, and what the second acts on."""
    for place, token in enumerate(tokens):
        if token.kind in ("and", "comma-mark") or (token.kind == "stop" and token.value in ";."):
            return tokens[:place], tokens[place + 1 :]
    return tokens, []


_ROLES = {"as": "to", "after": "after", "before": "before", "between": "between", "with": "by"}


def _read(raw: _Raw) -> Clause:
    clause = Clause(tuple(token.value for token in raw.verbs))
    clause.verb_spans = tuple((token.value, token.start, token.end) for token in raw.verbs)
    _fill(clause, raw.before)
    clause.lead = list(clause.where)
    _fill(clause, raw.after)
    every = [*raw.before, *raw.verbs, *raw.after]
    if every:
        clause.start, clause.end = min(token.start for token in every), max(token.end for token in every)
    if not clause.objects and len(clause.where) > 1 and clause.verbs:
        last = clause.where[-1].kind
        while len(clause.where) > 1 and clause.where[-1].kind == last:
            clause.objects.insert(0, clause.where.pop())
        clause.lead = [named for named in clause.lead if named in clause.where]
    _heading_leads(clause)
    return clause


def _heading_leads(clause: Clause) -> None:
    """Take ``Paragraph 36(b), paragraph 2 is revised`` as comment 2 under that heading, not as both."""
    if clause.verbs in (("revise",), ("remove",)) and clause.objects and clause.objects[0].kind == "comments":
        heading, rest = clause.objects[0], clause.objects[1:]
        if heading.part == "whole" and rest and all(named.kind == "comment" for named in rest):
            clause.objects = rest
            clause.where.append(heading)
            clause.lead.append(heading)


def _fill(clause: Clause, tokens: Sequence[Token]) -> None:
    """Read what stands on one side of the verb."""
    phrase = Phrase(tokens)
    role = "objects"
    while phrase.at < len(tokens):
        token = tokens[phrase.at]
        kind = token.kind
        begins = kind in READABLE or (kind in ("det", "newly") and phrase.peek(1) in READABLE)
        found = phrase.read() if begins or kind in ("det", "newly") else []
        if found:
            getattr(clause, role).extend(found)
            continue
        phrase.take()
        if kind in _ROLES:
            role = _ROLES[kind]
        elif kind in ("in", "at") or (
            kind == "of"
            and (clause.objects or clause.marks & {"end", "beginning"} or clause.verbs == ("transfer",))
        ):
            role = "where"
        elif kind in ("comma-mark", "stop"):
            role = "objects" if role in ("where", "after", "before") else role
        elif kind == "reads" and "read" in token.value:
            clause.marks.add("reads")
            role = "by" if clause.verbs == ("change",) else role
        elif kind == "places":
            clause.marks.add("each")
            clause.count = next((NUMERALS[word] for word in token.value.split() if word in NUMERALS), 0)
        elif kind == "and":
            role = "objects" if role == "where" else role
        elif kind not in IGNORED:
            (clause.unknown.append(token) if kind in ("word", "verb", "noun") else clause.marks.add(kind))
