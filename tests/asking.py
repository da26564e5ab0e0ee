"""Asking the publishers without waiting: a clock on which only sleeping passes time, and one document at a time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from lawdiff.sources.client import Client
from lawdiff.sources.errors import SourceError
from lawdiff.sources.fetch import fetch_one, understood
from lawdiff.sources.question import Clock

if TYPE_CHECKING:
    from lawdiff.sources.fetched import Fetched
    from lawdiff.sources.settings import Settings

LAW = "/link/plaw/119/public/21"
LAW_FILE = "/content/pkg/PLAW-119publ21/uslm/PLAW-119publ21.xml"
BEGAN = 1_766_000_000
"""Wed, 17 Dec 2025 19:33:20 GMT."""


class Time:
    """A clock on which only sleeping passes time."""

    def __init__(self) -> None:
        self.at = float(BEGAN)
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Let time pass, and remember how much."""
        self.slept.append(seconds)
        self.at += seconds

    @property
    def clock(self) -> Clock:
        """Return it for a client."""
        return Clock(lambda: self.at, self.sleep)


def get(name: str, chosen: Settings, time: Time | None = None) -> Fetched:
    """Fetch one document."""
    with Client(chosen, (time or Time()).clock) as client:
        return fetch_one(understood(name), client)


def refusal(name: str, chosen: Settings, time: Time | None = None) -> str:
    """Return the one line with which a document is not had."""
    with pytest.raises(SourceError) as caught:
        get(name, chosen, time)
    line = str(caught.value)
    assert len(line.splitlines()) == 1
    return line


def kept(chosen: Settings) -> list[str]:
    """Return the addresses that the cache has answers for."""
    return sorted(json.loads(path.read_bytes())["asked"] for path in chosen.cache.glob("v1/answers/*.json"))
