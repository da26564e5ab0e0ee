"""Provisions added, set out anew, removed and reserved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.differ.stars import STARS, is_stars
from lawdiff.effects.execution.merge import is_gap, merge
from lawdiff.effects.execution.order import alphabetical, natural, numerical
from lawdiff.effects.execution.parts import Field, introductory, sentence, target
from lawdiff.effects.execution.passages import beside, replaced
from lawdiff.effects.execution.registry import carries
from lawdiff.effects.execution.resolve import children, find, place_in_base
from lawdiff.effects.execution.tables import add_items, is_item, set_out_items
from lawdiff.effects.execution.workspace import RefusedError
from lawdiff.effects.operation import Step
from lawdiff.effects.places import described
from lawdiff.parsers.document import Apparatus
from lawdiff.parsers.draft import Draft

if TYPE_CHECKING:
    from lawdiff.effects.execution.workspace import Effect, Workspace
    from lawdiff.effects.operation import Operation, Place
    from lawdiff.parsers import Provision

RESERVED = "[Reserved]"
IN_SUBPART = frozenset({"section", "table of contents", "subject group", "table", "heading"})
"""Levels of what a rule prints behind the heading of a subpart, and what stands in it."""


@carries("remove")
def remove(workspace: Workspace, effect: Effect, operation: Operation, place: Place) -> None:
    """Take out a provision with all below it, or its heading, its introductory text or a sentence of it."""
    del operation
    if place.part == "sentence":
        field = sentence(find(workspace, place), place)
        _set(workspace, effect, field, replaced(field.value, field.start, field.end, ""))
        return
    draft = target(workspace, place)
    if place.part == "heading":
        if not draft.heading:
            raise RefusedError(f"the base has no text at {described(place)}")
        workspace.set(draft, heading="")
        workspace.changed(effect, draft)
    elif place.part == "introductory text":
        texts = introductory(draft)
        if not texts:
            raise RefusedError(f"the base has no text at {described(place)}")
        for each in texts:
            workspace.set(each, text="")
            workspace.changed(effect, each)
    elif place.part in ("whole", "definition"):
        workspace.take_out(draft)
        workspace.removed(effect, draft)
    else:
        raise RefusedError(f"{described(place)} cannot be removed by itself")


@carries("reserve")
def reserve(workspace: Workspace, effect: Effect, operation: Operation, place: Place) -> None:
    """Keep the number of a provision and nothing else."""
    del operation
    if place.part != "whole":
        raise RefusedError(f"{described(place)} has no number to reserve")
    draft = find(workspace, place)
    kept = [note for note in draft.apparatus if note.kind == "source credit"]
    headed = draft.level in ("section", "appendix", "subpart", "part")
    workspace.set(
        draft,
        children=[],
        apparatus=kept,
        status="reserved",
        heading=RESERVED if headed else "",
        text="" if headed else RESERVED,
    )
    workspace.changed(effect, draft)


@carries("revise")
def set_out(workspace: Workspace, effect: Effect, operation: Operation, place: Place) -> None:
    """Let a provision, or a part of it, read as it is printed."""
    if place.part in ("authority", "source"):
        _authority(workspace, effect, operation, place)
        return
    if place.part == "sentence":
        new = operation.inserted or _printed(workspace, operation)[0].text
        field = sentence(find(workspace, place), place)
        _set(workspace, effect, field, replaced(field.value, field.start, field.end, new))
        return
    draft = target(workspace, place)
    if is_item(draft):
        set_out_items(workspace, effect, operation, draft)
        return
    if place.part == "heading":
        workspace.set(draft, heading=_heading(workspace, operation))
        workspace.changed(effect, draft)
        return
    if place.part == "introductory text":
        _introduction(workspace, effect, draft, _printed(workspace, operation)[0])
        return
    if operation.inserted and not operation.payload and place.part == "whole":
        _only_words(workspace, effect, draft, operation.inserted)
        return
    if place.part not in ("whole", "definition"):
        raise RefusedError(f"{described(place)} cannot be set out by itself")
    _replace(workspace, effect, draft, _assembled(workspace, operation))


def _only_words(workspace: Workspace, effect: Effect, draft: Draft, words: str) -> None:
    """Let a provision without others below it read as it is quoted in the instruction itself."""
    if draft.children:
        raise RefusedError("the new text is quoted without the provisions that stand below it in the base")
    workspace.set(draft, text=words.removeprefix(draft.number).strip())
    workspace.changed(effect, draft)


def _replace(workspace: Workspace, effect: Effect, draft: Draft, new: list[Draft]) -> None:
    """Let a provision read as the first of the new ones does; the others follow it."""
    if draft.level == "part" and new[0].level != "part":
        merge(workspace, effect, draft, Draft("part", text=STARS, children=new))
        return
    first = new[0]
    if first.designator and draft.designator and first.designator != draft.designator:
        raise RefusedError(f"what is printed has the number {first.designator}, not {draft.designator}")
    if draft.designator and not first.designator and first.text.startswith(f"{draft.designator}. "):
        raise RefusedError("what is printed has its number in its text, and the base has it apart")
    merge(workspace, effect, draft, first)
    above = workspace.parent(draft)
    for further in new[1:]:
        same = children(above, Step(further.level, further.designator)) if further.designator else []
        if same:
            raise RefusedError(f"the number {further.number} is taken in the base")
        workspace.insert(above, numerical(above.children, further), further)
        workspace.changed(effect, further)


def _assembled(workspace: Workspace, operation: Operation) -> list[Draft]:
    """Return what is printed as drafts: sections stand in the subpart whose heading is printed before them."""
    found: list[Draft] = []
    for provision in _printed(workspace, operation):
        new = workspace.planted(provision)
        if found and found[-1].level == "subpart" and provision.level in IN_SUBPART:
            found[-1].children.append(new)
        else:
            found.append(new)
    return found


def _printed(workspace: Workspace, operation: Operation) -> list[Provision]:
    if not operation.payload:
        raise RefusedError("the amending document prints no new text for it")
    return [workspace.payload(address) for address in operation.payload]


def _heading(workspace: Workspace, operation: Operation) -> str:
    """Return the new heading: what is quoted, the printed provision's, or its text before stars where it has none."""
    if operation.inserted:
        return operation.inserted
    printed = _printed(workspace, operation)[0]
    text = printed.heading or printed.text.partition(STARS)[0].strip()
    if not text:
        raise RefusedError("the new heading is not printed")
    return text


def _introduction(workspace: Workspace, effect: Effect, draft: Draft, printed: Provision) -> None:
    """Set the own text of a provision, and the heading that runs in before it."""
    new = (
        [printed]
        if printed.text
        else [child for child in printed.children[: _numbered(printed)] if not is_stars(child.text)]
    )
    if not new or is_stars(new[0].text):
        raise RefusedError("the new introductory text is not printed")
    texts = introductory(draft)
    if new[0] is printed:
        old = texts[0] if texts and texts[0] is not draft else draft
        workspace.set(old, text=printed.text.replace(STARS, "").strip())
        if old is draft and draft.level != "section":
            workspace.set(draft, heading=printed.heading)
        workspace.changed(effect, old)
        return
    planted = [workspace.planted(each) for each in new]
    for count, each in enumerate(planted):
        if count < len(texts):
            workspace.set(texts[count], text=each.text)
            workspace.changed(effect, texts[count])
        else:
            workspace.insert(draft, count, each)
            workspace.changed(effect, each)
    gone = texts[len(planted) :]
    for each in gone:
        workspace.removed(effect, each)
    workspace.set(draft, children=[child for child in draft.children if child not in gone])


def _numbered(printed: Provision) -> int:
    """Return the index of the first numbered child."""
    return next(
        (place for place, child in enumerate(printed.children) if child.designator), len(printed.children)
    )


def _authority(workspace: Workspace, effect: Effect, operation: Operation, place: Place) -> None:
    """Replace the authority citation, which stands beside the law."""
    draft = find(workspace, place)
    kind = "authority" if place.part == "authority" else "source credit"
    printed = _printed(workspace, operation)[0]
    if draft.level == "section":  # below a section it stands in parentheses, without a heading
        note = Apparatus(kind, printed.text.strip())
    else:
        words = printed.text.removeprefix("Authority:").removeprefix("Source:").strip()
        note = Apparatus(kind, words, printed.heading or f"{place.part.capitalize()}:")
    places = [at for at, each in enumerate(draft.apparatus) if each.kind == kind]
    if places:
        before, after = draft.apparatus[: places[0]], draft.apparatus[places[0] + 1 :]
        workspace.set(draft, apparatus=[*before, note, *after])
    else:
        workspace.set(draft, apparatus=[*draft.apparatus, note])
        effect.flag("the base prints no such citation at that place")
    workspace.changed(effect, draft)


@carries("add")
def put(workspace: Workspace, effect: Effect, operation: Operation, place: Place) -> None:
    """Add provisions, a heading, an introductory text or a sentence."""
    if place.part == "sentence":
        _add_sentence(workspace, effect, operation, place)
        return
    if place.part == "heading":
        draft = target(workspace, place)
        if draft.heading:
            raise RefusedError(f"{described(place)} is there already")
        workspace.set(draft, heading=_heading(workspace, operation))
        workspace.changed(effect, draft)
        return
    if place.part == "introductory text":
        _introduction(workspace, effect, find(workspace, place), _printed(workspace, operation)[0])
        return
    receiver = find(workspace, replace(place, part="whole"))
    if is_item(receiver):
        add_items(workspace, effect, operation, receiver)
        return
    new = [each for each in _assembled(workspace, operation) if not is_stars(each.text) or each.children]
    if not new:
        raise RefusedError("the new text is printed as stars alone")
    headings = {each.designator for each in workspace.walk(receiver) if each.level == "heading"}
    for count, each in enumerate(new):
        each.children = [child for child in each.children if not is_gap(child)]
        if count and each.level == "heading" and each.designator in headings:
            continue  # printed behind a new heading for an instruction of its own
        _place(workspace, effect, operation, receiver, each)


def _place(workspace: Workspace, effect: Effect, operation: Operation, receiver: Draft, new: Draft) -> None:
    """Put one provision where it belongs below the receiver."""
    if new.level == "heading" and receiver.level == "appendix" and new.designator:
        _prune(new, {each.designator for each in workspace.walk(receiver) if each.level == "heading"})
        receiver, at = _among_comments(workspace, receiver, new)
    elif new.level == "section":
        receiver, at = _among_sections(workspace, receiver, new)
    else:
        at = _position(workspace, effect, operation, receiver, new)
    same = _same_number(receiver, new)
    if same is not None:
        if same.status != "reserved":
            raise RefusedError(f"its number {new.number or new.designator} is taken in the base")
        workspace.set(receiver, children=[new if each is same else each for each in receiver.children])
        workspace.removed(effect, same)
    else:
        workspace.insert(receiver, at, new)
    workspace.changed(effect, new)


def _prune(heading: Draft, known: set[str]) -> None:
    """Drop the headings that print nests below a new one and that are others' own: of the base, or of other provisions.

    Print shows depth by type alone, so ``32(b)(2)(i)``, which an instruction of its own amends, hangs below a new
    ``32(b)(2)``, and so does ``32(d)(8)`` where nothing stands between.
    """
    heading.children = [
        child
        for child in heading.children
        if child.level != "heading"
        or not child.designator
        or (child.designator.startswith(f"{heading.designator}(") and child.designator not in known)
    ]
    for child in heading.children:
        if child.level == "heading" and child.designator:
            _prune(child, known)


def _same_number(receiver: Draft, new: Draft) -> Draft | None:
    """Return the provision that has the number of a new one."""
    if not new.designator:
        return None
    return next(
        (each for each in receiver.children if each.designator == new.designator and each.level == new.level),
        next((each for each in receiver.children if each.designator == new.designator), None),
    )


def _position(workspace: Workspace, effect: Effect, operation: Operation, receiver: Draft, new: Draft) -> int:
    siblings = receiver.children
    if operation.position in ("before", "after") and operation.anchor is not None:
        anchor = target(workspace, place_in_base(workspace, operation.anchor))
        place = next((at for at, each in enumerate(siblings) if each is anchor), -1)
        if place < 0:
            raise RefusedError(
                f"{described(operation.anchor)} does not stand in {described(operation.target)}"
            )
        return place + (operation.position == "after")
    if operation.position == "alphabetical" or (not new.designator and operation.position == "numerical"):
        at, ordered = alphabetical(siblings, new)
        if not ordered:
            effect.flag("the definitions around it are not in alphabetical order in the base")
        return at
    if operation.position == "beginning":
        return next((at for at, each in enumerate(siblings) if each.designator), 0)
    if new.designator:
        at = numerical(siblings, new)
        if operation.position == "end" and any(each.designator for each in siblings[at:]):
            effect.flag("it is added at the end, and its number belongs further up")
            return max(i for i, each in enumerate(siblings) if each.designator) + 1
        return at
    return len(siblings)


def _among_sections(workspace: Workspace, receiver: Draft, new: Draft) -> tuple[Draft, int]:
    """Return the container and the index for a section: behind the one whose number comes before."""
    sections = [each for each in workspace.walk(receiver) if each.level == "section" and not each.quoted]
    own = natural(new.designator)
    same = next((each for each in sections if each.designator == new.designator), None)
    if same is not None:
        above = workspace.parent(same)
        return above, next(i for i, each in enumerate(above.children) if each is same)
    before = [each for each in sections if natural(each.designator) < own]
    if before:
        last = max(before, key=lambda each: natural(each.designator))
        above = workspace.parent(last)
        return above, next(i for i, each in enumerate(above.children) if each is last) + 1
    if sections:
        above = workspace.parent(sections[0])
        return above, next(i for i, each in enumerate(above.children) if each is sections[0])
    return receiver, len(receiver.children)


def _among_comments(workspace: Workspace, appendix: Draft, new: Draft) -> tuple[Draft, int]:
    """Return the heading and the index for the comments on a provision: in the order of what they comment on."""
    headings = [each for each in workspace.walk(appendix) if each.level == "heading" and each.designator]
    same = next((each for each in headings if each.designator == new.designator), None)
    if same is not None:
        above = workspace.parent(same)
        return above, next(i for i, each in enumerate(above.children) if each is same)
    section = new.designator.partition("(")[0]
    near = [
        each
        for each in headings
        if each.designator.partition("(")[0] == section or each.designator.endswith(f".{section}")
    ]
    before = [each for each in near if _comment_key(each.designator) < _comment_key(new.designator)]
    if not before:
        raise RefusedError(f"the base has no comments on section {section} to put it among")
    last = max(before, key=lambda each: _comment_key(each.designator))
    nests = any("(" in workspace.parent(each).designator for each in near if "(" in each.designator)
    if "(" not in last.designator or (nests and new.designator.startswith(f"{last.designator}(")):
        firsts = [i for i, each in enumerate(last.children) if each.level == "heading"]
        return last, (firsts[0] if firsts else len(last.children))
    above = workspace.parent(last)
    while "(" in above.designator and not new.designator.startswith(f"{above.designator}("):
        last, above = above, workspace.parent(above)
    return above, next(i for i, each in enumerate(above.children) if each is last) + 1


def _comment_key(designator: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key in which ``36(d)(2)`` stands behind ``36(d)(1)(ii)``, and ``1026.36`` before all of its own."""
    from lawdiff.effects.rules.designators import path_of  # noqa: PLC0415 - small and only here
    from lawdiff.parsers.markers import CFR, ordinal  # noqa: PLC0415 - as above

    if "(" not in designator:
        return ()
    levels = [alphabet.removeprefix("/") for alphabet in CFR.alphabets]
    return tuple(
        (0, ordinal(each, levels[level]) if level < len(levels) else 0, each)
        for level, each in enumerate(path_of(designator))
    )


def _add_sentence(workspace: Workspace, effect: Effect, operation: Operation, place: Place) -> None:
    """Put a sentence behind, before or among those of a provision."""
    draft = find(workspace, place)
    texts = introductory(draft)
    if not texts:
        raise RefusedError(f"the base has no text at {described(replace(place, part='introductory text'))}")
    if operation.anchor is not None:
        field = sentence(draft, operation.anchor)
        at = field.end if operation.position == "after" else field.start
    elif operation.position == "end" or place.ordinal == -1:
        field = Field(texts[-1], "text", 0, len(texts[-1].text))
        at = field.end
    elif place.ordinal == 1:
        field, at = Field(texts[0], "text", 0, len(texts[0].text)), 0
    else:
        before = sentence(draft, replace(place, ordinal=place.ordinal - 1))
        field, at = before, before.end
    _set(workspace, effect, field, beside(field.value, at, operation.inserted))


def _set(workspace: Workspace, effect: Effect, field: Field, value: str) -> None:
    workspace.set(field.draft, **{field.name: value})
    workspace.changed(effect, field.draft)
