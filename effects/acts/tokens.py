"""The text of an instruction as tokens: quoted words, numbers with their enumerators, parentheses, words, stops.

    in subsection (a)(1) (as so redesignated), by striking “14 days” and inserting “12 hours”
    word word       enum     paren                word word     quote   word word      quote

What stands in quotation marks or in parentheses is one token, so that no form of the grammar can read an instruction
out of quoted law, and none stumbles over a citation. Each token keeps the provision and the characters that it came
from. Tokens are found in one pass from left to right: the time is linear in the text, whatever it says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Kind = Literal["word", "number", "enum", "quote", "paren", "stop", "block"]

OPENING, CLOSING = "“", "”"

_ENUMERATOR = (
    r"\((?:\d{1,3}(?:[-–][A-Z\d]{1,2})?|[a-z]{1,2}|[A-Z]{1,2}|(?P<same>[a-zA-Z])(?P=same){1,4}"
    r"|[ivxl]{1,8}|[IVXL]{1,8}(?:[-–]\d)?)\)"
)
_PIECES = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<enum>{_ENUMERATOR})
    | (?P<number>\d\w*(?:[-–]\w+|\.\d\w*)*)
    | (?P<word>(?:[A-Z]\.){{2,6}}(?:[A-Z]\b)? | (?:Stat|Pub|Sec|Res|Con|Jr|Sr|Inc|No|Dr|St|Mr|Ms)\.(?=\s)
        | [^\W\d_][\w’'&/]*(?:[-–][^\W_][\w’'&/]*)*)
    | (?P<stop>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ONE_ENUMERATOR = re.compile(_ENUMERATOR)
_BRACKETS = re.compile(r"[()]")
_NO_ENUMERATORS = frozenset({"(as)", "(at)", "(by)", "(if)", "(in)", "(of)", "(on)", "(or)", "(to)"})
"""Words of two letters that stand in parentheses and count nothing."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    Attributes:
        kind: ``number`` is a section's number (``1396a``, ``359b``), ``enum`` one enumerator with its brackets,
            ``block`` a quoted block, ``stop`` a punctuation mark.
        text: as printed; of a quotation and of parentheses, what stands inside; of a block, its address.
        address: of the provision that it stands in.
        start, end: its characters there, with the marks around it.
        low: the text in lower case of a word, a number or a stop; empty elsewhere, so that quoted words match nothing.
        open: of a quotation that does not close before the text ends: a quoted block goes on with it.
        glued: whether nothing stands between it and the token before it.
    """

    kind: Kind
    text: str
    address: str
    start: int
    end: int
    low: str = ""
    open: bool = False
    glued: bool = False

    @property
    def designator(self) -> str:
        """The designator of a number or an enumerator, with plain hyphens: ``(ii)`` -> ``ii``, ``1400Z–1``."""
        return self.text.strip("()").replace("–", "-")


def tokens(text: str, address: str = "", *, closed: bool = True) -> Iterator[Token]:
    """Yield the tokens of a text.

    Args:
        text: of one provision.
        address: the provision's.
        closed: whether a straight quotation mark must close to count as one.
    """
    at, end = 0, len(text)
    last = -1
    pairs = _pairs(text)
    while at < end:
        character = text[at]
        glued = at == last
        if character == OPENING or (character == '"' and (text.find('"', at + 1) > 0 or not closed)):
            token = _quotation(text, at, address, glued=glued)
        elif character == "(" and (token_or_none := _parentheses(text, at, address, pairs)) is not None:
            token = token_or_none
        else:
            piece = _PIECES.match(text, at)
            if piece is None:
                break
            if piece["space"]:
                at = piece.end()
                continue
            kind = _kind(piece)
            low = "" if kind == "enum" else piece[0].lower()
            token = Token(kind, piece[0], address, at, piece.end(), low, glued=glued)
        yield token
        at = last = token.end


def _kind(piece: re.Match[str]) -> Kind:
    if piece["word"]:
        return "word"
    if piece["number"]:
        return "number"
    return "enum" if piece["enum"] else "stop"


def _quotation(text: str, at: int, address: str, *, glued: bool) -> Token:
    """Return a quotation, whatever is quoted in it; one that never closes runs to the end."""
    if text[at] == '"':
        end = text.find('"', at + 1)
        if end < 0:
            return Token("quote", text[at + 1 :].strip(), address, at, len(text), open=True, glued=glued)
        return Token("quote", text[at + 1 : end], address, at, end + 1, glued=glued)
    depth = 0
    for place in range(at, len(text)):
        depth += (text[place] == OPENING) - (text[place] == CLOSING)
        if depth == 0:
            return Token("quote", text[at + 1 : place].strip(), address, at, place + 1, glued=glued)
    return Token("quote", text[at + 1 :].strip(), address, at, len(text), open=True, glued=glued)


def _pairs(text: str) -> dict[int, int]:
    """Return where each bracket that closes does so."""
    pairs: dict[int, int] = {}
    open_ones: list[int] = []
    for bracket in _BRACKETS.finditer(text):
        if bracket[0] == "(":
            open_ones.append(bracket.start())
        elif open_ones:
            pairs[open_ones.pop()] = bracket.start()
    return pairs


def _parentheses(text: str, at: int, address: str, pairs: Mapping[int, int]) -> Token | None:
    """Return what stands in parentheses as one token; None for an enumerator, and where they do not close."""
    enumerator = _ONE_ENUMERATOR.match(text, at)
    if enumerator is not None and enumerator[0] not in _NO_ENUMERATORS:
        return None
    end = pairs.get(at)
    return None if end is None else Token("paren", text[at + 1 : end], address, at, end + 1)
