"""A section followed through many versions."""

from __future__ import annotations

import json

import pytest
from drafts import BEDS, BOATS, FEES, PHOTOS, ROADS, TOWERS, bill, section

from lawdiff.differ.history import History, history
from lawdiff.render.history import history_json
from lawdiff.render.html.history import render_history
from lawdiff.render.terminal import Screen, to_text
from lawdiff.render.terminal.history import HistoryView

V1 = bill(section("1", "Fees", FEES), section("2", "Ports", TOWERS, PHOTOS, BOATS, ROADS))
DEARER = FEES.replace("$24", "$30")
V2 = bill(
    section("1", "Beds", BEDS),
    section("2", "Fees", DEARER),
    section("3", "Ports", TOWERS, PHOTOS, BOATS, ROADS),
)
V3 = bill(
    section("1", "Fees", DEARER),
    section("2", "Ports", TOWERS, PHOTOS),
    section("3", "Sea", BOATS, ROADS),
)


def strips(found: History) -> dict[str, list[str]]:
    """Return the states of each thread by the heading it last had."""
    return {thread.latest.heading: [stop.state for stop in thread.stops] for thread in found.threads}


def test_each_section_is_followed_through_all_versions() -> None:
    assert strips(history([V1, V2, V3])) == {
        "Beds": ["absent", "appeared", "fell away"],
        "Fees": ["first", "edited", "unchanged"],
        "Ports": ["first", "unchanged", "edited"],
        "Sea": ["absent", "absent", "split off"],
    }


def test_every_section_of_every_version_is_in_one_thread() -> None:
    found = history([V1, V2, V3])
    for place, document in enumerate((V1, V2, V3)):
        units = [stop.unit.address for thread in found.threads if (stop := thread.stops[place]).unit]
        assert sorted(units) == sorted(unit.address for unit in document.units)
    assert all(len(thread.stops) == 3 for thread in found.threads)


def test_a_merged_section_says_where_it_went() -> None:
    old = bill(section("1", "Ports", FEES, TOWERS), section("2", "Sea", BOATS, ROADS))
    new = bill(section("1", "Ports and sea", FEES, TOWERS, BOATS, ROADS))
    stops = {
        thread.stops[0].unit.heading: thread.stops[1]
        for thread in history([old, new]).threads
        if thread.stops[0].unit
    }
    assert (stops["Sea"].state, stops["Sea"].other) == ("merged", "sec. 1")


def test_one_version_is_no_history() -> None:
    with pytest.raises(ValueError, match="at least two"):
        history([V1])


def test_the_terminal_shows_a_strip_and_what_happened() -> None:
    text = to_text(HistoryView(history([V1, V2, V3])), Screen(width=100))
    assert "o~=  sec. 1 Fees" in text
    assert "2: edited" in text
    assert "  +  sec. 3 Sea" in text
    assert "split off from sec. 3" in text


def test_json_and_page_hold_all_threads() -> None:
    found = history([V1, V2, V3])
    data = json.loads(history_json(found))
    assert [[stop["state"] for stop in thread["stops"]] for thread in data["threads"]] == list(
        strips(found).values()
    )
    assert data["summary"][0] == {"first": 2}
    page = render_history(found)
    assert all(heading in page for heading in ("Beds", "Fees", "Ports", "Sea"))
    assert "http" not in page.split("<body", 1)[1]
