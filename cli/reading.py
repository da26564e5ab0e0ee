"""Comparing what two arguments name, with a sign of life on a terminal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lawdiff.cli.config import origin
from lawdiff.cli.opening import STDIN, gathered, working
from lawdiff.differ import Comparison, Decisions, compare, read_decisions
from lawdiff.parsers import Document, UnreadableSource


def compared(
    old: str,
    new: str,
    reading: str = "inserted",
    crosswalk: str | None = None,
    bases: tuple[str, ...] = (),
) -> Comparison:
    """Read and compare two documents, by a reviewed crosswalk where one is given.

    Where `bases` name the law that both amend, what it would read after each is compared instead.

    Raises:
        UnreadableSource: one of them cannot be read, or both are standard input.
        SourceError: one of them names an official document that cannot be had.
        BadDecision: a row of the crosswalk cannot be followed.
    """
    if old == new == STDIN:
        raise UnreadableSource("standard input", "can be one of the two documents, not both")
    if bases and crosswalk:
        raise UnreadableSource(
            crosswalk, "a crosswalk speaks of the documents, not of the law that they amend"
        )
    texts = gathered((old, new, *bases))
    with working(f"Reading {old} and {new}"):
        documents = texts[0].read(reading), texts[1].read(reading)
        laws = [text.read(reading) for text in texts[2:]]
    reviewed = _decisions(crosswalk, *documents) if crosswalk else None
    if bases:
        from lawdiff.effects import as_amended  # noqa: PLC0415 - the grammar of instructions, only where it is asked for

        with working("Carrying out the instructions"):
            comparison = as_amended(*documents, laws).comparison
    else:
        with working("Comparing"):
            comparison = compare(*documents, reviewed=reviewed)
    return replace(comparison, settings={**comparison.settings, **origin()})


def _decisions(path: str, old: Document, new: Document) -> Decisions:
    """Read a reviewed crosswalk from a file."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise UnreadableSource(path, f"the crosswalk cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise UnreadableSource(path, "the crosswalk is not text in UTF-8") from error
    return read_decisions(text, path, old, new)
