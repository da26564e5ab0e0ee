"""Tables and their entries: rows of a table in the CFR, items of a table of sections, whole tables.

    revising the entry for “Oak” in table 1 to paragraph (b)      the rows that are called so, those of theirs behind
                                                                  them (first cell empty), give way to the printed ones
    by striking the item relating to section 9904                 the row of that number goes
    adding in alphabetical order the entry “Willow”               before the first row that follows it in the alphabet

Rows have no numbers: a row is found by the words of its first cell, and where several have them nothing is changed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.differ.stars import is_stars
from lawdiff.effects.execution.registry import carries
from lawdiff.effects.execution.resolve import find, place_in_base
from lawdiff.effects.execution.workspace import RefusedError
from lawdiff.effects.places import described
from lawdiff.effects.rules.payload import begins
from lawdiff.effects.rules.rows import cell, entry_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.execution.workspace import Effect, Workspace
    from lawdiff.effects.operation import Operation, Place
    from lawdiff.parsers.draft import Draft

TABLES = frozenset({"table", "table of contents"})


@carries("add", "revise", "remove", "replace", part="table")
def table(workspace: Workspace, effect: Effect, operation: Operation, place: Place) -> None:
    """Change a table, or the entries of one that the place names."""
    called = entry_of(place.term)
    holder = find(workspace, replace(place, part="whole"))
    if called.name or called.counted:
        where = _table(workspace, holder, called.table, place)
        _entries(workspace, effect, operation, where)
        return
    if operation.verb == "add":
        _add_table(workspace, effect, operation, holder)
        return
    where = _table(workspace, holder, called.table, place)
    if operation.verb == "remove":
        workspace.take_out(where)
        workspace.removed(effect, where)
        return
    new = _printed(workspace, operation)[0]
    if is_partial(new):
        raise RefusedError("the new table is printed in part, and it does not say which rows stay")
    workspace.set(where, heading=new.heading, text=new.text, children=new.children)
    workspace.changed(effect, where)


def is_partial(printed: Draft) -> bool:
    """Return whether stars stand for rows of a table that are not printed."""
    return any(is_stars(row.text) for row in printed.children)


def _add_table(workspace: Workspace, effect: Effect, operation: Operation, holder: Draft) -> None:
    """Put a table behind the text of what it stands in, and behind the tables there."""
    new = _printed(workspace, operation)[0]
    same = [each for each in holder.children if each.level == "table" and each.heading == new.heading]
    if same and new.heading:
        raise RefusedError("the base has a table of this title there")
    at = max((at + 1 for at, each in enumerate(holder.children) if each.level == "table"), default=0)
    workspace.insert(holder, at, new)
    workspace.changed(effect, new)


def _table(workspace: Workspace, holder: Draft, name: str, place: Place) -> Draft:
    """Return the table of a provision that is meant: the only one, or the one of that name.

    Raises:
        RefusedError: there is none, or more than one.
    """
    level = "table of contents" if name == "table of contents" else "table"
    found = [each for each in workspace.walk(holder) if each.level == level]
    if len(found) > 1 and name not in ("", "table"):
        named = [each for each in found if begins(each, name)]
        found = named or found
    if len(found) != 1:
        raise RefusedError(f"the base has {len(found) or 'no'} {level} at {_outside(place)}")
    return found[0]


def _outside(place: Place) -> str:
    return described(replace(place, part="whole", term=""))


def _printed(workspace: Workspace, operation: Operation) -> list[Draft]:
    """Return what is printed, as drafts."""
    if not operation.payload:
        raise RefusedError("the amending document prints no new text for it")
    return [workspace.planted(workspace.payload(address)) for address in operation.payload]


def _entries(workspace: Workspace, effect: Effect, operation: Operation, where: Draft) -> None:
    """Add, set out anew or remove rows."""
    called = entry_of(operation.target.term)
    if operation.verb == "add":
        new = _new_rows(workspace, operation)
        _put(workspace, effect, where, new, _place_of(effect, operation, where, new))
        return
    if not called.name:
        raise RefusedError("it counts the entries and does not name them")
    old = called.rows(_rows(where))
    if not old:
        raise RefusedError(f"the base has no entry “{called.name}” in the table")
    if len([row for row in old if cell(row) == cell(old[0])]) > 1 and not called.under:
        raise RefusedError(f"the base has several entries “{called.name}” in the table")
    new = _new_rows(workspace, operation) if operation.verb != "remove" else []
    exchange(workspace, effect, old, new)


def _rows(where: Draft) -> list[Draft]:
    return [row for row in where.children if row.level in ("row", "heading")]


def _new_rows(workspace: Workspace, operation: Operation) -> list[Draft]:
    """Return the printed rows; those of a whole table where the instruction only counts them."""
    found: list[Draft] = []
    for each in _printed(workspace, operation):
        rows = _rows(each) if each.level in TABLES else [each]
        if each.level in TABLES and each.level == "table" and is_partial(each):
            raise RefusedError("the rows are printed among stars, and it does not name those that are new")
        found += rows
    return found


def exchange(workspace: Workspace, effect: Effect, old: Sequence[Draft], new: list[Draft]) -> None:
    """Put rows in the place of others; one that has the place of an old one is that one, with other words."""
    above = workspace.parent(old[0])
    at = next(at for at, each in enumerate(above.children) if each is old[0])
    for row, printed in zip(old, new, strict=False):
        workspace.set(row, text=printed.text, heading=printed.heading)
        workspace.changed(effect, row)
    for row in old[len(new) :]:
        workspace.take_out(row)
        workspace.removed(effect, row)
    _put(workspace, effect, above, new[len(old) :], at + len(old))


def _put(workspace: Workspace, effect: Effect, above: Draft, new: Sequence[Draft], at: int) -> None:
    for count, row in enumerate(new):
        workspace.insert(above, at + count, row)
        workspace.changed(effect, row)


def _place_of(effect: Effect, operation: Operation, where: Draft, new: Sequence[Draft]) -> int:
    """Return the index in a table at which new rows go.

    Raises:
        RefusedError: it does not say where, or the entry beside which is not there.
    """
    taken = {cell(row) for row in _rows(where)} & {cell(row) for row in new if cell(row)}
    if taken:
        raise RefusedError(f"the table has an entry “{min(taken)}” already")
    if operation.anchor is not None:
        beside = entry_of(operation.anchor.term).rows(_rows(where))
        if not beside:
            raise RefusedError(f"the base has no entry “{entry_of(operation.anchor.term).name}” in the table")
        row = beside[-1] if operation.position == "after" else beside[0]
        return _index(where, row) + (operation.position == "after")
    if operation.position == "end":
        return len(where.children)
    if operation.position in ("alphabetical", "numerical"):
        return _in_order(effect, where, new[0], numerical=operation.position == "numerical")
    raise RefusedError("it does not say where in the table the entry goes")


def _index(where: Draft, row: Draft) -> int:
    return next(at for at, each in enumerate(where.children) if each is row)


def _in_order(effect: Effect, where: Draft, new: Draft, *, numerical: bool) -> int:
    """Return the index at which a row keeps the order of the first cells below the heads of the columns."""
    rows = [row for row in _rows(where) if cell(row) and "\t" in row.text]
    keys = [_key(row, numerical=numerical) for row in rows]
    start = next((at for at in range(len(keys)) if keys[at:] == sorted(keys[at:])), len(keys))
    if start > 1:  # more than the heads of the columns is out of order
        effect.flag("the entries of the table are not in order in the base")
        start = 1
    own = _key(new, numerical=numerical)
    for row, key in zip(rows[start:], keys[start:], strict=True):
        if key > own:
            return _index(where, row)
    return len(where.children)


def _key(row: Draft, *, numerical: bool) -> tuple[tuple[int, str], ...]:
    if not numerical:
        return ((0, re.sub(r"[^a-z0-9]+", " ", cell(row)).strip()),)
    pieces = re.findall(r"[0-9]+|[a-z]+", cell(row))
    return tuple((int(piece), "") if piece.isdigit() else (0, piece) for piece in pieces)


# --- tables of sections ---------------------------------------------------------------------------------


def is_item(draft: Draft) -> bool:
    """Return whether a draft is an item of a table of sections, or such a table."""
    return draft.level in ("row", "table of contents")


def set_out_items(workspace: Workspace, effect: Effect, operation: Operation, item: Draft) -> None:
    """Let an item of a table of sections read as it is printed; further ones follow it."""
    if item.level != "row":
        raise RefusedError("a whole table of contents cannot be set out by itself")
    exchange(workspace, effect, [item], _items(workspace, operation))


def add_items(workspace: Workspace, effect: Effect, operation: Operation, contents: Draft) -> None:
    """Add items to a table of sections: beside the one that is named, or at its end."""
    new = _items(workspace, operation)
    if operation.anchor is not None:
        beside = find(workspace, place_in_base(workspace, operation.anchor))
        at = _index(contents, beside) + (operation.position == "after")
    elif operation.position == "end":
        at = len(contents.children)
    else:
        raise RefusedError("it does not say where in the table of contents the item goes")
    _put(workspace, effect, contents, new, at)


def _items(workspace: Workspace, operation: Operation) -> list[Draft]:
    """Return the printed items."""
    rows: list[Draft] = []
    for each in _printed(workspace, operation):
        if each.level not in ("table of contents", "row"):
            raise RefusedError("what is printed is no item of a table of contents")
        rows += each.children if each.level == "table of contents" else [each]
    return rows
