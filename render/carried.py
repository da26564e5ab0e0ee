"""What became of the notes that were carried, as a listing and as a line of figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

from lawdiff.render.notes import Listing, paragraphs, plain, quotation, short
from lawdiff.render.words import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Protocol

    from lawdiff.annotations.note import Target

    class Fate(Protocol):
        """What `lawdiff.annotations.carry.Carried` has; this room takes the words of the notes alone."""

        @property
        def note(self) -> str:
            """The note's id."""

        @property
        def body(self) -> str:
            """What it says."""

        @property
        def old(self) -> Target:
            """Where it stood."""

        @property
        def new(self) -> tuple[Target, ...]:
            """Where it stands."""

        @property
        def state(self) -> str:
            """How it got there."""

        @property
        def score(self) -> float:
            """How sure that is, 0 to 1."""

        @property
        def evidence(self) -> str:
            """Why."""

        @property
        def candidates(self) -> tuple[str, ...]:
            """Addresses that were as good."""

        @property
        def known(self) -> bool:
            """Whether it stood there already."""


STATES = ("carried", "moved", "carried-edited", "split", "ambiguous", "orphaned")
"""From what needs no look to what needs one most."""


def carried_listing(carried: Iterable[Fate]) -> Listing:
    """List what became of each target, one a row."""
    kept = tuple(carried)
    columns = ("id", "state", "score", "from", "quote", "to", "new_quote", "candidates", "evidence", "body")
    rows = tuple(
        (
            each.note,
            each.state,
            f"{each.score:.2f}",
            each.old.citation,
            each.old.quote,
            "; ".join(target.citation for target in each.new if target.address),
            "; ".join(target.quote for target in each.new if target.address),
            "; ".join(each.candidates),
            each.evidence,
            each.body,
        )
        for each in kept
    )
    entries = tuple(
        {
            "note": each.note,
            "body": each.body,
            "state": each.state,
            "score": each.score,
            "evidence": each.evidence,
            "candidates": list(each.candidates),
            "known": each.known,
            "old": asdict(each.old),
            "new": [asdict(target) for target in each.new],
        }
        for each in kept
    )
    table = tuple(
        (
            plain(short(each.note)),
            plain(each.state),
            paragraphs(each.old.citation, quotation(each.old.quote)),
            "\n".join(map(_arrival, each.new)) if each.new[0].address else plain(each.evidence),
        )
        for each in kept
    )
    shown = ("id", "state", "from", "to")
    return Listing("carried", columns, rows, shown, table, entries, "No notes to carry.")


def _arrival(target: Target) -> str:
    return paragraphs(target.citation, quotation(target.quote))


def carried_line(carried: Sequence[Fate], *, dry_run: bool) -> str:
    """Return the figures in one line: how many of each state, and how many stood there already."""
    states = Counter(each.state for each in carried)
    known = sum(each.known for each in carried)
    parts = [f"{states[state]} {state}" for state in STATES if states[state]]
    parts += [f"{states[state]} {state}" for state in sorted(states) if state not in STATES]
    line = f"{count(len(carried), 'note')}: {', '.join(parts)}" if carried else "No notes to carry."
    if known:
        line += f" ({known} of them stood there already)"
    return line + (" - nothing was written" if dry_run else "")
