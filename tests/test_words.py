"""No word of a bill, a law, a title of the Code or an issue in USLM is lost, and none is out of order."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lawdiff.parsers import left_out, parse, parse_bytes

if TYPE_CHECKING:
    from types import ModuleType

PROGRAM = Path(__file__).resolve().parent.parent / "benchmarks" / "words.py"
sys.path.insert(0, str(PROGRAM.parent))  # the program imports its neighbours

FILES = (
    "bills/116hr1500/BILLS-116hr1500rh.xml",
    "bills/118hr8752/BILLS-118hr8752eh.xml",
    "bills/119s331/BILLS-119s331rs.xml",
    "bills/119hr1/BILLS-119hr1enr.xml",
    "bills/119hr1/PLAW-119publ21.xml",
    "bills-uslm/BILLS-110s2062ris.xml",
    "bills-uslm/BILLS-116hr1865eas.xml",
    "bills-uslm/COMPS-1523.xml",
    "bills-uslm/h264_eh.xml",
    "bills-uslm/sr123_rs.xml",
    "usc/usc09@117-80.xml",
    "usc/usc13@113-31.xml",
    "fr/FR-2018-05-10-uslm.xml",
)


@pytest.fixture(scope="module")
def program() -> ModuleType:
    spec = importlib.util.spec_from_file_location("words_benchmark", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.corpus
@pytest.mark.parametrize("name", FILES)
def test_every_word_is_in_the_tree_once_and_in_order(corpus: Path, program: ModuleType, name: str) -> None:
    document = parse(corpus / name)
    account = program.account(document, program.read_root(corpus / name))
    assert account.lost == {}
    assert account.added == {}
    assert account.in_order


@pytest.mark.corpus
def test_the_struck_text_of_a_reported_bill_is_whole_too(corpus: Path, program: ModuleType) -> None:
    path = corpus / "bills/119s331/BILLS-119s331rs.xml"
    account = program.account(parse(path, reading="struck"), program.read_root(path))
    assert (account.lost, account.added, account.in_order) == ({}, {}, True)


def test_the_account_tells_a_lost_word(program: ModuleType, tmp_path: Path) -> None:
    source = tmp_path / "bill.xml"
    source.write_text("<bill><legis-body><section><text>One two three.</text></section></legis-body></bill>")
    shorter = parse_bytes(source.read_bytes().replace(b"two ", b""), "bill.xml")
    account = program.account(shorter, program.read_root(source))
    assert dict(account.lost) == {"two": 1}
    swapped = parse_bytes(source.read_bytes().replace(b"One two", b"two One"), "bill.xml")
    assert not program.account(swapped, program.read_root(source)).in_order


def test_what_is_left_out_has_a_reason() -> None:
    for table in (left_out.BILL_DTD, left_out.USLM):
        assert all(len(reason) > 20 for reason in table.values())
