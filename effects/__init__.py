"""What a rule or an act does to the law: its amending instructions read, executed on a base, and accounted for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lawdiff.effects.amended import as_amended
    from lawdiff.effects.applying import apply
    from lawdiff.effects.execution import execute

_HOMES = {
    "apply": "lawdiff.effects.applying",
    "as_amended": "lawdiff.effects.amended",
    "execute": "lawdiff.effects.execution",
}

__all__ = ["apply", "as_amended", "execute"]


def __getattr__(name: str) -> object:
    """Import a public name on first use, so that the vocabulary can be had without the readers."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'lawdiff.effects' has no attribute {name!r}")
    return getattr(import_module(home), name)
