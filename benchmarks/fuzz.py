"""Do damaged files give a tree or one clear error? A fuzzer over all families, repeatable by its seeds.

    python benchmarks/fuzz.py --minutes 5 --seed 1

A mutant is a file of the corpus that was truncated, had elements deleted, doubled, renamed, moved or nested deep, or
its bytes damaged (control characters, other encodings, byte order marks, line ends). It must give a document whose
addresses are unique, or a `LawdiffError`. Each failure is printed with its file and seed, and so is a mutant that
takes far longer than its file; `--only FILE --seed N --rounds 1` repeats one.
"""

from __future__ import annotations

import argparse
import copy
import random
import sys
import time
import traceback
from typing import TYPE_CHECKING

from corpus import corpus_folder
from lxml import etree

from lawdiff.parsers import LawdiffError, parse_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST = 400_000
"""Larger files are cut to their first children, so that a minute holds many mutants."""
LARGEST_DOUBLED = 500
"""Elements with more below them are not doubled, so that mutants stay about as large as their file."""
SLOW = 20
"""A mutant that takes so many times as long as its file is printed."""
DEEP = 10_000
NAMES = (
    "zzz",
    "{x}y",
    "{http://schemas.gpo.gov/xml/uslm}foo",
    "text",
    "section",
    "enum",
    "num",
    "P",
    "E",
    "HD",
    "AMDPAR",
)
NAMES_OF_RULES = (
    "SECTION",
    "GPOTABLE",
    "ROW",
    "FTNT",
    "SU",
    "STARS",
    "PRTPAGE",
    "REGTEXT",
    "APPENDIX",
    "DIV8",
    "HEAD",
)
TEXTS = (
    "",
    " stray ",
    "“",
    "\u00ad",
    "12½",
    "(a)(1)",
    "(i)",
    "§",
    "* * *",
    "²",
    "\u00a0",
    "99999999999999999999",
    "(",
    "—",
)


def shorten(data: bytes) -> bytes:
    """Return a file whose largest branches are thinned until it has about `LARGEST` bytes."""
    root = etree.fromstring(data)
    while len(etree.tostring(root)) > LARGEST:
        widest = max(root.iter("*"), key=len)
        for child in list(widest)[len(widest) // 2 :]:
            widest.remove(child)
    return etree.tostring(root)


def mutate_tree(root: etree._Element, rng: random.Random) -> None:
    """Damage some elements."""
    elements = list(root.iter("*"))
    for _ in range(rng.choice((1, 1, 3, 10, 40, 200))):
        element, other = rng.choice(elements), rng.choice(elements)
        if rng.randrange(3):
            change(element, other, rng)
        else:
            move(element, other, rng)


def change(element: etree._Element, other: etree._Element, rng: random.Random) -> None:
    """Give an element another name, text, tail or attribute."""
    match rng.randrange(6):
        case 0:
            element.tag = other.tag
        case 1:
            element.tag = rng.choice(NAMES + NAMES_OF_RULES)
        case 2:
            element.text = rng.choice(TEXTS)
        case 3:
            element.tail = rng.choice(TEXTS)
        case 4:
            for attribute in list(element.attrib):
                element.set(attribute, rng.choice(TEXTS))
        case _:
            element.set(
                rng.choice(("changed", "SOURCE", "T", "identifier", "N", "TYPE", "P")), rng.choice(TEXTS)
            )


def move(element: etree._Element, other: etree._Element, rng: random.Random) -> None:
    """Delete an element, double it, or put it into another one."""
    above = element.getparent()
    if above is None:
        return
    way = rng.randrange(3)
    if way == 0:
        above.remove(element)
    elif way == 1 and sum(1 for _ in element.iter()) < LARGEST_DOUBLED:
        above.insert(above.index(element), copy.deepcopy(element))
    elif element is not other and element not in other.iterancestors():
        other.append(element)


def mutate_bytes(data: bytes, rng: random.Random) -> bytes:
    """Damage the bytes of a file."""
    place = rng.randrange(len(data))
    text = data.decode("utf-8", "replace")
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: data[:place],
        lambda: (
            data[:place]
            + rng.choice((b"\0", b"\x1b[2J", b"\x0b", b"\xff", b"&nbsp;", b"&#0;", b"<", b"]]>"))
            + data[place:]
        ),
        lambda: b"\xef\xbb\xbf" + data,
        lambda: data.replace(b"\n", b"\r\n"),
        lambda: text.encode("utf-16"),
        lambda: b'<?xml version="1.0" encoding="UTF-16"?>' + data,
        lambda: text.encode("cp1252", "replace"),
        lambda: (
            b'<?xml version="1.0" encoding="' + rng.choice((b"latin1", b"koi8-r", b"x-none")) + b'"?>' + data
        ),
        lambda: nested(data, rng),
    )
    return rng.choice(ways)()


def nested(data: bytes, rng: random.Random) -> bytes:
    """Return the file with one element nested in itself, some levels or far too many."""
    root = etree.fromstring(data)
    element = rng.choice(list(root.iter("*")))
    depth = rng.choice((5, 40, 80, 99, 150, DEEP))
    name = etree.QName(element).localname.encode()
    space = (element.nsmap.get(None) or "").encode()
    opening = b"<" + name + (b' xmlns="' + space + b'"' if space else b"") + b">"
    marker = b"0marker0"
    element.text = marker.decode()
    return etree.tostring(root, with_tail=False).replace(
        marker, opening * depth + b"x" + (b"</" + name + b">") * depth
    )


def mutant_of(data: bytes, name: str, seed: int) -> tuple[bytes, str]:
    """Return a mutant of a file, and the reading to parse it with."""
    rng = random.Random(f"{name} {seed}")  # noqa: S311 - repeatable examples, no secrets
    root = etree.fromstring(data)
    if rng.randrange(4):
        mutate_tree(root, rng)
    mutant = etree.tostring(root, with_tail=False)
    if not rng.randrange(3):
        mutant = mutate_bytes(mutant, rng)
    return mutant, rng.choice(("inserted", "struck"))


def problem(mutant: bytes, name: str, reading: str) -> str:
    """Return what is wrong with what a mutant gives, or an empty string."""
    try:
        document = parse_bytes(mutant, name, reading=reading)
    except LawdiffError as error:
        return f"more than one line: {error}" if "\n" in str(error) else ""
    except Exception:  # noqa: BLE001 - to catch what nobody expected is what a fuzzer is for
        return traceback.format_exc()
    if len(document.by_address) != len(document.provisions):
        return "addresses are not unique"
    return ""


def main() -> int:
    """Fuzz for some minutes; print what was found, and return 1 if anything was."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--minutes", type=float, default=1)
    options.add_argument("--seed", type=int, default=1, help="the first seed (1)")
    options.add_argument("--rounds", type=int, default=sys.maxsize, help="so many seeds at most")
    options.add_argument("--only", default="", help="part of a file's name")
    chosen = options.parse_args()
    files: dict[str, tuple[bytes, float]] = {}
    for path in sorted(corpus_folder().rglob("*.xml")):
        if chosen.only in path.name:
            data = shorten(path.read_bytes())
            start = time.process_time()
            parse_bytes(data, path.name)
            files[path.name] = (data, max(time.process_time() - start, 0.01))
    until = time.monotonic() + 60 * chosen.minutes
    tried = found = 0
    seed = chosen.seed
    while time.monotonic() < until and seed < chosen.seed + chosen.rounds:
        for name, (data, usual) in files.items():
            mutant, reading = mutant_of(data, name, seed)
            start = time.process_time()
            wrong = problem(mutant, name, reading)
            taken = time.process_time() - start
            if taken > SLOW * usual:
                wrong += f"took {taken:.2f} s instead of {usual:.2f} s"
            if wrong:
                found += 1
                print(f"{name} seed {seed}: {wrong}")
            tried += 1
        seed += 1
    print(f"{tried} mutants of {len(files)} files, seeds {chosen.seed} to {seed - 1}: {found} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
