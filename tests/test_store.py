"""The store: what was written comes back as it was, and what is wrong is one clear line."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders import HOSTILE, NEW, OLD, document
from hypothesis import given
from hypothesis import strategies as st

from lawdiff.annotations.errors import (
    EntryExists,
    NoSuchEntry,
    NoteError,
    QuoteNotFound,
    QuoteRepeated,
    SeveralEntries,
    StoreError,
)
from lawdiff.annotations.exchange import export_jsonld, import_file
from lawdiff.annotations.place import occurrences, place
from lawdiff.annotations.store import Store
from lawdiff.parsers import Identity, LawdiffError

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT = document(OLD)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as opened:
        yield opened


def bodies(
    store: Store, *, address: str = "", tag: str = "", author: str = "", state: str = "", text: str = ""
) -> list[str]:
    found = store.notes(DOCUMENT, address=address, tag=tag, author=author, state=state, text=text)
    return [note.body for note in found]


# Notes.


def test_a_note_comes_back_as_it_was_written(store: Store, path: Path) -> None:
    made = store.add_note(
        DOCUMENT,
        "sec. 2(b)",
        "Why so short?",
        quote="14  days",
        tags=["retention", "citizens"],
        author="counsel",
        created="2025-11-20T10:00:00+01:00",
        id="n1",
    )
    with Store(path, create=False) as other:
        assert other.notes() == (made,)
    (target,) = made.targets
    assert (made.id, made.tags, made.author, made.created) == (
        "n1",
        ("citizens", "retention"),
        "counsel",
        "2025-11-20T09:00:00Z",
    )
    assert (target.address, target.citation, target.quote) == ("s2/b", "sec. 2(b)", "14 days")
    assert target.text[target.start :].startswith("14 days")
    assert (
        target.text
        == target.text[: target.start - len(target.prefix)]
        + target.prefix
        + "14 days"
        + (target.text[target.start + len("14 days") :])
    )


@pytest.mark.parametrize("name", ["sec. 2", "s2"])
def test_a_quote_below_the_provision_goes_to_the_one_that_holds_it(store: Store, name: str) -> None:
    made = store.add_note(DOCUMENT, name, "x", quote="not later than 14 days")
    assert made.targets[0].address == "s2/b"


def test_straight_typography_finds_curly_text(store: Store) -> None:
    made = store.add_note(DOCUMENT, "sec. 1", "x", quote='the "Gate Cameras Act"')
    assert made.targets[0].quote == "the “Gate Cameras Act”"


def test_an_unknown_quote_shows_what_is_nearest(store: Store) -> None:
    with pytest.raises(
        QuoteNotFound, match=r"sec\. 2\(b\) does not say '15 days after it was taken'.*14 days"
    ):
        store.add_note(DOCUMENT, "sec. 2(b)", "x", quote="15 days after it was taken")
    assert store.documents() == ()


def test_what_is_nearest_is_whole_words_in_either_case(store: Store) -> None:
    with pytest.raises(QuoteNotFound, match=r"the nearest there is 'Gate Cameras Act'$"):
        store.add_note(DOCUMENT, "sec. 1", "x", quote="ate cameras ac")


def test_a_repeated_quote_asks_which_one(store: Store) -> None:
    with pytest.raises(QuoteRepeated, match=r"stands 3 times in sec\. 2; say which occurrence: 1 ") as caught:
        store.add_note(DOCUMENT, "sec. 2", "x", quote="image")
    assert len(caught.value.places) == 3
    third = store.add_note(DOCUMENT, "sec. 2", "x", quote="image", occurrence=3)
    assert third.targets[0].address == "s2/c"
    with pytest.raises(QuoteRepeated):
        store.add_note(DOCUMENT, "sec. 2", "x", quote="image", occurrence=4)
    by_prefix = store.add_note(DOCUMENT, "sec. 2", "x", quote="image", prefix="collect a facial")
    assert by_prefix.targets[0].address == "s2/a"


def test_notes_are_found_by_what_is_asked(store: Store) -> None:
    store.define_tag("data")
    store.define_tag("retention", parent="data")
    store.add_note(DOCUMENT, "sec. 2(b)", "Keeping images", tags=["retention"], author="ann")
    store.add_note(DOCUMENT, "sec. 2", "The whole section", tags=["Data"], author="ben")
    store.add_note(DOCUMENT, "sec. 3(a)", "Reported errors", author="ann")
    assert bodies(store, address="s2") == ["Keeping images", "The whole section"]
    assert bodies(store, tag="data") == ["Keeping images", "The whole section"]
    assert bodies(store, tag="RETENTION") == ["Keeping images"]
    assert bodies(store, author="ann") == ["Keeping images", "Reported errors"]
    assert bodies(store, text="report error") == ["Reported errors"]
    assert bodies(store, text='"keep" images* OR (') == []
    assert bodies(store, text="!?") == []
    store.resolve(store.notes(author="ben")[0].id)
    assert bodies(store, state="open") == ["Keeping images", "Reported errors"]
    with pytest.raises(NoSuchEntry, match="did you mean retention"):
        store.notes(tag="retentoin")


@pytest.mark.parametrize(
    ("words", "found"),
    [("日本語", True), ("日本語 check", True), ("メモ", True), ("日本人", False), ("日本語 other", False)],
)
def test_a_script_without_spaces_is_searched_by_what_it_says(store: Store, words: str, found: bool) -> None:
    store.add_note(DOCUMENT, "sec. 1", "check: 日本語のメモ、長い文")
    assert bool(store.notes(text=words)) == found


def test_the_columns_of_a_table_of_contents_are_spaces_to_a_quote() -> None:
    row = "Sec. 2.\tLand ports."
    assert occurrences(row, "Sec. 2. Land ports.") == (0,)


def test_the_beginning_of_an_id_is_enough_if_only_one_begins_so(store: Store) -> None:
    for name in ("abc-1", "abc-2", "abc"):
        store.add_note(DOCUMENT, "sec. 1", name, id=name)
    assert store.note("abc-1").body == "abc-1"
    assert store.note("abc").body == "abc"
    with pytest.raises(SeveralEntries):
        store.note("ab")
    for wrong in ("", "x", "ABC", "%", "a_c"):
        with pytest.raises(NoSuchEntry):
            store.note(wrong)


def test_adding_the_same_note_twice_changes_nothing(store: Store) -> None:
    one = store.add_note(DOCUMENT, "sec. 1", "x", id="n", tags=["a"], author="ann")
    assert store.add_note(DOCUMENT, "sec. 1", "x", id="n", tags=["A"], author="ann") == one
    assert len(store.notes()) == 1
    for other in ({"body": "y"}, {"tags": ["b"]}, {"author": "ben"}, {"at": "sec. 3"}):
        arguments = {"at": "sec. 1", "body": "x", "tags": ["a"], "author": "ann"} | other
        with pytest.raises(EntryExists):
            store.add_note(DOCUMENT, id="n", **arguments)  # type: ignore[arg-type]  # a mixed bag on purpose
    assert store.notes() == (one,)


def test_a_deleted_note_can_be_brought_back_and_history_tells_all(store: Store) -> None:
    note = store.add_note(DOCUMENT, "sec. 1", "first", id="n", author="ann")
    store.edit_note("n", body="second", tags=["t"], author="ben")
    store.delete_note("n", author="ben")
    assert store.notes() == ()
    assert [each.body for each in store.notes(deleted=True)] == ["second"]
    with pytest.raises(NoteError, match="was deleted"):
        store.add_note(DOCUMENT, "sec. 1", "first", id="n")
    assert store.add_note(DOCUMENT, "sec. 1", "another", id="n-1").id == "n-1"
    store.delete_note("n-1")
    assert (
        store.add_note(DOCUMENT, "sec. 1", "its id is the beginning of a deleted one's", id="n-").id == "n-"
    )
    assert [line["action"] for line in store.note_history("n-1")] == ["add", "delete"]
    store.restore_note("n", author="ann")
    assert store.note("n").targets == note.targets
    told = store.history("note", "n")
    assert [(line["action"], line["author"]) for line in told] == [
        ("add", "ann"),
        ("edit", "ben"),
        ("delete", "ben"),
        ("restore", "ann"),
    ]
    assert json.loads(told[1]["detail"])["body"] == {"before": "first", "after": "second"}


@pytest.mark.parametrize("body", ["", "  \n"])
def test_a_note_needs_a_body(store: Store, body: str) -> None:
    with pytest.raises(NoteError):
        store.add_note(DOCUMENT, "sec. 1", body)


def test_a_time_that_is_none_is_refused(store: Store) -> None:
    with pytest.raises(NoteError, match="is not a time"):
        store.add_note(DOCUMENT, "sec. 1", "x", created="last week")


def test_the_clock_can_be_fixed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert store.add_note(DOCUMENT, "sec. 1", "x").created == "2023-11-14T22:13:20Z"


@given(text=st.text(min_size=1).filter(str.strip), tag=st.text("abc ÄßŒ'\"%_", min_size=1).filter(str.strip))
def test_any_text_is_only_text(text: str, tag: str) -> None:
    text = text.encode("utf-8", "replace").decode(
        "utf-8"
    )  # no lone surrogates: no file or terminal gives them
    with _fresh() as store:
        made = store.add_note(DOCUMENT, "sec. 1", text, tags=[tag], author=text)
        assert store.note(made.id).body == text
        assert store.notes(tag=tag, author=text) == (made,)
        store.notes(text=text)


def _fresh() -> Store:
    """Open a new database that is gone when it is closed (an unlinked file)."""
    handle, name = tempfile.mkstemp()
    os.close(handle)
    store = Store(name)
    Path(name).unlink()
    return store


def test_hostile_text_comes_back_as_it_went_in(store: Store) -> None:
    made = store.add_note(DOCUMENT, "sec. 1", HOSTILE + "'; DROP TABLE notes; --", author=HOSTILE, id="n'1")
    assert store.note("n'1") == made
    assert store.notes(text="alert DROP") == (made,)


def test_documents_of_one_title_are_told_apart(store: Store) -> None:
    one = replace(DOCUMENT, title="A rule", identity=Identity(fr_citation="85 FR 74162"))
    two = replace(one, sha256="2" * 64, identity=Identity(fr_citation="90 FR 48604"))
    three = replace(two, sha256="3" * 64)
    four = replace(two, sha256="4" * 64, title="Another")
    for each in (one, two, three, four):
        store.add_document(each)
    assert list(store.titles().values()) == [
        "A rule (85 FR 74162)",
        "A rule (90 FR 48604) (22222222)",
        "A rule (90 FR 48604) (33333333)",
        "Another",
    ]


# The codebook.


def test_renaming_and_merging_tags_reaches_every_note(store: Store) -> None:
    store.define_tag("scope", definition="whom it reaches", colour="#AA00FF")
    store.define_tag("exempt", parent="scope")
    store.add_note(DOCUMENT, "sec. 1", "one", tags=["scope"])
    store.add_note(DOCUMENT, "sec. 2", "two", tags=["coverage", "exempt"])
    renamed = store.rename_tag("SCOPE", "Who is covered")
    assert (renamed.definition, renamed.colour) == ("whom it reaches", "#aa00ff")
    assert store.tag("exempt").parent == "Who is covered"
    store.merge_tags(["coverage"], "who is covered")
    assert [note.tags for note in store.notes(tag="Who is covered")] == [
        ("Who is covered",),
        ("Who is covered", "exempt"),
    ]
    assert store.tag_counts() == {"Who is covered": 2, "exempt": 1}
    with pytest.raises(EntryExists):
        store.rename_tag("exempt", "Who is COVERED")
    with pytest.raises(NoteError, match="belongs under"):
        store.merge_tags(["who is covered"], "exempt")


def test_no_tag_stands_below_itself(store: Store) -> None:
    store.define_tag("a")
    store.define_tag("b", parent="a")
    store.define_tag("c", parent="b")
    with pytest.raises(NoteError, match="stands below it"):
        store.define_tag("a", parent="c")
    assert store.tag("a").parent == ""


@pytest.mark.parametrize(
    ("name", "colour"), [("a;b", ""), (" ", ""), ("a", "red"), ("a", "#12345"), ("a\x1bb", "")]
)
def test_a_tag_that_is_none_is_refused(store: Store, name: str, colour: str) -> None:
    with pytest.raises(NoteError):
        store.define_tag(name, colour=colour)


# Links.


def test_links_tie_two_documents(store: Store) -> None:
    act = document(NEW)
    store.add_document(DOCUMENT)
    store.add_document(act)
    ends = place(DOCUMENT, "sec. 2(a)"), place(act, "sec. 3(a)")
    made = store.add_link(*ends, "funded by", author="ann", id="l1")
    assert store.add_link(*ends, "funded by", author="ann", id="l1") == made
    assert store.links(act, address="s3/a") == (made,)
    assert store.links(act, address="s2/a") == ()
    with pytest.raises(EntryExists):
        store.add_link(*ends, "pays for", id="l1")
    store.delete_link("l")
    assert store.links() == ()
    assert json.loads(store.history("link", "l1")[-1]["detail"])["relation"] == "funded by"


def test_a_link_to_an_unknown_document_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        store.add_link(place(DOCUMENT, "sec. 1"), place(DOCUMENT, "sec. 2"), "see")
    assert store.links() == ()


# Exchange.


def test_export_and_import_lose_nothing_and_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    store.define_tag("data", definition="d", colour="#112233")
    store.define_tag("all", definition="parent that sorts before its child")
    store.define_tag("all", parent="data")
    store.add_note(DOCUMENT, "sec. 2", HOSTILE, quote="14 days", tags=["all"], author="ann", id="a:b/ü")
    store.resolve("a:b")
    store.add_link(place(DOCUMENT, "sec. 1"), place(DOCUMENT, "sec. 2"), "see", note="n", id="l:1")
    text = export_jsonld(store)
    file = tmp_path / "out.json"
    file.write_text(text, encoding="utf-8")
    with Store(tmp_path / "other.db") as other:
        assert import_file(other, file).added == 2
        assert import_file(other, file).added == 0
        assert export_jsonld(other) == text
        other.add_document(DOCUMENT)
        assert len(other.notes(DOCUMENT, address="s2")) == 1
        other.edit_note("a:b", body="mine")
        assert import_file(other, file).conflicts == (
            "there is a note 'a:b/ü' already, and it says something else; left as it is; theirs is in its history",
        )
        assert other.note("a:b").body == "mine"


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ('"lawdiff:start": ', '"lawdiff:start": 0.'),
        ('"lawdiff:score": 1.0', '"lawdiff:score": null'),
        ('"lawdiff:state": "made here"', '"lawdiff:state": "nailed here"'),
        ('"lawdiff:state": "open"', '"lawdiff:state": "ajar"'),
        ('"value": "s2/b"', '"value": ["s2/b"]'),
        ('"name": "ann"', '"name": {}'),
        ('"name": "t",', '"name": 7,'),
        ('"created": "2025-11-20T09:00:00Z"', '"created": "soon"'),
        ('"source": "urn:sha256:', '"source": "urn:sha256:f'),
    ],
)
def test_an_export_that_was_tampered_with_is_refused_whole(
    store: Store, tmp_path: Path, word: str, other: str
) -> None:
    created = "2025-11-20T09:00:00Z"
    store.add_note(DOCUMENT, "sec. 2(b)", "x", quote="14 days", tags=["t"], author="ann", created=created)
    text = export_jsonld(store)
    assert word in text
    file = tmp_path / "bad.json"
    file.write_text(text.replace(word, other), encoding="utf-8")
    with Store(tmp_path / "other.db") as into:
        with pytest.raises(LawdiffError):
            import_file(into, file)
        assert (into.notes(), into.tags(), into.documents()) == ((), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"first": {"items": [1]}}',
        '{"first": {"items": [{"motivation": "commenting"}]}}',
    ],
)
def test_what_is_no_export_is_refused_whole(store: Store, tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.json"
    file.write_text(text)
    with pytest.raises(NoteError, match=r"bad\.json: is not"):
        import_file(store, file)
    assert store.notes() == ()
