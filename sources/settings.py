"""What the environment and the options say about asking official sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.sources.cache import default_folder
from lawdiff.sources.services import Services, services

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TIMEOUT = 30.0
"""Seconds for a connection, and for each wait for more of an answer."""

LARGEST = 100_000_000
"""Bytes of one answer, packed or unpacked. The largest that can be asked for, title 42 of the US Code, is about 110 MB
of XML in a ZIP archive of a tenth; what the archive holds has a limit of its own (`us_code.py`)."""

_NO = frozenset({"", "0", "false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Settings:
    """How official sources are asked.

    Attributes:
        cache: the folder where answers are kept.
        services: the four publishers, or mirrors of them.
        offline: ask nobody; take what is kept.
        refresh: let the service confirm what is kept, however young it is.
        timeout, largest: see `TIMEOUT` and `LARGEST`.
    """

    cache: Path
    services: Services
    offline: bool = False
    refresh: bool = False
    timeout: float = TIMEOUT
    largest: int = LARGEST


def settings(
    environment: Mapping[str, str],
    *,
    cache: Path | None = None,
    offline: bool | None = None,
    refresh: bool = False,
) -> Settings:
    """Return the settings of an environment, with what is given instead.

    Args:
        environment: ``LAWDIFF_CACHE``, ``LAWDIFF_OFFLINE``, and the base addresses that `services` knows.
        cache: in place of the environment's.
        offline: likewise.
        refresh: see `Settings`.

    Raises:
        SourceError: a base address is none.
    """
    said = environment.get("LAWDIFF_OFFLINE", "").strip().lower() not in _NO
    return Settings(
        cache or default_folder(environment),
        services(environment),
        said if offline is None else offline,
        refresh,
    )
