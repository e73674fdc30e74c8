/* A session script as a value: header and statements, as lessons/FORMAT.md
 * defines them. Made by lesson/parse, written by lesson/write. */
#ifndef TCPSTEP_LESSON_SCRIPT_H
#define TCPSTEP_LESSON_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"
#include "engine/action.h"
#include "language/forbid.h"
#include "language/predicate.h"
#include "language/settings.h"

enum statement_kind { ST_ACTION, ST_EXPECT, ST_SAY, ST_NOTE, ST_ASK, ST_GOAL, ST_PAUSE };

enum { STATEMENT_KINDS = ST_PAUSE + 1, VOTES_MAX = 100000 /* of a choice */ };
/* Comments of a recording that are more than comments: after a goal without a solution, what
 * follows was done for it; from here on, the lesson goes on. The parser makes a solution
 * of what is between them (statement.apart). */
#define TRIED_COMMENT  "# tcpstep: tried"
#define ONWARD_COMMENT "# tcpstep: onward"

/* Returns the word with which a statement of this kind starts; NULL: an action,
 * which has many. */
const char *statement_word(enum statement_kind kind);

struct choice {
	char *text;
	char *feedback; /* shown to a student who chose it; NULL: none */
	bool right;
};

/* One language's text of a block. */
struct block {
	char *text;    /* paragraphs joined by "\n\n"; lines of a paragraph by '\n'; NULL: not given */
	char *because; /* ask: shown with the answer; NULL: none */
	struct choice *choices;
	size_t choices_used, choices_size;
	bool hidden;  /* ask: its choices are `(?)`; which are right is not known before a `reveal` */
	char **hints; /* goal: in the order in which they are shown */
	size_t hints_used, hints_size;
};

struct statement {
	enum statement_kind kind;
	unsigned line, column; /* of its first word */
	unsigned step;         /* statements after the header from 1; translations, block lines not counted */
	union {
		struct action action;       /* ST_ACTION */
		struct predicate predicate; /* ST_EXPECT */
	};
	struct block block[LANG_COUNT]; /* say, note, ask; goal: text and hints */
	/* ask */
	uint32_t *votes;      /* how many have chosen each choice */
	size_t votes_used;    /* the number of choices; 0: there was no vote */
	unsigned after_lines; /* the first line of its `votes` or `reveal`; 0: it has none */
	/* goal */
	struct statement *reach;
	size_t reach_used, reach_size; /* ST_EXPECT each */
	struct forbidden *forbid;
	size_t forbid_used, forbid_size;
	uint32_t within; /* actions; 0: any number */
	struct statement *solution;
	size_t solution_used, solution_size; /* ST_ACTION, ST_EXPECT, ... */
	bool apart;                          /* the solution is what a class did, which need not reach the goal */
};

/* Why a goal does not allow an action. */
enum goal_rule {
	GOAL_ALLOWS,
	GOAL_FORBIDS, /* a word of its `forbid` lines */
	GOAL_WITHIN   /* its `within` line: there were as many actions already */
};
struct goal_refusal {
	enum goal_rule rule;
	const struct forbidden *forbidden; /* GOAL_FORBIDS: the word */
};

struct script {
	char *path; /* as given; "-" for standard input */
	char *id;
	char *title[LANG_COUNT]; /* NULL: not given */
	char **after;
	size_t after_used, after_size;
	struct script_settings settings;
	struct config config; /* settings resolved */
	char **sets;
	size_t sets_used, sets_size; /* the `set` lines' words, as written, in order */
	enum lang first_lang;        /* of blocks without a language: English */
	struct statement *statements;
	size_t used, size;
	char *source;
	size_t source_len; /* the file's text, for diagnostics */
	bool header_only;  /* the statements are still to be read (lessons_complete) */
};

void script_free(struct script *s);
/* Frees what a block has, not the block itself. */
void block_free(struct block *b);
/* Returns a block's text in lang, or in the first language where that is
 * missing. */
const struct block *statement_block(const struct statement *st, enum lang lang);
/* Returns whether this is a question whose choices are all written (?): its answer is not
 * revealed yet. */
bool question_is_open(const struct statement *st);
/* Returns whether a goal's solution must reach the goal: it has one, and it is its own. */
bool goal_is_proved(const struct statement *goal);
/* Returns whether a goal allows an action after `done` others, and if not, why. */
struct goal_refusal goal_refuses(const struct statement *goal, const struct action *action, size_t done);
/* Returns a goal's ith hint in lang, or in the first language that has any. NULL:
 * there are no more. */
const char *goal_hint(const struct statement *goal, enum lang lang, size_t i);
/* Returns the number of steps: statements after the header, and those of
 * solutions. */
unsigned script_steps(const struct script *s);
const char *script_title(const struct script *s, enum lang lang);
/* Returns how many statements at the start of two versions of a script have the
 * same lines; 0 where the settings or the id differ. */
size_t script_common(const struct script *a, const struct script *b);
bool script_same_header(const struct script *a, const struct script *b);

#endif
