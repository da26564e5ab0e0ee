"""The words of an amendatory instruction, each with what it can be: verb, kind of place, designator, quoted words.

In § 22.6, in paragraph (f), remove the word “nest” and add in its place the word “eyrie”.
in sec number in para desig  V      noun     QUOTE  and V   inplace       noun     QUOTE
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lawdiff.effects.ordinals import ORDINALS


class Token(NamedTuple):
    """One word, or several that belong together.

    Attributes:
        kind: what it can be: ``verb``, ``desig``, ``number``, ``quote``, ``word`` for all that no table knows, ….
        value: normalised: a verb's name, a designator without spaces, the quoted words.
        start, end: characters of the instruction's text.
        form: of a verb: ``bare`` (revise), ``ing`` (revising) or ``ed`` (revised).
    """

    kind: str
    value: str
    start: int
    end: int
    form: str = ""


VERBS = {
    "amend": "amend",
    "revis": "revise",
    "add": "add",
    "insert": "add",
    "remov": "remove",
    "delet": "remove",
    "strik": "remove",
    "redesignat": "redesignate",
    "renumber": "redesignate",
    "designat": "redesignate",
    "transfer": "transfer",
    "reserv": "reserve",
    "replac": "replace",
    "substitut": "substitute",
    "chang": "change",
    "correct": "correct",
    "republish": "republish",
    "suspend": "suspend",
    "stay": "suspend",
    "withdraw": "withdraw",
    "lift": "suspend",
}
"""Stem -> verb (Document Drafting Handbook, section 2.10, "Amendatory language": the terms to use, and those met)."""

_VERB = re.compile(
    r"(?P<stem>amend|revis|add|insert|remov|delet|strik|redesignat|renumber|designat|transferr?|reserv|replac|substitut"
    r"|chang|correct|republish|suspend|stay|withdraw|lift)(?P<end>e?s?|ing|e?d|n)\b",
    re.IGNORECASE,
)
_QUOTE = re.compile(
    r"“(?P<curly>[^“”]*)”|\"(?P<straight>[^\"]*)\"|‘‘(?P<double>.*?)’’|‘(?P<single>[^‘’]*)’(?!\w)"
)
_DESIGNATORS = re.compile(r"(?:\([A-Za-z0-9]{1,5}\)\s?)*\([A-Za-z0-9]{1,5}\)")
_LABEL = re.compile(r"[A-Z]{1,3}-[0-9]{1,3}(?:\([A-Z0-9]{1,3}\)){1,3}")
"""What a form in an appendix is called: ``MS-3(D)``, ``H-30(C)``."""
_RANGE = re.compile(r"(?<=\))\s?[-–—]\s?(?=\()")
_SECTION_NUMBER = re.compile(
    r"[0-9]+[a-zA-Z]{0,2}\.(?:[0-9]|T[0-9])[0-9A-Za-z]*(?:\([a-z]\)(?:\([0-9]+\))?(?=-[0-9]))?"
    r"(?:[-–][0-9A-Za-z]+)*(?:\.[0-9]+)*"
)
_NUMBER = re.compile(r"[0-9]+[A-Za-z]{0,2}(?:\.[ivx]+|\.[a-z])?(?:\.[A-Z])?(?:\.[0-9]+)?(?![\w(])")
_WORD = re.compile(r"[^\W_]+(?:[’'./&-][^\W_]+)*|[^\s]")

_PHRASES = {
    r"(?:section|subject) headings?": "heading",
    r"(?:section )?introductory (?:text|paragraph)s?": "intro",
    r"in (?:its|their|the) places?|in (?:place|lieu) (?:thereof|of (?:it|them))|in lieu thereof": "inplace",
    r"each time (?:it|that it|they) appears?": "each",
    r"(?:in )?(?:each|every) (?:place|instance)(?: (?:in which|where|that))?"
    r"(?: (?:it|they) (?:appears?|occurs?))?": "each",
    r"(?:wherever|everywhere|whenever) (?:(?:it|they|the (?:words?|phrase|term)s?) )?(?:appears?|occurs?)": "each",
    r"throughout": "each",
    r"(?:first|second|third|fourth|last) (?:occurrence|instance|mention)(?: of)?": "nth",
    r"(?:the )?(?:first|second|third|fourth|last) (?:time|place)(?: that)? "
    r"(?:it|the (?:word|term|phrase)) (?:appears|occurs)": "nth",
    r"(?:all|each|every|any)(?: of the)?(?= (?:references?|citations?|instances?|occurrences?|mentions?)\b)": "each",
    r"(?:in|at) (?:both|two|three|four|five|all) (?:places|instances|occurrences)"
    r"(?: (?:where |that )?(?:it|they) appears?)?": "places",
    r"(?:and )?(?:to )?read(?:ing)? (?:as follows|as set forth (?:below|above))": "reads",
    r"to read|as follows|as set forth (?:below|above)": "reads",
    r"continues? to read(?: as follows)?": "continues",
    r"authority citations?": "authority",
    r"source citations?|source notes?": "source",
    r"in (?:proper )?(?:alphabetical(?:ly)?|alphabetic) order|alphabetically": "alphabetical",
    r"in (?:numerical|numeric|sequential) order|numerically": "numerical",
    r"newly[ -](?:re)?(?:designated|numbered|added|revised)": "newly",
    r"(?:at|from) the (?:very )?ends?|to the end": "end",
    r"at the beginning": "beginning",
    r"the following(?: new)?": "det",
    r"immediately": "det",
    r"(?:in )?the following (?:places|sections|paragraphs|provisions|locations)": "following",
    r"undesignated (?:center )?heading|(?:center|undesignated center) heading": "centre",
    r"table of contents": "contents",
    r"(?:two|three|four|five|six|seven|eight|nine|ten)(?= (?:new |existing )?(?:entries|rows|sentences))": "count",
    r"removed and reserved": "removed-reserved",
}
_PHRASE = tuple(
    (re.compile(rf"(?:{pattern})(?![\w-])", re.IGNORECASE), kind) for pattern, kind in _PHRASES.items()
)

_KINDS = {
    "para": "paragraph paragraphs para subparagraph subparagraphs",
    "sec": "§ §§ section sections sec secs",
    "subpart": "subpart subparts",
    "part": "part parts",
    "appendix": "appendix appendices appendixes",
    "supplement": "supplement",
    "chapter": "chapter subchapter",
    "sentence": "sentence sentences",
    "definition": "definition definitions",
    "heading": "heading headings subheading subheadings title",
    "table": "table tables",
    "entry": "entry entries row rows",
    "footnote": "footnote footnotes",
    "noun": "word words phrase phrases term terms citation citations reference references number numbers abbreviation"
    " acronym date text symbol amount figure language punctuation parenthetical instance instances occurrence"
    " occurrences mention mentions",
    "note": "note notes",
    "semicolon": "semicolon semicolons",
    "period": "period periods",
    "comma": "comma commas",
    "and": "and or",
    "comma-mark": ",",
    "stop": ". : ; — –",
    "through": "through thru",
    "as": "as",
    "by": "by",
    "be": "is are was were",
    "in": "in under within",
    "of": "of to for from",
    "at": "at",
    "after": "after following",
    "before": "before preceding",
    "between": "between",
    "with": "with",
    "det": "the a an new existing current its their such this all both further following newly now",
    "respectively": "respectively",
    "only": "only",
}
_WORDS = {word: kind for kind, words in _KINDS.items() for word in words.split()}
"""Ordinals of sentences; the last one is -1."""

_TITLES = re.compile(r"[0-9]+ CFR")


_TITLE = (
    r"(?:[A-Z][^:]*?)(?=,? (?:and )?(?:the (?:heading|subheading|introductory)|[Pp]aragraphs?\b|[0-9]+[a-z]?\(|new |"
    r"under |subheading)|,? (?:is|are)\b|:|[,.]?\s*$)"
)
_COMMENTED = (
    re.compile(rf"(?:Section|§)\s*(?P<number>[0-9]+\.[0-9]+[a-z]?)(?:\s*[—–-]\s*{_TITLE})?"),
    re.compile(
        rf"(?:[Pp]aragraphs?\s+)?(?P<number>[0-9]+[a-z]?(?:\([A-Za-z0-9]{{1,5}}\)?)+)(?:\s+{_TITLE})?"
    ),
)
"""Headings of official interpretations: ``Section 1026.36—Prohibited Acts``, ``Paragraph 36(d)(1)``, ``36(f) Loan``."""
_COMMENTARY = re.compile(
    r"(?:(?:[Cc]omments?|[Pp]aragraphs?)\s+)?(?P<of>[0-9]+[a-z]?(?:\([A-Za-z0-9]{1,5}\))+)\s?[-–]\s?"
    r"(?P<number>[0-9]+(?:\.[ivx]+(?:\.[A-Z])?)?)(?![\w(])"
)
"""A comment as it is cited: ``comment 36(d)(1)-2.ii``."""
_OPEN = re.compile(r"\(([A-Za-z0-9]+)\)?")


def lex(text: str, *, comments: bool = False) -> list[Token]:
    """Return the tokens of an instruction's text, in order; white space is none.

    Args:
        text: of the instruction.
        comments: whether it is about official interpretations, whose headings are names.
    """
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = (_commented(text, at) if comments else None) or _one(text, at)
        tokens.append(token)
        at = token.end
    return tokens


def _commented(text: str, at: int) -> Token | None:
    """Return the heading of an interpretation, or the citation of a comment, that begins at a place."""
    cited = _COMMENTARY.match(text, at)
    if cited:
        return Token("commentary", f"{cited['of']}-{cited['number']}", at, cited.end())
    for pattern in _COMMENTED:
        match = pattern.match(text, at)
        if match:
            return Token("commented", _OPEN.sub(r"(\1)", match["number"]), at, match.end())
    return None


def _one(text: str, at: int) -> Token:
    """Return the token that begins at a place: the longest reading that a table knows."""
    quote = _QUOTE.match(text, at)
    if quote:
        return Token("quote", next(filter(None, quote.groups()), ""), at, quote.end())
    for pattern, kind in (
        (_TITLES, "cfr"),
        (_LABEL, "label"),
        (_DESIGNATORS, "desig"),
        (_RANGE, "through"),
        (_SECTION_NUMBER, "secnum"),
        (_NUMBER, "number"),
    ):
        match = pattern.match(text, at)
        if match:
            return Token(kind, match[0].replace(" ", "") if kind == "desig" else match[0], at, match.end())
    for pattern, kind in _PHRASE:
        match = pattern.match(text, at)
        if match:
            return Token(kind, match[0].lower(), at, match.end())
    return _word(text, at)


def _word(text: str, at: int) -> Token:
    """Return a single word."""
    verb = _VERB.match(text, at)
    if verb:
        stem = (
            verb["stem"].lower().removesuffix("r")
            if verb["stem"].lower().startswith("transfer")
            else verb["stem"].lower()
        )
        stem = "transfer" if stem.startswith("transfe") else stem
        ending = verb["end"].lower()
        form = "ing" if ending == "ing" else "ed" if ending in ("d", "ed", "n") else "bare"
        return Token("verb", VERBS[stem], at, verb.end(), form)
    match = _WORD.match(text, at)
    word = match[0] if match else text[at]
    low = word.lower()
    if low in ORDINALS:
        return Token("ordinal", low, at, at + len(word))
    return Token(_WORDS.get(low, "word"), low if low in _WORDS else word, at, at + len(word))
