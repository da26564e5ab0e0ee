"""What can go wrong when a source is read; each error makes its one line from typed facts."""

from __future__ import annotations


def printable(text: str) -> str:
    """Return the text on one line: what a terminal would obey, line feeds included, becomes ``?``.

    File names and messages of libraries come from outside; neither may break the one line that an error is.
    """
    return "".join(character if character.isprintable() else "?" for character in text)


class LawdiffError(Exception):
    """Base of every error that lawdiff raises on purpose: one clear line for the user."""


class UnreadableSource(LawdiffError):  # noqa: N818 - reads as a sentence where it is raised
    """A source that cannot be read as legal XML.

    Attributes:
        source: the path or name, as it was given.
        line: the line in it, from 1, or 0 where no line is to blame.
        reason: what is wrong, in words for a person.
    """

    def __init__(self, source: str, reason: str, line: int = 0) -> None:
        self.source = source
        self.line = line
        self.reason = reason
        place = printable(f"{source}:{line}" if line else source)
        super().__init__(f"{place}: {reason}")


class NoSuchProvision(LawdiffError):  # noqa: N818 - as above
    """A provision was asked for by a name that the document does not have.

    Attributes:
        name: what was asked for.
        source: the document's path or name.
        near: addresses or citations that are close, best first.
    """

    def __init__(self, name: str, source: str, near: tuple[str, ...] = ()) -> None:
        self.name = name
        self.source = source
        self.near = near
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        super().__init__(f"{printable(source)}: no provision {name!r}{hint}")
