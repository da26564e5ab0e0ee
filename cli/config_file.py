"""A file of settings: where it is, and what it says. What its keys mean is for `lawdiff.cli.config`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lawdiff.parsers import LawdiffError
from lawdiff.parsers.errors import printable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Table = Mapping[str, Any]

OWN_FILE, SHARED_FILE = "lawdiff.toml", "pyproject.toml"

_MAY_SPEAK = re.compile(
    rb"""tool["']?\s*\.\s*["']?lawdiff|\[\s*["']?tool["']?\s*\]|^\s*["']?tool["']?\s*=""", re.MULTILINE
)
"""Without any of these a shared file has no table `tool.lawdiff`, and need not be parsed."""


class BadSetting(LawdiffError):  # noqa: N818 - reads as a sentence where it is raised
    """A file of settings that cannot be followed.

    Attributes:
        path: the file, as it is shown.
        reason: what is wrong, in words.
    """

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{printable(path)}: {printable(reason)}")


@dataclass(frozen=True, slots=True)
class Config:
    """A file of settings.

    Attributes:
        path: of the file.
        table: what it says to lawdiff.
    """

    path: Path
    table: Table

    @property
    def profiles(self) -> Table:
        """The named profiles."""
        named = self.table.get("profile", {})
        return named if isinstance(named, dict) else {}


def find_config(folder: Path) -> Config | None:
    """Return the settings that hold in a folder: the first file in it or above, up to the root of the repository.

    Raises:
        BadSetting: the file cannot be read.
    """
    for above in (folder, *folder.parents):
        for name in (OWN_FILE, SHARED_FILE):
            path = above / name
            if path.is_file():
                config = read_config(path)
                if config is not None:
                    return config
        if (above / ".git").exists():
            return None
    return None


def read_config(path: Path) -> Config | None:
    """Read a file of settings; None for a pyproject.toml that says nothing to lawdiff.

    Raises:
        BadSetting: it cannot be read, or is not TOML.
    """
    name = shown(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadSetting(name, f"cannot be read ({error.strerror or error})") from error
    if path.name == SHARED_FILE and not _MAY_SPEAK.search(data):
        return None
    import tomllib  # noqa: PLC0415 - only where there are settings

    try:
        said = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSetting(name, f"is not TOML: {error}") from error
    table: object = said
    if path.name == SHARED_FILE:
        tools = said.get("tool")
        table = tools.get("lawdiff") if isinstance(tools, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise BadSetting(name, f"tool.lawdiff is {table!r}, and no table")
    config = Config(path, table)
    _check_shape(config)
    return config


def named_config(path: Path) -> Config:
    """Read the file that was named; a pyproject.toml must say something to lawdiff."""
    config = read_config(path)
    if config is None:
        raise BadSetting(shown(path), "has no [tool.lawdiff]")
    return config


def shown(path: Path) -> str:
    """Return a path as a user would type it from here."""
    return os.path.relpath(path)


def _check_shape(config: Config) -> None:
    """Refuse a file whose profiles are no tables."""
    path = shown(config.path)
    tables = {"profile": config.table.get("profile", {})}
    tables |= {f"profile.{name}": value for name, value in config.profiles.items()}
    for name, value in tables.items():
        if not isinstance(value, dict):
            raise BadSetting(path, f"{name} is {value!r}, and no table: write [profile.NAME]")
    chosen = config.table.get("default-profile", "")
    if not isinstance(chosen, str):
        raise BadSetting(path, f"default-profile is {chosen!r}, and not the name of a profile")
