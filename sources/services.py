"""Where the official documents are published, where else a mirror says they are, and whom redirects may lead to.

Each service has a base address, and the environment can put another in its place: a mirror's, or that of a server of a
test. docs/official-sources.md lists the addresses below them, and where each is documented.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lawdiff.sources.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Mapping

PAUSE = 0.5
"""Seconds between two questions to one official host. None of the four publishes a limit for what is asked here (only
keys of api.data.gov have one, and none is used); two a second is what a person with a browser does."""

KNOWN_HOSTS = frozenset(
    {
        "www.federalregister.gov",
        "federalregister.gov",
        "www.ecfr.gov",
        "ecfr.gov",
        "www.govinfo.gov",
        "govinfo.gov",
        "uscode.house.gov",
    }
)
"""Whom an official service may send to, by https alone."""


@dataclass(frozen=True, slots=True)
class Service:
    """A publisher of documents.

    Attributes:
        name: for people.
        official: its base address.
        base: the one in use, without a slash at its end.
    """

    name: str
    official: str
    base: str

    @property
    def mirrored(self) -> bool:
        """Whether somebody else is asked in its place."""
        return self.base != self.official


@dataclass(frozen=True, slots=True)
class Services:
    """The four publishers."""

    federal_register: Service
    ecfr: Service
    govinfo: Service
    us_code: Service

    def here(self, address: str) -> str:
        """Return an address that a service gave, below the base that is in use: a mirror may pass on official ones."""
        for service in self._all:
            if service.mirrored and address.startswith(f"{service.official}/"):
                return service.base + address.removeprefix(service.official)
        return address

    def allow(self, address: str) -> bool:
        """Say whether an address may be asked: below a base's origin, or at a known host by https."""
        try:
            parts = urlsplit(address)
        except ValueError:  # brackets that are no IPv6
            return False
        if any(_origin(address) == _origin(service.base) for service in self._all):
            return True
        return parts.scheme == "https" and parts.netloc.lower() in KNOWN_HOSTS

    def pause(self, address: str) -> float:
        """Return how many seconds lie between two questions to the host of an address; a mirror is asked at once."""
        origin = _origin(address)
        return 0.0 if any(each.mirrored and origin == _origin(each.base) for each in self._all) else PAUSE

    @property
    def _all(self) -> tuple[Service, ...]:
        return (self.federal_register, self.ecfr, self.govinfo, self.us_code)


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc.lower()


_VARIABLES = (
    ("the Federal Register", "https://www.federalregister.gov", "LAWDIFF_FEDERALREGISTER_URL"),
    ("the eCFR", "https://www.ecfr.gov", "LAWDIFF_ECFR_URL"),
    ("govinfo", "https://www.govinfo.gov", "LAWDIFF_GOVINFO_URL"),
    ("the Office of the Law Revision Counsel", "https://uscode.house.gov", "LAWDIFF_USCODE_URL"),
)
"""Name, base, and the environment variable that names another base."""


def services(environment: Mapping[str, str]) -> Services:
    """Return the services, each at its official base or at the one that the environment names.

    Raises:
        SourceError: a variable holds no address of a server.
    """
    return Services(*(_service(environment, *each) for each in _VARIABLES))


def _service(environment: Mapping[str, str], name: str, official: str, variable: str) -> Service:
    said = environment.get(variable, "").strip().rstrip("/")
    if not said:
        return Service(name, official, official)
    try:
        parts = urlsplit(said)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # a port that is no number
        usable = False
    if not usable or parts.query or parts.fragment:
        raise SourceError(variable, f"{said} is no base address (https://mirror.example/path)")
    return Service(name, official, said)
