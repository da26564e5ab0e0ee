"""Operations as JSON, out and in, with nothing lost: `SCHEMA` describes it.

    text = to_json(reading)              a reading, or operations alone
    reading == from_json(text)

So the reader and the executor can be used apart, and operations can be written by hand or by another program.
Fields that have their default value are left out, and may be left out.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from lawdiff.effects.operation import (
    Action,
    NotUnderstood,
    Occurrence,
    Operation,
    Part,
    Place,
    Position,
    Reading,
    Span,
    Step,
    Verb,
)
from lawdiff.parsers import LawdiffError
from lawdiff.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawdiff.parsers import Document

VERSION = 1
"""Version of the format; raised where a field changes its meaning."""

SCHEMA: dict[str, Any] = json.loads(Path(__file__).with_name("operations.schema.json").read_text("utf-8"))
"""The JSON Schema (draft 2020-12) of the format, without its head; `lawdiff schema instructions` prints it."""

Value = Step | Place | Span | Action | Operation | NotUnderstood | Reading

_NESTED: dict[tuple[type[Any], str], type[Any]] = {
    (Place, "path"): Step,
    (Place, "also"): Place,
    (Operation, "target"): Place,
    (Operation, "spans"): Span,
    (Operation, "anchor"): Place,
    (Operation, "to"): Place,
    (Operation, "through"): Place,
    (Operation, "excepted"): Place,
    (Action, "span"): Span,
    (NotUnderstood, "span"): Span,
    (Reading, "operations"): Operation,
    (Reading, "not_understood"): NotUnderstood,
    (Reading, "actions"): Action,
}
"""Fields that hold values of these types, alone or in a list."""

_CHOICES: dict[tuple[type[Any], str], tuple[str, ...]] = {
    (Operation, "verb"): get_args(Verb),
    (Operation, "position"): get_args(Position),
    (Operation, "occurrence"): get_args(Occurrence),
    (Place, "part"): get_args(Part),
}
_WHOLE_NUMBERS = frozenset({"count", "ordinal", "start", "end"})
_LISTS = frozenset(
    {"path", "also", "excepted", "spans", "payload", "operations", "not_understood", "actions"}
)
_LISTS_OF_TEXT = frozenset({"payload"})

DEEPEST = 8
"""How deep places may stand in places (`Place.also`); readers write one level."""


class OperationsError(LawdiffError):
    """A text is not JSON of operations: `where` is a path into it, ``operations[3].verb``."""

    def __init__(self, where: str, reason: str) -> None:
        self.where = where
        self.reason = reason
        super().__init__(f"operations: {where}: {reason}" if where else f"operations: {reason}")


def to_json(
    reading: Reading, document: Document | None = None, settings: Mapping[str, object] | None = None
) -> str:
    """Return a reading as JSON, the same bytes for the same reading.

    Args:
        reading: what to write.
        document: where it was read; its title and SHA-256 are written along, for people and for checks.
        settings: what shaped it, by the name of the option.
    """
    head: dict[str, Any] = {"version": VERSION, "lawdiff_version": __version__}
    if settings is not None:
        head["settings"] = dict(sorted(settings.items()))
    if document is not None:
        head["document"] = {"title": document.title, "kind": document.kind, "sha256": document.sha256}
    return json.dumps({**head, **written(reading)}, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> Reading:
    """Return the reading that JSON says.

    Raises:
        OperationsError: it is no JSON, or not of this format; the message says where.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise OperationsError("", f"this is no JSON ({error})") from error
    if not isinstance(data, dict):
        raise OperationsError("", "there is no object at the top")
    for about in ("document", "lawdiff_version", "settings"):
        data.pop(about, None)
    version = data.pop("version", None)
    if version != VERSION:
        raise OperationsError("version", f"is {version!r}; this lawdiff reads version {VERSION}")
    return cast("Reading", _read(Reading, data, "", 0))


def written(value: Value) -> dict[str, Any]:
    """Return a value as what JSON can hold; fields with their default are left out."""
    result: dict[str, Any] = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if not _is_default(field, held):
            result[field.name] = _written(held)
    return result


def _is_default(field: Field[Any], held: object) -> bool:
    if field.default is not MISSING:
        return bool(held == field.default)
    return field.default_factory is not MISSING and bool(held == field.default_factory())


def _written(held: Any) -> Any:
    if isinstance(held, tuple):
        return [_written(one) for one in held]
    return held if isinstance(held, str | int) else written(held)


def _read(kind: type[Any], data: object, where: str, depth: int) -> Any:
    """Return a value of a kind from what JSON held."""
    if not isinstance(data, dict):
        raise OperationsError(where, "must be an object")
    if depth > DEEPEST:
        raise OperationsError(where, "places stand in places too deep")
    known = {field.name: field for field in fields(kind)}
    for name in data:
        if name not in known:
            raise OperationsError(_at(where, str(name)), f"is no field of {_NAMES[kind]}")
    given: dict[str, Any] = {}
    for name, field in known.items():
        if name in data:
            given[name] = _field(kind, name, data[name], _at(where, name), depth)
        elif field.default is MISSING and field.default_factory is MISSING:
            raise OperationsError(_at(where, name), "is missing")
    return kind(**given)


def _field(kind: type[Any], name: str, data: object, where: str, depth: int) -> Any:
    """Return the value of one field, checked."""
    nested = _NESTED.get((kind, name))
    if name in _LISTS:
        if not isinstance(data, list):
            raise OperationsError(where, "must be a list")
        if name in _LISTS_OF_TEXT:
            return tuple(_text(one, f"{where}[{at}]") for at, one in enumerate(data))
        return tuple(
            _read(cast("type[Any]", nested), one, f"{where}[{at}]", depth + 1) for at, one in enumerate(data)
        )
    if nested is not None:
        return None if data is None else _read(nested, data, where, depth + 1)
    if name in _WHOLE_NUMBERS:
        if not isinstance(data, int) or isinstance(data, bool):
            raise OperationsError(where, "must be a whole number")
        return data
    text = _text(data, where)
    choices = _CHOICES.get((kind, name))
    if choices is not None and text not in choices:
        raise OperationsError(where, f"{text!r} is none of {', '.join(repr(choice) for choice in choices)}")
    return text


def _text(data: object, where: str) -> str:
    if not isinstance(data, str):
        raise OperationsError(where, "must be a text")
    return data


def _at(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


_NAMES: dict[type[Any], str] = {
    Reading: "a reading",
    Operation: "an operation",
    Place: "a place",
    Span: "a span",
    Step: "a step",
    Action: "an action",
    NotUnderstood: "what was not understood",
}
