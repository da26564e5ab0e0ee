"""What came of one answer so far, and whether more of the same can follow it.

    200, ETag "a", Content-Length 500, 300 bytes, cut     -> asks for bytes 300- if the text is still "a"
    206, ETag "a", Content-Range bytes 300-499/500        -> goes on
    206, ETag "b"; or bytes 250-499/500; or …/800         -> the text changed under way: begin anew
    200                                                   -> the service sends all of it again

See RFC 9110, 14 (range requests) and 13.1.5 (If-Range).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_CONTENT_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15})", re.ASCII)


class Passing(Exception):  # noqa: N818 - no error unless it stays
    """Something that may be better next time; the message says what.

    Attributes:
        wait: seconds that the service asked for; 0 where it did not say.
        attempts: how often it is worth trying; 0 leaves that to the transport.
    """

    def __init__(self, reason: str, wait: float = 0, attempts: int = 0) -> None:
        super().__init__(reason)
        self.wait = wait
        self.attempts = attempts


@dataclass(slots=True)
class Part:
    """The bytes of one answer so far, as they were sent.

    Attributes:
        data: the bytes.
        address: whose they are.
        validator: a strong ``ETag``, else ``Last-Modified``, else empty.
        whole: how many there will be; None where the service does not say.
    """

    data: bytearray = field(default_factory=bytearray)
    address: str = ""
    validator: str = ""
    whole: int | None = None

    def resuming(self, address: str) -> dict[str, str]:
        """Return the headers that ask for the rest; none where it could not be told from another text's."""
        if not self.data or not self.validator or self.address != address:
            return {}
        return {"Range": f"bytes={len(self.data)}-", "If-Range": self.validator}

    def begin(self, address: str, status: int, headers: Mapping[str, str]) -> None:
        """Take the head of an answer: the first, one that goes on, or one that begins anew.

        Raises:
            Passing: it goes on with something else than what came so far.
        """
        validator = _validator(headers)
        if status == 206:  # noqa: PLR2004 - Partial Content
            match = _CONTENT_RANGE.fullmatch(headers.get("content-range", ""))
            first, whole = (int(match[1]), int(match[3])) if match else (-1, -1)
            known = self.whole is None or self.whole == whole
            if first != len(self.data) or not known or (validator and validator != self.validator):
                self.clear()
                raise Passing("the text changed while it was read")
            return
        self.clear()
        length = headers.get("content-length", "")
        self.address, self.validator = address, validator
        self.whole = int(length) if length.isascii() and length.isdecimal() else None

    def clear(self) -> None:
        """Forget what came."""
        self.data.clear()
        self.address, self.validator, self.whole = "", "", None

    def cut(self) -> str:
        """Return what is said where the rest did not come."""
        of = f" of {self.whole:,}" if self.whole else ""
        return f"the answer was cut off after {len(self.data):,}{of} bytes"


def _validator(headers: Mapping[str, str]) -> str:
    etag = headers.get("etag", "")
    return etag if etag.startswith('"') else headers.get("last-modified", "")
