"""Small documents that several tests share: bills written for the test, read by the real parser."""

from __future__ import annotations

from xml.sax.saxutils import escape

from lawdiff.annotations.note import Link, Note, Tag, Target
from lawdiff.parsers import Document, parse_bytes

Paragraph = tuple[str, str]
Section = tuple[str, str, list[Paragraph]]

OLD: list[Section] = [
    ("1", "Short title", [("a", "This Act may be cited as the “Gate Cameras Act”.")]),
    (
        "2",
        "Collection at the border",
        [
            ("a", "The Secretary may collect a facial image from any alien who departs the United States."),
            ("b", "A facial image of a citizen shall be deleted not later than 14 days after it was taken."),
            ("c", "The Secretary shall post a notice at each place where images are collected."),
        ],
    ),
    (
        "3",
        "Report",
        [
            (
                "a",
                "Not later than 1 year after enactment the Secretary shall report to Congress on error rates.",
            )
        ],
    ),
    (
        "4",
        "Funding",
        [("a", "There is appropriated $500,000,000, to remain available until September 30, 2027.")],
    ),
]
NEW: list[Section] = [
    ("1", "Short title", [("a", "This Act may be cited as the “Gate Cameras Act”.")]),
    (
        "2",
        "Collection at the border",
        [
            ("a", "The Secretary may collect a facial image from any alien who departs the United States."),
            ("b", "The Secretary shall post a notice at each place where images are collected."),
            ("c", "A facial image of a citizen shall be deleted not later than 12 hours after it was taken."),
        ],
    ),
    (
        "3",
        "Funding",
        [("a", "There is appropriated $673,000,000, to remain available until September 30, 2029.")],
    ),
    ("4", "Opting out", [("a", "A citizen may ask for a manual check of the travel document.")]),
]

HOSTILE = '"><script>alert(1)</script>\x1b[31m=cmd|&amp;{{7*7}}'
"""What a note may say: HTML, a terminal escape, a formula, a template."""


def bill(sections: list[Section], stage: str = "Introduced-in-House") -> bytes:
    """Write a bill in bill.dtd."""
    body = "".join(
        f"<section id='S{number}'><enum>{number}.</enum><header>{escape(heading)}</header>"
        + "".join(
            f"<subsection id='S{number}{mark}'><enum>({mark})</enum><text>{escape(text)}</text></subsection>"
            for mark, text in paragraphs
        )
        + "</section>"
        for number, heading, paragraphs in sections
    )
    return (
        f"<bill bill-stage='{stage}'><form><congress>119th CONGRESS</congress><session>1st Session</session>"
        f"<legis-num>H. R. 99</legis-num><official-title>To collect images.</official-title></form>"
        f"<legis-body>{body}</legis-body></bill>"
    ).encode()


def document(sections: list[Section], stage: str = "Introduced-in-House") -> Document:
    """Read a bill that was written for the test."""
    return parse_bytes(bill(sections, stage), f"{stage.lower()}.xml")


def note(
    on: Document, address: str, body: str = "Why so short?", *, quote: str = "", name: str = "n1"
) -> Note:
    """Write a note on a provision."""
    target = Target(
        on.sha256, address, address, quote=quote, state="carried", score=0.97, evidence="the same words"
    )
    when = "2025-11-20T09:00:00Z"
    return Note(name, body, ("retention",), "counsel", when, when, "open", (target,))


def link(source: Document, source_address: str, target: Document, target_address: str) -> Link:
    """Tie two provisions."""
    return Link(
        "l1",
        Target(source.sha256, source_address, source_address),
        Target(target.sha256, target_address, target_address),
        "funded by",
        "the appropriation",
        "counsel",
        "2025-11-20T09:00:00Z",
    )


TAGS = (Tag("retention", "how long images are kept", "#336699"),)
