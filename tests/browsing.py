"""A browser for the tests that look at pages: how it is started, and what is asked of it."""

from __future__ import annotations

import shutil
import tempfile
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selenium.webdriver import Chrome

PATIENCE = 90
"""Seconds that a test waits for what a page does in milliseconds: two busy cores serve the whole suite and others."""

STARTS = 3
"""How often Chromium is started before a test gives up: on a loaded machine it may not answer its driver in time."""

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--window-size=1300,900",
)


def start(folder: Path) -> Chrome:
    """Start Chromium with a new profile in a folder; skip the test where it or its driver is missing."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("needs chromium and chromedriver (Debian: apt-get install chromium chromium-driver)")
    from selenium.common.exceptions import WebDriverException  # noqa: PLC0415 - only where there is a browser
    from selenium.webdriver import Chrome, ChromeOptions  # noqa: PLC0415 - as above
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415 - as above

    for left in reversed(range(STARTS)):
        options = ChromeOptions()
        options.binary_location = chromium
        for flag in (*FLAGS, f"--user-data-dir={tempfile.mkdtemp(prefix='profile', dir=folder)}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        try:
            browser = Chrome(options=options, service=Service(executable_path=driver))
        except WebDriverException:
            if not left:
                raise
            continue
        browser.set_script_timeout(PATIENCE)
        return browser
    raise AssertionError("STARTS is at least 1")


def until(browser: Chrome, condition: str | Callable[[Chrome], object], *, reloading: bool = False) -> None:
    """Wait until an expression is true in the page; fail with it after `PATIENCE` seconds.

    Args:
        browser: where the page is open.
        condition: an expression of JavaScript, or a function of the browser.
        reloading: load the page anew before each look. Chromium writes what a page stores behind its back, so the
            next load need not see it yet.
    """
    from selenium.webdriver.support.ui import WebDriverWait  # noqa: PLC0415 - only where there is a browser

    def holds(chrome: Chrome) -> bool:
        if reloading:
            chrome.refresh()
        return bool(js(chrome, condition) if isinstance(condition, str) else condition(chrome))

    WebDriverWait(browser, PATIENCE, poll_frequency=0.1).until(holds, f"not in {PATIENCE} s: {condition}")


def complaints(browser: Chrome) -> list[Any]:
    """Return what the console says since it was last asked."""
    return list(browser.get_log("browser"))  # type: ignore[no-untyped-call]  # selenium leaves it without types


def set_theme(browser: Chrome, theme: str) -> None:
    """Ask for the light or the dark theme."""
    features = [{"name": "prefers-color-scheme", "value": theme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})
    until(browser, f"matchMedia('(prefers-color-scheme: {theme})').matches")


def set_medium(browser: Chrome, medium: str) -> None:
    """Show the page as on ``screen`` or as in ``print``."""
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium})
    until(browser, f"matchMedia('{medium}').matches")


def set_width(browser: Chrome, width: int) -> None:
    """Make the window as wide as a phone or a desk."""
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    until(browser, f"innerWidth === {width}")


def js(browser: Chrome, expression: str) -> Any:
    """Return what an expression is worth in the page."""
    return browser.execute_script(f"return {expression}")
