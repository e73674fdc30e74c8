/* Frames, headings and rules that several panels share. */
#ifndef TCPSTEP_UI_DRAW_BOX_H
#define TCPSTEP_UI_DRAW_BOX_H

#include <stdbool.h>

#include "base/lang.h"
#include "ui/draw/canvas.h"

/* Clears r and frames it; returns what is inside. On a screen too small for a
 * frame: r itself, cleared. */
struct rect panel_box(struct canvas *c, struct rect r, const char *title, bool ascii);
/* Returns where a box of `lines` lines goes that concerns one host: over the other
 * half, so that the host's diagram stays in sight. What is beneath is cleared. */
enum { SIDE_BOX_W = 50 };
struct rect panel_side_box(struct canvas *c, struct rect screen, int lines, bool of_client);
/* "─ title ─────" in the first line; returns what is beneath. */
struct rect panel_heading(struct canvas *c, struct rect r, const char *title, bool ascii);
/* A vertical rule. */
void panel_rule(struct canvas *c, struct rect r, bool ascii);
/* The state names in a text already drawn become strong. */
void panel_strong_states(struct canvas *c, struct rect r);
/* Returns how far a text of `lines` lines is scrolled: never past its end. */
int panel_scroll(int wanted, int lines, int h);
/* A mark at the right edge of r's first or last line where text goes on. */
void panel_more(struct canvas *c, struct rect r, int skip, int lines, bool ascii);

#endif
