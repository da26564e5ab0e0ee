"""Conforming: an instruction that says, or says no more, what else the same bill does to what it amends.

    old  Section 168(k)(2)(A)(i), as amended by the preceding provisions of this Act, is amended by …
    new  Section 168(k)(2)(A)(i) is amended by …

Which of them come before it follows from the order of the bill. "The rate in section 1, as amended by section 2" is
something else: there the words say which rate is meant.
"""

from __future__ import annotations

import re

from lawdiff.differ.significance.rule import Context, Hunk, rule

_AMENDED = re.compile(
    r"(?:,?\s+as\s+amended\s+by\s+[^;.:“”—]*?,)?\s+(is|are)\s+(?:further\s+)?(amended|repealed)\b"
)

_SAID = re.compile(r"\b(?:amended|further)\b")


@rule("what else amends the same provision", "conforming")
def amended_before(hunk: Hunk, context: Context) -> bool:  # noqa: ARG001 - every rule takes both
    """Explain a hunk that is gone where "as amended by …" and "further" are left out before "is amended"."""
    if hunk.zone == "number" or not _SAID.search(f"{hunk.old} {hunk.new}"):
        return False
    old, new = (_AMENDED.sub(r" \1 \2", f"{hunk.before}{text}{hunk.after}") for text in (hunk.old, hunk.new))
    return old.split() == new.split()
