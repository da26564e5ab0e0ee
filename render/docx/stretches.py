"""The words of a paragraph as stretches: each in one revision, cut where a heading or a comment begins or ends.

::

    = "(b) Notice" - " by mail" + " by e-mail" = "."        with a note on the new words "by e-mail"
    ->  "(b) " | "Notice" (heading) | del " by mail" | ins " " | ins "by e-mail" (note) | "."
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lawdiff.differ.change import placed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lawdiff.render.spell import Paragraph

Revision = Literal["", "del", "ins", "moveFrom", "moveTo"]

REVISIONS: dict[str, dict[str, Revision]] = {
    "kept": {"=": "", "-": "del", "+": "ins"},
    "removed": {"-": "del"},
    "added": {"+": "ins"},
    "from": {"-": "del"},
    "to": {"+": "ins"},
}
"""For each place of a paragraph, the revision of an edit; an edit without one is not spelled there."""

MOVED: dict[str, dict[str, Revision]] = {
    "from": {"=": "moveFrom", "-": "del"},
    "to": {"=": "moveTo", "+": "ins"},
}
"""The same for a passage that moved: what it kept is moved, and its edits stand where they were made."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in one revision.

    Attributes:
        revision: what was done to them; empty where they stayed.
        text: the words.
        old, new: where they begin on either side, in characters; -1 on a side that does not have them.
    """

    revision: Revision
    text: str
    old: int
    new: int


def stretches(
    paragraph: Paragraph, *, moved: bool, old_cuts: Collection[int], new_cuts: Collection[int]
) -> Iterator[Stretch]:
    """Yield the words of a paragraph in order; joined they spell each side that stands here.

    Args:
        paragraph: as it is spelled.
        moved: whether it is tied to its other place.
        old_cuts: where to cut, in characters of the old provision's own words.
        new_cuts: the same for the new provision.
    """
    revisions = (MOVED if moved else REVISIONS)[paragraph.place]
    edits = paragraph.part.edits if moved and paragraph.part is not None else paragraph.edits
    for operation, text, old, new in placed(edits):
        on_old, on_new = operation != "+", operation != "-"
        revision = revisions.get(operation)
        if revision is not None:
            whole = Stretch(revision, text, old if on_old else -1, new if on_new else -1)
            cuts = {cut - old for cut in old_cuts if on_old} | {cut - new for cut in new_cuts if on_new}
            yield from _cut(whole, cuts)


def _cut(whole: Stretch, cuts: Collection[int]) -> Iterator[Stretch]:
    """Yield the pieces of a stretch, cut so many characters from its beginning."""
    length = len(whole.text)
    begin = 0
    for end in sorted({cut for cut in cuts if 0 < cut < length} | {length}):
        yield Stretch(
            whole.revision,
            whole.text[begin:end],
            whole.old + begin if whole.old >= 0 else -1,
            whole.new + begin if whole.new >= 0 else -1,
        )
        begin = end
