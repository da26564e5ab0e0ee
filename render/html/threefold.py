"""The law before, as a proposal would have had it, and as the rule has it, abreast in one table.

    8 CFR 215.8         | as 85 FR 74162 would have it     | as 90 FR 48604 has it
    (a)(1) … pilot …    | [(a)(1) … pilot …] (a)(1) …      | (a)(1) … a preclearance site, …
                        | (a)(3) … within 14 days …        | (e) … within [14 days] 12 hours …

Each column is marked against the one to its left, so that a reader sees two amendments, one after the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.render.html.abreast import paragraphs_of
from lawdiff.render.html.markup import edits_html, esc, safe
from lawdiff.render.summary import differs
from lawdiff.render.words import cited, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from lawdiff.differ.change import Change, Comparison
    from lawdiff.parsers import Provision
    from lawdiff.render.spell import Shown

Row = tuple["Provision | None", "Provision | None", "Sequence[Shown]"]
"""A paragraph on both sides of a comparison, with its edits."""


@dataclass(frozen=True, slots=True)
class Threefold:
    """One row: a paragraph in three versions of the law, or the heading of a section.

    Attributes:
        heading: of a section; empty for a paragraph.
        before, between, after: the cells, as markup; empty where the version has no such paragraph.
        kept: paragraphs before this row that are the same in all three.
    """

    heading: str
    before: Markup
    between: Markup
    after: Markup
    kept: int = 0


def threefold(first: Comparison, second: Comparison) -> list[Threefold]:
    """Lay out three versions of the law, section by section; only sections in which something happens.

    Args:
        first: of the law before with the law as the proposal would have had it.
        second: of that with the law as the rule has it.
    """
    by_middle = {unit.address: change for change in first.changes for unit in change.new}
    shown: set[int] = set()
    rows: list[Threefold] = []
    for change in second.changes:
        earlier = next((by_middle[unit.address] for unit in change.old if unit.address in by_middle), None)
        if earlier is not None:
            shown.add(id(earlier))
        rows += _section(earlier, change)
    for change in first.changes:
        if (
            not change.new and id(change) not in shown
        ):  # the proposal took it out, and the rule has it not either
            rows += _section(change, None)
    return rows


def _section(first: Change | None, second: Change | None) -> Iterator[Threefold]:
    """Yield the rows of one section; none where nothing happens in it."""
    latest = first if second is None else second
    if latest is None or not any(each is not None and differs(each) for each in (first, second)):
        return
    yield Threefold(name_of(latest.lead).rstrip("."), safe(""), safe(""), safe(""))
    kept = 0
    for row in _rows(first, second):
        if row is None:
            kept += 1
            continue
        before, between, after = map(safe, row)
        yield Threefold("", before, between, after, kept)
        kept = 0
    if kept:
        yield Threefold("", safe(""), safe(""), safe(""), kept)


def _rows(first: Change | None, second: Change | None) -> Iterator[tuple[str, str, str] | None]:
    """Yield the cells of each paragraph in the order of the last version; None where all three are the same."""
    earlier = list(paragraphs_of(first)) if first is not None else []
    later = list(paragraphs_of(second)) if second is not None else []
    place = {middle.address: index for index, (_, middle, _) in enumerate(earlier) if middle is not None}
    done = 0
    for middle, after, edits in later:
        index = place.get(middle.address, -1) if middle is not None else -1
        for skipped in earlier[done : max(done, index)]:
            if skipped[1] is None:
                yield _cells(skipped, None)
        done = max(done, index + 1)
        row: Row = (
            earlier[index] if index >= 0 else (None, middle, (("=", middle.own_words),) if middle else ())
        )
        yield _cells(row, (middle, after, edits))
    for skipped in earlier[done:]:
        if skipped[1] is None:
            yield _cells(skipped, None)


def _cells(first: Row, second: Row | None) -> tuple[str, str, str] | None:
    before, middle, edits = first
    after, later = (second[1], second[2]) if second is not None else (None, ())
    if all(operation == "=" for operation, _ in (*edits, *later)) and _same_place(before, middle, after):
        return None
    if middle is None and after is not None:
        return "", "", _cell(after, later)
    if middle is None:  # what was struck is seen where it stood, and as struck where it is no more
        return _cell(before, [("=", text) for _, text in edits]), _cell(before, edits), ""
    return (
        _cell(before, [("=", before.own_words)]) if before is not None else "",
        _cell(middle, edits),
        _cell(after if after is not None else middle, later),
    )


def _same_place(*provisions: Provision | None) -> bool:
    return len({provision.address if provision is not None else "" for provision in provisions}) == 1


def _cell(provision: Provision | None, edits: Sequence[Shown]) -> str:
    if provision is None or not edits:
        return ""
    return f"<span class=quiet>{esc(cited(provision))}</span><br>{edits_html(edits)}"
