"""Carrying notes: never on wrong words with confidence, never lost, and twice changes nothing."""

from __future__ import annotations

import csv
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from builders import NEW, OLD, Section, document
from following import carried_to, outcome
from hypothesis import given
from hypothesis import strategies as st

from lawdiff.annotations.anchor import EDITED_FLOOR, likeness, tokenise
from lawdiff.annotations.carry import Carried, Decision, carry, follow_target
from lawdiff.annotations.errors import NoteError, StoreError
from lawdiff.annotations.exchange import export_jsonld
from lawdiff.annotations.ground import Ground
from lawdiff.annotations.place import place, quoted
from lawdiff.annotations.review import read_decisions, review_rows
from lawdiff.annotations.store import Store
from lawdiff.differ import compare
from lawdiff.parsers import NoSuchProvision, UnreadableSource, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lawdiff.parsers import Document

BEFORE, AFTER = document(OLD), document(NEW, "Engrossed-in-House")
CROSSWALK = compare(BEFORE, AFTER).crosswalk
LONG = "An officer who inspects an alien at a land port shall record the time of each capture in the system"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "notes.db") as opened:
        yield opened


# The states.


@pytest.mark.parametrize(
    ("at", "quote", "state", "arrival"),
    [
        ("s1/a", "", "carried", ("s1/a", "")),
        ("s2/a", "a facial image", "carried", ("s2/a", "a facial image")),
        ("s2/c", "post a notice", "moved", ("s2/b", "post a notice")),
        ("s2/c", "", "moved", ("s2/b", "")),
        ("s2/b", "14 days", "carried-edited", ("s2/c", "12 hours")),
        ("s2/b", "", "carried-edited", ("s2/c", "")),
        ("s4/a", "$500,000,000", "carried-edited", ("s3/a", "$673,000,000")),
        ("s4/a", "to remain available", "moved", ("s3/a", "to remain available")),
        ("s3/a", "error rates", "orphaned", ("", "error rates")),
        ("s3/a", "", "orphaned", ("", "")),
    ],
)
def test_what_becomes_of_a_note(
    store: Store, at: str, quote: str, state: str, arrival: tuple[str, str]
) -> None:
    where, words = arrival
    made = store.add_note(BEFORE, at, "x", quote=quote)
    (result,) = carry(store, BEFORE, AFTER, CROSSWALK)
    (target,) = result.new
    assert (result.state, target.address, target.quote) == (state, where, words)
    assert (target.state, target.origin, target.document) == (state, BEFORE.sha256, AFTER.sha256)
    assert (result.score == 1.0) == (state in ("carried", "moved"))
    assert target.evidence == result.evidence != ""
    kept = store.note(made.id).targets
    assert kept == (*made.targets, target)
    if where:
        holder = AFTER.by_address[where]
        assert target.text == holder.own_words
        assert holder.own_words[target.start :].startswith(words) or not words
    else:
        assert target.text == made.targets[0].text  # an orphan keeps the text that it had


def test_a_provision_that_was_split_takes_the_note_along_to_every_piece() -> None:
    old = [("a", f"{LONG}. The carrier shall keep a copy of the manifest for each departure by sea.")]
    new = [
        ("a", f"{LONG}."),
        ("b", "The carrier shall keep a copy of the manifest for each departure by sea."),
    ]
    walk = {"s1/a": ("s1/a", "s1/b")}
    found = outcome(old, new, "s1/a", crosswalk=walk)
    assert (found.state, carried_to(found)) == ("split", [("s1/a", ""), ("s1/b", "")])
    in_one = outcome(old, new, "s1/a", "a copy of the manifest", crosswalk=walk)
    assert (in_one.state, carried_to(in_one)) == ("moved", [("s1/b", "a copy of the manifest")])
    across = outcome(old, new, "s1/a", "capture in the system. The carrier shall keep a copy", crosswalk=walk)
    assert across.state == "split"
    assert carried_to(across) == [
        ("s1/a", "capture in the system."),
        ("s1/b", "The carrier shall keep a copy"),
    ]


def test_a_look_alike_sibling_does_not_get_the_note() -> None:
    old = [("a", "An alien shall report within 14 days."), ("b", "An owner shall report within 14 days.")]
    new = [("a", "An owner shall report within 14 days.")]
    found = outcome(old, new, "s1/a", "within 14 days", crosswalk={"s1/b": ("s1/a",)})
    assert (found.state, found.score) == ("orphaned", 0.0)
    found = outcome(old, new, "s1/a", crosswalk={"s1/b": ("s1/a",)})
    assert found.state == "orphaned"


def test_a_paragraph_that_came_under_another_one_is_no_rival_of_itself() -> None:
    one = document([("1", "Reports", [("a", f"{LONG}. No fee is due.")])])
    draft = [("1", "Reports", [("a", "")]), ("2", "Forms", [("a", f"{LONG}.")])]
    two = document(draft, "Engrossed-in-House")
    walk = {"s1": ("s1",), "s1/a": ("s2",)}  # s2/a is new, and below what the crosswalk leads to
    found = follow_target(Ground(one, two, walk), place(one, "s1/a", "record the time of each capture"))
    assert (found.state, carried_to(found)) == ("moved", [("s2/a", "record the time of each capture")])


def test_a_look_alike_beside_the_counterpart_makes_it_ambiguous() -> None:
    old = [("a", f"{LONG}. A fee is due on the first of May.")]
    new = [
        ("a", f"{LONG}. A fee is due on the first of June."),
        ("b", f"{LONG}. A fee is due on the third of May."),
    ]
    found = outcome(old, new, "s1/a", LONG)
    assert (found.state, found.candidates) == ("ambiguous", ("s1/a", "s1/b"))


def test_the_occurrence_that_is_left_is_not_the_one_that_changed() -> None:
    old = [("a", "He shall depart within 14 days, and shall report to the office within 14 days.")]
    new = [("a", "He shall depart within 30 days, and shall report to the office within 14 days.")]
    first = outcome(old, new, "s1/a", "within 14 days", occurrence=1)
    assert (first.state, carried_to(first)) == ("carried-edited", [("s1/a", "within 30 days")])
    second = outcome(old, new, "s1/a", "within 14 days", occurrence=2)
    assert second.state == "carried"
    assert second.targets[0].start == new[0][1].rindex("within") + len("(a) ")


def test_a_sentence_that_moved_to_a_new_paragraph_is_found_by_its_words() -> None:
    old = [("a", f"Reports are due. {LONG}."), ("b", "Forms are free.")]
    new = [("a", "Reports are due."), ("b", "Forms are free."), ("c", f"{LONG}.")]
    found = outcome(old, new, "s1/a", LONG)
    assert (found.state, carried_to(found)) == ("moved", [("s1/c", LONG)])
    assert found.score < 1.0
    near = outcome(old, new, "s1/a", "the time")
    assert (near.state, carried_to(near)) == ("moved", [("s1/c", "the time")])


def test_a_few_words_are_not_known_again_in_another_section() -> None:
    one = document([("1", "Reports", [("a", f"{LONG}.")]), ("2", "Forms", [("a", "Forms are free.")])])
    two = document(
        [("1", "Reports", []), ("2", "Forms", [("a", f"Forms are free. {LONG}.")])], "Enrolled-Bill"
    )
    ground = Ground(one, two, {"s1": ("s1",), "s2": ("s2",), "s2/a": ("s2/a",)})
    assert carried_to(follow_target(ground, place(one, "s1/a", LONG))) == [("s2/a", LONG)]
    # The words around them went there, too.
    few = place(one, "s1/a", "the time of each")
    assert carried_to(follow_target(ground, few)) == [("s2/a", few.quote)]
    two = document(
        [
            ("1", "Reports", []),
            ("2", "Forms", [("a", "Forms are free. Note the time of each capture in ink.")]),
        ],
        "Enrolled-Bill",
    )
    alone = Ground(one, two, {"s1": ("s1",), "s2": ("s2",), "s2/a": ("s2/a",)})
    assert follow_target(alone, few).state == "orphaned"


def test_two_places_that_are_as_good_are_listed_and_none_is_chosen() -> None:
    old = [("a", f"Reports are due. {LONG}.")]
    new = [("a", "Reports are due."), ("b", f"First. {LONG}."), ("c", f"First. {LONG}.")]
    found = outcome(old, new, "s1/a", LONG)
    assert (found.state, found.score, found.candidates) == ("ambiguous", 0.0, ("s1/b", "s1/c"))
    assert found.targets[0].address == ""
    whole = outcome([("a", LONG)], [("b", LONG), ("c", LONG)], "s1/a")
    assert (whole.state, whole.candidates) == ("ambiguous", ("s1/b", "s1/c"))


def test_words_that_changed_places_inside_their_provision_are_found_there() -> None:
    rounded = "rounded to the next lowest multiple of $10"
    index = (
        "the price index for the month of July exceeds the price index for the same month of the year before"
    )
    fee = ("b", f"The fee in subsection (c) is {rounded}.")
    old = [
        ("a", f"{rounded}, the amount in subsection (b), multiplied by the percentage by which {index}."),
        fee,
    ]
    new = [
        ("a", f"the product of the amount in subsection (b) and the percentage by which {index}, {rounded}."),
        fee,
    ]
    found = outcome(old, new, "s1/a", rounded)
    assert (found.state, found.score, carried_to(found)) == ("carried", 1.0, [("s1/a", rounded)])


def test_boilerplate_that_strangers_share_is_no_evidence() -> None:
    boilerplate = "The amendments made by this section shall apply to property placed in service after {}."
    old = [("a", boilerplate.format("2025")), ("b", boilerplate.format("2026"))]
    new = [("b", boilerplate.format("2026")), ("c", boilerplate.format("2027"))]
    assert outcome(old, new, "s1/a", crosswalk={"s1/b": ("s1/b",)}).state == "orphaned"


def test_boilerplate_that_comes_changed_may_be_a_strangers() -> None:
    """Both (a) and (b) said it word for word, and both are gone: nothing says whose words (c) has, nearly."""
    words = f"{LONG} that the Commissioner keeps for all carriers and their agents, not later than noon"
    old = [("a", f"{words} for every flight."), ("b", f"{words} for every ship.")]
    new = [
        ("a", "Fees are due on the first day of each quarter and are paid to the Treasury."),
        ("b", "Towers are built where the Commissioner finds that sensors cannot be kept in repair."),
        ("c", f"{words.removesuffix('noon')}one for every bus."),
    ]
    found = outcome(old, new, "s1/a", words)
    assert (found.state, carried_to(found)) == ("orphaned", [("", words)])
    alone = outcome(old[:1], new, "s1/a", words)
    assert (alone.state, alone.targets[0].address) == ("carried-edited", "s1/c")


def test_a_rewritten_passage_is_orphaned_though_its_provision_has_a_counterpart() -> None:
    old = [("a", f"Reports are due each year. {LONG}.")]
    new = [("a", "Reports are due each year. Carriers furnish lists of all persons carried on board.")]
    found = outcome(old, new, "s1/a", LONG)
    assert (found.state, found.candidates) == ("orphaned", ("s1/a",))
    assert found.targets[0].quote == LONG


def test_an_address_that_now_says_something_else_does_not_keep_the_note() -> None:
    old = [("a", LONG)]
    new = [("a", "Funds made available for obligation remain so until expended, notwithstanding other laws.")]
    assert outcome(old, new, "s1/a").state == "orphaned"


# In the store.


def noted(store: Store) -> None:
    for at, quote in (("s2/b", "14 days"), ("s2/c", ""), ("s3/a", "error rates"), ("s1/a", "Gate Cameras")):
        store.add_note(BEFORE, at, f"on {at}", quote=quote, id=f"n-{at}")


def test_carrying_twice_changes_nothing(store: Store) -> None:
    noted(store)
    first = carry(store, BEFORE, AFTER, CROSSWALK, author="ann")
    written, history = export_jsonld(store), store.history()
    second = carry(store, BEFORE, AFTER, CROSSWALK, author="ben")
    assert [(each.state, each.new) for each in second] == [(each.state, each.new) for each in first]
    assert all(each.known for each in second)
    assert (export_jsonld(store), store.history()) == (written, history)


def test_a_dry_run_says_the_same_and_writes_nothing(store: Store) -> None:
    noted(store)
    before = export_jsonld(store)
    planned = carry(store, BEFORE, AFTER, CROSSWALK, dry_run=True)
    assert export_jsonld(store) == before
    assert carry(store, BEFORE, AFTER, CROSSWALK) == planned


def test_it_works_backwards_and_does_not_come_home_twice(store: Store) -> None:
    back = compare(AFTER, BEFORE).crosswalk
    made = store.add_note(AFTER, "s2/c", "x", quote="12 hours")
    (result,) = carry(store, AFTER, BEFORE, back)
    assert (result.state, result.new[0].address, result.new[0].quote) == ("carried-edited", "s2/b", "14 days")
    (again,) = carry(store, BEFORE, AFTER, CROSSWALK)
    assert again.known
    assert again.new == made.targets


def test_along_a_chain_of_versions_an_orphan_can_come_back(store: Store) -> None:
    gone = [*OLD[:2], OLD[3]]
    middle, last = document(gone, "Reported-in-House"), document([*gone, ("9", *OLD[2][1:])], "Enrolled-Bill")
    store.add_note(BEFORE, "s3/a", "x", quote="shall report to Congress on error rates")
    (one,) = carry(store, BEFORE, middle, compare(BEFORE, middle).crosswalk)
    (two,) = carry(store, middle, last, compare(middle, last).crosswalk)
    assert (one.state, two.state) == ("orphaned", "moved")
    assert two.new[0].address == "s9/a"
    (skip,) = carry(store, BEFORE, last, compare(BEFORE, last).crosswalk)
    assert skip.known


def test_along_a_chain_of_versions_what_is_open_stays_open(store: Store) -> None:
    first = document([("1", "Reports", [("a", f"Reports are due. {LONG}.")])])
    open_ = [
        ("1", "Reports", [("a", "Reports are due."), ("b", f"First. {LONG}."), ("c", f"First. {LONG}.")])
    ]
    second, third = document(open_, "Engrossed-in-House"), document(open_, "Enrolled-Bill")
    fourth = document([("1", "Reports", open_[0][2][:2])], "Reported-in-House")
    store.add_note(first, "s1/a", "x", quote=LONG)
    chain = [first, second, third, fourth]
    carried = [carry(store, old, new, compare(old, new).crosswalk)[0] for old, new in pairwise(chain)]
    assert [each.state for each in carried] == ["ambiguous"] * 3
    said = "as good in 2 places, none chosen: s1/b, s1/c"
    assert [each.evidence for each in carried] == [said, *[f"open, as in the version before: {said}"] * 2]


def test_notes_that_were_deleted_are_not_carried(store: Store) -> None:
    noted(store)
    store.delete_note("n-s2/b")
    assert {each.note for each in carry(store, BEFORE, AFTER, CROSSWALK)} == {"n-s2/c", "n-s3/a", "n-s1/a"}


def test_the_same_document_is_no_next_version(store: Store) -> None:
    with pytest.raises(NoteError, match="the same document"):
        carry(store, BEFORE, BEFORE, {})


def test_a_carry_that_fails_carries_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    noted(store)
    before = export_jsonld(store)
    count = iter(range(10))
    put = Store.put_targets

    def fail_later(self: Store, *arguments: object) -> None:
        if next(count) == 2:
            raise StoreError("notes.db", "the disk is full")
        put(self, *arguments)  # type: ignore[arg-type]  # passed through as they came

    monkeypatch.setattr(Store, "put_targets", fail_later)
    with pytest.raises(StoreError):
        carry(store, BEFORE, AFTER, CROSSWALK)
    assert export_jsonld(store) == before


# By hand.


def test_a_person_can_attach_an_orphan(store: Store) -> None:
    noted(store)
    carry(store, BEFORE, AFTER, CROSSWALK)
    target = place(AFTER, "s4/a", "a manual check")
    note = store.attach("n-s3/a", AFTER, target, author="ann")
    assert [each.address for each in note.targets] == ["s3/a", "s4/a"]
    assert all(each.known for each in carry(store, BEFORE, AFTER, CROSSWALK))
    with pytest.raises(NoteError, match=r"stands in sec\. 4\(a\) already"):
        store.attach("n-s3/a", AFTER, target)


def test_decisions_of_a_person_go_first_and_stay(store: Store, tmp_path: Path) -> None:
    noted(store)
    file = tmp_path / "review.csv"
    assert read_decisions(file) == ()
    carried = carry(store, BEFORE, AFTER, CROSSWALK)
    rows = review_rows(carried, ())
    assert [row[0] for row in rows] == ["note", "n-s2/b", "n-s3/a"]
    decided = [[*row[:-1], "sec. 4(a)" if row[0] == "n-s3/a" else row[-1]] for row in rows]
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(decided)
    decisions = read_decisions(file)
    assert decisions == (Decision("n-s3/a", "s3/a", "error rates", "sec. 4(a)"),)
    second = {each.note: each for each in carry(store, BEFORE, AFTER, CROSSWALK, decisions=decisions)}
    assert second["n-s3/a"].new[0].address == "s4/a"
    assert "decided by a person" in second["n-s3/a"].evidence
    assert store.note("n-s3/a").targets[1:] == second["n-s3/a"].new
    history = store.history()
    third: tuple[Carried, ...] = carry(store, BEFORE, AFTER, CROSSWALK, decisions=decisions)
    assert all(each.known for each in third)
    assert store.history() == history
    assert review_rows(third, decisions)[-1][-1] == "sec. 4(a)"
    orphaned = [Decision("n-s2/c", "s2/c", "", "orphan")]
    carry(store, BEFORE, AFTER, CROSSWALK, decisions=orphaned)
    assert store.note("n-s2/c").targets[1].state == "orphaned"
    with pytest.raises(NoSuchProvision):
        carry(store, BEFORE, AFTER, CROSSWALK, decisions=[Decision("n-s2/c", "s2/c", "", "sec. 99")])


@pytest.mark.parametrize("text", ["", "x,y\n1,2\n", 'note,decision\n"a,b\n', "note\n"])
def test_a_review_file_that_is_none_is_refused_or_empty(tmp_path: Path, text: str) -> None:
    file = tmp_path / "review.csv"
    file.write_text(text)
    if text == "note\n":
        assert read_decisions(file) == ()
    else:
        with pytest.raises(UnreadableSource, match=r"review\.csv"):
            read_decisions(file)


# Whatever the texts are.

SENTENCES = [
    "The Secretary shall collect an image of each alien who departs.",
    "A carrier may not charge a fee for the capture.",
    "Not later than 14 days after capture the image shall be deleted.",
    "This section takes effect on October 1, 2026.",
    "There is appropriated $500,000 for the cost of readers.",
    "An officer may waive the requirement for good cause.",
]


@given(old=st.permutations(SENTENCES), new=st.permutations(SENTENCES), data=st.data())
def test_a_quote_is_put_on_its_own_words_or_on_none(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    """Sentences shuffled over three paragraphs, some gone: no quote lands on another's words."""
    kept = data.draw(st.integers(1, 6))
    new = new[:kept]
    one = document(_paragraphs(old))
    two = document(_paragraphs(new), "Engrossed-in-House")
    walk = compare(one, two).crosswalk
    sentence = data.draw(st.sampled_from(SENTENCES))
    holder = next(each for each in one.provisions if sentence in each.own_words)
    target = quoted(one.sha256, holder, holder.own_words.index(sentence), len(sentence))
    found = follow_target(Ground(one, two, walk), target)
    if sentence not in new:
        assert found.state == "orphaned"
        return
    if found.state in ("orphaned", "ambiguous"):
        return  # never wrong; how often it is right is for the benchmark to say
    assert carried_to(found)[0][1] == sentence
    assert sentence in two.by_address[found.targets[0].address].own_words


def _paragraphs(sentences: list[str]) -> list[Section]:
    return [("1", "Images", [(mark, " ".join(sentences[index::3])) for index, mark in enumerate("abc")])]


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("bills/118hr8752/BILLS-118hr8752rh.xml", "bills/118hr8752/BILLS-118hr8752eh.xml"),
        ("cfr/CFR-2011-title37-vol1-part1.xml", "cfr/CFR-2012-title37-vol1-part1.xml"),
    ],
)
def test_real_documents(corpus: Path, old: str, new: str) -> None:
    """Every place that was chosen holds words that are like the quote, and no note is left without an outcome."""
    one, two = _read(corpus, old), _read(corpus, new)
    ground = Ground(one, two, compare(one, two).crosswalk)
    states: dict[str, int] = {}
    for provision in [each for each in one.provisions if len(each.text) > 80][::25]:
        start = len(provision.own_words) - len(provision.text) + 20
        target = quoted(one.sha256, provision, start, 40)
        found = follow_target(ground, target)
        states[found.state] = states.get(found.state, 0) + 1
        assert found.targets
        for each in found.targets:
            if each.address and found.state != "split":
                words = [[token.text for token in tokenise(text)] for text in (target.quote, each.quote)]
                assert likeness(*words) >= EDITED_FLOOR or found.score == EDITED_FLOOR
                assert two.by_address[each.address].own_words[each.start :].startswith(each.quote)
    assert states.get("carried", 0) + states.get("moved", 0) > sum(states.values()) / 2


def _read(corpus: Path, name: str) -> Document:
    if not (corpus / name).exists():
        pytest.skip(f"the corpus has no {name}")
    return parse(corpus / name)
