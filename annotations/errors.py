"""What can go wrong with notes and their store; each error makes its one line from typed facts."""

from __future__ import annotations

from lawdiff.parsers.errors import LawdiffError


class StoreError(LawdiffError):
    """The database cannot be opened, read or written.

    Attributes:
        path: the file, as it was given.
        reason: what is wrong, in words for a person.
    """

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class NoteError(LawdiffError):
    """Something asked of the notes cannot be done: an unknown note or tag, a quote that is not there."""


class NoSuchEntry(NoteError):  # noqa: N818 - reads as a sentence where it is raised
    """A note, tag or link that the store does not have.

    Attributes:
        noun: ``note``, ``tag`` or ``link``.
        name: what was asked for.
        near: names that are close.
    """

    def __init__(self, noun: str, name: str, near: tuple[str, ...] = ()) -> None:
        self.noun = noun
        self.name = name
        self.near = near
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        super().__init__(f"no {noun} {name!r}{hint}")


class SeveralEntries(NoteError):  # noqa: N818 - as above
    """The beginning of an id fits several notes or links."""

    def __init__(self, noun: str, name: str, ids: tuple[str, ...]) -> None:
        self.noun = noun
        self.name = name
        self.ids = ids
        super().__init__(f"{name!r} is the beginning of {len(ids)} {noun} ids: {', '.join(ids)}")


class EntryExists(NoteError):  # noqa: N818 - as above
    """An id or a name is taken by something else."""

    def __init__(self, noun: str, name: str) -> None:
        self.noun = noun
        self.name = name
        super().__init__(f"there is a {noun} {name!r} already, and it says something else")


class QuoteNotFound(NoteError):  # noqa: N818 - as above
    """A quote that the provision does not hold.

    Attributes:
        quote: what was looked for.
        citation: where.
        near: the words there that are most like it, or empty.
    """

    def __init__(self, quote: str, citation: str, near: str = "") -> None:
        self.quote = quote
        self.citation = citation
        self.near = near
        hint = f"; the nearest there is {near!r}" if near else ""
        super().__init__(f"{citation} does not say {quote!r}{hint}")


class QuoteRepeated(NoteError):  # noqa: N818 - as above
    """A quote that stands in a provision more than once.

    Attributes:
        quote: what was looked for.
        citation: where.
        places: each occurrence with some words around it.
    """

    def __init__(self, quote: str, citation: str, places: tuple[str, ...]) -> None:
        self.quote = quote
        self.citation = citation
        self.places = places
        listed = "; ".join(f"{number} {place!r}" for number, place in enumerate(places, 1))
        super().__init__(
            f"{quote!r} stands {len(places)} times in {citation}; say which occurrence: {listed}"
        )
