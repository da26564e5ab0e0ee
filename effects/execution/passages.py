"""Words in a text: where they stand, and the text without them or with others in their place.

    "within 14 days after", strike "14 days", insert "12 hours"   ->  "within 12 hours after"
    "a fee, if any, is due", strike "if any,"                     ->  "a fee, is due"        (one space, not two)

Only typography may differ between the words that an instruction quotes and the text: quotation marks, dashes, white
space. Whoever asks is told, and flags it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_SAME = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("“”„″", '"')
    | dict.fromkeys("‘’‚′`", "'")
    | dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f", " ")
)
"""Characters that print differently and mean the same."""

_NO_SPACE_BEFORE = frozenset(".,;:)]”’?!%")
_NO_SPACE_AFTER = frozenset("([“‘$")
LIKE_SPACES = re.compile(r"\s+")


class Stretch(NamedTuple):
    """Where words stand in a text.

    Attributes:
        start, end: characters, end exclusive.
        exact: whether every character is as asked for.
    """

    start: int
    end: int
    exact: bool


def find(text: str, words: str) -> list[Stretch]:
    """Return where words stand in a text as whole words, in order and without overlap.

    The words as they are come first; only where they stand nowhere, typography may differ.
    """
    if not words:
        return []
    exact = _search(text, re.escape(words), words, exact=True)
    if exact:
        return exact
    folded = LIKE_SPACES.sub(" ", words.translate(_SAME)).strip()
    pattern = r"\s*".join(re.escape(piece) for piece in _pieces(folded))
    return _search(text.translate(_SAME), pattern, folded, exact=False) if pattern else []


def _pieces(folded: str) -> list[str]:
    """Return words cut where white space may come or go: at spaces, behind § and around dashes."""
    pieces: list[str] = []
    for word in folded.split(" "):
        pieces.extend(piece for piece in re.split(r"(?<=§)|(?<=-)|(?=-)", word) if piece)
        pieces.append(" ")
    return [r" " if piece == " " else piece for piece in pieces[:-1]]


def _search(text: str, pattern: str, words: str, *, exact: bool) -> list[Stretch]:
    before = r"(?<![^\W_])" if words[0].isalnum() else ""
    after = r"(?![^\W_])" if words[-1].isalnum() else ""
    return [
        Stretch(match.start(), match.end(), exact)
        for match in re.finditer(before + pattern + after, text)
        if match.end() > match.start()
    ]


def replaced(text: str, start: int, end: int, inserted: str) -> str:
    """Return a text with other words in a place; where nothing takes the place, one space closes the gap."""
    before, after = text[:start], text[end:]
    if inserted:
        return before + inserted + after
    if before.endswith(" ") and (not after or after[0] == " " or after[0] in _NO_SPACE_BEFORE):
        before = before[:-1]
    elif not before:
        after = after.lstrip(" ")
    return before + after


def beside(text: str, at: int, inserted: str) -> str:
    """Return a text with words put in at a place, spaces where words need them."""
    before, after = text[:at], text[at:]
    left = bool(before) and not before[-1].isspace() and before[-1] not in _NO_SPACE_AFTER
    left = left and bool(inserted) and not inserted[0].isspace() and inserted[0] not in _NO_SPACE_BEFORE
    right = bool(after) and not after[0].isspace() and after[0] not in _NO_SPACE_BEFORE
    right = right and bool(inserted) and not inserted[-1].isspace() and inserted[-1] not in _NO_SPACE_AFTER
    if before.endswith(" ") and inserted[:1] in _NO_SPACE_BEFORE:
        before = before[:-1]
    return f"{before}{' ' if left else ''}{inserted}{' ' if right else ''}{after}"
