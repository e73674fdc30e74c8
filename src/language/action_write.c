/* Actions as script lines. Reading them is action_parse.c. */
#include "engine/net.h"
#include "language/format.h"
#include "language/verbs.h"

static void write_inject(struct text *t, const struct action *a)
{
	const struct forgery *f = &a->forgery;

	text_addf(t, "inject to %s %s seq=%u", host_name(a->host), segment_flags_name(f->flags), (unsigned)f->seq);
	if (f->flags & SEG_ACK)
		text_addf(t, " ack=%u", (unsigned)f->ack);
	text_addf(t, " win=%u", (unsigned)f->wnd);
	if (f->has_text) {
		text_add(t, " ");
		text_add_quoted(t, a->text, a->text_len);
	} else if (f->len) {
		text_addf(t, " len=%u", (unsigned)f->len);
	}
	if (f->from_port)
		text_addf(t, " from %u", (unsigned)f->from_port);
	if (f->to_port)
		text_addf(t, " to %u", (unsigned)f->to_port);
}

static void write_pick(struct text *t, const struct action *a)
{
	text_add(t, act_name((enum act_kind)a->kind));
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

void action_write(struct text *t, const struct action *a)
{
	switch ((enum act_kind)a->kind) {
	case ACT_CALL:
		text_add(t, host_name(a->host));
		if (a->sock)
			text_addf(t, ".%u", (unsigned)a->sock);
		text_add(t, " ");
		format_call(t, a);
		return;
	case ACT_DELIVER:
	case ACT_DROP:
	case ACT_DUP:
	case ACT_HOLD:
	case ACT_RELEASE:
		write_pick(t, a);
		return;
	case ACT_INJECT:
		write_inject(t, a);
		return;
	case ACT_RETRANSMIT:
		text_addf(t, "retransmit %s", host_name(a->host));
		return;
	case ACT_WAIT:
		text_add(t, "wait ");
		duration_write(t, a->span);
		return;
	case ACT_WAIT_NEXT:
		text_add(t, "wait next");
		return;
	case ACT_WAIT_IDLE:
		text_add(t, "wait idle");
		return;
	case ACT_COUNT:
		return;
	}
}
