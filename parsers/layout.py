"""Files that a program set out line by line: what is layout in them, and what is a space of the print.

    <P>
        violations of the SO
        <E T="52">2</E>
         NAAQS (5 U.S.C. 551·
        <E T="03">et seq.</E>
        )
    </P>                            ->    "violations of the SO2 NAAQS (5 U.S.C. 551 et seq.)"

Such a file keeps the spaces of the print beside its own line breaks, at the end of a line (``·``) or behind the
indentation. In other files a line break between two elements may be either, and only its neighbours tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

MIN_SPACED = 3
"""Fewer spaces before a line break than this prove nothing about a file."""


def indentation(root: etree._Element) -> str:
    """Return what each level is indented by, in a file that is set out line by line; else an empty string.

    It is one if a line break stands before every emphasis and page break inside a text, and a space before some.
    """
    unit = (root.text or "").removeprefix("\n")
    if not unit or unit.strip(" "):
        return ""
    spaced = 0
    for element in root.iter("E", "PRTPAGE"):
        before = element.getprevious()
        parent = element.getparent()
        text = before.tail if before is not None else (parent.text if parent is not None else None)
        if text and not text.isspace():
            line, newline, indent = text.rpartition("\n")
            if not newline or indent.strip(" "):
                return ""
            spaced += line.endswith(" ")
    return unit if spaced >= MIN_SPACED else ""


def outdent(piece: str, unit: str) -> str:
    """Return a text that is not all white space without the line breaks and the indentation around it."""
    if piece[0] == "\n":
        spaces = len(piece) - 1 - len(piece[1:].lstrip(" "))
        piece = piece[1 + spaces - spaces % len(unit) :]
    line, newline, indent = piece.rpartition("\n")
    return line if newline and not indent.strip(" ") else piece
