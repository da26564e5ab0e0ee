"""What the markers of flat paragraphs can mean together: the cheapest reading of a whole section.

``(i)`` after ``(h)`` is a letter, and after ``(1)`` a numeral; which one it is may show only paragraphs later. So all
readings are followed side by side, each with a cost: nothing for the next of its siblings or the first child, more for
a gap, a level that is skipped, a count that begins again. `hierarchy` makes the tree that the cheapest one describes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from lawdiff.parsers.fr_text import STARS
from lawdiff.parsers.markers import Paragraph
from lawdiff.parsers.quick import quick_tuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.parsers.draft import Draft
    from lawdiff.parsers.markers import Place, Token

GAP_AFTER_STARS = 1.0
"""A count that goes on after a gap that stars explain."""
GAP = 3.0
"""A count that goes on after a gap that nothing explains: a misprint, or a marker that is none."""
SKIPPED_LEVEL = 2.0
"""A level that the section leaves out: a list (1), (2) in a section without (a)."""
RESTART = 6.0
"""A count that begins again among siblings: never a good reading, but better than to lose the paragraph."""
AS_TEXT = 5.0
"""Reading a marked paragraph as plain text."""
AGAIN = 0.5
"""A marker with nothing but stars behind it that names an open paragraph once more, after stars: an amendment says
again where it is, ``(i) * * *``, ``(2) * * *``. Half of what a marker read against its type face costs."""
NOT_BELOW = 1.0
"""Such a marker as the first child of what stands above the stars: they would stand for nothing."""
FAR = 0.01
"""A longer gap costs a little more than a short one, so that (v) after (ii) and stars is a numeral."""
LONGEST_FAR = 50
LEAD_IN = 0.5
"""An unmarked paragraph that opens a list of its own: a definition, or one that ends with a colon."""
WEAK_LEAD_IN = 2.5
"""The same for a paragraph that does not look like it."""
STAY_IN_LIST = 0.5
"""A defined term that would stand inside the list of the definition before it."""
NOT_ITS_LIST = 1.0
"""A definition among others that ends with a colon, and a list after it that would not be its own."""
LEAVE_LIST = 0.3
"""An unmarked paragraph that ends such a list."""
ANOTHER_LIST = 0.1
"""A list after the list of one definition is rather the next definition's than that of the paragraph around both."""
UNCLEAR = 3.0
"""A step that costs this much fits no rule, and is reported."""
BEAM = 8
"""Readings that are followed at once; in the corpus more than four never mattered."""
PRUNE = 4.5
"""A reading this much dearer than the best is given up."""


_PLAIN, _GAP, _LINE, _AGAIN, _JOINED = range(5)
"""How a marker stands: after what was read, after stars at the end of a text, after a line of stars, after a line of
stars and with nothing but stars behind it, right behind another marker."""
_REMEMBERED = 16384
"""Steps to remember: sections of a title open the same way again and again."""

TEXT = 0
"""Level of a step that opens nothing."""
LIST = -1
"""Level of a step that opens a list without a marker of its own."""

_DEFINES = re.compile(r"[^.;:]{0,80}?\b(?:means?|includes?|refers?|has|have)\b")
"""What follows a term in italics where it is defined; what stands between the two in the corpus is shorter."""

_PLAIN_TERM = re.compile(r"“?[A-Z][^.;:]{0,60}?\bmeans\b")
"""A definition whose term is not in italics."""

_Path = tuple[tuple[float, int], ...]


class Step(NamedTuple):
    """What one reading does with a marker or a plain paragraph: cut the open path to `keep`, open `level` there."""

    keep: int
    level: int
    unclear: bool = False


class _State(NamedTuple):
    """One reading so far: its cost, the open path (level, ordinal), what stars came last, how it got there."""

    cost: float
    path: _Path
    gap: int
    trail: _Trail | None


_Trail = tuple["_Trail | None", tuple[Step, ...]]
"""The steps of a reading, newest first: what came before, and the steps of one item."""


_new_state = quick_tuple(_State)


def is_unclear(readings: Sequence[tuple[Step, ...]]) -> bool:
    """Return whether some marker fits no rule in a reading."""
    return any(step.unclear for steps in readings for step in steps)


def read(
    items: Sequence[Paragraph | Draft],
    tokens: Sequence[list[Token]],
    *,
    excerpt: bool,
) -> list[tuple[Step, ...]]:
    """Return the steps of the cheapest reading: a tuple for each paragraph, with a step for each marker.

    Args:
        items: in printed order; a `Draft` with the text ``* * *`` stands for paragraphs that are left out.
        tokens: the markers of each item.
        excerpt: whether they are an amendment's excerpt of a section, which may begin anywhere.
    """
    states = [_State(0.0, (), gap=_GAP if excerpt else _PLAIN, trail=None)]
    opens: list[bool] = []
    defining: list[bool] = []
    if not all(tokens):
        opens = _opens_list(tokens)
        defining = [not tokens[index] and _defines(item) for index, item in enumerate(items)]
    glossary = sum(defining) > 1
    for index, item in enumerate(items):
        if isinstance(item, Paragraph):
            if tokens[index]:
                starred = states[0].gap == _LINE and _starred(item, tokens[index])
                states = _after_markers(states, tokens[index], starred=starred)
            else:
                own = glossary and defining[index] and item.text.endswith((":", "—", "–"))
                states = _after_text(states, item, opens=opens[index], own=own)
        if item.text.endswith(STARS):
            gap = _GAP if isinstance(item, Paragraph) else _LINE
            states = [state._replace(gap=gap) for state in states]
    trail = min(states, key=lambda state: state.cost).trail
    found: list[tuple[Step, ...]] = []
    while trail is not None:
        trail, steps = trail
        found.append(steps)
    found.reverse()
    return found


def _defines(item: Paragraph | Draft) -> bool:
    """Return whether a paragraph begins with a term in italics and says what it means."""
    if not isinstance(item, Paragraph) or not item.italics or item.italics[0][0] > 1:
        return False
    return _DEFINES.match(item.text, item.italics[0][1]) is not None


def _opens_list(tokens: Sequence[list[Token]]) -> list[bool]:
    """Return for each item without markers whether the next marker after it could be the first of a list."""
    result = [False] * len(tokens)
    after: list[Token] = []
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index]:
            after = tokens[index]
        elif after:
            result[index] = any(place.ordinal == 1 for place in after[0].first)
    return result


def _starred(item: Paragraph, tokens: Sequence[Token]) -> bool:
    """Return whether nothing but stars stands behind the first marker of a paragraph."""
    first = tokens[0]
    return first.text == STARS or (len(tokens) == 1 and item.text.startswith(STARS, first.text_at))


def _after_markers(states: Sequence[_State], tokens: Sequence[Token], *, starred: bool) -> list[_State]:
    """Follow a paragraph with one marker or more; `starred` says what stands behind the first (`_starred`)."""
    first, *joined = tokens
    if len(states) == 1 and not joined:
        cost, path, gap, trail = states[0]
        sure = _sure(first.first, first.last, path, _AGAIN if gap == _LINE and starred else gap)
        if sure is not None:
            return [_new_state((cost, sure[0], _PLAIN, (trail, sure[1])))]
    found: dict[_Path, _State] = {}
    for state in states:
        partial = _readings(
            first.first, first.last, state.path, _AGAIN if state.gap == _LINE and starred else state.gap
        )
        for token in joined:
            partial = tuple(
                (cost + more, path, steps + step)
                for cost, path_before, steps in partial
                for more, path, step in _readings(token.first, token.last, path_before, _JOINED)
            )
        for cost, path, steps in partial:
            _offer(found, state, cost, path, steps)
        _offer(found, state, AS_TEXT, state.path, (Step(len(state.path), TEXT, unclear=True),))
    return _cheapest(found)


_Reading = tuple[float, _Path, tuple[Step, ...]]
"""What a reading of markers costs, the open path after it, and its steps."""


@lru_cache(maxsize=_REMEMBERED)
def _readings(
    first: tuple[Place, ...], last: tuple[Place, ...], path: _Path, where: int
) -> tuple[_Reading, ...]:
    """Return what one marker can be after an open path."""
    ends = {place.level: place.ordinal for place in last}
    result = []
    for place in first:
        keep, cost = _cost(path, place, where)
        after = (*path[:keep], (place.level, ends.get(place.level, place.ordinal)))
        result.append((cost + place.cost, after, (Step(keep, place.level, unclear=cost >= UNCLEAR),)))
    return tuple(result)


@lru_cache(maxsize=_REMEMBERED)
def _sure(
    first: tuple[Place, ...], last: tuple[Place, ...], path: _Path, where: int
) -> tuple[_Path, tuple[Step, ...]] | None:
    """Return the reading of a marker that costs nothing, where all others (and text) would be given up at once."""
    likely = [reading for reading in _readings(first, last, path, where) if reading[0] <= PRUNE]
    if len(likely) == 1 and likely[0][0] == 0.0:
        return likely[0][1], likely[0][2]
    return None


def _cost(path: _Path, place: Place, where: int) -> tuple[int, float]:
    """Return how much of the open path stays above a marker in this reading, and what the reading costs."""
    level = place.level
    keep = len(path)
    while keep and path[keep - 1][0] >= level:
        keep -= 1
    missing = GAP if where == _PLAIN else GAP_AFTER_STARS
    if keep < len(path) and path[keep][0] == level:
        step = place.ordinal - path[keep][1]
        if step > 1:
            cost = missing + FAR * min(step, LONGEST_FAR)
        else:
            cost = 0.0 if step == 1 else AGAIN if step == 0 and where == _AGAIN else RESTART
    else:
        base = path[keep - 1][0] if keep else 0.0
        in_list = base != int(base)
        skipped = max(0, level - int(base) - (2 if in_list else 1))
        cost = SKIPPED_LEVEL * (skipped + (keep < len(path)))
        if place.ordinal > 1:
            cost += missing + FAR * min(place.ordinal, LONGEST_FAR)
        elif where == _AGAIN and keep == len(path):
            cost += NOT_BELOW
    if where == _JOINED and keep < len(path):
        cost += RESTART
    return keep, cost


def _after_text(states: Sequence[_State], item: Paragraph, *, opens: bool, own: bool) -> list[_State]:
    """Follow an unmarked paragraph: it stays where the reading is, ends a list of its kind, or opens one.

    Args:
        states: the readings so far.
        item: the paragraph.
        opens: whether the next marker could be the first of a list.
        own: whether such a list would be the paragraph's: it is one definition of several, and ends with a colon.
    """
    if len(states) == 1 and not opens and not any(level % 1 for level, _ in states[0].path):
        cost, path, _, before = states[0]
        return [_new_state((cost, path, _PLAIN, (before, (Step(len(path), TEXT),))))]
    term = (bool(item.italics) and item.italics[0][0] <= 1) or _PLAIN_TERM.match(item.text) is not None
    lead_in = LEAD_IN if term or item.text.endswith((":", "—", "–")) else WEAK_LEAD_IN
    plain = NOT_ITS_LIST if own and opens else 0.0
    found: dict[_Path, _State] = {}
    for state in states:
        path = state.path
        inner = next((at for at in range(len(path) - 1, -1, -1) if path[at][0] != int(path[at][0])), -1)
        stay = plain + (STAY_IN_LIST if term and inner >= 0 else 0.0)
        _offer(found, state, stay, path, (Step(len(path), TEXT),))
        if inner >= 0:
            leave = plain + (0.0 if term else LEAVE_LIST) + (ANOTHER_LIST if opens else 0.0)
            _offer(found, state, leave, path[:inner], (Step(inner, TEXT),))
        for keep in _list_places(path, inner) if opens else ():
            base = path[keep - 1][0] if keep else 0.0
            cost = lead_in + (0.0 if keep == len(path) else LEAVE_LIST)
            if keep == inner:
                cost = lead_in - LEAD_IN  # the next of several lists
            _offer(found, state, cost, (*path[:keep], (base + 0.5, 0)), (Step(keep, LIST),))
    return _cheapest(found)


def _list_places(path: _Path, inner: int) -> tuple[int, ...]:
    """Return where on the open path an unmarked list can begin: beside the one before, at the end, at the top."""
    if inner >= 0:
        return (inner,)
    return (len(path), 1) if len(path) > 1 else (len(path),)


def _offer(
    found: dict[_Path, _State], state: _State, cost: float, path: _Path, steps: tuple[Step, ...]
) -> None:
    """Keep a reading, unless a cheaper one has come to the same open path."""
    total = state.cost + cost
    known = found.get(path)
    if known is None or total < known.cost:
        found[path] = _new_state((total, path, _PLAIN, (state.trail, steps)))


def _cheapest(found: dict[_Path, _State]) -> list[_State]:
    if len(found) == 1:
        return list(found.values())
    ranked = sorted(found.values(), key=itemgetter(0))
    limit = ranked[0].cost + PRUNE
    return [state for state in ranked[:BEAM] if state.cost <= limit]
