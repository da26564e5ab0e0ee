"""Exchange with other programs: what goes out is by the standard's rules, and what comes in is never guessed."""

from __future__ import annotations

import csv
import json
import zipfile
from dataclasses import asdict
from io import BytesIO, StringIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from builders import HOSTILE, NEW, OLD, document
from hypothesis import example, given
from hypothesis import strategies as st
from refi import check_codebook, check_project

from lawdiff.annotations import guarded
from lawdiff.annotations.carry import carry
from lawdiff.annotations.documents import StoredDocument
from lawdiff.annotations.errors import NoteError, StoreError
from lawdiff.annotations.exchange import export_jsonld, import_file
from lawdiff.annotations.guids import note_guid
from lawdiff.annotations.note import Note, Target
from lawdiff.annotations.notes_table import export_csv, read_csv, table
from lawdiff.annotations.place import place
from lawdiff.annotations.refi_write import export_codebook, export_project
from lawdiff.annotations.store import Store
from lawdiff.differ import compare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BEFORE, AFTER = document(OLD), document(NEW, "Engrossed-in-House")
PROJECT = "{urn:QDA-XML:project:1.0}"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "notes.db") as opened:
        opened.define_tag("images", definition="What is <kept> & why", colour="#336699")
        opened.define_tag("retention", parent="images")
        opened.add_note(
            BEFORE, "s2/b", "Why so short?", quote="14 days", tags=["retention"], author="ada", id="n1"
        )
        opened.add_note(BEFORE, "s2/a", HOSTILE, tags=["images", "retention"], author="ben")
        opened.add_note(BEFORE, "s3/a", "Who reads it?", author="ben", created="2025-11-20T10:00:00Z")
        opened.resolve("n1", author="ada")
        carry(opened, BEFORE, AFTER, compare(BEFORE, AFTER).crosswalk)
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "other.db") as opened:
        yield opened


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def zipped(**files: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return out.getvalue()


# CSV.


def test_the_table_of_notes_comes_back_without_loss(store: Store, empty: Store, tmp_path: Path) -> None:
    text = export_csv(store)
    path = written(tmp_path, "notes.csv", text)
    taken = import_file(empty, path)
    assert (taken.added, taken.known, taken.conflicts) == (3, 0, ())
    assert empty.notes() == store.notes()
    assert [asdict(each) for each in empty.documents()] == [asdict(each) for each in store.documents()]
    assert export_csv(empty) == text
    again = import_file(empty, path)
    assert (again.added, again.known, again.conflicts) == (0, 3, ())
    assert import_file(store, path).added == 0


@given(st.text(min_size=1).filter(str.strip), st.text())
@example("=1+1", "'=1+1")
@example("-\r\n\x1b[31m", "\\u001b \u202e")
def test_whatever_a_note_says_comes_back_and_no_spreadsheet_computes_it(body: str, quote: str) -> None:
    target = Target(
        BEFORE.sha256, "s1", "sec. 1", quote=quote, text=body, score=1 / 3, state="carried-edited"
    )
    note = Note("n1", body, ("a", "b"), quote, "2025-11-20T10:00:00Z", "", "resolved", (target, target))
    known = StoredDocument(BEFORE.sha256, "bill", body, "bill-dtd", {"number": quote}, "2025-11-20T10:00:00Z")
    text = table([note], [known])
    assert read_csv(text, "notes.csv").notes == (note,)
    for row in csv.reader(StringIO(text, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)
    assert not {"\x1b", "\u202e", "\x00"} & set(text)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("carried-edited", "guessed", "was carried 'guessed'"),
        (",open,", ",shut,", "has the state 'shut'"),
        ("ada", "eve", "says something else in an earlier row"),
        (",0.", ",much", "could not convert"),
        (",score,", ",scores,", "there is no 'score'"),
    ],
)
def test_a_table_of_notes_that_is_broken_is_refused_and_nothing_taken(  # noqa: PLR0917 - pytest fills them in by name
    store: Store, empty: Store, tmp_path: Path, old: str, new: str, message: str
) -> None:
    text = export_csv(store)
    assert old in text
    with pytest.raises(NoteError, match=message):
        import_file(empty, written(tmp_path, "notes.csv", text.replace(old, new, 1)))
    with pytest.raises(NoteError, match="is not CSV"):
        import_file(empty, written(tmp_path, "notes.csv", f'{text}"n9'))
    assert empty.notes() == ()
    assert empty.documents() == ()


# REFI-QDA.


def test_the_codebook_is_by_the_rules_and_comes_back(store: Store, empty: Store, tmp_path: Path) -> None:
    text = export_codebook(store)
    check_codebook(text)
    path = written(tmp_path, "codes.qdc", text)
    assert import_file(empty, path).tags == 2
    assert empty.tags() == store.tags()
    again = import_file(empty, path)
    assert (again.tags, again.conflicts) == (0, ())
    check_codebook(export_codebook(Store(tmp_path / "none.db")), codes=False)


def test_the_project_is_by_the_rules_and_points_at_the_words(store: Store) -> None:
    files = check_project(export_project(store))
    root = ET.fromstring(files["project.qde"])  # noqa: S314 - written a line above
    quotes = set()
    for source in root.iter(f"{PROJECT}TextSource"):
        text = files[f"Sources/{source.get('guid')}.txt"].decode()
        for selection in source.iter(f"{PROJECT}PlainTextSelection"):
            quotes.add(text[int(selection.get("startPosition", "")) : int(selection.get("endPosition", ""))])
    assert {"14 days", "12 hours", BEFORE.by_address["s2/a"].own_words} <= quotes
    assert export_project(store) == export_project(store)


def test_a_project_comes_back_with_ids_authors_times_states_and_places(
    store: Store, empty: Store, tmp_path: Path
) -> None:
    empty.add_document(BEFORE)
    empty.add_document(AFTER)
    path = written(tmp_path, "project.qdpx", export_project(store))
    taken = import_file(empty, path)
    assert (taken.added, taken.tags, taken.conflicts, taken.unplaced) == (3, 2, (), ())
    back = {note.id: note for note in empty.notes()}
    for note in store.notes():
        other = back[note.id]
        assert (other.tags, other.author, other.created, other.updated, other.state) == (
            note.tags,
            note.author,
            note.created,
            note.updated,
            note.state,
        )
        assert other.body == note.body.replace("\x1b", "\ufffd")  # which XML cannot hold
        places = {
            (target.document, target.address, target.quote) for target in note.targets if target.address
        }
        assert {(each.document, each.address, each.quote) for each in other.targets} == places
    assert import_file(empty, path).added == 0
    own = import_file(store, path)
    assert (own.added, len(own.conflicts)) == (0, 1)  # the one whose body could not be written as it is


def test_a_project_of_our_own_needs_no_search_and_no_guess(empty: Store, tmp_path: Path) -> None:
    """The same words stand in two paragraphs; the line of the source says in which the note is."""
    twice = document([("1", "Fees", [("a", "A fee is due at noon."), ("b", "A fee is due at noon.")])])
    with Store(tmp_path / "twice.db") as store:
        for at in ("s1/a", "s1/b"):
            store.add_note(twice, at, "x", quote="due at", id=f"quote-{at}")
            store.add_note(twice, at, "x", id=f"whole-{at}")
        path = written(tmp_path, "twice.qdpx", export_project(store))
    empty.add_document(twice)
    assert import_file(empty, path).unplaced == ()
    assert {note.id: (note.targets[0].address, note.targets[0].quote) for note in empty.notes()} == {
        f"{kind}-{at}": (at, "due at" if kind == "quote" else "")
        for kind in ("quote", "whole")
        for at in ("s1/a", "s1/b")
    }


def test_a_project_whose_documents_are_not_here_names_them_and_nothing_is_taken(
    store: Store, empty: Store, tmp_path: Path
) -> None:
    path = written(tmp_path, "project.qdpx", export_project(store))
    titles = [each.title for each in store.documents()]
    with pytest.raises(NoteError, match="name it with --document") as refused:
        import_file(empty, path)
    assert all(title in str(refused.value) for title in titles)
    empty.add_document(BEFORE)  # the words of the other version stand here as well, and are not taken for it
    with pytest.raises(NoteError, match="name it with --document"):
        import_file(empty, path)
    assert empty.notes() == ()


def test_a_project_of_another_program_is_placed_by_its_words(empty: Store, tmp_path: Path) -> None:
    empty.add_document(BEFORE)
    text = "Copied from a page.\r\nA facial image of a citizen shall be deleted not later than 14 days.\r\nThe end."
    at, other = text.index("14 days"), text.index("The end")
    qde = f"""<?xml version="1.0" encoding="utf-8"?>
    <Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="NVivo"><Users>
    <User guid="AAAAAAAA-0000-4000-8000-000000000001" name="Ada"/></Users><CodeBook><Codes>
    <Code guid="AAAAAAAA-0000-4000-8000-000000000002" name="time; limits" isCodable="true" color="#FF0000"/>
    </Codes></CodeBook><Sources><TextSource guid="AAAAAAAA-0000-4000-8000-000000000003" name="page"
    plainTextPath="internal://page.txt"><PlainTextSelection guid="AAAAAAAA-0000-4000-8000-000000000004"
    startPosition="{at}" endPosition="{at + 7}" creatingUser="aaaaaaaa-0000-4000-8000-000000000001"
    creationDateTime="2025-01-02T03:04:05Z"><Coding guid="AAAAAAAA-0000-4000-8000-000000000005">
    <CodeRef targetGUID="aaaaaaaa-0000-4000-8000-000000000002"/></Coding></PlainTextSelection>
    <PlainTextSelection guid="AAAAAAAA-0000-4000-8000-000000000006" startPosition="{other}"
    endPosition="{len(text)}"/><PlainTextSelection guid="AAAAAAAA-0000-4000-8000-000000000007"
    startPosition="5" endPosition="99999"/></TextSource></Sources></Project>"""
    path = written(tmp_path, "p.qdpx", zipped(project_qde=qde, sources__page_txt=text))
    taken = import_file(empty, path)
    (note,) = empty.notes()
    assert (note.id, note.body, note.tags, note.author, note.created) == (
        "aaaaaaaa-0000-4000-8000-000000000004",
        "“14 days”",
        ("time, limits",),
        "Ada",
        "2025-01-02T03:04:05Z",
    )
    assert (note.targets[0].address, note.targets[0].quote) == ("s2/b", "14 days")
    assert len(taken.unplaced) == 2
    assert "no provision of a document that is known here" in taken.unplaced[0]
    assert "5 to 99999" in taken.unplaced[1]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.qdc", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>", "document type"),
        ("a.qdc", "<CodeBook xmlns='urn:QDA-XML:codebook:1.0'>", "not well-formed"),
        ("a.qdc", "<html/>", "no REFI-QDA codebook"),
        ("a.qdc", "<a>" * 300 + "</a>" * 300, "deep"),
        ("a.qdc", "<!DOCTYPE x [<!ENTITY e 'x'>]><x/>".encode("utf-16"), "document type"),
        ("a.qdpx", b"PK\x03\x04 and no more", "not a zip"),
        ("a.qdpx", zipped(readme_txt="x"), "no project.qde"),
        ("a.qdpx", zipped(project_qde="<!DOCTYPE x []><x/>"), "document type"),
        ("a.json", '{"a": 1}', "AnnotationCollection"),
        ("a.json", '[{"uri": "u", "target": 3}]', "as Hypothesis writes it"),
        ("a.json", "[" * 100_000, "not JSON"),
        ("a.bin", b"\x80\x81", "UTF-8"),
    ],
)
def test_what_is_not_safe_or_something_else_is_refused(
    empty: Store, tmp_path: Path, name: str, content: str | bytes, reason: str
) -> None:
    path = written(tmp_path, name, content)
    with pytest.raises(NoteError, match=reason) as error:
        import_file(empty, path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)
    assert (empty.notes(), empty.tags()) == ((), ())


def test_a_zip_that_unpacks_to_too_much_is_refused(
    empty: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "LARGEST", 1_000_000)
    path = written(
        tmp_path, "bomb.qdpx", zipped(project_qde="<x/>", a_txt="0" * 900_000, b_txt="0" * 900_000)
    )
    with pytest.raises(NoteError, match="unpacks to more than"):
        import_file(empty, path)


# Hypothesis.


def annotation(exact: str, prefix: str = "", suffix: str = "", **more: object) -> dict[str, object]:
    selectors = [
        {"type": "TextPositionSelector", "start": 7, "end": 9},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix},
    ]
    return {
        "id": f"id-{exact}",
        "uri": "https://example.org/bill",
        "text": "A comment.",
        "tags": ["retention"],
        "user": "acct:ada@example.org",
        "created": "2025-11-20T09:00:00.123456+00:00",
        "updated": "2025-11-21T09:00:00.123456+00:00",
        "target": [{"source": "https://example.org/bill", "selector": selectors}],
        **more,
    }


def test_annotations_of_a_web_page_are_placed_by_their_quotes(empty: Store, tmp_path: Path) -> None:
    rows = [
        annotation("14  days"),
        annotation("The Secretary", suffix=" shall post a notice at each", tags=[], text=""),
        annotation("The Secretary", id="twice"),
        annotation("words that nobody wrote"),
        {"uri": "https://example.org/bill", "text": "On the page.", "id": "page", "target": []},
    ]
    path = written(tmp_path, "h.json", json.dumps({"total": 5, "rows": rows}))
    taken = import_file(empty, path, documents=[BEFORE])
    assert (taken.added, len(taken.unplaced)) == (2, 3)
    assert "stand in 2 places (sec. 2(a), sec. 2(c)" in taken.unplaced[0]
    first, second = sorted(empty.notes(), key=lambda note: note.id)
    assert (first.id, first.author, first.tags, first.created, first.updated) == (
        "id-14  days",
        "ada",
        ("retention",),
        "2025-11-20T09:00:00Z",
        "2025-11-21T09:00:00Z",
    )
    assert (first.targets[0].address, second.targets[0].address) == ("s2/b", "s2/c")
    assert second.body == "“The Secretary”"
    assert import_file(empty, path, documents=[BEFORE]).added == 0
    with Store(tmp_path / "new.db") as new:
        assert "name it with --document" in import_file(new, path).unplaced[0]
    assert import_file(empty, written(tmp_path, "list.json", json.dumps(rows))).added == 0


# Another database.


def test_two_peoples_databases_become_one(store: Store, tmp_path: Path) -> None:
    mine = tmp_path / "mine.db"
    with Store(mine) as own:
        own.define_tag("retention", definition="otherwise")
        own.add_note(BEFORE, "s2/b", "Mine, under the same id.", author="me", id="n1")
        own.add_note(BEFORE, "s2/c", "Mine.", author="me", id="n2")
        own.add_link(place(BEFORE, "s2/a"), place(BEFORE, "s4/a"), "funded by", id="l1")
        taken = import_file(own, store.path)
        assert (taken.added, taken.known) == (2, 0)
        assert len(taken.conflicts) == 2
        assert {note.author for note in own.notes()} == {"me", "ben"}
        assert own.note("n1").body == "Mine, under the same id."
        (theirs,) = (row for row in own.history("note", "n1") if row["action"] == "conflict")
        assert json.loads(theirs["detail"])["theirs"]["body"] == "Why so short?"
        assert [each.address for each in own.stored_provisions(AFTER.sha256)] == [
            each.address for each in AFTER.provisions
        ]
        assert own.notes(AFTER, address="s2")  # the subtree is known, too
        again = import_file(own, store.path)
        assert (again.added, len(again.conflicts)) == (0, 2)
        assert sum(row["action"] == "conflict" for row in own.history()) == 1  # kept once
        with pytest.raises(NoteError, match="would be taken into"):
            import_file(own, mine)
    before = export_jsonld(store)
    assert before == export_jsonld(store)


def test_a_note_that_a_colleague_resolved_is_reported(store: Store, empty: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "notes.csv", export_csv(store))
    import_file(empty, path)
    store.reopen("n1", author="ada")
    taken = import_file(store, path)
    assert (taken.added, taken.known) == (0, 2)
    assert taken.conflicts == ("the note 'n1' is resolved there and open here; left as it is",)
    assert store.note("n1").state == "open"


def test_a_database_of_another_program_is_named_and_nothing_is_taken(empty: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "bad.db", b"SQLite format 3\0" + b"\0" * 200)
    with pytest.raises(StoreError, match=r"bad\.db"):
        import_file(empty, path)


def test_a_note_keeps_its_own_guid() -> None:
    own = "6B0F4A52-8A0F-5C5E-9A61-2F2D9D1C7E11"
    assert note_guid(own) == own.lower()
    assert note_guid("n1") == note_guid("n1") != note_guid("n2")
