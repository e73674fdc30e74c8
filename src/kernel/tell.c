/* Words what differs between the model and a kernel, in each language. Called by
 * cli/cmd_kernel. */
#include "kernel/tell.h"

#include "engine/net.h"
#include "engine/rules.h"
#include "language/format.h"
#include "language/verbs.h"

void tell_subject(struct text *t, const struct difference *d, enum lang lang)
{
	static const char *const words[][LANG_COUNT] = {
		[DIFFERS_STATE] = { "state", "상태" },
		[DIFFERS_QUEUE] = { "buffers", "버퍼" },
		[DIFFERS_SENT] = { "segment sent", "보낸 세그먼트" },
		[DIFFERS_RETURN] = { "call", "호출" },
	};

	text_addf(t, "%s, %s", host_word(d->host, lang), words[d->kind][lang]);
	if (d->kind != DIFFERS_STATE && d->kind != DIFFERS_QUEUE)
		return;
	if (d->rport)
		text_addf(t, lang == LANG_KO ? "(포트 %u, 상대 %u)" : " (port %u, peer's %u)", (unsigned)d->lport,
			  (unsigned)d->rport);
	else
		text_addf(t, lang == LANG_KO ? "(포트 %u)" : " (port %u)", (unsigned)d->lport);
}

/* Appends the arrow of the state diagram that leads from one state to another. */
static void tell_arrow(struct text *t, enum tcp_state from, enum tcp_state to, enum lang lang)
{
	for (size_t i = 0; i < state_edges_count; i++) {
		const struct state_edge *e = &state_edges[i];

		if (e->from != from || e->to != to)
			continue;
		text_addf(t, " (RFC 9293 %s: %s%s%s)", e->in_figure ? "3.3.2" : "3.10", e->event,
			  *e->action ? " / " : "", e->action);
		return;
	}
	text_add(t, lang == LANG_KO ? " (상태 다이어그램에 없는 화살표)" : " (no arrow of the state diagram)");
}

static void tell_state(struct text *t, const struct difference *d, enum tcp_state state)
{
	if (d->before != state)
		text_addf(t, "%s → %s", state_name((enum tcp_state)d->before), state_name(state));
	else
		text_addf(t, "%s", state_name(state));
}

static void tell_queues(struct text *t, const uint32_t queue[2], enum lang lang)
{
	text_addf(t, lang == LANG_KO ? "수신 %u, 송신 %u" : "%u received, %u to send", (unsigned)queue[0],
		  (unsigned)queue[1]);
}

static void tell_segment(struct text *t, bool has, const struct segment *s, enum lang lang)
{
	if (has)
		format_segment(t, s);
	else
		text_add(t, lang == LANG_KO ? "없음" : "none");
}

static void tell_result(struct text *t, bool has, const struct result *r, const char *error, enum lang lang)
{
	if (has && *error)
		text_addf(t, "%s = -1 %s", call_name((enum call_id)r->call), error);
	else if (has)
		format_result(t, r);
	else
		text_add(t, lang == LANG_KO ? "반환하지 않음" : "has not returned");
}

void tell_model(struct text *t, const struct difference *d, enum lang lang)
{
	switch (d->kind) {
	case DIFFERS_STATE:
		tell_state(t, d, (enum tcp_state)d->model_state);
		break;
	case DIFFERS_QUEUE:
		tell_queues(t, d->model_queue, lang);
		break;
	case DIFFERS_SENT:
		tell_segment(t, d->model_has, &d->model_segment, lang);
		break;
	case DIFFERS_RETURN:
		tell_result(t, d->model_has, &d->model_result, "", lang);
		break;
	}
	if (d->rule != RULE_NONE)
		text_addf(t, " (%s: %s)", rule_source(d->rule), rule_text(d->rule, lang));
}

void tell_kernel(struct text *t, const struct difference *d, enum lang lang)
{
	switch (d->kind) {
	case DIFFERS_STATE:
		tell_state(t, d, (enum tcp_state)d->kernel_state);
		if (d->before != d->kernel_state)
			tell_arrow(t, (enum tcp_state)d->before, (enum tcp_state)d->kernel_state, lang);
		break;
	case DIFFERS_QUEUE:
		tell_queues(t, d->kernel_queue, lang);
		break;
	case DIFFERS_SENT:
		tell_segment(t, d->kernel_has, &d->kernel_segment, lang);
		break;
	case DIFFERS_RETURN:
		tell_result(t, d->kernel_has, &d->kernel_result, d->kernel_error, lang);
		break;
	}
}
