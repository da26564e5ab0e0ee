"""The contents of a comparison: its changes as a tree of what they stand in, with short names.

    TITLE I Committee on Agriculture   31
      Subtitle A Nutrition   9
        ± sec. 10101 Re-evaluation of thrifty food plan
        − sec. 10003 Able bodied adults without dependents waivers

A unit that fell away is listed where its old surroundings went, by the crosswalk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lawdiff.render.html.markup import change_id, esc
from lawdiff.render.summary import differs
from lawdiff.render.words import name_of, what_happened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawdiff.differ.change import Change, Comparison
    from lawdiff.parsers import Provision

SIGNS = {"edited": "±", "added": "+", "removed": "−", "unchanged": "="}
"""Badges in the contents: a sign each, so that colour is not the only cue."""

LONGEST = 80
"""Characters of a name in the contents: three lines of its column."""

OPEN_UP_TO = 60
"""Changes up to which all of the tree is open; of a longer one only the first level is."""

Key = tuple[str, str]
"""Side (``n`` or ``o``) and address of a unit."""


@dataclass(slots=True)
class Branch:
    """A unit in the tree: one that changed, or one that something changed in.

    Attributes:
        unit: the unit; None for the root.
        change: what happened to the unit itself; None where nothing did.
        below: the branches in it, in the order of the page.
    """

    unit: Provision | None = None
    change: Change | None = None
    below: list[Branch] = field(default_factory=list)

    def count(self) -> int:
        """Return how many changes are in the branch, its own among them."""
        return (self.change is not None) + sum(branch.count() for branch in self.below)


def contents(comparison: Comparison) -> str:
    """Return the changes as a nested list; unchanged units are left out, except those that changes stand in."""
    root = _tree(comparison)
    return f"<ul>{''.join(_items(root, 0, all_open=root.count() <= OPEN_UP_TO))}</ul>"


def _tree(comparison: Comparison) -> Branch:
    """Return the root of the tree."""
    root = Branch()
    branches: dict[Key, Branch] = {("n", ""): root}
    removed = {unit.address for change in comparison.changes if not change.new for unit in change.old}

    def branch(side: str, address: str) -> Branch:
        document = comparison.new if side == "n" else comparison.old
        while address and not document.by_address[address].is_unit:
            address = document.by_address[address].parent
        if side == "o" and address not in removed:
            return branch("n", next(iter(comparison.crosswalk.get(address, ())), "")) if address else root
        if (side, address) not in branches:
            unit = document.by_address[address]
            made = branches[side, address] = Branch(unit)
            branch(side, unit.parent).below.append(made)
        return branches[side, address]

    for change in filter(differs, comparison.changes):
        branch("n" if change.new else "o", change.lead.address).change = change
    return root


def _items(branch: Branch, depth: int, *, all_open: bool) -> Iterator[str]:
    """Yield the list items of what is in a branch."""
    for below in branch.below:
        unit, change = below.unit, below.change
        if unit is None:
            continue
        if not below.below:
            yield _link(change, _name(unit)) if change is not None else ""
            continue
        opened = " open" if all_open or depth == 0 else ""
        own = ""
        if change is not None:
            own = _link(change, "Heading and own text" if unit.text else "Heading")
        inside = "".join(_items(below, depth + 1, all_open=all_open))
        number = f"<span class=quiet>{below.count()}</span>"
        yield f"<li><details{opened}><summary>{_name(unit)} {number}</summary><ul>{own}{inside}</ul></details></li>"


def _link(change: Change, name: str) -> str:
    facts = esc(what_happened(change))
    badge = f"<b class='b {change.relation}' title='{facts}'>{SIGNS[change.relation]}</b>"
    return f"<li><a href='#{esc(change_id(change))}'>{badge} {name}</a></li>"


def _name(unit: Provision) -> str:
    """Return a unit's name, cut at a word where it is long, as markup."""
    name = name_of(unit).rstrip(" —:.")
    name = name[:1].upper() + name[1:] if unit.level in ("preamble", "front matter", "back matter") else name
    if len(name) > LONGEST:
        name = name[:LONGEST].rsplit(" ", 1)[0] + " …"
    return esc(name)
