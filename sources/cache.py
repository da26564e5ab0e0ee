"""Answers kept on disk, each whole or not at all.

    <folder>/v1/answers/<SHA-256 of the address>.json     when it was asked, the validators, the body's SHA-256
    <folder>/v1/bodies/<SHA-256 of the body>              the body

A body is named by what it holds and written before the entry that names it, so two processes at once write the same
file or two whole ones, and a reader sees an entry with its body or none. What does not add up is as good as absent.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lawdiff.sources.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Mapping

FORM = "v1"
"""Raised when an older lawdiff could not read what a newer one writes; both can use one folder."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said to one question.

    Attributes:
        asked: the address that was asked.
        address: the one that answered, after redirects.
        etag, modified: the service's validators (``ETag``, ``Last-Modified``), empty where it gave none.
        at: when it was asked or last confirmed, in seconds of the epoch.
        data: the body, unpacked.
    """

    asked: str
    address: str
    etag: str
    modified: str
    at: int
    data: bytes

    @property
    def sha256(self) -> str:
        """Of the body, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def default_folder(environment: Mapping[str, str]) -> Path:
    """Return ``LAWDIFF_CACHE``, else ``lawdiff`` in the folder of the XDG base directory specification."""
    named = environment.get("LAWDIFF_CACHE")
    if named:
        return Path(named)
    base = environment.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "lawdiff"


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers.

    Attributes:
        folder: made when the first answer is kept.
    """

    folder: Path

    def read(self, asked: str) -> Answer | None:
        """Return the answer that is kept for an address; None where there is none, or it is damaged."""
        try:
            entry = json.loads(self._entry(asked).read_bytes())
            data = self._body(str(entry["sha256"])).read_bytes()
            answer = Answer(
                str(entry["asked"]),
                str(entry["address"]),
                str(entry["etag"]),
                str(entry["modified"]),
                int(entry["at"]),
                data,
            )
        except (OSError, ValueError, KeyError, TypeError):  # absent, cut off, or not written by lawdiff
            return None
        return answer if answer.asked == asked and answer.sha256 == entry["sha256"] else None

    def write(self, answer: Answer) -> None:
        """Keep an answer.

        Raises:
            SourceError: the folder cannot be written.
        """
        entry = {
            "asked": answer.asked,
            "address": answer.address,
            "etag": answer.etag,
            "modified": answer.modified,
            "at": answer.at,
            "sha256": answer.sha256,
            "bytes": len(answer.data),
        }
        try:
            _write_whole(self._body(answer.sha256), answer.data)
            _write_whole(self._entry(answer.asked), json.dumps(entry, indent=1).encode())
        except OSError as error:
            reason = (
                f"the cache cannot be written ({error.strerror or error}); LAWDIFF_CACHE names another folder"
            )
            raise SourceError(str(self.folder), reason) from error

    def _entry(self, asked: str) -> Path:
        return self.folder / FORM / "answers" / f"{hashlib.sha256(asked.encode()).hexdigest()}.json"

    def _body(self, sha256: str) -> Path:
        if not sha256.isalnum():  # an entry from elsewhere must not name a file elsewhere
            raise ValueError(sha256)
        return self.folder / FORM / "bodies" / sha256


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
