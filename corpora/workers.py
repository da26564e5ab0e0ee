"""Who does the work: processes of this machine, or a Dask cluster; both through the interface of concurrent.futures."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import threading
from collections import deque
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, ProcessPoolExecutor, wait
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from lawdiff.corpora.errors import CannotRun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor, Future
    from types import TracebackType

T = TypeVar("T")
R = TypeVar("R")

TASKS_PER_WORKER = 50
"""Pairs after which the processes are replaced by new ones: what allocators and caches keep is given back, and a new
process costs as much as a twentieth of a pair."""

AHEAD = 2
"""Tasks a worker that are on their way at once: one is worked on while the next waits; no more are in memory."""

DEATHS = 5
"""Tasks in a row that may each kill their process: where none comes through, the machine has no memory left, or
processes cannot be started at all, and going on would blame every task."""

CONNECT_SECONDS = 30
"""How long a scheduler is waited for, and its first worker: a cluster that is being started needs some seconds."""


ADDRESS = re.compile(r"(?:tcp|tls|ws|wss)://\S+:\d+")
"""What Dask itself would take for an address of a scheduler; it says nothing clear about others."""


class Workers(Protocol):
    """What `completed` asks of those who work."""

    @property
    def window(self) -> int:
        """How many tasks may be on their way at once."""

    def submit(self, function: Callable[[T], R], task: T) -> Future[R]:
        """Hand a task over."""


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Processes:
    """Processes of this machine; a context manager that ends them.

    The pool's own `max_tasks_per_child` is not used: with it, the pool of Python 3.11 can wait for ever
    (https://github.com/python/cpython/issues/115634). A whole pool is replaced instead, while the old one finishes.
    """

    def __init__(self, jobs: int, tasks_per_worker: int = TASKS_PER_WORKER) -> None:
        """Prepare `jobs` processes; none is started before there is work."""
        self.jobs = jobs
        self._limit = jobs * tasks_per_worker
        self._taken = 0
        self._pools: list[Executor] = []

    @property
    def window(self) -> int:
        """How many tasks may be on their way at once."""
        return AHEAD * self.jobs

    def submit(self, function: Callable[[T], R], task: T) -> Future[R]:
        """Hand a task over, to a new pool where the old one has done its share or a process of it died."""
        if not self._pools or self._taken >= self._limit:
            self._renew()
        self._taken += 1
        try:
            return self._pools[-1].submit(function, task)
        except BrokenExecutor:
            self._renew()
            return self._pools[-1].submit(function, task)

    def _renew(self) -> None:
        for pool in self._pools:
            pool.shutdown(wait=False)  # it still does what it was given
        self._taken = 0
        # Never fork: a fork of a process with threads can hang. A fork server starts a worker without new imports.
        known = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in known else "spawn")
        if "forkserver" in known:
            context.set_forkserver_preload(["lawdiff.corpora.work", "lawdiff.render.html"])
        self._pools = [*self._pools[-1:], ProcessPoolExecutor(self.jobs, context, initializer=_begin)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pool in self._pools:
            pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """Make a worker that leaves the keyboard to its parent, and does not outlive it, however the parent ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


class Cluster:
    """The workers of a Dask cluster; a context manager that leaves the cluster as it is.

    Documents and results travel over the connection, so that nothing but lawdiff need be there. Where a worker dies,
    the scheduler gives its tasks to another one.
    """

    def __init__(self, address: str) -> None:
        """Connect to a scheduler.

        Raises:
            CannotRun: the address is none, the extra is not installed, nobody answers there, or there is no worker.
        """
        if not ADDRESS.fullmatch(address):
            raise CannotRun(address, "is no address of a scheduler, such as tcp://127.0.0.1:8786")
        try:
            import distributed  # noqa: PLC0415 - an extra, only where somebody asks for it
        except ImportError as error:
            raise CannotRun("--scheduler", "needs Dask: pip install 'lawdiff[cluster]'") from error
        made: Any = distributed.Client  # it has no types
        try:
            self._client = made(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except OSError as error:
            raise CannotRun(address, "no Dask scheduler answers there") from error
        try:
            self._client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            self._client.close()
            raise CannotRun(address, "the scheduler has no worker") from error
        self._executor: Executor = self._client.get_executor(pure=False)

    @property
    def window(self) -> int:
        """How many tasks may be on their way at once: workers can come and go."""
        threads: int = sum(self._client.nthreads().values())
        return AHEAD * max(1, threads)

    def submit(self, function: Callable[[T], R], task: T) -> Future[R]:
        """Hand a task over."""
        return self._executor.submit(function, task)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._executor.shutdown(wait=error is None)
        self._client.close()


def completed(
    workers: Workers, function: Callable[[T], R], tasks: Iterable[T]
) -> Iterator[tuple[T, R | BaseException]]:
    """Yield each task with its result, or with the error that ended it, in the order in which they are done.

    Tasks are taken from the iterable as they are needed, so that only a few are in memory. Where a worker process
    dies, all tasks that were on their way are tried again one at a time, so that only the one that kills fails.

    Raises:
        CannotRun: so many processes died one after the other that the tasks cannot be to blame.
    """
    source = iter(tasks)
    running: dict[Future[R], T] = {}
    suspects: deque[T] = deque()
    more = True
    deaths = 0
    while more or running or suspects:
        while more and not suspects and len(running) < workers.window:
            more, taken = _next(source)
            for task in taken:
                running[workers.submit(function, task)] = task
        alone = not running and bool(suspects)
        if alone:
            task = suspects.popleft()
            running[workers.submit(function, task)] = task
        if not running:
            continue
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            task = running.pop(future)
            error = CancelledError() if future.cancelled() else future.exception()
            broken = isinstance(error, BrokenExecutor)
            if broken and not alone:
                suspects.append(task)
                continue
            deaths = deaths + 1 if broken else 0
            if deaths == DEATHS:
                raise CannotRun("worker processes", f"{deaths} of them died one after the other") from error
            yield task, future.result() if error is None else error


def _next(source: Iterator[T]) -> tuple[bool, tuple[T, ...]]:
    """Return whether there was another one, and it."""
    for item in source:
        return True, (item,)
    return False, ()


def said(error: BaseException) -> str:
    """Return an error that nobody raised on purpose in one line."""
    name = type(error).__name__
    if name in ("BrokenProcessPool", "KilledWorker"):
        return "the process that worked on it died (killed, or out of memory)"
    said = " ".join(str(error).split())
    return f"{name}: {said}" if said else name
