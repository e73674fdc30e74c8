/* The instructor's screen: place and time at the top, what to say below. */
#ifndef TCPSTEP_UI_NOTES_PANEL_NOTES_H
#define TCPSTEP_UI_NOTES_PANEL_NOTES_H

#include "ui/draw/canvas.h"
#include "ui/notes/notes.h"

/* Draws on the whole canvas. */
void panel_notes(struct canvas *c, const struct notes *n);

#endif
