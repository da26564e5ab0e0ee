"""Words and punctuation: removed, added, replaced.

removing “2025 MIPS” and adding in its place “2026 MIPS”         ->  replace
removing the word “which” in two places                          ->  strike, in two places
adding the word “and” at the end of paragraph (a)(5)             ->  insert at the end
adding the abbreviation “(OMB)” between the words Budget and Circular
removing the semicolons at the ends of paragraphs (a)(1) and (5) and adding periods in their places
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lawdiff.effects.rules.context import NotReadError
from lawdiff.effects.rules.forms.form import Found, form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.operation import Place, Verb
    from lawdiff.effects.rules.clauses import Clause
    from lawdiff.effects.rules.context import Context
    from lawdiff.effects.rules.named import Named

WORDS = ("quote", "mark")
_BETWEEN = re.compile(
    r"between (?:the )?(?:words? )?[“\"]?(?P<first>[^“”\"]+?)[”\"]? and [“\"]?(?P<last>[^“”\"]+?)[”\"]?"
    r"\s*[;.,]?\s*(?:and)?$"
)


@form("words by words")
def replaced(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Read words that take the place of others, in one clause or in two."""
    clause = clauses[0]
    pair = _in_two_clauses(clauses) or _in_one_clause(clause)
    if pair is None:
        return None
    struck, inserted, used = pair
    last = clauses[used - 1]
    more = _occurrence(clause, last)
    if _words((*clause.after, *clause.before)):
        raise NotReadError("words are replaced beside other words")
    if (clause.marks | last.marks) & {"end"} or any(each.kind == "mark" for each in (struck, inserted)):
        more["position"] = "end"
    return Found(
        tuple(
            context.operation(
                "replace", place, clause, name, struck, struck=struck.words, inserted=inserted.words, **more
            )
            for place in _places(context, clause, last)
        ),
        used,
    )


def _in_two_clauses(clauses: Sequence[Clause]) -> tuple[Named, Named, int] | None:
    """Return what is struck and inserted by ``removing “a” and adding “b” in its place``."""
    if len(clauses) < 2 or clauses[0].verbs != ("remove",) or clauses[1].verbs != ("add",):  # noqa: PLR2004 - a pair
        return None
    struck, inserted = _words(clauses[0].objects), _words(clauses[1].objects)
    if not struck or not inserted or not _takes_the_place(clauses[1]):
        return None
    if len(struck) != 1 or len(inserted) != 1:
        raise NotReadError("several words are replaced at once, and it does not say which by which")
    return struck[0], inserted[0], 2


def _takes_the_place(clause: Clause) -> bool:
    """Return whether what is added takes the place of what was removed just before: it says so, or no other place."""
    elsewhere = clause.after or clause.before or clause.between or clause.marks & {"end", "beginning"}
    return "inplace" in clause.marks or not elsewhere


def _in_one_clause(clause: Clause) -> tuple[Named, Named, int] | None:
    """Return the same of ``replacing “a” with “b”``, ``changing “a” to read “b”``, ``substituting “b” for “a”``."""
    first, second = _words(clause.objects), _words((*clause.where, *clause.by, *clause.to))
    if clause.verbs in (("replace",), ("change",), ("revise",)) and len(first) == len(second) == 1:
        return first[0], second[0], 1
    if clause.verbs == ("substitute",) and len(first) == len(second) == 1:
        return second[0], first[0], 1
    return None


@form("words removed")
def removed(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Read words that are struck."""
    clause = clauses[0]
    struck = _words(clause.objects)
    if clause.verbs != ("remove",) or not struck or len(struck) != len(clause.objects):
        return None
    more = _occurrence(clause, clause)
    beside = _words((*clause.after, *clause.before))
    if beside:
        return _mark_beside(clause, context, name, struck, more)
    if clause.marks & {"end"} or struck[0].kind == "mark":
        more["position"] = "end"
    return Found(
        tuple(
            context.operation("strike", place, clause, name, each, struck=each.words, **more)
            for each in struck
            for place in _places(context, clause, clause)
        )
    )


def _mark_beside(
    clause: Clause, context: Context, name: str, struck: Sequence[Named], more: dict[str, Any]
) -> Found:
    """Read ``removing the comma after “lamp”``: “lamp,” becomes “lamp”."""
    after = _words(clause.after)
    if len(struck) != 1 or struck[0].kind != "mark" or len(after) != 1 or clause.before:
        raise NotReadError("words are removed beside other words")
    kept = after[0].words
    return Found(
        tuple(
            context.operation(
                "replace",
                place,
                clause,
                name,
                struck[0],
                struck=kept + struck[0].words,
                inserted=kept,
                **more,
            )
            for place in _places(context, clause, clause)
        )
    )


@form("words added")
def added(clauses: Sequence[Clause], context: Context, name: str) -> Found | None:
    """Read words that are inserted beside others, at the end or at the beginning."""
    clause = clauses[0]
    inserted = _words(clause.objects)
    if clause.verbs != ("add",) or len(inserted) != 1 or len(clause.objects) != 1:
        return None
    verb: Verb = "insert"
    more: dict[str, Any] = {"inserted": inserted[0].words}
    between = (
        _BETWEEN.search(context.holder.text, clause.start, clause.end + 2)
        if "between" in _said(clause, context)
        else None
    )
    if between:
        verb = "replace"
        more["struck"] = f"{between['first']} {between['last']}"
        more["inserted"] = f"{between['first']} {inserted[0].words} {between['last']}"
        clause.unknown.clear()
    elif _words((*clause.after, *context.after)):
        more |= {"position": "after", "anchor_text": _words((*clause.after, *context.after))[0].words}
    elif _words((*clause.before, *context.before)):
        more |= {"position": "before", "anchor_text": _words((*clause.before, *context.before))[0].words}
    elif (clause.marks | context.marks) & {"end", "beginning"}:
        more["position"] = "end" if "end" in clause.marks | context.marks else "beginning"
    else:
        raise NotReadError("it does not say where the words go")
    if not between:
        more |= _occurrence(clause, clause)
    return Found(
        tuple(
            context.operation(verb, place, clause, name, inserted[0], **more)
            for place in _places(context, clause, clause)
        )
    )


def _said(clause: Clause, context: Context) -> str:
    return context.holder.text[clause.start : clause.end + 2]


def _words(named: Sequence[Named]) -> list[Named]:
    return [each for each in named if each.kind in WORDS]


def _occurrence(*clauses: Clause) -> dict[str, Any]:
    """Return in which of several places, and in how many."""
    more: dict[str, Any] = {}
    for clause in clauses:
        if "each" in clause.marks:
            more = {"occurrence": "each", "count": max(more.get("count", 0), clause.count)}
        if clause.nth:
            more["occurrence"] = clause.nth
    return more


def _places(context: Context, clause: Clause, last: Clause) -> tuple[Place, ...]:
    """Return where the words are: what the clause says, inside what was said before."""
    where = [
        named
        for named in (*clause.where, *(last.where if last is not clause else ()))
        if named.kind not in WORDS
    ]
    beside = [named for named in (*clause.after, *clause.before) if named.kind not in WORDS]
    places = context.narrowed([*where, *beside]).here
    if not places:
        raise NotReadError("it does not say which section it is about")
    # a sentence that the clause names stands in the paragraph that the context is about
    return tuple(replace(place) for place in places)
