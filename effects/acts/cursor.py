"""A cursor over the tokens of an instruction, for readers that look ahead and come back."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.acts.tokens import Token


@cache
def _words(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase (phrases stand in the grammar: there are few)."""
    return tuple(phrase.split(" "))


class Cursor:
    """A place in a list of tokens.

    Attributes:
        tokens: all of them.
        at: the next one.
        end: the one before which it stops.
        depth: how many references stand around the one that is being read.
    """

    __slots__ = ("at", "depth", "end", "tokens")

    def __init__(self, tokens: Sequence[Token], at: int = 0, end: int | None = None) -> None:
        self.tokens = tokens
        self.at = at
        self.depth = 0
        self.end = len(tokens) if end is None else end

    @property
    def done(self) -> bool:
        """Whether no token is left."""
        return self.at >= self.end

    def peek(self, ahead: int = 0) -> Token | None:
        """Return the next token, or one further on; None behind the end."""
        place = self.at + ahead
        return self.tokens[place] if place < self.end else None

    def low(self, ahead: int = 0) -> str:
        """Return the next token's text in lower case; empty where there is none or it is quoted."""
        token = self.peek(ahead)
        return token.low if token is not None else ""

    def kind(self, ahead: int = 0) -> str:
        """Return the next token's kind; empty where there is none."""
        token = self.peek(ahead)
        return token.kind if token is not None else ""

    def take(self, kind: str) -> Token | None:
        """Take the next token if it is of a kind."""
        token = self.peek()
        if token is None or token.kind != kind:
            return None
        self.at += 1
        return token

    def skip(self, *phrases: str) -> str:
        """Take the first of the phrases that comes next (words in lower case, one space between); return it."""
        first = self.low()
        if not first:
            return ""
        for phrase in phrases:
            words = _words(phrase)
            if words[0] == first and all(self.low(ahead) == word for ahead, word in enumerate(words)):
                self.at += len(words)
                return phrase
        return ""

    def sees(self, *phrases: str) -> bool:
        """Say whether one of the phrases comes next."""
        at = self.at
        found = self.skip(*phrases)
        self.at = at
        return bool(found)
