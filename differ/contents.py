"""Tables of contents: a row goes where the section that it names went.

Sec. 80121.  Coastal plain oil and gas leasing.      sec. 80121 became sec. 50104, so the row did:
Sec. 50104.  Alaska oil and gas leasing.             by their words, neither is like the other
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lawdiff.parsers import Provision

_NUMBER = re.compile(r"(?:sec\.?|section|§+)?\s*(?P<number>\d[\w.–-]*?)\.?\t", re.IGNORECASE)


def rows_of_sections(
    old: Provision, new: Provision, became: Iterable[tuple[Provision, Provision]]
) -> list[tuple[str, str]]:
    """Return the pairs of rows whose sections are a pair, as addresses.

    Args:
        old: the table of contents of the old side.
        new: the same of the new side.
        became: the matched units, old and new.
    """
    olds, news = _rows(old), _rows(new)
    pairs = []
    for before, after in became:
        rows = olds.get(before.designator.lower()), news.get(after.designator.lower())
        if rows[0] and rows[1]:
            pairs.append((rows[0], rows[1]))
    return pairs


def _rows(table: Provision) -> Mapping[str, str]:
    """Return section number -> the address of the row that names it; numbers of several rows are left out."""
    rows: dict[str, str] = {}
    for row in table.walk_unit():
        match = _NUMBER.match(row.text)
        if match is not None:
            number = match["number"].lower()
            rows[number] = "" if number in rows else row.address
    return {number: address for number, address in rows.items() if address}
