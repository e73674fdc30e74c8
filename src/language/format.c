/* Writes the engine's values as text, in one form for traces, screens and
 * errors. */
#include "language/format.h"

#include "engine/rules.h"
#include "language/names.h"

void format_segment(struct text *t, const struct segment *s)
{
	text_addf(t, "%s seq=%u", segment_flags_name(s->flags), (unsigned)s->seq);
	if (s->flags & SEG_ACK)
		text_addf(t, " ack=%u", (unsigned)s->ack);
	text_addf(t, " win=%u len=%u", (unsigned)s->wnd, (unsigned)s->len);
	if (s->has_times)
		text_addf(t, " tsval=%u tsecr=%u", (unsigned)s->tsval, (unsigned)s->tsecr);
}

void duration_write(struct text *t, struct duration d)
{
	static const char *const units[] = { "ms", "s", "m", "msl" };

	text_addf(t, "%llu%s", (unsigned long long)d.count, units[d.unit]);
}

static void write_none(struct text *t, const struct action *a)
{
	(void)t;
	(void)a;
}

static void write_port(struct text *t, const struct action *a)
{
	text_addf(t, " %u", (unsigned)a->amount);
}

static void write_local_port(struct text *t, const struct action *a)
{
	write_port(t, a);
}

static void write_most(struct text *t, const struct action *a)
{
	if (a->has_amount)
		text_addf(t, " %u", (unsigned)a->amount);
}

static void write_backlog(struct text *t, const struct action *a)
{
	write_most(t, a);
}

static void write_text(struct text *t, const struct action *a)
{
	text_add(t, " ");
	if (a->option)
		text_add_quoted(t, a->text, a->text_len);
	else
		text_addf(t, "%u", (unsigned)a->amount);
}

static void write_how(struct text *t, const struct action *a)
{
	text_addf(t, " %s", how_words[a->option]);
}

static void write_linger(struct text *t, const struct action *a)
{
	text_add(t, " ");
	if (!a->option || a->span.count == 0)
		text_add(t, linger_words[a->option]);
	else
		duration_write(t, a->span);
}

static void write_on_off(struct text *t, const struct action *a)
{
	text_addf(t, " %s", on_off_words[a->option]);
}

static void (*const calls[CALL_COUNT])(struct text *, const struct action *) = {
#define CALL(id, name, argument, form, en, ko) [CALL_##id] = write_##argument,
#include "language/verbs.def"
};

void format_call(struct text *t, const struct action *a)
{
	text_add(t, call_name((enum call_id)a->call));
	calls[a->call](t, a);
}

void format_result(struct text *t, const struct result *r)
{
	text_addf(t, "%s = ", call_name((enum call_id)r->call));
	if (r->error)
		text_addf(t, "-1 %s", error_name((enum sock_error)r->error));
	else if (r->has_text && r->value)
		text_add_quoted(t, r->data.text, r->value);
	else
		text_addf(t, "%u", (unsigned)r->value);
}

void format_span(struct text *t, vtime ms)
{
	if (ms && ms % 60000 == 0)
		text_addf(t, "%llum", (unsigned long long)(ms / 60000));
	else if (ms && ms % 1000 == 0)
		text_addf(t, "%llus", (unsigned long long)(ms / 1000));
	else
		text_addf(t, "%llums", (unsigned long long)ms);
}

void format_clock(struct text *t, vtime ms)
{
	unsigned long long s = ms / 1000;

	if (s >= 3600)
		text_addf(t, "%02llu:", s / 3600);
	text_addf(t, "%02llu:%02llu.%03u", s / 60 % 60, s % 60, (unsigned)(ms % 1000));
}

void format_octets(struct text *t, const struct octets *o, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		size_t len = 1;

		if (i >= KEPT_MAX || !(o->known >> i & 1)) {
			text_add(t, "\u00b7");
			continue;
		}
		while (i + len < n && i + len < KEPT_MAX && (o->known >> (i + len) & 1))
			len++;
		text_add_safe(t, o->text + i, len);
		i += (uint32_t)len - 1;
	}
}

const char *row_kind_name(enum row_kind kind)
{
	static const char *const names[] = { "call", "return", "send", "arrive", "lose", "timer", "forge" };

	return names[kind];
}

void format_detail(struct text *t, const struct row *row)
{
	switch ((enum row_kind)row->kind) {
	case ROW_CALL:
		format_call(t, &row->call);
		return;
	case ROW_RETURN:
		format_result(t, &row->result);
		return;
	case ROW_TIMER:
		text_add(t, timer_name((enum timer_id)row->timer));
		return;
	case ROW_SEND:
		if (row->differs)
			text_addf(t, "differs: %s", rule_name((enum rule_id)row->differs));
		else
			text_add(t, "-");
		return;
	case ROW_ARRIVE:
	case ROW_LOSE:
	case ROW_FORGE:
		text_add(t, "-");
		return;
	}
}

const char *host_word(uint8_t host, enum lang lang)
{
	static const char *const words[HOSTS][LANG_COUNT] = { { "client", "클라이언트" }, { "server", "서버" } };

	return words[host][lang];
}
