"""What a comparison left out, and why: it says so itself."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lawdiff.differ.change import NotCompared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawdiff.parsers import Document


def _plural(kind: str) -> str:
    """Return the plural of a kind of apparatus: footnotes, legislative histories."""
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


def not_compared(old: Document, new: Document, limits: Iterable[str]) -> Iterable[NotCompared]:
    """Yield what was left out: where a budget was hit, then side by side."""
    for limit in limits:
        yield NotCompared("rewritten sections", limit, "both")
    for side, document in (("old", old), ("new", new)):
        kinds: dict[str, int] = defaultdict(int)
        for provision in document.provisions:
            for item in provision.apparatus:
                kinds[item.kind] += 1
        for kind in sorted(kinds):
            yield NotCompared(
                _plural(kind), "they stand with the law and are not part of it", side, count=kinds[kind]
            )
        stars = sum("* * *" in provision.text for provision in document.provisions)
        if stars:
            yield NotCompared(
                "text behind * * *", "the document does not print it; it stays as it is", side, count=stars
            )
