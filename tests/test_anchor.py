"""Finding words again in a text that has changed: at their place, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from lawdiff.annotations.anchor import MARGIN, find, follow, likeness, same_but_figures, tokenise
from lawdiff.annotations.place import CONTEXT, occurrences

WORDS = st.lists(
    st.sampled_from(["the", "alien", "shall", "report", "14", "30", "days", "of", "CBP,", "and;", "(a)"]),
    min_size=1,
)
DISTINCT = [f"word{number}" for number in range(60)]


def words_of(text: str) -> list[str]:
    return [token.text for token in tokenise(text)]


def image(old: str, new: str, quote: str) -> str:
    """Return what `follow` makes of a quote that stands once in the old text."""
    start = old.index(quote)
    tokens, new_tokens = tokenise(old), tokenise(new)
    inside = [i for i, token in enumerate(tokens) if token.end > start and token.start < start + len(quote)]
    found = follow(words_of(old), words_of(new), inside[0], inside[-1] + 1)
    return "" if found is None else new[new_tokens[found[0]].start : new_tokens[found[1] - 1].end]


@pytest.mark.parametrize(
    ("old", "new", "quote", "wanted"),
    [
        # The case that the module opens with: the occurrence that is left is somebody else's.
        (
            "shall depart at once or within 14 days, and report within 14 days of arrival",
            "shall depart at once or within 30 days, and report within 14 days of arrival",
            "within 14 days, ",
            "within 30 days,",
        ),
        (
            "It costs $381.5 million over ten years.",
            "It costs $412.9 million over ten years.",
            "$381.5",
            "$412.9",
        ),
        (
            "held for 14 days after it was taken and no longer",
            "held for 12 hours after it was matched and no longer",
            "14 days after it was taken",
            "12 hours after it was matched",
        ),
        ("one two three four", "zero one two inserted three four five", "two three", "two inserted three"),
        ("one two three four", "one four", "two three", ""),
        ("one two", "one two three", "two", "two"),
        ("two three", "one two three", "two", "two"),
        ("not later than 14 days after it", "not later than 12 hours after it", "14 days", "12 hours"),
        ("a long passage here", "quite other words", "long passage", ""),
    ],
)
def test_what_became_of_some_words(old: str, new: str, quote: str, wanted: str) -> None:
    assert image(old, new, quote) == wanted


@given(
    first=st.integers(0, 50),
    length=st.integers(1, 9),
    edits=st.lists(st.tuples(st.integers(0, 59), st.sampled_from(["drop", "change", "insert"])), max_size=25),
)
@example(first=0, length=1, edits=[(1, "change")])
def test_words_are_followed_to_their_place_after_edits_elsewhere(
    first: int, length: int, edits: list[tuple[int, str]]
) -> None:
    last = first + length
    new: list[str] = []
    for index, word in enumerate(DISTINCT):
        kinds = [] if first <= index < last else [kind for place, kind in edits if place == index]
        if "insert" in kinds:
            new.append(f"new{index}")
        if "drop" not in kinds:
            new.append(f"other{index}" if "change" in kinds else word)
    found = follow(DISTINCT, new, first, last)
    assert found is not None
    assert new[found[0] : found[1]] == DISTINCT[first:last]


@given(first=st.integers(0, 50), length=st.integers(1, 9))
def test_words_that_were_deleted_are_followed_nowhere(first: int, length: int) -> None:
    new = DISTINCT[:first] + DISTINCT[first + length :]
    assert follow(DISTINCT, new, first, first + length) is None


@given(old=WORDS, new=WORDS, data=st.data())
def test_an_image_is_a_range_of_the_new_words(old: list[str], new: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(old) - 1))
    last = data.draw(st.integers(first + 1, len(old)))
    found = follow(old, new, first, last)
    assert found is None or 0 <= found[0] < found[1] <= len(new)
    assert follow(old, old, first, last) == (first, last)


@given(one=WORDS, two=WORDS)
def test_likeness_is_a_share(one: list[str], two: list[str]) -> None:
    assert 0.0 <= likeness(one, two) <= 1.0
    assert (likeness(one, two) == 1.0) == (one == two)


@given(before=WORDS, quote=WORDS, after=WORDS, more=WORDS)
def test_an_exact_quote_is_found_with_its_surroundings(
    before: list[str], quote: list[str], after: list[str], more: list[str]
) -> None:
    head, body, tail = (" ".join(part) for part in (before, quote, after))
    text = f"{head} {body} {tail}"
    start = len(head) + 1
    end = start + len(body)
    spans = find(text, body, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])
    assert (start, end) in {(span.start, span.end) for span in spans}
    longer = f"{text} {' '.join(more)}"
    assert all(longer[span.start : span.end] == body for span in find(longer, body) if span.exact)


def test_the_surroundings_choose_between_occurrences() -> None:
    text = "report within 14 days of arrival; depart within 14 days of the order"
    (span,) = find(text, "within 14 days", "depart ", " of the order")
    assert text[: span.start].endswith("depart ")


def test_occurrences_that_nothing_tells_apart_are_all_given() -> None:
    spans = find("x within 14 days y x within 14 days y", "within 14 days", "x ", " y")
    assert len(spans) == 2
    assert abs(spans[0].score - spans[1].score) < MARGIN


def test_a_quote_that_changed_a_little_is_found_and_one_that_changed_much_is_not() -> None:
    text = (
        "The Secretary shall, within 30 days of the arrival of an alien, collect a facial image at the port."
    )
    (span,) = find(text, "within 14 days of the arrival of an alien, collect a facial image")
    assert text[span.start : span.end] == "within 30 days of the arrival of an alien, collect a facial image"
    assert not span.exact
    assert span.score < 1
    assert find(text, "carriers have to submit manifests of crew and passengers to the Government") == ()
    assert find(text, "within 14 days") == ()


@given(text=st.text(max_size=60), quote=st.text(min_size=1, max_size=12))
def test_occurrences_are_where_they_say(text: str, quote: str) -> None:
    assume(quote == " ".join(quote.split()))
    for start in occurrences(text, quote):
        assert len(text[start : start + len(quote)]) == len(quote)
    assert (quote in text) <= bool(occurrences(text, quote))


def test_typography_does_not_count() -> None:
    assert occurrences("the “pilot” — 2–3 years", '"pilot"  -') == (4,)


@pytest.mark.parametrize(
    ("one", "two", "wanted"),
    [
        ("$5,000", "$7,500.50", True),
        ("14 days", "30 days", True),
        ("14 days", "12 hours", True),
        ("within 14 days", "12 hours", False),
        ("a", "b", False),
    ],
)
def test_figures_alone(one: str, two: str, *, wanted: bool) -> None:
    assert same_but_figures(words_of(one), words_of(two)) is wanted
