"""JSON is the contract for programs: it holds to its schema, and its edits are exact."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from builders import HOSTILE, NEW, OLD, document, link, note

from lawdiff.differ import compare
from lawdiff.parsers import parse
from lawdiff.render.json_comparison import comparison_json, crosswalk_json
from lawdiff.render.json_document import document_json, outline_json

SCHEMAS = Path(__file__).resolve().parent.parent / "docs" / "schema"


def valid(text: str, schema: str) -> Any:
    """Read JSON, check it against its schema, and return it."""
    value = json.loads(text)
    rules = json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(rules)
    jsonschema.Draft202012Validator(rules).validate(value)
    return value


def test_a_document_holds_to_the_schema_and_carries_its_notes() -> None:
    old = document(OLD)
    shown = valid(document_json(old, [note(old, "s2/b", HOSTILE)], [link(old, "s2/b", old, "s4/a")]), "show")
    rows = {row["address"]: row for row in shown["provisions"]}
    assert [row["address"] for row in shown["provisions"]] == [
        provision.address for provision in old.provisions
    ]
    assert rows["s2/b"]["notes"][0]["body"] == HOSTILE
    assert rows["s2/b"]["links"][0]["address"] == "s4/a"
    assert rows["s4/a"]["links"][0]["outward"] is False


def test_one_provision_is_shown_with_what_stands_in_it() -> None:
    shown = json.loads(document_json(document(OLD), at="s2"))
    assert [row["address"] for row in shown["provisions"]] == ["s2", "s2/a", "s2/b", "s2/c"]


def test_a_note_without_a_place_is_not_lost() -> None:
    old = document(OLD)
    assert valid(document_json(old, [note(old, "")]), "show")["orphaned_notes"][0]["body"] == "Why so short?"


def test_the_outline_lists_the_units() -> None:
    outline = json.loads(outline_json(document(OLD)))
    assert {"s1", "s2", "s3", "s4"} <= {unit["address"] for unit in outline["units"]}


def test_a_comparison_holds_to_the_schema_and_spells_both_sides() -> None:
    old, new = document(OLD), document(NEW, "Enrolled-Bill")
    shown = valid(comparison_json(compare(old, new), [note(old, "s2/b")]), "diff")
    for change in shown["changes"]:
        for side, sign in (("old", "+"), ("new", "-")):
            spelled = "".join(text for operation, text in change["edits"] if operation != sign)
            units = [(old if side == "old" else new).by_address[unit["address"]] for unit in change[side]]
            words = [inner.own_words for unit in units for inner in unit.walk_unit() if inner.own_words]
            assert spelled == "\n".join(words)
    assert shown["notes"][0]["target"]["address"] == "s2/b"


def test_every_unit_stands_in_exactly_one_change() -> None:
    old, new = document(OLD), document(NEW, "Enrolled-Bill")
    shown = json.loads(comparison_json(compare(old, new)))
    for side, source in (("old", old), ("new", new)):
        named = [unit["address"] for change in shown["changes"] for unit in change[side]]
        assert sorted(named) == sorted(unit.address for unit in source.units)


def test_the_same_input_gives_the_same_bytes() -> None:
    first = comparison_json(compare(document(OLD), document(NEW)))
    assert first == comparison_json(compare(document(OLD), document(NEW)))


def test_a_document_compared_with_itself_has_no_difference() -> None:
    shown = valid(comparison_json(compare(document(OLD), document(OLD))), "diff")
    assert {change["relation"] for change in shown["changes"]} == {"unchanged"}
    assert shown["summary"]["words_added"] == shown["summary"]["words_removed"] == 0


def test_the_crosswalk_follows_a_renumbered_section() -> None:
    rows = {
        row["old"]: row["new"]
        for row in json.loads(crosswalk_json(compare(document(OLD), document(NEW))))["crosswalk"]
    }
    assert rows["s4"] == ["s3"]
    assert rows["s2/b"] == ["s2/c"]
    assert "s3" not in rows


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["BILLS-118hr8752rh.xml", "BILLS-118hr8752eh.xml"])
def test_a_real_bill_holds_to_the_schema(corpus: Path, name: str) -> None:
    valid(document_json(parse(corpus / "bills" / "118hr8752" / name)), "show")
