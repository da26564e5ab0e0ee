"""Sentences of a paragraph: where each begins and ends.

    "It is $9. See sec. 5, U.S.C. It is due."  ->  "It is $9."  "See sec. 5, U.S.C. It is due."

A full stop ends a sentence where a capital, a digit in brackets or an opening quotation mark follows it and no
abbreviation precedes it. Where that is not sure (``U.S.C. It``) the two stay together: a stretch that is too long is
refused by whoever counts sentences in it, one that is cut wrong would be struck.
"""

from __future__ import annotations

import re

_END = re.compile(r"[.?!](?:[”\"’)\]]+)?(?=\s+[A-Z“\"‘(\[§])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:U\.S|U\.S\.C|U\.S\.C\.A|C\.F\.R|D\.C|e\.g|i\.e|et al|etc|No|Nos|Mr|Mrs|Ms|Dr|St|Sec|sec|Secs|secs"
    r"|Pub|Stat"
    r"|Inc|Co|Corp|Ltd|Jr|Sr|v|vs|cf|Cf|Fed|Reg|Rev|Art|Ch|Par|Doc|Vol|Ave|a\.m|p\.m|L|Res|[A-Z]))\.$"
)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of a text stand: start and end (exclusive) of each, in order."""
    found = []
    start = 0
    for match in _END.finditer(text):
        if match[0] == "." and _ABBREVIATION.search(text, max(0, match.start() - 12), match.end()):
            continue
        found.append((start, match.end()))
        start = match.end() + 1
        while start < len(text) and text[start].isspace():
            start += 1
    if start < len(text):
        found.append((start, len(text.rstrip())))
    return tuple(found)
