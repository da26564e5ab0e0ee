"""Small acts that the tests of amending instructions share: instructions written for the test, in bill.dtd."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from lawdiff.effects.acts import read
from lawdiff.effects.places import cited
from lawdiff.parsers import Document, parse_bytes
from lawdiff.render.operation import inserted, struck

if TYPE_CHECKING:
    from lawdiff.effects.operation import Operation, Reading

HARBOR = "Section 5 of the Inland Ports Act of 1999 (33 U.S.C. 99)"
"""A law that no Congress has passed."""


def act(*sections: str) -> Document:
    """Read a bill whose sections hold the markup given, numbered from 2."""
    body = "".join(
        f"<section id='S{number}'><enum>{number}.</enum><header>Ports</header>{markup}</section>"
        for number, markup in enumerate(sections, start=2)
    )
    source = (
        "<bill bill-stage='Introduced-in-House'><form><congress>119th CONGRESS</congress>"
        f"<legis-num>H. R. 77</legis-num></form><legis-body>{body}</legis-body></bill>"
    )
    return parse_bytes(source.encode(), "ports.xml")


def quoted(text: str) -> str:
    """Write text as markup: what stands in “…” as `quote` elements."""
    return escape(text).replace("“", "<quote>").replace("”", "</quote>")


def text(words: str) -> str:
    """Write the text of a section; ``[…]`` in it is a quoted block of one paragraph (numbered 9) with these words.

    ``[toc …]`` is one of an item of a table of contents.
    """
    before, block, rest = words.partition("[")
    inside, _, after = rest.partition("]")
    markup = quoted(before)
    if block:
        item = inside.removeprefix("toc ")
        held = f"<paragraph><enum>(9)</enum><text>{quoted(inside)}</text></paragraph>"
        if item != inside:
            held = f"<toc><toc-entry level='section'>{quoted(item)}</toc-entry></toc>"
        end = f"<after-quoted-block>{quoted(after)}</after-quoted-block>"
        return f"<text>{markup}</text><quoted-block>{held}{end}</quoted-block>"
    return f"<text>{markup}</text>"


def reading(*sections: str) -> Reading:
    """Read the instructions of an act whose sections have these texts."""
    return read(act(*map(text, sections)))


def said(operation: Operation) -> str:
    """Return an operation in one line: verb, place, what is struck, what is put in."""
    parts = (operation.verb, cited(operation.target), struck(operation), inserted(operation))
    return " | ".join(part for part in parts if part)


def deeds(words: str) -> list[str]:
    """Return what the clauses of an instruction on section 5 of the act do, the law's name left out."""
    found = reading(f"{HARBOR} is amended {words}")
    assert not found.not_understood, found.not_understood
    return [_short(said(one)) for one in found.operations]


def _short(line: str) -> str:
    """Return a line without the law's name and its citation."""
    head, citation, rest = line.partition(", Inland Ports Act of 1999 (33 U.S.C. 99")
    if not citation:
        return line
    return head + rest[rest.index(" |") if " |" in rest else len(rest) :]
