"""Word edits: exact, symmetric, readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawdiff.differ import new_side, old_side
from lawdiff.differ.edits import word_edits
from lawdiff.differ.tokens import tokens

PIECES = (
    *(
        "the ",
        "Secretary ",
        "may ",
        "shall ",
        "not ",
        "require ",
        "aliens ",
        "to ",
        "be ",
        "photographed, ",
        "under ",
    ),
    *(
        "section 215.8(a)(1) ",
        "8 U.S.C. 1365b(c)(1)(A) ",
        "$673,000,000 ",
        "14 days ",
        "July 4, 2025, ",
        "(i) ",
        "— ",
        "“",
        "” ",
    ),
    *("é̂ ", "国土 ", "; ", ".", "  "),
)
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)


@pytest.mark.parametrize(
    "whole",
    [
        *(
            "$1,000,000",
            "$1.5 billion",
            "$3.5-million",
            "1,000th",
            "2025-26",
            "12 1/2 percent",
            "12½ percent",
            "1 3/32",
        ),
        *(
            "10 percentage points",
            "July 4, 2025",
            "4 July 2025",
            "Sept. 30, 2029",
            "1/31/2026",
            "9:00 AM",
            "9:00 a.m.",
        ),
        *(
            "42 U.S.C. 1396a(a)(10)(A)(i)(VIII)",
            "15 U.S.C. 78j-1(m)(2)",
            "5 U.S.C. App. 3",
            "26 CFR 1.401(a)(9)-5",
        ),
        *(
            "101(a)(3)(B)",
            "1.106-1.109",
            "1.106–1.109",
            "(A)-(C)",
            "(A)(i)(II)",
            "(ii)",
            "(b-1)",
            "1400Z–1(c)(1)",
        ),
        *(
            "Public Law 119–21",
            "Pub. L. No. 119-21",
            "85 FR 74162",
            "U.S.C.",
            "mother-in-law's",
            "a\u0301b",
            "国土",
        ),
        "https://www.example.gov/a/b.html",
    ],
)
def test_a_token_is_what_a_reader_would_not_cut(whole: str) -> None:
    for before, after in (("", ""), ("under ", ", and"), ("“", "”;"), ("the ", " of it")):
        assert whole in [token.rstrip() for token in tokens(f"{before}{whole}{after}")]


@given(texts)
def test_tokens_spell_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@given(texts, texts)
def test_edits_are_exact(old: str, new: str) -> None:
    edits = word_edits(old, new)
    assert old_side(edits) == old
    assert new_side(edits) == new
    assert all(text for _, text in edits)


@given(texts, texts)
def test_swapping_the_texts_swaps_the_edits(old: str, new: str) -> None:
    swap = {"=": "=", "-": "+", "+": "-"}

    def parts(first: str, second: str, *, swapped: bool) -> list[tuple[str, ...]]:
        groups: list[list[str]] = [[]]
        for operation, text in word_edits(first, second):
            if operation == "=":
                groups += [["=" + text], []]
            else:
                groups[-1].append((swap[operation] if swapped else operation) + text)
        return [tuple(sorted(group)) for group in groups]

    assert parts(old, new, swapped=False) == parts(new, old, swapped=True)


@given(texts, texts)
def test_neighbouring_edits_differ_in_kind(old: str, new: str) -> None:
    operations = "".join(operation for operation, _ in word_edits(old, new))
    assert not any(double in operations for double in ("==", "--", "++", "+-"))


@pytest.mark.parametrize(
    "atom",
    [
        "(a)",
        "(iii)",
        "(a)(1)(B)",
        "8 U.S.C. 1365b(c)(1)(A)",
        "8 CFR 215.8(a)(1)",
        "85 FR 74162",
        "139 Stat. 72",
        ["section", "101(a)(15)(B)"][1],
        "Public Law 119–21",
        "$6,168,000,000",
        "$1.5 billion",
        "2.5 percent",
        "July 4, 2025",
        "1-year",
        "215.8",
        "U.S.C.",
    ],
)
def test_one_token_is_never_cut(atom: str) -> None:
    assert tokens(f"under {atom} of it") == ["under ", f"{atom} ", "of ", "it"]


CASES = {
    "sentences at the end": (
        "The fee is small. A fee is due. A tower is built.",
        "The fee is small.",
        "The fee is small.[- A fee is due. A tower is built.-]",
    ),
    "a sentence that ends as the one before": (
        "A fee is due at a port. A tower may be built there.",
        "A fee is due at a port. A camera is due at a port. A tower may be built there.",
        "A fee is due at a port. {+A camera is due at a port. +}A tower may be built there.",
    ),
    "a sentence that begins as the one behind": (
        "A fee is due. The officer goes home at night.",
        "A fee is due. The officer is paid. The officer goes home at night.",
        "A fee is due. {+The officer is paid. +}The officer goes home at night.",
    ),
    "an item of a list": (
        "ports; roads; and towers",
        "ports; and towers",
        "ports; [-roads; -]and towers",
    ),
    "an amount": (
        "of $673,000,000 for",
        "of $6,168,000,000 for",
        "of [-$673,000,000-]{+$6,168,000,000+} for",
    ),
    "a period": (
        "images are deleted within 14 days of capture",
        "images are deleted within 12 hours of capture",
        "images are deleted within [-14 days-]{+12 hours+} of capture",
    ),
    "one phrase, no confetti": (
        "The Secretary may establish pilot programs at land ports and at fifteen air ports of the country.",
        "The Secretary shall run one program at all ports of the country.",
        (
            "The Secretary [-may establish pilot programs at land ports and at fifteen air-]"
            "{+shall run one program at all+} ports of the country."
        ),
    ),
    "replaced, not shredded": (
        "Fees of the Commissioner of Customs are due in the month of May.",
        "A carrier that brings an alien to the port pays the cost in the currency of the United States.",
        (
            "[-Fees of the Commissioner of Customs are due in the month of May.-]"
            "{+A carrier that brings an alien to the port pays the cost in the currency of the United States.+}"
        ),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_edits_read_well(name: str) -> None:
    old, new, wanted = CASES[name]
    marks = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    assert "".join(marks[operation].format(text) for operation, text in word_edits(old, new)) == wanted


def test_a_very_long_text_is_cut_where_it_agrees() -> None:
    old = [f"word{number}" for number in range(30_000)]
    new = [*old[:9_000], "struck", *old[9_100:22_000], "and", "more", *old[22_000:]]
    edits = word_edits(" ".join(old), " ".join(new))
    assert old_side(edits) == " ".join(old)
    assert new_side(edits) == " ".join(new)
    assert sum(len(text.split()) for operation, text in edits if operation == "+") <= 4
