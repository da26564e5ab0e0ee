"""What a command found, for programs: one JSON object, or JSON Lines, one record a line.

    {"schema":"diff","schema_version":2,"lawdiff_version":…,"settings":{…},"old":{…},…,"changes":[      --format json
    {"relation":"edited",…},
    …]}

    {"record":"header","schema":"diff","schema_version":2,…,"old":{…},…}                               --format jsonl
    {"record":"change","relation":"edited",…}
    …

Both begin with the same header: the name of the schema (`lawdiff schema NAME` prints it) and its version, the version
of lawdiff, and the settings in force.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lawdiff.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

VERSIONS: Mapping[str, int] = {"crosswalk": 2}
"""Version of each schema that is not at 1: raised when a key changes its meaning or goes away. New keys come without.

The crosswalk was an array without a header at 1.
"""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Stream:
    """A list in a result, of any length.

    Attributes:
        key: of the list in the JSON object.
        record: what one row is called in JSON Lines, in the singular.
        rows: objects, made as they are asked for; they can be asked for once.
    """

    key: str
    record: str
    rows: Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Result:
    """What a command found.

    Attributes:
        schema: the command, ``note list``; which schema the result holds to.
        facts: what is said once, by key, in order.
        streams: the lists, in order.
        settings: what shaped the result, by the name of the option.
    """

    schema: str
    facts: Mapping[str, Any]
    streams: tuple[Stream, ...]
    settings: Mapping[str, object] = field(default_factory=dict)

    @property
    def header(self) -> dict[str, Any]:
        """What both forms begin with."""
        return {
            "schema": self.schema,
            "schema_version": VERSIONS.get(self.schema, 1),
            "lawdiff_version": __version__,
            "settings": dict(sorted(self.settings.items())),
            **self.facts,
        }


def encode(value: object) -> str:
    """Return JSON on one line, as UTF-8 text rather than escapes."""
    return _ENCODER.encode(value)


def result_value(result: Result) -> dict[str, Any]:
    """Return a result as one JSON value, to stand in another."""
    return {**result.header, **{stream.key: list(stream.rows) for stream in result.streams}}


def result_json(result: Result) -> str:
    """Return a result as one JSON object, see `result_pieces`."""
    return "".join(result_pieces(result))


def result_pieces(result: Result) -> Iterator[str]:
    """Yield the text of one JSON object, piece by piece, with one key a line, and in the lists one row a line.

    That keeps the file quick to write, and lets grep and git read it; and a long result is never in memory as a whole.
    """
    between = "{"
    for key, value in result.header.items():
        yield f"{between}{encode(key)}:{encode(value)}"
        between = ",\n"
    for stream in result.streams:
        yield f"{between}{encode(stream.key)}:["
        before, after = "\n", "]"
        for row in stream.rows:
            yield before
            yield encode(row)
            before, after = ",\n", "\n]"
        yield after
    yield "}\n"


def result_lines(result: Result) -> Iterator[str]:
    """Yield a result as JSON Lines, a line as soon as it is known: the header, then each list's rows."""
    yield encode({"record": "header", **result.header}) + "\n"
    for stream in result.streams:
        for row in stream.rows:
            yield encode({"record": stream.record, **row}) + "\n"
