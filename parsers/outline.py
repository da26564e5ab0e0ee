"""Headings of depths 1, 2, 3, … and what stands below each -> a tree.

<HD SOURCE="HD1">IV. Discussion</HD> <P>…</P>            IV. Discussion
<HD SOURCE="HD2">B. Legal authority</HD> <P>…</P>  ->        …
                                                            B. Legal authority
                                                                …
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lawdiff.parsers.cfr_content import fill
from lawdiff.parsers.headings import Open
from lawdiff.parsers.text import whole_number

if TYPE_CHECKING:
    from lawdiff.parsers.draft import Draft
    from lawdiff.parsers.fr_text import Reader
    from lawdiff.parsers.markers import Paragraph


def depth_of(source: str) -> int:
    """Return the depth that ``HD/@SOURCE`` names: HED 0, HD1 1, HD2 2, …; 1 for anything else."""
    if source == "HED":
        return 0
    depth = whole_number(source.removeprefix("HD"))
    return 1 if depth is None else depth


@dataclass(slots=True)
class Outline:
    """Grows a tree of headings below a root.

    Attributes:
        reader: of the document.
        root: where headings of the first depth and paragraphs before any heading go.
    """

    reader: Reader
    root: Draft
    path: list[Open] = field(default_factory=list)
    items: list[Paragraph | Draft] = field(default_factory=list)

    @property
    def here(self) -> Draft:
        """The heading that is open, or the root."""
        return self.path[-1].draft if self.path else self.root

    def heading(self, depth: float, draft: Draft, printed: int | None = None) -> Draft:
        """Open a heading; all that are as deep or deeper are closed.

        Args:
            depth: in the tree.
            draft: the heading.
            printed: the depth that it is printed in, where it is another.
        """
        self.flush()
        while self.path and self.path[-1].depth >= depth:
            self.path.pop()
        self.here.add(draft)
        self.path.append(Open(depth, draft, int(depth) if printed is None else printed))
        return draft

    def close(self) -> None:
        """Close all headings: what follows goes to the root."""
        self.flush()
        self.path.clear()

    def flush(self) -> None:
        """Nest the paragraphs that were gathered, below the open heading."""
        if self.items:
            fill(self.reader, self.here, self.items)
            self.items.clear()
