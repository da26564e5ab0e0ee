"""What a noun phrase of an instruction names, and a cursor over the tokens that it is read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.operation import Part, Step
    from lawdiff.effects.rules.tokens import Token


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a noun phrase names.

    Attributes:
        kind: ``section``, ``paragraph``, ``part``, ``subpart``, ``appendix``, ``chapter``, ``comments`` (the heading
            of a provision in official interpretations), ``comment``, ``quote``, ``mark`` (a punctuation mark by its
            name), ``entry`` (of a table), ``label`` (of a form in an appendix), ``note``, ``centre``;
            ``here`` for what the context is about already.
        steps: the path that it gives, relative to the context for a paragraph.
        part, ordinal, term: as in `Place`; of an entry what it is called by (quoted words, a number).
        words: of a quote or a mark; of sentences how many, where it says so; ``section`` of a heading that is called
            the section's; of an entry ``contents`` where it is one of a table of contents, ``under`` where its term
            is a heading above it, and ``called`` where it is named without the word.
        start, end: characters of the instruction's text.
    """

    kind: str
    steps: tuple[Step, ...]
    start: int
    end: int
    part: Part = "whole"
    ordinal: int = 0
    term: str = ""
    words: str = ""


_SEPARATORS = frozenset({"comma-mark", "and"})


class Cursor:
    """Steps over tokens; `at` is the one that comes next."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def peek(self, ahead: int = 0) -> str:
        """Return the kind of a token to come, or an empty string behind the last."""
        place = self.at + ahead
        return self.tokens[place].kind if place < len(self.tokens) else ""

    def take(self) -> Token:
        """Take the next token."""
        self.at += 1
        return self.tokens[self.at - 1]

    def skip(self, *kinds: str) -> bool:
        """Skip tokens of these kinds; say whether there were any."""
        start = self.at
        while self.peek() in kinds:
            self.at += 1
        return self.at > start

    def more(self, *kinds: str, noun: str = "") -> bool:
        """Step over separators (and a noun said again) where one of these kinds follows them; say whether it does."""
        start = self.at
        separated = self.skip(*_SEPARATORS)
        self.skip("det", "newly")
        if noun:
            self.skip(noun)
        if separated and self.peek() in kinds:
            return True
        self.at = start
        return False
