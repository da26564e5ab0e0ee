"""Which citations are found in the corpus: how many of each kind, how long it takes, and a sample to read.

    python benchmarks/citations.py --sample 200 --seed 1

Each line of the sample shows the kind, the words in their surroundings, and the target; judging it is for a reader.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from pathlib import Path

from corpus import corpus_folder

from lawdiff.parsers import parse
from lawdiff.parsers.citations import KINDS, Citation, citations

AROUND = 60
"""Characters shown on either side."""


def main() -> None:
    """Count, and print the sample."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("paths", nargs="*", type=Path, help="files instead of the whole corpus")
    options.add_argument("--sample", type=int, default=0, help="so many citations to read (0)")
    options.add_argument(
        "--missed", type=int, default=0, help="so many passages that may hold a missed one (0)"
    )
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    files = chosen.paths or sorted(corpus_folder().rglob("*.xml"))
    kinds: dict[str, Counter[str]] = {}
    found: list[tuple[str, Citation]] = []
    texts: dict[str, None] = {}
    seconds, length = 0.0, 0
    for file in files:
        document = parse(file)
        count = kinds.setdefault(document.family, Counter())
        for provision in document.provisions:
            text = provision.text
            start = time.process_time()
            these = citations(text)
            seconds += time.process_time() - start
            length += len(text)
            count.update(citation.kind for citation in these)
            if text not in texts:  # a bill and its next stage share most of their text
                texts[text] = None
                found += ((text, citation) for citation in these)
    print(f"{'':18}" + "".join(f"{kind:>12}" for kind in KINDS))
    for family, count in kinds.items():
        print(f"{family:18}" + "".join(f"{count[kind]:12}" for kind in KINDS))
    print(
        f"{length / 1e6:.1f} million characters in {seconds:.1f} s; {len(found)} citations in different texts"
    )
    draw = random.Random(chosen.seed)  # noqa: S311 - a sample, no secret
    for text, citation in draw.sample(found, min(chosen.sample, len(found))):
        before, after = text[max(0, citation.start - AROUND) : citation.start], text[citation.end :][:AROUND]
        words = text[citation.start : citation.end]
        print(f"{citation.kind:10} {before}[[{words}]]{after}\n{'':10}   -> {citation.target}")
    for text in draw.sample(sorted(texts), min(chosen.missed, len(texts))):
        print(
            "text      ",
            text[: 8 * AROUND],
            "\n",
            [citation.target for citation in citations(text[: 8 * AROUND])],
        )


if __name__ == "__main__":
    main()
