"""Tests the page for those who listen to it or use the keyboard alone."""
from harness import URL, holds, test

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
def the_page_is_accessible(page):
    for dark in (False, True):
        page.scheme(dark)
        for fragment in ("#lang=en", "#lang=ko&learn=half-close&keys=%20%20%20", "#sandbox&keys=c"):
            page.open(URL + fragment)
            wrong = page.js(ACCESSIBLE)
            holds(not wrong, f"{fragment}, dark {dark}: {wrong}")
    page.open(URL + "#lang=ko")
    holds(page.js("document.documentElement.lang") == "ko", "the language is said")
    page.key("L")
    holds(page.js("document.documentElement.lang") == "en", "the language follows")


@test
def the_keyboard_is_not_trapped(page):
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
