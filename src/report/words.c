/* The words for one row of a trace. Called by ladder, chart and mermaid. */
#include "report/words.h"

#include <string.h>

#include "language/format.h"

void words_oddity(struct text *t, const struct row *row, enum lang lang)
{
	bool ko = lang == LANG_KO;

	if (row->retransmitted)
		text_add(t, ko ? " 재전송" : " again");
	if (row->differs)
		text_add(t, ko ? " RFC와 다름" : " differs");
	if (row->kind != ROW_FORGE)
		return;
	if (row->of)
		text_addf(t, ko ? " #%u 복제" : " copy of #%u", (unsigned)row->of);
	else
		text_add(t, ko ? " 위조" : " forged");
}

void words_size(struct text *t, const struct segment *s)
{
	if (s->len)
		text_addf(t, " len=%u", (unsigned)s->len);
	if (s->wnd == 0 && !(s->flags & SEG_RST))
		text_add(t, " win=0");
}

/* Appends the data: as text if all of it is known and it is short, else its length. */
static void data(struct text *t, const struct segment *s)
{
	enum { SHOWN_MAX = 20 };

	if (s->len > SHOWN_MAX || !octets_all_known(&s->data, s->len)) {
		words_size(t, s);
		return;
	}
	if (s->len) {
		text_add(t, " ");
		text_add_quoted(t, s->data.text, s->len);
	}
	if (s->wnd == 0 && !(s->flags & SEG_RST))
		text_add(t, " win=0");
}

void words_segment(struct text *t, const struct row *row, enum lang lang)
{
	const struct segment *s = &row->segment;

	text_addf(t, "#%u %s", (unsigned)row->id, segment_flags_name(s->flags));
	if (row->kind != ROW_FORGE || row->of == 0) {
		text_addf(t, " seq=%u", (unsigned)s->seq);
		if (s->flags & SEG_ACK)
			text_addf(t, " ack=%u", (unsigned)s->ack);
		data(t, s);
	}
	words_oddity(t, row, lang);
}

const char *words_loss(const struct row *row, enum lang lang)
{
	static const char *const why[][LANG_COUNT] = {
		[LOSS_NONE] = { "lost", "유실" },
		[LOSS_DROPPED] = { "lost", "유실" },
		[LOSS_OLD_AGE] = { "too old", "수명 초과" },
		[LOSS_HOST_DOWN] = { "host is down", "호스트 꺼짐" },
		[LOSS_WIRE_FULL] = { "wire full", "네트워크 포화" },
	};

	return why[row->loss][lang];
}

void words_call(struct text *t, const struct row *row, enum lang lang)
{
	if (row->call.sock)
		text_addf(t, ".%u ", (unsigned)row->call.sock);
	format_call(t, &row->call);
	if (row->call.inferred)
		text_add(t, lang == LANG_KO ? " (추정)" : " (inferred)");
}

void words_value(struct text *t, const struct result *result)
{
	char array[4 * SEND_TEXT_MAX + 64];
	struct text all = text_over(array, sizeof array);

	format_result(&all, result);
	text_add(t, strstr(array, "= "));
}

void words_timer(struct text *t, const struct row *row, enum lang lang)
{
	text_addf(t, lang == LANG_KO ? "타이머 %s" : "timer %s", timer_name((enum timer_id)row->timer));
}
