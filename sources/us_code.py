"""Titles of the US Code at a release point, from the ZIP archives of the Office of the Law Revision Counsel.

    GET https://uscode.house.gov/download/releasepoints/us/pl/117/80/xml_usc13@117-80.zip    holds usc13.xml

An archive is untrusted like everything else: nothing in it is unpacked to a disk, one file is read by its name, and
names that would leave a folder, encryption, and contents larger than any title are refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.sources.content import Unsuitable, check, too_large
from lawdiff.sources.errors import SourceError
from lawdiff.sources.fetched import fetched
from lawdiff.sources.question import Question

if TYPE_CHECKING:
    from lawdiff.sources.client import Client
    from lawdiff.sources.fetched import Fetched
    from lawdiff.sources.names import CodeTitle

LARGEST_TITLE = 400_000_000
"""Bytes of a title's XML. The largest, title 42, has about 110 MB."""

MOST_FILES = 1_000
"""Files in an archive; that of all titles has about sixty."""


def title(name: CodeTitle, client: Client) -> Fetched:
    """Return a title at a release point.

    Raises:
        SourceError: there is none, or what came is no archive with it.
    """
    number = name.title.removesuffix("a").zfill(2) + ("A" if name.title.endswith("a") else "")
    archive = f"xml_usc{number}@{name.release}.zip"
    path = f"/download/releasepoints/us/pl/{name.congress}/{name.point}/{archive}"
    answer = client.ask(Question(name.label, client.settings.services.us_code.base + path, "ZIP"))
    file = f"usc{number}.xml"
    try:
        data = read_member(answer.data, file)
        check(data, "XML", "")
    except Unsuitable as error:
        raise SourceError(name.label, f"{archive} {error}") from error
    return replace(
        fetched(answer, name.label, f"usc{number}@{name.release}.xml"),
        address=f"{answer.address}#{file}",
        data=data,
    )


def read_member(archive: bytes, file: str, largest: int = LARGEST_TITLE) -> bytes:
    """Return one file of a ZIP archive, by its name without a folder.

    Raises:
        Unsuitable: it is not there once, or the archive is damaged, locked, hostile or too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            members = opened.infolist()
            _refuse_hostile(members)
            found = [one for one in members if one.filename.rpartition("/")[2].lower() == file.lower()]
            if len(found) != 1:
                raise Unsuitable(f"holds {len(found) or 'no'} files called {file}")
            if found[0].file_size > largest:
                raise Unsuitable(too_large(largest))
            with opened.open(found[0]) as member:
                data = member.read(largest + 1)  # the size that the archive states may be a lie
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise Unsuitable("is a damaged ZIP archive") from error
    except RuntimeError as error:  # a password, or a compression that Python has not
        raise Unsuitable("is a ZIP archive that cannot be opened without more") from error
    if len(data) > largest:
        raise Unsuitable(too_large(largest))
    return data


def _refuse_hostile(members: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive whose list of files is not one that a publisher makes."""
    if len(members) > MOST_FILES:
        raise Unsuitable(f"holds more than {MOST_FILES} files")
    for member in members:
        name = member.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name:
            raise Unsuitable("holds a file whose name leaves its folder")
