"""Bills and laws with elements deleted, renamed, moved or emptied: a tree with unique addresses, or one clear error."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from lawdiff.parsers import UnreadableSource, parse_bytes

if TYPE_CHECKING:
    from pathlib import Path

FILES = (
    "bills/119s331/BILLS-119s331rs.xml",
    "bills/119hr2196/BILLS-119hr2196rh.xml",
    "bills/119s269/BILLS-119s269enr.xml",
    "bills-uslm/BILLS-110s2062ris.xml",
    "bills-uslm/BILLS-116hr1865eas.xml",
    "bills-uslm/h1037_eh.xml",
    "bills-uslm/hj107_enr.xml",
    "bills-uslm/sr123_rs.xml",
    "usc/usc09@117-80.xml",
)
ROUNDS = 40
"""Mutants of each file; some ten thousand were tried when the parsers were written."""

NAMES = ("zzz", "{x}y", "{http://schemas.gpo.gov/xml/uslm}foo", "text", "section", "enum", "num")


def mutate(root: etree._Element, rng: random.Random) -> None:
    elements = list(root.iter("*"))
    for _ in range(rng.choice((1, 1, 3, 10, 40))):
        element, other = rng.choice(elements), rng.choice(elements)
        above = element.getparent()
        match rng.randrange(7):
            case 0 if above is not None:
                above.remove(element)
            case 1:
                element.tag = other.tag
            case 2:
                element.tag = rng.choice(NAMES)
            case 3 if above is not None and element not in other.iterancestors() and element is not other:
                other.append(element)
            case 4:
                element.text = rng.choice(("", " stray ", "“", "\u00ad", "12½"))
            case 5:
                for attribute in list(element.attrib):
                    element.attrib.pop(attribute)
            case _:
                element.set("changed", rng.choice(("added", "deleted", "zz")))


@pytest.mark.corpus
@pytest.mark.parametrize("name", FILES)
def test_mutants_give_a_tree_or_one_error(corpus: Path, name: str) -> None:
    data = (corpus / name).read_bytes()
    for seed in range(ROUNDS):
        rng = random.Random(f"{name} {seed}")  # noqa: S311 - repeatable examples, no secrets
        root = etree.fromstring(data)
        mutate(root, rng)
        mutant = etree.tostring(root)
        if seed % 8 == 0:
            mutant = mutant[: rng.randrange(len(mutant))]
        try:
            document = parse_bytes(mutant, name, reading=rng.choice(("inserted", "struck")))
        except UnreadableSource as error:
            assert "\n" not in str(error)  # noqa: PT017 - either outcome is right
        else:
            assert len(document.by_address) == len(document.provisions)
