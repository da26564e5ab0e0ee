"""The part of pycm that lawdiff uses; the library ships no types."""

from collections.abc import Mapping

class ConfusionMatrix:
    def __init__(self, *, matrix: Mapping[str, Mapping[str, int]]) -> None: ...
    @property
    def Overall_ACC(self) -> float: ...
    @property
    def Kappa(self) -> float | str: ...
