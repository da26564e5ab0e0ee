"""Rows of tables of contents: the number and the heading of an entry, separated by a tab."""

from __future__ import annotations

import re

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
