"""Operations are data: JSON out and in with nothing lost, after a schema, and errors that say where."""

from __future__ import annotations

import json
from typing import Any, get_args

import jsonschema
import pytest
from acts import HARBOR, act, text
from hypothesis import given, settings
from hypothesis import strategies as st

from lawdiff.effects import operation as vocabulary
from lawdiff.effects.acts import read
from lawdiff.effects.as_json import OperationsError, from_json, to_json
from lawdiff.effects.operation import Action, NotUnderstood, Operation, Place, Reading, Span, Step
from lawdiff.render.schemas import schema

words = st.text(max_size=12)
steps = st.builds(Step, level=words, designator=words)
spans = st.builds(Span, address=words, start=st.integers(0, 999), end=st.integers(0, 999))


def places(also: st.SearchStrategy[tuple[Place, ...]]) -> st.SearchStrategy[Place]:
    return st.builds(
        Place,
        work=words,
        path=st.lists(steps, max_size=4).map(tuple),
        part=st.sampled_from(get_args(vocabulary.Part)),
        ordinal=st.integers(-1, 9),
        term=words,
        also=also,
    )


where = places(st.lists(places(st.just(())), max_size=2).map(tuple))
operations = st.builds(
    Operation,
    verb=st.sampled_from(get_args(vocabulary.Verb)),
    target=where,
    instruction=words,
    spans=st.lists(spans, max_size=3).map(tuple),
    form=words,
    struck=words,
    struck_to=words,
    excepted=st.lists(where, max_size=2).map(tuple),
    inserted=words,
    payload=st.lists(words, max_size=3).map(tuple),
    position=st.sampled_from(get_args(vocabulary.Position)),
    anchor=st.none() | where,
    anchor_text=words,
    occurrence=st.sampled_from(get_args(vocabulary.Occurrence)),
    count=st.integers(0, 9),
    to=st.none() | where,
    condition=words,
    through=st.none() | where,
)
readings = st.builds(
    Reading,
    operations=st.lists(operations, max_size=4).map(tuple),
    not_understood=st.lists(st.builds(NotUnderstood, text=words, reason=words, span=spans), max_size=2).map(
        tuple
    ),
    actions=st.lists(st.builds(Action, kind=words, span=spans), max_size=2).map(tuple),
)


def valid(written: str) -> Any:
    value = json.loads(written)
    rules = schema("instructions")
    jsonschema.Draft202012Validator.check_schema(rules)
    jsonschema.Draft202012Validator(rules).validate(value)
    return value


@settings(max_examples=30)
@given(readings)
def test_what_is_written_is_read_back_and_holds_to_the_schema(reading: Reading) -> None:
    written = to_json(reading)
    assert from_json(written) == reading
    assert to_json(from_json(written)) == written
    valid(written)


def test_a_reading_names_its_document() -> None:
    document = act(text(f"{HARBOR} is amended by striking “fee”."))
    reading = read(document)
    value = valid(to_json(reading, document))
    assert value["document"]["sha256"] == document.sha256
    assert value["operations"][0]["struck"] == "fee"
    assert from_json(to_json(reading, document)) == reading


def test_the_schema_knows_each_field_and_each_choice() -> None:
    definitions = schema("instructions")["$defs"]
    for kind, name in ((Operation, "operation"), (Place, "place"), (Span, "span"), (Step, "step")):
        assert set(definitions[name]["properties"]) == set(kind.__dataclass_fields__)
    assert definitions["operation"]["properties"]["verb"]["enum"] == list(get_args(vocabulary.Verb))
    assert definitions["place"]["properties"]["part"]["enum"] == list(get_args(vocabulary.Part))


WRITTEN = '{"version": 1, "operations": [%s]}'
ONE = (
    '"verb": "strike", "target": {"work": "8 USC"}, "instruction": "s2", '
    '"spans": [{"address": "s2"}], "form": "words"'
)


@pytest.mark.parametrize(
    ("written", "where", "reason"),
    [
        ("", "", "no JSON"),
        ("[]", "", "no object"),
        ('{"operations": []}', "version", "version 1"),
        ('{"version": 2, "operations": []}', "version", "version 1"),
        ('{"version": 1}', "operations", "missing"),
        ('{"version": 1, "operations": {}}', "operations", "list"),
        (WRITTEN % "3", "operations[0]", "object"),
        (WRITTEN % f'{{{ONE}, "colour": "red"}}', "operations[0].colour", "no field"),
        (WRITTEN % f"{{{ONE}}}".replace("strike", "burn"), "operations[0].verb", "'burn' is none of"),
        (WRITTEN % f"{{{ONE}}}".replace('"8 USC"', "8"), "operations[0].target.work", "text"),
        (WRITTEN % f'{{{ONE}, "payload": ["a", 1]}}', "operations[0].payload[1]", "text"),
        (
            WRITTEN % f"{{{ONE}}}".replace('"address": "s2"', '"address": "s2", "start": true'),
            "operations[0].spans[0].start",
            "number",
        ),
        (
            WRITTEN % f"{{{ONE}}}".replace('{"work": "8 USC"}', '{"work": "", "also": [' * 20 + "]}" * 20),
            "also",
            "too deep",
        ),
        ("[" * 100_000, "", "no JSON"),
    ],
)
def test_what_is_not_of_the_format_is_refused_with_the_place(written: str, where: str, reason: str) -> None:
    with pytest.raises(OperationsError) as caught:
        from_json(written)
    assert where in caught.value.where
    assert reason in caught.value.reason
    assert "\n" not in str(caught.value)


def test_operations_can_be_written_by_hand() -> None:
    reading = from_json(WRITTEN % f'{{{ONE}, "struck": "14 days"}}')
    (one,) = reading.operations
    assert (one.verb, one.struck, one.target, one.occurrence) == ("strike", "14 days", Place("8 USC"), "only")
