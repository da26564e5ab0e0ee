"""A passage that was broken apart: what vouches for a place is the run of words that went there together."""

from __future__ import annotations

import pytest
from following import carried_to, outcome

LONG = "An officer who inspects an alien at a land port shall record the time of each capture in the system"
FEE = "A fee of ten dollars is due when the carrier files the manifest at the port of first arrival"
TOWER = "Towers are built where sensors cannot be kept in repair"


@pytest.mark.parametrize(
    ("old", "new", "quote", "state", "arrival"),
    [
        # A run moved to a sibling; the quote stands across its edge.
        (
            [("a", f"{FEE} in the district."), ("b", f"{TOWER}.")],
            [
                ("a", "A fee of ten dollars is due when in the district."),
                ("b", f"{TOWER}. the carrier files the manifest at the port of first arrival"),
            ],
            "is due when the carrier files",
            "split",
            [("s1/a", "is due when"), ("s1/b", "the carrier files")],
        ),
        # Two words of the run, which say nothing by themselves.
        (
            [("a", f"{FEE} in the district."), ("b", f"{TOWER}.")],
            [
                ("a", "A fee of ten dollars is due when in the district."),
                ("b", f"{TOWER}. the carrier files the manifest at the port of first arrival"),
            ],
            "the manifest",
            "moved",
            [("s1/b", "the manifest")],
        ),
        # The paragraph was cut in two.
        (
            [("a", f"{FEE} in the district."), ("b", f"{TOWER}.")],
            [
                ("a", "A fee of ten dollars is due when the carrier files"),
                ("a-1", "the manifest at the port of first arrival in the district."),
                ("b", f"{TOWER}."),
            ],
            "files the manifest at the port",
            "split",
            [("s1/a", "files"), ("s1/a-1", "the manifest at the port")],
        ),
        # What came to the sibling is another paragraph's, which is gone.
        (
            [("a", f"{FEE} in the district."), ("b", f"{TOWER}."), ("c", f"{FEE} in every district.")],
            [("b", f"{TOWER}. when the carrier files the manifest at the port of first arrival")],
            "files the manifest",
            "orphaned",
            [("", "files the manifest")],
        ),
        # Too little went there together.
        (
            [("a", f"{FEE} in the district."), ("b", f"{TOWER}.")],
            [
                ("a", "A fee of ten dollars is due in the district."),
                ("b", f"{TOWER}. Keep the manifest at sea."),
            ],
            "the manifest",
            "orphaned",
            [("", "the manifest")],
        ),
        # Two siblings got it.
        (
            [("a", f"{FEE} in the district."), ("b", f"{TOWER}."), ("c", "Forms are free.")],
            [
                ("a", "A fee of ten dollars is due when in the district."),
                ("b", f"{TOWER}. the carrier files the manifest at the port of first arrival"),
                ("c", "Forms are free. the carrier files the manifest at the port of first arrival"),
            ],
            "the manifest",
            "ambiguous",
            [("", "the manifest")],
        ),
    ],
)
def test_a_passage_that_was_broken_apart_is_followed_by_the_words_around_it(
    old: list[tuple[str, str]],
    new: list[tuple[str, str]],
    quote: str,
    state: str,
    arrival: list[tuple[str, str]],
) -> None:
    found = outcome(old, new, "s1/a", quote)
    assert (found.state, carried_to(found)) == (state, arrival)


def test_half_a_sentence_that_is_written_anew_keeps_its_note_where_the_rest_of_the_paragraph_goes_on() -> (
    None
):
    old = [("a", f"The lasting fee of the carrier is due, if {LONG}, and the fee is paid.")]
    new = [
        (
            "a",
            f"Under such rules the sum, being a lasting fee of the carrier, is due, if {LONG}, and the fee is paid.",
        )
    ]
    found = outcome(old, new, "s1/a", "lasting fee of the carrier is")
    assert (found.state, found.targets[0].address) == ("carried-edited", "s1/a")
