"""An instruction as clauses: a verb each, with what it acts on, where, and into what.

In § 1006.210, remove paragraph (g) and redesignate paragraph (h) as paragraph (g).
    frame: § 1006.210
    clause: remove, objects (g)
    clause: redesignate, objects (h), to (g)
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lawdiff.effects.ordinals import NUMERALS, ORDINALS
from lawdiff.effects.rules.objects import PLACES, READABLE, Phrase
from lawdiff.parsers.text import names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.rules.named import Named
    from lawdiff.effects.rules.tokens import Token

IGNORED = names("comma-mark and det newly stop noun respectively reads only by of in at be")
"""Tokens that no form needs once the clause is taken apart."""


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
        nth: which of several places: ``second``; empty where nothing is said.
        unknown: words that no table knows.
        lead: those of `where` that stand before the verb, and so hold for the clauses after it too.
        start, end: characters of the text, from the verb to the end of what it takes.
        verb_spans: where the verbs stand.
        holder: address of the provision that has the text.
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
    nth: str = ""
    unknown: list[Token] = field(default_factory=list)
    lead: list[Named] = field(default_factory=list)
    start: int = 0
    end: int = 0
    verb_spans: tuple[tuple[str, int, int], ...] = ()
    holder: str = ""


@dataclass(slots=True)
class _Raw:
    """The tokens of one clause, before they are read."""

    verbs: list[Token]
    before: list[Token]
    after: list[Token] = field(default_factory=list)


def clauses(tokens: Sequence[Token], holder: str = "") -> list[Clause]:
    """Return the clauses of an instruction's text in order; the first has no verb where a frame comes first.

    Args:
        tokens: of the text.
        holder: address of the provision that has it.
    """
    found = [_read(raw) for raw in _split(tokens)]
    for clause in found:
        clause.holder = holder
    return found


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
            found[-1].after, objects = _lead(pending)
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
            first = half._replace(value="remove", end=token.start + len("removed"))
            return [first, half._replace(value="reserve", start=token.end - len("reserved"))], at + 1
        if not verbs and token.kind == "det" and token.value in ("further", "now"):
            at += 1
            continue
        break
    if verbs and tokens[at - 1].kind == "and":
        at -= 1
    return verbs, at


def _lead(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """Share out what stands between two active verbs: ``…, and in paragraph (b) by`` leads to the second."""
    end = len(tokens)
    while end and tokens[end - 1].kind in ("by", "comma-mark"):
        end -= 1
    if end == len(tokens):
        return tokens, []
    start = end
    while start and tokens[start - 1].kind not in ("in", "stop"):
        start -= 1
    before = tokens[: start - 1] if start and tokens[start - 1].kind == "in" else []
    if before and _separates(before[-1]):
        return before, tokens[start - 1 :]
    return tokens, []


def _tail(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """Share out what stands between two passives: the end of the first, and what the second acts on."""
    for place, token in enumerate(tokens):
        if not _separates(token) or (place + 1 < len(tokens) and _separates(tokens[place + 1])):
            continue
        begins = next((each.kind for each in tokens[place + 1 :] if each.kind not in ("det", "newly")), "")
        if begins in READABLE and begins != "desig":
            return tokens[:place], tokens[place + 1 :]
    return [], tokens


def _separates(token: Token) -> bool:
    return token.kind in ("and", "comma-mark") or (token.kind == "stop" and token.value in ";.")


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
    _heading_leads(clause, every)
    clause.objects = _in_sections(clause.objects)
    return clause


def _is_whole_section(named: Named) -> bool:
    return named.kind == "section" and len(named.steps) == 1 and named.part == "whole"


def _shares_owner(named: Named, following: Named) -> bool:
    """Return whether ``the heading`` is that of what follows: ``the heading and first sentence of paragraph (a)``."""
    bare = named.kind == "here" and named.part == "heading" and not named.words
    return bare and following.kind == "paragraph" and following.part in ("sentence", "introductory text")


def _in_sections(named: list[Named]) -> list[Named]:
    """Put ``§ 1.1, paragraph (a)`` together, and ``the heading and first sentence of paragraph (a)``."""
    result: list[Named] = []
    section: Named | None = None
    for count, each in enumerate(named):
        following = named[count + 1] if count + 1 < len(named) else each
        if _is_whole_section(each) and following.kind == "paragraph":
            section = each
            continue
        if _shares_owner(each, following):
            result.append(replace(following, part="heading", ordinal=0, start=each.start, end=each.end))
            continue
        if each.kind == "paragraph" and section is not None:
            result.append(replace(each, kind="section", steps=(*section.steps, *each.steps)))
            continue
        section = None if each.kind == "section" else section
        result.append(each)
    return result


def _heading_leads(clause: Clause, tokens: Sequence[Token]) -> None:
    """Take ``Paragraph 36(b), paragraph 2 is revised`` as comment 2 under that heading, not as both.

    With ``and`` between them, both are meant: ``Paragraph 32(b)(2) and paragraph 1 are added``.
    """
    if clause.objects and clause.objects[0].kind == "comments":
        heading, rest = clause.objects[0], clause.objects[1:]
        joined = rest and any(
            token.kind == "and" and heading.end <= token.start < rest[0].start for token in tokens
        )
        if heading.part == "whole" and rest and not joined and all(each.kind == "comment" for each in rest):
            clause.objects = rest
            clause.where.append(heading)
            clause.lead.append(heading)


def _is_beside(tokens: Sequence[Token], at: int) -> bool:
    """Return whether ``following`` says where something stands: ``the figure following § 1.8``, not that it follows."""
    behind = tokens[at + 1].kind if at + 1 < len(tokens) else ""
    return at > 0 and behind in PLACES and not _separates(tokens[at - 1]) and tokens[at - 1].kind != "det"


def _fill(clause: Clause, tokens: Sequence[Token]) -> None:
    """Read what stands on one side of the verb."""
    phrase = Phrase(tokens)
    role = "objects"
    while phrase.at < len(tokens):
        token = tokens[phrase.at]
        kind = token.kind
        beside = token.value == "following" and _is_beside(tokens, phrase.at)
        begins = kind in READABLE or kind in ("det", "newly")
        found = phrase.read() if begins and not beside else []
        if found:
            getattr(clause, role).extend(found)
            continue
        phrase.take()
        if beside or kind in _ROLES:
            role = "after" if beside else _ROLES[kind]
        elif kind in ("in", "at") or (
            kind == "of"
            and (clause.objects or clause.marks & {"end", "beginning"} or clause.verbs == ("transfer",))
        ):
            role = "where"
        elif kind in ("comma-mark", "stop"):
            role = "objects" if role in ("where", "after", "before") else role
        elif kind == "reads" and "read" in token.value:
            clause.marks.add("reads")
            quoted = any(named.kind == "quote" for named in clause.objects)
            role = "by" if clause.verbs == ("change",) or quoted else role
        elif kind == "and":
            role = "objects" if role == "where" else role
        else:
            _mark(clause, token, figure=phrase.peek() == "number")


def _mark(clause: Clause, token: Token, *, figure: bool) -> None:
    """Note a token that is no phrase and no preposition.

    Args:
        clause: where.
        token: the token.
        figure: whether a number follows: ``figure 2`` is a picture, and names no paragraph 2.
    """
    kind = token.kind
    if kind == "nth":
        clause.nth = next(word for word in token.value.split() if word in ORDINALS)
    elif kind == "places":
        clause.marks.add("each")
        clause.count = next((NUMERALS[word] for word in token.value.split() if word in NUMERALS), 0)
    elif kind in ("word", "verb") or (figure and token.value in ("figure", "figures")):
        clause.unknown.append(token)
    elif kind not in IGNORED:
        clause.marks.add(kind)
