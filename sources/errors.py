"""What can go wrong with official sources; each error is one line that names what was asked for."""

from __future__ import annotations

from lawdiff.parsers.errors import LawdiffError, printable


class SourceError(LawdiffError):
    """An official document that cannot be had.

    Attributes:
        about: what was asked for: the name that was typed, or an address.
        reason: what is wrong, in words for a person.
    """

    def __init__(self, about: str, reason: str) -> None:
        self.about = about
        self.reason = reason
        super().__init__(f"{printable(about)}: {printable(reason)}")


class BadName(SourceError):  # noqa: N818 - reads as a sentence where it is raised
    """A name of a known form with a part that cannot be: a stage that no bill has, a day that no month has."""
