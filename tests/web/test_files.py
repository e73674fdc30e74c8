"""Tests what the page keeps and exchanges: progress, settings, scripts, exported sessions."""
import glob
import json
import os
import pathlib
import tempfile

from harness import LESSONS, PAGE, PROGRAM, URL, has, holds, native, paste, test, type_keys

CAPTURES = os.path.join(os.path.dirname(__file__), "..", "captures")


# --- storage ---

@test
def progress_and_the_session_are_kept(page):
    page.open(URL + "#learn=half-close&size=80x24&lang=en&animation=off&keys=%20%20%20")
    page.open(URL + "#learn=half-close&size=80x24&lang=en&animation=off")
    has(page.screen(), "Where you left")
    page.open(URL + "#sandbox&lang=en&keys=%3Aserver%20socket%0D")
    page.open(URL + "#sandbox&lang=en&keys=%0D")
    has(page.screen(), "server socket")
    holds(page.js("Object.keys(localStorage).some(k => k.endsWith('/tcpstep/progress'))"), "the terminal's file")


@test
def the_settings_file_is_obeyed(page):
    page.open(URL)
    page.js("localStorage.setItem('tcpstep:/home/.config/tcpstep/config', 'lang = ko\\n')")
    page.open(URL)
    has(page.screen(), "자유 세션")
    page.js("localStorage.setItem('tcpstep:/home/.config/tcpstep/config', 'lang = xx\\n')")
    page.open(URL + "#lang=en")
    has(page.screen(), "line 1")


@test
def a_script_is_pasted_and_copied(page):
    page.open(URL + "#lang=en&size=80x24")
    script = "tcpstep 1\ntitle Pasted one\nserver socket\nserver bind 80\n"
    paste(page, script)
    has(page.screen(), "Pasted one")
    type_keys(page, " ")
    copied = page.js("""(() => { const data = new DataTransfer();
        document.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true }));
        return data.getData('text/plain'); })()""")
    has(copied, "server socket")


@test
def files_are_listed(page):
    page.open(URL + "#learn=half-close&lang=en&animation=off&keys=%20%20")
    page.js("document.getElementById('files').click()")
    has(page.js("document.getElementById('shelf').innerText"), "progress")
    page.key("Escape")
    page.wait("!document.getElementById('shelf').open")


@test
def a_script_that_is_saved_is_offered(page):
    """S saves what was done: the file is kept, and the browser is given it as a download, once."""
    page.open(URL + "#sandbox&lang=en&size=80x24&animation=off")
    page.js("""(() => {
        globalThis.taken = [];
        HTMLAnchorElement.prototype.click = function () {
            taken.push(fetchText(this.href).then(text => [this.download, text]));
        };
        globalThis.fetchText = href => new Promise(done => {
            done(blobs.get(href).text());
        });
        globalThis.blobs = new Map();
        const make = URL.createObjectURL;
        URL.createObjectURL = blob => {
            const href = make.call(URL, blob);
            blobs.set(href, blob);
            return href;
        };
    })()""")
    for key in (*":server socket", "Enter", "S"):
        page.key(key)
    page.key("Enter") # the name that is proposed
    page.wait("taken.length > 0")
    page.key("T")
    taken = page.js("Promise.all(taken)")
    holds(len(taken) == 1 and taken[0][0].endswith(".tcpstep"), taken)
    has(taken[0][1], "tcpstep 1\n")
    has(taken[0][1], "server socket\n")
    holds(page.js(f"localStorage.getItem('tcpstep:/{taken[0][0]}')") == taken[0][1], "the same is kept")


# --- exported ---

@test
def an_exported_session_steps_and_branches(page):
    captures = sorted(glob.glob(os.path.join(CAPTURES, "*.tcpstep")))
    strange = "tcpstep 1\ntitle <b>&amp; </pre></script><script>alert(1)</script>\nserver socket\nserver bind 80\n"
    with tempfile.TemporaryDirectory() as folder:
        odd = os.path.join(folder, "odd.tcpstep")
        open(odd, "w", encoding="utf-8").write(strange)
        for path, title in ((captures[0], ""), (os.path.join(LESSONS, "half-close.tcpstep"), "Half-close"), (odd, "<b>&amp; </pre>")):
            out = os.path.join(folder, "out.html")
            native(PROGRAM, "export", path, "--lang", "en", "-o", out)
            page.open(pathlib.Path(out).as_uri() + "#size=120x40&lang=en&animation=off")
            has(page.screen().split("\n")[0], title, path)
            has(page.js("document.title"), title, path)
            before = page.screen()
            type_keys(page, " ", " ")
            holds(page.screen() != before, "a step is taken")
            type_keys(page, ":", *"server socket")
            type_keys(page, "Enter")
            has(page.screen(), "returned" if path == odd else "off the lesson", path)
            type_keys(page, "q")
            has(page.screen(), "The core", "the menu")


@test
def a_capture_that_was_imported_steps_and_branches(page):
    """From real packets to a page: import, export --as html, open it from disk."""
    with tempfile.TemporaryDirectory() as folder:
        script, out = os.path.join(folder, "capture.tcpstep"), os.path.join(folder, "capture.html")
        native(PROGRAM, "import", os.path.join(CAPTURES, "normal_close.pcap"), "-o", script)
        native(PROGRAM, "export", script, "--as", "html", "-o", out)
        page.open(pathlib.Path(out).as_uri() + "#size=120x40&lang=en&animation=off")
        wanted = native(PROGRAM, "run", "--trace=tsv", script).replace(script, "/session.tcpstep")
        holds(page.js("tcpstep.trace('/session.tcpstep')") == wanted, "the trace is the terminal's")
        type_keys(page, *"     ")
        has(page.screen(), "ESTABLISHED")
        type_keys(page, *":client socket", "Enter")
        has(page.screen(), "off the lesson")


@test
def files_are_exchanged_with_the_terminal(page):
    """The terminal's progress and settings are added, and what the page keeps is offered as the same files."""
    page.open(URL + "#lang=en")
    page.js("""(async files => {
        const data = new DataTransfer();
        for (const [name, text] of files)
            data.items.add(new File([text], name));
        const input = document.getElementById('shelf-input');
        input.files = data.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
    })([['config', 'lang = ko\\n'], ['mine.tcpstep', 'tcpstep 1\\ntitle Mine\\nserver socket\\n']])""")
    page.wait("localStorage.getItem('tcpstep:/mine.tcpstep') !== null")
    holds(page.js("localStorage.getItem('tcpstep:/home/.config/tcpstep/config')") == "lang = ko\n", "the settings' place")
    page.open(URL)
    has(page.screen(), "자유 세션", "the settings are obeyed")
    page.js("""(() => {
        globalThis.taken = [];
        HTMLAnchorElement.prototype.click = function () {
            taken.push(this.download);
        };
        document.getElementById('files').click();
        for (const b of document.querySelectorAll('#shelf-files button'))
            if (/내려받기/.test(b.textContent))
                b.click();
    })()""")
    holds({"config", "mine.tcpstep"} <= set(page.js("taken")), page.js("taken"))
    page.js("document.querySelector('#shelf-files [aria-label^=\"열기: mine\"]').click()")
    has(page.screen(), "Mine")


# --- the page itself ---

@test
def the_page_is_one_file_without_a_network(page):
    text = open(PAGE, encoding="utf-8").read()
    holds(len(text.encode()) < 1500000, "the file is small")
    has(text, "default-src 'none'")
    holds("http:" not in text.replace("http://www.w3.org/2000/svg", "") and "https:" not in text, "no address")
    page.open(URL)
    refused = page.js("fetch('data:,x').then(() => false, () => true)")
    holds(refused, "the policy allows no connection")
    page.forgive()
