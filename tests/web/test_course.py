"""Tests that the page is the terminal's program: screens, sentences, traces, the whole course."""
import os
import tempfile

from harness import IDS, LESSONS, PROGRAM, SCREENS, URL, has, holds, native, paste, same, test, type_keys

PROGRESS = "tcpstep:/home/.local/state/tcpstep/progress"
# What is typed in plain mode in the place of a key.
SAID = {" ": "next", "1": "1", "v": "solution"}


def shots_of(lesson, size, lang):
    """Returns the keys that play a lesson, and the terminal's screens: the first, and one after each."""
    shots = [s.split("\n", 1) for s in native(SCREENS, LESSONS, lesson, size, lang).split("\f")[:-1]]
    return [chr(int(key)) for key, _ in shots[1:]], [screen for _, screen in shots]


def told_of(lesson, keys, lang):
    """Returns what plain mode prints after each line that is typed in the place of a key."""
    told = native(PROGRAM, "learn", lesson, "--plain", "--lang", lang, given="".join(SAID[k] + "\n" for k in keys))
    return [piece.split("\n", 1)[1] for piece in told.split("\n> ")[1:len(keys) + 1]]


def add_lesson(lesson, size, lang, told):
    @test(name=f"lesson_{lesson}_{size}_{lang}")
    def plays_as_the_terminal(page):
        keys, screens = shots_of(lesson, size, lang)
        page.open(f"{URL}#learn={lesson}&size={size}&lang={lang}&animation=off")
        same(page.screen(), screens[0], f"{lesson} {size} {lang} at the start")
        found = type_keys(page, *keys)
        for i, ((screen, _), key, wanted) in enumerate(zip(found, keys, screens[1:])):
            same(screen, wanted, f"{lesson} {size} {lang} after {i + 1} keys, {key!r}")
        if not told:
            return
        for i, ((_, story), key, wanted) in enumerate(zip(found, keys, told_of(lesson, keys, lang))):
            same(story.strip(), wanted.strip(), f"{lesson} {lang}: the story after {i + 1} keys, {key!r}")


for one in IDS:
    for at in (("80x24", "en", True), ("120x40", "ko", True), ("160x50", "en", False), ("40x24", "ko", False)):
        add_lesson(one, *at)


@test
def traces_are_those_of_the_program(page):
    page.open(URL)
    for lesson in IDS:
        path = os.path.join(LESSONS, lesson + ".tcpstep")
        wanted = native(PROGRAM, "run", "--trace=tsv", path).replace(path, f"/lessons/{lesson}.tcpstep")
        same(page.js(f"tcpstep.trace('/lessons/{lesson}.tcpstep')"), wanted, lesson)


@test
def the_whole_course_is_played(page):
    """From the menu, each lesson to its card, Enter leads on; the progress is what the terminal would have kept."""
    course = [line.split()[0] for line in open(os.path.join(LESSONS, "course"), encoding="utf-8")
              if line.strip() and line.split()[0] in IDS]
    page.open(f"{URL}#learn={course[0]}&size=80x24&lang=en&animation=off")
    for lesson in course:
        holds(page.js("location.hash").startswith(f"#learn={lesson}&"), f"{lesson} is open: {page.js('location.hash')}")
        keys, _ = shots_of(lesson, "80x24", "en")
        type_keys(page, *keys)
        type_keys(page, "Enter")
    has(page.screen(), "Free session", "the last card leads to the menu")
    with tempfile.TemporaryDirectory() as home:
        os.makedirs(os.path.join(home, ".local/state/tcpstep"))
        with open(os.path.join(home, ".local/state/tcpstep/progress"), "w", encoding="utf-8") as f:
            f.write(page.js(f"localStorage.getItem('{PROGRESS}')"))
        kept = native(PROGRAM, "progress", home=home)
    has(kept, f" {len(course)}/{len(course)} ", "the lessons that are done")


@test
def a_goal_that_cannot_be_reached_any_more_is_said(page):
    """While no key is pressed the page searches, and says that no way leads on; u takes it back."""
    page.open(f"{URL}#size=120x40&lang=en&animation=off")
    # thousands of states, so that a search which is given up at once says nothing
    paste(page, "tcpstep 1\ntitle Close\nserver socket\nserver bind 80\nserver listen\nserver accept\nclient socket\n"
          "client connect 80\ndeliver\ndeliver\ndeliver\ngoal \"Close\"\n  reach client TIME-WAIT\n  within 5\n  solution\n"
          "    client close\n    deliver\n    deliver\n    server close\n    deliver\n")
    type_keys(page, *"          ", *":client abort", "Enter")
    page.wait("document.getElementById('screen').textContent.includes('No short way leads from here to the goal')")
    type_keys(page, "u")
    holds("No short way" not in page.screen(), "a step back a way leads on")
