"""Editorial: white space, quotation marks and dashes, the case of headings and numbers.

old  SEC. 2. SHORT TITLE. This Act may be cited as the "Act".      new  Sec. 2. Short title. … the “Act”.
"""

from __future__ import annotations

import re
import unicodedata

from lawdiff.differ.significance.rule import SECTION_WORD, Context, Hunk, rule

FRACTION_SLASH = "⁄"
"""U+2044. It is set between raised and lowered digits, so that no space parts a whole number from its fraction."""

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
        FRACTION_SLASH: "/",
    }
)
_SPACE = re.compile(r"\s+")
_SPACE_IN_NUMBERS = re.compile(r"(?<=\d)\s+(?=\d)")
_KEPT_SPACE = "\0"
_QUOTED = re.compile(r"“[^”]*(?:”|$)")
_OF_A_HEADING = re.compile(r"\bheadings?\b", re.IGNORECASE)


def _plain(text: str, *, join: bool = False) -> str:
    """Return the text without white space, with one style of quotation marks, dashes and fractions.

    White space between digits stays, for "1 1/2" is not "11/2"; so do raised digits, for "10²" is not "102".

    Args:
        text: with what stands around the hunk.
        join: whether white space between digits goes too, where a fraction is set without any.
    """
    if not text.isascii():
        text = "".join(map(_compatible, text))
    text = text.translate(_STYLE).replace("''", '"')
    if not join:
        text = _SPACE_IN_NUMBERS.sub(_KEPT_SPACE, text)
    return _SPACE.sub("", text)


def _compatible(character: str) -> str:
    """Return a character in its compatible form: ``½`` as a fraction behind a space, full-width letters as letters."""
    if character.isascii():
        return character
    kind = unicodedata.decomposition(character).partition(" ")[0]
    if kind in ("<super>", "<sub>"):
        return character
    plain = unicodedata.normalize("NFKC", character)
    return f" {plain}" if kind == "<fraction>" else plain


@rule("white space, quotation marks or dashes", "editorial")
def style(hunk: Hunk, context: Context) -> bool:  # noqa: ARG001 - every rule takes both
    """Explain a hunk that is the same but for white space, dashes, and quotation marks at its ends.

    Whether a quoted paragraph opens with a quotation mark of its own is a printer's custom.
    """
    join = FRACTION_SLASH in hunk.old + hunk.new
    first, last = hunk.before[-1:], hunk.after[:1]
    if not (first.isdigit() and last.isdigit()):  # where it stands between two digits, it parts two numbers
        first = last = ""
    old, new = (_plain(f"{first}{text}{last}", join=join).strip("\"'") for text in (hunk.old, hunk.new))
    return old == new


def _in_quoted_heading(hunk: Hunk) -> bool:
    """Return whether a hunk stands in quotation marks in a text that says that a heading is amended."""
    before = hunk.before
    if before.rfind("“") <= before.rfind("”"):
        return False
    return _OF_A_HEADING.search(_QUOTED.sub("", f"{before}{hunk.old}{hunk.after}")) is not None


@rule("case of a heading or number", "editorial")
def case(hunk: Hunk, context: Context) -> bool:  # noqa: ARG001 - every rule takes both
    """Explain a hunk in a heading or number that is the same but for case, and for SEC. against SECTION.

    Not in an enumerator: subclause (I) is not clause (i). A heading that is amended stands in quotation marks in
    the text ("in the heading, by striking “before 2018”"); the editions of one act print it in capitals or not.
    """
    if hunk.zone == "text" and not _in_quoted_heading(hunk):
        return False
    if hunk.zone == "number" and "(" in hunk.old + hunk.new:
        return False
    old, new = (text.casefold().strip(" .-–—") for text in (hunk.old, hunk.new))
    return _plain(SECTION_WORD.sub("", old)) == _plain(SECTION_WORD.sub("", new))
