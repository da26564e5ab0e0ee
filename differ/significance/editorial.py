"""Editorial: white space, quotation marks and dashes, the case of headings and numbers.

old  SEC. 2. SHORT TITLE. This Act may be cited as the "Act".      new  Sec. 2. Short title. … the “Act”.
"""

from __future__ import annotations

import re
import unicodedata

from lawdiff.differ.significance.rule import Context, Hunk, rule

_STYLE = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "`": "'",
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "⁄": "/",
    }
)
_SPACE = re.compile(r"\s+")
_SECTION_WORD = re.compile(r"^(?:section|sec\.?|§)\s*")


def _plain(text: str) -> str:
    """Return the text without white space, with one style of quotation marks, dashes and fractions."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text).translate(_STYLE).replace("''", '"'))


@rule("white space, quotation marks or dashes", "editorial")
def style(hunk: Hunk, context: Context) -> bool:  # noqa: ARG001 - every rule takes both
    """Explain a hunk that is the same but for white space, dashes, and quotation marks at its ends.

    Whether a quoted paragraph opens with a quotation mark of its own is a printer's custom.
    """
    return _plain(hunk.old).strip("\"'") == _plain(hunk.new).strip("\"'")


@rule("case of a heading or number", "editorial")
def case(hunk: Hunk, context: Context) -> bool:  # noqa: ARG001 - every rule takes both
    """Explain a hunk in a heading or number that is the same but for case, and for SEC. against SECTION."""
    if hunk.zone == "text":
        return False
    old, new = hunk.old.casefold().strip(" .-"), hunk.new.casefold().strip(" .-")
    return _plain(_SECTION_WORD.sub("", old)) == _plain(_SECTION_WORD.sub("", new))
