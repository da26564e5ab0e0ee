"""What is asked of a service, and the time that it takes."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawdiff.sources.content import Kind

FOR_A_DAY = 86_400
"""Seconds for which a kept answer about a named text is taken unconfirmed: as long as the Federal Register's API lets
caches keep its answers."""

FOR_AN_HOUR = 3_600
"""The same for what is new tomorrow: the newest version, the documents of a rulemaking."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        about: the name that it is asked for, for messages.
        address: where.
        kind: what must come.
        fresh: for how many seconds a kept answer need not be confirmed.
    """

    about: str
    address: str
    kind: Kind
    fresh: int = FOR_A_DAY


@dataclass(frozen=True, slots=True)
class Clock:
    """What passes for time; tests have one that does not pass.

    Attributes:
        now: seconds of the epoch.
        sleep: waits for so many seconds.
    """

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


def nobody_watches(what: str, done: int, whole: int | None) -> None:
    """Take no notice of what came."""
    del what, done, whole
