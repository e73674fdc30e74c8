/* Decides before anything starts whether a script can be performed by kernels: its settings,
 * its actions, and a run of the model alone. Called by cli/cmd_kernel. */
#include "kernel/agenda.h"

#include <string.h>

#include "base/mem.h"
#include "engine/trace.h"
#include "engine/world.h"
#include "language/verbs.h"
#include "lesson/judge.h"

enum { MSS_LEAST = 88 /* TCP_MIN_MSS of the kernel */ };

struct config agenda_config(const struct script_settings *settings)
{
	struct script_settings s = *settings;
	struct config c;

	script_settings_set(&s, "profile", "linux");
	c = script_settings_resolve(&s);
	for (int h = 0; h < HOSTS; h++)
		c.buffer[h] = BUFFER_MAX;
	if (c.mss < MSS_LEAST)
		c.mss = MSS_LEAST;
	return c;
}

/* --- settings --- */

/* Returns the line of a `set` in the script's text, 0 if it has none. */
static unsigned line_of(const struct script *s, const char *name)
{
	size_t n = strlen(name);
	unsigned line = 1;

	for (const char *at = s->source; at && *at; line++) {
		const char *next = strchr(at, '\n'), *word = at + strspn(at, " \t");

		if (strncmp(word, "set", 3) == 0) {
			word += 3 + strspn(word + 3, " \t");
			if (strncmp(word, name, n) == 0 && strchr(" \t", word[n]))
				return line;
		}
		at = next ? next + 1 : NULL;
	}
	return 0;
}

static bool cannot_set(const struct script *s, const char *name, struct diag *diag)
{
	diag_set(diag, 1, DIAG_KERNEL_CANNOT_SET, name, "");
	diag->line = line_of(s, name);
	return false;
}

/* The switches that a kernel has too. */
static bool is_sysctl(enum policy p)
{
	return p == POL_RFC1337 || p == POL_SYNCOOKIES;
}

static bool settings_fit(const struct agenda *p, const struct script *s, struct diag *diag)
{
	struct script_settings none = script_settings_none();
	struct config usual = agenda_config(&none);

	if (!p->config.time_wait)
		return cannot_set(s, "time-wait", diag);
	if (p->config.msl_ms != usual.msl_ms)
		return cannot_set(s, "msl", diag);
	if (p->config.fin_wait_2_ms < 1000)
		return cannot_set(s, "fin-wait-2", diag);
	if (p->config.mss > BUFFER_MAX - 40)
		return cannot_set(s, "mss", diag);
	for (int h = 0; h < HOSTS; h++)
		if (p->config.observed[h])
			return cannot_set(s, "observed", diag);
	for (int i = 0; i < POL_COUNT; i++)
		if ((p->config.policies ^ usual.policies) >> i & 1 && !is_sysctl((enum policy)i))
			return cannot_set(s, policy_info((enum policy)i)->name, diag);
	return true;
}

bool agenda_has_no_sysctl(const struct agenda *p, const struct script *s, struct diag *diag)
{
	struct script_settings none = script_settings_none();
	struct config usual = agenda_config(&none);

	if (p->config.fin_wait_2_ms != usual.fin_wait_2_ms)
		return cannot_set(s, "fin-wait-2", diag);
	for (int i = 0; i < POL_COUNT; i++)
		if ((p->config.policies ^ usual.policies) >> i & 1)
			return cannot_set(s, policy_info((enum policy)i)->name, diag);
	return true;
}

/* --- actions --- */

static void add_steps(struct agenda *p, const struct statement *statements, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (statements[i].kind == ST_GOAL)
			add_steps(p, statements[i].solution, statements[i].solution_used);
		if (statements[i].kind != ST_ACTION)
			continue;
		p->steps = mem_grow(p->steps, p->used, &p->size, sizeof *p->steps);
		p->steps[p->used++].at = &statements[i];
	}
}

static void write_line(char *line, size_t size, const struct action *action)
{
	struct text t = text_over(line, size);

	action_write(&t, action);
}

/* Returns whether a call has failed for a limit of this program, which no kernel has. */
static bool meets_limit(const struct world *w, const struct action *action)
{
	const struct result *r = &w->hosts[action->host].last;

	return action->kind == ACT_CALL && w->hosts[action->host].has_returned &&
	       (r->error == ERR_EMFILE || r->error == ERR_ENOBUFS);
}

static bool step_fits(struct world *w, const struct statement *st, struct diag *diag)
{
	char line[100];
	enum refusal r;

	write_line(line, sizeof line, &st->action);
	if (st->action.kind == ACT_RETRANSMIT || st->action.kind == ACT_OBSERVE) {
		diag_set(diag, st->column, DIAG_KERNEL_CANNOT, line, "");
	} else {
		r = world_apply(w, &st->action, NULL);
		if (r == REFUSED_NOT && !meets_limit(w, &st->action))
			return true;
		diag_set(diag, st->column, r == REFUSED_NOT ? DIAG_KERNEL_LIMIT : DIAG_KERNEL_REFUSED, line, "");
	}
	diag->line = st->line;
	return false;
}

bool agenda_make(struct agenda *p, const struct script *s, struct diag *diag)
{
	struct world *w = mem_new(1, sizeof *w);
	bool fits;

	memset(p, 0, sizeof *p);
	p->config = agenda_config(&s->settings);
	add_steps(p, s->statements, s->used);
	fits = settings_fit(p, s, diag);
	world_init(w, &p->config);
	for (size_t i = 0; fits && i < p->used; i++)
		fits = step_fits(w, p->steps[i].at, diag);
	mem_free(w);
	return fits;
}

void agenda_free(struct agenda *p)
{
	mem_free(p->steps);
	memset(p, 0, sizeof *p);
}
