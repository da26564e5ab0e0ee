"""A browser for the tests that look at pages: how it is started, and what is asked of it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver import Chrome

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


def start(profile: Path) -> Chrome:
    """Start Chromium with a profile of its own; skip the test where it or its driver is missing."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("needs chromium and chromedriver (Debian: apt-get install chromium chromium-driver)")
    from selenium.webdriver import Chrome, ChromeOptions  # noqa: PLC0415 - only where there is a browser
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415 - as above

    options = ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return Chrome(options=options, service=Service(executable_path=driver))


def complaints(browser: Chrome) -> list[Any]:
    """Return what the console says since it was last asked."""
    return list(browser.get_log("browser"))  # type: ignore[no-untyped-call]  # selenium leaves it without types


def set_theme(browser: Chrome, theme: str) -> None:
    """Ask for the light or the dark theme."""
    features = [{"name": "prefers-color-scheme", "value": theme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})


def set_width(browser: Chrome, width: int) -> None:
    """Make the window as wide as a phone or a desk."""
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def js(browser: Chrome, expression: str) -> Any:
    """Return what an expression is worth in the page."""
    return browser.execute_script(f"return {expression}")
