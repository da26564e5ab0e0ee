"""Finding a provision by the name that a person would type.

    locate(document, "s90004/a/4")              an address, as lawdiff prints it
    locate(document, "Section 90004 (a)(4)")    a citation, however it is spaced
    locate(document, "8 CFR § 215.8(a)")        or with the section sign, or "215.8(a)" alone
    locate(document, "border security")         a heading, where only one provision has it

Names are tried from the strictest reading to the loosest, and the first reading that fits anything decides.
Law that is only quoted gives way to the document's own; where several are left, nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from lawdiff.parsers.errors import NoSuchProvision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lawdiff.parsers.document import Document, Provision

NEAR = 3
"""How many near matches an error lists: more do not fit on its one line."""

NEAR_SCORE = 60.0
"""Least likeness (0 to 100) of a near match: below this, the words have only common letters in common."""

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"“": '"', "”": '"', "‘": "'", "’": "'"})
_FOLDS = (
    (re.compile(r"\bu\.\s?s\.\s?c(?:ode)?\b\.?"), "usc"),
    (re.compile(r"\bc\.\s?f\.\s?r\b\.?"), "cfr"),
    (re.compile(r"§+\s*|\bsec(?:s|tions?)?\b\.?\s*"), "§"),
    (re.compile(r"\b(usc|cfr) §"), r"\1 "),
    (re.compile(r"\s+"), " "),
    (re.compile(r" ?([()]) ?"), r"\1"),
)
_BARE = re.compile(r"§|(?:\d+ (?:usc|cfr)|\d+ fr \d+, preamble|preamble) ")


class SeveralProvisions(NoSuchProvision):
    """A provision was asked for by a name that fits several equally well; `near` holds their addresses."""

    def __init__(self, name: str, source: str, near: tuple[str, ...]) -> None:
        super().__init__(name, source, near)
        listed = ", ".join(near[: 2 * NEAR]) + (", …" if len(near) > 2 * NEAR else "")
        self.args = (f"{source}: {name!r} fits {len(near)} provisions; name one by its address: {listed}",)


def fold(name: str) -> str:
    """Return a name without what people write differently: case, spacing, dashes, ``Sec.`` for ``§``."""
    folded = unicodedata.normalize("NFKC", name).translate(_DASHES).casefold()
    for pattern, replacement in _FOLDS:
        folded = pattern.sub(replacement, folded)
    return folded.strip(" .,;:")


def _bare(folded: str) -> str:
    """Return a folded citation without the section sign or the title that stands before the number."""
    return _BARE.sub("", folded, count=1) if _BARE.match(folded) else folded


class Locator:
    """Finds provisions of one document by name; make one where many names are looked up."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def _citations(self) -> dict[str, list[Provision]]:
        return self._index(lambda provision: (fold(provision.citation),))

    @cached_property
    def _readings(self) -> tuple[tuple[Callable[[str], str], dict[str, list[Provision]]], ...]:
        """The looser ways to read a name, strictest first, each with its index."""
        return (
            (str.casefold, self._index(lambda provision: (provision.address.casefold(),))),
            (fold, self._citations),
            (lambda name: _bare(fold(name)), self._by_bare_citation()),
            (fold, self._index(_headings)),
            (fold, self._index(_last_words)),
        )

    def _index(self, keys: Callable[[Provision], Iterable[str]]) -> dict[str, list[Provision]]:
        index: dict[str, list[Provision]] = {}
        for provision in self.document.provisions:
            for key in dict.fromkeys(keys(provision)):
                if key:
                    index.setdefault(key, []).append(provision)
        return index

    def _by_bare_citation(self) -> dict[str, list[Provision]]:
        index: dict[str, list[Provision]] = {}
        for key, provisions in self._citations.items():
            index.setdefault(_bare(key), []).extend(provisions)
        return index

    def find(self, name: str) -> Provision:
        """Return the provision; see `locate`."""
        wanted = name.strip()
        exact = self.document.by_address.get(wanted)
        if exact is not None:
            return exact
        for read, index in self._readings:
            found = index.get(read(wanted), []) if wanted else []
            found = [provision for provision in found if not provision.quoted] or found
            if len(found) == 1:
                return found[0]
            if found:
                raise SeveralProvisions(name, self.document.source, tuple(each.address for each in found))
        raise NoSuchProvision(name, self.document.source, self._near(wanted))

    def _near(self, name: str) -> tuple[str, ...]:
        """Return citations and headings that are like the name, best first."""
        wanted = fold(name)
        if not wanted:
            return ()
        shown: dict[str, str] = {}
        for key, provisions in self._citations.items():
            shown.setdefault(key, provisions[0].citation)
        for provision in self.document.units:
            shown.setdefault(fold(provision.heading), provision.heading)
        shown.pop("", None)
        found = process.extract(wanted, shown.keys(), scorer=fuzz.ratio, limit=NEAR, score_cutoff=NEAR_SCORE)
        return tuple(dict.fromkeys(shown[key] for key, _, _ in found))


def _headings(provision: Provision) -> tuple[str, ...]:
    """Return the ways to name a provision by its heading, or a unit by its printed number."""
    number = provision.number if provision.is_unit else ""
    if not provision.heading:
        return (fold(number),)
    return (fold(provision.heading), fold(f"{number} {provision.heading}"), fold(number))


def _last_words(provision: Provision) -> tuple[str, ...]:
    """Return the tails of a citation: ``title VII`` of ``division A, title VII``."""
    parts = fold(provision.citation).split(", ")
    return tuple(", ".join(parts[start:]) for start in range(1, len(parts)))


def locate(document: Document, name: str) -> Provision:
    """Return the provision that a name means.

    An exact address wins; then an address in another case, the citation, the citation without the title or
    the section sign (``215.8(a)``), the heading, and the end of a citation (``title VII``).

    Args:
        document: where to look.
        name: an address, a citation or a heading, as a person would type it.

    Raises:
        NoSuchProvision: nothing has that name; the error lists what is near.
        SeveralProvisions: a kind of `NoSuchProvision`: several have it; the error lists their addresses.
    """
    return Locator(document).find(name)
