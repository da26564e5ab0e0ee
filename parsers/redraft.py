"""Provisions back to drafts, so that a tree can be changed and finished anew.

    finish(redraft(document.body, style_of(document)), style_of(document)) == document.body

A draft keeps what its provision has; prefix and citation are set only where the rules of `draft` would not come to
the same address and citation, so that a provision that gets another number gets another address too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.parsers.draft import (
    BILL,
    ORDINAL_LEVELS,
    CitationStyle,
    Draft,
    Natural,
    cfr_style,
    code_style,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawdiff.parsers.document import Document, Provision

_DOUBLE = re.compile(r"(?:~[0-9]+)+\Z")


def style_of(document: Document) -> CitationStyle:
    """Return how the sections of a document are cited, as its parser had it."""
    title = document.identity.title_number
    if document.family in ("CFR", "eCFR"):
        return cfr_style(title) if title else CitationStyle("§ {}")
    if document.family == "Federal Register":
        return CitationStyle("§ {}")
    return code_style(title) if title and document.family == "USLM" else BILL


def redraft(body: Sequence[Provision], style: CitationStyle) -> list[Draft]:
    """Return drafts that `finish` turns into the same provisions.

    Args:
        body: the top provisions of a document.
        style: how it cites sections (`style_of`).
    """
    drafts = [_draft(provision) for provision in body]
    natural = Natural(style, drafts)
    _place(drafts, body, None, natural)
    return drafts


def pairs(drafts: Sequence[Draft], body: Sequence[Provision]) -> Iterator[tuple[Draft, Provision]]:
    """Yield every draft with the provision that it became, or came from, in no order that means anything."""
    stack = list(zip(drafts, body, strict=True))
    while stack:
        draft, provision = stack.pop()
        yield draft, provision
        stack.extend(zip(draft.children, provision.children, strict=True))


def _draft(provision: Provision) -> Draft:
    return Draft(
        provision.level,
        provision.number,
        provision.designator,
        provision.heading,
        provision.text,
        [_draft(child) for child in provision.children],
        quoted=provision.quoted,
        source_line=provision.source_line,
        source_id=provision.source_id,
        status=provision.status,
        apparatus=list(provision.apparatus),
        cells=provision.cells,
    )


def _place(
    drafts: Sequence[Draft], body: Sequence[Provision], above: Provision | None, natural: Natural
) -> None:
    """Set prefix and citation where the rules would come to others."""
    ordinals: dict[str, int] = {}
    for draft, provision in zip(drafts, body, strict=True):
        if draft.level in ORDINAL_LEVELS:
            ordinals[draft.level] = ordinals.get(draft.level, 0) + 1
        address, citation, segment = natural.of(draft, above, ordinals.get(draft.level, 0))
        if provision.address != address and _DOUBLE.sub("", provision.address) != address:
            draft.prefix = _DOUBLE.sub("", provision.address).removesuffix(segment).removesuffix("/")
        if provision.citation != citation:
            draft.cite = provision.citation
        _place(draft.children, provision.children, provision, natural)
