"""The amending instructions of bills, resolutions and public laws: `read`."""

from lawdiff.effects.acts.read import read

__all__ = ["read"]
