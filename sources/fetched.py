"""A document that a service gave, before it is parsed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lawdiff.sources.cache import Answer


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document as it was published.

    Attributes:
        name: what names it, in one spelling, the newest text by its date or stage.
        title: what the service calls it, or empty.
        date: when it was published, or the day of the text; ISO 8601, or empty.
        address: where it came from; ``#`` and a file's name where that was inside an archive.
        file_name: what to call it on a disk.
        etag, modified: the service's validators (``ETag``, ``Last-Modified``), empty where it gave none.
        data: the XML.
        edition: the day or year of a text of the CFR, which may not say so itself; else empty.
    """

    name: str
    title: str
    date: str
    address: str
    file_name: str
    etag: str
    modified: str
    data: bytes
    edition: str = ""

    @property
    def sha256(self) -> str:
        """Of the XML, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def fetched(
    answer: Answer, name: str, file_name: str, *, title: str = "", date: str = "", edition: str = ""
) -> Fetched:
    """Return the document that an answer is; see `Fetched`."""
    return Fetched(
        name, title, date, answer.address, file_name, answer.etag, answer.modified, answer.data, edition
    )
