/* Collects the rows of a session for the ladder, and finds words in them. Called by
 * app and panel_ladder. */
#include "ui/app/ladder_log.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/text.h"
#include "engine/trace.h"
#include "language/format.h"

struct ladder_log {
	struct rung *rungs;
	size_t used, size;
	uint32_t *moments; /* the moment after each step in rungs */
	size_t steps, moments_size;
	const struct session *session;
	/* used by replay */
	struct world world;
	struct trace trace;
};

struct ladder_log *ladder_log_new(void)
{
	return mem_new(1, sizeof(struct ladder_log));
}

void ladder_log_free(struct ladder_log *log)
{
	if (!log)
		return;
	mem_free(log->rungs);
	mem_free(log->moments);
	mem_free(log);
}

static void add_row(struct ladder_log *log, size_t step, const struct row *row)
{
	log->rungs = mem_grow(log->rungs, log->used, &log->size, sizeof *log->rungs);
	struct rung *rung = &log->rungs[log->used++];
	*rung = (struct rung){ .step = (uint32_t)step,
			       .time_ms = row->time_ms,
			       .id = row->id,
			       .kind = row->kind,
			       .actor = row->actor,
			       .from = row->segment.from,
			       .timer = row->timer };
	memcpy(rung->state, row->state, sizeof rung->state);
	struct text t = text_over(rung->text, sizeof rung->text);
	if (row->has_segment != 0) {
		text_addf(&t, "#%u %s", row->id, segment_flags_name(row->segment.flags));
		if (row->segment.len > 0)
			text_addf(&t, " len=%u", row->segment.len);
	} else {
		format_detail(&t, row);
	}
}

static void sink(void *to, const struct row *row)
{
	struct ladder_log *log = to;

	add_row(log, log->steps, row);
}

/* Notes the moment after the step whose rows were just added. */
static void note_step(struct ladder_log *log, const struct session *s)
{
	log->moments = mem_grow(log->moments, log->steps, &log->moments_size, sizeof *log->moments);
	log->moments[log->steps] = session_trail(s, log->steps + 1);
	log->steps++;
}

static void replay(struct ladder_log *log, const struct session *s)
{
	world_init(&log->world, session_config(s));
	session_world_of(s, session_trail(s, log->steps), &log->world);
	trace_init(&log->trace, sink, log);
	while (log->steps < session_at(s)) {
		world_apply(&log->world, session_action(s, log->steps), &log->trace);
		note_step(log, s);
	}
}

void ladder_log_clear(struct ladder_log *log)
{
	log->used = log->steps = 0;
	log->session = NULL;
}

void ladder_log_sync(struct ladder_log *log, const struct session *s)
{
	size_t at = session_at(s);
	size_t n;

	if (log->session != s)
		ladder_log_clear(log);
	log->session = s;
	if (log->steps > at)
		log->steps = at;
	/* a moment has only one history: if the moments agree, all steps before them do */
	while (log->steps > 0 && log->moments[log->steps - 1] != session_trail(s, log->steps))
		log->steps--;
	while (log->used > 0 && log->rungs[log->used - 1].step >= log->steps)
		log->used--;
	if (at != log->steps + 1) {
		replay(log, s);
		return;
	}
	const struct row *rows = session_rows(s, &n);
	for (size_t i = 0; i < n; i++)
		add_row(log, log->steps, &rows[i]);
	note_step(log, s);
}

size_t ladder_log_rows(const struct ladder_log *log)
{
	return log->used;
}

size_t ladder_log_step(const struct ladder_log *log, size_t i)
{
	return i < log->used ? log->rungs[i].step : 0;
}

/* Reports whether s contains needle, ignoring the case of ASCII letters. */
static bool contains(const char *s, const char *needle)
{
	size_t n = strlen(needle);

	for (; *s != '\0'; s++)
		if (strncasecmp(s, needle, n) == 0)
			return true;
	return false;
}

bool ladder_log_has(const struct ladder_log *log, size_t i, const char *words)
{
	const struct rung *rung = &log->rungs[i];
	char clock[32];
	struct text t = text_over(clock, sizeof clock);

	format_clock(&t, rung->time_ms);
	if (contains(rung->text, words) || contains(clock, words) ||
	    contains(row_kind_name((enum row_kind)rung->kind), words))
		return true;
	for (uint8_t host = 0; host < HOSTS; host++) {
		uint8_t was = i > 0 ? log->rungs[i - 1].state[host] : TCPS_CLOSED;

		if (was != rung->state[host] && contains(state_name((enum tcp_state)rung->state[host]), words))
			return true;
	}
	return false;
}

const struct rung *ladder_log_rung(const struct ladder_log *log, size_t i)
{
	return &log->rungs[i];
}
