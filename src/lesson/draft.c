/* Writes a session as a lesson to narrate: each step with what it changed. */
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "language/predicate.h"
#include "language/verbs.h"
#include "lesson/write.h"
#include "lesson/write_parts.h"

static void write_expect(struct out *o, const struct world *w, const struct predicate *p)
{
	char line[4 * SEND_TEXT_MAX + 80];
	struct text t = text_over(line, sizeof line);

	if (predicate_test(w, p, NULL) != PRED_HOLDS)
		return;
	predicate_write(&t, p);
	write_text(o, "expect ");
	write_text(o, line);
	write_text(o, "\n");
}

static void write_returned(struct out *o, const struct world *w, uint8_t host)
{
	const struct result *r = &w->hosts[host].last;
	struct predicate p = {
		.kind = PRED_RETURNED, .host = host, .error = r->error, .amount = r->error ? 0 : r->value
	};

	if (!r->error && r->has_text && r->value > 0 && r->value <= SEND_TEXT_MAX) {
		p.has_text = true;
		p.text_len = (uint16_t)r->value;
		memcpy(p.text, r->data.text, r->value);
	}
	write_expect(o, w, &p);
}

static void write_sent(struct out *o, const struct world *w, uint8_t host)
{
	const struct segment *s = &w->hosts[host].last_sent;
	struct predicate p = { .kind = PRED_SENT,
			       .host = host,
			       .flags = s->flags,
			       .fields = SENT_SEQ,
			       .seq = s->seq,
			       .ack = s->ack,
			       .len = s->len };

	p.fields |= s->flags & SEG_ACK ? SENT_ACK : 0;
	p.fields |= s->len ? SENT_LEN : 0;
	write_expect(o, w, &p);
}

/* Writes what a lesson would expect of the step: states first, then segments,
 * then results. */
static void write_changes(struct out *o, const struct world *before, const struct world *now)
{
	for (uint8_t h = 0; h < HOSTS; h++) {
		const struct predicate p = { .kind = PRED_STATE, .host = h, .state = (uint8_t)world_state(now, h) };

		if (world_state(before, h) != world_state(now, h))
			write_expect(o, now, &p);
	}
	for (uint8_t h = 0; h < HOSTS; h++)
		if (now->hosts[h].has_sent && now->hosts[h].sent_id != before->hosts[h].sent_id)
			write_sent(o, now, h);
	for (uint8_t h = 0; h < HOSTS; h++)
		if (now->hosts[h].has_returned &&
		    (!before->hosts[h].has_returned ||
		     memcmp(&now->hosts[h].last, &before->hosts[h].last, sizeof now->hosts[h].last) != 0))
			write_returned(o, now, h);
}

static void write_action(struct out *o, const struct action *a)
{
	char line[4 * SEND_TEXT_MAX + 80];
	struct text t = text_over(line, sizeof line);

	action_write_line(&t, a);
	write_text(o, line);
	write_text(o, "\n");
}

char *draft_write(const struct session *session, const struct script *like)
{
	struct world *before = mem_new(1, sizeof *before), *now = mem_new(1, sizeof *now);
	struct out o = { 0 };

	write_text(&o, "tcpstep 1\n"
		       "# What was done, as a lesson to narrate: say, ask and goal blocks go between the\n"
		       "# steps. lessons/README.md teaches them; tcpstep check tells what does not hold.\n"
		       "title   A title\n");
	for (size_t i = 0; like && i < like->sets_used; i++) {
		write_text(&o, "set ");
		write_text(&o, like->sets[i]);
		write_text(&o, "\n");
	}
	write_text(&o, "\nsay\n  What this is about, and who cares.\n");
	world_init(now, session_config(session));
	for (size_t i = 0; i < session_at(session); i++) {
		world_copy(before, now);
		world_apply(now, session_action(session, i), NULL);
		write_text(&o, "\n");
		write_action(&o, session_action(session, i));
		write_changes(&o, before, now);
	}
	write_text(&o, "\nsay\n  What to take home.\n");
	mem_free(before);
	mem_free(now);
	return o.at;
}
