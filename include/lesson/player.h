/* A script being stepped by a person: forward, back, and free actions on the
 * way. The cursor stands between statements. */
#ifndef TCPSTEP_LESSON_PLAYER_H
#define TCPSTEP_LESSON_PLAYER_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/judge.h"
#include "lesson/script.h"
#include "session/session.h"

/* A place where the player stopped, and how to get back before it. */
struct stop {
	const struct statement *at;
	size_t cursor_before;  /* statements performed before it */
	size_t session_before; /* session_at before it */
	size_t session_after;  /* ... and once it was performed */
	bool solution_shown;   /* of a goal */
	bool own_way;          /* player.own_way before it */
};

struct player {
	const struct script *script;
	struct session *session;
	size_t cursor; /* statements performed or passed over */
	struct stop *stops;
	size_t stops_used, stops_size;
	bool detour;            /* the student acted freely: the script does not go on from here */
	size_t detour_from;     /* session_at where the detour began */
	bool own_way;           /* a goal was reached by a different route, so later `expect` lines are not checked */
	bool grows;             /* the script is still growing, so acting at its end starts a detour */
	struct failure failure; /* of the last step; !at: none */
};

/* Begins at the script's start. The script must outlive the player. */
void player_start(struct player *p, const struct script *s);
void player_stop(struct player *p);
/* Performs the next statement and passes over the notes and expectations that
 * hold behind it; one that fails is the next stop, with `failure` set. Returns
 * where it stopped (action, say, ask, goal, pause, failing expect). NULL:
 * nothing was done, at the end, on a detour, or while a goal is open. */
const struct statement *player_step(struct player *p);
/* Takes back one free action, else one stop. False at the start. */
bool player_back(struct player *p);
/* A free action. Before the script's end it begins a detour, unless a goal is
 * open: then it is the exercise. */
enum refusal player_act(struct player *p, const struct action *a);
/* Ends a detour: back to where it began. */
void player_return(struct player *p);
/* Goes to any moment of the session's tree: along the script as far as it leads
 * there, then as a detour (or as the exercise, while a goal is open). */
void player_goto(struct player *p, uint32_t moment);
/* Goes back to where `stops` stops were made, or forward as far as the script
 * leads, goals by their solution; what was done freely is given up. Returns how
 * many were made. */
size_t player_go(struct player *p, size_t stops);
/* Goes on with another version of the script (the same header), from where
 * both agree. */
void player_extend(struct player *p, const struct script *s);
/* Gives up all that is not the script's: a detour, a goal reached otherwise
 * than by its solution. */
void player_rejoin(struct player *p);
/* At the end of the script, with nothing done that is not the script's. `open`:
 * its last goal is still to be worked on. */
bool player_in_step(const struct player *p, bool open);
/* The statement last stopped at, NULL at the start. */
const struct statement *player_now(const struct player *p);
/* Stops made and stops in all, for a progress bar. */
void player_progress(const struct player *p, size_t *done, size_t *all);
/* Nothing is left to step to: what is done now is free. */
bool player_at_end(const struct player *p);

/* The goal that is being worked on, NULL: none. It is open until each of its
 * `reach` predicates holds. */
const struct statement *player_goal(const struct player *p);
/* Whether its ith `reach` holds now; whether all do. */
bool player_reached(const struct player *p, size_t i);
bool player_goal_reached(const struct player *p);
/* Free actions since the goal was set. */
size_t player_goal_actions(const struct player *p);
/* Whether the goal's solution was shown: it is not solved by oneself then. */
bool player_solution_shown(const struct player *p);
/* Performs the goal's solution from where the goal was set. */
void player_show_solution(struct player *p);

#endif
