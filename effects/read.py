"""Reading the amending instructions of a document, by what it is: an act of Congress, or a rule.

reading = read(parse("PLAW-119publ21.xml"))
reading.operations          what it does to the law, one thing after the other
reading.not_understood      what no form of the grammar reads, verbatim
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawdiff.effects.operation import Reading
    from lawdiff.parsers import Document

RULES = frozenset(
    {
        "proposed rule",
        "interim final rule",
        "final rule",
        "notice",
        "presidential document",
        "Federal Register issue",
    }
)
"""Kinds of document whose instructions are in the style of the Federal Register."""


def read(document: Document) -> Reading:
    """Return what was read from an amending document.

    Args:
        document: a bill, a resolution, a public law, or a document of the Federal Register. Any other kind is read as
            an act: it amends nothing, unless it says so in an act's words.
    """
    if document.kind in RULES:
        reader: Callable[[Document], Reading] = import_module("lawdiff.effects.rules").read
        return reader(document)
    from lawdiff.effects import acts  # noqa: PLC0415 - one reader need not wait for the other

    return acts.read(document)
