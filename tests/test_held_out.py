"""Instructions that were written after the drafting manuals before the grammar was looked at: each is read as told.

Those of the second round (``-again``) were written when the misses of the first had been mended.

How many were read so at the first try is in docs/effects-accuracy.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from held_out import Case, brief, cases, read_act, read_rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawdiff.effects.operation import Reading

FOLDER = Path(__file__).parent / "cases"
EVERY = [
    pytest.param(case, reader, id=f"{reader.__name__}: {case.name}")
    for kind, reader in (("acts", read_act), ("rules", read_rule))
    for name in (f"held-out-{kind}.txt", f"held-out-{kind}-again.txt")
    for case in cases(FOLDER / name)
]


@pytest.mark.parametrize(("case", "reader"), EVERY)
def test_an_instruction_of_the_manuals_is_read(case: Case, reader: Callable[[Case], Reading]) -> None:
    reading = reader(case)
    listed = ["!"] * bool(reading.not_understood)
    assert (*map(brief, reading.operations), *listed) == case.wanted
