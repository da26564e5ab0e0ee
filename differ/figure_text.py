"""Figures in a text: dollar amounts, percentages, dates, periods, ages and citations, as printed and never cut.

"not less than 12 1/2 percent of the sum, for fiscal years 2025 through 2029, for those under 14 years of age"
->  percentage "12 1/2 percent", period "fiscal years 2025 through 2029", age "under 14 years of age"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_ONES = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen)"
)
_TENS = rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-{_ONES})?)"
_SPELLED = rf"(?i:{_ONES}\shundred(?:\s(?:and\s)?(?:{_TENS}|{_ONES}))?|{_TENS}|{_ONES})(?:\s\(\d+\))?"
_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_FRACTION = rf"(?:\d++\s?[/⁄]\s?\d++|[{_VULGAR}])"
_NUMBER = (
    rf"(?:\d++(?:,\d{{3}})*+(?:\.\d++)?(?:\s(?:and\s)?{_FRACTION}|\s?[{_VULGAR}]|[/⁄]\d++)?|[{_VULGAR}])"
)
_COUNT = rf"(?:{_NUMBER}|{_SPELLED})"
_PART = r"(?i:(?:one|two|three)-(?:half|thirds?|fourths?|quarters?|fifths?|eighths?|tenths?|hundredths?))"
_ENUMERATORS = r"(?:\([A-Za-z0-9]{1,5}\))*"
_YEARS = r"\d{4}(?:[-–]\d{2,4}\b)?(?:(?:,\s(?:and\s|or\s)?|\s(?:through|to|and|or)\s)(?:19|20)\d\d\b)*"
_COUNTED_YEARS = (
    r"(?:fiscal|calendar|award|academic|school|crop|model|plan|program|rate|tax|taxable|payment)\syears?\s"
)
_AMOUNT = r"\$\d+(?:,\d{3})*(?:\.\d+)?(?:\s(?:thousand|million|billion|trillion))?"
_PERCENT = r"(?:\s?(?:percent(?:age\spoints?)?|per\scentum|%)|\sbasis\spoints)"
_OF_AGE = r"\s(?:years|months|weeks|days)\sof\sage\b"
_OR_OLDER = r"(?:\sor\s(?:older|over|younger|under)\b)"

COUNTED = (
    ("money", r"\scents?\b"),
    ("percentage", rf"(?:\sof\s{_COUNT})?{_PERCENT}"),
    ("citation", rf"\s(?:U\.S\.C\.|CFR|Stat\.|FR)\s\d[\w–-]*(?:\.\d\w*)?{_ENUMERATORS}"),
    ("date", rf"\s{_MONTH}\s\d{{4}}|(?:/\d{{1,2}})?/\d{{4}}"),
    ("age", rf"{_OF_AGE}{_OR_OLDER}?|\s(?:years\s)?or\s(?:older|younger)\b|(?:\s|-)years?(?:\s|-)old\b"),
    (
        "period",
        (
            r"(?:\s|-)(?:(?:calendar|business|working|consecutive)(?:\s|-))*+(?:hour|day|week|month|year)s?\b"
            r"|(?:st|nd|rd|th)\s(?:calendar\s|business\s)?day\b"
        ),
    ),
)
"""Kind, and what follows a number or a number in words; the first that fits wins."""

NAMED = (
    ("money", rf"{_AMOUNT}(?:\s?\((?:increased|reduced|decreased)\sby\s{_AMOUNT}\))*"),
    ("percentage", rf"{_PART}\sof\s{_COUNT}{_PERCENT}"),
    ("citation", r"(?:Public\sLaw|Pub\.\sL\.)\s(?:No\.\s)?\d+[–-]\d+"),
    ("date", rf"{_MONTH}\s(?:\d{{1,2}},\s)?\d{{4}}|until\sexpended\b"),
    ("period", rf"{_COUNTED_YEARS}{_YEARS}|FYs?\s{_YEARS}"),
    (
        "age",
        (
            rf"(?:younger|older)\sthan\s(?:the\sage\sof\s)?{_COUNT}(?:\syears(?:\sof\sage)?)?"
            rf"|(?:under|over|below|above|at\sleast)\s{_COUNT}{_OF_AGE}{_OR_OLDER}?"
            rf"|(?:(?:under|over|below|above|at\sleast)\s)?(?:the\s)?ages?\s(?:of\s)?{_COUNT}"
            rf"(?:\s(?:through|to|and|or)\s{_COUNT})?{_OR_OLDER}?"
            rf"|(?:(?<=who\sis\s)|(?<=who\sare\s))(?:under|over)\s{_COUNT}\b"
        ),
    ),
)
"""Kind and pattern of figures that begin with something else than their number."""

REFERENCE = re.compile(rf"(?=[Ss§])(?:\b[Ss]ections?|§+)\s\d[\w.–-]*{_ENUMERATORS}")
"""A section of the same act, or of the one that is spoken of."""

_WORDS_FIRST = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*\s\d"
    r"|Public\sLaw|Pub\.|FYs?\s\d|until\sexpended|(?:younger|older)\sthan|ages?\s|the\sage"
    rf"|(?:under|over|below|above)\s|at\sleast\s|{_COUNTED_YEARS}"
    r"|[Oo]ne|[Tt]wo|[Tt]h(?:ree|ir)|[Ff]our|[Ff]i(?:ve|ft)|[Ss]ix|[Ss]even|[Ee]igh|[Nn]ine|[Tt]en|[Ee]leven|[Tt]we|[Ff]orty"
)
_BEGINS = rf"(?<![\w$])(?:(?=[$\d{_VULGAR}])|(?={_WORDS_FIRST}))(?<!\d[.,/⁄])(?<![a-z]-)"
"""Where a figure can begin, tested before the patterns: most places of a text are no such place."""


def _groups(kinds: tuple[tuple[str, str], ...], name: str) -> str:
    return "|".join(f"(?P<{name}{place}>{pattern})" for place, (_, pattern) in enumerate(kinds))


_FIGURE = re.compile(f"{_BEGINS}(?:{_groups(NAMED, 'named')}|{_COUNT}(?:{_groups(COUNTED, 'counted')}))")
_KIND_OF = {f"named{place}": kind for place, (kind, _) in enumerate(NAMED)} | {
    f"counted{place}": kind for place, (kind, _) in enumerate(COUNTED)
}
_DIGIT = re.compile(r"[\d$]")
_FIGURE_IN_DIGITS = re.compile(
    rf"(?=[$\d{_VULGAR}])(?<![\w$])(?<!\d[.,/⁄])(?<![a-z]-)"
    f"(?:{_groups(NAMED[:1], 'named')}|{_COUNT}(?:{_groups(COUNTED, 'counted')}))"
)
"""The same for texts without any of `_WORDS`: in them a figure begins with its digits."""

_WORDS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December", "Jan.", "Feb.", "Mar.", "Apr.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
    *(
        "hour",
        "day",
        "week",
        "month",
        "year",
        "cent",
        "expended",
        "age",
        "than",
        "old",
        "FY",
        "Law",
        "Pub.",
        "%",
    ),
    *("under", "over", "points"),
)
_AMENDMENT = re.compile(r"\s?\((increased|reduced|decreased)\sby\s")
_FACTOR = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a text.

    Attributes:
        kind: see `FigureChange`.
        text: as printed.
        start, end: where it stands.
    """

    kind: str
    text: str
    start: int
    end: int


def found_in(text: str) -> Iterator[Figure]:
    """Yield the figures of a text, in order."""
    pattern = _FIGURE
    for word in _WORDS:  # quicker than any(): most texts are asked for all of them
        if word in text:
            break
    else:
        if "$" not in text and not _DIGIT.search(text):
            return
        pattern = _FIGURE_IN_DIGITS
    for match in pattern.finditer(text):
        yield Figure(_KIND_OF[match.lastgroup or ""], match[0], match.start(), match.end())


def figures(text: str) -> Iterator[tuple[str, str]]:
    """Yield the figures of a text as (kind, as printed), in order."""
    for figure in found_in(text):
        yield figure.kind, figure.text


def cents(amount: str) -> int | None:
    """Return a printed dollar amount in cents: ``$1.5 billion`` -> 150000000000; None for "ten cents", in words.

    Floor amendments of an appropriation, which the House prints behind the amount, are counted in: "$281,358,000
    (reduced by $20,000,000)" is 261,358,000 dollars.
    """
    if not amount.startswith("$"):
        number = amount.split(maxsplit=1)[0].replace(",", "")
        return int(number) if number.isdecimal() else None
    first, *amendments = _AMENDMENT.split(amount)
    total = _dollars(first)
    for word, by in zip(amendments[::2], amendments[1::2], strict=True):
        total += _dollars(by) if word == "increased" else -_dollars(by)
    return total


def _dollars(amount: str) -> int:
    """Return a single printed amount in cents."""
    number, _, factor = amount.strip(" )").removeprefix("$").replace(",", "").partition(" ")
    return int(Decimal(number) * _FACTOR.get(factor, 1) * 100)
