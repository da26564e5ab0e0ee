"""CSV for spreadsheets: changes and crosswalk, one a row, in document order.

Text comes from files that anybody may have written, and a spreadsheet takes a cell that begins with ``=``, ``+``,
``-`` or ``@`` for a formula (OWASP, "CSV Injection"): such cells get an apostrophe in front.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from lawdiff.render.spell import flat_edits
from lawdiff.render.summary import differs, facts_of, size_of
from lawdiff.render.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawdiff.differ.change import Change, Comparison
    from lawdiff.parsers import Provision

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet compute a cell; the full-width forms are folded by some."""

LONGEST_CELL = 32_000
"""Characters a cell can hold (Excel's limit is 32,767); longer text is cut, and says so."""

CHANGE_COLUMNS = (
    "relation",
    "facts",
    "significance",
    "level",
    "old_address",
    "old_citation",
    "old_heading",
    "new_address",
    "new_citation",
    "new_heading",
    "words_removed",
    "words_added",
    "score",
    "reason",
    "removed_text",
    "added_text",
)


def cell(value: object) -> str:
    """Return a value as a cell that no spreadsheet computes; a number is a number, with its minus."""
    if isinstance(value, Decimal):
        return str(value)
    text = clean(str(value))
    if len(text) > LONGEST_CELL:
        text = text[:LONGEST_CELL] + " […]"
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def table_csv(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as CSV, no cell of which a spreadsheet computes."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return out.getvalue()


def changes_csv(comparison: Comparison) -> str:
    """Return the changed units as CSV, without the unchanged ones."""
    return table_csv((CHANGE_COLUMNS, *map(_change_row, filter(differs, comparison.changes))))


def _change_row(change: Change) -> tuple[object, ...]:
    size = size_of(change)
    script = flat_edits(change)
    return (
        change.relation,
        " ".join(facts_of(change)),
        change.significance,
        change.level,
        "; ".join(unit.address for unit in change.old),
        "; ".join(unit.citation for unit in change.old),
        "; ".join(unit.heading for unit in change.old),
        "; ".join(unit.address for unit in change.new),
        "; ".join(unit.citation for unit in change.new),
        "; ".join(unit.heading for unit in change.new),
        size.removed,
        size.added,
        f"{change.score:.4f}",
        change.reason,
        " … ".join(text.strip() for operation, text in script if operation == "-" and text.strip()),
        " … ".join(text.strip() for operation, text in script if operation == "+" and text.strip()),
    )


FIGURE_COLUMNS = (
    "kind",
    "old",
    "new",
    "difference",
    "account",
    "old_citation",
    "new_citation",
    "old_address",
    "new_address",
)


def figures_csv(comparison: Comparison) -> str:
    """Return the figures that changed, one a row; differences in dollars."""
    rows: list[Iterable[object]] = [FIGURE_COLUMNS]
    for figure in comparison.figures:
        gain = "" if figure.difference is None else Decimal(figure.difference).scaleb(-2)
        others = (
            figure.account,
            figure.old_citation,
            figure.new_citation,
            figure.old_address,
            figure.new_address,
        )
        rows.append((figure.kind, figure.old, figure.new, gain, *others))
    return table_csv(rows)


def crosswalk_csv(comparison: Comparison) -> str:
    """Return one row for each pair of an old address and what it became, then one for each new address without.

    A provision that has no counterpart has an empty cell on the other side. Of sections that were merged the main one
    comes first, so that the table, read again as a reviewed crosswalk, says the same.
    """
    walk = comparison.crosswalk
    reached = {address for targets in walk.values() for address in targets}
    rows: list[tuple[str, str, str, str]] = [("old_address", "new_address", "old_citation", "new_citation")]
    new = comparison.new.by_address
    for provision in _main_first(comparison):
        targets = walk.get(provision.address, ("",))
        rows.extend(
            (provision.address, target, provision.citation, new[target].citation if target else "")
            for target in targets
        )
    rows.extend(
        ("", provision.address, "", provision.citation)
        for provision in comparison.new.provisions
        if provision.address not in reached
    )
    return table_csv(rows)


def _main_first(comparison: Comparison) -> Iterator[Provision]:
    """Yield the old provisions in document order, but the main one of merged units before the first of the others."""
    place = {provision.address: index for index, provision in enumerate(comparison.old.provisions)}
    early = {}
    for change in comparison.changes:
        if len(change.old) > 1:
            first = min((unit.address for unit in change.old), key=place.__getitem__)
            if first != change.old[0].address:
                early[first] = change.old[0]
    taken = {provision.address for provision in early.values()}
    for provision in comparison.old.provisions:
        if provision.address in early:
            yield early[provision.address]
        if provision.address not in taken:
            yield provision
