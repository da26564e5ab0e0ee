"""A folder of documents -> pairs: the versions of each text, one after the other."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from lawdiff.corpora.errors import CannotRun
from lawdiff.corpora.pair import Pair, Plan, Side, file_name, unique
from lawdiff.corpora.version import RULES, Unreadable, Version
from lawdiff.render.batch import PassedOver

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SUFFIX = ".xml"
"""What the name of a file ends with that is looked into; what is in it, its content tells."""


def xml_files(root: Path) -> Iterator[Path]:
    """Yield the XML files in a folder and all folders in it, in the order of their paths; hidden ones are left out.

    Raises:
        CannotRun: a folder cannot be listed.
    """

    def refuse(error: OSError) -> None:
        raise CannotRun(str(error.filename or root), error.strerror or str(error)) from error

    found = []
    for folder, below, files in os.walk(root, onerror=refuse):
        below[:] = [name for name in below if not name.startswith(".")]
        found += [
            Path(folder, name) for name in files if name.lower().endswith(SUFFIX) and not name.startswith(".")
        ]
    return iter(sorted(found, key=lambda path: path.relative_to(root).as_posix()))


def plan_of(
    root: Path,
    versions: Iterable[Version | Unreadable],
    reading: str = "inserted",
    hide: tuple[str, ...] = (),
) -> Plan:
    """Put the documents of a folder into pairs of one version and the next.

    Args:
        root: the folder.
        versions: what its files are, each called by its path from the folder.
        reading: for all pairs.
        hide: for all pairs.
    """
    read = sorted(versions, key=lambda version: version.file)
    passed: dict[str, str] = {item.file: item.why for item in read if isinstance(item, Unreadable)}
    kept = _without_copies([item for item in read if isinstance(item, Version)], passed)
    groups: dict[str, list[Version]] = {}
    for version in kept:
        for group in version.groups:
            groups.setdefault(group, []).append(version)
    pairs: dict[str, Pair] = {}
    together: set[tuple[str, str]] = set()
    for group in sorted(groups, key=_by_number):
        for old, new in _consecutive(
            sorted(groups[group], key=lambda version: (version.order, version.file))
        ):
            if (old.file, new.file) in together:  # two rules with the same two RINs
                continue
            together.add((old.file, new.file))
            name = unique(file_name([group.replace(".", ""), old.label, new.label]), pairs)
            first, second = (Side(root / version.file, version.file) for version in (old, new))
            pairs[name] = Pair(name, first, second, group, reading, hide)
    paired = {file for both in together for file in both}
    passed |= {version.file: _why_alone(version, groups) for version in kept if version.file not in paired}
    return Plan(
        root.resolve().name,
        tuple(pairs.values()),
        tuple(PassedOver(file, why) for file, why in sorted(passed.items())),
    )


def _by_number(group: str) -> tuple[tuple[bool, int, str], ...]:
    """Sort ``9 U.S.C.`` before ``13 U.S.C.``."""
    return tuple((not word.isdecimal(), int(word) if word.isdecimal() else 0, word) for word in group.split())


def _without_copies(versions: Sequence[Version], passed: dict[str, str]) -> list[Version]:
    """Return the versions without files that have the same bytes as another one."""
    first: dict[str, str] = {}
    kept = []
    for version in versions:
        known = first.setdefault(version.sha256, version.file)
        if known == version.file:
            kept.append(version)
        else:
            passed[version.file] = f"has the same bytes as {known}"
    return kept


def _consecutive(versions: Sequence[Version]) -> Iterator[tuple[Version, Version]]:
    """Yield each version with the next one; of rules, each proposal or interim rule with the rule that follows it.

    A document under the same RIN that amends nothing (a comment period that is reopened) is no version of the text;
    and two final rules one after the other amend the CFR at two times: neither is a version of the other.
    """
    chain = [version for version in versions if version.kind not in RULES or version.amends]
    for old, new in pairwise(chain):
        if old.kind != "final rule":
            yield old, new


def _why_alone(version: Version, groups: dict[str, list[Version]]) -> str:
    """Say why a version is in no pair."""
    if version.kind == "Federal Register issue":
        return "is a whole issue: a manifest can name documents in it, as FILE#NUMBER"
    if not version.groups:
        return f"does not say which text it is a version of ({version.kind})"
    named = " and ".join(version.groups)
    if version.kind in RULES and not version.amends:
        return f"amends no text ({named})"
    if any(len(groups[group]) > 1 for group in version.groups):
        return f"follows no proposal, and no rule follows it here ({named})"
    return f"is the only version here ({named})"
