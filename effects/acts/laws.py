"""Which law is meant: acts by their names, titles of the Code, public laws, and the citations behind them.

section 3(u) of the Food and Nutrition Act of 2008 (7 U.S.C. 2012(u))
                    work "Food and Nutrition Act of 2008", also 7 USC, section 2012, (u)
section 2155 of title 10, United States Code          work "10 USC"
section 4(a) of such Act                              back: the act that was named last
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.effects.operation import Place, Step
from lawdiff.parsers.fr_dates import MONTHS

if TYPE_CHECKING:
    from lawdiff.effects.acts.cursor import Cursor
    from lawdiff.effects.acts.tokens import Token

TAX_CODE = "Internal Revenue Code of 1986"
"""The act that is title 26 of the Code, with the same section numbers (26 U.S.C. 1, note on codification)."""

THIS_ACT = "this Act"

_LINKS = frozenset(
    ["of", "and", "for", "the", "to", "in", "on", "with", "or", "from", "against", "at", "a", "an"]
)
"""Words in lower case that stand inside the names of acts."""

_NO_NAMES = frozenset(
    {"section", "sections", "subsection", "subsections", "paragraph", "paragraphs", "subparagraph"}
)
"""Words that begin a reference, also with a capital, and stand in no name."""

_LAST_WORDS = frozenset({"Act", "Code", "Law", "Amendments", "Resolution", "Compact"})
_COUNTED = re.compile(r"\d+(?:st|nd|rd|th)")
_YEAR = re.compile(r"(?:1[789]|20)\d\d")

_CITED = re.compile(
    r"(?P<title>\d{1,2})\s?U\.\s?S\.\s?C\.\s?(?:(?P<app>App\.)\s)?(?P<section>\d[\w–-]{0,12})"
    r"(?P<below>(?:\([A-Za-z\d]{1,6}\)){0,8})\s?(?P<more>note|et seq)?"
)
_PUBLIC_LAW = re.compile(r"(?:Public Law|Pub\. L\.)\s(?:No\.\s)?(\d{2,3})[-–](\d{1,4})")
_ENUMERATOR = re.compile(r"\(([^)]+)\)")


@dataclass(frozen=True, slots=True)
class Law:
    """A law that is named.

    Attributes:
        work: as in `Place.work`; empty where `back` says it.
        back: ``such`` for the law that was named last.
    """

    work: str
    back: str = ""


def law(cursor: Cursor) -> Law | None:
    """Take the name of a law; None, and nothing taken, where none comes next."""
    start = cursor.at
    if cursor.skip(
        "such act",
        "such code",
        "such law",
        "such title",
        "such public law",
        "that act",
        "that title",
        "that code",
    ):
        return Law("", "such")
    if cursor.skip("this act", "this joint resolution", "this resolution"):
        return Law(THIS_ACT)
    the = cursor.skip("the")
    found = code_title(cursor) or _public_law(cursor) or _dated(cursor) or _entitled(cursor) or _named(cursor)
    if found is None:
        if the and cursor.skip("act", "code"):
            return Law("", "such")
        cursor.at = start
        return None
    return Law(found)


def code_title(cursor: Cursor) -> str | None:
    """Take ``title 10, United States Code``."""
    if cursor.low() != "title" or cursor.kind(1) != "number":
        return None
    number = cursor.low(1)
    start = cursor.at
    cursor.at += 2
    cursor.skip(",")
    cursor.skip("of")
    cursor.skip("the")
    if cursor.skip("united states code", "u.s.c.", "u.s. code"):
        return f"{number} USC"
    if cursor.skip("code of federal regulations"):
        return f"{number} CFR"
    cursor.at = start
    return None


def _public_law(cursor: Cursor) -> str | None:
    if not cursor.skip("public law", "pub. l."):
        return None
    cursor.skip("no.", "number")
    number = cursor.take("number")
    if number is None:
        return None
    if cursor.low() == "—" and cursor.kind(1) == "number":  # a slip for the hyphen
        cursor.at += 2
        return f"Pub. L. {number.designator}-{cursor.tokens[cursor.at - 1].designator}"
    return f"Pub. L. {number.designator}"


def _dated(cursor: Cursor) -> str | None:
    """Take ``Act of June 5, 1934``."""
    if not cursor.sees("act of"):
        return None
    month, day, year = cursor.peek(2), cursor.peek(3), cursor.peek(5)
    if month is None or day is None or year is None or month.text not in MONTHS or cursor.low(4) != ",":
        return None
    cursor.at += 6
    return f"Act of {month.text} {day.text}, {year.text}"


def _entitled(cursor: Cursor) -> str | None:
    """Take ``Act entitled “An Act to open the ports”, approved June 5, 1934``: it is called by its date."""
    if not (cursor.sees("act entitled") and cursor.kind(2) == "quote"):
        return None
    cursor.at += 2
    title = cursor.tokens[cursor.at].text.rstrip(",")
    cursor.at += 1
    start = cursor.at
    cursor.skip(",")
    month, day, year = cursor.peek(1), cursor.peek(2), cursor.peek(4)
    if (
        cursor.low() == "approved"
        and month
        and day
        and year
        and month.text in MONTHS
        and cursor.low(3) == ","
    ):
        cursor.at += 5
        return f"Act of {month.text} {day.text}, {year.text}"
    cursor.at = start
    return f"Act entitled “{title}”"


def _named(cursor: Cursor) -> str | None:
    """Take the name of an act: capitalised words and what links them, as far as a word that ends names.

    A comma inside (``Research, Extension, and Education Act``, ``Appropriations Act, 2008``) belongs to the name
    where such a word or a year comes behind it.
    """
    first = cursor.peek()
    if (
        first is None
        or first.low in _NO_NAMES
        or not (first.text[:1].isupper() if first.kind == "word" else _COUNTED.fullmatch(first.low))
    ):
        return None
    start, end, at = cursor.at, 0, cursor.at
    whole = cursor.at
    while (token := cursor.peek(at - start)) is not None and (_in_name(token) or _initial(cursor, at)):
        at += 1
        if token.text in _LAST_WORDS or _YEAR.fullmatch(token.text):
            end = at
        if token.kind != "stop" and token.low not in _LINKS:
            whole = at
    end = end or whole
    if end == start:  # "The", "For": a capital, and no name
        return None
    cursor.at = end
    return _spelled(cursor, start, end)


def _in_name(token: Token) -> bool:
    if token.kind == "word":
        return (token.text[:1].isupper() and token.low not in _NO_NAMES) or token.text in _LINKS
    return token.kind in ("number", "quote") or token.text in (",", "&")


def _initial(cursor: Cursor, at: int) -> bool:
    """Say whether a full stop belongs to the initial before it: ``Howard P. McKeon``."""
    before = cursor.tokens[at - 1] if at else None
    return (
        cursor.tokens[at].text == "."
        and before is not None
        and len(before.text) == 1
        and before.text.isupper()
    )


def _spelled(cursor: Cursor, start: int, end: int) -> str:
    """Return the tokens as they were printed, white space folded."""
    text = ""
    for token in cursor.tokens[start:end]:
        written = f"“{token.text}”" if token.kind == "quote" else token.text
        text += written if token.text in (",", ".") or not text else f" {written}"
    return text


def cited(text: str, path: tuple[Step, ...]) -> tuple[Place, ...]:
    """Return the places that a parenthetical citation names, for a provision of an act with a path of its own.

    What the act's path says below the section, and the citation leaves out, is put behind it. Where the act's section
    is cited with enumerators, and the Code's without any, both readings are given: ``section 213(a) …
    (33 U.S.C. 2339)`` is section 2339(a), but ``section 2036(b) … (33 U.S.C. 2283a)`` is section 2283a.
    """
    below = below_section(path)
    places = [Place(f"Pub. L. {number[1]}-{number[2]}", path) for number in _PUBLIC_LAW.finditer(text)]
    for match in _CITED.finditer(text):
        steps = [Step("section", match["section"].replace("–", "-"))]
        named = [Step("", name) for name in _ENUMERATOR.findall(match["below"])]
        if match["more"] == "note":
            steps += [Step("note", ""), *path]
        elif match["more"]:
            steps.append(Step("et seq.", ""))
        elif [step.designator for step in named] == [step.designator for step in below[: len(named)]]:
            steps += below
        else:
            steps += named
        work = f"{match['title']} USC{' App.' if match['app'] else ''}"
        places.append(Place(work, tuple(steps)))
        if not named and not match["more"] and below and not below[0].level:
            places.append(Place(work, tuple(steps[:1])))
    return tuple(places)


def below_section(path: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the part of a path below its section; nothing where it has no section."""
    for at, step in enumerate(path):
        if step.level == "section":
            return path[at + 1 :]
    return ()
