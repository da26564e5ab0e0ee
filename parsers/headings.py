"""The level of a heading of a preamble, where print does not show it.

The Federal Register prints headings in three sizes. What an agency ranks lower is set as the third, so that a
section-by-section analysis comes flat; the provisions that its headings name tell their levels::

    <HD SOURCE="HD2">B. Regulation X</HD>                    B. Regulation X
    <HD SOURCE="HD3">Section 1024.41 Loss mitigation</HD>        Section 1024.41 Loss mitigation
    <HD SOURCE="HD3">41(b) Receipt</HD>                              41(b) Receipt
    <HD SOURCE="HD3">41(b)(1) Complete</HD>            ->                41(b)(1) Complete
    <HD SOURCE="HD3">The proposal</HD>                                       The proposal
    <HD SOURCE="HD3">Comments</HD>                                           Comments
    <HD SOURCE="HD3">41(c) Evaluation</HD>                           41(c) Evaluation

Within such a heading a count may begin again that stands open above it: ``A.``, set in the size of ``B. Regulation X``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawdiff.parsers.draft import caption
from lawdiff.parsers.markers import ordinal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.parsers.draft import Draft

SMALLEST = 3
"""The size from which a printed depth says only "this deep or deeper"."""

STEP = 0.01
"""What a heading adds to the depth of the one that it stands in by its words: less than a size of print, however
many of them follow each other."""

_PROVISION = re.compile(
    r"(?:Sections?|§{1,2})\s*(?P<section>[0-9]+\.[0-9]+[a-z]?)(?![0-9])"
    r"|(?P<paragraph>[0-9]+[a-z]?(?:\([A-Za-z0-9]{1,5}\))+)"
)
_LISTED = re.compile(r"\s*(?:and\b|through\b|to\b|[,;&])")
_DASH = re.compile(r"\s*(?:[—–-]|\.(?=\s|$))\s*|\s+|$")
_WHOLE = re.compile(r"(?:Subpart|Appendix|Supplement)\s+[A-Z0-9]", re.IGNORECASE)
"""Headings about more than a section: they end its analysis, and begin one of their own."""


_NUMBERED = re.compile(
    r"(?P<number>(?P<designator>[IVXL]{1,7}|[A-Z]|[0-9]{1,3}(?:\.[0-9]{1,3})*|[ivx]{1,5}|[a-z])\.)\s*(?=[^\s.,])"
    r"|(?P<bracketed>\((?P<inside>[0-9]{1,3}|[A-Za-z]|[ivx]{1,5})\))\s*(?=[^\s0-9])",
)


class Open(NamedTuple):
    """A heading that is open: its depth in the tree, its draft, and the depth that it is printed in."""

    depth: float
    draft: Draft
    printed: int


def split_heading(heading: str) -> tuple[str, str, str]:
    """Return number, designator and rest of a heading: ``B. Mail`` -> ``B.``, ``B``, ``Mail``."""
    return split_provision(heading) or split_number(heading)


def split_number(heading: str) -> tuple[str, str, str]:
    """Return number, designator and rest of a heading: ``IV. Discussion`` -> ``IV.``, ``IV``, ``Discussion``."""
    match = _NUMBERED.match(heading)
    if not match:
        return "", "", heading
    rest = heading[match.end() :]
    if (
        match["number"]
        and not heading[match.end("number")].isspace()
        and not _glued(match["designator"], rest)
    ):
        return "", "", heading
    number = match["number"] or match["bracketed"]
    return number, match["designator"] or match["inside"], rest


def _glued(designator: str, rest: str) -> bool:
    """Return whether a number without a space after it is still one (``1.Background``), not ``U.S.``."""
    return designator.isdigit() and rest[:1].isupper()


def split_provision(heading: str) -> tuple[str, str, str] | None:
    """Return number, designator and rest of a heading about one provision; None for any other.

    ``Section 1026.19—Disclosures`` -> ``Section 1026.19—``, ``1026.19``, ``Disclosures``; ``41(b)(1)`` is all number.
    A heading about several stays whole.
    """
    match = _PROVISION.match(heading)
    joint = _DASH.match(heading, match.end()) if match else None
    if match is None or joint is None or _LISTED.match(heading, match.end()):
        return None
    designator = match["section"] or match["paragraph"]
    return heading[: joint.end()].strip(), designator, heading[joint.end() :]


def provision(draft: Draft) -> tuple[str, ...]:
    """Return the provision that a heading names first: ``41(b)(1)`` -> ``41``, ``b``, ``1``; empty for none."""
    match = _PROVISION.match(draft.number or draft.heading)
    if match is None:
        return ()
    return tuple(re.findall(r"[^()]+", match["section"] or match["paragraph"]))


def cite(above: Sequence[Draft], draft: Draft) -> str:
    """Return the citation of a heading: ``85 FR 100, preamble VI.B``, ``85 FR 100, preamble VI.B, 41(b), Comments``.

    What counts in a heading without a number stands behind a comma: ``85 FR 100, preamble, Fees, 2``.

    Args:
        above: what it stands in, outermost first, each with its citation.
        draft: the heading.
    """
    if draft.designator and provision(draft):
        numbered = next(each for each in reversed(above) if not provision(each))
        return f"{numbered.cite}, {draft.number.rstrip('.—–- ')}"
    if draft.designator:
        counted = above[-1].designator and not provision(above[-1])
        joint = " " if len(above) == 1 else "." if counted else ", "
        return f"{above[-1].cite}{joint}{draft.designator}"
    return f"{above[-1].cite}, {caption(draft.heading).rstrip('.')}"


def rank(path: Sequence[Open], root: Draft, printed: int, draft: Draft) -> float:
    """Return the depth of the next heading.

    Args:
        path: the headings that are open, outermost first.
        root: what they stand in.
        printed: the depth that it is printed in, from 1.
        draft: the heading.
    """
    named = provision(draft)
    if named:
        above = next((each for each in path[::-1] if _contains(provision(each.draft), named)), None)
        return max(printed, above.depth + STEP) if above else printed
    designator = draft.designator
    above_it = next((each.draft for each in path[::-1] if each.depth < printed), root)
    if designator and not is_first(designator):
        return _goes_on(path, above_it, printed, designator)
    again = any(child.designator == designator for child in above_it.children) if designator else False
    anchor = next(
        (each for each in path[::-1] if _anchors(each) and (again or each.printed <= printed)), None
    )
    if anchor is None or not (again or printed >= SMALLEST) or _WHOLE.match(draft.heading):
        return printed
    return max(printed, anchor.depth + STEP)


def _contains(above: tuple[str, ...], below: tuple[str, ...]) -> bool:
    """Return whether a provision stands in another: ``41(b)(1)`` in ``1024.41``, in ``41`` and in ``41(b)``."""
    if not above or len(above) >= len(below):
        return False
    return (above[0].rpartition(".")[2], *above[1:]) == below[: len(above)]


def _anchors(each: Open) -> bool:
    """Return whether a heading takes those of its own size below it: it has a number, or names a part of the law."""
    if each.printed >= SMALLEST:
        return bool(each.draft.designator or provision(each.draft) or _WHOLE.match(each.draft.heading))
    return each.depth != each.printed


def _goes_on(path: Sequence[Open], above_it: Draft, printed: int, designator: str) -> float:
    """Return the depth of the heading that a number goes on with, where the printed depth is a misprint.

    ``D.`` (HD2), ``1.`` … ``4.`` (HD3), ``E.`` (HD3): the last goes on with ``D.`` and not with ``4.``.
    """
    beside = next((child.designator for child in above_it.children[::-1] if child.designator), "")
    before = [each for each in path[::-1] if follows(each.draft.designator, designator)]
    inside = next((each.depth for each in before if each.printed == printed and each.depth != printed), None)
    if inside is not None:
        return inside
    if follows(beside, designator) or not before:
        return printed
    return before[0].depth


def is_first(designator: str) -> bool:
    """Return whether a designator begins a count."""
    return designator in ("1", "a", "A", "i", "I")


def follows(before: str, after: str) -> bool:
    """Return whether a designator is the one after another in any alphabet, and not the first of one."""
    if is_first(after):
        return False
    pair = (before, after) if before.isupper() == after.isupper() else ("", "")
    return any(
        0 < ordinal(pair[0].lower(), alphabet) == ordinal(pair[1].lower(), alphabet) - 1
        for alphabet in ("number", "letter", "roman")
    )
