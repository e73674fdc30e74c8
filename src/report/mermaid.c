/* Writes a chart as a sequence diagram of Mermaid, as GitHub draws it. A segment is an
 * arrow where it ends; if other things happen meanwhile, a note says when it was sent.
 * Called by export and handout. */
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "language/format.h"
#include "report/chart.h"
#include "report/words.h"

/* Writes text. Letters, digits, spaces and a few signs are themselves; all else of ASCII is
 * written by its number, as `;` ends a statement and `#` begins a number. */
static void put(FILE *out, const char *s)
{
	char safe[2048];
	struct text t = text_over(safe, sizeof safe);

	text_add_safe(&t, s, strlen(s));
	for (const char *c = safe; *c; c++)
		if ((unsigned char)*c < 0x80 && !strchr(" ,.=-_/()'", *c) && !(*c >= '0' && *c <= '9') &&
		    !(*c >= 'A' && *c <= 'Z') && !(*c >= 'a' && *c <= 'z'))
			fprintf(out, "#%d;", *c);
		else
			fputc(*c, out);
}

static void note(FILE *out, uint8_t host, const char *s)
{
	fprintf(out, "    Note %s of %s: ", host == HOST_CLIENT ? "left" : "right", host_name(host));
	put(out, s);
	fputc('\n', out);
}

static void message(FILE *out, const struct row *sent, const struct row *end, enum lang lang)
{
	char array[400];
	struct text t = text_over(array, sizeof array);
	uint8_t from = end->segment.from;
	const char *arrow = end->kind == ROW_LOSE                            ? "-x"
			    : sent->kind == ROW_FORGE || sent->retransmitted ? "-->>"
									     : "->>";

	words_segment(&t, sent, lang);
	if (end->kind == ROW_LOSE)
		text_addf(&t, " (%s)", words_loss(end, lang));
	fprintf(out, "    %s%s%s: ", host_name(from), arrow, host_name(host_other(from)));
	put(out, array);
	fputc('\n', out);
}

/* Says when a segment was sent whose arrow is not the next step. */
static void sent(FILE *out, const struct row *row, bool ends, enum lang lang)
{
	char array[400];
	struct text t = text_over(array, sizeof array);
	bool ko = lang == LANG_KO;

	words_segment(&t, row, lang);
	if (ko)
		text_add(&t, ends ? " 출발" : " 전송 중");
	else
		text_add(&t, ends ? " leaves" : " is in flight");
	note(out, row->segment.from, array);
}

static void call(FILE *out, const struct chart_step *s, enum lang lang)
{
	char array[8 * SEND_TEXT_MAX + 128];
	struct text t = text_over(array, sizeof array);

	if (s->row.kind == ROW_RETURN) {
		format_result(&t, &s->row.result);
	} else if (s->row.kind == ROW_TIMER) {
		words_timer(&t, &s->row, lang);
	} else {
		words_call(&t, &s->row, lang);
		if (s->returned) {
			text_add(&t, " ");
			words_value(&t, &s->result);
		}
	}
	note(out, s->row.actor, array);
}

static void clock_of(FILE *out, vtime now_ms)
{
	char array[32];
	struct text t = text_over(array, sizeof array);

	format_clock(&t, now_ms);
	fprintf(out, "    Note over client,server: ");
	put(out, array);
	fputc('\n', out);
}

static void step(FILE *out, const struct chart *c, size_t i, enum lang lang)
{
	const struct chart_step *s = &c->steps[i];

	switch ((enum row_kind)s->row.kind) {
	case ROW_CALL:
	case ROW_RETURN:
	case ROW_TIMER:
		call(out, s, lang);
		break;
	case ROW_SEND:
	case ROW_FORGE:
		if (s->other != i + 1)
			sent(out, &s->row, s->other != CHART_NONE, lang);
		break;
	case ROW_ARRIVE:
	case ROW_LOSE:
		message(out, s->other == CHART_NONE ? &s->row : &c->steps[s->other].row, &s->row, lang);
		break;
	}
	for (uint8_t h = 0; h < HOSTS; h++)
		if (s->enters[h])
			note(out, h, state_name((enum tcp_state)s->row.state[h]));
}

void chart_mermaid(FILE *out, const struct chart *c, const struct chart_style *style)
{
	size_t written = 0, left = c->more;

	fputs("sequenceDiagram\n", out);
	if (style->title && *style->title) {
		fputs("    title ", out);
		put(out, style->title);
		fputc('\n', out);
	}
	fputs("    participant client\n    participant server\n", out);
	for (uint8_t h = 0; h < HOSTS; h++)
		note(out, h, state_name((enum tcp_state)c->state[h]));
	for (size_t i = 0; i < c->used; i++) {
		char *text;
		size_t n;
		FILE *one = mem_stream(&text, &n);

		if (i == 0 || c->steps[i].row.time_ms != c->steps[i - 1].row.time_ms)
			clock_of(one, c->steps[i].row.time_ms);
		step(one, c, i, style->lang);
		mem_stream_close(one);
		written += n;
		if (written > MERMAID_MAX) {
			left += (unsigned)(c->used - i);
			mem_free(text);
			break;
		}
		fwrite(text, 1, n, out);
		mem_free(text);
	}
	if (left)
		fprintf(out,
			style->lang == LANG_KO ? "    Note over client,server: 이후의 사건 %zu개는 생략했습니다\n"
					       : "    Note over client,server: %zu more events are left out\n",
			left);
}
