"""Flat paragraphs -> a tree, by their markers.

The Federal Register and the CFR print every paragraph of a section as a sibling; the level is in its marker::

    (h) Filing.                        (h) Filing.
    (1) By mail.                           (1) By mail.
    (i) From abroad.            ->             (i) From abroad.
    (ii) From here.                            (ii) From here.
    (i) Fees.                          (i) Fees.

The second ``(i)`` is a letter, the first a numeral, and only what stands around them tells. So all readings of the
markers are followed side by side, each with a cost: nothing for the next of its siblings or the first child, more
for a gap, a level that is skipped, a count that begins again. The cheapest reading of the whole section wins.
Stars (``* * *``) in an amendment make gaps cheap. A section that begins with ``(1)`` and does not come out is read
again with numbers above letters. A marker that fits nowhere leaves its paragraph where it stands, as text, and is
reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from lawdiff.parsers.draft import Draft
from lawdiff.parsers.fr_text import STARS, Reference
from lawdiff.parsers.markers import CFR, NUMBER_FIRST, Paragraph, split
from lawdiff.parsers.quick import quick_tuple

if TYPE_CHECKING:
    from collections.abc import Sequence

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

LONGEST_RESERVED = len("[Reserved].")
"""A longer paragraph is not only reserved."""

_TO_SECTION = re.compile(r"\bto (?:§|section|this section)", re.IGNORECASE)

_Path = tuple[tuple[float, int], ...]


class _Step(NamedTuple):
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


_Trail = tuple["_Trail | None", tuple[_Step, ...]]
"""The steps of a reading, newest first: what came before, and the steps of one item."""


_new_state = quick_tuple(_State)


@dataclass(slots=True)
class Hierarchy:
    """What `nest` found.

    Attributes:
        children: the tree.
        references: footnote references, each on the provision that got its place in the text.
        unclear: provisions whose marker fits no rule; they stand where they stood.
    """

    children: list[Draft]
    references: list[Reference] = field(default_factory=list)
    unclear: list[Draft] = field(default_factory=list)


def nest(items: Sequence[Paragraph | Draft], *, excerpt: bool = False) -> Hierarchy:
    """Nest paragraphs by their markers.

    Args:
        items: in printed order. A `Draft` stays as it is, below the paragraph that it follows; one with the text
            ``* * *`` stands for paragraphs that are left out.
        excerpt: whether they are an amendment's excerpt of a section, which may begin anywhere.
    """
    tokens = _tokens(items)
    if not any(tokens):
        return _flat(items)
    readings = _read(items, tokens, excerpt=excerpt)
    if _is_tentative(items) and (_unclear(readings) or not _begins(tokens)):
        return _flat(items)
    if _unclear(readings) and _begins_with_number(tokens):
        turned = [_number_first(item) for item in items]
        other = _tokens(turned)
        found = _read(turned, other, excerpt=excerpt)
        if not _unclear(found):
            return _build(turned, other, found)
    return _build(items, tokens, readings)


def _tokens(items: Sequence[Paragraph | Draft]) -> list[list[Token]]:
    return [split(item) if isinstance(item, Paragraph) and item.scheme else [] for item in items]


def _unclear(readings: Sequence[tuple[_Step, ...]]) -> bool:
    return any(step.unclear for steps in readings for step in steps)


def _is_tentative(items: Sequence[Paragraph | Draft]) -> bool:
    """Return whether the first paragraph that may have a marker only may have one; all others are as it is."""
    schemes = (item.scheme for item in items if isinstance(item, Paragraph) and item.scheme)
    first = next(schemes, None)
    return first is not None and first.tentative


def _begins(tokens: Sequence[list[Token]]) -> bool:
    """Return whether ``(a)`` comes first, and others after it: a list in running text is not all that is there."""
    return bool(tokens[0]) and tokens[0][0].designator == "a" and sum(map(bool, tokens)) > 1


def _begins_with_number(tokens: Sequence[list[Token]]) -> bool:
    """Return whether the first marker is ``(1)``: the section may count numbers above letters."""
    first = next(found[0] for found in tokens if found)
    return first.designator == "1"


def _number_first(item: Paragraph | Draft) -> Paragraph | Draft:
    if isinstance(item, Paragraph) and item.scheme is CFR:
        return item._replace(scheme=NUMBER_FIRST)
    return item


def _read(
    items: Sequence[Paragraph | Draft],
    tokens: Sequence[list[Token]],
    *,
    excerpt: bool,
) -> list[tuple[_Step, ...]]:
    """Return the steps of the cheapest reading: a tuple for each paragraph, with a step for each marker."""
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
    found: list[tuple[_Step, ...]] = []
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
        _offer(found, state, AS_TEXT, state.path, (_Step(len(state.path), TEXT, unclear=True),))
    return _cheapest(found)


_Reading = tuple[float, _Path, tuple[_Step, ...]]
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
        result.append((cost + place.cost, after, (_Step(keep, place.level, unclear=cost >= UNCLEAR),)))
    return tuple(result)


@lru_cache(maxsize=_REMEMBERED)
def _sure(
    first: tuple[Place, ...], last: tuple[Place, ...], path: _Path, where: int
) -> tuple[_Path, tuple[_Step, ...]] | None:
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
        return [_new_state((cost, path, _PLAIN, (before, (_Step(len(path), TEXT),))))]
    term = (bool(item.italics) and item.italics[0][0] <= 1) or _PLAIN_TERM.match(item.text) is not None
    lead_in = LEAD_IN if term or item.text.endswith((":", "—", "–")) else WEAK_LEAD_IN
    plain = NOT_ITS_LIST if own and opens else 0.0
    found: dict[_Path, _State] = {}
    for state in states:
        path = state.path
        inner = next((at for at in range(len(path) - 1, -1, -1) if path[at][0] != int(path[at][0])), -1)
        stay = plain + (STAY_IN_LIST if term and inner >= 0 else 0.0)
        _offer(found, state, stay, path, (_Step(len(path), TEXT),))
        if inner >= 0:
            leave = plain + (0.0 if term else LEAVE_LIST) + (ANOTHER_LIST if opens else 0.0)
            _offer(found, state, leave, path[:inner], (_Step(inner, TEXT),))
        for keep in _list_places(path, inner) if opens else ():
            base = path[keep - 1][0] if keep else 0.0
            cost = lead_in + (0.0 if keep == len(path) else LEAVE_LIST)
            if keep == inner:
                cost = lead_in - LEAD_IN  # the next of several lists
            _offer(found, state, cost, (*path[:keep], (base + 0.5, 0)), (_Step(keep, LIST),))
    return _cheapest(found)


def _list_places(path: _Path, inner: int) -> tuple[int, ...]:
    """Return where on the open path an unmarked list can begin: beside the one before, at the end, at the top."""
    if inner >= 0:
        return (inner,)
    return (len(path), 1) if len(path) > 1 else (len(path),)


def _offer(
    found: dict[_Path, _State], state: _State, cost: float, path: _Path, steps: tuple[_Step, ...]
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


def _flat(items: Sequence[Paragraph | Draft]) -> Hierarchy:
    """Return paragraphs without any marker as they stand: most of a preamble."""
    result = Hierarchy([])
    for item in items:
        if isinstance(item, Draft):
            result.children.append(item)
            continue
        draft = Draft("text", text=item.text, source_line=item.line, status=status_of(item.text))
        result.children.append(draft)
        if item.refs:
            result.references.extend(Reference(label, draft, offset) for offset, label in item.refs)
    return result


@dataclass(slots=True)
class _Builder:
    """Makes the tree that the steps describe."""

    result: Hierarchy
    open: list[Draft] = field(default_factory=list)
    stars: list[Draft] = field(default_factory=list)

    def siblings(self, keep: int) -> list[Draft]:
        """Cut the open path and return where the next provision goes; stars that wait go there first."""
        del self.open[keep:]
        place = self.open[-1].children if self.open else self.result.children
        place.extend(self.stars)
        self.stars.clear()
        return place

    def fixed(self, draft: Draft, *, last: bool) -> None:
        """Add what is no paragraph; stars wait for the paragraph after them, whose siblings they are.

        A note to the whole section at its end does not belong to its last paragraph.
        """
        if draft.text == STARS:
            self.stars.append(draft)
        elif last and draft.level == "note" and _TO_SECTION.search(draft.heading):
            self.siblings(0).append(draft)
        else:
            self.siblings(len(self.open)).append(draft)

    def text(self, item: Paragraph, step: _Step) -> None:
        """Add a plain paragraph."""
        draft = Draft("text", text=item.text, source_line=item.line, status=status_of(item.text))
        self.siblings(step.keep).append(draft)
        self.result.references.extend(Reference(label, draft, offset) for offset, label in item.refs)
        if step.level == LIST:
            self.open.append(draft)
        if step.unclear:
            self.result.unclear.append(draft)

    def marked(self, item: Paragraph, tokens: Sequence[Token], steps: Sequence[_Step]) -> None:
        """Add a paragraph with markers: a provision for each, the text in the last."""
        levels = item.scheme.levels if item.scheme else ()
        added = []
        for token, step in zip(tokens, steps, strict=True):
            name = levels[step.level - 1]
            draft = Draft(
                name, token.number, token.designator, token.heading, token.text, source_line=item.line
            )
            self.siblings(step.keep).append(draft)
            self.open.append(draft)
            added.append(draft)
            if step.unclear:
                self.result.unclear.append(draft)
        last = added[-1]
        last.text = item.text[tokens[-1].text_at :]
        last.status = status_of(last.text or last.heading)
        for offset, label in item.refs:
            at = max(0, sum(token.heading_at <= offset for token in tokens) - 1)
            place = max(0, min(offset - tokens[at].text_at, len(added[at].text)))
            self.result.references.append(Reference(label, added[at], place))


def status_of(text: str) -> str:
    """Return ``reserved`` for a paragraph that is only reserved, and an empty string for every other."""
    return "reserved" if len(text) <= LONGEST_RESERVED and text.strip("[]. ").lower() == "reserved" else ""


def _build(
    items: Sequence[Paragraph | Draft],
    tokens: Sequence[list[Token]],
    readings: Sequence[tuple[_Step, ...]],
) -> Hierarchy:
    builder = _Builder(Hierarchy([]))
    left = iter(readings)
    end = max((index for index, found in enumerate(tokens) if found), default=-1)
    for index, item in enumerate(items):
        if isinstance(item, Draft):
            builder.fixed(item, last=index > end)
            continue
        steps = next(left)
        if steps[0].level > 0:
            builder.marked(item, tokens[index], steps)
        else:
            builder.text(item, steps[0])
    builder.siblings(0)
    return builder.result
