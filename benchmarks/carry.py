"""How right notes are carried: quotes from real documents, followed through edits whose truth is known.

    python benchmarks/carry.py                the table
    python benchmarks/carry.py --misses       and every quote that went wrong, one a line
    python benchmarks/carry.py --quotes 2000  more quotes a document and seed
    python benchmarks/carry.py --seeds 6 10   other edits and other quotes: seeds 6 to 9

A document is taken apart word by word, and every word remembers where it came from. Words are replaced, put in and
taken out; runs of words move to another paragraph; paragraphs are cut in two, deleted, and given look-alike
neighbours; everything is numbered anew. Then the two versions are compared, quotes drawn at random from the old one
are carried, and each is looked up by where its words really went:

    kept      all its words stand together in one provision      right: exactly there
    edited    half of its letters or more stand in one place     right: on words of its own
    gone      none of its words is left                          right: orphaned

A look-alike that stands as near to the old provision as the edited original does (in words put in and taken out) is
no riddle that anybody could solve: there, to say so (*left open*) is right, too, and has a column of its own. A quote
that is put on such a look-alike counts as wrong; how many of the wrong ones are of that kind stands beside them.

What is in between (a third of a quote left) counts only if it was put on words that were never its own: that is
*wrong with confidence*, the one thing that must not happen. The baseline is the rule of the Hypothesis client, written
anew from its public description: exact or approximate matches of the quote in the whole text, weighted by quote (50),
prefix (20), suffix (20) and position (2), the best one taken, without a floor.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from lawdiff import compare, parse
from lawdiff.annotations.carry import follow_target
from lawdiff.annotations.ground import Ground
from lawdiff.annotations.place import CONTEXT, quoted
from lawdiff.parsers.draft import BILL, Draft, finish

sys.path.insert(0, str(Path(__file__).parent))
from corpus import corpus_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lawdiff.annotations.note import Target
    from lawdiff.parsers import Document, Provision

DOCUMENTS = (
    "bills/118hr8752/BILLS-118hr8752rh.xml",
    "bills/119hr1/BILLS-119hr1eh.xml",
    "bills/119s331/BILLS-119s331es.xml",
    "bills/116hr1500/BILLS-116hr1500rh.xml",
)
SEEDS = (0, 2)
"""The first seed and the one after the last."""

SHARES = {"words": 0.35, "run": 0.06, "cut": 0.05, "deleted": 0.07, "lookalike": 0.06, "emptied": 0.05}
"""Share of the provisions with text that each kind of edit touches."""

LONG_ENOUGH = 12
"""Words that a provision needs to be edited inside."""

Origin = tuple[str, int]
"""Where a word comes from: the old address, and which word of its text it was."""


@dataclass(slots=True)
class Node:
    """A provision in the making, with its words and where each comes from."""

    draft: Draft
    address: str
    words: list[tuple[str, Origin | None]]
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def node_of(provision: Provision) -> Node:
    """Take a provision apart."""
    draft = Draft(
        provision.level,
        provision.number,
        provision.designator,
        provision.heading,
        quoted=provision.quoted,
    )
    words = [(word, (provision.address, index)) for index, word in enumerate(provision.text.split())]
    return Node(draft, provision.address, list(words), [node_of(child) for child in provision.children])


def inserted(draft: Draft) -> Draft:
    """Return an empty provision to stand beside another one, numbered as insertions are: ``(a-1)``."""
    designator = f"{draft.designator}-1" if draft.designator else ""
    return replace(draft, number=f"({designator})" if designator else "", designator=designator, children=[])


class Editor:
    """Edits a document, repeatably."""

    def __init__(self, document: Document, stock: Document, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - repeatable on purpose
        self.document = document
        self.tops = [node_of(provision) for provision in document.body]
        self.twins: list[tuple[Node, Node]] = []
        """Each original that has a look-alike, with the look-alike."""
        self.vocabulary = [word for provision in stock.provisions for word in provision.text.split()]

    def edited(self) -> tuple[Document, dict[Origin, tuple[str, int]]]:
        """Return the edited document, and where each word that is left stands: new address and index."""
        parents = [node for top in self.tops for node in top.walk() if node.children]
        for parent in parents:
            for child in list(parent.children):
                if len(child.words) >= LONG_ENOUGH:
                    self.edit(parent, child)
        number = 0
        for node in (node for top in self.tops for node in top.walk()):
            if node.draft.level == "section" and not node.draft.quoted:
                number += 3
                node.draft.designator = str(number)
                node.draft.number = f"SEC. {number}."
        body = finish([self.finished(top) for top in self.tops], BILL)
        new = replace(self.document, body=body, sha256="0" * 64)
        nodes = [node for top in self.tops for node in top.walk()]
        left: dict[Origin, tuple[str, int]] = {}
        for node, provision in zip(nodes, new.provisions, strict=True):
            for index, (_, origin) in enumerate(node.words):
                if origin is not None:
                    left[origin] = (provision.address, index)
        return new, left

    def riddles(self) -> set[str]:
        """Return the addresses of old provisions to which a look-alike is as near as what they became."""
        found = set()
        for original, twin in self.twins:
            old = self.document.by_address[original.address].text.split()
            one, two = ([word for word, _ in node.words] for node in (original, twin))
            if Indel.distance(old, two) <= Indel.distance(old, one):
                found.add(original.address)
        return found

    def finished(self, node: Node) -> Draft:
        """Return the draft of a node with its words as they are now."""
        node.draft.text = " ".join(word for word, _ in node.words)
        node.draft.children = [self.finished(child) for child in node.children]
        return node.draft

    def edit(self, parent: Node, child: Node) -> None:
        """Do what the dice say to one provision."""
        rng, place = self.rng, parent.children.index(child)
        has_twin = rng.random() < SHARES["lookalike"]
        if has_twin:
            strange: list[tuple[str, Origin | None]] = [(word, None) for word, _ in child.words]
            twin = Node(inserted(child.draft), "", strange)
            self.replace_words(twin, 2)
            parent.children.insert(place + rng.randint(0, 1), twin)
            self.twins.append((child, twin))
        if rng.random() < SHARES["run"]:
            at = rng.randrange(len(child.words) - 8)
            length = rng.randint(8, min(25, len(child.words) - at))
            target = rng.choice([other for other in parent.children if other is not child] or [child])
            run = child.words[at : at + length]
            del child.words[at : at + length]
            target.words.extend(run)
        elif rng.random() < SHARES["words"]:
            self.replace_words(child, rng.randint(1, 4))
        if rng.random() < SHARES["cut"] and len(child.words) > LONG_ENOUGH and not child.children:
            cut = rng.randint(5, len(child.words) - 5)
            second = Node(inserted(child.draft), "", child.words[cut:])
            second.draft.heading = ""
            del child.words[cut:]
            parent.children.insert(parent.children.index(child) + 1, second)
        if has_twin:
            return  # with the original gone, nobody could tell its twin from an edited original
        if rng.random() < SHARES["deleted"]:
            parent.children.remove(child)
        elif rng.random() < SHARES["emptied"]:
            strangers = self.some_words(len(child.words))
            child.words = [(word, None) for word in strangers]

    def replace_words(self, node: Node, times: int) -> None:
        """Replace, put in or take out one to three words in some places."""
        for _ in range(times):
            at = self.rng.randrange(max(1, len(node.words)))
            kind = self.rng.choice(("replace", "insert", "delete"))
            gone = 0 if kind == "insert" else self.rng.randint(1, 3)
            come = [] if kind == "delete" else self.some_words(self.rng.randint(1, 3))
            node.words[at : at + gone] = [(word, None) for word in come]

    def some_words(self, count: int) -> list[str]:
        """Return a run of words from another document."""
        at = self.rng.randrange(max(1, len(self.vocabulary) - count))
        return self.vocabulary[at : at + count]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote of the old document with the origins of its words."""

    target: Target
    words: tuple[tuple[str, Origin], ...]


def draw(document: Document, count: int, rng: random.Random) -> list[Quote]:
    """Draw quotes of two to twenty-five words, any provision as likely as its share of the words."""
    holders = [provision for provision in document.provisions if len(provision.text.split()) > 1]
    weights = [len(provision.text.split()) for provision in holders]
    quotes = []
    for holder in rng.choices(holders, weights, k=count):
        words = holder.text.split()
        length = min(len(words), rng.randint(2, 25))
        first = rng.randrange(len(words) - length + 1)
        before = len(holder.own_words) - len(holder.text) + len(" ".join([*words[:first], ""]))
        text = " ".join(words[first : first + length])
        target = quoted(document.sha256, holder, before, len(text))
        origins = tuple(
            (word, (holder.address, first + index))
            for index, word in enumerate(words[first : first + length])
        )
        quotes.append(Quote(target, origins))
    return quotes


Places = list[tuple[str, int, int]]
"""Where a rule put a quote: address, first and last word (exclusive); empty where it gave up."""

Answer = tuple[Places, bool]
"""What a rule made of a quote, and whether it said that several places are as good."""


def judge(
    quote: Quote, left: dict[Origin, tuple[str, int]], riddles: set[str], answer: Answer
) -> tuple[str, str]:
    """Return what became of a quote (kept, edited, gone, between) and what the rule made of it."""
    places, undecided = answer
    letters = sum(len(word) for word, _ in quote.words)
    standing = [(word, left[origin]) for word, origin in quote.words if origin in left]
    by_holder: Counter[str] = Counter()
    for word, (address, _) in standing:
        by_holder[address] += len(word)
    largest = max(by_holder.values(), default=0) / letters
    indexes = [index for _, (_, index) in standing]
    together = len(by_holder) == 1 and indexes == list(range(indexes[0], indexes[0] + len(quote.words)))
    fate = "kept" if together else "edited" if largest >= 1 / 2 else "gone" if not standing else "between"
    if not places:
        return fate, "left open" if undecided and quote.target.address in riddles else "given up"
    own = {place for _, place in standing}
    taken = [(address, index) for address, first, last in places for index in range(first, last)]
    hits = sum(place in own for place in taken)
    if fate == "kept":
        exact = set(taken) == own
        return fate, "right" if exact else "near" if hits else "wrong"
    return fate, "right" if hits * 2 >= len(taken) else "near" if hits else "wrong"


def lawdiffs_rule(old: Document, new: Document) -> Callable[[Quote], Answer]:
    """Return lawdiff's own way, with the crosswalk of its comparison."""
    ground = Ground(old, new, compare(old, new).crosswalk)

    def rule(quote: Quote) -> Answer:
        found = follow_target(ground, quote.target)
        places = [
            span_of(new.by_address[target.address], target.start, len(target.quote))
            for target in found.targets
            if target.address
        ]
        return places, found.state == "ambiguous"

    return rule


def span_of(provision: Provision, start: int, length: int) -> tuple[str, int, int]:
    """Return the words of a provision's text that some characters of its `own_words` touch."""
    offset = len(provision.own_words) - len(provision.text)
    first = len(provision.text[: max(0, start - offset)].split(" ")) - 1
    held = provision.text[max(0, start - offset) : max(0, start - offset + length)].split()
    return provision.address, first, first + max(1, len(held))


def baseline_rule(old: Document, new: Document) -> Callable[[Quote], Answer]:
    """Return the rule of the Hypothesis client, from its description; see the module."""
    text = "\n".join(provision.own_words for provision in new.provisions)
    starts, at = [], 0
    for provision in new.provisions:
        starts.append(at)
        at += len(provision.own_words) + 1
    old_starts, at = {}, 0
    for provision in old.provisions:
        old_starts[provision.address] = at
        at += len(provision.own_words) + 1

    def score(target: Target, start: int, end: int, likeness: float) -> float:
        prefix = fuzz.ratio(text[max(0, start - CONTEXT) : start], target.prefix) / 100
        suffix = fuzz.ratio(text[end : end + CONTEXT], target.suffix) / 100
        distance = abs(start - old_starts[target.address] - target.start) / len(text)
        return (50 * likeness + 20 * prefix + 20 * suffix + 2 * (1 - distance)) / 92

    def rule(quote: Quote) -> Answer:
        target, matches = quote.target, []
        start = text.find(target.quote)
        while start >= 0:
            matches.append((start, start + len(target.quote), 1.0))
            start = text.find(target.quote, start + 1)
        if not matches:
            found = fuzz.partial_ratio_alignment(target.quote, text)
            if found is None or found.score < 50:  # noqa: PLR2004 - at most half of the letters may be wrong
                return [], False
            matches.append((found.dest_start, found.dest_end, found.score / 100))
        first, last, _ = max(matches, key=lambda match: score(target, *match))
        index = max(place for place, start in enumerate(starts) if start <= first)
        return [span_of(new.provisions[index], first - starts[index], last - first)], False

    return rule


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--quotes", type=int, default=500, help="quotes a document and seed")
    options.add_argument("--misses", action="store_true", help="print every quote that went wrong")
    options.add_argument(
        "--seeds", type=int, nargs=2, default=SEEDS, help="the first, and the one after the last"
    )
    given = options.parse_args()
    tables: dict[str, Counter[tuple[str, str]]] = {"lawdiff": Counter(), "baseline": Counter()}
    seconds = dict.fromkeys(tables, 0.0)
    documents = [parse(corpus_folder() / name) for name in DOCUMENTS]
    for name, old, stock in zip(DOCUMENTS, documents, [*documents[1:], documents[0]], strict=True):
        for seed in range(*given.seeds):
            editor = Editor(old, stock, seed)
            new, left = editor.edited()
            riddles = editor.riddles()
            quotes = draw(old, given.quotes, random.Random(seed))  # noqa: S311 - repeatable on purpose
            for label, make in (("lawdiff", lawdiffs_rule), ("baseline", baseline_rule)):
                rule = make(old, new)
                begun = time.process_time()
                for quote in quotes:
                    answer = rule(quote)
                    fate, result = judge(quote, left, riddles, answer)
                    tables[label][fate, result] += 1
                    nearer = result == "wrong" and quote.target.address in riddles
                    tables[label]["look-alike", "wrong"] += nearer
                    good = result in ({"given up", "left open"} if fate == "gone" else {"right", "left open"})
                    if given.misses and label == "lawdiff" and not good and fate != "between":
                        where = f"{quote.target.address} {quote.target.quote!r}"
                        print(f"{name} {seed} {fate} {result}: {where} -> {answer[0]}")
                seconds[label] += time.process_time() - begun
    report(tables, seconds)


def report(tables: dict[str, Counter[tuple[str, str]]], seconds: dict[str, float]) -> None:
    """Print the table."""
    results = "right | left open | near | given up | wrong"
    print(f"| rule | kept: {results} | edited: {results} | kept and edited: right ", end="")
    print("| gone: given up | wrong | wrong with confidence | seconds |")
    print("|---" * 16 + "|")
    for label, table in tables.items():
        cells = [label]
        for fate in ("kept", "edited"):
            total = sum(count for (each, _), count in table.items() if each == fate)
            cells += [
                f"{table[fate, result] / max(1, total):.2%}"
                for result in ("right", "left open", "near", "given up", "wrong")
            ]
        there = {result: table["kept", result] + table["edited", result] for _, result in table}
        cells.append(f"{there['right'] / max(1, sum(there.values())):.2%}")
        gone = sum(count for (each, _), count in table.items() if each == "gone")
        given_up = table["gone", "given up"] + table["gone", "left open"]
        cells += [f"{count / max(1, gone):.2%}" for count in (given_up, table["gone", "wrong"])]
        fooled = table.pop(("look-alike", "wrong"), 0)
        wrong = sum(count for (_, result), count in table.items() if result == "wrong")
        cells.append(
            f"{wrong / table.total():.2%} of {table.total()} ({fooled} of {wrong} on a nearer look-alike)"
        )
        cells.append(f"{seconds[label]:.1f}")
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
