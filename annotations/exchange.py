"""Writing everything in the store for other programs, and taking in what another program or store wrote.

Importing twice changes nothing; importing another person's notes keeps both sides, and where the same entry says
something else on both sides, one's own stays and the other is reported.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lawdiff.annotations.arrival import Arrival
from lawdiff.annotations.errors import EntryExists, NoteError
from lawdiff.annotations.hypothesis_read import read_hypothesis, rows_of
from lawdiff.annotations.merge import MAGIC, read_database
from lawdiff.annotations.notes_table import is_notes_table, read_csv
from lawdiff.annotations.refi_read import read_codebook, read_project
from lawdiff.annotations.webanno import from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from lawdiff.annotations.note import Note, Tag, Target
    from lawdiff.annotations.store import Store
    from lawdiff.parsers.document import Document


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did.

    Attributes:
        added: how many notes and links are new.
        known: how many were there already.
        tags: how many tags are new.
        conflicts: what was left alone because it says something else here, a sentence each.
        unplaced: what has no place in the documents that are known here, a sentence each.
    """

    added: int
    known: int
    tags: int
    conflicts: tuple[str, ...]
    unplaced: tuple[str, ...] = ()


def export_jsonld(store: Store) -> str:
    """Return notes, links, codebook and documents as W3C Web Annotations."""
    documents = [asdict(document) for document in store.documents()]
    return to_json(store.notes(), store.links(), store.tags(), documents)


def import_file(
    store: Store, path: str | Path, *, author: str = "", documents: Sequence[Document] = ()
) -> Taken:
    """Take in a file, in one transaction; what it is is told from its content.

    Known are: what `export_jsonld` or `export_csv` wrote, a REFI-QDA codebook or project, annotations of the
    Hypothesis client, and another database of lawdiff's.

    Args:
        store: what it is taken into.
        path: the file.
        author: who imports, for the history.
        documents: those that annotations without an address may stand in, beside (for Hypothesis: instead of) those
            that the store knows.

    Raises:
        NoteError: the file cannot be read, is not safe, or is something else.
        StoreError: a database cannot be read or written; then nothing was taken in.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise NoteError(f"{path}: cannot be read ({error.strerror})") from error
    with store.transaction():
        for document in documents:
            store.add_document(document)
        if data.startswith(MAGIC):
            if Path(path).samefile(store.path):
                raise NoteError(f"{path}: is the database that it would be taken into")
            arrival, provisions = read_database(Path(path))
            taken = take(store, arrival, str(path), author=author)
            for sha256, kept in provisions.items():
                store.keep_provisions(sha256, kept)
            return taken
        return take(store, _arrival(store, data, str(path), documents), str(path), author=author)


def _arrival(store: Store, data: bytes, name: str, documents: Sequence[Document]) -> Arrival:
    """Tell what a file is, and read it."""
    if data.startswith(b"PK"):
        return read_project(store, data, name)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return read_codebook(data, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoteError(f"{name}: is not text in UTF-8") from error
    if is_notes_table(text):
        return read_csv(text, name)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoteError(f"{name}: is not JSON: {error}") from error
    rows = rows_of(whole)
    if rows is not None:
        return read_hypothesis(store, rows, name, [document.sha256 for document in documents])
    notes, links, tags, known = from_json(text, name)
    return Arrival(tuple(notes), tuple(links), tuple(tags), tuple(known))


def take(store: Store, arrival: Arrival, name: str, *, author: str = "") -> Taken:
    """Take in what arrived, in one transaction; see `import_file`."""
    conflicts: list[str] = []
    added = 0
    with store.transaction():
        _take_documents(store, arrival.documents, name)
        before = len(store.tags())
        conflicts += _take_tags(store, arrival.tags, author)
        tags = len(store.tags()) - before
        mine = {note.id: note for note in store.notes()}
        for note in arrival.notes:
            try:
                added += _take_note(store, note, mine.get(note.id), author)
            except EntryExists as error:
                store.keep_other_side(note, author=author)
                conflicts.append(f"{error}; left as it is; theirs is in its history")
            else:
                conflicts += _otherwise(note, mine.get(note.id))
        known = {link.id for link in store.links()}
        for link in arrival.links:
            try:
                store.add_link(
                    link.source,
                    link.target,
                    link.relation,
                    note=link.note,
                    author=link.author,
                    created=link.created,
                    id=link.id,
                    places=link.places,
                )
            except EntryExists as error:
                conflicts.append(f"{error}; left as it is")
                continue
            added += link.id not in known
    entries = len(arrival.notes) + len(arrival.links)
    return Taken(added, entries - added - _entries(conflicts), tags, tuple(conflicts), arrival.unplaced)


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


def _take_note(store: Store, note: Note, mine: Note | None, author: str) -> bool:
    """Take in one note as it is, beside one's own with this id; return whether it is new."""
    if mine is None:
        store.put_note(
            note.body, note.targets, tags=note.tags, author=note.author, created=note.created, id=note.id
        )
        store.set_times(note.id, note.updated, note.state, author=author)
        return True
    if (mine.body, mine.tags, mine.author) != (note.body, note.tags, note.author):
        raise EntryExists("note", note.id)
    here = {_where(target) for target in mine.targets}
    further = [target for target in note.targets if _where(target) not in here]
    if further:
        store.add_targets(note.id, further, author=author)
    return False


def _otherwise(note: Note, mine: Note | None) -> list[str]:
    """Return what to say where a colleague is done with a note and one is not, or the other way round."""
    if mine is None or mine.state == note.state:
        return []
    return [f"the note {note.id!r} is {note.state} there and {mine.state} here; left as it is"]


def _where(target: Target) -> tuple[str, str, int, str]:
    """Return what makes a place the same place, however a note came there."""
    return target.document, target.address, target.start, target.quote
