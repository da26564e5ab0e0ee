"""What is done with one pair, in whatever process or on whatever machine: bytes in, bytes out, nothing else touched."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from lawdiff.differ import compare
from lawdiff.parsers import LawdiffError, parse_bytes
from lawdiff.render.batch import Counts, counts_of
from lawdiff.render.beside import beside
from lawdiff.render.formats import comparison_file
from lawdiff.render.selection import without
from lawdiff.render.whole_file import encoded
from lawdiff.version import __version__

FORMATS = {"html": "html", "json": "json", "markdown": "md", "docx": "docx", "csv": "csv"}
"""Formats that a pair can be written in, with the endings of their files."""

INDEX = "index.html"
"""The page that all pages of a batch belong to, in its folder."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document on its way to a worker: what to call it, its bytes, and which document of an issue is wanted."""

    name: str
    data: bytes
    choose: str = ""

    @property
    def sha256(self) -> str:
        """Of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Task:
    """A pair on its way to a worker.

    Attributes:
        name: of the pair.
        old, new: the documents.
        reading: which text to take where a reported bill prints both.
        hide: significances to leave out.
        formats: what to write, by the keys of `FORMATS`.
        version: of the lawdiff that asks; a worker with another one could give other bytes.
    """

    name: str
    old: Text
    new: Text
    reading: str
    hide: tuple[str, ...]
    formats: tuple[str, ...]
    version: str = __version__


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair on its way back: titles, counts, and the files by format."""

    old_title: str
    new_title: str
    counts: Counts
    files: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Failed:
    """A pair that could not be compared, with the reason in one line.

    Errors travel as text: an exception that takes typed facts cannot be unpickled, and would break the pool.
    """

    reason: str


def compare_pair(task: Task) -> Compared | Failed:
    """Compare one pair and write it in all formats."""
    if task.version != __version__:
        return Failed(f"a worker runs lawdiff {__version__}, and lawdiff {task.version} asks it")
    try:
        old, new = (
            parse_bytes(text.data, text.name, reading=task.reading, choose=text.choose)
            for text in (task.old, task.new)
        )
    except LawdiffError as error:
        return Failed(str(error))
    comparison = without(compare(old, new), task.hide)
    margin = beside((), ())
    files = {
        form: encoded(comparison_file(form, comparison, margin, home=f"../../{INDEX}"))
        for form in task.formats
    }
    return Compared(old.title, new.title, counts_of(comparison), files)
