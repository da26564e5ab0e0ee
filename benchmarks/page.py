"""Does the page of a long comparison open and answer at once? H.R. 1, engrossed -> enrolled, in headless Chromium.

    python benchmarks/page.py --runs 5

Printed are the size of the page (the bound is 8 MB), the time to the first content and to the loaded page (bound for
the first content: 1.5 s), and the time from each thing a reader does to the frame that shows it (bound: 200 ms; the
search waits 150 ms for more letters, which is its own choice and not counted), and the longest frame of the following
20, in which the page may still be busy (same bound). Medians over the runs, each in a fresh page; a busy machine makes
them all longer. Exit code 1 where a bound is missed.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from corpus import corpus_folder
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from lawdiff.differ import compare
from lawdiff.parsers import parse
from lawdiff.render.html import render_comparison

OLD = "bills/119hr1/BILLS-119hr1eh.xml"
NEW = "bills/119hr1/BILLS-119hr1enr.xml"

MOST_BYTES = 8_000_000
FIRST_CONTENT = 1500
ANSWER = 200
TYPING_PAUSE = 150
"""The page waits so many milliseconds for the next letter of a search (render/html/page.js)."""

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--window-size=1300,900",
)

TYPE = "const f = document.getElementById('find'); f.value = '{}'; f.dispatchEvent(new Event('input'))"
DEEDS = {
    "next change": "document.getElementById('next').click()",
    "next change again": "document.getElementById('next').click()",
    "side by side": "document.getElementById('side').click()",
    "inline": "document.getElementById('inline').click()",
    "filter: added": "document.querySelector('input[data-g=r][value=added]').click()",
    "show all": "document.getElementById('clear').click()",
    "search: a word": TYPE.format("biometric"),
    "search: another": TYPE.format("secretary"),
    "search: nothing": TYPE.format(""),
    "unfold all": "document.getElementById('unfold').click()",
    "fold all": "document.getElementById('unfold').click()",
    "open the crosswalk": "document.querySelector('#crosswalk details').open = true",
    "open the sums of money": "document.querySelector('#figures details').open = true",
    "go to the crosswalk": "location.hash = 'crosswalk'",
    "go to the last change": "[...document.querySelectorAll('#changes .c')].at(-1).scrollIntoView()",
}

MEASURE = """
const done = arguments[arguments.length - 1], wait = arguments[1];
const start = performance.now();
(0, eval)("{" + arguments[0] + "}");
const shown = () => requestAnimationFrame(() => requestAnimationFrame(() => {
  const answer = performance.now() - start - wait;
  let before = performance.now(), longest = 0, left = 20;
  const frame = () => {
    longest = Math.max(longest, performance.now() - before);
    before = performance.now();
    left -= 1;
    if (left) requestAnimationFrame(frame); else done([answer, longest]);
  };
  requestAnimationFrame(frame);
}));
if (wait) setTimeout(shown, wait + 1); else shown();
"""

OPENED = """
const done = arguments[arguments.length - 1];
const told = () => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const load = performance.getEntriesByType("navigation")[0];
  if (paint && load.loadEventEnd) done([paint.startTime, load.loadEventEnd]); else setTimeout(told, 50);
};
told();
"""


def start(profile: str) -> Chrome:
    """Start Chromium; leave with a clear line where it is missing."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        sys.exit("needs chromium and chromedriver (Debian: apt-get install chromium chromium-driver)")
    options = ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    return Chrome(options=options, service=Service(executable_path=driver))


def one_run(browser: Chrome, page: Path) -> dict[str, tuple[float, float]]:
    """Open the page afresh and do everything once; return milliseconds by name, and the longest frame after it."""
    browser.get("about:blank")
    browser.get(page.as_uri())
    first, loaded = browser.execute_async_script(OPENED)
    times = {"first content": (float(first), 0.0), "loaded": (float(loaded), 0.0)}
    for name, deed in DEEDS.items():
        wait = TYPING_PAUSE if name.startswith("search") else 0
        answer, frame = browser.execute_async_script(MEASURE, deed, wait)
        times[name] = float(answer), float(frame)
    return times


def main() -> None:
    """Write the page, measure it, print the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    folder = corpus_folder()
    with tempfile.TemporaryDirectory() as scratch:
        page = Path(scratch) / "page.html"
        page.write_text(
            render_comparison(compare(parse(folder / OLD), parse(folder / NEW))), encoding="utf-8"
        )
        size = page.stat().st_size
        browser = start(f"{scratch}/profile")
        try:
            every = [one_run(browser, page) for _ in range(runs)]
        finally:
            browser.quit()
    print(f"{'size':24}{size / 1e6:8.2f} MB    (bound {MOST_BYTES / 1e6:.0f} MB)")
    missed = size > MOST_BYTES
    for name in every[0]:
        answers, frames = zip(*(times[name] for times in every), strict=True)
        middle, frame = statistics.median(answers), statistics.median(frames)
        bound = {"first content": FIRST_CONTENT, "loaded": float("inf")}.get(name, ANSWER)
        missed |= max(middle, frame) > bound
        print(
            f"{name:24}{middle:8.0f} ms    worst {max(answers):5.0f} ms    longest frame after it {frame:5.0f} ms"
        )
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
