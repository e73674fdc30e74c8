/* Performs and writes the lines of an import's script. Called by import_write.c and
 * import_calls.c. */
#include "capture/import_lines.h"

#include "base/text.h"
#include "engine/net.h"
#include "language/verbs.h"

bool lines_perform(struct lines *l, struct action *a, bool inferred)
{
	char line[4 * SEND_TEXT_MAX + 200];
	struct text t = text_over(line, sizeof line);

	a->inferred = inferred;
	if (world_apply(l->world, a, NULL) != REFUSED_NOT)
		return false; /* a call that waits already, or a host without its socket */
	action_write_line(&t, a);
	fputs(line, l->out);
	fputc('\n', l->out);
	return true;
}

void lines_infer(struct lines *l, uint8_t host, enum call_id id, uint32_t amount)
{
	struct action a = action_call(host, id);

	a.amount = amount;
	lines_perform(l, &a, true);
}

void lines_wait_until(struct lines *l, int64_t ns)
{
	vtime ms = (vtime)(ns > 0 ? ns / NS_PER_MS : 0);
	struct action a;

	if (ms <= l->world->now_ms)
		return;
	ms -= l->world->now_ms;
	a = ms % 1000 == 0 ? action_wait(ms / 1000, UNIT_S) : action_wait(ms, UNIT_MS);
	lines_perform(l, &a, false);
}

void lines_comment(struct lines *l, uint8_t host, const char *call)
{
	fprintf(l->out, "# tcpstep: call %s %s\n", host_name(host), call);
}

void lines_say(struct lines *l, const char *const text[LANG_COUNT])
{
	for (int lang = 0; lang < LANG_COUNT; lang++)
		fprintf(l->out, "%s\n  %s\n", lang == LANG_KO ? "say ko" : "say", text[lang]);
	fputc('\n', l->out);
}

const struct slot *lines_connection(const struct lines *l, uint8_t host)
{
	const struct slot *s = world_focus(l->world, host);

	return s && s->conn ? s : NULL;
}
