"""Sections that share text with others, in the terminal: a heading a section, a line a match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from lawdiff.render.similar import in_words, percent, shares
from lawdiff.render.terminal.pieces import cells
from lawdiff.render.words import count, listed, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from lawdiff.render.similar import Match, Place, SectionRow, SimilarReport

PLACES = 6
"""Places with the same words that are named; CSV and JSON name all."""


@dataclass(frozen=True, slots=True)
class SimilarView:
    """What shares text with a document."""

    report: SimilarReport

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield each section with matches, then what was looked through."""
        del console, options
        report = self.report
        for row in report.found:
            yield Text(cells(name_of(row.unit)), "name") + Text(f"  {count(row.length, 'word')}", "quiet")
            for match in row.matches:
                said = Text(in_words(row, match), "fact") + Text(_both(row, match), "quiet")
                yield Padding(said, (0, 0, 0, 2))
                for place in _places(match.places):
                    yield Padding(Text(place), (0, 0, 0, 6))
            if row.more:
                yield Text(f"  and {count(row.more, 'more match', 'more matches')} (--limit)", "quiet")
            yield Text("")

        of = count(len(report.sections), "section")
        where = f"{count(report.documents, 'document')} looked through"
        least = percent(float(report.settings["threshold"]))
        yield Text(f"{len(report.found):,} of {of} with matches of {least} % or more; {where}.")
        for file, why in report.unread:
            yield Text(f"Not looked through: {cells(file)}: {cells(why)}", "fact")


def _both(row: SectionRow, match: Match) -> str:
    """Return what each side has in common: ``  56 % of this (96 % of it quoted), 51 % of the other``."""
    if match.relation in ("identical", "rearranged"):
        return ""
    here, there = (f"{percent(share)} %" for share in shares(row, match))
    quoted = f" ({percent(match.quoted / match.words_here)} % of it quoted)" if match.quoted else ""
    return f"  {here} of this{quoted}, {there} of the other"


def _places(places: Sequence[Place]) -> Iterator[str]:
    """Yield the places in words, the versions of one text together where the section is called the same."""
    called: dict[tuple[str, str, str], list[str]] = {}
    for place in places:
        name = place.text, place.citation, place.heading.casefold()
        called.setdefault(name, [f"{place.citation} {place.heading}".rstrip()]).append(
            place.stage or place.title
        )
    for (text, _, _), (section, *versions) in list(called.items())[:PLACES]:
        stages = [stage for stage in dict.fromkeys(versions) if stage != text]
        yield cells(f"{text}{f' ({listed(stages)})' if stages else ''}, {section}")
    if len(called) > PLACES:
        yield f"and {count(len(called) - PLACES, 'more place')}"
