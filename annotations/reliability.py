"""How far coders agree, beyond chance: percent agreement, Cohen's kappa, Krippendorff's alpha for nominal data.

A unit's row holds what each coder said of it, None where a coder did not judge it. Rows that are alike are counted,
not repeated: a statute has a hundred thousand words, and coders say much the same of most of them.

    {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}   kappa 0.4

Percent agreement and kappa are what the library `pycm` computes of a table of counts. Alpha is what the library
`krippendorff` computes, which wants one row a unit; where that would take more memory than a laptop has to spare, the
same sum is taken over the counted rows.

Sources: J. Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological Measurement 20
(1960), 37-46; K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), the steps for nominal data
with any number of observers and missing data.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from pycm import ConfusionMatrix

    Rows = Mapping[tuple[Any, ...], int]
    """What the coders said of a unit, each a hashable value or None -> of how many units."""

AT_ONCE = 2_000_000
"""Most units that are handed to the library at once: it takes 0.3 GB and a second or so for them; that is ten tags on
every word of the largest act of the corpus."""

COHENS_CODERS = 2
"""Kappa as Cohen defined it is for two coders."""


def percent_agreement(rows: Rows) -> float | None:
    """Return the share of pairs of judgements on one unit that are the same, 0 to 1; None without any pair."""
    table = Counter[tuple[Any, Any]]()
    for row, times in rows.items():
        for pair in combinations([value for value in row if value is not None], 2):
            table[pair] += times
    return float(_matrix(table).Overall_ACC) if table else None


def cohens_kappa(rows: Rows) -> float | None:
    """Return kappa for two coders; None for another number of coders, or where chance alone makes them agree.

    Units that one of the two did not judge are left out.
    """
    both = Counter({row: times for row, times in rows.items() if None not in row})
    if not both or any(len(row) != COHENS_CODERS for row in both):
        return None
    kappa = _matrix(both).Kappa
    return kappa if isinstance(kappa, float) else None  # the library has a word for what it cannot compute


def _matrix(table: Mapping[tuple[Any, Any], int]) -> ConfusionMatrix:
    """Return the library's table of what one coder said against what another said of the same units."""
    from pycm import ConfusionMatrix  # noqa: PLC0415 - brings numpy, which no other command needs

    labels = {
        value: str(index) for index, value in enumerate(sorted({value for pair in table for value in pair}))
    }
    labels.setdefault(None, "unused")  # a table has two classes or more, also where all said the same
    return ConfusionMatrix(
        matrix={
            label: {other: table.get((value, second), 0) for second, other in labels.items()}
            for value, label in labels.items()
        }
    )


def krippendorffs_alpha(rows: Rows) -> float | None:
    """Return alpha for nominal data; None where nothing varies, so that agreement cannot be told from habit.

    Units that fewer than two coders judged are left out, as the definition has it.
    """
    judged = {row: times for row, times in rows.items() if sum(value is not None for value in row) > 1}
    if len({value for row in judged for value in row if value is not None}) < 2:  # noqa: PLR2004 - one is no variation
        return None
    return _by_library(judged) if sum(judged.values()) <= AT_ONCE else _by_counts(judged)


def _by_library(judged: Rows) -> float:
    """Return alpha of units that two coders or more judged, one row a unit."""
    import krippendorff  # noqa: PLC0415 - brings numpy, which no other command needs
    import numpy as np  # noqa: PLC0415 - as above

    values = sorted({value for row in judged for value in row if value is not None})
    counts: Counter[tuple[int, ...]] = Counter()
    for row, times in judged.items():
        counts[tuple(row.count(value) for value in values)] += times
    patterns = sorted(counts)
    units = np.repeat(np.array(patterns), [counts[each] for each in patterns], axis=0)
    return float(krippendorff.alpha(value_counts=units, level_of_measurement="nominal"))


def _by_counts(judged: Rows) -> float:
    """Return the same, each pattern counted instead of repeated."""
    values: dict[Hashable, Fraction] = {}
    differing = Fraction(0)
    for (one, two), weight in _coincidences(judged):
        values[one] = values.get(one, Fraction(0)) + weight
        differing += weight if one != two else 0
    total = sum(values.values(), Fraction(0))
    expected = total * total - sum(weight * weight for weight in values.values())
    return float(1 - (total - 1) * differing / expected)


def _coincidences(rows: Rows) -> Iterator[tuple[tuple[Hashable, Hashable], Fraction]]:
    """Yield each ordered pair of values of one unit with its weight, 1 / (judgements of the unit - 1)."""
    for row, times in rows.items():
        said = Counter(value for value in row if value is not None)
        for one, ones in said.items():
            for two, twos in said.items():
                pairs = ones * (twos - (one == two))
                if pairs:
                    yield (one, two), Fraction(times * pairs, said.total() - 1)
