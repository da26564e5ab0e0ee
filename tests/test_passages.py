"""Words that stand in another provision of the unit now: told as kept, whatever becomes of the paragraphs."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from drafts import BEDS, BOATS, FEES, PHOTOS, ROADS, TOWERS, bill, by_new, section
from hypothesis import given
from hypothesis import strategies as st

from lawdiff.differ import compare
from lawdiff.differ.passages import REGROUPED
from lawdiff.parsers.draft import Draft
from lawdiff.render.beside import beside
from lawdiff.render.html.comparison import render_comparison
from lawdiff.render.json_comparison import comparison_json
from lawdiff.render.markdown import edits_markdown
from lawdiff.render.spell import shown, spell
from lawdiff.render.summary import size_of
from lawdiff.render.terminal import ComparisonView, Screen, to_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawdiff.differ import Change, Comparison
    from lawdiff.differ.change import Edit

TEXTS = (FEES, TOWERS, PHOTOS, BEDS, BOATS, ROADS)
SHORT = "The fee is small."
OPENING = "What this subsection says of ports and of the border holds for all of them, and for vessels as for vehicles."


def act(*paragraphs: tuple[str, Iterable[str]], stays: str = ROADS) -> Draft:
    """Draft a section with a subsection that stays, and others: each with its text and those of its paragraphs."""
    made = section("1", "Border", "")
    made.add(Draft("subsection", "(a)", "a", text=stays))
    for letter, (text, inner) in zip("bcdefg", paragraphs, strict=False):
        subsection = Draft("subsection", f"({letter})", letter, f"Rule {letter}", text)
        for number, words in enumerate(inner, start=1):
            subsection.add(Draft("paragraph", f"({number})", str(number), text=words))
        made.add(subsection)
    return made


def compared(old: Draft, new: Draft) -> Change:
    return by_new(compare(bill(old), bill(new)), "s1")


def told(change: Change) -> set[tuple[str, str, str]]:
    """Return old and new address and words of each passage."""
    return {
        (part.old.address, passage.there.address, part.old.own_words[passage.start : passage.end])
        for part in change.parts
        for passage in part.passages
        if passage.side == "old" and part.old is not None
    }


def mirrored(change: Change) -> set[tuple[str, str, str]]:
    """Return the same, as the new side tells it."""
    return {
        (passage.there.address, part.new.address, part.new.own_words[passage.start : passage.end])
        for part in change.parts
        for passage in part.passages
        if passage.side == "new" and part.new is not None
    }


def rules(change: Change) -> dict[str, str]:
    told = {}
    for part in change.parts:
        provision = part.new or part.old
        if part.relation != "unchanged" and provision is not None:
            told[provision.address] = part.rule
    return told


@pytest.mark.parametrize(
    ("old", "new", "passages", "expected"),
    [
        pytest.param(
            act((f"{OPENING} {FEES} {TOWERS}", ())),
            act((OPENING, (FEES, TOWERS))),
            {("s1/b", "s1/b/1", FEES), ("s1/b", "s1/b/2", TOWERS)},
            {"s1/b": REGROUPED, "s1/b/1": REGROUPED, "s1/b/2": REGROUPED},
            id="divided",
        ),
        pytest.param(
            act((f"{FEES} {TOWERS}", ())),
            act(("", (FEES, TOWERS))),
            {("s1/b", "s1/b/1", FEES), ("s1/b", "s1/b/2", TOWERS)},
            {"s1/b": REGROUPED, "s1/b/1": REGROUPED, "s1/b/2": REGROUPED},
            id="divided, nothing left of the whole",
        ),
        pytest.param(
            act((OPENING, (FEES, TOWERS))),
            act((f"{OPENING} {FEES} {TOWERS}", ())),
            {("s1/b/1", "s1/b", FEES), ("s1/b/2", "s1/b", TOWERS)},
            {"s1/b": REGROUPED, "s1/b/1": REGROUPED, "s1/b/2": REGROUPED},
            id="joined",
        ),
        pytest.param(
            act((f"{FEES} {TOWERS}", ()), (BEDS, ())),
            act((FEES, ()), (f"{BEDS} {TOWERS}", ())),
            {("s1/b", "s1/c", TOWERS)},
            {"s1/b": "words changed", "s1/c": "words changed"},
            id="a sentence behind other law is no mere division",
        ),
        pytest.param(
            act((f"{OPENING} {FEES} {TOWERS}", ())),
            act((OPENING, (FEES, f"{TOWERS} No tower may be taller."))),
            {("s1/b", "s1/b/1", FEES), ("s1/b", "s1/b/2", TOWERS)},
            {"s1/b": REGROUPED, "s1/b/1": REGROUPED, "s1/b/2": "added"},
            id="what is new in a piece stays substantive",
        ),
        pytest.param(
            act((f"{OPENING} {FEES} {TOWERS}", ())),
            act((OPENING, (FEES.replace("each carrier", "a carrier"), TOWERS))),
            {
                ("s1/b", "s1/b/1", FEES.partition(" each ")[2]),
                ("s1/b", "s1/b/2", TOWERS),
            },
            {"s1/b": "words changed", "s1/b/1": "added", "s1/b/2": REGROUPED},
            id="a word that changed on the way stays substantive",
        ),
        pytest.param(
            act((f"{FEES} {TOWERS}", ()), (f"{FEES} {BEDS}", ())),
            act((BOATS, ()), (f"{PHOTOS} {FEES}", ())),
            set(),
            {},
            id="what stands twice leads nowhere",
        ),
        pytest.param(
            act((f"{FEES} {SHORT}", ())),
            act((FEES, (SHORT,))),
            set(),
            {"s1/b": "words changed", "s1/b/1": "added"},
            id="a few words are no passage",
        ),
    ],
)
def test_words_that_stand_elsewhere_are_told(
    old: Draft, new: Draft, passages: set[tuple[str, str, str]], expected: dict[str, str]
) -> None:
    change = compared(old, new)
    assert told(change) == passages
    assert mirrored(change) == passages
    assert not expected or rules(change) == expected


@given(st.permutations(TEXTS), st.permutations(TEXTS), st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_passages_hold_the_same_words_on_both_sides_and_swap_with_them(
    first: list[str], second: list[str], cuts: list[int]
) -> None:
    before, after = _dealt(first, cuts[:3]), _dealt(second, cuts[3:])
    old, new = bill(section("1", "Border", *before)), bill(section("1", "Border", *after))
    change, back = by_new(compare(old, new), "s1"), by_new(compare(new, old), "s1")
    assert told(change) == mirrored(change)
    assert told(back) == {(there, here, words) for here, there, words in told(change)}
    for part in change.parts:
        for operation, side, words in (("-", "old", part.old), ("+", "new", part.new)):
            spans = [(one.start, one.end) for one in part.passages if one.side == side]
            assert spans == sorted(spans)
            assert all(end <= start for (_, end), (start, _) in pairwise(spans))
            edited = _spans(part.edits, operation, "+" if operation == "-" else "-")
            assert all(any(low <= start and end <= high for low, high in edited) for start, end in spans)
            assert not spans or words is not None
    for paragraph in spell(change):
        if paragraph.part is not None:
            passages = paragraph.part.passages
            assert "".join(text for _, text in shown(paragraph.once, passages)) == "".join(
                text for _, text in paragraph.once
            )


def _dealt(texts: list[str], cuts: list[int]) -> list[str]:
    """Return the texts as two or more paragraphs of one to four sentences."""
    left, paragraphs = list(texts), []
    for cut in cuts:
        paragraphs.append(" ".join(left[: cut + 1]))
        left = left[cut + 1 :]
    return [text for text in (*paragraphs, " ".join(left)) if text] + [SHORT]


def _spans(edits: Iterable[Edit], operation: str, other: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for kind, text in edits:
        if kind == operation:
            spans.append((at, at + len(text)))
        at += len(text) * (kind != other)
    return spans


def divided() -> Comparison:
    return compare(
        bill(act((f"{OPENING} {FEES} {TOWERS}", ()))), bill(act((OPENING, (FEES, f"{TOWERS} It is tall."))))
    )


def test_the_crosswalk_leads_to_the_pieces_and_from_them() -> None:
    forth = divided()
    assert forth.crosswalk["s1/b"] == ("s1/b", "s1/b/1", "s1/b/2")
    back = compare(forth.new, forth.old)
    assert back.crosswalk["s1/b/1"] == back.crosswalk["s1/b/2"] == ("s1/b",)


def test_words_that_were_kept_elsewhere_are_neither_taken_out_nor_put_in() -> None:
    size = size_of(by_new(divided(), "s1"))
    assert (size.removed, size.added) == (0, len(["(1)", "(2)", "It", "is", "tall."]))


def test_each_view_tells_of_them() -> None:
    comparison = divided()
    plain = to_text(ComparisonView(comparison, beside()), Screen(400))
    assert f"[→{FEES}→] [→{TOWERS}→]" in plain
    assert "(→ words now in sec. 1(b)(1) and sec. 1(b)(2))" in plain
    assert f"{{+(2)+}} {{←{TOWERS}←}} {{+It is tall.+}}" in plain
    page = render_comparison(comparison)
    assert f"<del class=k> {FEES}</del>" in page
    assert "<a class=l href='#o:s1/b'>← words from sec. 1(b)</a>" in page
    parts = json.loads(comparison_json(comparison))["changes"][0]["parts"]
    assert [(row["side"], row["address"]) for part in parts for row in part["passages"]] == [
        ("old", "s1/b/1"),
        ("old", "s1/b/2"),
        ("new", "s1/b"),
        ("new", "s1/b"),
    ]
    spelled = "".join(edits_markdown(paragraph.shown) for paragraph in spell(by_new(comparison, "s1")))
    assert f"[← {TOWERS} ←]" in spelled
