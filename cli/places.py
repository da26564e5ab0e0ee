"""`--at` in a comparison: the provision is looked up in both documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.parsers import NoSuchProvision
from lawdiff.parsers.locate import locate
from lawdiff.render.selection import at_places

if TYPE_CHECKING:
    from lawdiff.differ.change import Comparison
    from lawdiff.parsers import Document, Provision


def narrowed(comparison: Comparison, at: str) -> Comparison:
    """Keep what concerns one provision; everything where no place is named.

    Raises:
        NoSuchProvision: neither document has it.
    """
    if not at:
        return comparison
    old, old_error = _found(comparison.old, at)
    new, new_error = _found(comparison.new, at)
    error = new_error or old_error
    if old is None and new is None and error is not None:
        raise error
    return at_places(comparison, old, new)


def _found(document: Document, at: str) -> tuple[Provision | None, NoSuchProvision | None]:
    try:
        return locate(document, at), None
    except NoSuchProvision as error:
        return None, error
