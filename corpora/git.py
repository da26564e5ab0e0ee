"""What git knows: which files differ between two commits, and their content. The program `git` is asked."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from lawdiff.parsers import LawdiffError
from lawdiff.parsers.errors import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Status = Literal["added", "deleted", "modified", "renamed"]

STATUSES: dict[str, Status] = {
    "A": "added",
    "D": "deleted",
    "M": "modified",
    "R": "renamed",
    "T": "modified",  # what was a file and is a link, or the other way round
    "U": "modified",  # in conflict
}
"""Letters of `git diff --raw` (git-diff(1), RAW OUTPUT FORMAT)."""

LARGEST = 500_000_000
"""Bytes of a file; what is larger is no document and is not kept. The largest title of the US Code has 110 million."""

FILE_MODES = ("100644", "100755")
"""Modes of plain files; links and submodules hold no documents."""


class GitError(LawdiffError):
    """Git could not do what it was asked.

    Attributes:
        what: what was asked, in words.
        reason: git's own first line.
    """

    def __init__(self, what: str, reason: str) -> None:
        self.what = what
        self.reason = reason
        super().__init__(f"git: {printable(what)}: {printable(reason)}")


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that is not the same at both ends.

    Attributes:
        status: what happened to it.
        old_path, new_path: from the root of the repository; empty where there is none on that side.
        old_blob, new_blob: names of the contents; empty likewise, and for what is no plain file.
    """

    status: Status
    old_path: str
    new_path: str
    old_blob: str
    new_blob: str

    @property
    def path(self) -> str:
        """Where it is, else where it was."""
        return self.new_path or self.old_path


def git(*arguments: str, folder: Path, what: str) -> bytes:
    """Run git and return what it printed.

    Args:
        arguments: for git.
        folder: where it runs.
        what: is asked, for the message.

    Raises:
        GitError: it failed, or is not installed.
    """
    done = _run(arguments, folder, what)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(what, said[0].removeprefix("fatal: ") if said else f"exit code {done.returncode}")
    return done.stdout


def _run(arguments: tuple[str, ...], folder: Path, what: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - a list of arguments, no shell; names come after --end-of-options
            ["git", "--no-pager", *arguments],  # noqa: S607 - the git that the user has on the path
            cwd=folder,
            env={**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise GitError(what, f"cannot be run ({error.strerror or error})") from error


def top_of(folder: Path) -> Path:
    """Return the root of the repository that a folder is in.

    Raises:
        GitError: it is in none.
    """
    said = git("rev-parse", "--show-toplevel", folder=folder, what="looking for the repository")
    return Path(os.fsdecode(said.removesuffix(b"\n")))


def commit(name: str, folder: Path) -> str:
    """Return the full name of the commit that is called so.

    Raises:
        GitError: there is none in this clone.
    """
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    done = _run(asked, folder, f"looking for {name}")
    if done.returncode or not name:
        raise GitError(
            f"looking for {name!r}", "this clone has no such commit (a shallow clone needs its history)"
        )
    return done.stdout.decode("ascii").strip()


def merge_base(one: str, other: str, folder: Path) -> str:
    """Return the commit that two commits last had in common; empty where there is none."""
    done = _run(("merge-base", one, other), folder, "looking for a common commit")
    return done.stdout.decode("ascii").strip() if not done.returncode else ""


def changed_files(base: str, head: str, folder: Path) -> list[FileChange]:
    """Return the files that differ between two commits, renamed ones as one, in the order of their paths.

    Args:
        base: full name of a commit.
        head: likewise; empty for what is staged.
        folder: in the repository.
    """
    options = (
        "--raw",
        "-z",
        "--no-abbrev",
        "-M",
        "--no-ext-diff",
        "--no-textconv",
        "--ignore-submodules=all",
    )
    ends = (base, head) if head else ("--cached", base)
    said = git("diff", *options, *ends, "--", folder=folder, what="comparing the commits")
    return sorted(_entries(said), key=lambda change: (change.path, change.old_path))


def _entries(said: bytes) -> Iterator[FileChange]:
    """Read ``:old-mode new-mode old-blob new-blob status NUL path NUL [path NUL]``."""
    fields = iter(said.split(b"\0"))
    for head in fields:
        if not head:
            return
        old_mode, new_mode, old_blob, new_blob, letter = head.decode("ascii").lstrip(":").split(" ")
        status = STATUSES.get(letter[:1], "modified")
        path = os.fsdecode(next(fields))
        new_path = os.fsdecode(next(fields)) if status == "renamed" else path
        yield FileChange(
            status,
            "" if status == "added" else path,
            "" if status == "deleted" else new_path,
            old_blob if old_mode in FILE_MODES and old_blob.strip("0") else "",
            new_blob if new_mode in FILE_MODES and new_blob.strip("0") else "",
        )


@contextmanager
def contents(folder: Path) -> Iterator[Callable[[str], bytes]]:
    """Give a function that returns a content by its name; one process of git answers them all."""
    with subprocess.Popen(
        ["git", "cat-file", "--batch"],  # noqa: S607 - as above
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        asking, answering = process.stdin, process.stdout
        if asking is None or answering is None:
            raise GitError("reading the files", "no pipe")
        yield lambda blob: _content(asking, answering, blob)
        asking.close()


def _content(asking: IO[bytes], answering: IO[bytes], blob: str) -> bytes:
    """Ask for one content: ``blob LF`` is answered by ``blob type size LF content LF`` (git-cat-file(1))."""
    asking.write(blob.encode("ascii") + b"\n")
    asking.flush()
    head = answering.readline().decode("utf-8", "replace").split()
    if len(head) != 3 or not head[2].isdecimal():  # noqa: PLR2004 - name, type and size
        raise GitError(f"reading {blob}", " ".join(head) or "git went away")
    size = int(head[2])
    if size > LARGEST:
        for start in range(0, size, LARGEST):
            answering.read(min(LARGEST, size - start))
    data = answering.read(size) if size <= LARGEST else b""
    answering.read(1)
    return data


def asked(*arguments: str, folder: Path) -> str:
    """Return what git answers in one line, or an empty text where it answers no."""
    done = _run(arguments, folder, " ".join(arguments))
    return done.stdout.decode("utf-8", "surrogateescape").rstrip("\n") if not done.returncode else ""
