"""Instructions that were written after the drafting manuals before the grammar was looked at: each is read as told.

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
    for name, reader in (("held-out-acts.txt", read_act), ("held-out-rules.txt", read_rule))
    for case in cases(FOLDER / name)
]


@pytest.mark.parametrize(("case", "reader"), EVERY)
def test_an_instruction_of_the_manuals_is_read(case: Case, reader: Callable[[Case], Reading]) -> None:
    reading = reader(case)
    if case.wanted == ("!",):
        assert not reading.operations
        assert [missed.text.strip() for missed in reading.not_understood]
        return
    assert [missed.text for missed in reading.not_understood] == []
    assert tuple(map(brief, reading.operations)) == case.wanted
