"""What can go wrong with many documents at once; each error makes its one line from typed facts."""

from __future__ import annotations

from lawdiff.parsers.errors import LawdiffError, printable


class BadManifest(LawdiffError):  # noqa: N818 - reads as a sentence where it is raised
    """A list of pairs that cannot be followed.

    Attributes:
        path: the manifest.
        line: the line in it, from 1; 0 where it is about the whole.
        reason: what is wrong, in words for a person.
    """

    def __init__(self, path: str, reason: str, line: int = 0) -> None:
        self.path = path
        self.line = line
        self.reason = reason
        place = printable(f"{path}:{line}" if line else path)
        super().__init__(f"{place}: {printable(reason)}")


class CannotRun(LawdiffError):  # noqa: N818 - as above
    """A batch or an index that cannot be worked on.

    Attributes:
        where: the folder, the index or the scheduler.
        reason: what is wrong, in words for a person.
    """

    def __init__(self, where: str, reason: str) -> None:
        self.where = where
        self.reason = reason
        super().__init__(f"{printable(where)}: {printable(reason)}")
