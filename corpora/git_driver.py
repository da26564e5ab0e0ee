"""What git calls: two files compared, and one file as text. Git's own documentation: gitattributes(5), git(1).

`git diff` gives a driver seven arguments, nine where the file was renamed, one where it is in conflict::

    path old-file old-hex old-mode new-file new-hex new-mode [new-path similarity]

A side that is not there is /dev/null. What is no legal XML, or cannot be read, is shown as git shows it.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lawdiff.corpora.git import GitError
from lawdiff.corpora.nothing import nothing_beside
from lawdiff.differ import compare
from lawdiff.parsers import LawdiffError, UnreadableSource, parse_bytes
from lawdiff.parsers.sniff import is_legal
from lawdiff.render.summary import differs
from lawdiff.render.words import clean, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawdiff.differ import Comparison
    from lawdiff.parsers import Document, Provision

CONFLICT, PLAIN, RENAMED = 1, 7, 9
"""How many arguments git gives."""

NO_FILE = "/dev/null"


class BadCall(LawdiffError):  # noqa: N818 - reads as a sentence where it is raised
    """The driver was not called as git calls it."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"git calls this with {PLAIN} arguments, not {count}; `lawdiff diff OLD NEW` compares files"
        )


@dataclass(frozen=True, slots=True)
class Call:
    """What git asks for.

    Attributes:
        old_path, new_path: in the repository, for a reader.
        old_file, new_file: where the contents are; /dev/null for none.
        facts: what else git says: a rename, a change of mode.
    """

    old_path: str
    new_path: str
    old_file: str
    new_file: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be shown.

    Attributes:
        head: lines that go before it, as `git diff` has them.
        comparison: of two legal documents; None where it is something else.
        text: what is to be shown instead, as git would.
    """

    head: tuple[str, ...]
    comparison: Comparison | None
    text: bytes = b""


def read_call(arguments: Sequence[str]) -> Call | None:
    """Read the arguments of git; None where the file is in conflict, and there is nothing to compare.

    Raises:
        BadCall: they are something else.
    """
    if len(arguments) == CONFLICT:
        return None
    if len(arguments) not in (PLAIN, RENAMED):
        raise BadCall(len(arguments))
    path, old_file, _, old_mode, new_file, _, new_mode, *renamed = arguments
    new_path = renamed[0] if renamed else path
    facts = [line for line in (renamed[1] if renamed else "").splitlines() if not line.startswith("index ")]
    if not renamed and NO_FILE not in (old_file, new_file) and old_mode != new_mode:
        facts += [f"old mode {old_mode}", f"new mode {new_mode}"]
    facts += [f"new file mode {new_mode}"] if old_file == NO_FILE else []
    facts += [f"deleted file mode {old_mode}"] if new_file == NO_FILE else []
    return Call(path, new_path, old_file, new_file, tuple(facts))


def answer(call: Call) -> Answer:
    """Compare what git gave.

    Raises:
        GitError: a file cannot be read, or git cannot be asked.
    """
    head = (f"diff --lawdiff a/{clean(call.old_path)} b/{clean(call.new_path)}", *map(clean, call.facts))
    old_data, new_data = _read(call.old_file), _read(call.new_file)
    if not any(map(is_legal, (old_data, new_data))):
        return Answer(head, None, _plain(call))
    try:
        old, new = _side(old_data, call.old_path), _side(new_data, call.new_path)
    except UnreadableSource as error:
        return Answer((*head, f"lawdiff: not compared: {error}"), None, _plain(call))
    old, new = old or (nothing_beside(new) if new else None), new or (nothing_beside(old) if old else None)
    if old is None or new is None:
        return Answer(head, None, _plain(call))
    comparison = compare(old, new)
    if not any(map(differs, comparison.changes)):
        return Answer((*head, "lawdiff: no change in the law"), None)
    return Answer(head, comparison)


def _side(data: bytes, path: str) -> Document | None:
    """Read one side; None where it is not there.

    Raises:
        UnreadableSource: there is something, and it is no document.
    """
    return parse_bytes(data, path) if data else None


def _read(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise GitError(f"reading {file}", error.strerror or str(error)) from error


def _plain(call: Call) -> bytes:
    """Return the unified diff of two files, as git makes it, under the names that they have in the repository."""
    done = subprocess.run(  # noqa: S603 - a list of arguments, no shell; git itself gave the names
        [
            *("git", "--no-pager", "diff", "--no-index", "--no-ext-diff", "--no-textconv", "--no-color"),
            *("--", call.old_file, call.new_file),
        ],
        capture_output=True,
        check=False,
    )
    if done.returncode > 1:
        raise GitError("comparing two files", done.stderr.decode("utf-8", "replace").strip())
    names = [
        NO_FILE if file == NO_FILE else f"{side}/{path}"
        for side, file, path in (("a", call.old_file, call.old_path), ("b", call.new_file, call.new_path))
    ]
    lines = done.stdout.split(b"\n")
    start = next((place for place, line in enumerate(lines) if line.startswith(b"@@")), len(lines))
    if start == len(lines):
        binary = any(line.startswith(b"Binary files") for line in lines)
        return (
            f"Binary files {names[0]} and {names[1]} differ\n".encode("utf-8", "replace") if binary else b""
        )
    return f"--- {names[0]}\n+++ {names[1]}\n".encode("utf-8", "replace") + b"\n".join(lines[start:])


def as_text(data: bytes, name: str) -> Iterator[str]:
    """Yield a document as lines of text, a provision each, for git to compare line by line (textconv).

    A unit's name begins its line; what stands in it is indented, so that git's ``xfuncname`` finds the section that
    a change is in.

    Raises:
        UnreadableSource: it is no document.
    """
    document = parse_bytes(data, name)
    for provision in document.provisions:
        yield from _lines(provision)


def _lines(provision: Provision) -> Iterator[str]:
    if provision.is_unit:
        yield f"{clean(name_of(provision))}\n"
        words = provision.text
    else:
        words = provision.own_words
    if words:
        yield from (f"  {line}\n" for line in clean(words).split("\n"))
    for item in provision.apparatus:
        said = " ".join(part for part in (item.label, item.heading, item.text) if part)
        yield from (f"  [{item.kind}] {line}\n" for line in clean(said).split("\n"))
