"""Changes and figures in words, the same in the terminal, on the page and in Markdown."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lawdiff.differ.figures import money_totals
from lawdiff.parsers.bill_names import spoken_stage
from lawdiff.render.summary import SIGNIFICANCES, facts_of
from lawdiff.render.web import ordinal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lawdiff.differ.change import Change, Comparison, FigureChange, NotCompared, Part, Passage
    from lawdiff.parsers import Apparatus, Document, Provision
    from lawdiff.render.summary import Summary

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
"""Characters that turn the order of what follows; in a margin note they could make text read as another."""

DEL = 0x7F
CONTROL_PICTURES = 0x2400
"""Unicode's block of pictures for the control characters, in their order."""

CENTS = 100

LONGEST_PARENT = 32
"""Characters of what a unit stands in, before its own name: the name itself must stay readable on one line."""

OPENING = 8
"""Words by which a paragraph without number and heading is called: enough to tell one account from another."""


def clean(text: str) -> str:
    """Return text with control characters made visible, so that they can neither colour nor erase anything.

    Line feeds and tabs stay; both have a meaning in text and notes.
    """
    if text.isprintable():
        return text if not _BIDI.intersection(text) else "".join(map(_visible, text))
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character in "\n\t":
        return character
    if unicodedata.category(character) == "Cc":
        code = ord(character)
        if code < ord(" "):
            return chr(CONTROL_PICTURES + code)
        return "\u2421" if code == DEL else "\ufffd"
    return "\ufffd" if character in _BIDI or character in "\u2028\u2029" else character


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 section``, ``1,204 sections``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return words as a list in a sentence: ``a, b and c``."""
    if len(words) < 2:  # noqa: PLR2004 - one word, or none, needs no "and"
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


_ISSUE = re.compile(r"\d+ FR \d+, ")


def cited(provision: Provision) -> str:
    """Return a provision's citation without the page of the Federal Register that its document begins on.

    Beside a comparison of two rules, ``85 FR 74162, preamble I → 90 FR 48604, preamble I`` says nothing.
    """
    return (
        _ISSUE.sub("", provision.citation, count=1)
        if _ISSUE.match(provision.citation)
        else provision.citation
    )


def names(old: Document, new: Document) -> tuple[str, str]:
    """Return what to call two documents: their titles; of two rules, whose titles are long, what tells them apart."""
    rules = bool(old.identity.fr_citation and new.identity.fr_citation)
    if old.title != new.title and not rules:
        return old.title, new.title
    first, second = (tell_apart(document) for document in (old, new))
    return (first, second) if first != second else (f"{first} (old)", f"{second} (new)")


def tell_apart(document: Document) -> str:
    """Return a short name that tells a document from others of its title: ``Proposed rule, 85 FR 74162``."""
    identity = document.identity
    if identity.fr_citation:
        return f"{document.kind[:1].upper()}{document.kind[1:]}, {identity.fr_citation}"
    stage = spoken_stage(identity.stage) if document.kind in ("bill", "resolution") else ""
    which = identity.edition or identity.release_point or stage or identity.fr_document
    return f"{document.title}, {which}" if which and which not in document.title else document.title


def name_of(provision: Provision) -> str:
    """Return what to call a provision: citation and heading of a section, number and heading of anything else.

    A unit with neither (a paragraph of an appropriation) is called by its opening words.
    """
    if provision.level == "section" and provision.designator:
        return f"{cited(provision)} {provision.heading}".rstrip()
    own = " ".join(part for part in (provision.number, provision.heading) if part)
    if provision.level == "instruction" and not provision.heading:
        return opening(provision)
    if own:
        return own
    if provision.level in ("appropriations major", "appropriations intermediate", "appropriations small"):
        return in_quotes(opening(provision))
    return cited(provision) or provision.level


def opening(provision: Provision) -> str:
    """Return the first words in a provision, those of its children where it has none itself."""
    words = next(
        (inner.own_words for inner in provision.walk_unit() if inner.own_words), provision.level
    ).split()
    return " ".join(words[:OPENING]) + (" …" if len(words) > OPENING else "")


def in_quotes(text: str) -> str:
    """Return text in quotation marks, with the marks in it as GPO prints a quotation in a quotation.

    Quoted law opens each paragraph with a mark and closes the last alone, so the opening words of one would come to
    ``““(1) In general …”``; a mark that opens the text and is not closed in it gives way: ``“(1) In general …”``.
    Others become single (GPO Style Manual, 2016, chapter 8): ``“the term ‘agency’ means …”``.
    """
    open_ended = text.startswith("“") and text.count("“") > text.count("”")
    inner = text.removeprefix("“") if open_ended else text
    return f"“{inner.replace('“', '‘').replace('”', '’')}”"


def path_of(provision: Provision, document: Document) -> tuple[str, ...]:
    """Return the names of the units that a provision stands in, outermost first."""
    names = []
    parent = document.by_address.get(provision.parent)
    while parent is not None:
        if parent.is_unit:
            names.append(name_of(parent))
        parent = document.by_address.get(parent.parent)
    return tuple(reversed(names))


def full_name(change: Change, comparison: Comparison) -> str:
    """Return the name of a change; with what it stands in, where it is no section and could be anywhere."""
    unit = change.lead
    name = name_of(unit).removesuffix(".")
    if unit.level == "section" and unit.designator:
        return name
    path = path_of(unit, comparison.new if change.new else comparison.old)
    return " › ".join((*map(shortened, path[-1:]), name))


def where_is(figure: FigureChange, comparison: Comparison) -> str:
    """Return where a figure stands: its citation; in an appropriation the heading that it stands under.

    The citation of an appropriation spells all the headings above it, which fills a page of figures with nothing
    but headings.
    """
    document = comparison.new if figure.new_address else comparison.old
    unit = document.by_address.get(figure.new_address or figure.old_address)
    citation = figure.new_citation or figure.old_citation
    while unit is not None and not unit.is_unit:
        unit = document.by_address.get(unit.parent)
    if unit is None or not unit.level.startswith("appropriations"):
        return _ISSUE.sub("", citation, count=1)
    return " › ".join((*(shortened(name) for name in path_of(unit, document)[-1:]), name_of(unit)))


def shortened(name: str) -> str:
    """Return a name of at most `LONGEST_PARENT` characters, cut at a word."""
    return name if len(name) <= LONGEST_PARENT else name[:LONGEST_PARENT].rsplit(" ", 1)[0] + " …"


def what_happened(change: Change) -> str:
    """Return relation and further facts: ``edited, renumbered and moved``, ``split in 2``."""
    words = []
    for fact in facts_of(change):
        if fact == "split":
            words.append(f"split in {len(change.new)}")
        elif fact == "merged":
            words.append(f"merged from {len(change.old)}")
        else:
            words.append(fact)
    first = [] if change.relation == "unchanged" and words else [change.relation]
    return listed([*first, *words])


def label_of(change: Change) -> str:
    """Return what happened, with the significance of an edit: ``edited (conforming)``."""
    words = what_happened(change)
    return f"{words} ({change.significance})" if change.relation == "edited" else words


def from_to(change: Change) -> str:
    """Return both citations where they differ: ``sec. 10 → sec. 20 and sec. 21``; else an empty string."""
    old, new = (listed([cited(unit) for unit in units]) for units in (change.old, change.new))
    if not (old and new):
        return ""
    if old == new and change.moved:
        old, new = (listed([_where(unit) for unit in units]) for units in (change.old, change.new))
    return f"{old} → {new}" if old != new else ""


def _where(unit: Provision) -> str:
    return f"{cited(unit)} (in {unit.parent})" if unit.parent else cited(unit)


def part_label(part: Part) -> str:
    """Return what happened to a provision inside a change, where the edits do not show it."""
    if part.old is None or part.new is None:
        return ""
    facts = [fact for fact in ("renumbered", "moved") if getattr(part, fact)]
    if not facts:
        return ""
    return f"{listed(facts)} from {cited(part.old)}"


def passages_of(part: Part | None) -> list[Passage]:
    """Return the passages of a part, the first that leads to each other provision."""
    if part is None or not part.passages:
        return []
    own = {"old": part.new, "new": part.old}
    first: dict[tuple[str, str], Passage] = {}
    for passage in part.passages:
        if passage.there is not own[passage.side]:
            first.setdefault((passage.side, passage.there.address), passage)
    return list(first.values())


def passage_label(passage: Passage, where: str = "") -> str:
    """Return where the words of a passage stand now, or stood.

    Args:
        passage: in the old words of its part, or in the new.
        where: what to call the place; without it the citation.
    """
    where = where or cited(passage.there)
    return f"→ words now in {where}" if passage.side == "old" else f"← words from {where}"


def passages_line(part: Part | None) -> str:
    """Return where words of a part stand now, and where others stood, in one line; empty where there are none."""
    lines = []
    passages = passages_of(part)
    for side in ("old", "new"):
        of_side = [passage for passage in passages if passage.side == side]
        if of_side:
            lines.append(passage_label(of_side[0], listed([cited(passage.there) for passage in of_side])))
    return "; ".join(lines)


LONG_APPARATUS = 400
"""Characters from which what stands with a provision is folded: most footnotes and all source credits are shorter."""


OF_THE_PRINT = frozenset({"preface", "endorsement"})
"""Apparatus that a view leaves out: what is printed on the first page and the back of a bill ("1st Session")."""


def apparatus_of(provision: Provision) -> list[Apparatus]:
    """Return what stands with a provision and belongs to it: footnotes, credits and notes."""
    return [each for each in provision.apparatus if each.kind not in OF_THE_PRINT]


def apparatus_name(apparatus: Apparatus) -> str:
    """Return what a footnote, a credit or a note is called: ``Footnote 12``, ``Statutory note: Change of Name``."""
    name = " ".join(filter(None, (apparatus.kind.capitalize(), apparatus.label)))
    heading = apparatus.heading.rstrip(" :.")
    if heading.casefold().startswith(apparatus.kind):
        return heading
    return f"{name}: {heading}" if heading else name


def unchanged_line(changes: Sequence[Change]) -> str:
    """Return one line for a run of unchanged units: how many, and the first and the last."""
    first, last = changes[0].lead, changes[-1].lead
    if len(changes) == 1:
        return f"unchanged: {name_of(first)}"
    return f"{count(len(changes), 'unit')} unchanged: {_short(first)} to {_short(last)}"


def _short(unit: Provision) -> str:
    return cited(unit) if unit.level == "section" and unit.designator else name_of(unit)


def summary_lines(comparison: Comparison, summary: Summary) -> list[str]:
    """Return the summary as sentences that can be read aloud."""
    sections = summary.levels.get("section")
    lines = []
    if sections:
        lines.append(f"{_counts(sections, 'section')}.")
    if not sections or sum(sections.values()) != summary.changes:
        what = "unit compared" if not sections else "unit in all (sections, headings and other parts)"
        many = what.replace("unit", "units", 1)
        lines.append(f"{_counts(summary.relations, what, many)}.")
    facts = [f"{number:,} {fact}" for fact, number in summary.facts.items() if number]
    if facts:
        lines.append(f"Among them {listed(facts)}.")
    weights = [(name, summary.significance[name]) for name in SIGNIFICANCES[:3]]
    if any(number for _, number in weights):
        lines.append(f"By weight: {listed([f'{number:,} {name}' for name, number in weights if number])}.")
    lines.append(
        f"{count(summary.words_removed, 'word')} taken out, {count(summary.words_added, 'word')} put in; "
        f"{count(summary.figures, 'figure')} changed."
    )
    hidden = comparison.settings.get("hidden")
    if hidden:
        lines.append(f"Not shown: {count(int(hidden), 'change')} ({comparison.settings.get('hide', '')}).")
    return lines


def _counts(relations: dict[str, int], one: str, many: str = "") -> str:
    parts = [f"{number:,} {relation}" for relation, number in relations.items() if number]
    return f"{count(sum(relations.values()), one, many)}: {listed(parts)}"


def not_compared_lines(items: Iterable[NotCompared]) -> list[str]:
    """Return what was not compared, and why, a sentence each; the same on both sides is said once."""
    groups: dict[tuple[str, str, str], list[NotCompared]] = {}
    for item in items:
        groups.setdefault((item.what, item.why, item.address), []).append(item)
    lines = []
    for (what, why, address), group in groups.items():
        sides = [f"{item.count:,} in the {item.side} document" for item in group if item.side != "both"]
        where = f" ({', '.join(sides)})" if sides else f" ({group[0].count:,})" if group[0].count > 1 else ""
        place = f" at {address}" if address else ""
        lines.append(f"{what}{where}{place}: {why}.")
    return lines


def dollars(cents: int) -> str:
    """Return an amount in cents as print has it: ``$1,000,000``, ``$0.50``."""
    whole, rest = divmod(abs(cents), CENTS)
    return f"${whole:,}" + (f".{rest:02}" if rest else "")


def money_line(figures: Iterable[FigureChange]) -> str:
    """Return the totals of the amounts that changed as a sentence; empty where no amount did."""
    totals = money_totals(figures)
    said = []
    if totals.places:
        gain = totals.new - totals.old
        change = f"{'-' if gain < 0 else '+'}{dollars(gain)}"
        sums = f"from {dollars(totals.old)} to {dollars(totals.new)} in all ({change})"
        said.append(f"{count(totals.places, 'amount')} changed, {sums}")
    if totals.struck:
        said.append(f"amounts of {dollars(totals.struck)} in all were taken out")
    if totals.inserted:
        said.append(f"amounts of {dollars(totals.inserted)} in all were put in")
    line = "; ".join(said)
    return f"{line[0].upper()}{line[1:]}." if line else ""


def difference(figure: FigureChange) -> str:
    """Return by how much money changed: ``+$1,000,000``, ``-$0.50``; empty where it cannot be told."""
    cents = figure.difference
    if cents is None:
        return ""
    return f"{'-' if cents < 0 else '+'}{dollars(cents)}"


def document_lines(document: Document) -> list[str]:
    """Return which document it is: kind, title and the fields that tell it from others."""
    identity = document.identity
    facts: Iterable[str] = (
        f"{ordinal(int(identity.congress))} Congress" if identity.congress.isdecimal() else "",
        spoken_stage(identity.stage),
        f"the text as {document.reading}" if document.reading else "",
        f"FR Doc. {identity.fr_document}" if identity.fr_document else "",
        identity.fr_citation,
        *(f"RIN {rin}" for rin in identity.rins),
        *(f"docket {docket}" for docket in identity.dockets),
        *identity.cfr_parts,
        f"release point {identity.release_point}" if identity.release_point else "",
        f"edition of {identity.edition}" if identity.edition else "",
        *(f"{name} {date}" for name, date in sorted(identity.dates.items())),
    )
    shown = [fact for fact in facts if fact and fact not in document.title]
    if (
        f"({document.kind}, " not in document.title
    ):  # a title that tells documents of one subject apart says it
        shown.insert(0, document.kind)
    return [document.title, "; ".join(shown)]
