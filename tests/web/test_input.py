"""Tests what a person does to the page: its address, keys, clicks, touches, the window."""
import json

from harness import URL, changes, has, holds, same, test, type_keys


PHONE = {"width": 390, "height": 844, "scale": 3, "touch": True}


# --- the address ---

@test
def the_address_chooses_what_opens(page):
    for fragment, part in (("", "Free session"), ("#learn=half-close", "Half-close"), ("#sandbox", "Free session"),
                           ("#quiz", "Quiz"), ("#lang=ko", "자유 세션"), ("#learn=no-such", "no-such")):
        page.open(URL + fragment)
        has(page.screen(), part, fragment)
    page.open(URL + "#size=80x24")
    rows = page.screen().split("\n")
    holds(len(rows) == 25 and rows[-1] == "" and max(map(len, rows)) <= 80, "size=80x24")


@test
def keys_of_the_address_are_typed(page):
    page.open(URL + "#sandbox&size=80x24&keys=%3Aserver%20socket%0D%3Aserver%20bind%2080%0D%3Aserver%20liszt%08%08ten%0D")
    has(page.screen(), "liszt"[:0] + "LISTEN")
    page.open(URL + "#sandbox&size=80x24&keys=c%1B")
    holds("socket()" not in page.screen(), "Escape closes the list")


@test
def a_new_fragment_opens_its_place(page):
    page.open(URL + "#learn=half-close")
    page.js("location.hash = '#learn=time-wait&size=80x24'")
    page.wait("document.getElementById('screen').textContent.includes('TIME-WAIT')")
    page.js("location.hash = '#lang=ko'")
    page.wait("document.getElementById('screen').textContent.includes('자유 세션')")


@test
def the_address_follows_what_is_open(page):
    page.open(URL + "#lang=ko&size=80x24")
    page.key("F")
    holds(page.js("location.hash") == "#sandbox&lang=ko&size=80x24", page.js("location.hash"))


# --- keys, clicks, touches ---

@test
def a_person_presses_keys(page):
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


@test
def a_field_takes_text(page):
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


@test
def keys_that_a_browser_keeps_have_a_second_way(page):
    """Ctrl-A, Ctrl-E and Ctrl-U act on the line, and so do Home and End; Tab is the program's, and after Escape the browser's."""
    page.open(URL + "#sandbox&size=80x24&lang=en&animation=off&keys=%3Aserver%20socket")
    page.key("a", modifiers=2, text="")
    page.key("x")
    has(page.screen(), "xserver socket")
    page.key("Backspace")
    page.key("e", modifiers=2, text="")
    page.key("1")
    has(page.screen(), "server socket1")
    page.key("Home")
    page.key("y")
    has(page.screen(), "yserver socket1")
    page.key("End")
    page.key("2")
    has(page.screen(), "yserver socket12")
    page.key("u", modifiers=2, text="")
    holds("socket1" not in page.screen(), "the line is empty")
    page.key("s")
    page.key("e")
    page.key("Tab")
    has(page.screen(), "server", "Tab completes")


def middle_of(page, word):
    """Returns the middle of a word of the screen, in pixels."""
    rows = page.screen().split("\n")
    y = next(i for i, row in enumerate(rows) if word in row)
    x = rows[y].index(word) + len(word) / 2
    box = page.js("(b => [b.left, b.top, b.width, b.height])(document.getElementById('screen').getBoundingClientRect())")
    w, h = map(int, page.js("location.hash").split("size=")[1].split("&")[0].split("x"))
    return box[0] + x * box[2] / w, box[1] + (y + .5) * box[3] / h


@test
def a_click_means_what_it_means_in_the_terminal(page):
    page.open(URL + "#lang=en&size=80x24&animation=off")
    page.click(*middle_of(page, "· Half-close"))
    page.click(*middle_of(page, "· Half-close"))
    has(page.screen().split("\n")[0], "Half-close")
    page.click(*middle_of(page, "help"))
    has(page.screen(), "Perform the next step")


@test(**PHONE)
def a_touch_is_a_click(page):
    page.open(URL + "#learn=half-close&size=43x38&lang=en&animation=off")
    before = page.screen()
    page.tap(*middle_of(page, "next"))
    page.wait(f"document.getElementById('screen').textContent !== {json.dumps(before)}")


@test(**PHONE)
def a_button_is_a_key(page):
    page.open(URL + "#learn=half-close&lang=en&animation=off")
    before = page.screen()
    x, y = page.js("(b => [b.left + b.width / 2, b.top + b.height / 2])(document.querySelector('#keys button').getBoundingClientRect())")
    page.tap(x, y)
    page.wait(f"document.getElementById('screen').textContent !== {json.dumps(before)}")


@test
def the_wheel_moves(page):
    page.open(URL + "#size=80x24")
    before = page.screen()
    page.call("Input.dispatchMouseEvent", type="mouseWheel", x=200, y=200, deltaX=0, deltaY=120)
    page.wait(f"document.getElementById('screen').textContent !== {json.dumps(before)}")


@test
def a_window_has_as_many_cells_as_it_has_room(page):
    page.open(URL + "#learn=half-close")
    before = page.js("document.getElementById('screen').textContent.split('\\n').length")
    page.resize(800, 500)
    page.wait(f"document.getElementById('screen').textContent.split('\\n').length < {before}")
    # Chromium tells the page of its new size later than it has it: what is waited for is the screen itself.
    longest = "Math.max(...document.getElementById('screen').textContent.split('\\n').map(r => r.length))"
    for width, height, columns in ((390, 844, 40), (360, 640, 40), (1920, 1080, 150)):
        page.resize(width, height)
        page.wait(f"Math.abs(innerWidth - {width}) < 2 && document.getElementById('screen').getBoundingClientRect().width <= {width}"
                  f" && {longest} >= {columns - 4} && {longest} <= {columns * 2}")
