"""Which act, title or compilation a USLM source is, from its ``meta`` and ``preface`` (never from ``dc:title``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.parsers.bill_names import bill_number, iso_date, ordinal, spoken_stage
from lawdiff.parsers.document import Identity
from lawdiff.parsers.text import text_of
from lawdiff.parsers.uslm_notes import local

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

_SPACES = re.compile(r"[\s_]+")
_NUMBER_AND_STAGE = re.compile(r"\d+\s+(.*\d)\s+[A-Z]+")
"""How a bill's ``citableAs`` reads: ``116 H. R. 1865 EAS``."""

_STAGE_CODES = {"enr": "enrolled-bill", "eh": "engrossed-in-house", "es": "engrossed-in-senate"}
"""GPO's codes for the version of a bill, where a source gives the code in place of the words."""

_RELEASE_POINT = re.compile(r"@(\S+)")
_DASHES = str.maketrans("–—‑", "---")


class Fields:
    """The fields of ``meta`` (or ``amendMeta``) and ``preface``, by name."""

    def __init__(self, root: etree._Element) -> None:
        self.meta: dict[str, list[etree._Element]] = {}
        self.preface: dict[str, list[etree._Element]] = {}
        for child in root:
            name = local(child.tag)
            if name in ("meta", "amendMeta"):
                self._take(child, self.meta)
            elif name in ("preface", "amendPreface"):
                self._take(child, self.preface)

    @staticmethod
    def _take(element: etree._Element, fields: dict[str, list[etree._Element]]) -> None:
        for child in element:
            fields.setdefault(local(child.tag), []).append(child)

    def text(self, *names: str) -> str:
        """Return the first text of a field, ``meta`` before ``preface``."""
        for fields in (self.meta, self.preface):
            for name in names:
                for element in fields.get(name, ()):
                    found = text_of(element)
                    if found:
                        return found
        return ""

    def printed(self, name: str) -> str:
        """Return the first text of a field of the preface."""
        return next((text for text in map(text_of, self.preface.get(name, ())) if text), "")


def identify(root: etree._Element) -> tuple[Identity, str, str]:
    """Return the identity, the kind and the readable title of a document other than the Federal Register's."""
    fields = Fields(root)
    name = local(root.tag)
    if name == "uscDoc":
        return _code(fields)
    if name == "statuteCompilation":
        return _compilation(fields)
    if name == "pLaw":
        return _law(fields, root)
    return _bill(fields, root, name)


def _code(fields: Fields) -> tuple[Identity, str, str]:
    number = fields.text("docNumber")
    point = _RELEASE_POINT.search(fields.text("docPublicationName"))
    identity = Identity(title_number=number, release_point=point[1] if point else "")
    title = f"{number} U.S.C." if number else "United States Code"
    if identity.release_point:
        title += f" (release point {identity.release_point})"
    return identity, "code title", title


def _compilation(fields: Fields) -> tuple[Identity, str, str]:
    through = fields.text("currentThroughPublicLaw").translate(_DASHES).removeprefix("P.L. ")
    congress, number = fields.text("congress"), fields.text("docNumber")
    short = [text_of(mark) for mark in fields.meta.get("containsShortTitle", ())]
    identity = Identity(
        congress=congress,
        number=f"Public Law {congress}-{number}" if congress and number else "",
        release_point=through,
        dates=_dates(approved=fields.text("approvedDate")),
        short_titles=tuple(short),
    )
    named = (
        short[0]
        if short
        else (fields.text("citableAsShortTitle") or identity.number or "Statute compilation")
    )
    return identity, "statute compilation", f"{named} (through Public Law {through})" if through else named


def _law(fields: Fields, root: etree._Element) -> tuple[Identity, str, str]:
    congress = ordinal(fields.text("congress"))
    number = fields.text("docNumber").translate(_DASHES).rpartition("-")[2]
    word = "Private" if fields.text("publicPrivate").lower() == "private" else "Public"
    name = f"{word} Law {congress}-{number}" if congress and number else f"{word} law"
    identity = Identity(
        congress=congress,
        number=name if congress and number else "",
        stage="enacted",
        dates=_dates(approved=fields.text("approvedDate") or fields.text("date")),
        short_titles=_short_titles(root),
    )
    return identity, "public law", name


def _bill(fields: Fields, root: etree._Element, name: str) -> tuple[Identity, str, str]:
    stage = _SPACES.sub("-", fields.text("docStage").lower())
    stage = _STAGE_CODES.get(stage, stage)
    number = _bill_number(fields, root)
    identity = Identity(
        congress=ordinal(fields.text("congress")),
        number=number,
        stage=stage,
        session=ordinal(fields.text("session")),
        dates=_action_dates(fields),
        short_titles=_short_titles(root),
    )
    kind = "resolution" if name == "resolution" else "bill"
    named = number or kind.capitalize()
    if name in ("engrossedAmendment", "amendment"):
        named = f"Amendment to {named}"
    return identity, kind, f"{named} ({spoken_stage(stage)})" if stage else named


def _bill_number(fields: Fields, root: etree._Element) -> str:
    """Return the bill's number, from what is printed on it, else from how it is cited."""
    candidates = [f"{fields.printed('type')} {fields.printed('docNumber')}"]
    candidates += [match[1] for match in map(_NUMBER_AND_STAGE.fullmatch, _cited(fields)) if match]
    for child in root:
        if local(child.tag) == "endorsement":
            parts = {local(part.tag): text_of(part) for part in child}
            candidates.append(f"{parts.get('type', '')} {parts.get('docNumber', '')}")
    for candidate in candidates:
        number = bill_number(candidate)
        if number != candidate or number.startswith(("H. ", "S. ", "H.R. ")):
            return number
    return ""


def _cited(fields: Fields) -> Iterable[str]:
    return [text_of(cited) for cited in fields.meta.get("citableAs", ())]


def _dates(**dates: str) -> dict[str, str]:
    return {name: iso for name, text in dates.items() if (iso := iso_date(text))}


def _action_dates(fields: Fields) -> dict[str, str]:
    days = []
    for action in fields.preface.get("action", ()):
        days += [iso_date(child.get("date") or "") for child in action if local(child.tag) == "date"]
    days = [day for day in days if day]
    dates = {"introduced": days[0]} if days else {}
    if len(days) > 1:
        dates["action"] = days[-1]
    return dates


def _short_titles(root: etree._Element) -> tuple[str, ...]:
    """Return the short titles that the act gives itself (its divisions and the laws it quotes have their own)."""
    titles: dict[str, None] = {}
    for mark in root.iter("{*}shortTitle"):
        above = list(mark.iterancestors())
        names = [local(element.tag) for element in above]
        if "quotedContent" not in names and above and "this act" in text_of(above[0]).lower():
            titles[text_of(mark).strip("“”")] = None
    return tuple(title for title in titles if title)
