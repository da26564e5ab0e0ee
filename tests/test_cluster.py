"""The same batch on a Dask cluster: a real scheduler, two workers in processes of their own, one of which is killed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from folders import Threads, quiet, tree, write_bills

from lawdiff.corpora.batch import plan_folder, run_batch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 120
"""Seconds that a process may take to start on a machine that has other things to do."""


def until(true: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Wait until something holds; fail where the process that should bring it about has ended."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert process.poll() is None, f"{process.args!r} ended with {process.returncode}"
        assert time.monotonic() < end, f"{process.args!r} is not ready after {PATIENCE} seconds"
        time.sleep(0.05)


@contextmanager
def dask(kind: str, folder: Path, name: str, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a scheduler or a worker while the block lasts; what it says goes to ``<name>.log``."""
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--no-dashboard", *options],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def worker(folder: Path, address: str, name: str) -> list[str]:
    """Return the options of a worker with one thread, which is itself the process that works."""
    local = str(folder / f"{name}-files")
    return [
        address,
        "--nworkers",
        "1",
        "--nthreads",
        "1",
        "--no-nanny",
        "--host",
        "127.0.0.1",
        "--local-directory",
        local,
    ]


@pytest.mark.skipif(
    find_spec("distributed") is None, reason="needs the extra: pip install 'lawdiff[cluster]'"
)
def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(tmp_path: Path) -> None:
    bills = write_bills(tmp_path / "bills", 12)
    described = tmp_path / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(described)]
    with dask("scheduler", tmp_path, "scheduler", *options) as scheduler:
        until(lambda: described.exists() and described.read_bytes().endswith(b"}"), scheduler)
        address = str(json.loads(described.read_text("utf-8"))["address"])
        log = tmp_path / "scheduler.log"
        with (
            dask("worker", tmp_path, "one", *worker(tmp_path, address, "one")) as first,
            dask("worker", tmp_path, "two", *worker(tmp_path, address, "two")),
        ):
            until(lambda: log.read_bytes().count(b"Register worker") == 2, scheduler)
            arguments = ["batch", str(bills), "-o", str(tmp_path / "out"), "--scheduler", address]
            with subprocess.Popen(
                [sys.executable, "-m", "lawdiff", *arguments], stderr=subprocess.PIPE, text=True
            ) as batch:
                assert batch.stderr is not None
                said = []
                for line in batch.stderr:
                    said.append(line)
                    if line.startswith("[2/12]"):
                        first.kill()
            assert batch.returncode == 0, "".join(said)
            assert first.wait() != 0
    with Threads() as workers:
        run_batch(plan_folder(bills, workers, quiet), tmp_path / "here", ("html", "json"), workers, quiet)
    assert tree(tmp_path / "out") == tree(tmp_path / "here")


def refused(program: str, folder: Path) -> str:
    """Run a program that calls the command, and return the line that it ends with."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[-1]


def test_without_the_extra_there_is_one_clear_line(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['distributed'] = None\n"
        "from lawdiff.cli import main; main(['batch', '.', '-o', 'out', '--scheduler', 'tcp://127.0.0.1:1'])"
    )
    said = refused(program, tmp_path)
    assert said == "lawdiff: error: --scheduler: needs Dask: pip install 'lawdiff[cluster]'"


@pytest.mark.skipif(
    find_spec("distributed") is None, reason="needs the extra: pip install 'lawdiff[cluster]'"
)
@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("tcp://127.0.0.1:1", "no Dask scheduler answers there"),
        ("nonsense://here:1", "is no address of a scheduler, such as tcp://127.0.0.1:8786"),
        ("127.0.0.1", "is no address of a scheduler, such as tcp://127.0.0.1:8786"),
    ],
)
def test_a_scheduler_that_does_not_answer_is_one_clear_line(address: str, why: str, tmp_path: Path) -> None:
    program = (
        "import lawdiff.corpora.workers as workers; workers.CONNECT_SECONDS = 1\n"
        f"from lawdiff.cli import main; main(['batch', '.', '-o', 'out', '--scheduler', {address!r}])"
    )
    assert refused(program, tmp_path) == f"lawdiff: error: {address}: {why}"
