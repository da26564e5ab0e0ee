"""A git repository that a test fills, away from the configuration of the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import chdir
from dataclasses import dataclass
from typing import TYPE_CHECKING

from click.testing import CliRunner

from lawdiff.cli.group import lawdiff_command

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PROGRAM = (sys.executable, "-m", "lawdiff")


def environment(home: Path) -> dict[str, str]:
    """Return an environment in which neither git nor lawdiff finds settings of the machine."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "GITHUB_", "LAWDIFF_", "XDG_", "LC_", "LANG"))
        and name not in ("COLUMNS", "PAGER", "NO_COLOR", "CI")
    }
    return kept | {
        "HOME": str(home),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_DATE": "2025-11-20T09:00:00Z",
        "GIT_COMMITTER_DATE": "2025-11-20T09:00:00Z",
        "LC_ALL": "C.UTF-8",
    }


@dataclass(frozen=True)
class Repository:
    """A repository in a folder, with a home of its own beside it."""

    folder: Path
    home: Path

    @classmethod
    def at(cls, place: Path) -> Repository:
        """Make one below a folder."""
        made = cls(place / "repository", place / "home")
        made.folder.mkdir()
        made.home.mkdir()
        made.git("init", "--quiet", "--initial-branch", "main")
        for name, value in (
            ("user.name", "Counsel"),
            ("user.email", "counsel@example.org"),
            ("commit.gpgsign", "false"),
        ):
            made.git("config", name, value)
        return made

    def run(
        self, *command: str, code: int = 0, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in it, and fail where it ends with another code."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=environment(self.home) | dict(env or {}),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, f"{command}\n{done.stdout}\n{done.stderr}"
        return done

    def git(self, *arguments: str) -> str:
        """Run git and return what it printed."""
        return self.run("git", *arguments).stdout

    def lawdiff(self, *arguments: str, code: int = 0) -> str:
        """Run lawdiff in it, within this process, and return its standard output."""
        env: dict[str, str | None] = dict.fromkeys(os.environ)
        with chdir(self.folder):
            done = CliRunner(env=env | environment(self.home)).invoke(
                lawdiff_command, arguments, prog_name="lawdiff"
            )
        assert done.exit_code == code, f"{arguments}\n{done.output}\n{done.exception!r}"
        return done.stdout

    def write(self, name: str, content: bytes | str) -> None:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def commit(self, message: str) -> str:
        """Commit all that is there, and return the commit's name."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD").strip()
