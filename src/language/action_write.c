/* Writes actions as script lines. They are read by action_parse.c. */
#include "engine/net.h"
#include "language/format.h"
#include "language/verbs.h"

/* Writes flags and fields. */
static void write_segment(struct text *t, const struct action *a)
{
	const struct forgery *f = &a->forgery;

	text_addf(t, "%s seq=%u", segment_flags_name(f->flags), (unsigned)f->seq);
	if (f->flags & SEG_ACK)
		text_addf(t, " ack=%u", (unsigned)f->ack);
	text_addf(t, " win=%u", (unsigned)f->wnd);
	if (f->has_text) {
		text_add(t, " ");
		text_add_quoted(t, a->text, a->text_len);
	} else if (f->len) {
		text_addf(t, " len=%u", (unsigned)f->len);
	}
}

static void write_inject(struct text *t, const struct action *a)
{
	const struct forgery *f = &a->forgery;

	text_addf(t, " to %s ", host_name(a->host));
	write_segment(t, a);
	if (f->from_port)
		text_addf(t, " from %u", (unsigned)f->from_port);
	if (f->to_port)
		text_addf(t, " to %u", (unsigned)f->to_port);
}

static void write_observe(struct text *t, const struct action *a)
{
	text_addf(t, " %s ", host_name(a->host));
	write_segment(t, a);
	if (a->forgery.has_times)
		text_addf(t, " tsval=%u tsecr=%u", (unsigned)a->forgery.tsval, (unsigned)a->forgery.tsecr);
}

static void write_pick(struct text *t, const struct action *a)
{
	switch ((enum pick_kind)a->pick) {
	case PICK_FIRST:
		return;
	case PICK_TO_CLIENT:
		text_add(t, " to client");
		return;
	case PICK_TO_SERVER:
		text_add(t, " to server");
		return;
	case PICK_LAST:
		text_add(t, " last");
		return;
	case PICK_ID:
		text_addf(t, " #%u", (unsigned)a->id);
		return;
	}
}

static void write_none(struct text *t, const struct action *a)
{
	(void)t;
	(void)a;
}

static void write_target(struct text *t, const struct action *a)
{
	text_addf(t, " %s", host_name(a->host));
	if (a->sock)
		text_addf(t, ".%u", (unsigned)a->sock);
}

static void write_span(struct text *t, const struct action *a)
{
	text_add(t, " ");
	duration_write(t, a->span);
}

static void (*const steps[ACT_COUNT])(struct text *, const struct action *) = {
#define STEP(id, name, argument, form, en, ko) [ACT_##id] = write_##argument,
#include "language/verbs.def"
};

void action_write_line(struct text *t, const struct action *a)
{
	action_write(t, a);
	if (a->inferred)
		text_add(t, "  " INFERRED_COMMENT);
}

void action_write(struct text *t, const struct action *a)
{
	if (a->kind != ACT_CALL) {
		text_add(t, act_name((enum act_kind)a->kind));
		steps[a->kind](t, a);
		return;
	}
	text_add(t, host_name(a->host));
	if (a->sock)
		text_addf(t, ".%u", (unsigned)a->sock);
	text_add(t, " ");
	format_call(t, a);
}
