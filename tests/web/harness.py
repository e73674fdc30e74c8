"""What the browser's tests share: the list of tests, how they run, the native programs, comparisons.

A test is a function of a page that is as if just made; after it the console must be silent.
"""
import concurrent.futures
import contextlib
import glob
import json
import os
import pathlib
import queue
import subprocess
import sys
import tempfile
import threading
import time
import traceback

sys.path.insert(0, os.path.dirname(__file__))
from browser import Browser, Failed  # noqa: E402

PAGE, PROGRAM, SCREENS, LESSONS = sys.argv[1:5]
URL = pathlib.Path(PAGE).resolve().as_uri()
IDS = sorted(os.path.basename(p)[:-len(".tcpstep")] for p in glob.glob(os.path.join(LESSONS, "*.tcpstep")))
# Pages that are open at the same time; a page often waits for its program, or for a native one.
PAGES = 2 + (os.cpu_count() or 1) // 2
tests = []


def test(f=None, name=None, **options):
    """Adds a test, or returns what adds one; options are those of browser.Page."""
    def add(g):
        tests.append((name or g.__name__, g, options))
        return g
    return add(f) if f else add


# --- native programs ---

def home_env(home):
    env = {**os.environ, "HOME": home, "LC_ALL": "C.UTF-8", "TERM": "xterm"}
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "NO_COLOR"):
        env.pop(name, None)
    return env


def native(*words, given="", home=None):
    """Runs a native program, with a home of its own unless one is given, and returns what it prints."""
    with tempfile.TemporaryDirectory() as empty:
        return subprocess.run(words, env=home_env(home or empty), input=given.encode(), capture_output=True, timeout=120,
                              check=True).stdout.decode()


# --- comparisons ---

def same(found, wanted, what):
    if found != wanted:
        lines = zip(wanted.split("\n"), found.split("\n"))
        first = next(((i, a, b) for i, (a, b) in enumerate(lines) if a != b), ("end", wanted[-200:], found[-200:]))
        raise AssertionError(f"{what}: line {first[0]}: wanted {first[1]!r}, found {first[2]!r}")


def has(text, part, what=""):
    if part not in text:
        raise AssertionError(f"{what}: no {part!r} in {text[:3000]!r}")


def holds(condition, what):
    if not condition:
        raise AssertionError(what)


# --- keys ---

# Types keys as events of the page, and returns the screen and the story after each.
TYPE = """(keys => keys.map(key => {
    document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    return ['screen', 'story'].map(id => document.getElementById(id).textContent);
}))"""


def type_keys(page, *keys):
    return page.js(f"{TYPE}({json.dumps(keys)})")


def paste(page, text):
    page.js(f"""(text => {{ const data = new DataTransfer(); data.setData('text/plain', text);
        document.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData: data, bubbles: true }})); }})({json.dumps(text)})""")


def changes(page, act):
    """Does something, and waits until the screen is another."""
    before = page.screen()
    act()
    page.wait(f"document.getElementById('screen').textContent !== {json.dumps(before)}")


# --- running ---

def run_all():
    wanted = sys.argv[5:]
    chosen = [t for t in tests if not wanted or any(w in t[0] for w in wanted)]
    browser, begun, idle, lock, failed = Browser(), time.monotonic(), queue.SimpleQueue(), threading.Lock(), []

    @contextlib.contextmanager
    def page_of(options):
        """Yields a page; those of the usual kind are used again."""
        page = None
        if not options:
            with contextlib.suppress(queue.Empty):
                page = idle.get_nowait()
        page = page or browser.page(**options)
        yield page
        if options:
            page.close()
        else:
            page.renew()
            idle.put(page)

    def one(t):
        name, function, options = t
        try:
            with page_of(options) as page:
                function(page)
                found = page.complaints()
                holds(not found, f"the console has {found}")
        except Exception as e:
            with lock:
                failed.append(name)
                print(f"FAILED {name}: {e}" if isinstance(e, (AssertionError, Failed)) else traceback.format_exc(), flush=True)

    try:
        with concurrent.futures.ThreadPoolExecutor(PAGES) as pool:
            list(pool.map(one, chosen))
    finally:
        browser.close()
    print(f"{len(chosen) - len(failed)} passed, {len(failed)} failed in {time.monotonic() - begun:.0f} s")
    return 1 if failed else 0
