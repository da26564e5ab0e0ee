"""Flat paragraphs become the tree that their markers mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawdiff.parsers.draft import Draft
from lawdiff.parsers.hierarchy import nest
from lawdiff.parsers.markers import CFR, COMMENT, Paragraph, letter, roman, split

if TYPE_CHECKING:
    from collections.abc import Iterator

STARS = "* * *"


def tree(*texts: str) -> list[str]:
    """Nest paragraphs and return the path of each provision: ``a``, ``a/1``, …, ``~`` for plain text."""
    items = [Draft("text", text=STARS) if text == STARS else Paragraph(text) for text in texts]
    return list(paths(nest(items).children))


def paths(drafts: list[Draft], above: str = "") -> Iterator[str]:
    for draft in drafts:
        own = draft.designator or ("*" if draft.text == STARS else "~")
        path = f"{above}/{own}" if above else own
        yield path
        yield from paths(draft.children, path)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # (i) after (h) is a letter; below (1) it is a numeral, because (ii) follows.
        (("(h) x", "(i) y", "(j) z"), ["h", "i", "j"]),
        (("(h) x", "(1) y", "(i) z", "(ii) z", "(i) w", "(j) v"), ["h", "h/1", "h/1/i", "h/1/ii", "i", "j"]),
        (
            ("(h) x", "(1) y", "(2) y", "(i) w", "(1) a", "(2) b", "(j) v"),
            ["h", "h/1", "h/2", "i", "i/1", "i/2", "j"],
        ),
        # (v) and (x) among numerals, and among letters.
        (
            ("(a)(1) x", "(i) a", "(ii) b", "(iii) c", "(iv) d", "(v) e"),
            ["a", "a/1", *[f"a/1/{n}" for n in ("i", "ii", "iii", "iv", "v")]],
        ),
        (("(u) x", "(1) y", "(2) y", "(v) z", "(w) z", "(x) z"), ["u", "u/1", "u/2", "v", "w", "x"]),
        # (ii) after (hh) is a letter.
        (("(gg) x", "(hh) x", "(ii) y", "(jj) z"), ["gg", "hh", "ii", "jj"]),
        # (A) begins again below each numeral.
        (
            ("(a)(1)(i) x", "(A) a", "(B) b", "(ii) y", "(A) c", "(B) d"),
            ["a", "a/1", "a/1/i", "a/1/i/A", "a/1/i/B", "a/1/ii", "a/1/ii/A", "a/1/ii/B"],
        ),
        # Stars explain a gap, and stand beside the paragraph after them.
        (
            (STARS, "(g) * * *", "(1) * * *", "(iii) * * *", "(B) x", STARS, "(j) y"),
            ["*", "g", "g/1", "g/1/iii", "g/1/iii/B", "*", "j"],
        ),
        (("(b) * * *", "(2) * * *", "(ii) x", STARS, "(v) y"), ["b", "b/2", "b/2/ii", "b/2/*", "b/2/v"]),
        # After stars, a marker with nothing but stars behind it says again where the amendment is.
        (
            (STARS, "(i) * * *", "(1) * * *", "(B) x", "(C) y", STARS, "(i) * * *", "(2) * * *", "(B) z"),
            ["*", "i", "i/1", "i/1/B", "i/1/C", "*", "i", "i/2", "i/2/B"],
        ),
        (
            ("(b) * * *", "(2) * * *", "(i) x", STARS, "(b) * * *", "(4) y"),
            ["b", "b/2", "b/2/i", "*", "b", "b/4"],
        ),
        # The first child of a paragraph whose own text is left out is none of these.
        (("(b) * * *", "(1) * * *", "(i) x", STARS, "(c) y"), ["b", "b/1", "b/1/i", "*", "c"]),
        # Some sections count numbers above letters.
        (
            ("(1) x", "(a) y", "(b) z", "(2) w", "(a) p", "(i) q", "(ii) r", "(b) s", "(3) v"),
            ["1", "1/a", "1/b", "2", "2/a", "2/a/i", "2/a/ii", "2/b", "3"],
        ),
        # A range takes its whole length.
        (("(a)-(c) [Reserved]", "(d) x", "(e) and (f) [Reserved]", "(g) y"), ["a-c", "d", "e-f", "g"]),
        # Lists of an undesignated definition belong to it.
        (
            ("(a) x:", "Term means:", "(1) a", "(2) b", "Other means:", "(1) c", "(2) d", "(b) y"),
            ["a", "a/~", "a/~/1", "a/~/2", "a/~", "a/~/1", "a/~/2", "b"],
        ),
        # A section without letters.
        (("As used here:", "(1) x", "(2) y"), ["~", "~/1", "~/2"]),
        (("Text.", "More text."), ["~", "~"]),
    ],
)
def test_known_ambiguities(texts: tuple[str, ...], expected: list[str]) -> None:
    assert tree(*texts) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # A list belongs to its definition, and the next definition stands beside it.
        (
            ("<Alpha> means x.", "<Beta> means:", "(a) p", "(b) q", "<Gamma> means y.", "<Delta> means z."),
            ["~", "~", "~/a", "~/b", "~", "~"],
        ),
        (
            (
                "<Alpha> means x.",
                "<Beta> means:",
                "(a) p",
                "(b) q",
                "<Gamma> means:",
                "(a) r",
                "(b) s",
                "<D> means z.",
            ),
            ["~", "~", "~/a", "~/b", "~", "~/a", "~/b", "~"],
        ),
        (
            (
                "(a) In this part:",
                "<Alpha> means x.",
                "<Beta> means—",
                "(1) p",
                "(2) q",
                "<Gamma> means y.",
                "(b) z",
            ),
            ["a", "a/~", "a/~", "a/~/1", "a/~/2", "a/~", "b"],
        ),
        (
            (
                "Alpha means x.",
                "Beta means:",
                "(1) p",
                "(2) q",
                "Gamma means:",
                "(1) r",
                "(2) s",
                "Delta means z.",
            ),
            ["~", "~", "~/1", "~/2", "~", "~/1", "~/2", "~"],
        ),
        # One term alone is no list of definitions: the paragraphs are the section's.
        (("The term <bank> means:", "(a) p", "(b) q"), ["~", "a", "b"]),
    ],
)
def test_lists_of_definitions(texts: tuple[str, ...], expected: list[str]) -> None:
    items = []
    for text in texts:
        start, end = text.find("<"), text.find(">")
        italics = ((start, end - 1),) if start >= 0 else ()
        items.append(Paragraph(text.replace("<", "").replace(">", ""), italics))
    found = nest(items)
    assert list(paths(found.children)) == expected
    assert not found.unclear


def test_a_marker_that_fits_nowhere_stays_in_place_and_is_reported() -> None:
    found = nest([Paragraph("(a) x"), Paragraph("(q) odd"), Paragraph("(b) y")])
    assert [draft.number + draft.text for draft in found.unclear] == ["(q) odd"]
    assert list(paths(found.children)) == ["a", "a/~", "b"]


def test_italic_levels_five_and_six() -> None:
    items = [
        Paragraph("(a)(1)(i)(A) x"),
        Paragraph("(1) y", italics=((1, 2),)),
        Paragraph("(i) z", italics=((1, 2),)),
        Paragraph("(ii) z", italics=((1, 3),)),
        Paragraph("(2) y", italics=((1, 2),)),
        Paragraph("(B) w"),
    ]
    above = "a/1/i/A"
    expected = [
        "a",
        "a/1",
        "a/1/i",
        above,
        f"{above}/1",
        f"{above}/1/i",
        f"{above}/1/ii",
        f"{above}/2",
        "a/1/i/B",
    ]
    found = nest(items)
    assert list(paths(found.children)) == expected
    assert not found.unclear


def test_run_in_headings_and_the_marker_after_them() -> None:
    text = "(b) Scope. (1) This part applies."
    found = nest([Paragraph(text, italics=((4, 10),))]).children[0]
    assert (found.number, found.heading, found.text) == ("(b)", "Scope.", "")
    assert (found.children[0].number, found.children[0].text) == ("(1)", "This part applies.")


def test_a_defined_term_in_italics_is_no_heading() -> None:
    found = nest([Paragraph("(1) Act means the Act.", italics=((4, 7),))]).children[0]
    assert (found.heading, found.text) == ("", "Act means the Act.")


def test_a_dash_ends_a_heading_before_a_marker() -> None:
    found = nest(
        [Paragraph("(b) Photographs—(1) Black and white. Text.", italics=((4, 15), (20, 36)))]
    ).children[0]
    assert (found.heading, found.children[0].heading, found.children[0].text) == (
        "Photographs—",
        "Black and white.",
        "Text.",
    )


def test_footnote_references_follow_their_words() -> None:
    text = "(b) Scope. (1) This part applies."
    found = nest([Paragraph(text, italics=((4, 10),), refs=((19, "7"),))])
    reference = found.references[0]
    assert (reference.label, reference.draft.text[reference.offset :]) == ("7", " part applies.")


def test_comments_count_in_their_own_alphabets() -> None:
    items = [
        Paragraph("1. Scope. i. First.", italics=((3, 9),), scheme=COMMENT),
        Paragraph("A. Second.", scheme=COMMENT),
        Paragraph("ii. Third.", scheme=COMMENT),
        Paragraph("2. Fourth.", scheme=COMMENT),
    ]
    assert list(paths(nest(items).children)) == ["1", "1/i", "1/i/A", "1/ii", "2"]


def test_a_comment_that_is_set_in_italics_with_the_heading_before_it() -> None:
    first = Paragraph("A. Examples. 1. Assume so.", italics=((3, 15),), scheme=COMMENT)
    second = Paragraph("2. Assume not.", italics=((0, 2),), scheme=COMMENT)
    found = nest([Paragraph("1. x", scheme=COMMENT), Paragraph("i. y", scheme=COMMENT), first, second])
    comment = found.children[0].children[0].children[0]
    assert (comment.number, comment.heading, comment.text) == ("A.", "Examples.", "")
    assert [(each.number, each.text) for each in comment.children] == [
        ("1.", "Assume so."),
        ("2.", "Assume not."),
    ]
    assert found.unclear == []


def test_stars_before_the_marker_of_the_level_below_are_the_text_of_the_level_above() -> None:
    """``(3) * * * (i) …`` prints a paragraph in its place; ``(a) * * * (b)`` and ``* * * (see (1))`` do not."""
    found = nest([Paragraph("(e) * * *"), Paragraph("(3) * * * (i) Lamps."), Paragraph("(iv) Wicks.")])
    assert list(paths(found.children)) == ["e", "e/3", "e/3/i", "e/3/iv"]
    third = found.children[0].children[0]
    assert [third.text, *(draft.text for draft in third.children)] == ["* * *", "Lamps.", "Wicks."]
    for text in ("* * * (b) Lamps.", "* * * (see (1)) Lamps.", "Lamps. * * * (1) Wicks."):
        assert [draft.text for draft in nest([Paragraph(f"(a) {text}")]).children] == [text]


def test_words_in_brackets_are_no_markers() -> None:
    assert split(Paragraph("(the) text")) == []
    assert split(Paragraph("(2013) text")) == []
    assert len(split(Paragraph("(a) (see (1))"))) == 1


@pytest.mark.parametrize(
    ("numeral", "value"), [("i", 1), ("iv", 4), ("xxxviii", 38), ("xl", 40), ("iiii", 0), ("", 0), ("vx", 0)]
)
def test_roman(numeral: str, value: int) -> None:
    assert roman(numeral) == value


def test_letters_double_after_z() -> None:
    assert [letter(designator) for designator in ("a", "z", "aa", "bb", "ab", "1")] == [1, 26, 27, 28, 0, 0]


@dataclass
class Node:
    """A node of a random section."""

    children: list[Node] = field(default_factory=list)


def sections(counts: tuple[tuple[int, int], ...]) -> st.SearchStrategy[list[Node]]:
    """Return random trees with so many siblings (least, most) at each level; a lone child is never drafted."""
    strategy: st.SearchStrategy[list[Node]] = st.just([])
    for least, most in reversed(counts):
        node = st.one_of(st.just([]), strategy).map(Node)
        strategy = st.lists(node, min_size=least, max_size=most)
    return strategy


NUMERALS = [
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
]


def designators(level: int) -> Iterator[str]:
    """Yield the designators of a level in order."""
    for count in range(60):
        if level in (1, 4):
            one = chr(ord("a" if level == 1 else "A") + count % 26)
            yield one * (count // 26 + 1)
        elif level in (2, 5):
            yield str(count + 1)
        elif count < len(NUMERALS):
            yield NUMERALS[count]


def printed(
    nodes: list[Node], draw: st.DrawFn, level: int, start: str
) -> Iterator[tuple[Paragraph | None, str]]:
    """Yield each node's paragraph (None where it is joined to the next) and its path."""
    for node, designator in zip(nodes, designators(level), strict=False):
        joined = bool(node.children) and level < len(CFR.levels) - 2 and draw(st.booleans())
        text = f"({designator})"
        yield (
            (None if joined else Paragraph(f"{text} words", italics=((1, 2),) if level >= 5 else ())),
            f"{start}{designator}",
        )
        yield from printed(node.children, draw, level + 1, f"{start}{designator}/")


@st.composite
def flat(draw: st.DrawFn, counts: tuple[tuple[int, int], ...]) -> tuple[list[Paragraph], list[str]]:
    """Return the paragraphs of a random section and the paths that they mean."""
    paragraphs, expected, pending = [], [], ""
    for paragraph, path in printed(draw(sections(counts)), draw, 1, ""):
        expected.append(path)
        if paragraph is None:
            pending += f"({path.rpartition('/')[2]})"
        else:
            shift = len(pending)
            italics = tuple((start + shift, end + shift) for start, end in paragraph.italics)
            paragraphs.append(Paragraph(pending + paragraph.text, italics))
            pending = ""
    return paragraphs, expected


@settings(max_examples=150, deadline=None)
@given(flat(((1, 8), (2, 5), (2, 14), (2, 4), (2, 3), (2, 3))))
def test_random_sections_come_back(case: tuple[list[Paragraph], list[str]]) -> None:
    paragraphs, expected = case
    found = nest(paragraphs)
    assert list(paths(found.children)) == expected
    assert not found.unclear


@settings(max_examples=60, deadline=None)
@given(flat(((6, 30), (2, 3), (2, 3))))
def test_random_sections_with_many_letters_come_back(case: tuple[list[Paragraph], list[str]]) -> None:
    paragraphs, expected = case
    assert list(paths(nest(paragraphs).children)) == expected
