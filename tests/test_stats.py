"""What became of the places of a tag, through any number of versions."""

from __future__ import annotations

from io import StringIO
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

import pytest
from builders import NEW, OLD, document
from rich.cells import cell_len
from rich.console import Console

from lawdiff.annotations.carry import carry
from lawdiff.annotations.note import CarryState
from lawdiff.annotations.stats import survival
from lawdiff.annotations.store import Store
from lawdiff.differ import compare
from lawdiff.render.codebook import stats_listing
from lawdiff.render.terminal import ListingView
from lawdiff.render.terminal.screen import THEME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lawdiff.parsers import Document

FIRST, SECOND = document(OLD), document(NEW, "Engrossed-in-House")
THIRD = document([*NEW, ("9", "Fees", [("a", "Fees are due at noon.")])], "Enrolled-Bill")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "notes.db") as opened:
        yield opened


def follow(store: Store, *versions: Document) -> None:
    for one, two in pairwise(versions):
        carry(store, one, two, compare(one, two).crosswalk)


def fates(store: Store, old: Document, new: Document) -> dict[str, str]:
    """Return the only state of each tag, for tags that are on one place each."""
    found = survival(store, old.sha256, new.sha256)
    assert all(each.places == 1 for each in found)
    return {
        each.tag: next((state for state, times in each.states.items() if times), "not carried")
        for each in found
    }


def test_words_that_changed_on_the_way_are_not_word_for_word_at_its_end(store: Store) -> None:
    store.add_note(FIRST, "s2/b", "x", quote="14 days", tags=["edited"])
    store.add_note(FIRST, "s2/a", "x", quote="a facial image", tags=["kept"])
    store.add_note(FIRST, "s3/a", "x", quote="error rates", tags=["gone"])
    assert set(fates(store, FIRST, THIRD).values()) == {"not carried"}
    follow(store, FIRST, SECOND, THIRD)
    assert fates(store, FIRST, THIRD) == {"edited": "carried-edited", "gone": "orphaned", "kept": "carried"}
    assert fates(store, SECOND, THIRD) == {"edited": "carried", "kept": "carried"}


def test_a_place_that_was_lost_and_found_again_is_found(store: Store) -> None:
    gone = [*OLD[:2], OLD[3]]
    middle, last = document(gone, "Reported-in-House"), document([*gone, ("9", *OLD[2][1:])], "Enrolled-Bill")
    store.add_note(FIRST, "s3/a", "x", quote="shall report to Congress on error rates", tags=["back"])
    follow(store, FIRST, middle, last)
    assert fates(store, FIRST, middle) == {"back": "orphaned"}
    assert fates(store, FIRST, last) == {"back": "moved"}


def test_it_counts_the_same_whichever_way_the_notes_were_carried(store: Store) -> None:
    store.add_note(SECOND, "s2/c", "x", quote="12 hours", tags=["edited"])
    store.add_note(SECOND, "s2/a", "x", quote="a facial image", tags=["kept"])
    follow(store, SECOND, FIRST)
    follow(store, SECOND, THIRD)
    assert fates(store, FIRST, SECOND) == {"edited": "carried-edited", "kept": "made here"}
    assert fates(store, FIRST, THIRD) == {"edited": "carried-edited", "kept": "carried"}


def test_a_long_tag_leaves_room_for_the_rest_of_the_table() -> None:
    tag = "a very long tag about the eligibility of some people for some benefits, 超長い標籤"
    console = Console(file=StringIO(), width=80, theme=THEME)
    states = dict.fromkeys(get_args(CarryState), 0) | {"made here": 50}
    console.print(ListingView(stats_listing([(tag, "Bill 7 (introduced in House)", 50, states)])))
    shown = console.file.getvalue()  # type: ignore[attr-defined]  # a StringIO
    assert all(cell_len(line) <= 80 for line in shown.splitlines())
    words = set(shown.split())
    assert {*tag.split(), "(introduced", "50", "document", "notes", "places"} <= words
