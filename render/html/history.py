"""A history on a page: a strip a section, a tile a version, and what happened step by step.

sec. 10101 Thrifty food plan     o   =   =   #   =        each tile leads to the words that changed there
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.render.history import LEGEND, cell, counts, is_eventful, name_of
from lawdiff.render.html.dossier import snippet
from lawdiff.render.html.markup import edits_html, safe
from lawdiff.render.html.page import page
from lawdiff.render.words import cited, document_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markupsafe import Markup

    from lawdiff.differ.change import Change, Part
    from lawdiff.differ.history import History, Stop, Thread
    from lawdiff.render.history import Cell

SHOWN_PARTS = 4
"""Paragraphs of one step whose edits are on the page; a comparison of the two versions has them all."""

LOOKS = {
    "o": "h-first",
    "=": "h-same",
    "~": "h-edited",
    "#": "h-much",
    "+": "h-new",
    ">": "h-gone",
    "x": "h-gone",
}
"""Class of a tile by its sign; the sign itself is the cue without colour."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A section at one version.

    Attributes:
        sign, look, words: what happened there; words are empty where the section does not stand there.
        number: its citation where that is new.
        href: where the step is told; empty where nothing happened.
    """

    sign: str
    look: str
    words: str
    number: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to a section at one version.

    Attributes:
        id: its place on the page.
        version: from 1.
        words: what happened.
        from_to: both citations, where they differ.
        edits: the first paragraphs that changed: citation and words.
        more: paragraphs that changed beyond those.
    """

    id: str
    version: int
    words: str
    from_to: str
    edits: tuple[tuple[str, Markup], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Row:
    """A section through all versions."""

    id: str
    name: str
    tiles: tuple[Tile, ...]
    steps: tuple[Step, ...]


def render_history(history: History) -> str:
    """Return a history as one self-contained page; every section is on it, quiet ones folded away."""
    changes: list[Mapping[str, Change]] = [{}]
    changes += [
        {unit.address: change for change in reversed(comparison.changes) for unit in change.new}
        for comparison in history.comparisons
    ]
    rows = [_row(f"t{number}", thread, changes) for number, thread in enumerate(history.threads, start=1)]
    return page(
        "history.html.j2",
        title=f"{history.documents[0].title} to {history.documents[-1].title}: history",
        documents=[document_lines(document) for document in history.documents],
        sources=history.documents,
        counts=counts(history),
        eventful=[row for row in rows if row.steps],
        quiet=[row for row in rows if not row.steps],
        legend=[(line[0], LOOKS[line[0]], line[2:]) for line in LEGEND],
    )


def _row(name: str, thread: Thread, changes: Sequence[Mapping[str, Change]]) -> Row:
    steps = tuple(_steps(name, thread, changes)) if is_eventful(thread) else ()
    told = {step.version: step.id for step in steps}
    tiles = []
    before = ""
    for version, stop in enumerate(thread.stops, start=1):
        shown = cell(stop)
        tiles.append(_tile(shown, told.get(version, ""), before))
        before = shown.name or before
    return Row(name, name_of(thread), tuple(tiles), steps)


def _tile(shown: Cell, step: str, before: str) -> Tile:
    if shown.state == "absent":
        return Tile("", "", "")
    words = ", ".join(part for part in (shown.name, shown.words) if part)
    number = shown.name if shown.name != before else ""
    return Tile(shown.sign, LOOKS[shown.sign], words, number, f"#{step}" if step else "")


def _steps(name: str, thread: Thread, changes: Sequence[Mapping[str, Change]]) -> Iterator[Step]:
    """Yield what happened, version by version, where it was more than staying the same."""
    before = ""
    for version, stop in enumerate(thread.stops, start=1):
        shown = cell(stop)
        was, before = before, shown.name or before
        quiet = stop.state in ("absent", "first") or (
            stop.state == "unchanged" and not (stop.renumbered or stop.moved)
        )
        if quiet:
            continue
        from_to = f"{was} → {shown.name}" if was and shown.name and was != shown.name else ""
        parts = _changed(stop, changes[version - 1])
        edits = tuple((_where(part), safe(edits_html(snippet(part.edits)))) for part in parts[:SHOWN_PARTS])
        more = max(0, len(parts) - SHOWN_PARTS)
        yield Step(f"{name}-{version}", version, shown.words, from_to, edits, more)


def _changed(stop: Stop, changes: Mapping[str, Change]) -> list[Part]:
    """Return the parts of a section whose words changed at a version."""
    if stop.state != "edited" or stop.unit is None:
        return []
    change = changes.get(stop.unit.address)
    return [part for part in change.parts if part.relation != "unchanged"] if change is not None else []


def _where(part: Part) -> str:
    stands = part.new if part.new is not None else part.old
    return cited(stands) if stands is not None else ""
