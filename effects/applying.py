"""An amending document applied to the law that it amends: read, carried out, accounted for, in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.effects.execution import execute
from lawdiff.effects.read import read

if TYPE_CHECKING:
    from lawdiff.effects.operation import Reading
    from lawdiff.effects.report import Execution
    from lawdiff.parsers import Document


def apply(amending: Document, base: Document, reading: Reading | None = None) -> Execution:
    """Return what an amending document makes of a base document.

    Args:
        amending: a rule, a proposal, an act, a bill.
        base: the law before it: a part of the CFR, a title of the Code, an act, a bill.
        reading: what was read from the amending document; read here where it is not given.
    """
    return execute(base, amending, reading if reading is not None else read(amending))
