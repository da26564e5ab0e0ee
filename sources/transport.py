"""One question to a service over HTTP: retries, redirects to known hosts, limits. The one user of httpx.

What passes (no connection, a time-out, 429, 500, 502, 503, 504, an answer that is cut off or changes under way) is
tried again after 1, 2, 4, … seconds, or when the service says (``Retry-After``). There is no jitter: one person's
command is no herd, and the same faults take the same time. What came before a cut is kept, and the rest asked for
(`part.py`). Proxies and certificates are those of the environment (``HTTPS_PROXY``, ``NO_PROXY``, ``SSL_CERT_FILE``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import httpx

from lawdiff.sources.cache import Answer
from lawdiff.sources.content import ACCEPT, Unsuitable, check, read_json, too_large, unpack
from lawdiff.sources.errors import SourceError
from lawdiff.sources.part import Part, Passing
from lawdiff.sources.question import Clock, Question, nobody_watches
from lawdiff.version import __version__

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

    from lawdiff.sources.settings import Settings

ATTEMPTS = 5
"""How often one question is asked at most: with the pauses, 15 seconds of a service's trouble."""

ATTEMPTS_TO_CONNECT = 2
"""The same where nobody is there at all: a machine without a network should hear so soon."""

LONGEST_WAIT = 120
"""Seconds that ``Retry-After`` may ask for; for longer, the user is told instead."""

LONGEST_ANSWER = 900
"""Seconds that one attempt may take, so that a service that drips ends as well."""

MAX_REDIRECTS = 5
"""govinfo's link service takes one or two."""

SHOWN_MESSAGE = 160
"""Characters of a service's own message that are passed on."""

LONGEST_MESSAGE = 65_536
"""Bytes of an error's body that are looked at for it."""

_PASSING = frozenset({429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_USER_AGENT = f"lawdiff/{__version__} (compares versions of legal texts; httpx/{httpx.__version__})"
_HUMAN_CHECK = "unblock.federalregister.gov"
"""Where the Federal Register and the eCFR send those who asked too much."""


@dataclass(slots=True)
class Transport:
    """Asks services, politely.

    Attributes:
        settings: whom redirects may lead to, time-outs and sizes.
        clock: for pauses.
        watch: is told what is asked for, how many bytes came, and of how many.
    """

    settings: Settings
    clock: Clock
    watch: Callable[[str, int, int | None], None] = nobody_watches
    _client: httpx.Client | None = None
    _next: dict[str, float] = field(default_factory=dict)

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()

    def ask(self, question: Question, kept: Answer | None = None) -> Answer:
        """Return the service's answer; a kept one comes back, confirmed, where it still holds.

        Raises:
            SourceError: there is no such document, it is not what was asked for, or the trouble does not pass.
        """
        part = Part()
        tries = 0
        host = urlsplit(question.address).netloc
        while True:
            try:
                return self._once(question, kept, part)
            except (Passing, httpx.TransportError) as error:
                fault = error if isinstance(error, Passing) else _fault(error, part, host)
            except httpx.InvalidURL as error:
                raise SourceError(question.about, f"{host} sends to an address that is none") from error
            except Unsuitable as error:
                raise SourceError(question.about, f"what {host} sent {error}") from error
            tries += 1
            if tries >= (fault.attempts or ATTEMPTS):
                raise SourceError(question.about, f"{fault} ({tries} attempts)") from fault
            wait = max(2.0 ** (tries - 1), fault.wait)
            self.watch(f"{question.about}: {fault}; again in {wait:.0f} s", 0, None)
            self.clock.sleep(wait)

    def _once(self, question: Question, kept: Answer | None, part: Part) -> Answer:
        """Ask once, through redirects."""
        address = question.address
        for _ in range(MAX_REDIRECTS + 1):
            self._allowed(question, address)
            headers = part.resuming(address) or _conditions(kept, address)
            self._pace(address)
            with self._http.stream(
                "GET", address, headers={"Accept": ACCEPT[question.kind], **headers}
            ) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    address = _joined(address, response.headers["location"])
                    continue
                if response.status_code == httpx.codes.NOT_MODIFIED and kept is not None:
                    return Answer(
                        kept.asked, kept.address, kept.etag, kept.modified, int(self.clock.now()), kept.data
                    )
                self._judge(question, response)
                part.begin(address, response.status_code, response.headers)
                self._receive(question, response, part)
            return self._answer(question, address, response.headers, bytes(part.data))
        raise SourceError(question.about, f"{urlsplit(question.address).netloc} redirects without end")

    def _answer(self, question: Question, address: str, headers: httpx.Headers, sent: bytes) -> Answer:
        data = unpack(sent, headers.get("content-encoding", "").strip().lower(), self.settings.largest)
        check(data, question.kind, headers.get("content-type", "").partition(";")[0].strip())
        etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
        return Answer(question.address, address, etag, modified, int(self.clock.now()), data)

    @property
    def _http(self) -> httpx.Client:
        if self._client is None:
            # The eCFR answers 406 to those who do not take gzip; other packings would need more libraries.
            headers = {"User-Agent": _USER_AGENT, "Accept-Encoding": "gzip"}
            self._client = httpx.Client(
                headers=headers,
                timeout=self.settings.timeout,
                verify=_certificates(),
                follow_redirects=False,
            )
        return self._client

    def _allowed(self, question: Question, address: str) -> None:
        if self.settings.services.allow(address):
            return
        host = urlsplit(question.address).netloc
        if _HUMAN_CHECK in address[: len(_HUMAN_CHECK) + len("https://")]:
            reason = f"{host} wants to see a person first: it was asked too often from here; try again later"
        else:
            reason = f"{host} sends to {address[:SHOWN_MESSAGE]}, which is no official source; not followed"
        raise SourceError(question.about, reason)

    def _pace(self, address: str) -> None:
        """Wait until the host may be asked again."""
        host = urlsplit(address).netloc
        now = self.clock.now()
        wait = self._next.get(host, now) - now
        if wait > 0:
            self.clock.sleep(wait)
        self._next[host] = max(self._next.get(host, now), now) + self.settings.services.pause(address)

    def _judge(self, question: Question, response: httpx.Response) -> None:
        """Let pass what is an answer."""
        status, host = response.status_code, response.url.netloc.decode("ascii", "replace")
        if status in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
            return
        if status in _PASSING:
            wait = self._retry_after(response.headers.get("retry-after", ""))
            trouble = "is asked too often" if status == httpx.codes.TOO_MANY_REQUESTS else "is in trouble"
            if wait > LONGEST_WAIT:
                reason = (
                    f"{host} {trouble} ({status}) and asks to come back in {wait:.0f} seconds; try again then"
                )
                raise SourceError(question.about, reason)
            raise Passing(f"{host} {trouble} ({status})", wait)
        if status == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            raise Passing("the text changed while it was read")
        absent = status in (httpx.codes.BAD_REQUEST, httpx.codes.NOT_FOUND, httpx.codes.GONE)
        what = "has no such document" if absent else "does not give it"
        raise SourceError(question.about, f"{host} {what} ({status}{_message(response)})")

    def _retry_after(self, said: str) -> float:
        """Return the seconds of ``Retry-After``, which gives them or a date (RFC 9110, 10.2.3); 0 for neither."""
        if said.isascii() and said.isdecimal():
            return float(said)
        try:
            return max(0.0, parsedate_to_datetime(said).timestamp() - self.clock.now())
        except (ValueError, OverflowError):
            return 0.0

    def _receive(self, question: Question, response: httpx.Response, part: Part) -> None:
        """Add what comes to the part."""
        started = self.clock.now()
        if part.whole is not None and part.whole > self.settings.largest:
            raise Unsuitable(too_large(self.settings.largest))
        for chunk in response.iter_raw():  # as it comes: a chunk that waits to be full is lost in a cut
            part.data += chunk
            if len(part.data) > self.settings.largest:
                raise Unsuitable(too_large(self.settings.largest))
            if self.clock.now() - started > LONGEST_ANSWER:
                raise SourceError(question.about, f"{part.cut()}, because it took too long")
            self.watch(question.about, len(part.data), part.whole)
        if part.whole is not None and len(part.data) != part.whole:
            raise Passing(part.cut())


@cache
def _certificates() -> ssl.SSLContext:
    """Return whom to trust, read once: that takes longer than most answers."""
    return httpx.create_ssl_context()


def _joined(address: str, location: str) -> str:
    """Return where a redirect leads; as it is where it is no address, to be refused."""
    try:
        return urljoin(address, location)
    except ValueError:  # brackets that are no IPv6
        return location


def _conditions(kept: Answer | None, address: str) -> dict[str, str]:
    """Return the headers that ask whether a kept answer still holds."""
    if kept is None or kept.address != address:
        return {}
    pairs = {"If-None-Match": kept.etag, "If-Modified-Since": kept.modified}
    return {name: value for name, value in pairs.items() if value}


def _fault(error: httpx.TransportError, part: Part, host: str) -> Passing:
    """Say what went wrong with a connection."""
    if part.data:
        return Passing(part.cut())
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.ProxyError):
        via = "the proxy to " if isinstance(error, httpx.ProxyError) else ""
        reason = f"no connection to {via}{host} ({str(error) or 'time-out'})"
        return Passing(reason, attempts=ATTEMPTS_TO_CONNECT)
    if isinstance(error, httpx.TimeoutException):
        return Passing(f"{host} did not answer in time")
    return Passing(f"{host} broke the connection off")


def _message(response: httpx.Response) -> str:
    """Return what a service's JSON says of an error: the Federal Register's ``message``, the eCFR's ``error``."""
    sent = b""
    for chunk in response.iter_raw():
        sent += chunk
        if len(sent) >= LONGEST_MESSAGE:
            break
    try:
        said = read_json(unpack(sent, response.headers.get("content-encoding", "").lower(), LONGEST_MESSAGE))
    except Unsuitable:  # a page for people, which says the same as the number
        return ""
    found = (
        next((said[key] for key in ("message", "error") if key in said), "") if isinstance(said, dict) else ""
    )
    return f": {found[:SHOWN_MESSAGE]}" if isinstance(found, str) and found else ""
