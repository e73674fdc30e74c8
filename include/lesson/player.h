/* Steps a script for a person: forward, back, and free actions on the way. The
 * cursor is between two statements. */
#ifndef TCPSTEP_LESSON_PLAYER_H
#define TCPSTEP_LESSON_PLAYER_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/judge.h"
#include "lesson/script.h"
#include "session/session.h"

/* A place where the player stopped, and what is needed to go back before it. */
struct stop {
	const struct statement *at;
	size_t cursor_before;  /* statements performed before it */
	size_t session_before; /* session_at before it */
	size_t session_after;  /* ... and after it was performed */
	bool solution_shown;   /* of a goal */
	bool own_way;          /* player.own_way before it */
};

struct player {
	const struct script *script;
	struct session *session;
	size_t cursor; /* statements performed or passed over */
	struct stop *stops;
	size_t stops_used, stops_size;
	bool detour;            /* the student acted freely: the script does not continue from here */
	size_t detour_from;     /* session_at where the detour began */
	bool own_way;           /* a goal was reached by a different route, so later `expect` lines are not checked */
	bool grows;             /* the script is still growing, so acting at its end starts a detour */
	bool at_end;            /* the lesson was stepped past its last statement */
	size_t end_at;          /* session_at there: what is done beyond it is free */
	int answered;           /* the choice that was made at the question here; -1: none */
	struct failure failure; /* of the last step; !at: none */
};

/* Starts at the beginning of the script, which must outlive the player. */
void player_start(struct player *p, const struct script *s);
void player_stop(struct player *p);
/* Performs the next statement and passes over the notes and expectations after
 * it that hold; one that fails is the next stop, with `failure` set. Returns
 * where it stopped (action, say, ask, goal, pause, failing expect). NULL:
 * nothing was done, because the script is at its end, on a detour, or a goal is
 * open. */
const struct statement *player_step(struct player *p);
/* Returns whether the next step belongs to the set-up: the actions before the
 * first words of a script that begins with actions and then a `say`, or that
 * `say` itself. Space performs them at once. */
bool player_in_setup(const struct player *p);
/* Records that the lesson was stepped past its last statement. */
void player_ended(struct player *p);
/* Takes back one free action, else one stop. False at the start. */
bool player_back(struct player *p);
/* Why the player performs no action: an enum refusal of the engine, or this one. */
enum { REFUSED_BY_GOAL = REFUSED_COUNT, PLAYER_REFUSALS };
/* Performs a free action. Before the script's end it starts a detour, unless a
 * goal is open: then it is part of the exercise. Returns why it was refused, or
 * REFUSED_NOT. REFUSED_BY_GOAL: the goal does not allow it (player_refuses says
 * why), and nothing was done. */
unsigned player_act(struct player *p, const struct action *a);
/* Ends a detour: goes back to where it started. */
void player_return(struct player *p);
/* Goes to any moment of the session's tree: along the script as far as it leads
 * there, then as a detour (or as the exercise, while a goal is open). */
void player_goto(struct player *p, uint32_t moment);
/* Goes back to where `stops` stops were made, or forward as far as the script
 * leads, playing goals by their solution; free actions are dropped. Returns how
 * many stops were made. */
size_t player_go(struct player *p, size_t stops);
/* Continues with another version of the script (with the same header), from
 * where both agree. */
void player_extend(struct player *p, const struct script *s);
/* Drops everything that is not the script's: a detour, or a goal that was
 * reached by a different route. */
void player_rejoin(struct player *p);
/* Returns whether the script is at its end and nothing was done that is not
 * part of it. `open`: its last goal has not been worked on yet. */
bool player_in_step(const struct player *p, bool open);
/* Returns the statement last stopped at, NULL at the start. */
const struct statement *player_now(const struct player *p);
/* Counts the stops made and the stops in all, for a progress bar. */
void player_progress(const struct player *p, size_t *done, size_t *all);
/* Returns whether nothing is left to step to: any action is free now. */
bool player_at_end(const struct player *p);

/* Returns the goal that is being worked on, NULL: none. It is open until each
 * of its `reach` predicates holds. */
const struct statement *player_goal(const struct player *p);
/* Returns whether its ith `reach` holds now, and whether all do. */
bool player_reached(const struct player *p, size_t i);
bool player_goal_reached(const struct player *p);
/* Returns the number of free actions since the goal was set. Refused actions and
 * those that were undone do not count. */
size_t player_goal_actions(const struct player *p);
/* What a screen shows of the goal that is being worked on; all 0: there is none.
 * Which of the predicates hold is player_reached, its hints are goal_hint. */
struct goal_count {
	size_t met, total; /* `reach` predicates that hold now, and all */
	size_t actions;    /* player_goal_actions */
	size_t within;     /* actions that the goal allows; 0: any number */
};
struct goal_count player_goal_count(const struct player *p);
/* Returns whether the goal's rules allow an action now, and if not, why. They are
 * in force until the lesson goes on, also after the goal was reached. */
struct goal_refusal player_refuses(const struct player *p, const struct action *a);
/* Returns whether the goal is reached by the student alone and within its rules:
 * its solution was not shown, and no way led around a rule. Only then does the
 * result count. */
bool player_goal_honest(const struct player *p);
/* Returns whether the goal's solution was shown: then the student did not solve
 * it alone. */
bool player_solution_shown(const struct player *p);
/* Performs the goal's solution from where the goal was set. */
void player_show_solution(struct player *p);
/* Performs one more action of the goal's solution. If what was done is not its
 * beginning, goes back to where the goal was set first. False: it has no more. */
bool player_solution_step(struct player *p);

#endif
