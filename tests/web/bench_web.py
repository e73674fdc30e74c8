"""Measures the page in a headless Chromium: python3 tests/web/bench_web.py PAGE. Called by `make bench-web`."""
import os
import pathlib
import statistics
import sys

sys.path.insert(0, os.path.dirname(__file__))
from browser import Browser  # noqa: E402

URL = pathlib.Path(sys.argv[1]).resolve().as_uri()
OPENINGS = 9
# Presses a key, has the browser lay the page out, and returns the milliseconds of each.
KEYS = """(keys => keys.map(key => {
    const from = performance.now();
    document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    document.body.getBoundingClientRect();
    return performance.now() - from;
}))"""


def row(what, times, limit):
    print(f"{what:48} median {statistics.median(times):6.1f} ms  worst {max(times):6.1f} ms  wanted {limit} ms")


def main():
    browser = Browser()
    page = browser.page(1920, 1080)
    print(f"{'the file':48} {os.path.getsize(sys.argv[1])} octets, wanted 1500000")
    times = []
    for _ in range(OPENINGS):
        page.open(URL + "#learn=half-close&size=120x40")
        page.wait("performance.getEntriesByName('first-contentful-paint').length > 0")
        times.append(page.js("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
    row("the first screen painted after opening the file", times, 300)
    for size in ("80x24", "120x40", "200x60"):
        times = []
        for lesson in ("half-close", "time-wait", "simultaneous-close"):
            page.open(f"{URL}#learn={lesson}&size={size}&animation=off")
            times += page.js(KEYS + "([' ', ' ', ' ', ' ', '1', ' ', ' ', ' ', 'u', 'u', ' ', ' ', 'c', 'Escape', 'w', 'Escape', 'T', 'T', '?', '?'])")
        row(f"a key to its picture at {size}", times, 16)
    browser.close()


main()
