"""Word edits between two texts: exact, readable, the same in both directions.

    old   "to remain available until September 30, 2029, for border security"
    new   "to remain available through September 30, 2034, for the border"
    ugly  = "to remain available "  - "until"  + "through"  = " September 30, 20"  - "29"  + "34" …
    here  = "to remain available "  - "until September 30, 2029"  + "through September 30, 2034"  = ", for " …

The edit script is found by rapidfuzz (longest common subsequence of tokens); what is done here is to make it
readable: kept stretches too short to help a reader are drawn into the edits around them, and two texts that share
too little are shown as replaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from lawdiff.differ.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lawdiff.differ.change import Edit, Operation

REPLACED_BELOW = 0.3
"""Texts that keep less than this share of their tokens (2 * kept / both) are shown as replaced. Below a third,
what is kept is mostly "of", "the" and commas. Set by reading H.R. 1, engrossed against enrolled."""

SHORT_KEPT = 2
"""A kept stretch of at most this many words between two edits is drawn into them when it is no longer than either
edit: one or two words between two phrases read as confetti."""

ENDS = frozenset((".", ";", ":", "—"))
"""What a sentence or an item of a list ends with."""

CELLS = 40_000_000
"""Most token pairs compared at once for one text (the work and the bits of memory of one edit script): 5 MB of
memory, some 20 ms. Longer texts are first cut where rare tokens agree."""


@dataclass(slots=True)
class _Run:
    """A stretch of the script: tokens kept in both, or those of one side against those of the other, as ranges."""

    old_from: int
    old_to: int
    new_from: int
    new_to: int
    kept: bool


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The tokens of one text.

    Attributes:
        texts: joined they are the text.
        keys: the same without the white space behind them: what is compared.
        words: how many of the tokens before each place are words; at the end how many of all are.
    """

    texts: list[str]
    keys: list[str]
    words: list[int]


def word_edits(old: str, new: str) -> tuple[Edit, ...]:
    """Return the edits that lead from one text to the other.

    The ``=`` and ``-`` stretches joined spell `old`, ``=`` and ``+`` spell `new`. Swapping the texts swaps ``-``
    and ``+`` and changes nothing else.
    """
    if old == new:
        return (("=", old),) if old else ()
    if not old:
        return (("+", new),)
    if not new:
        return (("-", old),)
    first, second = _tokens(old), _tokens(new)
    if (len(new), new) < (len(old), old):
        runs = [_swapped(run) for run in _readable(second, first)]
    else:
        runs = _readable(first, second)
    return _spell(runs, first.texts, second.texts)


def field_edits(old: Sequence[str], new: Sequence[str]) -> tuple[Edit, ...]:
    """Return the edits between two provisions field by field, so that a kept heading stays a kept heading.

    Args:
        old: number, heading and text of the old side; the empty ones left out, the others joined by a space.
        new: the same of the new side.
    """
    if old == new:
        return word_edits(*["".join(_spaced(fields)) for fields in (old, new)])
    out: list[Edit] = []
    for before, after in zip(_spaced(old), _spaced(new), strict=True):
        for operation, text in word_edits(before, after):
            _put(out, operation, text)
    return tuple(out)


def _spaced(fields: Sequence[str]) -> list[str]:
    """Return the fields with a space behind each that another one follows."""
    spaced: list[str] = []
    followed = False
    for field in reversed(fields):
        spaced.append(f"{field} " if field and followed else field)
        followed = followed or bool(field)
    return spaced[::-1]


def _tokens(text: str) -> _Tokens:
    found = tokens(text)
    words = [token[0].isalnum() or token[0] in "$(" for token in found]
    return _Tokens(found, [token.rstrip() for token in found], list(accumulate(words, initial=0)))


def _runs(old: list[str], new: list[str]) -> list[_Run]:
    """Return the raw script over tokens compared without the white space behind them.

    Equal beginnings and ends are cut off first; what is between is compared in pieces that fit.
    """
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    old_end, new_end = len(old) - end, len(new) - end
    runs = [_Run(0, start, 0, start, kept=True)] if start else []
    for old_from, old_to, new_from, new_to in _pieces(old, new, (start, old_end, start, new_end)):
        for code in Indel.opcodes(old[old_from:old_to], new[new_from:new_to]):
            _add(
                runs,
                _Run(
                    old_from + code.src_start,
                    old_from + code.src_end,
                    new_from + code.dest_start,
                    new_from + code.dest_end,
                    kept=code.tag == "equal",
                ),
            )
    if end:
        _add(runs, _Run(old_end, len(old), new_end, len(new), kept=True))
    return runs


def _add(runs: list[_Run], run: _Run) -> None:
    """Append a run, drawn into the last one where that is of its kind."""
    if runs and runs[-1].kept == run.kept:
        _extend(runs[-1], run)
    else:
        runs.append(run)


def _swapped(run: _Run) -> _Run:
    return _Run(run.new_from, run.new_to, run.old_from, run.old_to, kept=run.kept)


def _extend(run: _Run, following: _Run) -> None:
    """Draw the next run into one."""
    run.old_to, run.new_to = following.old_to, following.new_to


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many tokens the two begin with in common."""
    count = 0
    for left, right in zip(old, new, strict=False):
        if left != right:
            return count
        count += 1
    return count


def _pieces(
    old: list[str], new: list[str], piece: tuple[int, int, int, int]
) -> list[tuple[int, int, int, int]]:
    """Return the ranges to compare one by one, cut so that none exceeds `CELLS` where that can be avoided.

    A piece that is too large is cut at tokens that occur once on each side (patience diff); one without such tokens
    is compared half by half.
    """
    stack, done = [piece], []
    while stack:
        old_from, old_to, new_from, new_to = stack.pop()
        if (old_to - old_from) * (new_to - new_from) <= CELLS:
            done.append((old_from, old_to, new_from, new_to))
            continue
        old_cut, new_cut = _anchor(old, new, (old_from, old_to, new_from, new_to))
        stack.append((old_cut, old_to, new_cut, new_to))
        stack.append((old_from, old_cut, new_from, new_cut))
    return done


def _anchor(old: list[str], new: list[str], piece: tuple[int, int, int, int]) -> tuple[int, int]:
    """Return where to cut a piece: at the unique common token nearest the middle, else in the middle."""
    old_from, old_to, new_from, new_to = piece
    middle = (old_from + old_to) // 2
    places = _unique(new, new_from, new_to)
    best: tuple[int, int, int] | None = None
    for token, place in _unique(old, old_from, old_to).items():
        other = places.get(token)
        if other is None or place == old_from:
            continue
        # Off the middle, and off the diagonal: an anchor far from it is more likely a token that moved.
        off = abs(place - middle) + 2 * abs((place - old_from) - (other - new_from))
        if best is None or off < best[0]:
            best = (off, place, other)
    if best is None:
        return middle, (new_from + new_to) // 2
    return best[1], best[2]


def _unique(items: list[str], start: int, end: int) -> dict[str, int]:
    """Return the tokens that occur once in a range, with their places."""
    places: dict[str, int] = {}
    for place in range(start, end):
        token = items[place]
        places[token] = -1 if token in places else place
    return {token: place for token, place in places.items() if place >= 0}


def _readable(old: _Tokens, new: _Tokens) -> list[_Run]:
    """Return the script between two texts, with short kept stretches drawn into the edits around them.

    Texts that share little are shown as replaced.
    """
    runs = _runs(old.keys, new.keys)
    _slide(runs, old.keys, new.keys)
    if len(runs) == 2 and any(map(_is_one_sided, runs)):  # noqa: PLR2004 - what is kept, and one edit
        return runs  # sentences at the beginning or the end, and nothing to be confused with
    kept = sum(old.words[run.old_to] - old.words[run.old_from] for run in runs if run.kept)
    total = old.words[-1] + new.words[-1]
    if total and 2 * kept / total < REPLACED_BELOW:
        return [_Run(0, len(old.texts), 0, len(new.texts), kept=False)]
    done: list[_Run] = []
    for run, after in zip_longest(runs, runs[1:]):
        between = done and after is not None
        if (between and run.kept and _is_confetti(old, new, (done[-1], run, after))) or (
            done and not run.kept and not done[-1].kept
        ):
            _extend(done[-1], run)
        else:
            done.append(run)
    return done


def _slide(runs: Sequence[_Run], old: list[str], new: list[str]) -> None:
    """Move what was only struck, or only inserted, along the same tokens, so that it is whole sentences or items.

    "A fee is due[-. A tower is built-]." and "A fee is due.[- A tower is built.-]" are the same edit; the second one is
    what was done.
    """
    for before, run, after in zip(runs, runs[1:], runs[2:], strict=False):
        if not _is_one_sided(run):
            continue
        keys = old[run.old_from : run.old_to] or new[run.new_from : run.new_to]
        lead, follow = old[before.old_from : before.old_to], old[after.old_from : after.old_to]
        if keys[-1] in ENDS and (not lead or lead[-1] in ENDS):
            continue
        _shift(before, run, after, _steps_right(keys, follow) or -_steps_left(lead, keys))


def _is_one_sided(run: _Run) -> bool:
    return not run.kept and (run.old_from == run.old_to) != (run.new_from == run.new_to)


def _steps_right(keys: Sequence[str], follow: Sequence[str]) -> int:
    """Return by how many tokens an edit is to be moved to the right, so that it begins behind an end; 0 for none."""
    for steps, (first, next_one) in enumerate(zip(keys, follow, strict=False), start=1):
        if first != next_one:
            return 0
        if first in ENDS:
            return steps
    return 0


def _steps_left(lead: Sequence[str], keys: Sequence[str]) -> int:
    """Return by how many tokens an edit is to be moved to the left, so that it ends with an end; 0 for none."""
    for steps, (last, before) in enumerate(zip(reversed(keys), reversed(lead), strict=False), start=1):
        if last != before or steps == len(keys):
            return 0
        if keys[-steps - 1] in ENDS and (steps == len(lead) or lead[-steps - 1] in ENDS):
            return steps
    return 0


def _shift(before: _Run, run: _Run, after: _Run, steps: int) -> None:
    before.old_to += steps
    before.new_to += steps
    run.old_from, run.old_to = run.old_from + steps, run.old_to + steps
    run.new_from, run.new_to = run.new_from + steps, run.new_to + steps
    after.old_from += steps
    after.new_from += steps


def _is_confetti(old: _Tokens, new: _Tokens, runs: tuple[_Run, _Run, _Run]) -> bool:
    """Return whether a kept stretch is too short to help a reader, between the edits before and behind it."""
    before, kept, after = runs
    count = old.words[kept.old_to] - old.words[kept.old_from]
    if count == 0:
        return True
    if count > SHORT_KEPT:
        return False
    sizes = [
        max(old.words[run.old_to] - old.words[run.old_from], new.words[run.new_to] - new.words[run.new_from])
        for run in (before, after)
    ]
    return count <= min(sizes)


def _spell(runs: Iterable[_Run], old: list[str], new: list[str]) -> tuple[Edit, ...]:
    """Spell the runs out; where kept tokens differ in the white space behind them, that is an edit too."""
    out: list[Edit] = []
    for run in runs:
        olds, news = old[run.old_from : run.old_to], new[run.new_from : run.new_to]
        if not run.kept:
            _put(out, "-", "".join(olds))
            _put(out, "+", "".join(news))
        elif olds == news:
            _put(out, "=", "".join(olds))
        else:
            _put_kept(out, olds, news)
    return tuple(_trimmed(out))


def _put_kept(out: list[Edit], olds: Sequence[str], news: Sequence[str]) -> None:
    """Append tokens that are the same but for the white space behind some of them."""
    for old, new in zip(olds, news, strict=True):
        key = old.rstrip() if old != new else old
        _put(out, "=", key)
        _put(out, "-", old[len(key) :])
        _put(out, "+", new[len(key) :])


def _trimmed(script: Sequence[Edit]) -> list[Edit]:
    """Return the script with white space that both sides of an edit end with kept, not struck and written again."""
    out: list[Edit] = []
    for place, (operation, text) in enumerate(script):
        before = script[place - 1] if place else ("=", "")
        if operation != "+" or before[0] != "-":
            _put(out, operation, text)
            continue
        tail = _common_space(before[1], text)
        if tail:
            out[-1] = ("-", out[-1][1][: -len(tail)])
            if not out[-1][1]:
                out.pop()
            _put(out, "+", text[: -len(tail)])
            _put(out, "=", tail)
        else:
            _put(out, "+", text)
    return out


def _common_space(first: str, second: str) -> str:
    """Return the white space that both texts end with."""
    tail = first[len(first.rstrip()) :]
    while tail and not second.endswith(tail):
        tail = tail[1:]
    return tail


def _put(out: list[Edit], operation: Operation, text: str) -> None:
    """Append a stretch, joined to the last of its kind; within one edit what is struck stands first."""
    if not text:
        return
    if out and out[-1][0] == operation:
        out[-1] = (operation, out[-1][1] + text)
    elif operation == "-" and out and out[-1][0] == "+":
        if len(out) > 1 and out[-2][0] == "-":
            out[-2] = ("-", out[-2][1] + text)
        else:
            out.insert(-1, ("-", text))
    else:
        out.append((operation, text))
