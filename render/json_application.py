"""An amending document applied to a base, for programs: the shape of docs/schema/apply.schema.json."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from lawdiff.effects.attribution import attribution
from lawdiff.render.json_comparison import comparison_result
from lawdiff.render.json_document import document_row
from lawdiff.render.result import Result, Stream, result_value
from lawdiff.render.warned import warning_rows, warnings_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawdiff.differ.change import Comparison
    from lawdiff.effects.report import Execution, Fate

FATES: tuple[Fate, ...] = ("applied", "flagged", "refused", "elsewhere")


def application_result(
    execution: Execution, comparison: Comparison, settings: Mapping[str, object] | None = None
) -> Result:
    """Return what was done, and the comparison of base and result, for programs.

    Args:
        execution: what was applied.
        comparison: of its base with its result.
        settings: what is in force.
    """
    warned = (*warnings_in(execution.base, "old"), *warnings_in(execution.amending))
    facts = {
        "base": document_row(execution.base),
        "amending": document_row(execution.amending),
        "result": document_row(execution.result),
        "counts": _counts(execution),
        "operations": [asdict(operation) for operation in execution.reading.operations],
        "not_understood": [asdict(item) for item in execution.reading.not_understood],
        "attribution": _attribution(execution, comparison),
        "comparison": result_value(comparison_result(comparison)),
        "warnings": warning_rows(warned),
    }
    outcomes = Stream("outcomes", "outcome", _outcomes(execution))
    return Result("apply", facts, (outcomes,), settings or {})


def _counts(execution: Execution) -> dict[str, int]:
    fates = Counter(outcome.fate for outcome in execution.outcomes)
    return {
        "understood": len(execution.reading.operations),
        **{fate: fates[fate] for fate in FATES},
        "not_understood": len(execution.reading.not_understood),
    }


def _outcomes(execution: Execution) -> list[dict[str, Any]]:
    """Return an outcome for each operation, which stands at the same index."""
    return [
        {
            "operation": index,
            "fate": outcome.fate,
            "reason": outcome.reason,
            "base": outcome.base,
            "result": outcome.result,
        }
        for index, outcome in enumerate(execution.outcomes)
    ]


def _attribution(execution: Execution, comparison: Comparison) -> list[dict[str, Any]]:
    """Return for each part of the comparison that differs the operations that made it so."""
    made = attribution(execution)
    return [
        {
            "old": part.old.address if part.old is not None else None,
            "new": part.new.address if part.new is not None else None,
            "operations": list(made.made(part.old, part.new)),
        }
        for change in comparison.changes
        for part in change.parts
        if part.relation != "unchanged" or part.renumbered or part.moved
    ]
