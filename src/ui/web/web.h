/* What the page calls. A text that the page passes is put where web_given says; one that
 * is returned ends with a NUL and is valid until the next call. */
#ifndef TCPSTEP_UI_WEB_WEB_H
#define TCPSTEP_UI_WEB_WEB_H

#include <stdint.h>

#include "ui/draw/canvas.h"

#ifdef __wasm__
#define WEB_EXPORT __attribute__((visibility("default")))
#else
#define WEB_EXPORT
#endif

/* Returns room for a text of so many octets, and its NUL. */
WEB_EXPORT char *web_given(int octets);

/* What the system asks for, and whether a class serves the page; bits. */
enum { WEB_KOREAN = 1, WEB_STILL = 2, WEB_CLASS = 4 };
/* Opens what the fragment asks for, the text passed. web_resize follows. */
WEB_EXPORT void web_open(unsigned wishes);
/* Opens /session.tcpstep as a lesson. */
WEB_EXPORT void web_open_file(void);
/* Return the size that the fragment fixes; 0: it does not. */
WEB_EXPORT int web_columns(void);
WEB_EXPORT int web_rows(void);
/* Sets the size, and draws. */
WEB_EXPORT void web_resize(int w, int h);
/* Types the fragment's keys. */
WEB_EXPORT void web_type(void);
/* Reads the rest of the lessons, once the first screen is shown. Returns whether the
 * screen has changed. */
WEB_EXPORT int web_rest(void);

/* Each performs one event and draws: a key (ui/draw/keys.h), a click on a cell, the text
 * passed as a paste. */
WEB_EXPORT void web_key(uint32_t key);
WEB_EXPORT void web_click(int x, int y);
WEB_EXPORT void web_paste(void);
/* Returns how long to wait for a key before the key K_TIMEOUT, in ms; -1: forever. */
WEB_EXPORT int web_wait(void);

/* Returns the cells, by rows, of the size of web_resize. */
WEB_EXPORT const struct cell *web_cells(void);
/* Returns what plain mode would print of what is new since the last call. */
WEB_EXPORT const char *web_story(void);
/* Returns the key bar: a line "KEY\tname\tlabel" for each command that matters now. */
WEB_EXPORT const char *web_bar(void);
/* Returns the language's code. */
WEB_EXPORT const char *web_lang(void);
/* Reports whether keys are text now. */
WEB_EXPORT int web_typing(void);
/* Returns the fragment of what is open: "learn=time-wait", "" for the menu. */
WEB_EXPORT const char *web_where(void);
/* Returns the page's own words, a line each, in the order that page.js has. */
WEB_EXPORT const char *web_words(void);

/* Reports whether a class is followed. The others do nothing if none is. */
WEB_EXPORT int web_follows(void);
/* A connection to the class is up, and its recording begins anew; or it broke. */
WEB_EXPORT void web_connected(int connected);
/* So many octets of the recording have come, as the text passed; no more will. */
WEB_EXPORT void web_push(int octets);
WEB_EXPORT void web_push_end(void);
/* Returns the question and the choice to be sent to the class, once: "2 1"; "": none. */
WEB_EXPORT const char *web_vote(void);
/* Reports whether the class counted it. */
WEB_EXPORT void web_voted(int counted);
/* Returns how many steps the student is behind. */
WEB_EXPORT int web_behind(void);

/* Keeps what was done, for the page may be closed at any time. */
WEB_EXPORT void web_keep(void);
/* Returns what was done as a script; "": nothing was. */
WEB_EXPORT const char *web_script(void);
/* Prints what `tcpstep run --trace=tsv FILE` prints. */
WEB_EXPORT void web_trace(void);

/* --- look.c --- */

/* Returns the style sheet of the looks, for a dark and a light background. */
WEB_EXPORT const char *web_css(void);
/* Returns how a character is drawn as a figure: its arms as a number (ui/draw/ink.h), or
 * its outline as an SVG path; "": it is text. */
WEB_EXPORT const char *web_figure(uint32_t c);

#endif
