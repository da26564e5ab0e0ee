"""What all tests share: the folder of real documents, a browser, and how hypothesis draws its settings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from asking import Time
from browsing import start
from hypothesis import settings
from publishers import Publishers

from lawdiff.sources.settings import Settings
from lawdiff.sources.settings import settings as settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

ROOT = Path(__file__).resolve().parent.parent

# The same examples every time, and none judged by the clock: a slow machine must not fail a test.
settings.register_profile("default", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=200)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "default")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of real documents; skip the test, with the reason, where there is none.

    The environment variable ``LAWDIFF_CORPUS`` names it; without it, it is ``../shared/corpus`` beside the
    repository.
    """
    named = os.environ.get("LAWDIFF_CORPUS")
    folder = Path(named) if named else ROOT.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip(f"no folder of real documents at {folder}; name it in LAWDIFF_CORPUS")
    return folder


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Start Chromium once for all tests that leave nothing in it; skip where it or its driver is missing."""
    chrome = start(tmp_path_factory.mktemp("browser"))
    yield chrome
    chrome.quit()


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Start a Chromium of its own for a test in which the page stores something.

    All files share one storage. What one test clears in it may reach the next one late, through another process
    of the browser, and undo what that one stored; a new profile is the only storage that is surely empty.
    """
    chrome = start(tmp_path_factory.mktemp("browser"))
    yield chrome
    chrome.quit()


@pytest.fixture
def publishers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publishers]:
    """Serve the samples as their publishers do, on 127.0.0.1 and past every proxy."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with Publishers() as serving:
        yield serving


@pytest.fixture
def chosen(publishers: Publishers, tmp_path: Path) -> Settings:
    """Return settings that ask those publishers, with an empty cache."""
    return settings_of(publishers.environment, cache=tmp_path / "cache")


@pytest.fixture
def time() -> Time:
    """Return a clock that nobody has to wait for."""
    return Time()
