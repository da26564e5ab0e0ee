"""Where a document and its provisions stand on the government's own sites.

    H.R. 1, 119th Congress      https://www.congress.gov/bill/119th-congress/house-bill/1/text
    85 FR 74162                 https://www.federalregister.gov/d/2020-24707
    8 CFR 215.8(a)(1)           https://www.ecfr.gov/current/title-8/section-215.8
    13 U.S.C. 221(b)            https://www.govinfo.gov/link/uscode/13/221

Nothing is fetched; the addresses are put together from numbers and letters that were checked, so that no text of a
file can reach a terminal or a page through them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lawdiff.parsers import Document, Provision

BILL_TYPES = {
    "hr": "house-bill",
    "s": "senate-bill",
    "hjres": "house-joint-resolution",
    "sjres": "senate-joint-resolution",
    "hconres": "house-concurrent-resolution",
    "sconres": "senate-concurrent-resolution",
    "hres": "house-resolution",
    "sres": "senate-resolution",
}
"""Letters of a bill's number -> its type in the addresses of congress.gov."""

_BILL = re.compile(r"([A-Za-z. ]+?)\s*(\d+)\Z")
_LAW = re.compile(r"Public Law (\d+)[-–](\d+)\Z")
_RULE = re.compile(r"[A-Z]?\d?-?\d{2,4}-\d{3,6}\Z")
_CFR = re.compile(r"(\d+) CFR (\d+)\.(\d+[a-zA-Z0-9-]*)")
_CODE = re.compile(r"(\d+) U\.S\.C\. (\d+[a-zA-Z0-9-]*)")
_YEAR = re.compile(r"(?:19|20)\d\d")


def document_url(document: Document) -> str:
    """Return where a document is published; empty where its identity does not say."""
    identity = document.identity
    law = _LAW.match(identity.number)
    if law:
        return f"https://www.govinfo.gov/link/plaw/{law[1]}/public/{law[2]}"
    if _RULE.match(identity.fr_document):
        return f"https://www.federalregister.gov/d/{identity.fr_document}"
    bill = _BILL.match(identity.number)
    if bill and identity.congress.isascii() and identity.congress.isdecimal():
        kind = BILL_TYPES.get(re.sub(r"[. ]", "", bill[1]).lower())
        if kind:
            congress = ordinal(int(identity.congress))
            return f"https://www.congress.gov/bill/{congress}-congress/{kind}/{bill[2]}/text"
    return ""


def provision_url(provision: Provision, document: Document) -> str:
    """Return where the section that a provision belongs to stands in the CFR or the US Code; else its document."""
    rule = _CFR.match(provision.citation)
    if rule:
        year = _YEAR.match(document.identity.edition) if document.family == "CFR" else None
        if year:
            return f"https://www.govinfo.gov/link/cfr/{rule[1]}/{rule[2]}?sectionnum={rule[3]}&year={year[0]}"
        return f"https://www.ecfr.gov/current/title-{rule[1]}/section-{rule[2]}.{rule[3]}"
    code = _CODE.match(provision.citation)
    if code:
        return f"https://www.govinfo.gov/link/uscode/{code[1]}/{code[2]}"
    return document_url(document)


def ordinal(number: int) -> str:
    """Return ``119th``, ``101st``, ``112th``."""
    teens = 10 <= number % 100 <= 20  # noqa: PLR2004 - eleventh, twelfth, thirteenth
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
