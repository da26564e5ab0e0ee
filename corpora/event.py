"""Which commits a run in GitHub Actions is about, from the event that started it."""

from __future__ import annotations

import json
from typing import Any

from lawdiff.parsers import LawdiffError
from lawdiff.parsers.errors import printable

PARENT = "HEAD^"
"""Where the event names no commit to compare with: what came before the last commit."""


class BadEvent(LawdiffError):  # noqa: N818 - reads as a sentence where it is raised
    """A file that is no event of GitHub's."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        super().__init__(f"{printable(path)}: is no event of GitHub's: {printable(reason)}")


def base_of_event(text: str, path: str) -> str:
    """Return the commit that an event asks to compare with.

    A pull request names its base, a merge group likewise, and a push what was there before; a branch that is new, or
    any other event, has none, and the parent of the last commit counts.

    Args:
        text: JSON, of the file that GITHUB_EVENT_PATH names.
        path: of that file, for messages.

    Raises:
        BadEvent: it is no such text.
    """
    try:
        event = json.loads(text)
        named = (
            _at(event, "pull_request", "base", "sha")
            or _at(event, "merge_group", "base_sha")
            or _at(event, "before")
        )
    except ValueError as error:
        raise BadEvent(path, str(error)) from error
    return named if named.strip("0") else PARENT


def _at(event: Any, *keys: str) -> str:
    """Return the text under some keys, or an empty one."""
    for key in keys:
        event = event.get(key) if isinstance(event, dict) else None
    return event if isinstance(event, str) else ""
