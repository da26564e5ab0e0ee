"""Rows of tables of contents, the number and the heading of an entry separated by a tab; and cells of CALS tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.parsers.grid import number

if TYPE_CHECKING:
    from lxml import etree

    from lawdiff.parsers.grid import Cell, Grid

_ENTRY = re.compile(
    r"(“?(?:Sec\.|SEC\.|Section|§)\s*[^\s.]+\.?|“?\d+[A-Za-z]*(?:[-–][\w-]+)?\."
    r"|“?(?:division|title|subtitle|chapter|subchapter|part|subpart|article)\s+[^\s—.]+\s*[—.])\s*(\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def toc_row(text: str) -> str:
    """Return an entry of a table of contents with a tab between its number and its heading, where it has both.

    ``Sec. 2. Fees.`` -> ``Sec. 2.<tab>Fees.``; ``TITLE I—Funding`` -> ``TITLE I—<tab>Funding``.
    """
    match = _ENTRY.fullmatch(text)
    return f"{match[1]}\t{match[2]}" if match else text


def cals_row(row: etree._Element, grid: Grid, before: int) -> tuple[Cell, ...]:
    """Return where the cells of a row of a CALS table stand (OASIS Technical Memorandum TM 9901:1999).

    Args:
        row: the element; its ``entry`` elements name the columns that they span, ``colspec`` those that there are.
        grid: places them.
        before: cells of the text of the row that stand before its elements.
    """
    group = row.getparent()
    while group is not None and group.tag != "tgroup":
        group = group.getparent()
    specs = group.findall("colspec") if group is not None else []
    at = {spec.get("colname", ""): index for index, spec in enumerate(specs)}
    above = row.getparent()
    heads = above is not None and above.tag == "thead"
    spans = [(1, 1, False)] * before
    for cell in row:
        first, last = at.get(cell.get("namest", "")), at.get(cell.get("nameend", ""))
        columns = last - first + 1 if first is not None and last is not None and last >= first else 1
        spans.append((columns, number(cell.get("morerows")) + 1, heads))
    return grid.row(spans)
