"""How does a comparison grow, and what do the worst inputs cost? Whole processes, from two XML files to one JSON file.

    python benchmarks/growth.py --runs 3

Beside H.R. 1, engrossed -> enrolled, which is the measure of all the others:

- ten times as much: ten bills that differ under one root. Each is H.R. 1 in words of its own (a vowel becomes another
  one in all longer words, the same on both sides, so that what changed stays what changed) and with numbers of its own;
- all sections shuffled: the enrolled bill against itself in another order;
- all sections rewritten: the words of each section of the enrolled bill drawn anew from the words of the whole bill;
- boilerplate: 5,000 sections that say the same against 5,000 of them;
- one section of 200,000 words, against itself with every fiftieth word another one.

For each: processor time, how many times that of H.R. 1, peak memory, and what the result says was not compared. All is
made from one seed.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import statistics
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import corpus_folder
from lxml import etree
from speed import NEW, OLD, Run, measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEASURE = "H.R. 1"
TIMES = 10
BOILERPLATE = 5_000
LONG = 200_000
EVERY = 50
SEED = 1

SENTENCE = (
    "The Secretary shall carry out this section with the heads of all agencies that the President may name."
)

Pair = tuple[Path, Path]


@dataclass(frozen=True, slots=True)
class Case:
    """A name, and how to write its two files into a folder."""

    name: str
    write: Callable[[Path, Path, Path], Pair]


def main() -> None:
    """Make the files, run all in turn, print a line for each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=3, help="how often each runs (3)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        # A process counts the memory of the one that it was forked from: the large trees live in one of their own.
        with ProcessPoolExecutor(1, get_context("spawn")) as maker:
            pairs = maker.submit(make, Path(folder)).result()
        runs: dict[str, list[Run]] = {name: [] for name in pairs}
        for _ in range(options.runs):
            for name, (before, after) in pairs.items():
                command = [
                    sys.executable,
                    "-m",
                    "lawdiff",
                    "diff",
                    str(before),
                    str(after),
                    "--format",
                    "json",
                ]
                runs[name].append(measure([*command, "-o", f"{folder}/{name}.json"]))
        base = statistics.median(run.processor for run in runs[MEASURE])
        for name, each in runs.items():
            busy = statistics.median(run.processor for run in each)
            size = sum(path.stat().st_size for path in pairs[name]) / 1e6
            left_out = [
                row["what"] for row in json.loads(Path(folder, f"{name}.json").read_bytes())["not_compared"]
            ]
            print(
                f"{name:24} {size:5.1f} MB  {busy:7.2f} s  {busy / base:6.2f} times {MEASURE}"
                f"  peak {max(run.peak for run in each):6.0f} MiB",
                f"  not compared: {', '.join(dict.fromkeys(left_out)) or 'nothing'}",
            )


def make(folder: Path) -> dict[str, Pair]:
    """Write the files of all cases into a folder; return their names."""
    corpus = corpus_folder()
    old, new = corpus / OLD, corpus / NEW
    pairs = {MEASURE: (old, new)}
    for case in CASES:
        here = folder / case.name.replace(" ", "-")
        here.mkdir()
        pairs[case.name] = case.write(old, new, here)
    return pairs


def ten_times(old: Path, new: Path, folder: Path) -> Pair:
    """Write ten bills under one root, for both sides."""
    made = []
    for path in (old, new):
        tree = etree.parse(str(path))
        body = _body(tree)
        bills = [_in_other_words(copy.deepcopy(child), turn) for turn in range(TIMES) for child in body]
        for child in list(body):
            body.remove(child)
        body.extend(bills)
        made.append(folder / path.name)
        tree.write(str(made[-1]), encoding="utf-8", xml_declaration=True)
    return made[0], made[1]


def _in_other_words(element: etree._Element, turn: int) -> etree._Element:
    """Give a title words, numbers and identifiers of its own."""
    for inner in element.iter("*"):
        if inner.text:
            inner.text = _respelled(inner.text, turn)
        if inner.tail:
            inner.tail = _respelled(inner.tail, turn)
        if inner.get("id"):
            inner.set("id", f"{inner.get('id')}{turn}")
        above, number = inner.getparent(), inner.text or ""
        if inner.tag == "enum" and number.strip() and above is not None and above.tag in ("section", "title"):
            inner.text = f"{turn}{number}" if number[:1].isdigit() else f"{number}{turn or ''}"
    return element


LONGER = 5
"""Words with at least so many letters are respelled: the small words and those of designators stay."""


def _respelled(text: str, turn: int) -> str:
    vowels = "aeiou"
    turned = str.maketrans(vowels, vowels[turn % 5 :] + vowels[: turn % 5])
    mark = "" if turn < 5 else "x"  # noqa: PLR2004 - there are five vowels
    return " ".join(
        word.translate(turned) + mark if word.isalpha() and len(word) >= LONGER else word
        for word in text.split(" ")
    )


def shuffled(_old: Path, new: Path, folder: Path) -> Pair:
    """Write the enrolled bill with its sections in another order."""
    tree = etree.parse(str(new))
    places = list(_sections(tree))
    copies = [copy.deepcopy(section) for section in places]
    random.Random(SEED).shuffle(copies)  # noqa: S311 - to be repeated, not to be secret
    for place, section in zip(places, copies, strict=True):
        above = place.getparent()
        if above is not None:
            above.replace(place, section)
    return new, _written(tree, folder / new.name)


def rewritten(_old: Path, new: Path, folder: Path) -> Pair:
    """Write the enrolled bill with the words of all sections drawn anew."""
    tree = etree.parse(str(new))
    draw = random.Random(SEED)  # noqa: S311 - as above
    words = " ".join(tree.getroot().itertext()).split()
    for section in _sections(tree):
        for inner in section.iter("text", "header"):
            if inner.text:
                inner.text = " ".join(draw.choices(words, k=len(inner.text.split())))
    return new, _written(tree, folder / new.name)


def boilerplate(_old: Path, _new: Path, folder: Path) -> Pair:
    """Write two bills of sections that say the same, one fewer in the second."""
    same = [SENTENCE] * BOILERPLATE
    return _bill(same, folder / "old.xml"), _bill(same[1:], folder / "new.xml")


def long_section(_old: Path, new: Path, folder: Path) -> Pair:
    """Write two bills of one section, in the second with other words among them."""
    source = " ".join(etree.parse(str(new)).getroot().itertext()).split()
    words = (source * (LONG // len(source) + 1))[:LONG]
    changed = [f"{word}x" if place % EVERY == 0 else word for place, word in enumerate(words)]
    return _bill([" ".join(words)], folder / "old.xml"), _bill([" ".join(changed)], folder / "new.xml")


def _body(tree: etree._ElementTree) -> etree._Element:
    return next(tree.getroot().iter("legis-body"))


def _sections(tree: etree._ElementTree) -> Iterator[etree._Element]:
    return (
        section
        for section in _body(tree).iter("section")
        if not any(above.tag == "quoted-block" for above in section.iterancestors())
    )


def _bill(texts: list[str], path: Path) -> Path:
    root = etree.Element("bill", {"bill-stage": "Introduced-in-House"})
    etree.SubElement(etree.SubElement(root, "form"), "legis-num").text = "H. R. 1"
    body = etree.SubElement(root, "legis-body")
    for number, text in enumerate(texts, start=1):
        section = etree.SubElement(body, "section")
        etree.SubElement(section, "enum").text = f"{number}."
        etree.SubElement(section, "text").text = text
    return _written(root.getroottree(), path)


def _written(tree: etree._ElementTree, path: Path) -> Path:
    tree.write(str(path), encoding="utf-8", xml_declaration=True)
    return path


CASES = (
    Case("ten times as much", ten_times),
    Case("shuffled", shuffled),
    Case("rewritten", rewritten),
    Case("5,000 times the same", boilerplate),
    Case("one of 200,000 words", long_section),
)

if __name__ == "__main__":
    main()
