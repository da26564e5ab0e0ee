"""Words that other provisions lost, and words that several places claim: they are not taken for the note's."""

from __future__ import annotations

import pytest
from builders import document
from following import carried_to, outcome
from hypothesis import given
from hypothesis import strategies as st

from lawdiff.annotations.alignment import counterparts, shared_rows
from lawdiff.annotations.carry import follow_target
from lawdiff.annotations.ground import Ground
from lawdiff.annotations.place import place

WORDS = st.lists(st.sampled_from(["the", "fee", "is", "due", "and", "of", "port", "one"]), max_size=14)

FEE = "by striking the fee of the carrier at a port and inserting the fee of the owner at a port"
TOLL = "by striking the toll of the carrier at a bridge and inserting the toll of the owner at a bridge"
TIME = "An officer who inspects an alien at a land port shall record the time of each capture in the system"
COPY = "and the owner of the system shall keep one signed copy in the archive of the port for two years"


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        # Either "section" makes an alignment of the same length; one of them stands beside what it stood beside.
        ("as authorized by section 601", "as under section of any section 601", [0, -1, -1, 5, 6]),
        ("at a port", "at a port at a port", [0, 1, 2]),
        ("one at a port two", "one at a port at a port two", [0, 1, 2, 3, 7]),
        ("one two three", "three", [-1, -1, 0]),
    ],
)
def test_kept_words_stand_with_those_that_they_stood_with(old: str, new: str, wanted: list[int]) -> None:
    assert counterparts(old.split(), new.split()) == wanted


@given(WORDS, WORDS)
def test_an_alignment_keeps_equal_words_in_their_order_and_as_many_as_can_be(
    old: list[str], new: list[str]
) -> None:
    found = counterparts(old, new)
    pairs = [(index, where) for index, where in enumerate(found) if where >= 0]
    assert all(old[index] == new[where] for index, where in pairs)
    assert [where for _, where in pairs] == sorted({where for _, where in pairs})
    longest = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, word in enumerate(old):
        for j, other in enumerate(new):
            longest[i + 1][j + 1] = (
                longest[i][j] + 1 if word == other else max(longest[i][j + 1], longest[i + 1][j])
            )
    assert len(pairs) == longest[-1][-1]


@given(WORDS, WORDS)
def test_rows_are_the_kept_words_cut_where_one_side_is_broken(old: list[str], new: list[str]) -> None:
    rows = list(shared_rows("s1", old, new))
    kept = [where for where in counterparts(old, new) if where >= 0]
    assert [index for row in rows for index in range(row.first, row.last)] == kept
    assert all(row.letters == sum(map(len, new[row.first : row.last])) for row in rows)


def test_words_that_another_paragraph_lost_are_not_taken_for_the_notes() -> None:
    """(a) lost its first half; what stands there like it came from (b), which lost it."""
    old = [("a", f"{FEE};"), ("b", f"{TOLL};")]
    new = [("a", f"and inserting the fee of the owner at a port; {TOLL};"), ("b", "")]
    found = outcome(old, new, "s1/a", "of the carrier at a")
    assert found.state == "orphaned"
    stays = outcome(old, new, "s1/a", "the fee of the owner")
    assert (stays.state, carried_to(stays)) == ("carried", [("s1/a", "the fee of the owner")])


def test_words_that_another_paragraph_says_still_are_no_reason_to_doubt() -> None:
    old = [("a", f"{FEE};"), ("b", f"{FEE} or a pier;")]
    new = [("a", f"{FEE} of entry;"), ("b", f"{FEE} or a pier;")]
    found = outcome(old, new, "s1/a", "the fee of the carrier")
    assert (found.state, carried_to(found)) == ("carried", [("s1/a", "the fee of the carrier")])


def test_changed_words_of_a_paragraph_that_was_written_anew_need_a_row_that_was_kept() -> None:
    """What both say are turns of phrase: half of the quote's letters, and no five words in a row."""
    old = "The carrier shall pay the fee to the officer before the manifest is filed with the port of arrival"
    new = (
        "Any member who wins such a prize shall, if the report says so, give half of the money to the library"
    )
    quote = "shall pay the fee to the officer before"
    assert outcome([("a", old)], [("a", new)], "s1/a", quote).state == "orphaned"
    kept = new.replace("give half of the money to the library", "pay the fee to the officer, before noon")
    found = outcome([("a", old)], [("a", kept)], "s1/a", quote)
    assert (found.state, found.targets[0].address) == ("carried-edited", "s1/a")


def test_a_copy_is_not_taken_for_what_was_cut_in_two() -> None:
    """The halves of the old (a) stand in (b) and (c); what the crosswalk leads to says all of it, and is new, too."""
    old = [("a", f"{TIME}, {COPY}.")]
    new = [("b", f"{TIME}."), ("c", f"{COPY}."), ("d", f"{TIME}, {COPY} and a day.")]
    found = outcome(old, new, "s1/a", "each capture in the", crosswalk={"s1": ("s1",), "s1/a": ("s1/d",)})
    assert found.state == "ambiguous"
    assert {"s1/d", "s1/b"} <= set(found.candidates)


def test_the_number_in_its_place_answers_those_that_claim_the_same() -> None:
    old = [("a", f"{TIME}, {COPY}.")]
    new = [("a", f"{TIME}, {COPY} and a day."), ("b", f"{TIME}."), ("c", f"{COPY}.")]
    found = outcome(old, new, "s1/a", "each capture in the")
    assert (found.state, carried_to(found)) == ("carried", [("s1/a", "each capture in the")])


def test_words_that_went_into_what_another_paragraph_became_are_found_there() -> None:
    """The crosswalk leads (a) to what (b) became: most of it is (b)'s, and all that was (a)'s stands behind it."""
    other = "Towers are built where sensors cannot be kept in repair, and no fee is due for the use of them by day"
    old = [("a", f"{TIME};"), ("b", f"{other}.")]
    new = [("b", f"{other}. {TIME[3:]};")]
    walk = {"s1": ("s1",), "s1/a": ("s1/b",), "s1/b": ("s1/b",)}
    found = outcome(old, new, "s1/a", "shall record the time of each", crosswalk=walk)
    assert carried_to(found) == [("s1/b", "shall record the time of each")]


def test_a_few_words_keep_their_note_under_their_number_where_the_crosswalk_leads_nowhere() -> None:
    old = [("a", "Printed books."), ("b", "Online educational materials.")]
    new = [("a", "Printed books."), ("b", f"Online educational materials. {TIME}; {COPY}.")]
    walk = {"s1": ("s1",), "s1/a": ("s1/a",)}
    found = outcome(old, new, "s1/b", "Online educational materials", crosswalk=walk)
    assert (found.state, carried_to(found)) == ("carried", [("s1/b", "Online educational materials")])


def test_carrying_there_and_back_puts_a_note_where_it_was_or_nowhere() -> None:
    one = document([("1", "Reports", [("a", f"{FEE};"), ("b", f"{TOLL};"), ("c", f"{TIME}, {COPY}.")])])
    two = document(
        [
            (
                "1",
                "Reports",
                [("a", f"and inserting the fee; {TOLL};"), ("b", ""), ("c", f"{TIME}."), ("c-1", COPY)],
            )
        ],
        "Engrossed-in-House",
    )
    walk = {"s1": ("s1",), "s1/a": ("s1/a",), "s1/b": ("s1/b",), "s1/c": ("s1/c",)}
    back = {new: (old,) for old, (new,) in walk.items()}
    for at, quote in [("s1/a", "the fee of"), ("s1/b", "the toll of the owner"), ("s1/c", "signed copy in")]:
        start = place(one, at, quote, occurrence=1)
        there = follow_target(Ground(one, two, walk), start)
        for target in there.targets:
            if target.address:
                home = follow_target(Ground(two, one, back), target)
                assert all(each.address in ("", at) for each in home.targets), (at, quote, home.evidence)


def test_what_says_next_to_nothing_else_is_the_old_provisions_own() -> None:
    """(b), which is gone, said it to the letter; but (a) said all of it, too, but for one word, and goes on."""
    sea = TIME.replace("land", "sea")
    found = outcome(
        [("a", f"{TIME}."), ("b", f"{sea}.")], [("a", f"{sea}.")], "s1/a", "record the time of each"
    )
    assert (found.state, carried_to(found)) == ("carried", [("s1/a", "record the time of each")])


def test_changed_words_with_nothing_kept_in_a_row_are_not_the_quotes() -> None:
    """Four long words stand there in their order, and make half of the letters of both; nothing around them does."""
    quote = "manufacturers file certification with congressional offices notwithstanding delays"
    old = f"In May, {quote} on ships, boats and planes"
    new = (
        "By then every manager has what manufacturers who do so at no certification go in or to congressional"
        " aims as to be notwithstanding it"
    )
    assert outcome([("a", old)], [("a", new)], "s1/a", quote).state == "orphaned"
    kept = new.replace("who do so at no certification", "who file certification with congressional offices")
    found = outcome([("a", old)], [("a", kept)], "s1/a", quote)
    assert (found.state, found.targets[0].address) == ("carried-edited", "s1/a")


def test_what_was_put_in_behind_a_paragraph_is_a_piece_of_that_one() -> None:
    """The number (b-1) says that it was cut from (b), though (a), which is gone, said the same to the letter."""
    old = [("a", f"{COPY}."), ("b", f"{TIME}, {COPY.replace('two', 'ten')}.")]
    new = [("b", f"{TIME},"), ("b-1", f"{COPY} too.")]
    walk = {"s1": ("s1",), "s1/a": ("s1/b-1",), "s1/b": ("s1/b",)}
    assert outcome(old, new, "s1/a", "signed copy in the archive", crosswalk=walk).state == "orphaned"
