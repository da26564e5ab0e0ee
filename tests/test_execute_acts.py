"""An act carried out on a title of the US Code: it speaks of the act by its name, and the title has its own numbers.

tests/cases/executed_acts.txt: an instruction, then what reads otherwise (``+``), what is gone (``-``), why an operation
was not carried out (``!``).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from acts import act, text

from lawdiff.effects import apply
from lawdiff.parsers import parse_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.report import Outcome
    from lawdiff.parsers import Provision

CASES = (
    (Path(__file__).parent / "cases" / "executed_acts.txt").read_text(encoding="utf-8").strip().split("\n\n")
)

TITLE = parse_bytes(
    b"""<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
identifier="/us/usc/t33"><meta><docNumber>33</docNumber><docPublicationName>Online@1-1</docPublicationName></meta>
<main><title><num value="33">Title 33</num><heading>HARBORS</heading>
<section><num value="99">99.</num><heading> Inland ports</heading>
<subsection><num value="a">(a)</num><heading> In general</heading>
<chapeau>The Board shall, not later than 14 days after a storm, see to it:</chapeau>
<paragraph><num value="1">(1)</num><content> inspect each pier; and</content></paragraph>
<paragraph><num value="2">(2)</num><content> count the boats.</content></paragraph>
<continuation>The count is public.</continuation></subsection>
<subsection><num value="b">(b)</num><heading> Fees</heading>
<content>A fee of $9 is due. The fee is paid to the Board. The Board keeps a ledger.</content></subsection>
<subsection><num value="c">(c)</num><heading> Lamps</heading><content>A lamp is lit at each pier.</content></subsection>
</section><section><num value="100">100.</num><heading> Rules</heading>
<content>The Board makes rules.</content></section>
<chapter><num value="2">CHAPTER 2</num><heading>BOATS</heading><toc><layout><header><column>Sec.</column></header>
<tocItem><column>201.</column><column>Lamps.</column></tocItem>
<tocItem><column>202.</column><column>Oars.</column></tocItem></layout></toc>
<section><num value="201">201.</num><heading> Lamps</heading><content>A boat has lamps.</content></section></chapter>
</title></main></uscDoc>""",
    "usc33.xml",
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[60:130])
def test_an_act_is_carried_out_on_the_code(case: str) -> None:
    instruction, *then = case.splitlines()
    execution = apply(act(text(instruction)), TITLE)
    assert execution.reading.not_understood == ()
    assert then == shown(execution.result.provisions, execution.outcomes)


def shown(provisions: Sequence[Provision], outcomes: Sequence[Outcome]) -> list[str]:
    before = {each.address: each.own_words for each in TITLE.provisions}
    after = {each.address: each.own_words for each in provisions}
    lines = [f"+ {address} {words}" for address, words in after.items() if before.get(address) != words]
    lines += [f"- {address}" for address in before if address not in after]
    return lines + [f"! {each.reason}" for each in outcomes if each.reason]
