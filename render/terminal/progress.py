"""A progress bar for what is downloaded."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TaskID, TextColumn
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def downloading() -> Iterator[Callable[[str, int, int | None], None]]:
    """Give a function to call with what is downloaded, the bytes so far, and of how many (None where unknown).

    Each thing has a line on standard error, from its first bytes until all is done; then the lines go away. What is
    said without a byte (a service is in trouble, and is asked again) stays.
    """
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:

        def watch(what: str, done: int, whole: int | None) -> None:
            if not done and whole is None:
                progress.console.print(Text(what))
                return
            if what not in tasks:
                tasks[what] = progress.add_task(what.replace("[", r"\["), total=whole)
            progress.update(tasks[what], completed=done, total=whole)

        yield watch
