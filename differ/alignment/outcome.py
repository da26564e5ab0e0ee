"""What the aligner gives: pairs, further ties of splits and mergers, and what nobody could decide."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pair:
    """An old and a new unit that belong together.

    Attributes:
        old: place in the old document.
        new: place in the new document.
        score: 0 to 1.
        reason: why, as a clause that a user can read.
    """

    old: int
    new: int
    score: float
    reason: str

    def inverted(self) -> Pair:
        """Return the pair with old and new exchanged."""
        return Pair(self.new, self.old, self.score, self.reason)


@dataclass(slots=True)
class Alignment:
    """The outcome, by places.

    Attributes:
        pairs: one to one, by old place.
        splits: the new unit was split off the old one, which has a partner of its own.
        merges: the old unit went into the new one, which has a partner of its own.
        ambiguous_old: an old place -> the new places that are equally good, with scores.
        ambiguous_new: the same for new places.
        settled_old: old places that a reviewer settled without a main pair.
        settled_new: the same for new places.
        limits: what was left out because it would have cost too much, in words.
    """

    pairs: dict[int, Pair] = field(default_factory=dict)
    splits: list[Pair] = field(default_factory=list)
    merges: list[Pair] = field(default_factory=list)
    ambiguous_old: dict[int, list[tuple[int, float]]] = field(default_factory=dict)
    ambiguous_new: dict[int, list[tuple[int, float]]] = field(default_factory=dict)
    settled_old: frozenset[int] = frozenset()
    settled_new: frozenset[int] = frozenset()
    limits: list[str] = field(default_factory=list)

    def inverted(self) -> Alignment:
        """Return the same alignment with old and new exchanged."""
        by_new = sorted(self.pairs.values(), key=lambda pair: pair.new)
        return Alignment(
            {pair.new: pair.inverted() for pair in by_new},
            [pair.inverted() for pair in self.merges],
            [pair.inverted() for pair in self.splits],
            self.ambiguous_new,
            self.ambiguous_old,
            self.settled_new,
            self.settled_old,
            self.limits,
        )
