"""Noun phrases for entries of tables: ``the 8 entries under “A” and “B”``, ``a new entry for § 1.5``, ``two rows``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.rules.named import Cursor, Named
from lawdiff.parsers.text import names

if TYPE_CHECKING:
    from lawdiff.effects.rules.tokens import Token

ENTRY_NAMES = names("quote secnum desig label number")
"""Kinds of tokens that an entry of a table can be called by."""


class EntryPhrases(Cursor):
    """Reads entries of tables from tokens."""

    def read_entry(self) -> list[Named]:
        """Read ``the entries for “A” and “B”``, ``the entries under the heading “C”``."""
        return self.entry(self.tokens[self.at].start)

    def read_count(self) -> list[Named]:
        """Read ``two new entries``."""
        return self.counted(self.take())

    def counted(self, count: Token) -> list[Named]:
        """Read so many entries, whose number has been taken; nothing where no entries follow."""
        self.skip("det", "newly")
        return self.entry(count.start) if self.peek() == "entry" else []

    def entry(self, start: int) -> list[Named]:
        """Read entries from their noun on: one for each name, or one for all where none is named.

        Args:
            start: where the phrase begins, with what counts them.
        """
        noun = self.take()
        begin = self.at
        under = self.peek() == "in" and self.tokens[self.at].value == "under"
        if self.skip("of", "noun") or under:
            self.skip("in", "of")
            self.skip("det", "newly", "heading", "noun", "sec")
        called = self._name()
        names_ = [called] if called is not None else []
        while names_ and (self.more(*ENTRY_NAMES, "word") or self._goes_on(names_[-1])):
            called = self._name()
            if called is None:
                break
            names_.append(called)
        if not names_:
            self.at = begin
        how = "contents" if self._of_contents() else "under" if under and names_ else ""
        if not names_:
            return [Named("entry", (), start, noun.end, words=how)]
        return [
            Named("entry", (), each.start if count else start, each.end, term=each.value, words=how)
            for count, each in enumerate(names_)
        ]

    def _goes_on(self, before: Token) -> bool:
        """Return whether a list goes on behind a comma inside the quotation marks: ``“A,” “B,” and “C”``."""
        return before.kind == "quote" and before.value.endswith(",") and self.peek() == "quote"

    def _name(self) -> Token | None:
        """Return what an entry is called by: quoted words, a number, or words with capitals (``Rate Set 271``)."""
        if self.peek() in ENTRY_NAMES:
            return self.take()
        words: list[Token] = []
        while (self.peek() == "word" and self.tokens[self.at].value[0].isupper()) or (
            words and self.peek() == "number"
        ):
            words.append(self.take())
        if not words:
            return None
        return words[0]._replace(value=" ".join(each.value for each in words), end=words[-1].end)

    def _of_contents(self) -> bool:
        """Step over ``in the table of contents``; say whether it stands there."""
        start = self.at
        if self.skip("in", "of"):
            self.skip("det")
            if self.skip("contents"):
                return True
        self.at = start
        return False
