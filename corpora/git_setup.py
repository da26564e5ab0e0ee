"""Having git show legal XML through lawdiff: what is written into git's configuration and attributes, and taken out.

git diff                    calls `lawdiff git-diff` (diff.lawdiff.command)
git log -p, git show        compare the texts that `lawdiff git-text` makes (diff.lawdiff.textconv)
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lawdiff.corpora.git import GitError, asked, git, top_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Scope = Literal["local", "global"]

SECTION = "diff.lawdiff"
BEGIN, END = "# lawdiff git-setup: begin", "# lawdiff git-setup: end"
_BLOCK = re.compile(rf"^{re.escape(BEGIN)}\n.*?^{re.escape(END)}\n?", re.MULTILINE | re.DOTALL)
_PATTERN = re.compile(r"[^\s\"#!\[][^\s\"]*")
"""What can stand as a pattern in a line of attributes without quotation marks (gitattributes(5))."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done, or was so already.

    Attributes:
        where: the file, or the section of git's configuration.
        what: what it says.
        done: whether anything was changed.
    """

    where: str
    what: str
    done: bool


def command(name: str) -> str:
    """Return how git is to call a command of this installation, for git's own shell.

    ``-P`` keeps Python from importing what lies in the repository that is looked at.
    """
    return " ".join(map(shlex.quote, (sys.executable, "-P", "-m", "lawdiff", name)))


def set_up(scope: Scope, folder: Path, patterns: Sequence[str]) -> Iterator[Step]:
    """Configure git, and yield what was done; twice changes nothing.

    Args:
        scope: for one repository, or for all of the user's.
        folder: in the repository.
        patterns: of the files that are shown through lawdiff.

    Raises:
        GitError: there is no repository, the configuration cannot be written, or a pattern cannot stand there.
    """
    for pattern in patterns:
        if not _PATTERN.fullmatch(pattern):
            raise GitError("writing the attributes", f"{pattern!r} cannot stand there as a pattern")
    attributes = _attributes_file(scope, folder)
    for key, value in _settings():
        name = f"{SECTION}.{key}"
        known = asked("config", f"--{scope}", "--get", name, folder=folder)
        if known != value:
            git("config", f"--{scope}", "--replace-all", name, value, folder=folder, what=f"setting {name}")
        yield Step(f"git config --{scope}", f"{name} = {value}", known != value)
    block = "".join(
        f"{line}\n" for line in (BEGIN, *(f"{pattern} diff=lawdiff" for pattern in patterns), END)
    )
    text = _text(attributes)
    changed = block not in text
    if changed:
        rest = _BLOCK.sub("", text)
        gap = "" if not rest or rest.endswith("\n") else "\n"
        attributes.parent.mkdir(parents=True, exist_ok=True)
        attributes.write_bytes((rest + gap + block).encode("utf-8", "surrogateescape"))
    for pattern in patterns:
        yield Step(str(attributes), f"{pattern} diff=lawdiff", changed)


def take_down(scope: Scope, folder: Path) -> Iterator[Step]:
    """Take out what `set_up` wrote, and yield what was done; twice changes nothing.

    Raises:
        GitError: there is no repository, or the configuration cannot be written.
    """
    attributes = _attributes_file(scope, folder)
    for key, _ in _settings():
        name = f"{SECTION}.{key}"
        known = asked("config", f"--{scope}", "--get-all", name, folder=folder)
        if known:
            git("config", f"--{scope}", "--unset-all", name, folder=folder, what=f"taking out {name}")
        yield Step(f"git config --{scope}", name, bool(known))
    text = _text(attributes)
    rest = _BLOCK.sub("", text)
    if rest != text and not rest.strip():
        attributes.unlink()
    elif rest != text:
        attributes.write_bytes(rest.encode("utf-8", "surrogateescape"))
    yield Step(str(attributes), "diff=lawdiff", rest != text)


def _settings() -> tuple[tuple[str, str], ...]:
    """Return the keys of the section, and what they are to say."""
    return (
        ("command", command("git-diff")),
        ("textconv", command("git-text")),
        ("xfuncname", "^[^ ].*$"),
    )


def _attributes_file(scope: Scope, folder: Path) -> Path:
    """Return the file of attributes: the repository's, or the one that git reads for every repository."""
    if scope == "local":
        return top_of(folder) / ".gitattributes"
    named = asked("config", "--global", "--type=path", "--get", "core.attributesFile", folder=folder)
    if named:
        return Path(named)
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "git" / "attributes"


def _text(path: Path) -> str:
    """Return what a file of attributes says; bytes that are no UTF-8 are kept."""
    try:
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise GitError(f"reading {path}", error.strerror or str(error)) from error
