"""A list of pairs in a file: CSV with a header, or JSON Lines.

    old,new,name,reading,hide
    house.xml,senate.xml,chambers,,
    FR-2020-11-19.xml#2020-24707,2025-19655.xml,entry-exit,,"conforming,editorial"

    {"old": "house.xml", "new": "senate.xml", "name": "chambers"}

Paths are relative to the manifest. ``old`` and ``new`` are wanted; a name is made where there is none.
"""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from lawdiff.corpora.errors import BadManifest
from lawdiff.corpora.pair import Pair, Plan, Side, file_name, unique
from lawdiff.render.selection import WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WANTED = ("old", "new")
COLUMNS = (*WANTED, "name", "reading", "hide")
READINGS = ("inserted", "struck")


def read_manifest(path: Path, reading: str = "inserted", hide: tuple[str, ...] = ()) -> Plan:
    """Read a list of pairs.

    Args:
        path: the file; its content tells CSV from JSON Lines.
        reading: for pairs that do not say.
        hide: for pairs that do not say.

    Raises:
        BadManifest: it is missing, no text in UTF-8, or a line cannot be followed.
    """
    pairs: dict[str, Pair] = {}
    lines: dict[str, int] = {}
    for line, row in _rows(path):
        name = row.get("name", "")
        safe = file_name([name] if name else [_stem(row["old"]), _stem(row["new"])])
        if name and safe in pairs:
            raise BadManifest(str(path), f"the name {name!r} is taken by line {lines[safe]}", line)
        safe = unique(safe, pairs)
        lines[safe] = line
        pairs[safe] = Pair(
            safe,
            _side(path, row["old"], line),
            _side(path, row["new"], line),
            reading=_reading(path, line, row) or reading,
            hide=_hide(path, line, row) if "hide" in row else hide,
        )
    if not pairs:
        raise BadManifest(str(path), "lists no pair")
    return Plan(path.name, tuple(pairs.values()))


def _stem(name: str) -> str:
    file, _, number = name.partition("#")
    return f"{Path(file).stem}-{number}" if number else Path(file).stem


def _side(manifest: Path, name: str, line: int) -> Side:
    if name == "-" or "\0" in name:
        raise BadManifest(str(manifest), f"{name!r} is no file", line)
    file, choose = name, ""
    if "#" in name and not (manifest.parent / name).exists():
        file, _, choose = name.rpartition("#")
    return Side(manifest.parent / file, name, choose)


def _reading(path: Path, line: int, row: Mapping[str, str]) -> str:
    reading = row.get("reading", "")
    if reading and reading not in READINGS:
        raise BadManifest(str(path), f"the reading {reading!r} is none of {', '.join(READINGS)}", line)
    return reading


def _hide(path: Path, line: int, row: Mapping[str, str]) -> tuple[str, ...]:
    names = tuple(name.strip() for name in row["hide"].split(",") if name.strip())
    for name in names:
        if name not in WEIGHT[1:]:
            raise BadManifest(str(path), f"{name!r} in hide is none of {', '.join(WEIGHT[1:])}", line)
    return names


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line and the cells that say something, of each entry; every entry has an old and a new side."""
    text = _text(path)
    found = _json_rows(path, text) if text.lstrip().startswith("{") else _csv_rows(path, text)
    for line, row in found:
        unknown = [str(name) for name in row if name not in COLUMNS]
        if unknown:
            raise BadManifest(str(path), f"the column {unknown[0]!r} is none of {', '.join(COLUMNS)}", line)
        said = {name: value.strip() for name, value in row.items() if value and value.strip()}
        missing = [name for name in WANTED if name not in said]
        if missing:
            raise BadManifest(str(path), f"names no {missing[0]} document", line)
        yield line, said


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadManifest(str(path), "is not text in UTF-8") from error
    except OSError as error:
        raise BadManifest(str(path), f"cannot be read ({error.strerror or error})") from error


def _json_rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadManifest(str(path), "is not a JSON object on one line", number) from error
        if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
            raise BadManifest(str(path), "is not a JSON object whose values are texts", number)
        yield number, row


def _csv_rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(StringIO(text, newline=""), strict=True, restval="")
    try:
        if any(name not in (reader.fieldnames or ()) for name in WANTED):
            raise BadManifest(str(path), f"begins with no header that names {' and '.join(WANTED)}", 1)
        for row in reader:
            if None in row:
                raise BadManifest(str(path), "has more cells than the header", reader.line_num)
            yield reader.line_num, row
    except csv.Error as error:
        raise BadManifest(str(path), f"is not well-formed CSV ({error})", reader.line_num) from error
