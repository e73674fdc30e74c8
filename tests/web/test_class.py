"""Tests the page that `teach --listen` serves: it follows the class, and its students vote."""
import contextlib
import os
import pty
import re
import signal
import subprocess
import tempfile
import threading

from browser import SECONDS
from harness import PROGRAM, has, holds, home_env, test, type_keys

QUESTION = """tcpstep 1
id class
title A class
server socket
server bind 80
server listen
ask
  Which state is the server in?
  (x) LISTEN
  ( ) CLOSED
client socket
client connect 80
"""


class Class:
    """An instructor at a terminal, with the class on a free port."""
    def __init__(self, *options):
        self.home = tempfile.TemporaryDirectory()
        script = os.path.join(self.home.name, "class.tcpstep")
        with open(script, "w", encoding="utf-8") as f:
            f.write(QUESTION)
        self.script, self.options = script, options
        self.start("0")

    def start(self, port):
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen([PROGRAM, "teach", self.script, "-o", os.path.join(self.home.name, "recording"),
                                         "--listen", port, *self.options], env=home_env(self.home.name),
                                        stdin=slave, stdout=slave, stderr=subprocess.PIPE, start_new_session=True)
        os.close(slave)
        self.said = self.process.stderr.readline().decode()
        self.url = re.search(r"http://127\.0\.0\.1:[0-9]+/", self.said).group()
        threading.Thread(target=self.drain, args=(self.master,), daemon=True).start()

    @staticmethod
    def drain(master):
        with contextlib.suppress(OSError):
            while os.read(master, 65536):
                pass

    def type(self, keys):
        os.write(self.master, keys.encode())

    def end(self, by=signal.SIGTERM):
        self.process.send_signal(by)
        self.process.wait(SECONDS)
        self.process.stderr.close()
        os.close(self.master)


@contextlib.contextmanager
def a_class(*options):
    c = Class(*options)
    try:
        yield c
    finally:
        if c.process.poll() is None:
            c.end()
        c.home.cleanup()


def sees(page, text):
    page.wait(f"document.getElementById('screen').textContent.includes({text!r})")


def teaches(c, page, steps):
    """The instructor takes steps, each when the page has shown the one before."""
    for text in steps:
        c.type(" ")
        sees(page, text)


@test
def a_page_follows_a_class(page):
    """Steps appear, one may step aside and comes back with r, and q leaves for the menu."""
    with a_class() as c:
        page.open(c.url + "#lang=en&size=80x24&animation=off")
        teaches(c, page, ["server socket", "server bind 80", "LISTEN"])
        type_keys(page, *":server close", "Enter")
        has(page.screen(), "The server calls close()")
        type_keys(page, "r")
        has(page.screen(), "The server calls listen()")
        late = page.browser.page()
        late.open(c.url + "#lang=ko&size=80x24&animation=off")
        sees(late, "LISTEN▌")
        found = late.complaints()
        late.close()
        holds(not found, f"who joins late: {found}")
        type_keys(page, "q")
        has(page.screen(), "The core", "the menu")


@test
def students_vote(page):
    """Two browsers choose, one of them twice; the class counts each once, and shows the answer when it is revealed."""
    with a_class() as c:
        other = page.browser.page()
        for p in (page, other):
            p.open(c.url + "#lang=en&size=120x40&animation=off")
        teaches(c, page, ["server socket", "server bind 80", "server listen", "Which state"])
        sees(other, "Which state")
        type_keys(page, "2")
        sees(page, "was sent")
        type_keys(other, "1")
        sees(other, "was sent")
        type_keys(page, "1")
        sees(page, "was sent")
        holds("Right" not in page.screen() and "✓ LISTEN" not in page.screen(), "the answer is not shown yet")
        c.type("1")
        sees(page, "1 ✓ LISTEN")
        sees(other, "Right.")
        found = other.complaints()
        other.close()
        holds(not found, f"the other: {found}")


@test
def a_class_asks_for_its_code(page):
    with a_class("--code", "BLUE-7") as c:
        page.open(c.url + "?code=BLUE-7#lang=en&size=80x24&animation=off")
        teaches(c, page, ["server socket"])
        page.forgive()
        page.open(c.url + "#lang=en&size=80x24&animation=off")
        page.wait("document.getElementById('room').open")
        for key in "BLUE-7":
            page.key(key)
        page.key("Enter")
        sees(page, "step 1")
        page.forgive() # the browser reports that the first request was refused


@test
def a_broken_connection_is_tried_again(page):
    with a_class() as c:
        page.open(c.url + "#lang=en&size=80x24&animation=off")
        teaches(c, page, ["server socket", "server bind 80"])
        c.end(signal.SIGKILL)
        sees(page, "broke")
        c.start(c.url.rstrip("/").split(":")[-1])
        sees(page, "with the class")
        teaches(c, page, ["server socket", "server bind 80"])
        page.forgive() # the browser reports the broken connection


# The page's clock: the pauses between two tries take no time, but the clock counts them.
CLOCK = """(() => {
    const now = performance.now.bind(performance), wait = globalThis.setTimeout;
    globalThis.skipped = 0;
    performance.now = () => now() + skipped;
    globalThis.setTimeout = (act, ms, ...more) => {
        if (!(ms >= 1000 && ms <= 5000))
            return wait(act, ms, ...more);
        queueMicrotask(() => { skipped += ms; act(); });
    };
})()"""


@test
def a_connection_is_tried_for_ten_minutes(page):
    """Then the page says that it is lost, and the student can look around."""
    with a_class() as c:
        other = page.browser.page()
        other.call("Page.addScriptToEvaluateOnNewDocument", source=CLOCK)
        other.open(c.url + "#lang=en&size=80x24&animation=off")
        teaches(c, other, ["server socket", "server bind 80"])
        c.end(signal.SIGKILL)
        before = other.js("skipped")
        sees(other, "connection lost")
        waited = other.js("skipped") - before
        holds(595000 <= waited <= 610000, f"{waited} ms")
        type_keys(other, "u")
        has(other.screen(), "1/")
        other.close()


@test
def the_end_of_a_class_is_said(page):
    with a_class() as c:
        page.open(c.url + "#lang=en&size=80x24&animation=off")
        teaches(c, page, ["server socket", "server bind 80"])
        c.type("qq")
        sees(page, "The class is over")
        holds("5 seconds" not in page.screen(), "the page stays")
        type_keys(page, "u")
        has(page.screen(), "1/2")
        has(page.screen(), "class over")
