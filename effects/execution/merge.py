"""A provision as it is printed anew, laid over the one in the base: stars keep what they stand for.

    base                      printed                   result
    (f) Aliens. (1) Who.      (f) * * *                 (f) Aliens. (1) Who.
      (i) Old first.            (1) * * *                 (i) Old first.
      (ii) Old second.            (ii) New second.        (ii) New second.
      (iii) Old third.            * * *                   (iii) Old third.

Where no stars are printed between two provisions, nothing stands between them any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.differ.stars import STARS, is_stars
from lawdiff.effects.sentences import sentences

if TYPE_CHECKING:
    from lawdiff.effects.execution.workspace import Effect, Workspace
    from lawdiff.parsers.draft import Draft


def merge(workspace: Workspace, effect: Effect, base: Draft, new: Draft, *, before_gap: bool = False) -> None:
    """Lay a printed provision over the one in the base, which is changed in place.

    Args:
        workspace: where it happens.
        effect: what comes of it.
        base: the provision in the base.
        new: the printed one.
        before_gap: whether stars are printed right behind it. A row of stars stands for all that is left out before
            the next printed paragraph, at every level: behind (a)(2)(ii) for (a)(2)(iii), (a)(3) and (b).
    """
    kept = is_stars(new.text)
    before = (base.number, base.heading, base.text, base.status)
    workspace.set(base, number=new.number or base.number)
    if kept:
        workspace.set(base, heading=new.heading or base.heading)
    else:
        notes = [note for note in base.apparatus if note.kind != "footnote"]
        notes += [note for note in new.apparatus if note.kind == "footnote"]
        text = _text(base.text, new.text, effect)
        workspace.set(base, heading=new.heading, text=text, status=new.status, apparatus=notes)
    if (base.number, base.heading, base.text, base.status) != before:
        workspace.changed(effect, base)
    if kept and not any(not is_gap(child) for child in new.children):
        return
    gap = kept or new.text.endswith(STARS)
    _children(workspace, effect, base, new, gap=gap, before_gap=before_gap)


def is_gap(draft: Draft) -> bool:
    """Return whether a draft is stars that stand for provisions left out."""
    return not draft.designator and not draft.children and not draft.heading and is_stars(draft.text)


def _text(old: str, new: str, effect: Effect) -> str:
    """Return the new text; stars in it stand for the sentences of the old one that it does not print."""
    if STARS not in new:
        return new
    first, _, last = new.partition(STARS)
    first, last = first.strip(), last.replace(STARS, "").strip()
    spans = sentences(old)
    start, end = len(sentences(first)), len(spans) - len(sentences(last))
    middle = old[spans[start][0] : spans[end - 1][1]] if start < end else ""
    if middle:
        effect.flag("stars inside a paragraph were filled with the sentences of the base that stand there")
    return " ".join(piece for piece in (first, middle, last) if piece)


def _children(
    workspace: Workspace, effect: Effect, base: Draft, new: Draft, *, gap: bool, before_gap: bool
) -> None:
    """Merge the children: printed ones in their order, unprinted ones where stars stand."""
    old = list(base.children)
    counterpart = _counterparts(old, [child for child in new.children if not is_gap(child)])
    result: list[Draft] = []
    at = 0
    for count, child in enumerate(new.children):
        if is_gap(child):
            gap = True
            continue
        behind = is_gap(new.children[count + 1]) if count + 1 < len(new.children) else before_gap
        match = counterpart.get(child)
        place = (
            next((index for index, each in enumerate(old) if each is match), -1) if match is not None else -1
        )
        if match is None or place < at:
            if gap:
                until = _until(old, at, child)
                result.extend(old[at:until])
                at = until
            result.append(child)
            workspace.changed(effect, child)
        else:
            _between(workspace, effect, old[at:place], result, gap=gap)
            merge(workspace, effect, match, child, before_gap=behind)
            result.append(match)
            at = place + 1
        gap = False
    if before_gap and not gap and old[at:]:
        effect.flag("stars behind a paragraph were taken to stand for what is below it in the base too")
    _between(workspace, effect, old[at:], result, gap=gap or before_gap)
    workspace.set(base, children=result)


def _between(
    workspace: Workspace, effect: Effect, left: list[Draft], result: list[Draft], *, gap: bool
) -> None:
    """Keep the unprinted provisions behind stars, and take out those that no stars stand for."""
    for draft in left:
        if gap:
            result.append(draft)
        else:
            workspace.removed(effect, draft)


def _counterparts(old: list[Draft], new: list[Draft]) -> dict[Draft, Draft]:
    """Return for each printed child the one in the base that it takes the place of."""
    found: dict[Draft, Draft] = {}
    taken: set[Draft] = set()
    for child in new:
        for other in old:
            if other in taken or bool(other.designator) != bool(child.designator):
                continue
            same = other.designator == child.designator if child.designator else _alike(other, child)
            if same:
                found[child] = other
                taken.add(other)
                break
    return found


def _alike(old: Draft, new: Draft) -> bool:
    """Return whether two provisions without number are the same one: the words they begin with."""
    return old.level == new.level and opening(old) == opening(new)


OPENING = 24
"""So many characters tell definitions apart: the term and the verb after it."""


def opening(draft: Draft) -> str:
    """Return what an unnumbered provision begins with, without case and quotation marks."""
    words = f"{draft.heading} {draft.text}".strip().casefold()
    return words.lstrip("“\"'‘")[:OPENING]


def _until(old: list[Draft], at: int, new: Draft) -> int:
    """Return where among the children behind stars a new one goes: before the first that follows its number."""
    from lawdiff.effects.execution.order import comes_after  # noqa: PLC0415 - they need each other

    for place in range(at, len(old)):
        if comes_after(old[place], new, old):
            return place
    return len(old)
