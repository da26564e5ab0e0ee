"""The review file: what `carry` could not settle, as a table in which a person decides.

    note,from,quote,state,score,to,candidates,evidence,decision
    note-7,s60003/a/3,"$673,000,000",orphaned,0,,s90004/a/4,"…says something else now",sec. 90004(a)(4)

`decision` is empty at first. A person writes the name of a provision of the new document there, or ``orphan``; a
later run with the same file honours it, and keeps it in the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lawdiff.annotations.bulk import read_table
from lawdiff.annotations.carry import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lawdiff.annotations.carry import Carried

COLUMNS = ("note", "from", "quote", "state", "score", "to", "candidates", "evidence", "decision")

UNSURE = frozenset({"ambiguous", "orphaned", "split", "carried-edited"})
"""States that a person should look at."""

_OPTIONAL_HERE = ("from", "quote", "state", "score", "to", "candidates", "evidence", "decision")


def read_decisions(path: str | Path) -> tuple[Decision, ...]:
    """Return what was decided in a review file; nothing where the file does not exist yet.

    Raises:
        UnreadableSource: it cannot be read, or is not such a table.
    """
    if not Path(path).exists():
        return ()
    rows = read_table(path, ("note",), _OPTIONAL_HERE)
    return tuple(
        Decision(row["note"], row.get("from", ""), row.get("quote", ""), row["decision"].strip())
        for _, row in rows
        if row.get("decision", "").strip()
    )


def review_rows(carried: Iterable[Carried], decisions: Sequence[Decision]) -> tuple[tuple[str, ...], ...]:
    """Return the table with its header: what a person should look at, and everything that was decided."""
    decided = {(each.note, each.address, each.quote): each.at for each in decisions}
    rows: list[tuple[str, ...]] = [COLUMNS]
    for each in carried:
        decision = decided.get((each.note, each.old.address, each.old.quote), "")
        if each.state in UNSURE or decision:
            rows.append(
                (
                    each.note,
                    each.old.address,
                    each.old.quote,
                    each.state,
                    f"{each.score:.2f}",
                    "; ".join(target.address for target in each.new if target.address),
                    "; ".join(each.candidates),
                    each.evidence,
                    decision,
                ),
            )
    return tuple(rows)
