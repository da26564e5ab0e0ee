"""Bills and laws from GPO's link service, which redirects to the XML of the package.

    GET https://www.govinfo.gov/link/bills/119/hr/1?billversion=enr&link-type=xml    -> …/BILLS-119hr1enr.xml
    GET https://www.govinfo.gov/link/plaw/119/public/21?link-type=uslm               -> …/PLAW-119publ21.xml

The name of the file at the end tells what was sent: the newest version of a bill is known by it, and a wrong one too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lawdiff.sources.bills import Bill
from lawdiff.sources.errors import SourceError
from lawdiff.sources.fetched import fetched
from lawdiff.sources.question import FOR_A_DAY, FOR_AN_HOUR, Question

if TYPE_CHECKING:
    from lawdiff.sources.cache import Answer
    from lawdiff.sources.client import Client
    from lawdiff.sources.fetched import Fetched
    from lawdiff.sources.names import Law

_BILL_FILE = re.compile(r"BILLS-(\d+)(hr|s|[hs](?:j|con)?res)(\d+)([a-z_]+\d?)\.xml", re.ASCII)
_LAW_FILE = re.compile(r"PLAW-(\d+)(publ|pvtl)(\d+)\.xml", re.ASCII)


def bill(name: Bill, client: Client) -> Fetched:
    """Return a bill at a stage, or its newest version.

    Raises:
        SourceError: there is none.
    """
    path = f"/link/bills/{name.congress}/{name.type}/{name.number}"
    query = f"?billversion={name.stage or 'mostrecent'}&link-type=xml"
    answer = _ask(name.label, path + query, client, FOR_A_DAY if name.stage else FOR_AN_HOUR)
    file, match = _file(answer, _BILL_FILE)
    if match:
        sent = Bill(int(match[1]), match[2], int(match[3]), match[4])
        if sent != (name if name.stage else replace(name, stage=sent.stage)):
            raise SourceError(name.label, f"govinfo sent {file} instead")
        name = sent
    return fetched(answer, name.label, f"BILLS-{name.congress}{name.type}{name.number}{name.stage}.xml")


def law(name: Law, client: Client) -> Fetched:
    """Return a public or private law.

    Raises:
        SourceError: there is none.
    """
    path = f"/link/plaw/{name.congress}/{name.kind}/{name.number}?link-type=uslm"
    answer = _ask(name.label, path, client, FOR_A_DAY)
    code = "publ" if name.kind == "public" else "pvtl"
    file, match = _file(answer, _LAW_FILE)
    if match and (int(match[1]), match[2], int(match[3])) != (name.congress, code, name.number):
        raise SourceError(name.label, f"govinfo sent {file} instead")
    return fetched(answer, name.label, f"PLAW-{name.congress}{code}{name.number}.xml")


def _ask(about: str, path: str, client: Client, fresh: int) -> Answer:
    return client.ask(Question(about, client.settings.services.govinfo.base + path, "XML", fresh))


def _file(answer: Answer, pattern: re.Pattern[str]) -> tuple[str, re.Match[str] | None]:
    """Return the name of the file that was sent, and what it says."""
    file = urlsplit(answer.address).path.rpartition("/")[2]
    return file, pattern.fullmatch(file)
