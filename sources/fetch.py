"""A name -> the document, or all documents, that it names, as their publisher has them.

with Client(settings(os.environ)) as client:
    found = fetch_all(parse_name("RIN 1651-AB12"), client)
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.sources import cfr, federal_register, govinfo, us_code
from lawdiff.sources.bills import Bill
from lawdiff.sources.client import Client
from lawdiff.sources.errors import BadName, SourceError
from lawdiff.sources.names import (
    UNDERSTOOD,
    CfrPart,
    FederalRegisterDocument,
    FederalRegisterPage,
    Law,
    Name,
    Rulemaking,
    parse_name,
)
from lawdiff.sources.settings import settings

if TYPE_CHECKING:
    from pathlib import Path

    from lawdiff.sources.fetched import Fetched


@dataclass(frozen=True, slots=True)
class Found:
    """What a name led to.

    Attributes:
        documents: oldest first.
        without_text: what the service names and has no XML of, each with the reason.
    """

    documents: tuple[Fetched, ...]
    without_text: tuple[str, ...] = ()


def fetch(name: str, *, cache: Path | None = None, offline: bool | None = None) -> Fetched:
    """Return the one document that a name names, from the cache or its publisher.

    Args:
        name: as people write it: ``FR 2020-24707``, ``119 hr 1 enr``; see `lawdiff.sources.names`.
        cache: in place of what the environment says (``LAWDIFF_CACHE``).
        offline: likewise (``LAWDIFF_OFFLINE``).

    Raises:
        SourceError: it names nothing, or more than one document; or the document cannot be had.
    """
    with Client(settings(os.environ, cache=cache, offline=offline)) as client:
        return fetch_one(understood(name), client)


def understood(text: str) -> Name:
    """Return what a name names.

    Raises:
        BadName: it is of no known form, or a part of it cannot be.
    """
    name = parse_name(text)
    if name is None:
        raise BadName(text, f"is no name of an official document; names are like {', '.join(UNDERSTOOD)}")
    return name


def fetch_one(name: Name, client: Client) -> Fetched:
    """Return the one document that a name names.

    Raises:
        SourceError: there is none, or more than one.
    """
    if isinstance(name, FederalRegisterDocument | FederalRegisterPage | Rulemaking):
        return federal_register.text(federal_register.one(name, client), client)
    if isinstance(name, CfrPart):
        return cfr.part(name, client)
    if isinstance(name, Bill):
        return govinfo.bill(name, client)
    if isinstance(name, Law):
        return govinfo.law(name, client)
    return us_code.title(name, client)


def fetch_all(name: Name, client: Client) -> Found:
    """Return all documents that a name names: of a rulemaking several, oldest first.

    Raises:
        SourceError: there is none, or one cannot be had.
    """
    if not isinstance(name, Rulemaking):
        return Found((fetch_one(name, client),))
    entries = federal_register.of_rulemaking(name, client)
    documents = tuple(federal_register.text(entry, client) for entry in entries if entry.xml)
    without = tuple(f"{entry.described} has no XML" for entry in entries if not entry.xml)
    if not documents:
        raise SourceError(name.label, f"none of its documents has XML: {', '.join(without)}")
    return Found(documents, without)
