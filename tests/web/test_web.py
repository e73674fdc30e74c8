"""Tests the page in a headless Chromium: python3 tests/web/test_web.py PAGE PROGRAM SCREENS LESSONS [NAME…].

Called by `make test-web`. NAMEs choose tests. Prints "N passed, N failed".
"""
import glob
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

sys.path.insert(0, os.path.dirname(__file__))
from browser import Browser, Failed  # noqa: E402

PAGE, PROGRAM, SCREENS, LESSONS = sys.argv[1:5]
URL = pathlib.Path(PAGE).resolve().as_uri()
IDS = sorted(os.path.basename(p)[:-len(".tcpstep")] for p in glob.glob(os.path.join(LESSONS, "*.tcpstep")))
tests = []


def test(f):
    tests.append(f)
    return f


def native(*words, given=""):
    """Runs a native program with a home of its own, and returns what it prints."""
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "HOME": home, "LC_ALL": "C.UTF-8", "TERM": "xterm"}
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "NO_COLOR"):
            env.pop(name, None)
        return subprocess.run(words, env=env, input=given.encode(), capture_output=True, timeout=120,
                              check=True).stdout.decode()


def same(found, wanted, what):
    if found != wanted:
        lines = zip(wanted.split("\n"), found.split("\n"))
        first = next(((i, a, b) for i, (a, b) in enumerate(lines) if a != b), ("end", "", ""))
        raise AssertionError(f"{what}: line {first[0]}: wanted {first[1]!r}, found {first[2]!r}")


def has(text, part, what=""):
    if part not in text:
        raise AssertionError(f"{what}: no {part!r} in {text[:3000]!r}")


def holds(condition, what):
    if not condition:
        raise AssertionError(what)


# Types keys as events of the page, and returns the screen after each.
TYPE = """(keys => keys.map(key => {
    document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    return document.getElementById('screen').textContent;
}))"""


def type_keys(page, keys):
    return page.js(f"{TYPE}({json.dumps(keys)})")


def plays_as_the_terminal(browser, lesson, size, lang):
    shots = [s.split("\n", 1) for s in native(SCREENS, LESSONS, lesson, size, lang).split("\f")[:-1]]
    page = browser.page()
    page.open(f"{URL}#learn={lesson}&size={size}&lang={lang}&animation=off")
    same(page.screen(), shots[0][1], f"{lesson} {size} {lang} at the start")
    found = type_keys(page, [chr(int(key)) for key, _ in shots[1:]])
    for i, (screen, (key, wanted)) in enumerate(zip(found, shots[1:])):
        same(screen, wanted, f"{lesson} {size} {lang} after {i + 1} keys, {chr(int(key))!r}")
    quiet(page)
    page.close()


def quiet(page):
    found = page.complaints()
    holds(not found, f"the console has {found}")


# --- every lesson ---

def add_lessons():
    for lesson in IDS:
        for size, lang in (("80x24", "en"), ("120x40", "ko"), ("160x50", "en"), ("40x24", "ko")):
            def one(browser, lesson=lesson, size=size, lang=lang):
                plays_as_the_terminal(browser, lesson, size, lang)
            one.__name__ = f"lesson_{lesson}_{size}_{lang}"
            tests.append(one)


@test
def traces_are_those_of_the_program(browser):
    page = browser.page()
    page.open(URL)
    for lesson in IDS:
        path = os.path.join(LESSONS, lesson + ".tcpstep")
        wanted = native(PROGRAM, "run", "--trace=tsv", path).replace(path, f"/lessons/{lesson}.tcpstep")
        same(page.js(f"tcpstep.trace('/lessons/{lesson}.tcpstep')"), wanted, lesson)
    page.close()


# --- the address ---

@test
def the_address_chooses_what_opens(browser):
    page = browser.page()
    for fragment, part in (("", "Free session"), ("#learn=half-close", "Half-close"), ("#sandbox", "Free session"),
                           ("#quiz", "Quiz"), ("#lang=ko", "자유 세션"), ("#learn=no-such", "no-such")):
        page.open(URL + fragment)
        has(page.screen(), part, fragment)
    page.open(URL + "#size=80x24")
    rows = page.screen().split("\n")
    holds(len(rows) == 25 and rows[-1] == "" and max(map(len, rows)) <= 80, "size=80x24")
    quiet(page)
    page.close()


@test
def keys_of_the_address_are_typed(browser):
    page = browser.page()
    page.open(URL + "#sandbox&size=80x24&keys=%3Aserver%20socket%0D%3Aserver%20bind%2080%0D%3Aserver%20liszt%08%08ten%0D")
    has(page.screen(), "liszt"[:0] + "LISTEN")
    page.open(URL + "#sandbox&size=80x24&keys=c%1B")
    holds("socket()" not in page.screen(), "Escape closes the list")
    quiet(page)
    page.close()


@test
def a_new_fragment_opens_its_place(browser):
    page = browser.page()
    page.open(URL + "#learn=half-close")
    page.js("location.hash = '#learn=time-wait&size=80x24'")
    page.wait("document.getElementById('screen').textContent.includes('TIME-WAIT')")
    page.js("location.hash = '#lang=ko'")
    page.wait("document.getElementById('screen').textContent.includes('자유 세션')")
    page.close()


@test
def the_address_follows_what_is_open(browser):
    page = browser.page()
    page.open(URL + "#lang=ko&size=80x24")
    page.key("F")
    holds(page.js("location.hash") == "#sandbox&lang=ko&size=80x24", page.js("location.hash"))
    page.close()


# --- keys, clicks, touches ---

@test
def a_person_presses_keys(browser):
    page = browser.page()
    page.open(URL + "#size=80x24&animation=off")
    before = page.screen()
    page.key("ArrowDown")
    holds(page.screen() != before, "an arrow moves")
    page.key("ArrowUp")
    same(page.screen(), before, "back")
    page.key("End")
    page.key("Home")
    same(page.screen(), before, "Home")
    page.key("F")
    page.key("c")
    page.key("Enter")
    has(page.screen(), "client socket")
    page.key("Backspace")
    holds("✓ socket" not in page.screen(), "Backspace takes it back")
    page.key("Tab")
    page.key("Tab", modifiers=8)
    page.key("Escape")
    quiet(page)
    page.close()


@test
def a_field_takes_text(browser):
    page = browser.page()
    page.open(URL + "#sandbox&size=80x24&animation=off")
    page.key(":")
    holds(page.js("document.activeElement.id") == "line", "the field has the focus")
    for c in "server socket":
        page.key(c)
    page.key("x")
    page.key("Backspace")
    has(page.screen(), "server socket")
    page.key("Enter")
    has(page.screen(), "returned 1")
    holds(page.js("document.activeElement.id") == "screen", "the focus is back")
    page.key(":")
    page.call("Input.insertText", text="client send \"안녕\"")
    has(page.screen(), "안녕")
    page.call("Input.imeSetComposition", text="ㅎ", selectionStart=1, selectionEnd=1)
    page.call("Input.insertText", text="하")
    has(page.screen(), "하")
    quiet(page)
    page.close()


def middle_of(page, word):
    """Returns the middle of a word of the screen, in pixels."""
    rows = page.screen().split("\n")
    y = next(i for i, row in enumerate(rows) if word in row)
    x = rows[y].index(word) + len(word) / 2
    box = page.js("(b => [b.left, b.top, b.width, b.height])(document.getElementById('screen').getBoundingClientRect())")
    w, h = map(int, page.js("location.hash").split("size=")[1].split("&")[0].split("x"))
    return box[0] + x * box[2] / w, box[1] + (y + .5) * box[3] / h


@test
def a_click_means_what_it_means_in_the_terminal(browser):
    page = browser.page()
    page.open(URL + "#lang=en&size=80x24&animation=off")
    page.click(*middle_of(page, "· Half-close"))
    page.click(*middle_of(page, "· Half-close"))
    has(page.screen().split("\n")[0], "Half-close")
    page.click(*middle_of(page, "help"))
    has(page.screen(), "Perform the next step")
    quiet(page)
    page.close()


@test
def a_touch_is_a_click(browser):
    page = browser.page(390, 844, 3, touch=True)
    page.open(URL + "#learn=half-close&size=43x38&lang=en&animation=off")
    before = page.screen()
    page.tap(*middle_of(page, "next"))
    page.wait(f"document.getElementById('screen').textContent !== {json.dumps(before)}")
    quiet(page)
    page.close()


@test
def a_button_is_a_key(browser):
    page = browser.page(390, 844, 3, touch=True)
    page.open(URL + "#learn=half-close&lang=en&animation=off")
    before = page.screen()
    x, y = page.js("(b => [b.left + b.width / 2, b.top + b.height / 2])(document.querySelector('#keys button').getBoundingClientRect())")
    page.tap(x, y)
    page.wait(f"document.getElementById('screen').textContent !== {json.dumps(before)}")
    page.close()


@test
def the_wheel_moves(browser):
    page = browser.page()
    page.open(URL + "#size=80x24")
    before = page.screen()
    page.call("Input.dispatchMouseEvent", type="mouseWheel", x=200, y=200, deltaX=0, deltaY=120)
    page.wait(f"document.getElementById('screen').textContent !== {json.dumps(before)}")
    page.close()


@test
def a_window_has_as_many_cells_as_it_has_room(browser):
    page = browser.page(1366, 768)
    page.open(URL + "#learn=half-close")
    before = page.js("document.getElementById('screen').textContent.split('\\n').length")
    page.resize(800, 500)
    page.wait(f"document.getElementById('screen').textContent.split('\\n').length < {before}")
    for width, height, columns in ((390, 844, 40), (360, 640, 40), (1920, 1080, 150)):
        page.resize(width, height)
        page.wait(f"Math.abs(innerWidth - {width}) < 2")
        page.wait(f"document.getElementById('screen').getBoundingClientRect().width <= {width}")
        longest = page.js("Math.max(...document.getElementById('screen').textContent.split('\\n').map(r => r.length))")
        holds(longest >= columns - 4, f"{width}: {longest} columns")
    quiet(page)
    page.close()


# --- storage ---

@test
def progress_and_the_session_are_kept(browser):
    page = browser.page()
    page.open(URL + "#learn=half-close&size=80x24&lang=en&animation=off&keys=%20%20%20")
    page.open(URL + "#learn=half-close&size=80x24&lang=en&animation=off")
    has(page.screen(), "Where you left")
    page.open(URL + "#sandbox&lang=en&keys=%3Aserver%20socket%0D")
    page.open(URL + "#sandbox&lang=en&keys=%0D")
    has(page.screen(), "server socket")
    holds(page.js("Object.keys(localStorage).some(k => k.endsWith('/tcpstep/progress'))"), "the terminal's file")
    quiet(page)
    page.close()


@test
def the_settings_file_is_obeyed(browser):
    page = browser.page()
    page.open(URL)
    page.js("localStorage.setItem('tcpstep:/home/.config/tcpstep/config', 'lang = ko\\n')")
    page.open(URL)
    has(page.screen(), "자유 세션")
    page.js("localStorage.setItem('tcpstep:/home/.config/tcpstep/config', 'lang = xx\\n')")
    page.open(URL + "#lang=en")
    has(page.screen(), "line 1")
    page.close()


@test
def a_script_is_pasted_and_copied(browser):
    page = browser.page()
    page.open(URL + "#lang=en&size=80x24")
    script = "tcpstep 1\ntitle Pasted one\nserver socket\nserver bind 80\n"
    page.js(f"""(text => {{ const data = new DataTransfer(); data.setData('text/plain', text);
        document.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData: data, bubbles: true }})); }})({json.dumps(script)})""")
    has(page.screen(), "Pasted one")
    type_keys(page, [" "])
    copied = page.js("""(() => { const data = new DataTransfer();
        document.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true }));
        return data.getData('text/plain'); })()""")
    has(copied, "server socket")
    quiet(page)
    page.close()


@test
def files_are_listed(browser):
    page = browser.page()
    page.open(URL + "#learn=half-close&lang=en&animation=off&keys=%20%20")
    page.js("document.getElementById('files').click()")
    has(page.js("document.getElementById('shelf').innerText"), "progress")
    page.key("Escape")
    page.wait("!document.getElementById('shelf').open")
    quiet(page)
    page.close()


# --- those who listen ---

@test
def the_story_is_that_of_plain_mode(browser):
    for lang in ("en", "ko"):
        page = browser.page()
        page.open(f"{URL}#learn=half-close&lang={lang}&animation=off&keys=%20")
        plain = native(PROGRAM, "learn", "half-close", "--plain", "--lang", lang, given="next\nnext\n")
        wanted = plain.split("\n> ")[2].split("\n", 1)[1]
        page.key(" ")
        same(page.story().strip(), wanted.strip(), f"the second step, {lang}")
        page.close()


ACCESSIBLE = """(() => {
    const wrong = [], luminance = c => {
        const [r, g, b] = c.match(/[0-9.]+/g).map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b;
    };
    const ratio = (a, b) => (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    for (const e of document.querySelectorAll('button, input, dialog, [role]')) {
        const labels = (e.getAttribute('aria-labelledby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent ?? '');
        const name = e.getAttribute('aria-label') ?? (labels.join('') || e.textContent || e.labels?.[0]?.textContent);
        if (!name?.trim() && e.id !== 'story')
            wrong.push(`${e.tagName}#${e.id} has no name`);
    }
    const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
    if (new Set(ids).size !== ids.length)
        wrong.push('an id twice');
    if (!document.title || !document.querySelector('main'))
        wrong.push('no title or no main');
    const story = document.getElementById('story');
    if (story.getAttribute('aria-live') !== 'polite' || getComputedStyle(story).display === 'none')
        wrong.push('the story is no live region');
    for (const e of document.querySelectorAll('[tabindex]'))
        if (e.tabIndex > 0)
            wrong.push('the order of the focus is forced');
    const ground = luminance(getComputedStyle(document.body).backgroundColor);
    for (const e of document.querySelectorAll('#screen span[class^=l]:not(.f), button')) {
        const look = /^l(\\d+)/.exec(e.className)?.[1], rect = look && document.querySelector(`#figures .r${look}`);
        const behind = rect ? luminance(getComputedStyle(rect).color) : ground;
        const r = ratio(luminance(getComputedStyle(e).color), behind);
        if (r < 4.5)
            wrong.push(`contrast ${r.toFixed(2)} of ${e.className} "${e.textContent.slice(0, 20)}"`);
    }
    return wrong;
})()"""


@test
def the_page_is_accessible(browser):
    for dark in (False, True):
        page = browser.page(dark=dark)
        for fragment in ("#lang=en", "#lang=ko&learn=half-close&keys=%20%20%20", "#sandbox&keys=c"):
            page.open(URL + fragment)
            wrong = page.js(ACCESSIBLE)
            holds(not wrong, f"{fragment}, dark {dark}: {wrong}")
        page.open(URL + "#lang=ko")
        holds(page.js("document.documentElement.lang") == "ko", "the language is said")
        page.key("L")
        holds(page.js("document.documentElement.lang") == "en", "the language follows")
        page.close()


@test
def the_keyboard_is_not_trapped(browser):
    page = browser.page()
    page.open(URL + "#lang=en")
    holds(page.js("document.activeElement.id") == "screen", "the screen has the focus")
    page.key("Escape")
    page.key("Tab")
    holds(page.js("document.activeElement.closest('#keys') !== null"), "Escape and Tab leave the screen")
    for _ in range(20):
        page.key("Tab")
        if page.js("document.activeElement.id") == "files":
            break
    holds(page.js("document.activeElement.id") == "files", "the last button is reached")
    page.key("Tab", modifiers=8)
    page.key("Enter")
    quiet(page)
    page.close()


# --- exported ---

@test
def an_exported_session_steps_and_branches(browser):
    captures = sorted(glob.glob(os.path.join(os.path.dirname(__file__), "..", "captures", "*.tcpstep")))
    strange = "tcpstep 1\ntitle <b>&amp; </pre></script><script>alert(1)</script>\nserver socket\nserver bind 80\n"
    with tempfile.TemporaryDirectory() as folder:
        odd = os.path.join(folder, "odd.tcpstep")
        open(odd, "w", encoding="utf-8").write(strange)
        for path, title in ((captures[0], ""), (os.path.join(LESSONS, "half-close.tcpstep"), "Half-close"), (odd, "<b>&amp; </pre>")):
            out = os.path.join(folder, "out.html")
            native(PROGRAM, "export", path, "--lang", "en", "-o", out)
            page = browser.page()
            page.open(pathlib.Path(out).as_uri() + "#size=120x40&lang=en&animation=off")
            has(page.screen().split("\n")[0], title, path)
            has(page.js("document.title"), title, path)
            before = page.screen()
            type_keys(page, [" ", " "])
            holds(page.screen() != before, "a step is taken")
            type_keys(page, [":", *"server socket"])
            type_keys(page, ["Enter"])
            has(page.screen(), "returned" if path == odd else "off the lesson", path)
            type_keys(page, ["q"])
            has(page.screen(), "The core", "the menu")
            quiet(page)
            page.close()


# --- the page itself ---

@test
def the_page_is_one_file_without_a_network(browser):
    text = open(PAGE, encoding="utf-8").read()
    holds(len(text.encode()) < 1500000, "the file is small")
    has(text, "default-src 'none'")
    holds("http:" not in text.replace("http://www.w3.org/2000/svg", "") and "https:" not in text, "no address")
    page = browser.page()
    page.open(URL)
    refused = page.js("fetch('data:,x').then(() => false, () => true)")
    holds(refused, "the policy allows no connection")
    page.close()


def main():
    add_lessons()
    wanted = sys.argv[5:]
    chosen = [t for t in tests if not wanted or any(w in t.__name__ for w in wanted)]
    failed = 0
    browser = Browser()
    try:
        for t in chosen:
            try:
                t(browser)
            except (AssertionError, Failed, subprocess.SubprocessError, StopIteration) as e:
                failed += 1
                print(f"FAILED {t.__name__}: {e}" if str(e) else traceback.format_exc(), flush=True)
    finally:
        browser.close()
    print(f"{len(chosen) - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
