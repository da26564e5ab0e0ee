"""How many instructions were read rightly at the first try that were written before the grammar was looked at.

The instructions are in tests/cases/held-out-*.txt, written after the conventions of the Document Drafting Handbook
("Amendatory language") and of the House Legislative Counsel's Manual on Drafting Style. What was missed was mended
afterwards, as far as it goes, so that the figures cannot be measured again: they are recorded here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from effects_page import Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).resolve().parent.parent / "tests" / "cases"


class Round(NamedTuple):
    """One file of instructions: how many were read rightly at first, how many came out wrong without a word."""

    name: str
    file: str
    right: int
    silent: int
    missed: str


ROUNDS = (
    Round(
        "acts",
        "held-out-acts.txt",
        90,
        2,
        "an exception (“other than in subsection (c)”), lost; “both places”, read as each; substituting … for …; "
        "moving to the end; all that precedes words",
    ),
    Round(
        "rules",
        "held-out-rules.txt",
        60,
        4,
        "a heading of an appendix, lost; two sentences in one list, the first given both; “all references to”, read as "
        "one place; a republished text, read as a revision; a section of an appendix; a whole table; center headings "
        "(2); a correction by column; a comment by its citation; a note",
    ),
    Round(
        "acts, second round",
        "held-out-acts-again.txt",
        27,
        1,
        "“such section” for a paragraph of a subsection; the matter beginning with … and ending with …; a heading of "
        "an appropriations act",
    ),
    Round(
        "rules, second round",
        "held-out-rules-again.txt",
        18,
        3,
        "a paragraph of a definition, read as one of the section; a figure, read as a comment; “the second "
        "occurrence”, lost; rare forms (9): a column of a table, capitalizing, the heading of a table, …",
    ),
)


def sections(corpus: Path) -> Iterator[Section]:
    """Yield the part of the page; it needs no corpus."""
    del corpus
    rows = []
    for each in ROUNDS:
        count = (CASES / each.file).read_text(encoding="utf-8").count("\n# ") + 1
        rows.append(
            (
                each.name,
                str(count),
                str(each.right),
                f"{each.right / count:.3f}",
                str(each.silent),
                each.missed,
            )
        )
    total = sum(int(row[1]) for row in rows)
    yield Section(
        "Held out: instructions written after the manuals before the grammar was looked at",
        (
            (
                f"{total} instructions. *Right*: read at the first try as a person reads them: operations, places, "
                "words, order. *Silently wrong*: not so, and nothing was listed as not understood. What was missed was "
                "mended before the second round, which was drawn from rarer forms on purpose; what is still not read "
                "is marked in the tables, which `tests/test_held_out.py` runs."
            ),
            Table(("instructions", "number", "right", "share", "silently wrong", "missed"), tuple(rows)),
        ),
    )
