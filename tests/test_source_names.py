"""Names that people use: what each names, its one spelling, and what is said of a mistake."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawdiff.sources.bills import Bill
from lawdiff.sources.errors import BadName
from lawdiff.sources.names import (
    UNDERSTOOD,
    CfrPart,
    CodeTitle,
    FederalRegisterDocument,
    FederalRegisterPage,
    Law,
    Rulemaking,
    parse_name,
)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("FR 2020-24707", "FR 2020-24707"),
        ("fr doc. 2020-24707", "FR 2020-24707"),
        ("FR Doc. No. E9-25373", "FR E9-25373"),
        ("FR 94-752", "FR 94-752"),
        ("C1-2020-24707", "FR C1-2020-24707"),
        ("2025-19655", "FR 2025-19655"),
        ("2025\u201319655", "FR 2025-19655"),
        ("85 FR 74162", "85 FR 74162"),
        ("85 F.R. 74162", "85 FR 74162"),
        ("85 Fed. Reg. 74,162\u201374,193", "85 FR 74162"),
        ("RIN 1651-AB12", "RIN 1651-AB12"),
        ("rin: 1651-ab12", "RIN 1651-AB12"),
        ("8 CFR 215 @ 2025-12-25", "8 CFR 215 @ 2025-12-25"),
        ("8 C.F.R. part 215, as of 2025-12-25", "8 CFR 215 @ 2025-12-25"),
        ("8 CFR § 215.8(a)(1)@2025-12-25", "8 CFR 215 @ 2025-12-25"),
        ("26 CFR 1.121-1 @ 2025-12-25", "26 CFR 1 @ 2025-12-25"),
        ("7 CFR 1b", "7 CFR 1b"),
        ("8 CFR 215 @ latest", "8 CFR 215"),
        ("8 CFR 215 @ 2020", "8 CFR 215 @ 2020"),
        ("8 CFR 215 (2020 ed.)", "8 CFR 215 @ 2020"),
        ("119 hr 1 enr", "119 hr 1 enr"),
        ("119hr1enr", "119 hr 1 enr"),
        ("BILLS-119hr1enr", "119 hr 1 enr"),
        ("H.R. 1 (119th) enrolled", "119 hr 1 enr"),
        ("H. R. 1, 119th Congress, Engrossed in House", "119 hr 1 eh"),
        ("H.R. 1 enrolled (119th Cong.)", "119 hr 1 enr"),
        ("H.R. 1 (119th) engrossed", "119 hr 1 eh"),
        ("S. 331 (119th) introduced", "119 s 331 is"),
        ("S. 331 (119th) reported in the Senate", "119 s 331 rs"),
        ("119 hr 1 placed on calendar senate", "119 hr 1 pcs"),
        ("H. Con. Res. 105 (118th) eh", "118 hconres 105 eh"),
        ("116 hr 1865 eas2", "116 hr 1865 eas2"),
        ("119 hr 1", "119 hr 1"),
        ("PL 119-21", "PL 119-21"),
        ("P.L. 119\u201321", "PL 119-21"),
        ("Pub. L. No. 119-21", "PL 119-21"),
        ("Public Law 119-21", "PL 119-21"),
        ("PLAW-119publ21", "PL 119-21"),
        ("Private Law 115-1", "Private Law 115-1"),
        ("13 USC @ 117-80", "13 USC @ 117-80"),
        ("13 U.S.C. at PL 117-80", "13 USC @ 117-80"),
        ("Title 13 U.S. Code @ 117-80", "13 USC @ 117-80"),
        ("usc13@115-164not141", "13 USC @ 115-164not141"),
        ("usc05a@117-80", "5a USC @ 117-80"),
    ],
)
def test_a_name_has_one_spelling(text: str, label: str) -> None:
    named = parse_name(text)
    assert named is not None
    assert named.label == label


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_the_examples_are_understood_as_they_stand(text: str) -> None:
    named = parse_name(text)
    assert named is not None
    assert named.label == text


@pytest.mark.parametrize(
    "text",
    ["", " ", "house.xml", "2025", "FR", "sec. 90004", "hr 1 enr", "119-21", "1651", "8 CFR", "x" * 500],
)
def test_what_names_nothing(text: str) -> None:
    assert parse_name(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("119 hr 1 enroled", "is it enrolled (enr)"),
        ("119 hr 1 reported", "is it reported in house (rh) or reported in senate (rs)?"),
        ("119 hr 1 zzz", "no stage of a bill is called “zzz”"),
        ("90 hr 1 enr", "from the 103rd Congress on"),
        ("8 CFR 215 @ 2025-13-45", "2025-13-45 is no day"),
        ("8 CFR 215 @ 2025-W01-1", "is no day"),
        ("8 CFR 215 @ 1905", "from 1996 on"),
        ("99 CFR 1", "titles 1 to 50"),
        ("13 USC", "at a release point"),
        ("13 USC @ christmas", "at a release point"),
        ("99 USC @ 117-80", "titles 1 to 54"),
        ("85 FR 1234567890", "so many pages"),
    ],
)
def test_a_mistake_in_a_known_form_is_named(text: str, said: str) -> None:
    with pytest.raises(BadName) as caught:
        parse_name(text)
    assert said in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


COUNT = st.integers(1, 999)
NAMES = st.one_of(
    st.builds(
        FederalRegisterDocument, st.from_regex(r"(?a:[12]\d{3}-\d{4,5}|E[0-9]-\d{3,5})", fullmatch=True)
    ),
    st.builds(FederalRegisterPage, COUNT, st.integers(1, 99_999)),
    st.builds(Rulemaking, st.from_regex(r"(?a:\d{4}-[A-Z]{2}\d{2})", fullmatch=True)),
    st.builds(
        CfrPart,
        st.integers(1, 50),
        st.from_regex(r"(?a:[1-9]\d{0,4}[a-z]?)", fullmatch=True),
        st.one_of(st.just(""), st.dates().map(str), st.integers(1996, 2999).map(str)),
    ),
    st.builds(
        Bill,
        st.integers(103, 999),
        st.sampled_from(["hr", "s", "hjres", "sjres", "hconres", "sconres", "hres", "sres"]),
        st.integers(1, 99_999),
        st.sampled_from(["", "ih", "rs", "eh", "pcs", "enr", "eas2", "rdhv", "s_p"]),
    ),
    st.builds(Law, COUNT, COUNT, st.sampled_from(["public", "private"])),
    st.builds(
        CodeTitle,
        st.sampled_from(["1", "5a", "13", "54"]),
        st.integers(10, 999),
        st.sampled_from(["1", "80", "164not141", "73not60not61"]),
    ),
)


@given(NAMES)
def test_a_label_names_the_same_again(name: FederalRegisterDocument | Bill | CfrPart) -> None:
    assert parse_name(name.label) == name


@given(st.text(max_size=120) | st.text("0123456789 -.@()§hrscfuplaw", max_size=60))
def test_any_text_is_a_name_or_none_or_one_clear_line(text: str) -> None:
    try:
        named = parse_name(text)
    except BadName as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 - most texts raise nothing
    else:
        assert named is None or parse_name(named.label) == named
