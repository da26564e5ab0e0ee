"""Words struck, inserted and replaced.

The struck words must stand where the instruction says, exactly as often as it says. ``only`` one place is taken
for granted by an instruction that counts none; where there are two, nothing is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.execution.parts import Field, fields, target
from lawdiff.effects.execution.passages import beside, find, replaced
from lawdiff.effects.execution.provisions import put, remove, set_out
from lawdiff.effects.execution.registry import carries
from lawdiff.effects.execution.resolve import place_in_base
from lawdiff.effects.execution.stretches import ending, remainder
from lawdiff.effects.execution.workspace import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.execution.workspace import Effect, Workspace
    from lawdiff.effects.operation import Operation, Place
    from lawdiff.parsers.draft import Draft

_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}

Hit = tuple[Field, int, int, bool]
"""Where words stand: the text, start and end in it, and whether they stand exactly so."""


@carries("strike")
def strike(workspace: Workspace, effect: Effect, operation: Operation, place: Place) -> None:
    """Strike words, or the provision where no words are named."""
    if not operation.struck:
        remove(workspace, effect, operation, place)
        return
    _rewrite(workspace, effect, operation, _hits(workspace, effect, operation, place))


@carries("replace")
def replace_words(workspace: Workspace, effect: Effect, operation: Operation, place: Place) -> None:
    """Put words in the place of words, or a provision in the place of another."""
    if not operation.struck:
        set_out(workspace, effect, operation, place)
        return
    hits = _hits(workspace, effect, operation, place)
    if operation.payload:
        _into_provisions(workspace, effect, operation, hits)
    else:
        _rewrite(workspace, effect, operation, hits)


def _into_provisions(workspace: Workspace, effect: Effect, operation: Operation, hits: Sequence[Hit]) -> None:
    """Put words and provisions in the place of the words that a text ends with: ``“…—(A) …; and (B) …”``."""
    if len(hits) != 1:
        raise RefusedError("words in several places are replaced by provisions")
    field, start, end, exact = hits[0]
    new = [workspace.planted(workspace.payload(address)) for address in operation.payload]
    lead = [operation.inserted] if operation.inserted else []
    while new and not new[0].designator and new[0].level in ("text", "continuation", "quoted-block"):
        lead.append(new[0].text)
        new[:1] = new[0].children
    if field.value[end:].strip() and new:
        raise RefusedError("the words that provisions take the place of do not end the text")
    numbers = {each.designator for each in field.draft.children}
    if any(each.designator in numbers for each in new):
        raise RefusedError(f"the number {new[0].number} is taken in the base")
    _flag(effect, operation.struck, exact=exact)
    words = " ".join(each for each in lead if each)
    _set(workspace, effect, field, replaced(field.value, start, end, words))
    workspace.set(field.draft, children=[*new, *field.draft.children])
    for each in new:
        workspace.changed(effect, each)


@carries("insert")
def insert(workspace: Workspace, effect: Effect, operation: Operation, place: Place) -> None:
    """Put words beside others, or at the beginning or the end; or provisions where no words are named."""
    if operation.payload and not operation.inserted:
        put(workspace, effect, operation, place)
        return
    found = _fields(workspace, operation, place)
    if operation.anchor_text:
        wanted = _anchors(found, operation)
        for field, start, end, exact in reversed(wanted):
            at = start if operation.position == "before" else end
            _flag(effect, operation.anchor_text, exact=exact)
            _set(workspace, effect, field, beside(field.value, at, operation.inserted))
        return
    if operation.position not in ("end", "beginning"):
        raise RefusedError("it does not say where the words go")
    field = _edge(found, operation)
    at = field.end if operation.position == "end" else field.start
    if operation.position == "end" and field.value[:at].endswith("."):
        effect.flag("the words are put in behind a full stop")
    _set(workspace, effect, field, beside(field.value, at, operation.inserted))


def _fields(workspace: Workspace, operation: Operation, place: Place) -> list[Field]:
    """Return the texts that an operation covers, without those in what it leaves as it is."""
    found = fields(workspace, place)
    kept: set[tuple[Draft, str]] = set()
    for each in operation.excepted:
        there = place_in_base(workspace, each)
        if there.part == "whole":
            kept.update(
                (draft, name)
                for draft in workspace.walk(target(workspace, there))
                for name in ("heading", "text")
            )
        else:
            kept.update((field.draft, field.name) for field in fields(workspace, there))
    return [field for field in found if (field.draft, field.name) not in kept]


def _edge(found: Sequence[Field], operation: Operation) -> Field:
    """Return the first or the last text that is not empty."""
    filled = [field for field in found if field.value and field.name == "text"] or list(found)
    return filled[-1] if operation.position == "end" else filled[0]


def _anchors(found: Sequence[Field], operation: Operation) -> list[Hit]:
    return _chosen(_all(found, operation.anchor_text), operation, operation.anchor_text)


def _hits(workspace: Workspace, effect: Effect, operation: Operation, place: Place) -> list[Hit]:
    """Return the places where the struck words stand, as many as the instruction says.

    Raises:
        RefusedError: they stand nowhere there, or not as often.
    """
    found = _fields(workspace, operation, place)
    if operation.struck == "^" and operation.through is not None:
        raise RefusedError("what is struck goes from one provision into another")
    if operation.struck == "^":
        return [_from_the_beginning(found, operation)]
    if operation.position == "end" and not operation.anchor_text and not operation.struck_to:
        return [_at_end(found, operation)]
    hits = _all(found, operation.struck)
    if operation.struck_to or operation.through is not None:
        chosen = _chosen(hits, operation, operation.struck)
        return [_stretched(workspace, effect, operation, found, hit) for hit in chosen]
    if operation.anchor_text and operation.position in ("before", "after"):
        hits = _beside(hits, _all(found, operation.anchor_text), operation)
    return _chosen(hits, operation, operation.struck)


def _all(found: Sequence[Field], words: str) -> list[Hit]:
    exact = [(field, stretch) for field in found for stretch in find(field.value, words)]
    inside = [(field, s) for field, s in exact if field.start <= s.start and s.end <= field.end]
    sure = [(field, s) for field, s in inside if s.exact]
    return [(field, s.start, s.end, s.exact) for field, s in (sure or inside)]


def _at_end(found: Sequence[Field], operation: Operation) -> Hit:
    """Return the words at the very end of a provision."""
    field = _edge(found, operation)
    text = field.value[: field.end]
    inside_word = operation.struck[:1].isalnum() and text[: -len(operation.struck)][-1:].isalnum()
    if not text.endswith(operation.struck) or inside_word:
        raise RefusedError(f"“{operation.struck}” does not stand at the end")
    return field, len(text) - len(operation.struck), len(text), True


def _stretched(
    workspace: Workspace, effect: Effect, operation: Operation, found: Sequence[Field], hit: Hit
) -> Hit:
    """Return a stretch from the words found to those, or to the end, that it is struck through.

    Where it goes over several provisions, they are taken out, and what the last one leaves over goes on with the text.
    """
    field, start, end, exact = hit
    last, stop, also_exact = ending(workspace, operation, found, field, end)
    if last is field:
        return field, start, stop, exact and also_exact
    if operation.occurrence == "each":
        raise RefusedError("stretches over several provisions are struck in each place")
    left = remainder(workspace, effect, field, last, stop)
    _set(workspace, effect, field, field.value + left)
    return field, start, field.end, exact and also_exact


def _from_the_beginning(found: Sequence[Field], operation: Operation) -> Hit:
    """Return all of a text before the words that stay, or through those that go."""
    hits = _all(found, operation.struck_to)
    if len(hits) != 1:
        raise RefusedError(f"“{operation.struck_to}” stands {len(hits)} times there")
    field, start, end, exact = hits[0]
    if field is not next((each for each in found if each.value and each.name == "text"), None):
        raise RefusedError("what is struck goes from one provision into another")
    return field, field.start, start if operation.position == "before" else end, exact


def _beside(hits: Sequence[Hit], anchors: Sequence[Hit], operation: Operation) -> list[Hit]:
    """Return the one of several places that stands next before or after other words."""
    if len(anchors) != 1:
        raise RefusedError(f"“{operation.anchor_text}” stands {len(anchors)} times there")
    field, start, end, _ = anchors[0]
    if operation.position == "after":
        return [hit for hit in hits if hit[0].draft is field.draft and hit[1] >= end][:1]
    return [hit for hit in hits if hit[0].draft is field.draft and hit[2] <= start][-1:]


def _chosen(hits: Sequence[Hit], operation: Operation, words: str) -> list[Hit]:
    """Return the hits that the instruction means."""
    if not hits:
        raise RefusedError(f"“{words}” does not stand there")
    if operation.occurrence == "each":
        if operation.count and operation.count != len(hits):
            raise RefusedError(f"“{words}” stands {len(hits)} times there, not {operation.count}")
        return list(hits)
    if operation.occurrence == "only":
        if len(hits) > 1:
            raise RefusedError(
                f"“{words}” stands {len(hits)} times there, and it does not say which is meant"
            )
        return list(hits)
    place = _ORDINALS[operation.occurrence]
    if place >= len(hits):
        raise RefusedError(f"“{words}” stands only {len(hits)} times there")
    return [hits[place]]


def _rewrite(workspace: Workspace, effect: Effect, operation: Operation, hits: Sequence[Hit]) -> None:
    """Change all places, the last first, so that the others keep theirs."""
    for field, start, end, exact in reversed(hits):
        _flag(effect, operation.struck, exact=exact)
        _set(workspace, effect, field, replaced(field.value, start, end, operation.inserted))


def _flag(effect: Effect, words: str, *, exact: bool) -> None:
    if not exact:
        effect.flag(f"“{words}” stands there with other quotation marks, dashes or spaces")


def _set(workspace: Workspace, effect: Effect, field: Field, value: str) -> None:
    workspace.set(field.draft, **{field.name: value})
    workspace.changed(effect, field.draft)
