"""Editorial: what an act has before and behind its text because of the stage at which it is printed.

front   "A BILL" -> "AN ACT", "Be it enacted by the Senate and House of Representatives …"
back    "Passed the House May 22, 2025." -> "Speaker of the House of Representatives." -> "Approved July 4, 2025."

The title behind "A BILL" ("To provide for …") and the clauses of a preamble are no form, nor is an order to amend the
title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lawdiff.parsers import Provision

FORM = "form of the print: what stands before and behind the text at its stage"

EDGES = ("front matter", "back matter")
"""Levels of the units that hold it."""

_BEFORE = re.compile(
    r"""(?:
      (?:A\s+)?Bill | (?:An\s+)?Act | (?:Joint\s+|Concurrent\s+)?Resolution
    | Be\s+it\s+enacted\s+by\s+the\s+Senate\s+and(?:\s+the)?\s+House\s+of\s+Representatives
      \s+of\s+the\s+United\s+States\s+of\s+America\s+in\s+Congress\s+assembled
    | Resolved(?:\s+by\s+the\s+(?:Senate|House\s+of\s+Representatives)
      (?:\s+and\s+(?:the\s+)?House\s+of\s+Representatives)?
      (?:\s+of\s+the\s+United\s+States\s+of\s+America\s+in\s+Congress\s+assembled)?
      (?:\s+\((?:the\s+)?(?:Senate|House\s+of\s+Representatives)\s+concurring\))?)?
    )[\s,.:—–-]*(?:That)?[\s,.:—–-]*""",
    re.IGNORECASE | re.VERBOSE,
)
"""All of a text before the first section that is form: 1 U.S.C. 101 and 102 give the words of the clauses."""

_BEHIND = re.compile(
    r"""(?:
      Passed\b | Approved\b | Agreed\s+to\b | Attest\b | (?:Deputy\s+|Assistant\s+)?Clerk\b | Secretary\b
    | Speaker\b | (?:Acting\s+)?Vice\s+President\b | (?:Acting\s+)?President\b
    | \S+(?:\s\S+){0,4}[,.]$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""How a text behind the last section begins that attests or signs; a name is a few words with a stop."""


def is_form(provision: Provision, unit: str) -> bool:
    """Return whether all that a provision says is form.

    Args:
        provision: of a bill, a resolution or an act.
        unit: the level of the unit that it stands in.
    """
    if provision.heading:
        return False
    if unit == EDGES[0]:
        return _BEFORE.fullmatch(provision.text) is not None
    return unit == EDGES[1] and _BEHIND.match(provision.text) is not None
