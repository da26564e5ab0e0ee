"""Times as the store keeps them: UTC, ISO 8601, whole seconds, with a ``Z``."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from lawdiff.annotations.errors import NoteError

LONGEST_SECONDS = 11
"""Digits of a time in seconds that a calendar of four-digit years has."""


def now() -> str:
    """Return the time; ``SOURCE_DATE_EPOCH`` fixes it, so that a build can be repeated byte for byte.

    What is no time of the calendar there fixes nothing.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    fits = fixed.isascii() and fixed.isdecimal() and len(fixed) <= LONGEST_SECONDS
    moment = datetime.fromtimestamp(int(fixed), UTC) if fits else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def as_utc(text: str) -> str:
    """Return a time that somebody wrote in ISO 8601 as the store keeps it; without a zone it counts as UTC.

    Raises:
        NoteError: it is not a time.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise NoteError(f"{text!r} is not a time; write it as 2025-10-27T09:00:00Z") from error
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
