"""Names of bills and resolutions at a stage: ``H.R. 1 (119th) enrolled``, ``119 hr 1 enr`` -> `Bill`.

The codes of the stages ("bill versions") are GPO's; where a code stands for one phrase alone, the phrase is known
too. A phrase that leaves the chamber open is understood only where one chamber can be meant: a House bill is engrossed
in the House, but "reported" may mean either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from lawdiff.sources.errors import BadName

FIRST_CONGRESS = 103
"""The first whose bills govinfo has; their XML begins later (the 108th and on)."""

_STAGES = {
    "ih": "introduced in house",
    "is": "introduced in senate",
    "rfh": "referred in house",
    "rfs": "referred in senate",
    "rh": "reported in house",
    "rs": "reported in senate",
    "pch": "placed on calendar house",
    "pcs": "placed on calendar senate",
    "eh": "engrossed in house",
    "es": "engrossed in senate",
    "eah": "engrossed amendment house",
    "eas": "engrossed amendment senate",
    "rdh": "received in house",
    "rds": "received in senate",
    "cph": "considered and passed house",
    "cps": "considered and passed senate",
    "ath": "agreed to house",
    "ats": "agreed to senate",
    "cdh": "committee discharged house",
    "cds": "committee discharged senate",
    "enr": "enrolled",
    "renr": "re-enrolled",
    "as": "amendment ordered to be printed senate",
    "ash": "additional sponsors house",
    "sas": "additional sponsors senate",
    "fah": "failed amendment house",
    "fph": "failed passage house",
    "fps": "failed passage senate",
    "hdh": "held at desk house",
    "hds": "held at desk senate",
    "iph": "indefinitely postponed house",
    "ips": "indefinitely postponed senate",
    "lth": "laid on table in house",
    "lts": "laid on table in senate",
    "oph": "ordered to be printed house",
    "ops": "ordered to be printed senate",
    "pap": "printed as passed",
    "pp": "public print",
    "rah": "referred with amendments house",
    "ras": "referred with amendments senate",
    "rch": "reference change house",
    "rcs": "reference change senate",
    "reah": "re-engrossed amendment house",
    "rth": "referred to committee house",
    "rts": "referred to committee senate",
}
"""GPO's code -> the stage's words."""

_CODES_ALONE = (
    "eph", "esv", "ihv", "isv", "nat", "pav", "ppv", "pwah", "rav", "rdhv", "res", "rev", "rft", "rhuc", "rhv", "rih",
    "ris", "rsv", "sc", "s_p",
)  # fmt: skip
"""Further codes of the link service, which nobody spells out."""

_LITTLE_WORDS = re.compile(r"\b(?:the|version|as|of|by|to be|bill|text)\b|[^\w -]")
_OPEN = {"introduced": "i", "engrossed": "e"}
_TYPE = (
    r"(?P<type>h\.?\s?j\.?\s?res\.?|s\.?\s?j\.?\s?res\.?|h\.?\s?con\.?\s?res\.?|s\.?\s?con\.?\s?res\.?"
    r"|h\.?\s?res\.?|s\.?\s?res\.?|h\.?\s?r\.?|s\.?)"
)
_CONGRESS = r"(?P<congress>\d{2,3})(?:st|nd|rd|th)?(?:\s*cong(?:ress|\.)?)?"
_LEADING = re.compile(
    rf"(?:bills-)?{_CONGRESS}[\s,]*{_TYPE}\s*(?P<number>\d{{1,5}})(?P<stage>\D.*|)", re.ASCII
)
_FOLLOWING = re.compile(
    rf"{_TYPE}\s*(?P<number>\d{{1,5}})(?P<before>[^\d]*?)[\s,(]+"
    r"(?P<congress>\d{2,3})(?:st|nd|rd|th)(?:\s*cong(?:ress|\.)?)?(?P<stage>\D.*|)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill or resolution at a stage.

    Attributes:
        congress: ``119``.
        type: ``hr``, ``s``, ``hjres``, ``sjres``, ``hconres``, ``sconres``, ``hres``, ``sres``.
        number: ``1``.
        stage: GPO's code, ``enr``; empty for the newest version.
    """

    congress: int
    type: str
    number: int
    stage: str = ""

    @property
    def label(self) -> str:
        """The name in one spelling."""
        name = f"{self.congress} {self.type} {self.number}"
        return f"{name} {self.stage}" if self.stage else name


def bill_named(folded: str, text: str) -> Bill | None:
    """Return the bill that a name (folded, and as it was typed) names; None where it is no bill's.

    Raises:
        BadName: no bill of the kind comes to the stage that is named.
    """
    match = _LEADING.fullmatch(folded) or _FOLLOWING.fullmatch(folded)
    if match is None:
        return None
    kind = re.sub(r"[^a-z]", "", match["type"])
    groups = match.groupdict()
    words = f"{groups.get('before') or ''} {groups['stage']}"
    congress = int(match["congress"])
    if congress < FIRST_CONGRESS:
        raise BadName(text, f"govinfo has bills from the {FIRST_CONGRESS}rd Congress on")
    return Bill(congress, kind, int(match["number"]), _stage(words, kind, text))


def _stage(words: str, kind: str, text: str) -> str:
    """Return GPO's code for a stage; empty where none is named."""
    said = " ".join(_LITTLE_WORDS.sub(" ", words).split())
    if not said:
        return ""
    code = re.sub(r"\d$", "", said)  # eas2: the second of its kind
    if code in _STAGES or code in _CODES_ALONE:
        return said
    if said in _OPEN:
        return _OPEN[said] + kind[0]
    plain = _bare(said)
    found = [code for code, phrase in _STAGES.items() if plain == _bare(phrase)]
    if found:
        return found[0]
    like = set(get_close_matches(said, _STAGES.values(), n=2))
    near = [
        f"{phrase} ({code})" for code, phrase in _STAGES.items() if phrase.startswith(said) or phrase in like
    ]
    hint = f"; is it {' or '.join(near)}?" if near else "; GPO's codes are ih, rh, eh, rfs, pcs, enr, …"
    raise BadName(text, f"no stage of a bill is called “{said}”{hint}")


def _bare(phrase: str) -> str:
    """Return the words of a stage without those that people leave out: ``reported in house`` -> ``reported house``."""
    return " ".join(word for word in phrase.split() if word not in {"in", "on", "to", "and"})
