"""Where a provision goes among its siblings: by its number, or alphabetically by the term that it defines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.parsers.markers import ordinal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.parsers.draft import Draft

_PIECES = re.compile(r"[0-9]+|[A-Za-z]+")
_TERM = re.compile(
    r"\s+(?:means?|includes?|has the meaning|have the meaning|is|are|refers?|shall)\b|[.:;,(—]"
)
Key = tuple[tuple[int, int, str], ...]


def natural(designator: str) -> Key:
    """Return a key that sorts numbers with suffixes: 1.9, 1.10, 1.10a, T05-0964."""
    return tuple(
        (0, int(piece), "") if piece.isdigit() else (1, 0, piece.upper())
        for piece in _PIECES.findall(designator)
    )


def keys(designators: Sequence[str]) -> dict[str, Key]:
    """Return sort keys for the designators of siblings, in the alphabet that all of them belong to.

    ``i``, ``v``, ``ii`` are numerals; ``h``, ``i``, ``j`` are letters: an alphabet is right if it has all of them, and
    among several the one in which they count from its beginning.
    """
    best: dict[str, Key] = {}
    lowest = 0
    for alphabet in ("number", "letter", "roman", "LETTER"):
        found = {each: ordinal(each, alphabet) for each in designators}
        if all(found.values()) and found:
            highest = max(found.values())
            if not best or highest < lowest:
                best = {each: ((0, count, ""),) for each, count in found.items()}
                lowest = highest
    return best or {each: natural(each) for each in designators}


def comes_after(sibling: Draft, new: Draft, siblings: Sequence[Draft]) -> bool:
    """Return whether a sibling stands behind a new provision by its number."""
    if not sibling.designator or not new.designator:
        return False
    known = keys([each.designator for each in (*siblings, new) if each.designator])
    return known[first_of(sibling.designator, known)] > known[new.designator]


def first_of(designator: str, known: dict[str, Key]) -> str:
    """Return a designator that has a key; of a range the range itself."""
    return designator if designator in known else next(iter(known))


def numerical(siblings: Sequence[Draft], new: Draft) -> int:
    """Return the index at which a new provision keeps the numbers of its siblings in order."""
    numbered = [each for each in siblings if each.designator and each.level == new.level] or [
        each for each in siblings if each.designator
    ]
    if not numbered:
        texts = [place for place, each in enumerate(siblings) if each.level in ("text", "table of contents")]
        return texts[-1] + 1 if texts else len(siblings)
    known = keys([each.designator.split("-")[0] for each in (*numbered, new)])
    own = known[new.designator.split("-")[0]]
    for each in numbered:
        if known[each.designator.split("-")[0]] > own:
            return _index(siblings, each)
    return _index(siblings, numbered[-1]) + 1


def _index(siblings: Sequence[Draft], wanted: Draft) -> int:
    return next(place for place, each in enumerate(siblings) if each is wanted)


def term(draft: Draft) -> str:
    """Return the term that a provision defines, for sorting: what stands before ``means``."""
    words = f"{draft.heading} {draft.text}".strip().lstrip("“\"'‘")
    match = _TERM.search(words)
    found = words[: match.start()] if match else words
    return re.sub(r"[^a-z0-9]+", " ", found.casefold()).strip()


def alphabetical(siblings: Sequence[Draft], new: Draft) -> tuple[int, bool]:
    """Return the index at which a definition keeps the alphabet, and whether its siblings keep it themselves."""
    defining = [each for each in siblings if not each.designator and each.level != "table of contents"]
    terms = [term(each) for each in defining]
    own = term(new)
    start = 1 if terms and defining[0].text.rstrip().endswith((":", "—")) else 0
    ordered = terms[start:] == sorted(terms[start:])
    for each, other in zip(defining[start:], terms[start:], strict=True):
        if other > own:
            return _index(siblings, each), ordered
    return (_index(siblings, defining[-1]) + 1 if defining else len(siblings)), ordered
