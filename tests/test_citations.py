"""Citations in text: each kind, lists, ranges, and what only looks like one."""

from __future__ import annotations

import itertools

import pytest

from lawdiff.parsers.citations import KINDS, citations

CASES = (
    ("8 U.S.C. 1365b(c)(1)(A)", "U.S.C.: 8 U.S.C. 1365b(c)(1)(A)"),
    ("13 U.S.C. § 8(a)", "U.S.C.: 13 U.S.C. 8(a)"),
    ("42 U.S.C. 1395w–4(b), 1396a, and 300gg–91", "U.S.C.: 42 U.S.C. 1395w-4(b), 42 U.S.C. 1396a, 42 U.S.C. 300gg-91"),
    ("42 U.S.C. 7410(k), 15 U.S.C. 2601", "U.S.C.: 42 U.S.C. 7410(k), 15 U.S.C. 2601"),
    ("44 U.S.C. chapter 35", "U.S.C.: 44 U.S.C. chapter 35"),
    ("44 U.S.C. 3501-3521", "U.S.C.: 44 U.S.C. 3501-3521"),
    ("(5 U.S.C. App.)", "U.S.C.: 5 U.S.C. App."),
    ("50 U.S.C. app. 527", "U.S.C.: 50 U.S.C. App. 527"),
    ("section 1341 of title 31, United States Code,", "U.S.C.: 31 U.S.C. 1341"),
    ("sections 3302 and 3303a(d) of title 44", "U.S.C.: 44 U.S.C. 3302, 44 U.S.C. 3303a(d)"),
    ("chapter 57 of title 5, United States Code", "U.S.C.: 5 U.S.C. chapter 57"),
    ("8 CFR 215.8(a)(1)", "CFR: 8 CFR 215.8(a)(1)"),
    ("8 CFR parts 215 and 235", "CFR: 8 CFR part 215, 8 CFR part 235"),
    ("12 CFR 1026", "CFR: 12 CFR part 1026"),
    ("12 CFR 1026.41(e)(4)(ii) and (iii)", "CFR: 12 CFR 1026.41(e)(4)(ii), 12 CFR 1026.41(e)(4)(iii)"),
    ("26 CFR 1.401(a)(9)-5", "CFR: 26 CFR 1.401(a)(9)-5"),
    ("section 52.2 of title 40, Code of Federal Regulations", "CFR: 40 CFR 52.2"),
    ("part 412 of title 42, Code of Federal Regulations", "CFR: 42 CFR part 412"),
    ("137 Stat. 112", "Stat.: 137 Stat. 112"),
    ("Public Law 119–21", "Public Law: Public Law 119-21"),
    ("Public Laws 111-148 and 111–152", "Public Law: Public Law 111-148, Public Law 111-152"),
    ("85 FR 74162", "FR: 85 FR 74162"),
    ("88 Fed. Reg. 65,230", "FR: 88 FR 65230"),
    (
        "section 7208 of the Intelligence Reform and Terrorism Prevention Act of 2004",
        "act: sec. 7208, Intelligence Reform and Terrorism Prevention Act of 2004",
    ),
    ("section 45Q of the Internal Revenue Code of 1986", "act: sec. 45Q, Internal Revenue Code of 1986"),
    (
        "section 505(i) of the Federal Food, Drug, and Cosmetic Act",
        "act: sec. 505(i), Federal Food, Drug, and Cosmetic Act",
    ),
    ("section 3 of the Act of June 6, 1934", "act: sec. 3, Act of June 6, 1934"),
    ("section 60109 of Public Law 117–169", "act: sec. 60109, Public Law 117-169"),
    ("section 5(b) of such Act", "act: sec. 5(b), such Act"),
    ("section 3(a) of the RFA", "act: sec. 3(a), RFA"),
    ("the Dodd-Frank Act section 1022(b)(2)", "act: sec. 1022(b)(2), Dodd-Frank Act"),
    ("New TILA section 129B(b)", "act: sec. 129B(b), TILA"),
    ("paragraph (2) of section 101(a) of the Clean Air Act", "act: sec. 101(a)(2), Clean Air Act"),
    (
        "section 101(a)(15)(B) and (C) of the Immigration and Nationality Act",
        "act: sec. 101(a)(15)(B), Immigration and Nationality Act, sec. 101(a)(15)(C), Immigration and Nationality Act",
    ),
    ("section 5 of the PRA. The office", "act: sec. 5, PRA"),
    ("Dodd-Frank section 1400(b)", "act: sec. 1400(b), Dodd-Frank"),
    ("section 31 of the 1899 act", "act: sec. 31, 1899 act"),
    ("section 9 of act Aug. 28, 1935, ch. 795,", "act: sec. 9, Act of Aug. 28, 1935, ch. 795"),
    ("section 4 of the Rivers Act for Fiscal Year 2017", "act: sec. 4, Rivers Act for Fiscal Year 2017"),
    ("section 2 of title III of the Rivers Act", "act: sec. 2, Rivers Act"),
    ("section 9(a) [title IV, § 47] of Pub. L. 106–113", "act: sec. 9(a), Public Law 106-113"),
    ("title XIX of the Rivers Act", "act: title XIX, Rivers Act"),
    ("titles XVIII and XIX of the Rivers Act", "act: title XVIII, Rivers Act, title XIX, Rivers Act"),
    ("section 12 [[div. A], § 4] of Public Law 99–5", "act: sec. 12, Public Law 99-5"),
    ("44 U.S. Code, 1964 ed., § 76", "U.S.C.: 44 U.S.C. 76 (1964 ed.)"),
    ("title 13, U.S.C., 1952 ed., §§ 111, 122", "U.S.C.: 13 U.S.C. 111 (1952 ed.), 13 U.S.C. 122 (1952 ed.)"),
    ("(section 71 et seq.) of Title 24", "U.S.C.: 24 U.S.C. 71"),
    ("section 12.46 of the BT regulations", "section: § 12.46"),
    ("§§ 10.43(f)(1) through (6) and 10.43(g)", "section: § 10.43(f)(1)-(6), § 10.43(g)"),
    ("sections 2(a)(1) and (2), 3(b), and 4 of such Act",
     "act: sec. 2(a)(1), such Act, sec. 2(a)(2), such Act, sec. 3(b), such Act, sec. 4, such Act"),
    ("subsection 199A(d)(2)", "section: sec. 199A(d)(2)"),
    ("sections 101 and 102", "section: sec. 101, sec. 102"),
    ("sections 3, 4(b), or 5 of this Act", "section: sec. 3, sec. 4(b), sec. 5"),
    ("as defined in section 60003(a)(3)", "section: sec. 60003(a)(3)"),
    ("SEC. 90004.", "section: sec. 90004"),
    ("§ 215.8(a)", "section: § 215.8(a)"),
    ("§§ 1.106-1.109", "section: § 1.106-1.109"),
    ("§§ 1.703(a) through (e)", "section: § 1.703(a)-(e)"),
    ("Section 1026.56(b)(1)(i)-(v)", "section: § 1026.56(b)(1)(i)-(v)"),
    (
        "§ 1026.6(b)(2)(ii), (b)(2)(iii), or (b)(2)(xii)",
        "section: § 1026.6(b)(2)(ii), § 1026.6(b)(2)(iii), § 1026.6(b)(2)(xii)",
    ),
    ("part 235 of this chapter", "section: part 235"),
    ("clause (i) of section 170(b)(1)(G)", "section: sec. 170(b)(1)(G)(i)"),
    ("subsections (b), (c), and (d) of section 4", "section: sec. 4(b), sec. 4(c), sec. 4(d)"),
    ("subsection (a)", "relative: subsection (a)"),
    ("paragraph (2) of this section", "relative: paragraph (2) of this section"),
    (
        "paragraphs (a)(1) and (2) of this section",
        "relative: paragraph (a)(1) of this section, paragraph (a)(2) of this section",
    ),
    ("paragraphs (c)(1)(iii), (d), and (e)(2)", "relative: paragraph (c)(1)(iii), paragraph (d), paragraph (e)(2)"),
    ("subparagraph (A) of paragraph (1)", "relative: paragraph (1)(A)"),
    ("clauses (i) through (iii) of subsection (b)(2)(A)", "relative: subsection (b)(2)(A)(i)-(iii)"),
    ("paragraph (2)(D) of such section", "relative: paragraph (2)(D) of such section"),
)  # fmt: skip
"""Text -> kind and targets: the forms are those of the corpus."""

NOT_CITED = (
    "section 5 days later",
    "a part 3 times as large",
    "the paragraph (see above)",
    "Sections of the Act",
    "in 2024 FR",
    "clause (see",
    "§ A",
    "title II of this part",
    "Title III",
    "the titles I want",
    "",
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_form_gives_its_targets(text: str, expected: str) -> None:
    found = citations(text)
    assert {citation.kind for citation in found} == {expected.split(": ", maxsplit=1)[0]}
    assert ", ".join(citation.target for citation in found) == expected.split(": ", 1)[1]


@pytest.mark.parametrize("text", NOT_CITED)
def test_what_only_looks_like_one(text: str) -> None:
    assert citations(text) == ()


def test_spans_are_in_order_and_do_not_overlap() -> None:
    text = "; ".join(text for text, _ in CASES)
    found = citations(text)
    assert len(found) > len(CASES)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
    assert {citation.kind for citation in found} == set(KINDS)


def test_spans_name_the_words() -> None:
    text = "under sections 101 and 102(a) of the Clean Air Act (42 U.S.C. 7401 et seq.)"
    spans = [text[citation.start : citation.end] for citation in citations(text)]
    assert spans == ["sections 101", "102(a) of the Clean Air Act", "42 U.S.C. 7401"]


def test_sections_behind_an_act_without_a_name_are_its_own() -> None:
    text = "(Jan. 12, 1895, ch. 23, title I, § 73, 28 Stat. 614; Pub. L. 99–5, § 1(m) [title VIII, § 8], Oct. 1, 1986)"
    found = [(text[each.start : each.end], each.target) for each in citations(text)]
    assert found == [
        ("§ 73", "sec. 73, Act of Jan. 12, 1895, ch. 23"),
        ("28 Stat. 614", "28 Stat. 614"),
        ("Pub. L. 99–5", "Public Law 99-5"),
        ("§ 1(m) [title VIII, § 8]", "sec. 1(m), Public Law 99-5"),
    ]


def test_sections_behind_a_public_law_are_its_own() -> None:
    found = citations("Pub. L. 94–521, § 7(a), Oct. 17, 1976, 90 Stat. 2460")
    assert [citation.target for citation in found] == [
        "Public Law 94-521",
        "sec. 7(a), Public Law 94-521",
        "90 Stat. 2460",
    ]
