"""`* * *`: text that a rule does not print because it stays as it is. Never a deletion.

    8 CFR 215.8 today             a rule that amends it         what became of (c)
    (a) …  (b) …  (c) …           (a) (new words)  * * *        unchanged: behind * * *

Against the regulation itself that is certain. Against a proposal that did print (c), it says that the rule leaves the
law as it is where the proposal would have changed it: that paragraph of the proposal is removed, and the reason says
why.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawdiff.differ.change import Part
    from lawdiff.parsers import Provision

STARS = "* * *"
STAYS = "behind * * *: it stays as it is"
LEFT_ALONE = "behind * * * in the other document, which leaves the law as it is here"


def is_stars(text: str) -> bool:
    """Return whether a text is nothing but ``* * *``."""
    return bool(text) and not text.strip("* .")


def with_stars(parts: Sequence[Part], *, law: bool) -> tuple[Part, ...]:
    """Return the parts of a change with what is behind ``* * *`` told as such.

    Args:
        parts: of one change, both sides matched.
        law: whether the old side is the regulation itself, so that what is not printed is known to stay.
    """
    sides = (provision for part in parts for provision in (part.old, part.new) if provision is not None)
    if not any(STARS in provision.text for provision in sides):
        return tuple(parts)
    counterpart = {
        part.old.address: part.new for part in parts if part.old is not None and part.new is not None
    }
    old = {part.old.address: part.old for part in parts if part.old is not None}
    return tuple(_told(part, counterpart, old, law=law) for part in parts)


def _told(
    part: Part, counterpart: Mapping[str, Provision], old: Mapping[str, Provision], *, law: bool
) -> Part:
    told = part
    old_stars = part.old is not None and is_stars(part.old.text)
    new_stars = part.new is not None and is_stars(part.new.text)
    if part.elsewhere or part.relation == "unchanged":
        pass
    elif part.old is None or part.new is None:
        if old_stars or new_stars:
            told = replace(part, significance="editorial", rule="* * * itself")
        elif part.old is not None and _behind(part.old, counterpart, old):
            told = _as_unprinted(part, law=law)
    elif new_stars and not old_stars:
        told = _as_unprinted(part, law=law)
    return told


def _as_unprinted(part: Part, *, law: bool) -> Part:
    if law:
        return replace(part, relation="unchanged", significance="none", rule=STAYS)
    return replace(part, rule=LEFT_ALONE)


def _behind(gone: Provision, counterpart: Mapping[str, Provision], old: Mapping[str, Provision]) -> bool:
    """Return whether a provision without a counterpart stands where the new side prints ``* * *``."""
    parent = old.get(gone.parent)
    while parent is not None and parent.address not in counterpart:
        gone, parent = parent, old.get(parent.parent)
    if parent is None:
        return False
    there = counterpart[parent.address]
    if any(gone.designator and child.designator == gone.designator for child in there.children):
        # It is printed anew under its number: replaced, not left out.
        return False
    places = {child.address: place for place, child in enumerate(there.children)}
    before, after = -1, len(there.children)
    passed = False
    for sibling in parent.children:
        if sibling.address == gone.address:
            passed = True
            continue
        other = counterpart.get(sibling.address)
        place = places.get(other.address, -1) if other is not None else -1
        if place < 0 or (other is not None and is_stars(other.text) and not other.designator):
            continue
        if passed:
            after = place
            break
        before = place
    if before < 0 and there.text.endswith(STARS):
        return True
    return any(is_stars(child.text) and not child.designator for child in there.children[before + 1 : after])
