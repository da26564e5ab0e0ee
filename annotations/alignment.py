"""Aligning two sequences of words: where each old word stands in the new ones, and which rows stayed together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def counterparts(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """Align two sequences of words; return for each old word where it stands in the new one, or -1."""
    found = [-1] * len(old)
    for block in _joined(old, new):
        found[block.old : block.old + block.length] = range(block.new, block.new + block.length)
    return found


@dataclass(frozen=True, slots=True)
class _Block:
    """Words that stand in a row on both sides: where it begins in the old and in the new ones, and how many."""

    old: int
    new: int
    length: int


def _joined(old: Sequence[str], new: Sequence[str]) -> list[_Block]:
    """Align two sequences of words, and let words stand with those that they stood with.

        old  as authorized by section 601(b)
        new  as under section of any section 601(b)

    Either "section" makes an alignment of the same length; the one beside "601(b)" is what the word became. So a
    block that says the same beside its neighbour, across words that only one side has, is put there.
    """
    joined: list[_Block] = []
    for step in Indel.opcodes(old, new):
        if step.tag != "equal":
            continue
        block = _Block(step.src_start, step.dest_start, step.src_end - step.src_start)
        while joined:
            (*_, last) = joined
            gone = block.old - last.old - last.length
            come = block.new - last.new - last.length
            if gone and come:
                break
            if _same(old, new, last.old + gone, last.new + come, last.length):
                block = _Block(last.old + gone, last.new + come, last.length + block.length)
            elif _same(old, new, block.old - gone, block.new - come, block.length):
                block = _Block(last.old, last.new, last.length + block.length)
            else:
                break
            joined.pop()
        joined.append(block)
    return joined


def _same(old: Sequence[str], new: Sequence[str], at: int, there: int, length: int) -> bool:
    return list(old[at : at + length]) == list(new[there : there + length])


@dataclass(frozen=True, slots=True)
class SharedRow:
    """Words in a row of a new provision that stood in a row in an old one.

    Attributes:
        origin: address of the old provision.
        first, last: which words of the new one, its number left out; the last one is exclusive.
        letters: how many they have.
    """

    origin: str
    first: int
    last: int
    letters: int


def shared_rows(origin: str, old: Sequence[str], new: Sequence[str]) -> Iterator[SharedRow]:
    """Yield the rows of words that two provisions share, in their order."""
    pairs = [(index, place) for index, place in enumerate(counterparts(old, new)) if place >= 0]
    start = 0
    for end in range(1, len(pairs) + 1):
        follows = end < len(pairs) and pairs[end] == (pairs[end - 1][0] + 1, pairs[end - 1][1] + 1)
        if not follows:
            first, last = pairs[start][1], pairs[end - 1][1] + 1
            yield SharedRow(origin, first, last, sum(map(len, new[first:last])))
            start = end
