"""The names that people use for official documents -> what they name.

    FR 2020-24707, FR Doc. E9-25373, 2025-19655     a document of the Federal Register, by its number
    85 FR 74162, 85 Fed. Reg. 74,162                the same, by the page where it begins
    RIN 1651-AB12                                   all documents of one rulemaking
    8 CFR 215 @ 2025-12-25, 8 CFR 215.8(a) @ 2020   a part of the CFR on a day, or in the edition of a year
    119 hr 1 enr, H.R. 1 (119th) enrolled           a bill or resolution at a stage
    PL 119-21, Public Law 119-21                    a law
    13 USC @ 117-80, usc13@115-164not141            a title of the US Code at a release point

`parse_name` knows the forms and asks nobody: whether there is such a document, the service says. Each kind of name has
a `label`, its one spelling, which names the same again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lawdiff.sources.bills import Bill, bill_named
from lawdiff.sources.errors import BadName

if TYPE_CHECKING:
    from collections.abc import Callable

UNDERSTOOD = (
    "FR 2020-24707",
    "85 FR 74162",
    "RIN 1651-AB12",
    "8 CFR 215 @ 2025-12-25",
    "119 hr 1 enr",
    "PL 119-21",
    "13 USC @ 117-80",
)
"""One example a form, for messages and help."""

LONGEST = 100
"""Characters of a name; what is longer names nothing, and need not be searched."""

CFR_TITLES = range(1, 51)
CODE_TITLES = range(1, 55)
FIRST_CFR_YEAR = 1996
"""Of the annual edition on govinfo."""


@dataclass(frozen=True, slots=True)
class FederalRegisterDocument:
    """A document of the Federal Register by its number: ``2020-24707``, ``E9-25373``, ``C1-2020-24707``."""

    number: str

    @property
    def label(self) -> str:
        """The name in one spelling."""
        return f"FR {self.number}"


@dataclass(frozen=True, slots=True)
class FederalRegisterPage:
    """The document that begins on a page of the Federal Register."""

    volume: int
    page: int

    @property
    def label(self) -> str:
        """The name in one spelling."""
        return f"{self.volume} FR {self.page}"


@dataclass(frozen=True, slots=True)
class Rulemaking:
    """All documents of the Federal Register with one regulation identifier number."""

    rin: str

    @property
    def label(self) -> str:
        """The name in one spelling."""
        return f"RIN {self.rin}"


@dataclass(frozen=True, slots=True)
class CfrPart:
    """A part of the Code of Federal Regulations.

    Attributes:
        title, part: ``8`` and ``215``; a part may end in a letter.
        on: a day (``2025-12-25``) of the eCFR, a year (``2020``) of the annual edition; empty for the newest text.
    """

    title: int
    part: str
    on: str = ""

    @property
    def label(self) -> str:
        """The name in one spelling."""
        name = f"{self.title} CFR {self.part}"
        return f"{name} @ {self.on}" if self.on else name

    @property
    def annual(self) -> bool:
        """Whether the printed edition of a year is meant, and not a day of the eCFR."""
        return len(self.on) == len("2020")


@dataclass(frozen=True, slots=True)
class Law:
    """A public or private law.

    Attributes:
        kind: ``public`` or ``private``.
    """

    congress: int
    number: int
    kind: str = "public"

    @property
    def label(self) -> str:
        """The name in one spelling."""
        return f"{'PL' if self.kind == 'public' else 'Private Law'} {self.congress}-{self.number}"


@dataclass(frozen=True, slots=True)
class CodeTitle:
    """A title of the US Code at a release point.

    Attributes:
        title: ``13``; ``5a`` for an appendix.
        congress, point: ``117`` and ``80``, or ``115`` and ``164not141``: the law up to which it is current.
    """

    title: str
    congress: int
    point: str

    @property
    def label(self) -> str:
        """The name in one spelling."""
        return f"{self.title} USC @ {self.release}"

    @property
    def release(self) -> str:
        """As the Office of the Law Revision Counsel writes it: ``117-80``."""
        return f"{self.congress}-{self.point}"


Name = FederalRegisterDocument | FederalRegisterPage | Rulemaking | CfrPart | Bill | Law | CodeTitle
"""Whatever can be asked for."""

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))

_FR_PREFIX = r"f\.?r\.?\s*(?:doc(?:ument)?\.?)?\s*(?:no\.?|number)?\s*"
_FR_NUMBER = re.compile(
    # Since 2010 a number begins with its year; corrections, reprints and older ones have letters or less.
    rf"{_FR_PREFIX}(?P<any>(?:[a-z]\d{{1,2}}-\d{{4}}|[a-z]?\d{{1,4}})-\d{{1,6}})|(?P<bare>(?:[crz]\d-)?\d{{4}}-\d{{4,5}})",
    re.ASCII,
)
_FR_PAGE = re.compile(
    r"(?P<volume>\d{1,3})\s*(?:f\.?\s?r\.?|fed\.?\s*reg\.?)\s*(?P<page>\d[\d,]*)(?:\s*-\s*[\d,]+)?",
    re.ASCII,
)
_RIN = re.compile(r"(?:rin:?\s*)?(?P<rin>\d{4}-[a-z]{2}\d{2})", re.ASCII)
_CFR = re.compile(
    r"(?P<title>\d{1,3})\s*c\.?\s?f\.?\s?r\.?\s*(?:part|pt\.?|§+|sec(?:tion|\.)?)?\s*"
    r"(?P<part>\d{1,5}[a-z]?)(?:\.\d[\w.-]*)?(?:\(\w+\))*"
    r"(?:\s*,?\s*(?:@|\bas of\b|\bon\b)\s*(?P<on>[\w-]+)|\s*\((?P<year>\d{4})(?:\s*ed(?:\.|ition))?\))?",
    re.ASCII,
)
_LAW = re.compile(
    r"(?:(?P<public>p\.?\s?l\.?|pub\.?\s*l\.?|public\s+law)|(?:pvt\.?\s*l\.?|private\s+law))"
    r"\s*(?:no\.?)?\s*(?P<congress>\d{1,3})-(?P<number>\d{1,4})",
    re.ASCII,
)
_LAW_FILE = re.compile(r"plaw-(?P<congress>\d{1,3})(?P<kind>publ|pvtl)(?P<number>\d{1,4})", re.ASCII)
_CODE = re.compile(
    r"(?:(?:title\s+)?(?P<title>\d{1,3}a?)\s*u\.?\s?s\.?\s?(?:c\.?|code)|usc(?P<file>\d{1,3}a?))"
    r"(?:\s*(?:@|\bas of\b|\bat\b)\s*(?:p\.?\s?l\.?\s*)?(?P<release>[\w-]+))?",
    re.ASCII,
)
_RELEASE = re.compile(r"(?P<congress>\d{2,3})-(?P<point>\d{1,4}(?:[a-z]+\d+)*)", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_NO_DAY = "is no day (2025-12-25) and no year of the annual edition (2025)"
_NEWEST = frozenset({"current", "latest", "now", "today"})


def parse_name(text: str) -> Name | None:
    """Return what a name names, or None where it is of no form that is known.

    Raises:
        BadName: it is of a known form, and a part of it cannot be.
    """
    folded = " ".join(text.translate(_DASHES).split()).lower()
    if not folded or len(folded) > LONGEST:
        return None
    for form in _FORMS:
        found = form(folded, text)
        if found is not None:
            return found
    return None


def _fr_document(folded: str, text: str) -> Name | None:
    del text
    match = _FR_NUMBER.fullmatch(folded)
    return FederalRegisterDocument((match["any"] or match["bare"]).upper()) if match else None


def _fr_page(folded: str, text: str) -> Name | None:
    match = _FR_PAGE.fullmatch(folded)
    if match is None:
        return None
    digits = match["page"].replace(",", "")
    if len(digits) > len("999999"):
        raise BadName(text, "no volume of the Federal Register has so many pages")
    return FederalRegisterPage(int(match["volume"]), int(digits))


def _rulemaking(folded: str, text: str) -> Name | None:
    del text
    match = _RIN.fullmatch(folded)
    return Rulemaking(match["rin"].upper()) if match else None


def _cfr(folded: str, text: str) -> Name | None:
    match = _CFR.fullmatch(folded)
    if match is None:
        return None
    title = int(match["title"])
    if title not in CFR_TITLES:
        raise BadName(text, f"the CFR has titles {CFR_TITLES[0]} to {CFR_TITLES[-1]}")
    return CfrPart(title, match["part"], _day_or_year(match["year"] or match["on"] or "", text))


def _day_or_year(on: str, text: str) -> str:
    """Return a day or a year as it stands; empty for the newest text.

    Raises:
        BadName: it is neither.
    """
    if not on or on in _NEWEST:
        return ""
    if _YEAR.fullmatch(on):
        if int(on) < FIRST_CFR_YEAR:
            raise BadName(text, f"govinfo has the annual CFR from {FIRST_CFR_YEAR} on")
        return on
    try:
        day = date.fromisoformat(on).isoformat()
    except ValueError as error:
        raise BadName(text, f"{on} {_NO_DAY}") from error
    if day != on:  # an ISO week, or digits alone
        raise BadName(text, f"{on} {_NO_DAY}")
    return day


def _law(folded: str, text: str) -> Name | None:
    del text
    match = _LAW.fullmatch(folded)
    if match:
        return Law(int(match["congress"]), int(match["number"]), "public" if match["public"] else "private")
    match = _LAW_FILE.fullmatch(folded)
    if match:
        kind = "public" if match["kind"] == "publ" else "private"
        return Law(int(match["congress"]), int(match["number"]), kind)
    return None


def _code(folded: str, text: str) -> Name | None:
    match = _CODE.fullmatch(folded)
    if match is None:
        return None
    title = (match["title"] or match["file"]).lstrip("0")
    if not title.removesuffix("a") or int(title.removesuffix("a")) not in CODE_TITLES:
        raise BadName(text, f"the US Code has titles {CODE_TITLES[0]} to {CODE_TITLES[-1]}")
    release = _RELEASE.fullmatch(match["release"] or "")
    if release is None:
        raise BadName(text, "a title of the US Code is named at a release point: 13 USC @ 117-80")
    return CodeTitle(title, int(release["congress"]), release["point"])


_FORMS: tuple[Callable[[str, str], Name | None], ...] = (
    _rulemaking,
    _fr_document,
    _fr_page,
    _cfr,
    _code,
    _law,
    bill_named,
)
