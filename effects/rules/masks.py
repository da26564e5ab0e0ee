"""What is said beside the instruction and is set aside before it is read: when, by what right, after what other rule.

    Section 1024.41, as added February 14, 2013, at 78 FR 10695, is amended   ->   Section 1024.41, is amended
    Effective March 13, 2024, the heading for subpart U is revised   ->   condition: Effective March 13, 2024

Characters that are set aside become spaces, so that all others keep their places.
"""

from __future__ import annotations

import re

_DATE = r"[A-Z][a-z]+\.? [0-9]{1,2},? [0-9]{4}"
_CONDITION = re.compile(
    rf"^\s*(?P<condition>(?:(?:Further )?(?:[Ee]ffective|[Bb]eginning|[Aa]pplicable) (?:on )?(?:{_DATE}|[A-Za-z ]+?)"
    rf"(?: (?:until|through) {_DATE})?|(?:[Ee]ffective date )?[Dd]elayed indefinitely))\s*[,:]\s*",
)
_INSIDE = re.compile(rf",\s*(?P<condition>effective (?:on )?{_DATE}(?: (?:until|through) {_DATE})?)\s*,")
_ASIDE = (
    re.compile(r",?\s*consisting of [^,:;]*,?"),
    re.compile(
        r",?\s+as (?:further )?(?:added|amended|revised|corrected|redesignated|established|proposed)\b[^:;]{0,120}?"
        rf"(?:\bat [0-9]+ FR [0-9,]+[0-9]|\bpublished (?:on |at )?{_DATE}|\bby [0-9]+ FR [0-9]+|\b[0-9]+ FR [0-9]+)"
        rf"(?:\s*\([^)]*\))?(?:,? effective {_DATE})?,?(?=\s|$|[:.;])",
    ),
    re.compile(r",?\s*as set (?:forth|out) (?:below|above)(?: and in [^,:;]*)?,?"),
    re.compile(r"^\s*Nomenclature changes?\s*[:.]"),
    re.compile(r"^\s*Under the authority [^,()]*(?:\([^)]*\))?,"),
    re.compile(r"\s*\([0-9]+ FR [^)]*\)"),
    re.compile(r"\s+under (?:that|this|the) (?:sub)?heading(?=\s|[,.;])(?!\s*[“\"‘])"),
    re.compile(
        r"(?<=[:.])\s*(?:The )?(?:revisions?|additions?)"
        r"(?:,? (?:and )?(?:revisions?|additions?))* (?:to )?reads? as follows[:.]?\s*$"
    ),
)


def mask(text: str) -> tuple[str, str]:
    """Return a text with what is set aside blanked out, and the condition that it began with."""
    condition = ""
    match = _CONDITION.match(text)
    if match:
        condition = match["condition"].strip()
        text = " " * match.end() + text[match.end() :]
    inside = _INSIDE.search(text) if not condition else None
    for pattern in _ASIDE:
        text = pattern.sub(
            lambda found: "," * found[0].startswith(",") + " " * (len(found[0]) - found[0].startswith(",")),
            text,
        )
    match = _INSIDE.search(text) if inside else None
    if match:
        condition = match["condition"].strip()
        text = f"{text[: match.start()]}{' ' * len(match[0])}{text[match.end() :]}"
    return text, condition
