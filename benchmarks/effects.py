"""How well amending instructions are read and executed: one function a part, and the page of all of them.

python benchmarks/effects.py            print it
python benchmarks/effects.py --write    write docs/effects-accuracy.md
"""

from __future__ import annotations

import argparse
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from corpus import corpus_folder

PAGE = Path(__file__).resolve().parent.parent / "docs" / "effects-accuracy.md"

PARTS = ("effects_held_out", "effects_acts", "effects_rules", "effects_code")
"""Programs beside this one, each with a function `sections(corpus)`."""

OPENING = """\
# How well instructions are read and executed

Written by `python benchmarks/effects.py --write` from the folder of real documents.
"""


def main() -> None:
    """Measure, and print or write the page."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--write", action="store_true", help="write docs/effects-accuracy.md")
    chosen = arguments.parse_args()
    corpus = corpus_folder()
    lines = [OPENING]
    for name in PARTS:
        if find_spec(name) is not None:
            for section in import_module(name).sections(corpus):
                lines += section.lines()
    text = "\n".join(lines).rstrip() + "\n"
    if chosen.write:
        PAGE.write_text(text, encoding="utf-8")
        print(f"wrote {PAGE}")
    else:
        print(text)


if __name__ == "__main__":
    main()
