"""A comparison for programs: the shapes of docs/schema/diff.schema.json, of the figures and of the crosswalk."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from lawdiff.differ.change import FigureChange
from lawdiff.differ.figures import money_totals
from lawdiff.render.gate import Verdict
from lawdiff.render.json_document import document_row, note_row
from lawdiff.render.result import Result, Stream, result_json
from lawdiff.render.spell import flat_edits
from lawdiff.render.summary import summarise
from lawdiff.render.warned import warning_rows, warnings_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawdiff.annotations.note import Note
    from lawdiff.differ.change import Candidate, Change, Comparison, Part
    from lawdiff.parsers import Provision

_FIGURE_KEYS = tuple(field.name for field in fields(FigureChange))


def comparison_json(comparison: Comparison, notes: Iterable[Note] = ()) -> str:
    """Return a comparison as JSON text, with the notes that stand on either document."""
    return result_json(comparison_result(comparison, notes))


def comparison_result(
    comparison: Comparison, notes: Iterable[Note] = (), verdict: Verdict | None = None
) -> Result:
    """Return a comparison for programs; the rows of changes are made as they are asked for.

    Args:
        comparison: what to write.
        notes: those that stand on neither document are left out.
        verdict: of the gate; None where nothing was asked.
    """
    documents = {comparison.old.sha256, comparison.new.sha256}
    rows = (
        note_row(note, target) for note in notes for target in note.targets if target.document in documents
    )
    facts = {
        **_sides(comparison),
        "summary": _summary_row(comparison),
        "gate": (verdict or Verdict((), ())).row(),
        "not_compared": [asdict(item) for item in comparison.not_compared],
        **_warnings(comparison),
    }
    streams = (
        Stream("changes", "change", map(change_row, comparison.changes)),
        Stream("figures", "figure", map(_figure_row, comparison.figures)),
        Stream("notes", "note", rows),
    )
    return Result("diff", facts, streams, comparison.settings)


def figures_json(comparison: Comparison) -> str:
    """Return the figures that changed, with the totals of the money, as JSON text."""
    return result_json(figures_result(comparison))


def figures_result(comparison: Comparison) -> Result:
    """Return the figures that changed, with the totals of the money, for programs."""
    facts = {**_sides(comparison), "money": asdict(money_totals(comparison.figures)), **_warnings(comparison)}
    rows = map(_figure_row, comparison.figures)
    return Result("figures", facts, (Stream("figures", "figure", rows),), comparison.settings)


def crosswalk_json(comparison: Comparison) -> str:
    """Return where each old address went, as JSON text in document order."""
    return result_json(crosswalk_result(comparison))


def crosswalk_result(comparison: Comparison) -> Result:
    """Return where each old address went, in document order, for programs."""
    rows = (
        {"old": old, "new": list(new)}
        for old, new in sorted(comparison.crosswalk.items(), key=_document_order(comparison))
    )
    streams = (Stream("crosswalk", "step", rows),)
    return Result("crosswalk", {**_sides(comparison), **_warnings(comparison)}, streams, comparison.settings)


def _sides(comparison: Comparison) -> dict[str, Any]:
    return {"old": document_row(comparison.old), "new": document_row(comparison.new)}


def _warnings(comparison: Comparison) -> dict[str, Any]:
    return {"warnings": warning_rows(warnings_of(comparison))}


def _figure_row(figure: FigureChange) -> dict[str, Any]:
    return {key: getattr(figure, key) for key in _FIGURE_KEYS}


def _document_order(comparison: Comparison) -> Any:
    places = {provision.address: index for index, provision in enumerate(comparison.old.provisions)}
    return lambda item: places.get(item[0], len(places))


def change_row(change: Change) -> dict[str, Any]:
    """Return what became of one unit, as JSON values."""
    return {
        "relation": change.relation,
        "renumbered": change.renumbered,
        "moved": change.moved,
        "split": change.split,
        "merged": change.merged,
        "ambiguous": change.ambiguous,
        "significance": change.significance,
        "level": change.level,
        "old": [_place(unit) for unit in change.old],
        "new": [_place(unit) for unit in change.new],
        "score": round(change.score, 4),
        "reason": change.reason,
        "edits": flat_edits(change),
        "parts": [_part_row(part) for part in change.parts if _part_differs(part)],
        "candidates": [_candidate_row(candidate) for candidate in change.candidates],
    }


def _part_differs(part: Part) -> bool:
    return part.relation != "unchanged" or part.renumbered or part.moved


def _part_row(part: Part) -> dict[str, Any]:
    return {
        "relation": part.relation,
        "renumbered": part.renumbered,
        "moved": part.moved,
        "significance": part.significance,
        "rule": part.rule,
        "old": _place(part.old) if part.old is not None else None,
        "new": _place(part.new) if part.new is not None else None,
        "edits": part.edits,
        "passages": [
            {
                "side": passage.side,
                "start": passage.start,
                "end": passage.end,
                "address": passage.there.address,
                "citation": passage.there.citation,
            }
            for passage in part.passages
        ],
    }


def _place(provision: Provision) -> dict[str, str]:
    return {
        "address": provision.address,
        "number": provision.number,
        "heading": provision.heading,
        "citation": provision.citation,
    }


def _candidate_row(candidate: Candidate) -> dict[str, Any]:
    return {**_place(candidate.provision), "score": round(candidate.score, 4)}


def _summary_row(comparison: Comparison) -> dict[str, Any]:
    summary = summarise(comparison)
    return {
        "changes": summary.changes,
        "relations": summary.relations,
        "facts": summary.facts,
        "significance": summary.significance,
        "levels": summary.levels,
        "words_removed": summary.words_removed,
        "words_added": summary.words_added,
        "figures": summary.figures,
        "money": asdict(money_totals(comparison.figures)),
        "biggest": [
            {
                "citation": change.lead.citation,
                "heading": change.lead.heading,
                "words_removed": size.removed,
                "words_added": size.added,
            }
            for change, size in summary.biggest
        ],
    }
