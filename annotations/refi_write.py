"""The codebook and the whole project for other programs of qualitative analysis (NVivo, ATLAS.ti, MAXQDA, QualCoder).

REFI-QDA 1.0 (https://www.qdasoftware.org): a codebook is one XML file (.qdc); a project (.qdpx) is a zip with
``project.qde`` and the sources as text. A document becomes a TextSource, one provision a line; a note becomes a Note
with its body, and a PlainTextSelection for each place, with a Coding for each tag. Positions are counted in Unicode
code points from 0. The same store gives the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from lawdiff.annotations.guids import guid, note_guid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lawdiff.annotations.note import Note, Tag, Target
    from lawdiff.annotations.store import Store

CODEBOOK = "urn:QDA-XML:codebook:1.0"
PROJECT = "urn:QDA-XML:project:1.0"
ORIGIN = "lawdiff"
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold: the same bytes at any hour."""

NAME_LENGTH = 80
"""Characters of a selection's name: what a list in those programs shows."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold (section 2.2)."""

_SIGNS = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
)


def _escaped(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text).translate(_SIGNS)


def _tag(name: str, attributes: Mapping[str, str], inside: Iterable[str] = ()) -> str:
    """Return an element; attributes that are empty are left out."""
    said = "".join(f' {key}="{_escaped(value)}"' for key, value in attributes.items() if value)
    content = "".join(inside)
    return f"<{name}{said}>{content}</{name}>\n" if content else f"<{name}{said}/>\n"


def _said(name: str, text: str) -> str:
    return f"<{name}>{_escaped(text)}</{name}>\n" if text else ""


def _codes(tags: Sequence[Tag]) -> str:
    """Return the Codes, children inside their parents; empty where there is none (Codes may not be empty)."""

    def under(parent: str) -> Iterator[str]:
        for tag in tags:
            if tag.parent == parent:
                attributes = {
                    "guid": code_guid(tag.name),
                    "name": tag.name,
                    "isCodable": "true",
                    "color": tag.colour.upper(),
                }
                yield _tag("Code", attributes, [_said("Description", tag.definition), *under(tag.name)])

    return _tag("Codes", {}, under("")) if tags else ""


def code_guid(name: str) -> str:
    """Return the GUID of a tag."""
    return guid("code", name.casefold())


def source_guid(document: str) -> str:
    """Return the GUID of a document by its SHA-256."""
    return guid("document", document)


def export_codebook(store: Store) -> str:
    """Return the codebook as REFI-QDA (.qdc)."""
    opening = f'<?xml version="1.0" encoding="UTF-8"?>\n<CodeBook xmlns="{CODEBOOK}" origin="{ORIGIN}">\n'
    return f"{opening}{_codes(store.tags())}</CodeBook>\n"


def export_project(store: Store) -> bytes:
    """Return the whole project as REFI-QDA (.qdpx): codes, coders, documents as text, notes with their places."""
    notes = store.notes()
    texts = {each.sha256: SourceText(store, each.sha256, notes) for each in store.documents()}
    titles = store.titles()
    sources = [_source(sha256, titles[sha256], text, notes) for sha256, text in texts.items()]
    authors = sorted({note.author for note in notes})
    users = [_tag("User", {"guid": user_guid(author), "name": author or "unknown"}) for author in authors]
    parts = [
        _tag("Users", {}, users) if users else "",
        _tag("CodeBook", {}, [_codes(store.tags())]) if store.tags() else "",
        _tag("Sources", {}, sources) if sources else "",
        _tag("Notes", {}, map(_note, notes)) if notes else "",
    ]
    opening = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Project xmlns="{PROJECT}" name="Notes on legal text" '
    )
    project = f'{opening}origin="{ORIGIN}">\n{"".join(parts)}</Project>\n'
    files = {"project.qde": project} | {
        f"Sources/{source_guid(sha256)}.txt": text.text for sha256, text in texts.items()
    }
    return _zipped(files)


def _zipped(files: Mapping[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # Unix, on any system
            archive.writestr(entry, text.encode(errors="replace"))
    return out.getvalue()


def user_guid(author: str) -> str:
    """Return the GUID of an author."""
    return guid("user", author)


def one_line(words: str) -> str:
    """Return the words of a provision as one line of a source; no offset changes."""
    return words.replace("\n", " ")


class SourceText:
    """A document as lines of text, one a provision, and where each begins.

    Where the store knows a document by its name alone, the lines are the provisions that have notes.
    """

    def __init__(self, store: Store, document: str, notes: Iterable[Note]) -> None:
        lines = {each.address: each.own_words for each in store.stored_provisions(document)}
        for note in notes:
            for target in note.targets_in(document):
                if target.address:
                    lines.setdefault(target.address, target.text)
        self.lines = {address: one_line(words) for address, words in lines.items()}
        self.starts: dict[str, int] = {}
        at = 0
        for address, words in self.lines.items():
            self.starts[address] = at
            at += len(words) + 1
        self.text = "\n".join(self.lines.values())

    def span(self, target: Target) -> tuple[int, int]:
        """Return where a target begins and ends, in code points; a whole provision is its line."""
        start = self.starts[target.address]
        if not target.quote:
            return start, start + len(self.lines[target.address])
        return start + target.start, start + target.start + len(target.quote)


def _source(sha256: str, title: str, text: SourceText, notes: Iterable[Note]) -> str:
    places = [
        (text.span(target), note, target)
        for note in notes
        for target in note.targets_in(sha256)
        if target.address
    ]
    places.sort(key=lambda place: (place[0], place[1].id))
    lost = [note for note in notes if any(not target.address for target in note.targets_in(sha256))]
    name = source_guid(sha256)
    return _tag(
        "TextSource",
        {"guid": name, "name": title, "plainTextPath": f"internal://{name}.txt"},
        [
            _said("Description", f"sha256:{sha256}"),
            *(_selection(place, note, target) for place, note, target in places),
            *(_tag("NoteRef", {"targetGUID": note_guid(note.id)}) for note in lost),
        ],
    )


def _selection(place: tuple[int, int], note: Note, target: Target) -> str:
    name = guid("selection", note.id, target.document, target.address, str(target.start), target.quote)
    made = {"creatingUser": user_guid(note.author), "creationDateTime": note.created}
    start, end = place
    attributes = {
        "guid": name,
        "name": (target.quote or target.citation)[:NAME_LENGTH],
        "startPosition": str(start),
        "endPosition": str(end),
        **made,
    }
    codings = [
        _tag(
            "Coding",
            {"guid": guid("coding", name, tag), **made},
            [_tag("CodeRef", {"targetGUID": code_guid(tag)})],
        )
        for tag in note.tags
    ]
    return _tag(
        "PlainTextSelection", attributes, [*codings, _tag("NoteRef", {"targetGUID": note_guid(note.id)})]
    )


def _note(note: Note) -> str:
    attributes = {
        "guid": note_guid(note.id),
        "name": note.id,
        "creatingUser": user_guid(note.author),
        "creationDateTime": note.created,
        "modifiedDateTime": note.updated,
    }
    return _tag("Note", attributes, [_said("Description", note.state), _said("PlainTextContent", note.body)])
