"""Folders of documents written for the tests, who works on them, and what stands in a folder afterwards."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Self, TypeVar

from builders import NEW, OLD, bill

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path
    from types import TracebackType

    from builders import Section

T = TypeVar("T")
R = TypeVar("R")


class Threads:
    """Workers in this process: quick to start, and what they do can be seen."""

    window = 4

    def __init__(self) -> None:
        self.asked: list[object] = []
        self._pool = ThreadPoolExecutor(2)

    def submit(self, function: Callable[[T], R], task: T) -> Future[R]:
        """Hand a task over, and remember it."""
        self.asked.append(task)
        return self._pool.submit(function, task)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown()


def quiet(*_: object) -> None:
    """Take progress and say nothing."""


def numbered(number: int, stage: str, sections: list[Section] | None = None) -> bytes:
    """Write a bill with a number of its own; the text is that of `OLD` for the first stage, else of `NEW`."""
    text = sections if sections is not None else OLD if stage.startswith("Introduced") else NEW
    return bill(text, stage).replace(b"H. R. 99<", f"H. R. {number}<".encode())


def write_bills(folder: Path, count: int) -> Path:
    """Write some bills in two stages each; no file's name says what is in it."""
    folder.mkdir()
    for number in range(1, count + 1):
        (folder / f"b{number}.xml").write_bytes(numbered(number, "Introduced-in-House"))
        (folder / f"a{number}.xml").write_bytes(numbered(number, "Engrossed-in-House"))
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Return what is in a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def square(number: int) -> int:
    """Give the square of a number; three kills the process that works on it."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def die(_: int) -> int:
    """Kill the process that works, whatever it is given."""
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def process(_: int) -> int:
    """Give the process that works."""
    return os.getpid()
