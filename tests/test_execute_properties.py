"""Promises of the executor, on trees and operations that nobody chose."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawdiff.effects.as_json import from_json, to_json
from lawdiff.effects.execution import execute
from lawdiff.effects.operation import Operation, Place, Reading, Span, Step
from lawdiff.parsers import Document, Identity, Provision, parse
from lawdiff.parsers.draft import BILL, Draft, finish
from lawdiff.parsers.redraft import redraft, style_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WORDS = ("lamp", "oil", "wick", "tower", "is", "lit", "at", "night,", "once;", "daily.", "“so”", "10")
LEVELS = ("subsection", "paragraph", "subparagraph")
ALPHABETS = ("abcdef", "123456", "ABCDEF")

SOME = settings(max_examples=30)
"""Trees and operations are slow to draw; what these found, they found among the first ten."""

texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


@st.composite
def provisions(draw: st.DrawFn, depth: int = 0) -> list[Draft]:
    """Some numbered provisions of one level, in order, with others below."""
    numbers = draw(st.lists(st.sampled_from(ALPHABETS[depth]), max_size=3, unique=True).map(sorted))
    found = []
    for number in numbers:
        draft = Draft(
            LEVELS[depth], f"({number})", number, draw(st.sampled_from(("", "Lamps."))), draw(texts)
        )
        if depth + 1 < len(LEVELS):
            draft.children = draw(provisions(depth + 1))
        found.append(draft)
    return found


@st.composite
def acts(draw: st.DrawFn) -> Document:
    """A bill with one section to three."""
    sections = [
        Draft("section", f"SEC. {number}.", str(number), "Lamps", draw(texts), draw(provisions()))
        for number in range(1, draw(st.integers(2, 4)))
    ]
    return document(sections, "base.xml", "H.R. 99")


def document(drafts: Sequence[Draft], source: str, number: str) -> Document:
    body = finish(drafts, BILL)
    return Document("bill", number, Identity(number=number), "bill.dtd", "0" * 64, source, body)


NEW = (
    Draft("subsection", "(g)", "g", "", "A bell is rung."),
    Draft(
        "subsection",
        "(a)",
        "a",
        "Bells.",
        "A gong is struck.",
        [Draft("paragraph", "(1)", "1", text="Twice.")],
    ),
    Draft("section", "SEC. 9.", "9", "Bells", "Nobody sleeps."),
)
AMENDING = document(
    [
        Draft("section", "SEC. 1.", "1", "Change", "Amends.", [Draft("quoted-block", children=[draft])])
        for draft in NEW
    ],
    "amending.xml",
    "H.R. 100",
)
PAYLOADS = tuple(block.children[0].address for section in AMENDING.body for block in section.children)


@st.composite
def places(draw: st.DrawFn) -> Place:
    """A place that the base may have or not."""
    below = [
        Step(LEVELS[level], draw(st.sampled_from(ALPHABETS[level][:4])))
        for level in range(draw(st.integers(0, 3)))
    ]
    return Place("H.R. 99", (Step("section", draw(st.sampled_from("123"))), *below))


VERBS = ("strike", "insert", "replace", "add", "revise", "remove", "reserve", "redesignate")


@st.composite
def operations(draw: st.DrawFn, verbs: Sequence[str] = VERBS) -> Operation:
    """Any operation, sensible or not."""
    verb = draw(st.sampled_from(verbs))
    place = draw(places())
    made = Operation(verb, place, "s1", (Span("s1"),), "made")  # type: ignore[arg-type]  # one of the verbs
    if verb in ("strike", "replace"):
        made = replace(
            made, struck=draw(st.sampled_from(WORDS)), inserted="torch" if verb == "replace" else ""
        )
        kept = draw(st.sampled_from(((), (), (replace(place, path=(*place.path, Step("paragraph", "1"))),))))
        return replace(
            made,
            occurrence=draw(st.sampled_from(("only", "each", "second", "last"))),
            struck_to=draw(st.sampled_from(("", "", "$", *WORDS[:2]))),
            position=draw(st.sampled_from(("", "", "before"))),
            excepted=kept,
        )
    if verb == "insert":
        return replace(made, inserted="torch", position="after", anchor_text=draw(st.sampled_from(WORDS)))
    if verb in ("add", "revise"):
        part = draw(st.sampled_from(("whole", "introductory text", "heading")))
        position = draw(st.sampled_from(("end", "numerical", "alphabetical")))
        place = replace(place, part=part)  # type: ignore[arg-type]  # one of the parts
        payload = (draw(st.sampled_from(PAYLOADS)),)
        return replace(made, target=place, payload=payload, position=position)  # type: ignore[arg-type]  # as above
    if verb == "redesignate":
        last = place.path[-1]
        other = draw(st.sampled_from("abc123ABC"))
        return replace(made, to=Place("", (*place.path[:-1], Step(last.level, other))))
    return made


def run(base: Document, *made: Operation) -> tuple[Document, list[str]]:
    execution = execute(base, AMENDING, Reading(made))
    return execution.result, [outcome.fate for outcome in execution.outcomes]


def shown(provisions: Sequence[Provision]) -> list[tuple[str, str]]:
    return [(each.address, each.own_words) for top in provisions for each in top.walk()]


@SOME
@given(acts(), operations())
def test_a_refused_operation_leaves_the_base_as_it_was(base: Document, operation: Operation) -> None:
    result, fates = run(base, operation)
    if fates == ["refused"]:
        assert result.body == base.body
    else:
        assert fates in (["applied"], ["flagged"])


@SOME
@given(acts(), st.lists(operations(), max_size=6))
def test_no_word_of_the_result_comes_from_nowhere(base: Document, made: list[Operation]) -> None:
    result, _ = run(base, *made)
    known = " ".join(words for _, words in (*shown(base.body), *shown(AMENDING.body)))
    known += " torch [Reserved] " + " ".join(f"({each}) SEC. {each}." for each in "abc123ABC")
    pieces = set(re.findall(r"\w+|[^\w\s]", known))
    assert set(re.findall(r"\w+|[^\w\s]", " ".join(words for _, words in shown(result.body)))) <= pieces


@SOME
@given(acts(), st.lists(operations(VERBS[:-1]), max_size=5))
def test_one_after_the_other_is_the_same_as_all_at_once(base: Document, made: list[Operation]) -> None:
    """Nothing is remembered between operations but the law as it stands."""
    together, fates = run(base, *made)
    step = base
    for operation, fate in zip(made, fates, strict=True):
        step, (alone,) = run(replace(step, title=base.title), operation)
        assert alone == fate
    assert shown(step.body) == shown(together.body)


@SOME
@given(acts(), st.lists(operations(), max_size=4))
def test_addresses_stay_unique_and_the_tree_is_whole(base: Document, made: list[Operation]) -> None:
    result, _ = run(base, *made)
    addresses = [each.address for each in result.provisions]
    assert len(set(addresses)) == len(addresses)
    for provision in result.provisions:
        assert all(child.parent == provision.address for child in provision.children)
        assert all(child.depth == provision.depth + 1 for child in provision.children)


@SOME
@given(acts(), st.data())
def test_striking_and_inserting_is_the_edit_of_the_text_and_nothing_else(
    base: Document, data: st.DataObject
) -> None:
    unique = [
        (each, match)
        for each in base.provisions
        for match in re.finditer(r"\w+", each.text)
        if len(re.findall(rf"(?<!\w){match[0]}(?!\w)", each.text)) == 1
        and not any(
            re.search(rf"(?<!\w){match[0]}(?!\w)", below.own_words) for below in list(each.walk())[1:]
        )
        and not re.search(rf"(?<!\w){match[0]}(?!\w)", each.heading)
    ]
    if not unique:
        return
    provision, match = data.draw(st.sampled_from(unique))
    steps = tuple(
        Step("section" if each.level == "section" else each.level, each.designator)
        for each in base.provisions
        if provision.address == each.address or provision.address.startswith(f"{each.address}/")
    )
    new = data.draw(st.sampled_from(("torch", "a 10-inch “torch”", "")))
    operation = Operation(
        "replace" if new else "strike",
        Place("H.R. 99", steps),
        "s1",
        (Span("s1"),),
        "made",
        struck=match[0],
        inserted=new,
    )
    result, fates = run(base, operation)
    assert fates == ["applied"]
    expected = f"{provision.text[: match.start()]}{new}{provision.text[match.end() :]}"
    for before, after in zip(base.provisions, result.provisions, strict=True):
        if before.address == provision.address:
            assert re.sub(r"\s+", "", after.text) == re.sub(r"\s+", "", expected)
            assert not new or after.text == expected
            assert "  " not in after.text
        else:
            assert (after.address, after.own_words) == (before.address, before.own_words)


@SOME
@given(acts(), operations(("replace",)), st.integers(0, 3))
def test_words_that_are_replaced_and_put_back_give_the_base(
    base: Document, operation: Operation, level: int
) -> None:
    target = replace(operation.target, path=operation.target.path[:level])
    operation = replace(operation, target=target, struck_to="", position="", excepted=())
    changed, fates = run(base, operation)
    if fates != ["applied"]:
        return
    again = "each" if operation.occurrence == "each" else "only"
    inverse = replace(operation, struck="torch", inserted=operation.struck, occurrence=again)  # type: ignore[arg-type]  # one of the two
    back, fates = run(replace(changed, title=base.title), inverse)
    assert fates == ["applied"]
    assert back.body == base.body


@SOME
@given(acts(), st.sampled_from(PAYLOADS[:2]), places())
def test_what_is_added_and_removed_gives_the_base(base: Document, payload: str, where: Place) -> None:
    where = replace(where, path=where.path[:1])
    add = Operation("add", where, "s1", (Span("s1"),), "made", payload=(payload,), position="numerical")
    changed, fates = run(base, add)
    if fates != ["applied"]:
        return
    new = Step("subsection", AMENDING.by_address[payload].designator)
    remove = Operation("remove", replace(where, path=(*where.path, new)), "s1", (Span("s1"),), "made")
    back, fates = run(replace(changed, title=base.title), remove)
    assert fates == ["applied"]
    assert back.body == base.body


@SOME
@given(acts(), st.lists(operations(), max_size=4))
def test_operations_that_went_through_json_do_the_same(base: Document, made: list[Operation]) -> None:
    reading = Reading(tuple(made))
    read_back = from_json(to_json(reading, AMENDING))
    assert read_back == reading
    assert execute(base, AMENDING, read_back) == execute(base, AMENDING, reading)


@SOME
@given(acts(), st.lists(operations(), max_size=4))
def test_every_difference_is_one_that_an_operation_says_it_made(
    base: Document, made: list[Operation]
) -> None:
    execution = execute(base, AMENDING, Reading(tuple(made)))
    struck = [address for outcome in execution.outcomes for address in outcome.base]
    touched = [address for outcome in execution.outcomes for address in outcome.result]
    before, after = dict(shown(base.body)), dict(shown(execution.result.body))
    for address, words in before.items():
        if after.get(address) != words:
            assert _covered(address, struck) or _covered(address, touched), address
    for address, words in after.items():
        if before.get(address) != words:
            assert _covered(address, touched), address


def _covered(address: str, by: Sequence[str]) -> bool:
    """Say whether an address is one of others, or stands below one."""
    return any(address == other or address.startswith(f"{other}/") for other in by)


@SOME
@given(acts(), st.data())
def test_a_number_that_is_given_and_given_back_changes_nothing(base: Document, data: st.DataObject) -> None:
    numbered = [each for each in base.provisions if each.level == "subsection"]
    if not numbered:
        return
    provision = data.draw(st.sampled_from(numbered))
    section = Step("section", base.by_address[provision.parent].designator)
    there = Place("H.R. 99", (section, Step("subsection", provision.designator)))
    here = Place("H.R. 99", (section, Step("subsection", "z")))
    moved, fates = run(base, Operation("redesignate", there, "s1", (Span("s1"),), "made", to=here))
    assert fates == ["applied"]
    assert [each.text for each in moved.by_address[f"{provision.parent}/z"].walk()] == [
        each.text for each in provision.walk()
    ]
    back, _ = run(
        replace(moved, title=base.title),
        Operation("redesignate", here, "s1", (Span("s1"),), "made", to=there),
    )
    assert back.body == base.body


@SOME
@given(acts())
def test_drafts_of_a_finished_tree_finish_to_the_same_tree(base: Document) -> None:
    style = style_of(base)
    assert finish(redraft(base.body, style), style) == base.body


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name",
    [
        "ecfr/title-1-part-51-2024-05-17.xml",
        "fr/2013-16962.xml",
        "usc/usc09@117-80.xml",
        "bills-uslm/COMPS-1523.xml",
        "bills/119s331/BILLS-119s331rs.xml",
    ],
)
def test_drafts_of_real_documents_finish_to_the_same_tree(corpus: Path, name: str) -> None:
    real = parse(corpus / name)
    style = style_of(real)
    assert finish(redraft(real.body, style), style) == real.body
