"""Deleting a tag: the notes stay, the tags below it move up, and all of it can be undone."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders import OLD, document
from hypothesis import given, settings
from hypothesis import strategies as st

from lawdiff.annotations.errors import EntryExists, NoSuchEntry
from lawdiff.annotations.store import Store
from lawdiff.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

BILL = document(OLD)
NAMES = ["access", "data", "Retention", "quote ' \" ; --".replace(";", ",")]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "notes.db") as opened:
        opened.define_tag("data", definition="what is kept", colour="#aa00ff")
        opened.define_tag("Retention", definition="how long", colour="#00ff00", parent="data")
        opened.define_tag("deletion", parent="retention")
        opened.add_note(BILL, "sec. 1", "one", tags=["retention", "data"], id="one")
        opened.add_note(BILL, "sec. 2", "two", tags=["retention"], id="two")
        opened.add_note(BILL, "sec. 3", "three", tags=["retention", "deletion"], id="three")
        yield opened


def test_the_notes_stay_and_the_tags_below_it_move_up(store: Store) -> None:
    store.delete_note("three")
    gone = store.delete_tag("retention", author="ann")
    assert (gone.tag.name, gone.notes, gone.children) == ("Retention", 2, ("deletion",))
    assert [(tag.name, tag.parent) for tag in store.tags()] == [("data", ""), ("deletion", "data")]
    assert [(note.id, note.tags) for note in store.notes()] == [("one", ("data",)), ("two", ())]
    (line,) = (row for row in store.history("tag", "Retention") if row["action"] == "delete")
    assert line["author"] == "ann"
    assert json.loads(line["detail"])["notes"] == ["one", "three", "two"]


def test_it_comes_back_as_it_was_on_deleted_notes_too(store: Store) -> None:
    store.delete_note("three")
    before = (store.tags(), store.notes())
    store.delete_tag("RETENTION")
    back = store.restore_tag("retention", author="ben")
    assert (back.notes, back.children) == (2, ("deletion",))
    assert (store.tags(), store.notes()) == before
    assert store.restore_note("three").tags == ("Retention", "deletion")
    assert store.history("tag", "Retention")[-1]["action"] == "restore"


def test_what_changed_meanwhile_stays_changed(store: Store) -> None:
    store.delete_tag("retention")
    store.define_tag("deletion", parent="")  # somebody put it elsewhere
    store.delete_tag("data")  # the old parent
    back = store.restore_tag("retention")
    assert (back.tag.parent, store.tag("deletion").parent) == ("", "Retention")
    store.define_tag("other")
    store.delete_tag("retention")
    store.define_tag("deletion", parent="other")
    assert store.restore_tag("retention").children == ()
    assert store.tag("deletion").parent == "other"


def test_only_what_was_deleted_comes_back(store: Store) -> None:
    with pytest.raises(NoSuchEntry):
        store.restore_tag("never")
    with pytest.raises(EntryExists):
        store.restore_tag("retention")
    with pytest.raises(NoSuchEntry, match="did you mean Retention"):
        store.delete_tag("retentoin")
    store.delete_tag("retention")
    store.define_tag("retention", definition="another one")
    with pytest.raises(EntryExists):
        store.restore_tag("retention")


@settings(max_examples=25, deadline=None)
@given(
    parents=st.lists(st.integers(min_value=-1, max_value=2), min_size=4, max_size=4),
    on=st.lists(st.sets(st.sampled_from(NAMES)), max_size=3),
    gone=st.permutations(NAMES),
)
def test_tags_deleted_and_restored_the_other_way_round_are_as_they_were(
    parents: list[int], on: list[set[str]], gone: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "notes.db") as store:
        for place, name in enumerate(NAMES):
            store.define_tag(name, parent=NAMES[parents[place]] if 0 <= parents[place] < place else "")
        for number, tags in enumerate(on):
            store.add_note(BILL, "sec. 1", "x", tags=sorted(tags), id=f"n{number}")
        before = (store.tags(), store.notes())
        for name in gone:
            store.delete_tag(name)
        assert store.tags() == ()
        for name in reversed(gone):
            store.restore_tag(name)
        assert (store.tags(), store.notes()) == before


def test_the_command_says_what_it_did_and_how_to_undo_it(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main([*arguments, "--db", str(store.path)])
        assert not ended.value.code
        return capsys.readouterr().err

    assert run("tag", "delete", "retention") == (
        "Deleted Retention, which was on 3 notes; deletion moved up to data. "
        "Bring it back with: lawdiff tag restore Retention\n"
    )
    assert run("tag", "restore", "Retention") == "Brought back Retention, on 3 notes, above deletion.\n"
