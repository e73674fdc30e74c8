/* The panels, one function each: they read a const view and draw cells.
 * Called by screen_draw; panel_diagram.h declares the state diagram. */
#ifndef TCPSTEP_UI_PANEL_PANELS_H
#define TCPSTEP_UI_PANEL_PANELS_H

#include "ui/app/commands.h"
#include "ui/app/view.h"
#include "ui/draw/canvas.h"

/* --- the header and the two hosts --- */

/* Draws the first line: the lesson, its progress, what the mode adds, the
 * settings and the time. */
void panel_header(struct canvas *c, struct rect r, const struct view *v);
/* Draws both hosts' names and addresses on one line, with the calls that wait;
 * a pointer marks the host that the keys act on. */
void panel_names(struct canvas *c, struct rect r, const struct view *v);
/* Draws the hosts as tabs, each with its state, for screens with one diagram. */
void panel_tabs(struct canvas *c, struct rect r, const struct view *v);
/* Draws a host's send and receive buffer, a line each. */
void panel_buffers(struct canvas *c, struct rect r, const struct view *v, uint8_t host);
/* Reports whether a buffer of the host has something in it: octets, or the end of the stream. */
bool panel_buffers_hold(const struct view *v, uint8_t host);
/* Draws, in one line, the timer of the host that expires first, and how many
 * more run. The line also separates the diagrams from the text below. */
void panel_timers(struct canvas *c, struct rect r, const struct view *v, uint8_t host);
/* Draws every segment in flight, and those that the last step delivered or lost. */
void panel_wire(struct canvas *c, struct rect r, const struct view *v);

/* --- text --- */

/* Draws the text of the current statement: narration, exercise, pause or failed
 * expectation; without one, the sentence. Scrolled by v->scroll. */
void panel_story(struct canvas *c, struct rect r, const struct view *v);
/* Draws the exercise that is being worked on: its text, its conditions in words, how many
 * hold, the actions so far; unless `alone`, also what happened, if there is room. */
void panel_goal(struct canvas *c, struct rect r, const struct view *v, bool alone);
/* Draws only the sentence: what happened, why, what comes next, and the rule. */
void panel_sentence(struct canvas *c, struct rect r, const struct view *v);
/* Draws the latest narration or the exercise, for screens that keep it visible. */
void panel_lesson(struct canvas *c, struct rect r, const struct view *v);
/* Draws the last script line with its result, or the line being typed, or a notice. */
void panel_script(struct canvas *c, struct rect r, const struct view *v);
/* Draws the keys that matter now. */
void panel_keys(struct canvas *c, struct rect r, const struct view *v);
/* Returns a command's label in the key bar, which depends on what it would do now. */
const char *panel_key_label(const struct command *command, const struct view *v);
/* Reports whether a command of commands_bar belongs in the bar, once what is in front was
 * drawn on c. */
bool panel_key_works(const struct canvas *c, const struct command *command, const struct view *v);
/* Draws the menu of lessons: their titles, which are finished, and the first
 * words of the selected one. */
void panel_menu(struct canvas *c, struct rect r, const struct view *v);

/* --- tables --- */

/* Draws the time-sequence diagram, newest row last; nothing if r is too small. */
void panel_ladder(struct canvas *c, struct rect r, const struct view *v);
/* Draws the variables of both TCBs under their RFC names; marks those that the
 * last step changed. */
void panel_tcb(struct canvas *c, struct rect r, const struct view *v);
/* Draws the sockets of both hosts as `ss -tano` lists them, then the others; in the
 * numbers overlay scrolled by v->scroll. */
void panel_sockets(struct canvas *c, struct rect r, const struct view *v);

/* --- overlays --- */

/* Draws a question with its choices, and the feedback once it is answered: in
 * `room` if it fits there, else over the lower part of `screen`. It covers the first text_h rows
 * of the room, where the text is, and of the panels below only the rows that it needs. Returns the
 * first row that it covers, and in *end the one below the last. */
int panel_ask(struct canvas *c, struct rect room, int text_h, struct rect screen, const struct view *v, int *end);
/* Draws the end of a lesson: how its questions and goals went, its last words, what comes
 * next. Placed as a question. */
void panel_card(struct canvas *c, struct rect room, struct rect screen, const struct view *v);
/* Draws the calls that v->side can make, and why the others are refused, next
 * to that host's diagram so that the diagram stays visible. */
void panel_calls(struct canvas *c, struct rect screen, const struct view *v);
/* Draws all keys of the current context, from the table of commands. */
void panel_help(struct canvas *c, struct rect screen, const struct view *v);
/* Draws the glossary, in two columns if there is room. */
void panel_glossary(struct canvas *c, struct rect screen, const struct view *v);
/* Draws the whole ladder with the selected row. */
void panel_ladder_all(struct canvas *c, struct rect screen, const struct view *v);
/* Draws v->list in a box: the tree, what-if, arrows, hints, or a comparison. */
void panel_list(struct canvas *c, struct rect screen, const struct view *v);
/* Draws both TCBs and below them the socket tables, as far as they fit. */
void panel_tables(struct canvas *c, struct rect screen, const struct view *v);
/* Draws the segment v->segment as the header diagram of RFC 9293 3.1. */
void panel_segment(struct canvas *c, struct rect screen, const struct view *v);
/* Draws the segment being forged, v->forge, with the field v->field selected. */
void panel_forge(struct canvas *c, struct rect screen, const struct view *v);
/* Draws the explanation of a state: its meaning, the calls it allows, what it
 * waits for, and the arrows that leave it. */
void panel_state(struct canvas *c, struct rect screen, const struct view *v);

/* Draws, below a heading, what the state of a host means, what it waits for, and where it can go. */
void panel_state_here(struct canvas *c, struct rect r, const struct view *v, uint8_t host);

#endif
