"""Which bill or resolution a source in bill.dtd is, from its form (``dc:title`` names other bills at times)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.parsers.bill_names import bill_number, iso_date, ordinal, spoken_stage
from lawdiff.parsers.document import Identity
from lawdiff.parsers.text import text_of

if TYPE_CHECKING:
    from lxml import etree

_FURNITURE = frozenset({"pagebreak"})
_STAGES = ("bill-stage", "resolution-stage", "amend-stage", "stage")
_SPACES = re.compile(r"[\s_]+")


def identify(root: etree._Element) -> tuple[Identity, str, str]:
    """Return the identity, the kind and the readable title of a document."""
    form = _form(root)
    number = bill_number(_line(form, "legis-num"))
    stage = stage_name(next((root.get(name) or "" for name in _STAGES if root.get(name)), ""))
    identity = Identity(
        congress=ordinal(_line(form, "congress")),
        number=number,
        stage=stage,
        session=ordinal(_line(form, "session")),
        dates=_dates(root, form),
        short_titles=_short_titles(root),
    )
    kind = "resolution" if root.tag == "resolution" else "bill"
    named = number or ("Resolution" if kind == "resolution" else "Bill")
    if root.tag == "amendment-doc":
        named = f"Amendment to {number}" if number else "Amendment"
    return identity, kind, f"{named} ({spoken_stage(stage)})" if stage else named


def stage_name(text: str) -> str:
    """Return a stage in one spelling: ``Engrossed in House`` -> ``engrossed-in-house``."""
    return _SPACES.sub("-", text.strip().lower())


def _form(root: etree._Element) -> etree._Element | None:
    for child in root:
        if child.tag in ("form", "amendment-form", "engrossed-amendment-form"):
            return child
    return None


def _line(form: etree._Element | None, tag: str) -> str:
    return text_of(form.find(tag), _FURNITURE) if form is not None else ""


def _dates(root: etree._Element, form: etree._Element | None) -> dict[str, str]:
    """Return the dates that the form and the attestation give."""
    dates = {}
    actions = (
        []
        if form is None
        else [iso_date(day.get("date") or "") for day in form.iterfind("action/action-date")]
    )
    actions = [day for day in actions if day]
    if actions:
        dates["introduced"] = actions[0]
        if len(actions) > 1:
            dates["action"] = actions[-1]
    attested = root.find("attestation/attestation-group/attestation-date")
    passed = iso_date(attested.get("date") or "") if attested is not None else ""
    if passed:
        dates["passed"] = passed
    return dates


def _short_titles(root: etree._Element) -> tuple[str, ...]:
    """Return the short titles that the act gives itself (its divisions and the laws it quotes have their own)."""
    titles: dict[str, None] = {}
    for mark in root.iter("short-title"):
        above = list(mark.iterancestors())
        sentence = next((element for element in above if element.tag == "text"), None)
        if sentence is None or any(element.tag == "quoted-block" for element in above):
            continue
        if "this act" in text_of(sentence).lower():
            titles[text_of(mark).strip("“”")] = None
    return tuple(title for title in titles if title)
