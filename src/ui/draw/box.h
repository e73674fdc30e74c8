/* Frames, headings and rules that several panels share. */
#ifndef TCPSTEP_UI_DRAW_BOX_H
#define TCPSTEP_UI_DRAW_BOX_H

#include <stdbool.h>

#include "base/lang.h"
#include "ui/draw/canvas.h"

/* Clears r and draws a frame with a title; returns the area inside. If r is too
 * small for a frame, it is only cleared, and returned whole. */
struct rect panel_box(struct canvas *c, struct rect r, const char *title, bool ascii);
enum { SIDE_BOX_W = 50 };
/* Clears and returns the place of a box of `lines` lines about one host: over the
 * other half of the screen, so that the host's diagram stays visible. */
struct rect panel_side_box(struct canvas *c, struct rect screen, int lines, bool of_client);
/* Draws "─ title ─────" in the first line; returns the area below it. */
struct rect panel_heading(struct canvas *c, struct rect r, const char *title, bool ascii);
/* Draws a vertical rule. */
void panel_rule(struct canvas *c, struct rect r, bool ascii);
/* Highlights the state names in text that is already drawn. */
void panel_strong_states(struct canvas *c, struct rect r);
/* Returns how many lines a text is scrolled in a window of h lines: `wanted`, but
 * never past the end of its `lines` lines. */
int panel_scroll(int wanted, int lines, int h);
/* Draws an arrow at the right edge of r's first or last line if there is more text
 * above or below. */
void panel_more(struct canvas *c, struct rect r, int skip, int lines, bool ascii);

#endif
