"""Drives a headless Chromium through a pipe (--remote-debugging-pipe): python3 alone is needed.

Several threads may drive pages of one browser. Every wait is bounded by SECONDS; nothing sleeps
for a while and hopes.
"""
import base64
import json
import os
import shutil
import subprocess
import tempfile
import threading
import time

SECONDS = 30
# Pages of the browser's own, which each window would load beside ours.
FEATURES = "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"


def find():
    """Returns the path of a Chromium; None: there is none."""
    named = os.environ.get("CHROMIUM")
    return named or shutil.which("chromium")


class Failed(Exception):
    """The browser did not answer in time, or reported an error."""


class Browser:
    def __init__(self, *options):
        self.folder = tempfile.mkdtemp()
        to_them, self.send_fd = os.pipe()
        self.read_fd, from_them = os.pipe()

        def descriptors():
            # both above 4 first, so that neither covers the other
            a, b = os.dup(to_them), os.dup(from_them)
            while a < 5:
                a = os.dup(a)
            while b < 5:
                b = os.dup(b)
            os.dup2(a, 3)
            os.dup2(b, 4)

        self.process = subprocess.Popen(
            [find(), "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run",
             "--disable-extensions", "--disable-background-networking", "--disable-features=" + FEATURES,
             "--user-data-dir=" + self.folder, *options, "about:blank"],
            preexec_fn=descriptors, close_fds=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(to_them)
        os.close(from_them)
        self.news = threading.Condition()
        self.last, self.answers, self.events, self.ended = 0, {}, {}, False
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        """Keeps what the browser sends: answers by their number, events by their session."""
        rest = b""
        while piece := os.read(self.read_fd, 1 << 20):
            *whole, rest = (rest + piece).split(b"\0")
            with self.news:
                for message in map(json.loads, whole):
                    if "id" in message:
                        self.answers[message["id"]] = message
                    else:
                        self.events.setdefault(message.get("sessionId"), []).append(message)
                self.news.notify_all()
        with self.news:
            self.ended = True
            self.news.notify_all()

    def call(self, method, session=None, **params):
        message = {"method": method, "params": params}
        if session:
            message["sessionId"] = session
        with self.news:
            self.last += 1
            message["id"] = number = self.last
            data = json.dumps(message).encode() + b"\0"
            while data:
                data = data[os.write(self.send_fd, data):]
            if not self.news.wait_for(lambda: number in self.answers or self.ended, SECONDS) or self.ended:
                raise Failed("the browser has ended" if self.ended else f"{method}: no answer")
            answer = self.answers.pop(number)
        if "error" in answer:
            raise Failed(f"{method}: {answer['error']}")
        return answer["result"]

    def page(self, *size, **metrics):
        return Page(self, *size, **metrics)

    def close(self):
        try:
            self.call("Browser.close")
        except (Failed, OSError):
            self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class Page:
    def __init__(self, browser, width=1366, height=768, scale=1, touch=False, dark=False, lang="en"):
        self.browser, self.opened, self.origin = browser, 0, "file:"
        self.context = browser.call("Target.createBrowserContext")["browserContextId"]
        self.target = browser.call("Target.createTarget", url="about:blank", browserContextId=self.context)["targetId"]
        self.session = browser.call("Target.attachToTarget", targetId=self.target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")
        self.resize(width, height, scale, touch)
        self.scheme(dark)
        self.call("Emulation.setLocaleOverride", locale=lang)
        self.call("Emulation.setUserAgentOverride", userAgent="test", acceptLanguage=lang)
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)
        if touch:
            self.call("Emulation.setTouchEmulationEnabled", enabled=True)
            self.call("Emulation.setEmitTouchEventsForMouse", enabled=True)

    def call(self, method, **params):
        return self.browser.call(method, self.session, **params)

    def close(self):
        self.browser.call("Target.disposeBrowserContext", browserContextId=self.context)

    def renew(self):
        """Makes the page as if it were new, with the usual size."""
        self.call("Page.navigate", url="about:blank")
        self.call("Storage.clearDataForOrigin", origin="file://", storageTypes="all")
        self.resize(1366, 768)
        self.scheme(False)
        self.forgive()

    def forgive(self):
        """Forgets what the console has had so far."""
        with self.browser.news:
            self.browser.events[self.session] = []

    def resize(self, width, height, scale=1, touch=False):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=touch)

    def scheme(self, dark, **features):
        features["prefers-color-scheme"] = "dark" if dark else "light"
        self.call("Emulation.setEmulatedMedia",
                  features=[{"name": n.replace("_", "-"), "value": v} for n, v in features.items()])

    def open(self, url, ready="document.getElementById('screen')?.textContent.length > 20 && !!globalThis.tcpstep"):
        """Opens an address, from scratch, and waits until the program runs."""
        self.opened += 1
        address, _, fragment = url.partition("#")
        self.origin = "/".join(address.split("/")[:3]) + "/"
        self.call("Page.navigate", url=f"{address}{'&' if '?' in address else '?'}{self.opened}#{fragment}")
        self.wait(ready)

    def js(self, expression):
        """Returns the value of an expression, which may be a promise."""
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise Failed(f"{expression[:200]}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def wait(self, condition):
        """Waits until an expression holds, looking at each frame."""
        until = time.monotonic() + SECONDS
        while not self.js("new Promise(done => { let n = 0; const look = () => { let is = false; try { is = "
                          + condition + "; } catch {} if (is || n++ > 60) done(!!is); else setTimeout(look, 5); }; look(); })"):
            if time.monotonic() > until:
                raise Failed("never: " + condition)

    def screen(self):
        return self.js("document.getElementById('screen').textContent")

    def story(self):
        return self.js("document.getElementById('story').textContent")

    def key(self, key, code="", text=None, modifiers=0):
        """Presses a key as a person does."""
        numbers = {"Enter": 13, "Tab": 9, "Escape": 27, "Backspace": 8, "ArrowUp": 38, "ArrowDown": 40, "ArrowLeft": 37,
                   "ArrowRight": 39, "Home": 36, "End": 35, "PageUp": 33, "PageDown": 34, "Delete": 46}
        if text is None:
            text = "\r" if key == "Enter" else key if len(key) == 1 else ""
        number = numbers.get(key, ord(key.upper()) if len(key) == 1 else 0)
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, code=code, text=text, modifiers=modifiers,
                  windowsVirtualKeyCode=number)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=code, modifiers=modifiers,
                  windowsVirtualKeyCode=number)

    def click(self, x, y):
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def tap(self, x, y):
        self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def picture(self, path):
        with open(path, "wb") as f:
            f.write(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def complaints(self):
        """Returns the errors and warnings of the console, and the addresses asked of a network but for the page's own."""
        own = ("file:", "data:", "blob:", "about:", self.origin)
        found = []
        with self.browser.news:
            events = list(self.browser.events.get(self.session, []))
        for e in events:
            p = e["params"]
            if e["method"] == "Runtime.exceptionThrown":
                found.append(json.dumps(p["exceptionDetails"])[:400])
            elif e["method"] == "Runtime.consoleAPICalled" and p["type"] in ("error", "warning"):
                found.append(json.dumps(p["args"])[:400])
            elif e["method"] == "Log.entryAdded" and p["entry"]["level"] in ("error", "warning"):
                found.append(p["entry"]["text"])
            elif e["method"] == "Network.requestWillBeSent" and not p["request"]["url"].startswith(own):
                found.append("asked for " + p["request"]["url"])
        return found
