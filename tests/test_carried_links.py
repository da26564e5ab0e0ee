"""Links follow their provisions from version to version, and provisions can be searched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders import NEW, OLD, bill, document

from lawdiff.annotations.carry_links import carry_links
from lawdiff.annotations.exchange import export_jsonld, import_file
from lawdiff.annotations.place import place
from lawdiff.annotations.schema import APPLICATION_ID, MIGRATIONS
from lawdiff.annotations.store import Store
from lawdiff.cli.margin import saved
from lawdiff.differ import compare
from lawdiff.render.json_document import document_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawdiff.annotations.note import Link

BEFORE, AFTER = document(OLD), document(NEW, "Engrossed-in-House")
ACT = document([("9", "Money", [("a", "There is appropriated $1 for cameras.")])], "Enrolled-Bill")
WALK = compare(BEFORE, AFTER).crosswalk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as opened:
        opened.add_document(BEFORE)
        opened.add_document(ACT)
        opened.add_link(place(BEFORE, "s2/c"), place(ACT, "s9/a"), "funded by", id="l1", author="ada")
        opened.add_link(place(ACT, "s9/a"), place(BEFORE, "s3/a"), "reported in", id="l2", author="ada")
        yield opened


def places(link: Link) -> list[tuple[str, str, str]]:
    return [(side, each.address, each.state) for side, each in link.places]


def test_an_end_follows_its_provision_and_the_link_stays(store: Store) -> None:
    before = {link.id: link for link in store.links()}
    tried = carry_links(store, BEFORE, AFTER, WALK, dry_run=True)
    assert store.links() == tuple(before.values())
    assert carry_links(store, BEFORE, AFTER, WALK, author="ben") == tried
    one, two = store.link("l1"), store.link("l2")
    assert (places(one), places(two)) == (
        [("source", "s2/b", "moved")],
        [("target", "", "orphaned")],
    )
    assert (one.source, one.target) == (before["l1"].source, before["l1"].target)
    assert {link.id for link in store.links(AFTER)} == {"l1", "l2"}
    assert [link.id for link in store.links(AFTER, address="s2/b")] == ["l1"]
    assert store.history("link", "l1")[-1]["author"] == "ben"


def test_twice_backwards_and_along_a_chain(store: Store) -> None:
    carry_links(store, BEFORE, AFTER, WALK)
    once = store.links()
    assert carry_links(store, BEFORE, AFTER, WALK) == ()
    assert carry_links(store, AFTER, BEFORE, compare(AFTER, BEFORE).crosswalk) == ()
    assert store.links() == once
    third = document(NEW[:2], "Enrolled-Bill")
    carry_links(store, AFTER, third, compare(AFTER, third).crosswalk)
    assert [each.document for _, each in store.link("l1").places] == [AFTER.sha256, third.sha256]


def test_the_newer_version_shows_the_link_at_its_place(store: Store, path: Path) -> None:
    carry_links(store, BEFORE, AFTER, WALK)
    store.close()
    margin = saved(str(path), AFTER)
    (tie,) = margin.tied(AFTER.sha256, "s2/b")
    assert (tie.link.id, tie.there.document, tie.there.address) == ("l1", ACT.sha256, "s9/a")
    assert '"funded by"' in document_json(AFTER, margin.notes, margin.links)
    assert saved(str(path), document(NEW[:1], "Reported-in-House")).links == ()


def test_the_places_go_out_and_come_in(store: Store, tmp_path: Path) -> None:
    carry_links(store, BEFORE, AFTER, WALK)
    file = tmp_path / "notes.jsonld"
    file.write_text(export_jsonld(store))
    with Store(tmp_path / "other.db") as other:
        import_file(other, file)
        assert other.links() == store.links()
        assert import_file(other, file).added == 0
        assert other.links() == store.links()


def test_a_deleted_link_takes_its_places_along(store: Store) -> None:
    carry_links(store, BEFORE, AFTER, WALK)
    store.delete_link("l1")
    assert store._rows("SELECT count(*) AS n FROM link_places")[0]["n"] == 1


def test_provisions_are_searched_in_any_form_of_the_words(store: Store) -> None:
    found = store.search_provisions("secretary collects images")
    assert [(each.citation, words) for each, words in found] == [
        (
            "sec. 2(a)",
            "The Secretary may collect a facial image from any alien who departs the United States.",
        ),
        ("sec. 2(c)", "The Secretary shall post a notice at each place where images are collected."),
    ]
    assert [each.address for each, _ in store.search_provisions("appropriated")] == ["s4/a", "s9/a"]
    assert [each.address for each, _ in store.search_provisions("appropriated", ACT)] == ["s9/a"]
    assert store.search_provisions("") == store.search_provisions('"*') == ()
    assert store.search_provisions('document : "x" OR') == ()


def test_an_older_file_gets_its_provisions_indexed(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        for statement in (*MIGRATIONS[0], *MIGRATIONS[1]):
            made.execute(statement)
        made.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        made.execute("PRAGMA user_version = 2")
        made.execute("INSERT INTO documents VALUES ('d', 'bill', 'A bill', 'x', '{}', '')")
        made.execute(
            "INSERT INTO provisions VALUES ('d', 's1', '', 0, 'sec. 1', 'section', '1', 'Fees', 'Due.')"
        )
    with Store(path) as opened:
        assert [each.address for each, _ in opened.search_provisions("fee")] == ["s1"]
    assert path.with_name("notes.db.schema2.backup").exists()


def test_the_views_that_are_documented_are_there_for_any_tool(store: Store, path: Path) -> None:
    store.add_note(BEFORE, "s2/c", "x", tags=["t"])
    carry_links(store, BEFORE, AFTER, WALK)
    page = (Path(__file__).parent.parent / "docs" / "notes-database.md").read_text()
    documented = {
        line.split("`")[1] for line in page.split("## The tables")[0].splitlines() if line.startswith("| `")
    }
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as other:
        views = {name for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
        assert views == documented
        tables = {name for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for name in tables:
            assert name.startswith(("sqlite_", "notes_fts_", "provisions_fts_")) or f"`{name}`" in page, name
        for view in views:
            shown = other.execute(f"SELECT * FROM {view}")  # noqa: S608 - names of the schema
            columns = [column[0] for column in shown.description]
            assert all(column.isidentifier() and not column.endswith(("_id", "key")) for column in columns)
        assert other.execute("SELECT citation, notes FROM provisions_in_full WHERE notes > 0").fetchall() == [
            ("sec. 2(c)", 1)
        ]
        assert other.execute(
            "SELECT link, side, citation, carried_how FROM links_carried WHERE address != ''"
        ).fetchall() == [("l1", "source", "sec. 2(b)", "moved")]


def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner  # noqa: PLC0415 - only this test runs the command

    from lawdiff.cli.group import lawdiff_command  # noqa: PLC0415 - as above

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LAWDIFF_DB", raising=False)
    Path("old.xml").write_bytes(bill(OLD))
    Path("new.xml").write_bytes(bill(NEW, "Engrossed-in-House"))

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(lawdiff_command, [*arguments, "--db", "n.db"])
        assert done.exit_code == 0, done.output
        return done.stdout + done.stderr

    run("link", "add", "old.xml", "old.xml", "--at", "sec. 2(c)", "--at2", "sec. 3(a)", "--relation", "see")
    said = run("carry", "old.xml", "new.xml")
    assert "has lost its place: " in said
    assert said.endswith("2 ends of links followed.\n")
    assert "sec. 2(c)" in run("note", "search", "notices posted", "--provisions", "--document", "old.xml")
    assert "No such provisions." in run("note", "search", "nowhere", "--provisions")
