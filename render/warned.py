"""What a reader should be warned of, gathered from the documents and from their comparison."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lawdiff.differ.chronology import is_later
from lawdiff.render.words import count, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawdiff.differ.change import Comparison
    from lawdiff.parsers import Document, Notice


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning.

    Attributes:
        code: a short name that programs can match: a parser's notice (``hierarchy-unclear``), ``not-compared``,
            ``ambiguous``, or ``order`` where versions stand backwards.
        message: one sentence.
        source: the document's path or name; empty where it is both.
        side: ``old``, ``new`` or ``both``; empty where there is one document.
        address: the provision that it is about; empty for the whole document.
        source_line: line of the source, from 1; 0 where unknown.
    """

    code: str
    message: str
    source: str = ""
    side: str = ""
    address: str = ""
    source_line: int = 0


def notices_at(document: Document, at: str = "") -> Iterator[Notice]:
    """Yield what the parser had to say of a provision and what stands in it, and of the whole document.

    Args:
        document: the document.
        at: address of the provision; empty for all that the parser said.
    """
    shown = {each.address for each in document.by_address[at].walk()} if at and document.notices else set()
    for notice in document.notices:
        if not at or not notice.address or notice.address in shown:
            yield notice


def warnings_in(document: Document, side: str = "", at: str = "") -> Iterator[Warned]:
    """Yield what the parser had to say, of one provision if its address is given (`notices_at`)."""
    for notice in notices_at(document, at):
        yield Warned(notice.code, notice.message, document.source, side, notice.address, notice.source_line)


def disorder_in(versions: Sequence[Document]) -> Iterator[Warned]:
    """Yield a warning for each version that is followed by an earlier one."""
    for one, other in pairwise(versions):
        if is_later(one, other):
            message = (
                f"{one.title} is later than {other.title}; what is shown goes from the first to the second"
            )
            yield Warned("order", message, side="both" if len(versions) == 2 else "")  # noqa: PLR2004 - old and new


def warnings_of(comparison: Comparison) -> Iterator[Warned]:
    """Yield what is to be said of two documents and their comparison."""
    sides = {"old": comparison.old, "new": comparison.new}
    yield from disorder_in((comparison.old, comparison.new))
    for side, document in sides.items():
        yield from warnings_in(document, side)
    for item in comparison.not_compared:
        many = f" ({item.count})" if item.count > 1 else ""
        source = sides[item.side].source if item.side in sides else ""
        yield Warned("not-compared", f"{item.what}{many}: {item.why}", source, item.side, item.address)
    for change in comparison.changes:
        if change.ambiguous:
            side = "new" if change.new else "old"
            others = count(len(change.candidates), "provision")
            message = f"{name_of(change.lead)}: {others} could as well be its counterpart; none was chosen"
            source = sides[side].source
            yield Warned("ambiguous", message, source, side, change.lead.address, change.lead.source_line)


def warnings_along(versions: Sequence[Document]) -> Iterator[Warned]:
    """Yield what is to be said of a chain of versions."""
    yield from disorder_in(versions)
    for version in versions:
        yield from warnings_in(version)


def warning_rows(warned: Iterable[Warned]) -> list[dict[str, Any]]:
    """Return warnings as JSON values."""
    return [asdict(each) for each in warned]


def warning_lines(warned: Iterable[Warned], *, each: bool = False) -> Iterator[str]:
    """Yield warnings for standard error.

    Args:
        warned: all that there are.
        each: whether every one gets a line; else the parser's notices do, one line for all of a code and source.
            What was not compared and what is ambiguous every result says itself.
    """
    kept = [one for one in warned if each or one.code not in ("not-compared", "ambiguous")]
    many = Counter((one.code, one.source) for one in kept)
    said: set[tuple[str, str]] = set()
    for one in kept:
        kind = (one.code, one.source)
        if not each and kind in said:
            continue
        said.add(kind)
        line = f":{one.source_line}" if one.source_line else ""
        where = f" ({one.address})" if one.address else ""
        more = f", and {many[kind] - 1:,} more like it" if not each and many[kind] > 1 else ""
        source = f"{one.source}{line}: " if one.source else ""
        yield f"{source}{one.code}: {one.message}{where}{more}"
