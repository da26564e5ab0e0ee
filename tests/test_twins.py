"""Look-alikes: a number tells the provision from what was put in beside it; where nothing tells, nothing is chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builders import Section, document

from lawdiff.annotations.carry import follow_target
from lawdiff.annotations.ground import Ground
from lawdiff.annotations.place import place
from lawdiff.parsers.draft import BILL, Draft, finish

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawdiff.annotations.outcome import Outcome
    from lawdiff.parsers.document import Document

HELD = (
    "The thresholds set forth in this section shall apply to any use of balances that remain available in {}."
)
QUOTE = "any use of balances"


def carried(
    old: list[Section], new: list[Section], at: str, quote: str, crosswalk: Mapping[str, tuple[str, ...]]
) -> Outcome:
    one, two = document(old), document(new, "Engrossed-in-House")
    return follow_target(Ground(one, two, crosswalk), place(one, at, quote))


def one_section(*paragraphs: tuple[str, str]) -> list[Section]:
    return [("1", "Thresholds", list(paragraphs))]


def places(found: Outcome) -> list[str]:
    return [target.address for target in found.targets if target.address]


OLD = one_section(("e", HELD.format("the current year")))
LEFT = HELD.format("the current fiscal year")
"""What became of it."""
PUT_IN = HELD.format("the following year")
"""What was put in beside it."""

WRITTEN = "A member may not be removed from such position without a reason that is given in writing."


def test_what_was_inserted_carries_a_number_that_says_so() -> None:
    new = one_section(("e", LEFT), ("e-1", PUT_IN))
    found = carried(OLD, new, "s1/e", QUOTE, {"s1": ("s1",), "s1/e": ("s1/e",)})
    assert (found.state, places(found)) == ("carried", ["s1/e"])


def test_the_number_goes_before_a_crosswalk_that_leads_to_what_was_inserted() -> None:
    new = one_section(("e", LEFT), ("e-1", PUT_IN))
    found = carried(OLD, new, "s1/e", QUOTE, {"s1": ("s1",), "s1/e": ("s1/e-1",)})
    assert (found.state, places(found)) == ("carried", ["s1/e"])
    verbatim = one_section(("e", LEFT), ("e-1", HELD.format("the current year")))
    found = carried(OLD, verbatim, "s1/e", QUOTE, {"s1": ("s1",), "s1/e": ("s1/e-1",)})
    assert (found.state, places(found)) == ("carried", ["s1/e"])


def test_without_a_telling_number_nothing_is_chosen() -> None:
    new = one_section(("f", LEFT), ("g", PUT_IN))
    for quote in (QUOTE, ""):
        found = carried(OLD, new, "s1/e", quote, {"s1": ("s1",), "s1/e": ("s1/f",)})
        assert (found.state, places(found)) == ("ambiguous", [])
        assert set(found.candidates) == {"s1/f", "s1/g"}


def test_a_look_alike_that_lacks_the_quote_is_a_rival_all_the_same() -> None:
    new = one_section(("f", LEFT), ("g", PUT_IN.replace("use of balances", "use of the balances")))
    found = carried(OLD, new, "s1/e", QUOTE, {"s1": ("s1",), "s1/e": ("s1/g",)})
    assert (found.state, places(found)) == ("ambiguous", [])


def test_two_counterparts_that_say_the_same_are_no_split() -> None:
    new = one_section(("f", LEFT), ("g", PUT_IN))
    found = carried(OLD, new, "s1/e", QUOTE, {"s1": ("s1",), "s1/e": ("s1/f", "s1/g")})
    assert (found.state, places(found)) == ("ambiguous", [])


def test_the_second_half_of_a_paragraph_is_no_look_alike() -> None:
    first = "The notification shall name the office that made the request and the day on which it was made"
    second = "and the Secretary shall keep a copy of it for as long as the Archivist of the United States requires."
    old = one_section(("c", f"{first}, {second}"))
    new = one_section(("c", f"{first}."), ("c-1", second))
    found = carried(old, new, "s1/c", "keep a copy of it", {"s1": ("s1",), "s1/c": ("s1/c",)})
    assert places(found) == ["s1/c-1"]


def test_what_another_provision_is_more_like_is_not_ones_own() -> None:
    fee = "In addition to any other fees the Attorney General shall impose on any alien who files {} a fee of $100."
    old: list[Section] = [
        ("1", "Removal", [("a", fee.format("a motion for suspension of deportation"))]),
        ("2", "Status", [("a", fee.format("an application for temporary protected status"))]),
    ]
    new: list[Section] = [
        (
            "2",
            "Status",
            [
                ("a", fee.format("an application for temporary protected status")),
                ("a-1", fee.format("a late application for temporary protected status")),
            ],
        )
    ]
    walk = {"s2": ("s2",), "s2/a": ("s2/a",), "s1/a": ("s2/a-1",)}
    assert carried(old, new, "s1/a", "shall impose on any alien who files", walk).state == "orphaned"


def test_a_short_provision_that_took_in_its_neighbours_words_goes_on() -> None:
    moved = "an employee of either House whom such a Member designates for the purposes of this section;"
    old = one_section(("1", "A Member of Congress; and"), ("2", moved))
    new = one_section(("1", f"A Member of Congress; and {moved}"))
    walk = {"s1": ("s1",), "s1/1": ("s1/1",)}
    found = carried(old, new, "s1/1", "A Member of Congress", walk)
    assert (found.state, places(found)) == ("carried", ["s1/1"])


def test_of_two_occurrences_the_one_that_was_there_is_left_alone() -> None:
    old = one_section(
        (
            "a",
            "He may serve until March 27, 2020, and may not be removed from such position by the Director.",
        ),
        ("b", WRITTEN),
    )
    new = one_section(
        ("a", "He may serve until March 27, 2020."),
        (
            "b",
            f"{WRITTEN} He may not be removed from such position by the Director.",
        ),
    )
    walk = {"s1": ("s1",), "s1/a": ("s1/a",), "s1/b": ("s1/b",)}
    found = carried(old, new, "s1/a", "not be removed from such position by the", walk)
    assert places(found) == ["s1/b"]
    text = found.targets[0].text
    assert found.targets[0].start > text.index("writing")


def test_a_look_alike_of_another_old_provision_is_no_rival() -> None:
    """What stands behind (f) is more like (f) than like (e), which was shortened."""
    stays = "The thresholds set forth in this section shall apply to any use of balances that remain."
    other = "The thresholds set forth in this section shall apply to no use of fees that were refunded."
    old = one_section(("e", f"{stays[:-1]} available in the year."), ("f", other))
    new = one_section(("e", stays), ("f", other), ("f-1", other.replace("refunded", "waived")))
    walk = {"s1": ("s1",), "s1/e": ("s1/e",), "s1/f": ("s1/f",)}
    found = carried(old, new, "s1/e", "any use of balances", walk)
    assert (found.state, places(found)) == ("carried", ["s1/e"])


def with_sections(sections: list[Draft], sha256: str) -> Document:
    """Read a bill whose sections say something themselves."""
    return replace(document([]), body=finish(sections, BILL), sha256=sha256 * 64)


def drafted(number: str, text: str, below: Sequence[str] = ()) -> Draft:
    children = [
        Draft("paragraph", f"({index})", str(index), text=each) for index, each in enumerate(below, 1)
    ]
    return Draft("section", f"SEC. {number}.", number, text=text, children=children)


def test_what_stands_below_tells_a_provision_from_a_copy_without_it() -> None:
    """Both new sections are nearly the old one; only one has its paragraphs."""
    below = ["Fees are due each year.", "Forms are free of charge."]
    one = with_sections([drafted("1", HELD.format("the current year"), below)], "1")
    copy = drafted("4", HELD.format("the next year"))
    two = with_sections([copy, drafted("7", HELD.format("the current fiscal year"), below)], "2")
    target = place(one, "s1", QUOTE)
    walk = {"s1": ("s4",), "s1/1": ("s7/1",), "s1/2": ("s7/2",)}
    found = follow_target(Ground(one, two, walk), target)
    assert (found.state, places(found)) == ("moved", ["s7"])
    assert follow_target(Ground(one, two, {"s1": ("s4",)}), target).state == "ambiguous"


def test_a_counterpart_that_was_cut_from_another_provision_is_left_out() -> None:
    """(a-1) is a copy of (a); that the crosswalk leads there from (b) as well, which was emptied, proves nothing."""
    first = HELD.format("the first year, and to no fee that was refunded to a carrier")
    old = one_section(("a", first), ("b", HELD.format("the second year")))
    new = one_section(("a", first), ("a-1", first.replace("carrier", "pilot")), ("b", WRITTEN))
    walk = {"s1": ("s1",), "s1/a": ("s1/a",), "s1/b": ("s1/a-1", "s1/b")}
    assert carried(old, new, "s1/b", QUOTE, walk).state == "orphaned"


def test_a_roman_number_follows_the_one_before_it_and_was_not_put_in() -> None:
    """(vi) is no insertion behind (v): where both are as like the old (v), the number (v) does not speak for it."""
    new = one_section(("v", LEFT), ("v-1", PUT_IN))
    old = one_section(("v", HELD.format("the current year")))
    walk = {"s1": ("s1",), "s1/v": ("s1/v",)}
    assert places(carried(old, new, "s1/v", QUOTE, walk)) == ["s1/v"]
    counted = one_section(("v", LEFT), ("vi", PUT_IN))
    assert carried(old, counted, "s1/v", QUOTE, walk).state == "ambiguous"


def test_a_verbatim_copy_under_an_inserted_number_proves_nothing() -> None:
    old = one_section(("e", HELD.format("the current year")))
    new = one_section(("e", f"{LEFT} A fee is due."), ("e-1", HELD.format("the current year")))
    found = carried(old, new, "s1/e", QUOTE, {"s1": ("s1",), "s1/e": ("s1/e-1",)})
    assert "s1/e-1" not in places(found)


def test_a_quote_that_only_a_rival_says_is_left_open() -> None:
    """The words are gone from (f), where the crosswalk leads, and (g) beside it is as like the old (e)."""
    new = one_section(("f", LEFT.replace("any use of balances", "those sums")), ("g", PUT_IN))
    found = carried(OLD, new, "s1/e", QUOTE, {"s1": ("s1",), "s1/e": ("s1/f",)})
    assert (found.state, places(found)) == ("ambiguous", [])
