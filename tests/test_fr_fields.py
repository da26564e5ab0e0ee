"""The lines that name a Federal Register document, as agencies write them: dates, RINs, dockets, CFR parts, kind."""

from __future__ import annotations

import pytest

from lawdiff.parsers.fr_dates import filed_on, find_date, stated
from lawdiff.parsers.fr_fields import cfr_parts, dockets, kind_of_rule, rins


@pytest.mark.parametrize(
    ("caption", "effective", "comments"),
    [
        ("This rule is effective March 2, 2020.", "2020-03-02", ""),
        ("Effective Date: March 2, 2020.", "2020-03-02", ""),
        ("Effective: 2 March 2020.", "2020-03-02", ""),
        ("This rule takes effect on Mar. 2, 2020.", "2020-03-02", ""),
        ("Comments must be received on or before: 3/2/2020.", "", "2020-03-02"),
        ("Send comments by Monday, March 2nd, 2020.", "", "2020-03-02"),
        ("By March 2, 2020, interested parties should send comments.", "", "2020-03-02"),
        ("Comments must be received by 11:59 p.m. Eastern Time on March 2, 2020.", "", "2020-03-02"),
        # A reopening or an extension names the day of the proposal too.
        (
            (
                "The comment period for the proposed rule published on January 4, 2016 (81 FR 1), is reopened. "
                "We will consider all comments that we receive on or before May 5, 2016."
            ),
            "",
            "2016-05-05",
        ),
        (
            "The comment period that closed on January 4, 2016, is reopened until May 5, 2016.",
            "",
            "2016-05-05",
        ),
        ("The comment period is extended from January 4, 2016, to May 5, 2016.", "", "2016-05-05"),
        ("Comments are due by May 5, 2016, and reply comments by June 6, 2016.", "", "2016-05-05"),
        ("Comments are accepted from May 5, 2016, through June 6, 2016.", "", "2016-06-06"),
        # A delay.
        (
            (
                "The effective date of the rule published March 1, 2016 (81 FR 9), is delayed from April 15, 2016, "
                "to May 16, 2016."
            ),
            "2016-05-16",
            "",
        ),
        # Some provisions have a day of their own; the document's is wanted.
        (
            (
                "The amendments to § 9.36(h) are effective on June 1, 2013. All other provisions of the rule are "
                "effective on January 10, 2014."
            ),
            "2014-01-10",
            "",
        ),
        (
            "This rule is effective May 1, 2020, except for § 9.1, which is effective July 1, 2020.",
            "2020-05-01",
            "",
        ),
        # A direct final rule.
        (
            (
                "This rule is effective on June 1, 2020, without further notice, unless we receive adverse comment by "
                "May 1, 2020."
            ),
            "2020-06-01",
            "2020-05-01",
        ),
        (
            (
                "Effective date: This interim final rule is effective May 1, 2020. Comment date: Send comments on or "
                "before June 1, 2020."
            ),
            "2020-05-01",
            "2020-06-01",
        ),
        # A day may leave its year, or its month and year, to the next.
        ("Effective from 8 a.m. on May 1 through 10 p.m. on May 3, 2018.", "2018-05-01", ""),
        ("This rule is effective May 30 to June 2, 2018.", "2018-05-30", ""),
        ("Effective May 18–20, 2018.", "2018-05-18", ""),
        ("Effective February 30 through March 2, 2018.", "2018-03-02", ""),
        # When an effect ends is not when it begins, whatever was moved.
        (
            "This order, which extends that of May 12, 2016, is effective May 12, 2018, and expires on May 12, 2019.",
            "2018-05-12",
            "",
        ),
        (
            "This rule is effective June 1, 2017, and will expire on June 1, 2018, unless extended.",
            "2017-06-01",
            "",
        ),
        # A withdrawal, and what confirms a direct final rule.
        (
            "As of May 1, 2015, the proposed rule published on January 2, 2010, is withdrawn.",
            "2015-05-01",
            "",
        ),
        (
            "The rule published on January 2, 2010, at 75 FR 9 is withdrawn as of May 1, 2015.",
            "2015-05-01",
            "",
        ),
        (
            "The effective date of the rule published on May 5, 2015, is confirmed as August 3, 2015.",
            "2015-08-03",
            "",
        ),
        (
            "The comment period for the proposal published on March 8, 2018, closes on June 6, 2018.",
            "",
            "2018-06-06",
        ),
        # Comments on paperwork close on a day of their own.
        (
            "Comments on the information collection are due June 7, 2018. Comments on the rest are due July 9, 2018.",
            "",
            "2018-07-09",
        ),
        ("Comments on the information collection should reach OMB by June 7, 2018.", "", "2018-06-07"),
        ("The meeting will be held May 1, 2020. Comments on it are welcome.", "", ""),
        ("Effective February 30, 2020.", "", ""),
        ("Effective 30 days after publication.", "", ""),
        ("", "", ""),
    ],
)
def test_dates_that_a_caption_states(caption: str, effective: str, comments: str) -> None:
    wanted = {"effective": effective, "comments close": comments}
    assert stated(caption) == {name: day for name, day in wanted.items() if day}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Dec. 29, 2022", "2022-12-29"),
        ("Sept 1, 2020", "2020-09-01"),
        ("Monday, May 4, 2020", "2020-05-04"),
        ("x", ""),
    ],
)
def test_a_date_written_out(text: str, day: str) -> None:
    assert find_date(text) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("[FR Doc. 2020–00001 Filed 2–28–20; 8:45 am]", "2020-02-28"),
        ("[FR Doc. 97-1 Filed 12-3-97; 8:45 am]", "1997-12-03"),
        ("Filed 2-28-2020", "2020-02-28"),
        ("Filed 2-30-20", ""),
        ("[FR Doc. 2020-00001]", ""),
    ],
)
def test_the_date_of_filing(line: str, day: str) -> None:
    assert filed_on(line) == day


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["RIN 1651–AB12"], ("1651-AB12",)),
        (["RIN: 1651‑AB12"], ("1651-AB12",)),
        (["RINs 0938–AR12 and 0938–AR13"], ("0938-AR12", "0938-AR13")),
        (["[Docket No. X–1; RIN 0648–BM78]", "RIN 0648-BM78"], ("0648-BM78",)),
        (["RTID 0648–XD718"], ()),
        (["Phone 202–555–0100"], ()),
    ],
)
def test_rins(lines: list[str], found: tuple[str, ...]) -> None:
    assert rins(lines) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("[Docket No. USBT–2020–0001; BT Dec. 20–01]", ("USBT-2020-0001", "BT Dec. 20-01")),
        ("[Docket No.: BT–P–2016–0001]", ("BT-P-2016-0001",)),
        ("[Docket ID: BT–2016–OS–0001]", ("BT-2016-OS-0001",)),
        ("[Docket Number BT–2016–0422]", ("BT-2016-0422",)),
        ("[Docket Nos. MC2024–1 and CP2024–2; MC2024–3, CP2024–4, and CP2024–5]", (
            "MC2024-1", "CP2024-2", "MC2024-3", "CP2024-4", "CP2024-5",
        )),
        ("[BT–R09–2016–0105 FRL–9944–94–Region 9]", ("BT-R09-2016-0105", "FRL-9944-94-Region 9")),
        ("[Docket No. FD 36005]", ("FD 36005",)),
        ("[WC Docket No. 22–21; FCC 23–111, FR ID 198806]", ("WC Docket No. 22-21", "FCC 23-111", "FR ID 198806")),
        ("[BT–2016–1; PPWO0, PPMV1Y.Y0000]", ("BT-2016-1", "PPWO0", "PPMV1Y.Y0000")),
        ("[GN Docket Nos. 17–183, 18–122; DA 18–398]", (
            "GN Docket No. 17-183", "GN Docket No. 18-122", "DA 18-398",
        )),
        ("[Document Identifiers: BT–276 and BT–1957]", ("Document Identifier: BT-276", "Document Identifier: BT-1957")),
        ("[Docket No. FR- 5921-N-05]", ("FR-5921-N-05",)),
        ("[TA-W-91,030]", ("TA-W-91,030",)),
        ("[Notice of Bureau, Test Division, No. 5]", ("Notice of Bureau, Test Division, No. 5",)),
        ("[Docket No. BT—2016–0042; RIN 1600–AA00]", ("BT-2016-0042",)),
    ],
)  # fmt: skip
def test_dockets(line: str, found: tuple[str, ...]) -> None:
    assert dockets([line]) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("12 CFR Parts 1024 and 1026", ("12 CFR 1024", "12 CFR 1026")),
        ("8 CFR Parts 1, 103, and 212", ("8 CFR 1", "8 CFR 103", "8 CFR 212")),
        ("7 CFR Part 1b", ("7 CFR 1b",)),
        ("45 CFR Chapter III", ()),
        ("2 CFR Subtitle B", ()),
        ("41 CFR Parts 60–1 and 102–117", ("41 CFR 60-1", "41 CFR 102-117")),
        ("12 CFR Part 5 and 26 CFR Part 1", ("12 CFR 5", "26 CFR 1")),
    ],
)
def test_cfr_parts(line: str, found: tuple[str, ...]) -> None:
    assert cfr_parts([line]) == found


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("Interim final rule; request for comments.", "interim final rule"),
        ("Interim rule.", "interim final rule"),
        ("Interim final rule; delay of effective date.", "interim final rule"),
        ("Interim final rule; correction.", "interim final rule"),
        ("Temporary interim final rule.", "interim final rule"),
        ("Final rule; confirmation of interim final rule.", "final rule"),
        ("Affirmation of interim rule as final rule.", "final rule"),
        ("Interim rule adopted as final with changes.", "final rule"),
        ("Adoption of interim rule as final.", "final rule"),
        ("Direct final rule.", "final rule"),
        ("Final rule; delay of effective date.", "final rule"),
        ("", "final rule"),
    ],
)
def test_kind_of_a_rule(action: str, kind: str) -> None:
    assert kind_of_rule(action) == kind
