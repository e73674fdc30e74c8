/* Words expectations that do not hold and actions that could not be done, in each
 * language. */
#include "lesson/judge.h"

#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "language/predicate.h"
#include "language/verbs.h"

/* Room for the longest text that a script can name, unless it is escaped
 * throughout; then each of the two parts is cut, so that both are seen. */
enum {
	PART = 330,
	LINE_PART = 80 /* of an action's line: a long text must not push out the reason */
};

/* A part of a message; one that is cut ends in an ellipsis. */
struct part {
	char at[PART + sizeof "\u2026"];
};

static void end_part(struct part *part, const struct text *t)
{
	if (t->cut)
		strcpy(part->at + t->len, "\u2026");
}

static void write_action(struct part *part, const struct action *action, size_t size)
{
	struct text t = text_over(part->at, size);

	action_write(&t, action);
	end_part(part, &t);
}

static void word(struct failure *f, enum diag_id id, enum lang lang, const char *const arguments[3])
{
	struct text t = text_over(f->message[lang], sizeof f->message[lang]);

	diag_fill(&t, id, lang, arguments, 3);
}

/* Writes the socket that was looked at, "client.2", unless the predicate names it,
 * and returns the text that has it. */
static enum diag_id found_where(const struct world *w, const struct predicate *p, char *name, size_t size)
{
	bool waits;
	uint32_t number = predicate_socket(w, p, &waits);

	*name = '\0';
	if (waits)
		return DIAG_EXPECTED_FOUND_WAITING;
	if (p->sock || number == 0)
		return DIAG_EXPECTED_FOUND;
	snprintf(name, size, "%s.%u", host_name(p->host), (unsigned)number);
	return DIAG_EXPECTED_FOUND_AT;
}

bool judge_expect(const struct world *w, const struct statement *st, struct failure *f)
{
	struct part expected, found;
	struct text expected_text = text_over(expected.at, PART), found_text = text_over(found.at, PART);
	enum pred_verdict verdict = predicate_test(w, &st->predicate, &found_text);
	char number[12], looked_at[24];
	enum diag_id id;

	memset(f, 0, sizeof *f);
	if (verdict == PRED_HOLDS)
		return true;
	f->at = st;
	f->run_time = verdict == PRED_NO_SOCKET;
	predicate_write(&expected_text, &st->predicate);
	end_part(&expected, &expected_text);
	end_part(&found, &found_text);
	snprintf(number, sizeof number, "%u", (unsigned)st->predicate.sock);
	id = found_where(w, &st->predicate, looked_at, sizeof looked_at);
	snprintf(f->expected, sizeof f->expected, "%s", expected.at);
	snprintf(f->found, sizeof f->found, looked_at[0] ? "%s (%s)" : "%s", found.at, looked_at);
	if (verdict == PRED_NO_SOCKET)
		snprintf(f->found, sizeof f->found, "no socket %s", number);
	for (int l = 0; l < LANG_COUNT; l++) {
		if (verdict == PRED_NO_SOCKET)
			word(f, DIAG_NO_SOCKET_MADE, (enum lang)l, (const char *const[]){ number, "", "" });
		else
			word(f, id, (enum lang)l, (const char *const[]){ expected.at, found.at, looked_at });
	}
	return false;
}

void judge_refusal(const struct world *w, const struct statement *st, enum refusal r, struct failure *f)
{
	struct part line, listeners;
	struct action a = st->action;
	bool has_listener = r == REFUSED_NOT_ACCEPTED && world_listener_meant(w, &st->action);

	memset(f, 0, sizeof *f);
	f->at = st;
	f->run_time = true;
	write_action(&line, &a, LINE_PART);
	a.sock = has_listener ? world_listener_meant(w, &a) : a.sock;
	write_action(&listeners, &a, LINE_PART);
	snprintf(f->expected, sizeof f->expected, "%s", line.at);
	snprintf(f->found, sizeof f->found, "it could not be done: %s", refusal_text(r, LANG_EN));
	for (int l = 0; l < LANG_COUNT; l++)
		word(f, has_listener ? DIAG_REFUSED_LISTENERS : DIAG_REFUSED, (enum lang)l,
		     (const char *const[]){ line.at, refusal_text(r, (enum lang)l), listeners.at });
}
