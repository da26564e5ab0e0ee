"""How far coders agree, and where they do not, as listings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.render.notes import Listing, paragraphs, plain, quotation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Protocol

    class Measured(Protocol):
        """What `lawdiff.annotations.agreement.TagAgreement` has; this room takes the words of the notes alone."""

        @property
        def tag(self) -> str:
            """Its name; empty for all tags together."""

        @property
        def coders(self) -> tuple[str, ...]:
            """Who judged."""

        @property
        def units(self) -> int:
            """How many units were judged by two or more."""

        @property
        def tagged(self) -> int:
            """How many have the tag from one at least."""

        @property
        def agreed(self) -> int:
            """How many have it from all."""

        @property
        def percent(self) -> float | None:
            """Share of pairs of judgements that are the same."""

        @property
        def kappa(self) -> float | None:
            """Cohen's."""

        @property
        def alpha(self) -> float | None:
            """Krippendorff's."""

    class Open(Protocol):
        """What `lawdiff.annotations.agreement.Disagreement` has."""

        @property
        def document(self) -> str:
            """SHA-256."""

        @property
        def address(self) -> str:
            """Of the provision."""

        @property
        def citation(self) -> str:
            """The same for a reader."""

        @property
        def words(self) -> str:
            """Those that are meant."""

        @property
        def tag(self) -> str:
            """Its name."""

        @property
        def yes(self) -> tuple[str, ...]:
            """Who put it there."""

        @property
        def no(self) -> tuple[str, ...]:
            """Who did not."""

        @property
        def notes(self) -> tuple[str, ...]:
            """Ids of the notes that did."""


ALL = "all tags"
COLUMNS = ("tag", "coders", "units", "tagged", "agreed", "percent", "kappa", "alpha")


def agreement_listing(measured: Iterable[Measured]) -> Listing:
    """List agreement, one row a tag; a figure that is not defined is empty."""
    kept = tuple(measured)
    rows = tuple(
        (
            each.tag or ALL,
            "; ".join(each.coders),
            str(each.units),
            str(each.tagged),
            str(each.agreed),
            _figure(each.percent, "{:.4f}"),
            _figure(each.kappa, "{:z.4f}"),
            _figure(each.alpha, "{:z.4f}"),
        )
        for each in kept
    )
    table = tuple(
        (
            plain(each.tag or ALL),
            f"{each.agreed} of {each.tagged} (among {each.units})",
            _figure(each.percent, "{:.1%}") or "-",
            _figure(each.kappa, "{:z.3f}") or "-",
            _figure(each.alpha, "{:z.3f}") or "-",
        )
        for each in kept
    )
    shown = ("tag", "tagged alike", "agreement", "kappa", "alpha")
    entries = tuple(_entry(each) for each in kept)
    return Listing("agreement", COLUMNS, rows, shown, table, entries, "No tags on notes.")


def _figure(value: float | None, form: str) -> str:
    return "" if value is None else form.format(value)


def _entry(each: Measured) -> Mapping[str, object]:
    names = ("coders", "units", "tagged", "agreed", "percent", "kappa", "alpha")
    return {"tag": each.tag or None, **{name: getattr(each, name) for name in names}}


def disagreements_listing(found: Iterable[Open], titles: Mapping[str, str]) -> Listing:
    """List what is to be settled, one row a tag and unit."""
    kept = tuple(found)
    columns = ("document", "at", "citation", "words", "tag", "yes", "no", "notes")
    rows = tuple(
        (
            titles.get(each.document, each.document),
            each.address,
            each.citation,
            each.words,
            each.tag,
            "; ".join(each.yes),
            "; ".join(each.no),
            "; ".join(each.notes),
        )
        for each in kept
    )
    table = tuple(
        (
            plain(each.tag),
            paragraphs(each.citation, titles.get(each.document, ""), quotation(each.words)),
            plain(", ".join(each.yes)),
            plain(", ".join(each.no)),
        )
        for each in kept
    )
    entries = tuple(
        {
            name: getattr(each, name)
            for name in ("document", "address", "citation", "words", "tag", "yes", "no", "notes")
        }
        for each in kept
    )
    shown = ("tag", "where", "yes", "no")
    return Listing("disagreements", columns, rows, shown, table, entries, "No disagreements.")
