"""What leads through the page of a comparison: filters, the figures, the crosswalk."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from lawdiff.render.html.markup import anchor, change_id, edits_html, esc
from lawdiff.render.summary import FACTS, RELATIONS, SIGNIFICANCES, differs, facts_of
from lawdiff.render.words import difference, name_of, what_happened, where_is

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.differ.change import Change, Comparison, FigureChange
    from lawdiff.render.beside import Beside


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: what to keep, and how many changes have it."""

    group: str
    name: str
    number: int


def choices_of(comparison: Comparison, index: Beside) -> list[Choice]:
    """Return the filters that narrow anything."""
    changed = [change for change in comparison.changes if differs(change)]
    counts: list[tuple[str, str, Sequence[str]]] = [
        ("r", name, [change.relation for change in changed]) for name in RELATIONS[1:]
    ]
    counts += [("f", name, [fact for change in changed for fact in facts_of(change)]) for name in FACTS]
    counts += [("s", name, [change.significance for change in changed]) for name in SIGNIFICANCES[:3]]
    notes = index.within((comparison.old.sha256, comparison.new.sha256))
    tags = [tag for note in notes for tag in note.tags]
    authors = [note.author for note in notes if note.author]
    counts += [("t", tag, tags) for tag in sorted(set(tags))]
    counts += [("a", author, authors) for author in sorted(set(authors))]
    choices = [Choice(group, name, seen.count(name)) for group, name, seen in counts]
    return [choice for choice in choices if choice.number]


def figures(comparison: Comparison) -> str:
    """Return the rows of the table of figures; a place that several stand at is named once."""
    rows = []
    for place, group in groupby(
        comparison.figures, key=lambda figure: (figure.old_address, figure.new_address)
    ):
        some = list(group)
        where = f"<td rowspan={len(some)}>{_where(some[0], place, comparison)}"
        for number, figure in enumerate(some):
            old = edits_html((("-", figure.old),)) if figure.old else ""
            new = edits_html((("+", figure.new),)) if figure.new else ""
            kind = f"<tr><td>{esc(figure.kind)}<td>{old}<td>{new}<td class=num>{difference(figure)}"
            rows.append(kind + (where if number == 0 else "") + "\n")
    return "".join(rows)


def _where(figure: FigureChange, place: tuple[str, str], comparison: Comparison) -> str:
    old, new = place
    href = anchor("n", new) if new else anchor("o", old)
    return f"<a href='#{esc(href)}'>{esc(where_is(figure, comparison))}</a>"


def crosswalk_row(change: Change) -> tuple[str, str, str, str]:
    """Return old names, new names, what happened, and where it stands on the page."""
    old, new = ("; ".join(map(name_of, units)) for units in (change.old, change.new))
    href = f"#{change_id(change)}" if differs(change) else f"#{anchor('n', change.lead.address)}"
    return old, new, what_happened(change), href
