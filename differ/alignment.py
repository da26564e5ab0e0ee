"""Which unit of the old document became which of the new one.

    H.R. 1 as passed by the House         as enacted
    sec. 60003 (title VI)          ->     sec. 90004 (title IX): renumbered and edited, not "removed" and "added"
    sec. 10012 "Alien SNAP …"      ->     sec. 10108: same heading, half rewritten
    12 sections "[Reserved]"       ->     nothing to say about where they went

The steps, each with its reason in the result: units with the very same words; then pairs by likeness (rare
shingles, heading, number), best first; then what lies between matched neighbours; containers by where their
sections went; at last splits and mergers among what is left over. docs/how-alignment-works.md explains the scores.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from lawdiff.differ.features import WEIGHT, Likeness, Unit, likeness
from lawdiff.differ.topics import topics

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ACCEPT = 0.5
"""Lowest score of a pair, on the scale of `_Scorer.score`: as likely as not."""

SAME_HEADING = 0.75
"""What the same heading alone says, when no other unit of the document has it."""

LIKE_HEADING = 0.6
"""What a heading that is nearly the same says; needs shared words besides (`SOME_CONTENT`)."""

LIKE_FROM = 0.75
"""Headings less alike than this (token_sort_ratio, 0 to 1) say nothing."""

SOME_CONTENT = 0.05
"""Share of the words that makes a likeness of headings or numbers believable."""

CODIFIED_NUMBER = 0.95
"""What the same number says where numbers are stable: US Code, CFR, and rules that amend the CFR."""

CONTAINED = 0.85
"""What it says that one unit holds all of another: less than being the same (1.0), for it may be a merger."""

SHRINK = 4 * WEIGHT
"""Added to both sides' weight, so that a few shared shingles of a very short unit are no proof."""

SPLIT_SHARE = 0.5
"""A left-over unit of which at least this much (by weight) stands in a matched one was split off or merged."""

SPLIT_WEIGHT = 8 * WEIGHT
"""A split or a merger needs this many rare shingles in common: a sentence or two, not a phrase."""

SAME_TOPIC = 0.33
"""Cosine from which two left-over units that prefer each other to all others are one, rewritten."""

TOPIC_LEAD = 0.1
"""How far the cosine of the best partner must lie above the next one's, on both sides."""

PART_OF_TOPIC = 0.3
"""Cosine from which a left-over unit went into another one, or came from it, when the next best is far off."""

PART_LEAD = 0.15
"""How far off the next best must be for that."""

USED_UP = 0.6
"""A unit of which more than this share is in its own partner has no room for another one by topic alone."""

ALIKE = 0.8
"""Rivals whose words are this much the same (share of the larger one's shingles) could stand for each other."""

TIE = 0.02
"""Scores closer than this are equally good; then number, container and neighbours decide, or nobody does."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An old and a new unit that belong together.

    Attributes:
        old, new: places in their documents.
        score: 0 to 1.
        reason: why, as a clause that a user can read.
    """

    old: int
    new: int
    score: float
    reason: str


@dataclass(slots=True)
class Alignment:
    """The outcome: one-to-one pairs, further links of splits and mergers, and what nobody could decide.

    Attributes:
        pairs: by old place.
        splits: (old place, further new place): the new unit was split off the old one.
        merges: (further old place, new place): the old unit went into the new one.
        ambiguous_old, ambiguous_new: a place -> the places on the other side that are equally good, with scores.
    """

    pairs: dict[int, Pair] = field(default_factory=dict)
    splits: list[Pair] = field(default_factory=list)
    merges: list[Pair] = field(default_factory=list)
    ambiguous_old: dict[int, list[tuple[int, float]]] = field(default_factory=dict)
    ambiguous_new: dict[int, list[tuple[int, float]]] = field(default_factory=dict)

    def inverted(self) -> Alignment:
        """Return the same alignment with old and new exchanged."""
        return Alignment(
            {pair.new: _swap(pair) for pair in sorted(self.pairs.values(), key=lambda pair: pair.new)},
            [_swap(pair) for pair in self.merges],
            [_swap(pair) for pair in self.splits],
            self.ambiguous_new,
            self.ambiguous_old,
        )


def _swap(pair: Pair) -> Pair:
    return Pair(pair.new, pair.old, pair.score, pair.reason)


def align(old: Sequence[Unit], new: Sequence[Unit], *, codified: bool) -> Alignment:
    """Align the units of two documents.

    Args:
        old, new: all units of each document, in order.
        codified: whether numbers are stable (US Code, CFR, rules).
    """
    if _key(new) < _key(old):
        # Every step runs on one orientation of a pair of documents, so that swapping them swaps the outcome.
        return _run(new, old, codified=codified, swapped=True).inverted()
    return _run(old, new, codified=codified, swapped=False)


def _key(units: Sequence[Unit]) -> tuple[object, ...]:
    return (len(units), [(unit.provision.address, unit.text) for unit in units])


def _run(old: Sequence[Unit], new: Sequence[Unit], *, codified: bool, swapped: bool) -> Alignment:
    aligner = _Aligner(old, new, likeness(old, new), codified=codified, swapped=swapped)
    aligner.same_words()
    aligner.best_first()
    aligner.same_topic()
    aligner.containers()
    aligner.between_neighbours()
    aligner.containers()
    aligner.splits_and_mergers()
    return aligner.alignment


class _Aligner:
    """The state that the steps share: what is matched so far."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit], likeness: Likeness, *, codified: bool, swapped: bool) -> None:
        self.old = old
        self.new = new
        self.likeness = likeness
        self.codified = codified
        self.swapped = swapped
        self.topics = topics(old, new)
        self.alignment = Alignment()
        self.by_new: dict[int, int] = {}
        self.number_weight = CODIFIED_NUMBER if codified else 0.0
        self.headings_old = Counter((unit.group, unit.heading) for unit in old)
        self.headings_new = Counter((unit.group, unit.heading) for unit in new)

    # -- state

    def pair(self, old: int, new: int, score: float, reason: str) -> None:
        """Record a pair."""
        self.alignment.pairs[old] = Pair(old, new, score, reason)
        self.by_new[new] = old

    def free(self, old: int, new: int) -> bool:
        """Return whether neither of the two has a partner."""
        return old not in self.alignment.pairs and new not in self.by_new

    # -- step 1

    def same_words(self) -> None:
        """Pair the units that say exactly the same; learn from them how stable the numbers are."""
        olds: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
        news: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
        for units, places in ((self.old, olds), (self.new, news)):
            for unit in units:
                if not unit.stub and unit.group != "container":
                    places[unit.group, unit.text].append(unit.place)
        for key, old_places in olds.items():
            new_places = news.get(key, [])
            if len(old_places) == 1 and len(new_places) == 1:
                self.pair(old_places[0], new_places[0], 1.0, "the same words")
        if not self.codified:
            self.number_weight = self.learn_numbers()
        for key, old_places in olds.items():
            new_places = news.get(key, [])
            if len(old_places) > 1 or len(new_places) > 1:
                self.look_alikes(old_places, new_places)

    def learn_numbers(self) -> float:
        """Return what the same number says, from how often units with the same words kept theirs.

        With no evidence it is a third: in bills, sections are renumbered at every stage. Never above 0.8.
        """
        numbered = [
            self.old[pair.old].designator == self.new[pair.new].designator
            for pair in self.alignment.pairs.values()
            if self.old[pair.old].designator
        ]
        return 0.8 * (sum(numbered) + 2) / (len(numbered) + 6)

    def look_alikes(self, olds: list[int], news: list[int]) -> None:
        """Pair units that all say the same: by number, else by order where each has a partner."""
        numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place in news:
            unit = self.new[place]
            numbers[unit.designator, self.parent_heading(self.new, unit)].append(place)
        left = []
        for place in olds:
            unit = self.old[place]
            same = numbers.get((unit.designator, self.parent_heading(self.old, unit)), [])
            if unit.designator and len(same) == 1 and self.free(place, same[0]):
                self.pair(place, same[0], 1.0, "the same words and number")
            else:
                left.append(place)
        right = [place for place in news if place not in self.by_new]
        if len(left) == len(right):
            for old, new in zip(left, right, strict=True):
                self.pair(old, new, 1.0, "the same words, in the same order as their look-alikes")

    @staticmethod
    def parent_heading(units: Sequence[Unit], unit: Unit) -> str:
        """Return the heading of the container, empty at the top."""
        return units[unit.parent].heading if unit.parent >= 0 else ""

    # -- step 2

    def best_first(self) -> None:
        """Pair by likeness, best first; two equally good partners are told apart by place, or left ambiguous."""
        scored = []
        for old, new in self.possible():
            if self.free(old, new):
                score, whole, reason = self.score(old, new)
                if score >= ACCEPT:
                    # What only holds the other, or is held by it, may be one of several pieces: the largest first.
                    shared = self.likeness.shared.get((old, new), 0)
                    rank = (0, -score, -shared) if whole >= ACCEPT else (1, -shared, -score)
                    scored.append((rank, score, old, new, reason))
        scored.sort(key=lambda item: (item[0], abs(item[2] - item[3]), item[2] + item[3], item[2]))
        by_old: dict[int, list[tuple[int, float]]] = defaultdict(list)
        by_new: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for _, score, old, new, _ in scored:
            by_old[old].append((new, score))
            by_new[new].append((old, score))
        undecided = []
        for _, score, old, new, reason in scored:
            if not self.free(old, new):
                continue
            rivals_new = [
                other
                for other, rival in by_old[old]
                if other != new and score - rival < TIE and other not in self.by_new and _alike(self.new[new], self.new[other])
            ]
            rivals_old = [
                other
                for other, rival in by_new[new]
                if other != old
                and score - rival < TIE
                and other not in self.alignment.pairs
                and _alike(self.old[old], self.old[other])
            ]
            if (rivals_new or rivals_old) and score < 1.0 and not self.stands_out(old, new, rivals_old, rivals_new):
                undecided.append((score, old, new, reason))
                continue
            self.pair(old, new, score, reason)
        self.undecided(undecided)

    def possible(self) -> Iterable[tuple[int, int]]:
        """Return the pairs worth scoring: shared shingles, the same heading, the same number."""
        pairs = dict.fromkeys(self.likeness.shared)
        for key in (_by_heading, _by_number):
            places: dict[tuple[str, str], list[int]] = defaultdict(list)
            for unit in self.new:
                if key(unit) and unit.place not in self.by_new:
                    places[unit.group, key(unit)].append(unit.place)
            for unit in self.old:
                if not key(unit) or unit.place in self.alignment.pairs:
                    continue
                others = places.get((unit.group, key(unit)), [])
                # A name that many share says nothing; without this bound look-alikes cost n squared.
                if len(others) <= MANY:
                    pairs.update(dict.fromkeys((unit.place, other) for other in others))
        return [pair for pair in pairs if self.may_pair(self.old[pair[0]], self.new[pair[1]])]

    @staticmethod
    def may_pair(old: Unit, new: Unit) -> bool:
        """Return whether likeness may pair two units: containers follow their sections, stubs their place."""
        return old.group != "container" and not (old.stub and new.stub)

    def score(self, old: int, new: int) -> tuple[float, float, str]:
        """Return how likely two units belong together (0 to 1), the same for the wholes alone, and why.

        Content, heading and number are taken as independent evidence: the score is one less the chance that all
        three are wrong.
        """
        first, second = self.old[old], self.new[new]
        shared = self.likeness.shared.get((old, new), 0)
        old_weight, new_weight = self.likeness.old[old], self.likeness.new[new]
        dice = 2 * shared / (old_weight + new_weight + SHRINK)
        inside = shared / (min(old_weight, new_weight) + SHRINK)
        content = max(dice, CONTAINED * inside)
        heading = self.heading_evidence(first, second, content)
        number = 0.0
        if first.designator and first.designator == second.designator:
            number = self.number_weight if self.codified or content >= SOME_CONTENT or heading else 0.0
        named = (1 - heading) * (1 - number)
        if self.swapped:
            old_weight, new_weight = new_weight, old_weight
        return 1 - (1 - content) * named, 1 - (1 - dice) * named, _reason(shared, old_weight, new_weight, heading, number)

    def heading_evidence(self, first: Unit, second: Unit, content: float) -> float:
        """Return what the headings say, 0 to 1."""
        if not first.heading or not second.heading:
            return 0.0
        if first.heading == second.heading:
            key = (first.group, first.heading)
            return SAME_HEADING / max(self.headings_old[key], self.headings_new[key])
        if content < SOME_CONTENT:
            return 0.0
        alike = fuzz.token_sort_ratio(first.heading, second.heading) / 100
        return LIKE_HEADING * (alike - LIKE_FROM) / (1 - LIKE_FROM) if alike > LIKE_FROM else 0.0

    def stands_out(self, old: int, new: int, rivals_old: list[int], rivals_new: list[int]) -> bool:
        """Return whether number or neighbours prefer this pair to every rival."""
        own = self.context(old, new)
        return all(own > self.context(rival, new) for rival in rivals_old) and all(
            own > self.context(old, rival) for rival in rivals_new
        )

    def context(self, old: int, new: int) -> int:
        """Return how many circumstances speak for a pair: number, container's heading, words, neighbours."""
        first, second = self.old[old], self.new[new]
        count = 2 * (first.designator == second.designator and bool(first.designator))
        count += self.parent_heading(self.old, first) == self.parent_heading(self.new, second)
        count += first.heading == second.heading
        for step in (-1, 1):
            neighbour = self.alignment.pairs.get(old + step)
            count += neighbour is not None and neighbour.new == new + step
        return count

    def undecided(self, pairs: list[tuple[float, int, int, str]]) -> None:
        """Take what has become clear since; list the rest as ambiguous."""
        for score, old, new, reason in pairs:
            if not self.free(old, new):
                continue
            rivals = [
                (other_old, other_new)
                for rival, other_old, other_new, _ in pairs
                if (other_old == old) != (other_new == new) and score - rival < TIE and self.free(other_old, other_new)
            ]
            own = self.context(old, new)
            if all(own > self.context(*rival) for rival in rivals):
                self.pair(old, new, score, reason)
        for score, old, new, _ in pairs:
            if self.free(old, new):
                self.alignment.ambiguous_old.setdefault(old, []).append((new, score))
                self.alignment.ambiguous_new.setdefault(new, []).append((old, score))

    # -- step 3

    def same_topic(self) -> None:
        """Pair what is left and about the same thing, if each prefers the other by a clear lead."""
        free_old = [u.place for u in self.old if u.place not in self.alignment.pairs and self.has_topic(u)]
        free_new = [u.place for u in self.new if u.place not in self.by_new and self.has_topic(u)]
        best_old = {place: self.topics.likest(place, of_old=True, among=self.group_of(place, free_new)) for place in free_old}
        best_new = {place: self.topics.likest(place, of_old=False, among=self.group_from(place, free_old)) for place in free_new}
        for old, ranked in best_old.items():
            if not ranked or ranked[0][0] < SAME_TOPIC:
                continue
            like, new = ranked[0]
            back = best_new[new]
            if back[0][1] == old and self.leads(ranked, self.new) and self.leads(back, self.old):
                self.pair(old, new, like, f"about the same thing (likeness of rare words {like:.2f}), and nothing else is")

    def has_topic(self, unit: Unit) -> bool:
        """Return whether a unit can be known by its topic: no stub, no container."""
        return unit.group != "container" and not unit.stub

    def group_of(self, old: int, news: Sequence[int]) -> list[int]:
        """Return the new places of the same group as an old unit."""
        return [place for place in news if self.new[place].group == self.old[old].group]

    def group_from(self, new: int, olds: Sequence[int]) -> list[int]:
        """Return the old places of the same group as a new unit."""
        return [place for place in olds if self.old[place].group == self.new[new].group]

    def leads(self, ranked: Sequence[tuple[float, int]], units: Sequence[Unit]) -> bool:
        """Return whether the first of a ranking leads; a rival that is another part of one whole does not count."""
        first = units[ranked[0][1]]
        return all(ranked[0][0] - like >= TOPIC_LEAD or not _alike(first, units[place]) for like, place in ranked[1:2])

    # -- step 4

    def containers(self) -> None:
        """Pair titles, parts and other containers by where their sections went, then by heading and number."""
        votes = self.votes()
        ranked = []
        for (old, new), count in votes.items():
            first, second = self.old[old], self.new[new]
            same_heading = bool(first.heading) and first.heading == second.heading
            ranked.append((count + 3 * same_heading, first.provision.level == second.provision.level, old, new))
        ranked.sort(key=lambda item: (-item[0], not item[1], abs(item[2] - item[3]), item[2] + item[3]))
        for count, _, old, new in ranked:
            if count >= 1 and self.free(old, new):
                self.pair(old, new, 0.9, "its sections went there")
        self.named_containers()

    def votes(self) -> Counter[tuple[int, int]]:
        """Return how many pairs of sections go from one container to another, at every height."""
        votes: Counter[tuple[int, int]] = Counter()
        for pair in self.alignment.pairs.values():
            if self.old[pair.old].group == "container":
                continue
            above_old = _ancestors(self.old, pair.old)
            above_new = _ancestors(self.new, pair.new)
            for old in above_old:
                for new in above_new:
                    if self.old[old].provision.level == self.new[new].provision.level:
                        votes[old, new] += 1
        return votes

    def named_containers(self) -> None:
        """Pair the containers that are left by heading (and level), if only one has it."""
        places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for unit in self.new:
            if unit.group == "container" and unit.place not in self.by_new and unit.heading:
                places[unit.provision.level, unit.heading].append(unit.place)
        for unit in self.old:
            others = places.get((unit.provision.level, unit.heading), [])
            if unit.group == "container" and len(others) == 1 and self.free(unit.place, others[0]):
                self.pair(unit.place, others[0], SAME_HEADING, "the same heading")

    # -- step 5

    def between_neighbours(self) -> None:
        """Pair what is left by its place: a unit between two matched neighbours, with the same number or heading.

        Stubs are matched here and only here, so that a stub is never called moved.
        """
        free_new = [unit for unit in self.new if unit.place not in self.by_new]
        by_slot: dict[tuple[int, str], list[int]] = defaultdict(list)
        for unit in free_new:
            by_slot[unit.parent, unit.group].append(unit.place)
        free_old: dict[tuple[int, str], list[int]] = defaultdict(list)
        for unit in self.old:
            if unit.place not in self.alignment.pairs and unit.place not in self.alignment.ambiguous_old:
                free_old[unit.parent, unit.group].append(unit.place)
        for unit in self.old:
            if unit.place in self.alignment.pairs or unit.place in self.alignment.ambiguous_old:
                continue
            parent = self.alignment.pairs[unit.parent].new if unit.parent in self.alignment.pairs else -1
            if unit.parent >= 0 and parent < 0:
                continue
            found = [place for place in by_slot[parent, unit.group] if self.fits(unit, self.new[place])]
            rivals = [other for other in free_old[unit.parent, unit.group] if self.fits(self.old[other], self.new[found[0]])] if found else []
            if found and len(found) == len([place for place in rivals if place not in self.alignment.pairs]):
                self.pair(unit.place, found[0], ACCEPT, "the same place, and the same number or heading")

    def fits(self, old: Unit, new: Unit) -> bool:
        """Return whether two units in the same container may be the same: number or heading, by level."""
        if new.place in self.by_new or new.place in self.alignment.ambiguous_new or old.provision.level != new.provision.level:
            return False
        if old.group in ("front matter", "back matter", "table of contents", "preamble"):
            return old.heading == new.heading
        same_number = bool(old.designator) and old.designator == new.designator
        same_heading = bool(old.heading) and old.heading == new.heading
        if old.stub and new.stub:
            return same_number if old.designator or new.designator else same_heading
        return same_heading or (same_number and self.codified)

    # -- step 6

    def splits_and_mergers(self) -> None:
        """Tie what is left over to the unit that holds most of it, or that alone is about the same thing."""
        best_new: dict[int, tuple[int, int]] = {}
        best_old: dict[int, tuple[int, int]] = {}
        for (old, new), shared in self.likeness.shared.items():
            if shared < SPLIT_WEIGHT:
                continue
            if new not in self.by_new and old in self.alignment.pairs and (shared, -old) > best_new.get(new, (0, 0)):
                best_new[new] = (shared, -old)
            if old not in self.alignment.pairs and new in self.by_new and (shared, -new) > best_old.get(old, (0, 0)):
                best_old[old] = (shared, -new)
        for unit in self.new:
            if unit.place not in self.by_new and self.has_topic(unit):
                shared, old = best_new.get(unit.place, (0, 0))
                tie = self.tie(unit.place, -old, shared / (self.likeness.new[unit.place] or 1), of_old=False)
                if tie is not None:
                    self.alignment.splits.append(tie)
                    self.alignment.ambiguous_new.pop(unit.place, None)
        for unit in self.old:
            if unit.place not in self.alignment.pairs and self.has_topic(unit):
                shared, new = best_old.get(unit.place, (0, 0))
                tie = self.tie(unit.place, -new, shared / (self.likeness.old[unit.place] or 1), of_old=True)
                if tie is not None:
                    self.alignment.merges.append(tie)
                    self.alignment.ambiguous_old.pop(unit.place, None)

    def tie(self, place: int, other: int, share: float, *, of_old: bool) -> Pair | None:
        """Return the tie of a left-over unit to a matched one, by shared phrases or by topic; None if there is none."""
        if share >= SPLIT_SHARE:
            reason = f"{share:.0%} of its rare phrases stand there"
            return Pair(place, other, share, reason) if of_old else Pair(other, place, share, reason)
        everything = range(len(self.new)) if of_old else range(len(self.old))
        among = self.group_of(place, everything) if of_old else self.group_from(place, everything)
        ranked = self.topics.likest(place, of_old=of_old, among=among)
        if not ranked or ranked[0][0] < PART_OF_TOPIC:
            return None
        like, best = ranked[0]
        if len(ranked) > 1 and like - ranked[1][0] < PART_LEAD:
            return None
        if self.used_up(best, of_old=of_old):
            return None
        reason = f"about the same thing (likeness of rare words {like:.2f}), and nothing else is"
        return Pair(place, best, like, reason) if of_old else Pair(best, place, like, reason)


    def used_up(self, best: int, *, of_old: bool) -> bool:
        """Return whether a unit has no partner, or its own partner accounts for most of it already."""
        pair = self.alignment.pairs.get(self.by_new.get(best, -1) if of_old else best)
        if pair is None:
            return True
        shared = self.likeness.shared.get((pair.old, pair.new), 0)
        whole = self.likeness.new[pair.new] if of_old else self.likeness.old[pair.old]
        return shared > USED_UP * (whole + SHRINK)


MANY = 20
"""More units than this with one heading or number are told apart by their words alone."""


def _alike(first: Unit, second: Unit) -> bool:
    """Return whether two units of one side could stand for each other."""
    larger = max(len(first.shingles), len(second.shingles))
    return larger > 0 and len(first.shingles & second.shingles) >= ALIKE * larger


def _by_heading(unit: Unit) -> str:
    return unit.heading


def _by_number(unit: Unit) -> str:
    return unit.designator


def _ancestors(units: Sequence[Unit], place: int) -> list[int]:
    """Return the containers above a unit, nearest first."""
    above = []
    place = units[place].parent
    while place >= 0:
        above.append(place)
        place = units[place].parent
    return above


def _reason(shared: int, old_weight: int, new_weight: int, heading: float, number: float) -> str:
    """Return the evidence as a clause: what is shared both ways, the heading, the number."""
    said = []
    if shared:
        kept = shared / old_weight if old_weight else 0.0
        new = shared / new_weight if new_weight else 0.0
        said.append(f"{kept:.0%} of the old and {new:.0%} of the new rare phrases in common")
    if heading >= SAME_HEADING / 2:
        said.append("the same heading")
    elif heading:
        said.append("a heading much alike")
    if number:
        said.append("the same number")
    return ", ".join(said) or "the same place"
