"""An execution made by hand, for tests of what shows one: law, an act, the law after it, and four operations."""

from __future__ import annotations

from builders import Section, document

from lawdiff.effects.operation import NotUnderstood, Operation, Place, Reading, Span, Step
from lawdiff.effects.report import Execution, Outcome

BASE: list[Section] = [
    (
        "2",
        "Collection at the border",
        [
            ("a", "The Secretary may collect an image of any alien who departs the United States."),
            ("b", "An image of a citizen shall be deleted not later than 14 days after it was taken."),
            ("c", "The Secretary shall post a notice at each place where images are collected."),
            ("d", "The Director shall keep the cameras in repair."),
            ("e", "The Director shall count the persons who pass."),
        ],
    ),
    ("3", "Report", [("a", "Each year the Secretary shall report to Congress on error rates.")]),
]
RESULT: list[Section] = [
    (
        "2",
        "Collection at the border",
        [
            ("a", "The Secretary may collect an image of any alien who departs the United States."),
            ("b", "An image of a citizen shall be deleted not later than 12 hours after it was taken."),
            ("c", "The Secretary shall post a notice at each place where images are collected."),
            ("d", "The Director shall keep the cameras in repair."),
            ("e", "The Director shall count the persons who pass."),
            ("f", "A citizen may ask for a check of the passport by hand."),
        ],
    ),
]
ACT: list[Section] = [
    ("101", "Deletion", [("a", "Section 2(b) is amended by striking “14 days” and inserting “12 hours”.")]),
    ("102", "Choice", [("a", "Section 2 is amended by adding at the end the following:")]),
    (
        "103",
        "Repeals",
        [("a", "Section 3 is repealed."), ("b", "Section 9 is repealed."), ("c", "The rest is made to fit.")],
    ),
]


def place(*path: tuple[str, str]) -> Place:
    """Return a place in the Gate Cameras Act."""
    return Place("Gate Cameras Act", tuple(Step(*step) for step in path))


def execution() -> Execution:
    """Return three operations that were done, one that was refused, and a passage that was not understood."""
    act = document(ACT, "Enrolled-Bill")
    section = ("section", "2")
    operations = (
        Operation(
            "replace",
            place(section, ("subsection", "b")),
            "s101/a",
            (Span("s101/a"),),
            "strike and insert",
            struck="14 days",
            inserted="12 hours",
        ),
        Operation(
            "add",
            place(section),
            "s102/a",
            (Span("s102/a"),),
            "add at the end",
            payload=("s102/a",),
            position="end",
        ),
        Operation("remove", place(("section", "3")), "s103/a", (Span("s103/a"),), "repeal"),
        Operation("remove", place(("section", "9")), "s103/b", (Span("s103/b"),), "repeal"),
    )
    outcomes = (
        Outcome(operations[0], "applied", "", ("s2/b",), ("s2/b",)),
        Outcome(operations[1], "flagged", "it has no number of its own", (), ("s2/f",)),
        Outcome(operations[2], "applied", "", ("s3",), ()),
        Outcome(operations[3], "refused", "the law has no section 9"),
    )
    passage = NotUnderstood("The rest is made to fit.", "no form of the grammar reads it", Span("s103/c"))
    reading = Reading(operations, (passage,))
    return Execution(document(BASE), act, document(RESULT, "Reported-in-House"), reading, outcomes)
