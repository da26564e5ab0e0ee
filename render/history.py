"""A history in words and signs, the same in the terminal and on the page; and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lawdiff.render.json_document import document_row
from lawdiff.render.result import Result, Stream, result_json
from lawdiff.render.warned import warning_rows, warnings_along
from lawdiff.render.words import cited

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawdiff.differ.history import History, Stop, Thread

SIGNS = {
    "absent": " ",
    "first": "o",
    "appeared": "+",
    "split off": "+",
    "unchanged": "=",
    "edited": "~",
    "fell away": "x",
    "merged": ">",
}
"""One sign a state, told apart without colour."""

MUCH = 0.5
"""Share of changed words from which an edit is drawn as a rewriting (``#``)."""

LEGEND = (
    "o first version",
    "= unchanged",
    "~ edited",
    "# half or more rewritten",
    "+ appeared",
    "> merged into another",
    "x fell away",
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A section at one version, as it is shown.

    Attributes:
        sign: one character.
        words: what happened, in full.
        name: the citation at this version; empty where it does not stand there.
        address: the same for links.
        state: as in `Stop`.
    """

    sign: str
    words: str
    name: str
    address: str
    state: str


def cell(stop: Stop) -> Cell:
    """Return a stop as it is shown."""
    sign = "#" if stop.state == "edited" and stop.changed >= MUCH else SIGNS[stop.state]
    happened: str = stop.state if stop.state != "absent" else ""
    if stop.other:
        happened += f" from {stop.other}" if stop.state == "split off" else f" into {stop.other}"
    if stop.state == "edited":
        happened += f" {stop.changed:.0%}"
    said = [happened]
    said += [fact for fact, holds in (("renumbered", stop.renumbered), ("moved", stop.moved)) if holds]
    name = cited(stop.unit) if stop.unit is not None else ""
    address = stop.unit.address if stop.unit is not None else ""
    return Cell(sign, ", ".join(said), name, address, stop.state)


def name_of(thread: Thread) -> str:
    """Return what to call a thread: the section as it last stood."""
    unit = thread.latest
    return f"{cited(unit)} {unit.heading}".rstrip()


def is_eventful(thread: Thread) -> bool:
    """Return whether anything but staying the same happened to a thread."""
    return any(
        stop.state not in ("first", "unchanged") or stop.renumbered or stop.moved for stop in thread.stops
    )


def counts(history: History) -> list[dict[str, int]]:
    """Return for each version how many threads are in which state; absent ones are not counted."""
    tallies: list[dict[str, int]] = []
    for place in range(len(history.documents)):
        states = [thread.stops[place].state for thread in history.threads]
        tallies.append(
            {state: states.count(state) for state in SIGNS if state != "absent" and state in states}
        )
    return tallies


def history_json(history: History) -> str:
    """Return a history as JSON text."""
    return result_json(history_result(history))


def history_result(history: History, settings: Mapping[str, object] | None = None) -> Result:
    """Return a history for programs."""
    facts = {
        "documents": [document_row(document) for document in history.documents],
        "summary": counts(history),
        "warnings": warning_rows(warnings_along(history.documents)),
    }
    threads = ({"stops": [_stop(stop) for stop in thread.stops]} for thread in history.threads)
    return Result("history", facts, (Stream("threads", "thread", threads),), settings or {})


def _stop(stop: Stop) -> dict[str, Any]:
    unit = stop.unit
    return {
        "state": stop.state,
        "address": unit.address if unit else "",
        "citation": unit.citation if unit else "",
        "heading": unit.heading if unit else "",
        "renumbered": stop.renumbered,
        "moved": stop.moved,
        "changed": round(stop.changed, 4),
        "significance": stop.significance,
        "other": stop.other,
    }
