"""The whole job on the samples: two comparisons, notes carried along both, and the pages that show them.

    proposal -> rule          what the rule keeps, drops and adds
    House bill -> act         what became of the money
    notes, tags, links        what people saw in each, and which section pays for which paragraph

Everything comes from the samples, so the same version writes the same bytes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from lawdiff.annotations.bulk import load_codebook, load_links, load_notes
from lawdiff.annotations.carry import carry
from lawdiff.annotations.store import Store
from lawdiff.differ import compare
from lawdiff.effects import as_amended
from lawdiff.parsers import parse_bytes
from lawdiff.render.html.binder import Binder, Leg
from lawdiff.render.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.differ import Comparison
    from lawdiff.parsers import Document

SAMPLES = Path(str(files("lawdiff.samples")))

TITLE = "Biometric entry and exit: the proposal, the rule, and the act that pays for it"
INTRODUCTION = (
    "Model texts, written for this project after the real documents and marked as such; none of them is law. "
    "A proposal of 2020 lies beside the rule that took it up in 2025, and a budget bill as the House passed it "
    "beside the act. The notes were written on the older documents and carried to the newer ones."
)


@dataclass(frozen=True, slots=True)
class Stop:
    """One comparison of the tour.

    Attributes:
        heading: what the reader will see in it.
        old, new: the samples, by file name.
        name: of the files that are written for it, without an ending.
        bases: the law that both amend, by file name.
    """

    heading: str
    old: str
    new: str
    name: str
    bases: tuple[str, ...] = ()


STOPS = (
    Stop(
        "From the proposal to the rule",
        "proposed-rule-2020.xml",
        "interim-final-rule-2025.xml",
        "proposal-to-rule",
        ("cfr-8-215-2020.xml", "cfr-8-235-2020.xml"),
    ),
    Stop("From the House bill to the act", "bill-house-2025.xml", "act-enacted-2025.xml", "house-to-act"),
)
NOTES_DATABASE = "demo-notes.db"


@dataclass(frozen=True, slots=True)
class Toured:
    """What the tour made.

    Attributes:
        comparisons: one a leg.
        states: how many notes took which way when they were carried.
        written: the files, the page to open first at their head.
    """

    comparisons: tuple[Comparison, ...]
    states: dict[str, int]
    written: tuple[Path, ...]


def tour(folder: Path) -> Toured:
    """Compare the samples, load and carry their notes, and write everything into a folder.

    Args:
        folder: made where it is missing; files of an earlier run are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    comparisons = tuple(compare(_sample(stop.old), _sample(stop.new)) for stop in STOPS)
    states: Counter[str] = Counter()
    with _fresh_store(folder / NOTES_DATABASE) as store:
        load_codebook(store, SAMPLES / "codebook.csv")
        load_notes(store, SAMPLES / "notes.csv")
        load_links(store, SAMPLES / "links.csv")
        for comparison in comparisons:
            carried = carry(store, comparison.old, comparison.new, comparison.crosswalk)
            states.update(each.state for each in carried)
        files = _binder(comparisons).files(store.notes(), store.links(), store.tags(), store.titles())
        written = [folder / NOTES_DATABASE]
        for name, text in files:
            write_whole(folder / name, text)
            written.append(folder / name)
    return Toured(comparisons, dict(sorted(states.items())), tuple(reversed(written)))


def _sample(name: str) -> Document:
    """Read a sample under its bare name, so that what is written does not name this machine's folders."""
    return parse_bytes((SAMPLES / name).read_bytes(), name)


def _fresh_store(path: Path) -> Store:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    return Store(path)


def _leg(stop: Stop, comparison: Comparison) -> Leg:
    """Return a comparison with what both documents make of the law that they amend."""
    if not stop.bases:
        return Leg(stop.heading, stop.name, comparison)
    law = as_amended(comparison.old, comparison.new, [_sample(base) for base in stop.bases])
    bases = [base.removesuffix(".xml") for base in stop.bases]
    prints = tuple(
        f"{base}-as-amended-by-{rule.removesuffix('.xml')}.html"
        for rule in (stop.old, stop.new)
        for base in bases
    )
    return Leg(stop.heading, stop.name, comparison, law, prints)


def _binder(comparisons: Sequence[Comparison]) -> Binder:
    """Name the files after the samples."""
    legs = [_leg(stop, comparison) for stop, comparison in zip(STOPS, comparisons, strict=True)]
    pages = {
        document.sha256: f"{sample.removesuffix('.xml')}.html"
        for stop, leg in zip(STOPS, legs, strict=True)
        for sample, document in zip((stop.old, stop.new), leg.documents, strict=True)
    }
    return Binder(TITLE, INTRODUCTION, legs, (), pages)
