"""Writing everything in the store for other programs, and taking in what another store wrote.

Importing twice changes nothing; importing another person's notes keeps both sides, and where the same entry says
something else on both sides, one's own stays and the other is reported.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from lawdiff.annotations.bulk import Loaded
from lawdiff.annotations.errors import EntryExists, NoteError
from lawdiff.annotations.webanno import from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from lawdiff.annotations.note import Note, Tag
    from lawdiff.annotations.store import Store


def export_jsonld(store: Store) -> str:
    """Return notes, links, codebook and documents as W3C Web Annotations."""
    documents = [asdict(document) for document in store.documents()]
    return to_json(store.notes(), store.links(), store.tags(), documents)


def import_jsonld(store: Store, path: str | Path, *, author: str = "") -> Loaded:
    """Take in what `export_jsonld` wrote, in one transaction.

    Raises:
        NoteError: the file cannot be read or is something else.
        StoreError: the database cannot be written; then nothing was taken in.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoteError(f"{path}: is not text in UTF-8") from error
    except OSError as error:
        raise NoteError(f"{path}: cannot be read ({error.strerror})") from error
    notes, links, tags, documents = from_json(text, str(path))
    conflicts: list[str] = []
    added = 0
    with store.transaction():
        _take_documents(store, documents, str(path))
        conflicts += _take_tags(store, tags, author)
        for note in notes:
            try:
                added += _take_note(store, note, author)
            except EntryExists as error:
                conflicts.append(f"{error}; left as it is")
        for link in links:
            before = len(store.links())
            try:
                store.add_link(
                    link.source,
                    link.target,
                    link.relation,
                    note=link.note,
                    author=link.author,
                    created=link.created,
                    id=link.id,
                )
            except EntryExists as error:
                conflicts.append(f"{error}; left as it is")
            added += len(store.links()) - before
    return Loaded(added, len(notes) + len(links) - added - _entries(conflicts), tuple(conflicts))


def _entries(conflicts: Iterable[str]) -> int:
    """Return how many of the conflicts are about notes and links, which are what is counted."""
    return sum(not conflict.startswith("the tag ") for conflict in conflicts)


def _take_documents(store: Store, documents: Iterable[Mapping[str, Any]], name: str) -> None:
    for document in documents:
        wanted = ("sha256", "kind", "title", "family", "added")
        if not all(isinstance(document.get(key), str) for key in wanted):
            raise NoteError(f"{name}: a document lacks one of {', '.join(wanted)}")
        identity = json.dumps(document.get("identity", {}), ensure_ascii=False, sort_keys=True)
        store.know_document({key: document[key] for key in wanted} | {"identity": identity})


def _take_tags(store: Store, tags: Iterable[Tag], author: str) -> list[str]:
    """Define the tags that are new, first without parents; what the codebook says already stays."""
    known = {tag.name.casefold(): tag for tag in store.tags()}
    conflicts = []
    new = []
    for tag in tags:
        mine = known.get(tag.name.casefold())
        if mine is None:
            store.define_tag(tag.name, definition=tag.definition, colour=tag.colour, author=author)
            new.append(tag)
        elif mine != tag:
            conflicts.append(f"the tag {tag.name!r} is defined otherwise here; left as it is")
    for tag in new:
        if tag.parent:
            store.define_tag(tag.name, parent=tag.parent, author=author)
    return conflicts


def _take_note(store: Store, note: Note, author: str) -> bool:
    """Take in one note as it is; return whether it is new."""
    mine = next((each for each in store.notes() if each.id == note.id), None)
    if mine is None:
        store.put_note(
            note.body, note.targets, tags=note.tags, author=note.author, created=note.created, id=note.id
        )
        store.set_times(note.id, note.updated, note.state, author=author)
        return True
    if (mine.body, mine.tags, mine.author) != (note.body, note.tags, note.author):
        raise EntryExists("note", note.id)
    further = [target for target in note.targets if target not in mine.targets]
    if further:
        store.add_targets(note.id, further, author=author)
    return False
