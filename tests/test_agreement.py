"""Agreement between coders: the published worked examples, and the notes of two people."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import OLD, document
from hypothesis import given
from hypothesis import strategies as st

from lawdiff.annotations import reliability
from lawdiff.annotations.agreement import agreement
from lawdiff.annotations.anchor import tokenise
from lawdiff.annotations.errors import NoSuchEntry
from lawdiff.annotations.reliability import cohens_kappa, krippendorffs_alpha, percent_agreement
from lawdiff.annotations.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BILL = document(OLD)


def sheet(*coders: str) -> Counter[tuple[str | None, ...]]:
    """Return the rows of coders that are given as one letter a unit, a full stop where nothing was said."""
    columns = zip(*coders, strict=True)
    return Counter(tuple(None if value == "." else value for value in column) for column in columns)


def test_kappa_and_percent_of_a_two_by_two_table() -> None:
    rows = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    assert percent_agreement(rows) == 0.7
    assert cohens_kappa(rows) == pytest.approx(0.4)


def test_kappa_of_three_categories() -> None:
    rows = sheet("npnup", "npnun")
    assert cohens_kappa(rows) == pytest.approx(0.6875)


def test_alpha_of_the_examples_that_define_it() -> None:
    # Krippendorff (2011): A, binary data, two observers; B, nominal data; C, four observers and missing data.
    assert krippendorffs_alpha(sheet("0100000010", "1110010000")) == pytest.approx(0.095, abs=5e-4)
    assert krippendorffs_alpha(sheet("aabbdcccedda", "babbbccceddd")) == pytest.approx(0.692, abs=5e-4)
    four = sheet("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    assert krippendorffs_alpha(four) == pytest.approx(0.743, abs=5e-4)


@pytest.mark.parametrize(
    ("coders", "alpha", "kappa"),
    [
        (["nnyyynyyynynyynynnynnyyn", "nnynyyyynnynyyyyynyyyyyn"], 0.402903811252, 0.4),
        (
            ["cbacbbaacbccbbabccaabbcccbbbcc", "bcacbbbabbcccbacccccbbbccbbbac"],
            0.475555555556,
            0.468085106383,
        ),
        (
            ["nnynn.yynnnny..nyy..yyy.", ".nnnn.y..nnnynnnnyynn.y.", "ynynny.ynnnnynnnyy..nyyn"],
            0.690476190476,
            None,
        ),
        (
            ["cd..b.ba.....ccbcb..", "c.da.cb.cddbcb.bcbad", ".ddabbbcc....a..c..d", "cddaab.a....c.c...a."],
            0.727848101266,
            None,
        ),
        (
            [
                "nynnnny.yynyyynn",
                "nnnyyn.yyynyynnn",
                "nynnn..yyynyyynn",
                "nynyy.yyyynyynnn",
                "nyn.nnynyynyynny",
            ],
            0.608960311663,
            None,
        ),
        (
            ["yyyyyyyyyyyynyyyynynyyyyyyyyyyyyyyyyyyyy", "ynyyyyyyyyyynyyyynyynyyyyyyyyyyyyyyyyyny"],
            0.451388888889,
            0.448275862069,
        ),
    ],
)
@pytest.mark.parametrize("at_once", [reliability.AT_ONCE, 0], ids=["by the library", "by counts"])
def test_other_programs_give_the_same(
    coders: list[str], alpha: float, kappa: float | None, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The figures are those of krippendorff 0.9.0 and scikit-learn 1.9.1 for sheets drawn at random."""
    monkeypatch.setattr(reliability, "AT_ONCE", at_once)
    assert krippendorffs_alpha(sheet(*coders)) == pytest.approx(alpha, abs=1e-9)
    assert cohens_kappa(sheet(*coders)) == (None if kappa is None else pytest.approx(kappa, abs=1e-9))


@given(
    st.dictionaries(
        st.tuples(*[st.sampled_from(["a", "b", "c", None])] * 3),
        st.integers(min_value=1, max_value=9),
        max_size=12,
    )
)
def test_counting_and_the_library_agree(rows: dict[tuple[str | None, ...], int]) -> None:
    by_library = krippendorffs_alpha(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reliability, "AT_ONCE", 0)
        by_counts = krippendorffs_alpha(rows)
    assert by_library == (None if by_counts is None else pytest.approx(by_counts, abs=1e-9))


def test_where_nothing_varies_nothing_can_be_said() -> None:
    alike = sheet("aaaa", "aaaa")
    assert percent_agreement(alike) == 1.0
    assert cohens_kappa(alike) is None
    assert krippendorffs_alpha(alike) is None
    assert percent_agreement(sheet("a.", ".a")) is None
    assert cohens_kappa(sheet("ab", "ab", "ab")) is None  # it is for two


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ab")), min_size=2, max_size=40))
def test_the_order_of_the_coders_does_not_matter(units: list[tuple[str, str]]) -> None:
    rows: Counter[tuple[str, ...]] = Counter(units)
    turned: Counter[tuple[str, ...]] = Counter((two, one) for one, two in units)
    assert cohens_kappa(rows) == cohens_kappa(turned)
    assert krippendorffs_alpha(rows) == krippendorffs_alpha(turned)
    alpha = krippendorffs_alpha(rows)
    assert alpha is None or alpha <= 1.0
    assert (alpha == 1.0) == (alpha is not None and percent_agreement(rows) == 1.0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "notes.db") as opened:
        for author, at, quote, tag in (
            ("ada", "s2/a", "facial image", "faces"),
            ("ben", "s2/a", "a facial image from any alien", "faces"),
            ("ada", "s2/b", "", "retention"),
            ("ben", "s2/b", "14 days", "retention"),
            ("ada", "s3/a", "", "faces"),
            ("ben", "s3/a", "", "retention"),
        ):
            opened.add_note(BILL, at, "x", quote=quote, tags=[tag], author=author, id=f"{author}-{at}")
        yield opened


def test_two_coders_tag_by_tag_over_provisions(store: Store) -> None:
    found = agreement(store)
    faces, retention = found.tags
    units = len(BILL.provisions)
    assert (faces.tag, faces.coders, faces.units, faces.tagged, faces.agreed) == (
        "faces",
        ("ada", "ben"),
        units,
        2,
        1,
    )
    assert faces.percent == pytest.approx(1 - 1 / units)
    assert (retention.tagged, retention.agreed) == (2, 1)
    assert (found.overall.units, found.overall.tagged, found.overall.agreed) == (2 * units, 4, 2)
    decisions, yes = 2 * units, 3  # each of the two says yes three times
    chance = (yes**2 + (decisions - yes) ** 2) / decisions**2
    assert found.overall.kappa == pytest.approx((1 - 2 / decisions - chance) / (1 - chance))
    assert [(each.tag, each.address, each.yes, each.no, each.notes) for each in found.disagreements] == [
        ("faces", "s3/a", ("ada",), ("ben",), ("ada-s3/a",)),
        ("retention", "s3/a", ("ben",), ("ada",), ("ben-s3/a",)),
    ]


def test_over_words_every_word_counts_and_stretches_are_listed_whole(store: Store) -> None:
    found = agreement(store, tags=["Faces"], unit="span")
    (faces,) = found.tags
    report = len(tokenise(BILL.by_address["s3/a"].own_words))
    assert (faces.agreed, faces.tagged) == (2, 6 + report)
    assert [(each.words, each.yes) for each in found.disagreements] == [
        ("a", ("ben",)),
        ("from any alien", ("ben",)),
        (BILL.by_address["s3/a"].own_words, ("ada",)),
    ]


def test_who_did_not_work_on_a_document_said_nothing_of_it(store: Store) -> None:
    other = document(OLD[:2], "Engrossed-in-House")
    store.add_note(other, "s2/a", "x", tags=["faces"], author="ada")
    assert agreement(store).tags[0].units == len(BILL.provisions)
    alone = agreement(store, document=other.sha256)
    assert (alone.overall.coders, alone.overall.units, alone.overall.percent) == (("ada",), 0, None)
    assert alone.disagreements == ()
    store.add_note(other, "s2/b", "x", tags=["faces"], author="cyd")
    three = agreement(store)
    assert three.overall.coders == ("ada", "ben", "cyd")
    assert three.overall.kappa is None
    assert three.overall.alpha is not None


def test_what_was_carried_is_not_coded_twice(store: Store) -> None:
    before = agreement(store)
    stand = store.stands(BILL.sha256)[0]
    later = document(OLD[:2], "Engrossed-in-House")
    store.add_document(later)
    store.put_targets(
        stand,
        [replace(stand.target, document=later.sha256, origin=BILL.sha256, state="carried")],
        "ada",
        "carry",
        {},
    )
    assert agreement(store).tags == before.tags


def test_an_unknown_tag_is_named(store: Store) -> None:
    with pytest.raises(NoSuchEntry, match="faces"):
        agreement(store, tags=["facs"])
