"""Parts of the CFR: the text of a day from the eCFR, the annual edition from govinfo.

GET https://www.ecfr.gov/api/versioner/v1/titles.json                             how far each title is up to date
GET https://www.ecfr.gov/api/versioner/v1/full/2025-12-25/title-8.xml?part=215    a part on a day
GET https://www.govinfo.gov/link/cfr/8/215?year=2020&link-type=xml                a part in an annual edition
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.sources.content import read_json
from lawdiff.sources.errors import SourceError
from lawdiff.sources.fetched import fetched
from lawdiff.sources.question import FOR_AN_HOUR, Question

if TYPE_CHECKING:
    from lawdiff.sources.client import Client
    from lawdiff.sources.fetched import Fetched
    from lawdiff.sources.names import CfrPart

FIRST_FULL_YEAR = 2018
"""The eCFR's texts of past days begin in the course of 2017."""

_PART = re.compile(rb"<DIV5\b[^>]*\bN=\"([^\"]*)\"")
_HEAD = 4096
"""Bytes in which a part's own element begins."""


def part(name: CfrPart, client: Client) -> Fetched:
    """Return a part of the CFR.

    Raises:
        SourceError: there is none, or not on that day.
    """
    if name.annual:
        return _annual(name, client)
    dated = name if name.on else replace(name, on=_newest_day(name, client))
    path = f"/api/versioner/v1/full/{dated.on}/title-{name.title}.xml?part={name.part}"
    try:
        answer = client.ask(Question(dated.label, client.settings.services.ecfr.base + path, "XML"))
    except SourceError as error:
        if dated.on >= f"{FIRST_FULL_YEAR}":
            raise
        older = (
            f"the eCFR begins in 2017; of the annual edition: {name.title} CFR {name.part} @ {dated.on[:4]}"
        )
        raise SourceError(dated.label, f"{error.reason}; {older}") from error
    sent = _PART.search(answer.data[:_HEAD])
    if sent is None or sent[1].decode(errors="replace").lower() != name.part:
        raise SourceError(dated.label, "the eCFR sent something else than this part")
    file_name = f"{name.title}-CFR-{name.part}@{dated.on}.xml"
    return fetched(answer, dated.label, file_name, date=dated.on, edition=dated.on)


def _annual(name: CfrPart, client: Client) -> Fetched:
    path = f"/link/cfr/{name.title}/{name.part}?year={name.on}&link-type=xml"
    answer = client.ask(Question(name.label, client.settings.services.govinfo.base + path, "XML"))
    file_name = f"CFR-{name.on}-title{name.title}-part{name.part}.xml"
    return fetched(answer, name.label, file_name, date=name.on, edition=name.on)


def _newest_day(name: CfrPart, client: Client) -> str:
    """Return the day up to which the title is current; the eCFR has no text of later ones."""
    address = client.settings.services.ecfr.base + "/api/versioner/v1/titles.json"
    said = read_json(client.ask(Question(name.label, address, "JSON", FOR_AN_HOUR)).data)
    titles = said.get("titles") if isinstance(said, dict) else None
    for title in titles if isinstance(titles, list) else ():
        if isinstance(title, dict) and title.get("number") == name.title:
            day = title.get("up_to_date_as_of")
            if isinstance(day, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", day, re.ASCII):
                return day
    raise SourceError(name.label, "the eCFR does not say up to which day this title is current")
