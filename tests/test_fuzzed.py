"""Mutants of real files, by seed: a tree with unique addresses or one clear error. `benchmarks/fuzz.py` makes them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lawdiff.parsers import Document, LawdiffError, UnreadableSource, parse_bytes

if TYPE_CHECKING:
    from types import ModuleType

PROGRAM = Path(__file__).resolve().parent.parent / "benchmarks" / "fuzz.py"

FILES = (
    "bills/119s331/BILLS-119s331rs.xml",
    "bills-uslm/h1037_eh.xml",
    "usc/usc09@117-80.xml",
    "fr/2011-29462.xml",
    "fr/2015-18239.xml",
    "cfr/CFR-2012-title12-vol8-part1024.xml",
    "ecfr/title-3-full-2024-05-17.xml",
    "ecfr/title-1-part-51-2024-05-17.xml",
)
SEEDS = range(25)
"""Some ten thousand were tried on all files of the corpus; these keep watch."""


@pytest.fixture(scope="module")
def program() -> ModuleType:
    sys.path.insert(0, str(PROGRAM.parent))
    spec = importlib.util.spec_from_file_location("fuzz_benchmark", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.path.remove(str(PROGRAM.parent))
    return module


@pytest.mark.corpus
@pytest.mark.parametrize("name", FILES)
def test_mutants_give_a_tree_or_one_error(corpus: Path, program: ModuleType, name: str) -> None:
    data = (corpus / name).read_bytes()
    for seed in SEEDS:
        mutant, reading = program.mutant_of(data, name, seed)
        assert program.problem(mutant, name, reading) == ""


@pytest.mark.corpus
def test_a_seed_repeats_its_mutant_and_seeds_differ(corpus: Path, program: ModuleType) -> None:
    name = FILES[0]
    data = (corpus / name).read_bytes()
    mutants = {program.mutant_of(data, name, seed) for seed in SEEDS}
    assert len(mutants) > len(SEEDS) // 2
    assert {program.mutant_of(data, name, seed) for seed in SEEDS} == mutants


def test_the_fuzzer_tells_a_traceback_and_a_bad_error(
    program: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(error: Exception) -> str:
        def raising(*_: object, **__: object) -> Document:
            raise error

        monkeypatch.setattr(program, "parse_bytes", raising)
        return str(program.problem(b"<bill/>", "bill.xml", "inserted"))

    assert "KeyError" in fails(KeyError("enum"))
    assert fails(LawdiffError("two\nlines")).startswith("more than one line")
    assert fails(LawdiffError("one line")) == ""


@pytest.mark.parametrize("root", ["bill", "RULE", "CFRGRANULE", "DIV5", "uslm"])
@pytest.mark.parametrize("depth", [200, 10_000])
def test_ten_thousand_levels_are_refused_in_one_line(root: str, depth: int) -> None:
    if root == "uslm":
        opening, root = '<bill xmlns="http://schemas.gpo.gov/xml/uslm">', "bill"
    else:
        opening = f"<{root}>"
    source = opening + "<P>" * depth + "x" + "</P>" * depth + f"</{root}>"
    with pytest.raises(UnreadableSource, match="deep") as caught:
        parse_bytes(source.encode(), "deep.xml")
    assert "\n" not in str(caught.value)
