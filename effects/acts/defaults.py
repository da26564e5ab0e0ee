"""The clause at the head of a title or an act that says which law is meant where none is named.

Except as otherwise expressly provided, whenever in this title an amendment or repeal is expressed in terms of an
amendment to, or repeal of, a section or other provision, the reference shall be considered to be made to a section
or other provision of the Internal Revenue Code of 1986.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.effects.acts.cursor import Cursor
from lawdiff.effects.acts.laws import law
from lawdiff.effects.acts.tokens import tokens

if TYPE_CHECKING:
    from lawdiff.parsers import Provision

_WITHIN = re.compile(
    r"(?:whenever|where|wherever) in this "
    r"(Act|division|title|subtitle|chapter|subchapter|part|subpart|section|subsection)\b"
)
_EXPRESSED = re.compile(r"\b(?:is|are) expressed (?:in terms of|as)\b")
_MADE_TO = re.compile(
    r"\b(?:considered|deemed|construed) to be made to\b|\bconsidered to be (?:a reference )?to\b"
)
_OF = re.compile(r"\bof (?=the |that |title |Public Law )")


def default_law(provision: Provision) -> tuple[str, str] | None:
    """Return the level that a clause speaks for (``title``, ``Act``) and the law that it names; None for others."""
    text = provision.text
    within = _WITHIN.search(text)
    if within is None or not _EXPRESSED.search(text, within.end()):
        return None
    made = _MADE_TO.search(text, within.end())
    if made is None:
        return None
    for of in _OF.finditer(text, made.end()):
        named = law(Cursor(list(tokens(text[of.end() :]))))
        if named is not None and named.work:
            return within[1].lower(), named.work
    return None
