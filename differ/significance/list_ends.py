"""Conforming: the end of an item that is the last one of its list no more, or has become it.

    old  (62) $400,000,000 for acceleration of hypersonic strike programs.        the last item
    new  (60) $400,000,000 for acceleration of hypersonic strike programs;        two more follow

What stands behind it tells what was added. "or" is no such end: a list of alternatives is another one.
"""

from __future__ import annotations

import re

from lawdiff.differ.significance.rule import Context, Hunk, rule

_ITEM = re.compile(r"[“”\"‘]?\(\w{1,5}\)\s")
"""What an item of a list begins with: its number."""

_ENDS = frozenset((".", ";", ",", "; and", ", and"))


@rule("the end of an item of a list", "conforming")
def list_end(hunk: Hunk, context: Context) -> bool:  # noqa: ARG001 - every rule takes both
    """Explain a change of the punctuation, or of the "and", behind an item of a list."""
    if hunk.zone != "text" or hunk.after.strip() or not _ITEM.match(hunk.before):
        return False
    old, new = hunk.old.strip(), hunk.new.strip()
    if not old or not new:
        # Only "and" behind a semicolon or comma that stayed.
        return old + new == "and" and hunk.before.rstrip().endswith((";", ","))
    return old in _ENDS and new in _ENDS
