/* Describes expectations that do not hold and actions that could not be done, in
 * English: the text is for people who write scripts, and for programs. */
#include "lesson/judge.h"

#include <string.h>

#include "language/verbs.h"
#include "language/predicate.h"

/* Room for the longest text that a script can name, unless it is escaped
 * throughout; then each of the two parts is cut, so that both are seen. */
enum { PART = 330 };

static void add_part(struct text *t, const char *before, const struct text *part)
{
	text_addf(t, "%s%s%s", before, part->at, part->cut ? "\u2026" : "");
}

bool judge_expect(const struct world *w, const struct statement *st, struct failure *f)
{
	char expected_array[PART], found_array[PART];
	struct text expected = text_over(expected_array, sizeof expected_array);
	struct text found = text_over(found_array, sizeof found_array), t;
	enum pred_verdict verdict = predicate_test(w, &st->predicate, &found);

	memset(f, 0, sizeof *f);
	if (verdict == PRED_HOLDS)
		return true;
	f->at = st;
	f->run_time = verdict == PRED_NO_SOCKET;
	t = text_over(f->message, sizeof f->message);
	if (verdict == PRED_NO_SOCKET) {
		text_addf(&t, "this host has made no socket %u", (unsigned)st->predicate.sock);
		return false;
	}
	predicate_write(&expected, &st->predicate);
	add_part(&t, "expected ", &expected);
	add_part(&t, ", found ", &found);
	return false;
}

void judge_refusal(const struct world *w, const struct statement *st, enum refusal r, struct failure *f)
{
	char line_array[80]; /* short, so that a long text does not push out the reason */
	struct text line = text_over(line_array, sizeof line_array), t;

	memset(f, 0, sizeof *f);
	f->at = st;
	f->run_time = true;
	action_write(&line, &st->action);
	t = text_over(f->message, sizeof f->message);
	add_part(&t, "'", &line);
	text_addf(&t, "': %s", refusal_text(r, LANG_EN));
	if (r == REFUSED_NOT_ACCEPTED && world_listener_meant(w, &st->action)) {
		struct action a = st->action;

		a.sock = world_listener_meant(w, &a);
		text_clear(&line);
		action_write(&line, &a);
		add_part(&t, "; the listener's is '", &line);
		text_add(&t, "'");
	}
}
