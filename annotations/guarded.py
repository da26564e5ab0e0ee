"""Files from other people, opened with care: XML without a document type, zips without bombs."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, TreeBuilder  # builds a tree; expat below does the reading
from xml.parsers import expat  # guarded below: no document type, hence no entities

from lawdiff.annotations.errors import NoteError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NoReturn

DEEPEST = 200
"""Levels of elements: a codebook of twenty levels is unheard of, and recursion has an end."""

MOST_ENTRIES = 20_000
"""Files in a zip: more than any project has sources."""

LARGEST = 400_000_000
"""Bytes that a zip may hold when it is unpacked: two hundred titles of law as text."""


def read_xml(data: bytes, name: str) -> Element:
    """Return the root of an XML text, tags as ``{namespace}name``.

    Raises:
        NoteError: it is not well-formed, nests too deep, or declares a document type (entities come with one).
    """
    builder = TreeBuilder()
    depth = 0

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise NoteError(f"{name}: nests its elements more than {DEEPEST} deep")
        builder.start(_named(tag), dict(attributes))

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_named(tag))

    def refuse(*_: object) -> NoReturn:
        raise NoteError(f"{name}: declares a document type, which no exchange file has")

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position alone
        return builder.close()
    except expat.ExpatError as error:
        raise NoteError(f"{name}: is not well-formed XML ({error})") from error


def _named(tag: str) -> str:
    """Return a name of expat's (``namespace}name``) as ElementTree writes it."""
    return f"{{{tag}" if "}" in tag else tag


def read_zip(data: bytes, name: str) -> dict[str, bytes]:
    """Return the files of a zip by name, with ``/`` between folders.

    Raises:
        NoteError: it is no zip, is damaged, is encrypted, or would unpack to more than `LARGEST`.
    """
    files: dict[str, bytes] = {}
    room = LARGEST
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise NoteError(f"{name}: holds {len(entries)} files, more than {MOST_ENTRIES}")
            for entry in entries:
                if entry.is_dir():
                    continue
                with archive.open(entry) as file:  # what the entry says of its size is not believed
                    content = file.read(room + 1)
                room -= len(content)
                if room < 0:
                    raise NoteError(f"{name}: unpacks to more than {LARGEST // 1_000_000} MB")
                files[entry.filename.replace("\\", "/")] = content
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        RuntimeError,
        EOFError,
        ValueError,
    ) as error:
        raise NoteError(f"{name}: is not a zip that can be read ({error})") from error
    return files
