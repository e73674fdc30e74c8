/* Calls, results, segments and times as a person writes them. Called by story, the
 * panels and plain mode. */
#include "ui/tell/story.h"

#include <string.h>

#include "language/format.h"
#include "language/verbs.h"
#include "ui/tell/messages.h"

enum { SHOWN_OCTETS = 16 }; /* of a segment's data */

void story_clock(struct text *t, vtime ms, size_t columns)
{
	format_clock(t, ms);
	char *point = strchr(t->at, '.');
	if (t->len > columns && point)
		*point = '\0';
}

enum message story_timer_title(enum timer_id timer)
{
	static const enum message titles[TMR_COUNT] = {
		[TMR_RTO] = MSG_TIMER_RTO,
		[TMR_PERSIST] = MSG_TIMER_PERSIST,
		[TMR_TIME_WAIT] = MSG_TIMER_TIME_WAIT,
		[TMR_FIN_WAIT_2] = MSG_TIMER_FIN_WAIT_2,
		[TMR_KEEPALIVE] = MSG_TIMER_KEEPALIVE,
		[TMR_USER] = MSG_TIMER_USER,
		[TMR_LINGER] = MSG_TIMER_LINGER,
		[TMR_DELAYED_ACK] = MSG_TIMER_DELAYED_ACK,
	};

	return titles[timer];
}

const char *story_timer(enum timer_id timer, enum lang lang)
{
	return lang == LANG_EN ? timer_name(timer) : message(story_timer_title(timer), lang);
}

void story_span(struct text *t, vtime ms, enum lang lang)
{
	unsigned rest = (unsigned)(ms % 60000), places = 3;
	unsigned fraction = ms < 3600000 ? rest % 1000 : 0; /* left out next to hours */

	if (ms < 1000) {
		text_addf(t, "%ums", (unsigned)ms);
		return;
	}
	if (ms >= 3600000)
		text_addf(t, "%llu%s", (unsigned long long)(ms / 3600000), lang == LANG_KO ? "시간" : "h");
	if (ms / 60000 % 60 > 0)
		text_addf(t, "%u%s", (unsigned)(ms / 60000 % 60), lang == LANG_KO ? "분" : "m");
	if (rest == 0)
		return;
	text_addf(t, "%u", rest / 1000);
	while (fraction > 0 && fraction % 10 == 0) {
		fraction /= 10;
		places--;
	}
	if (fraction > 0)
		text_addf(t, ".%0*u", (int)places, fraction);
	text_add(t, lang == LANG_KO ? "초" : "s");
}

void story_span_within(struct text *t, vtime ms, enum lang lang, int width)
{
	char array[48];
	struct text own = text_over(array, sizeof array);

	story_span(&own, ms, lang);
	if ((int)text_width(array) > width) {
		text_clear(&own);
		story_span(&own, ms, LANG_EN);
	}
	text_add(t, array);
}

void story_socket(struct text *t, const struct slot *slot, enum lang lang)
{
	if (slot->number > 0)
		text_addf(t, message(MSG_PLAIN_WHICH, lang), slot->number);
	else
		text_add(t, message(MSG_PLAIN_NOT_ACCEPTED, lang));
}

void story_call(struct text *t, const struct action *action)
{
	char line[SEND_TEXT_MAX * 4 + 64];
	struct text words = text_over(line, sizeof line);

	format_call(&words, action);
	char *space = strchr(line, ' ');
	if (space)
		*space = '\0';
	text_addf(t, "%s(", line);
	if (action->call == CALL_SHUTDOWN && space) /* the constants of sys/socket.h */
		text_add(t, strcmp(space + 1, "rd") == 0   ? "SHUT_RD"
			    : strcmp(space + 1, "wr") == 0 ? "SHUT_WR"
							   : "SHUT_RDWR");
	else
		text_add(t, space ? space + 1 : "");
	text_add(t, ")");
}

void story_segment(struct text *t, const struct segment *s, enum lang lang)
{
	bool data_alone = s->len > 0 && s->flags == SEG_ACK;

	if (!data_alone)
		text_addf(t, "%s%s", segment_flags_name(s->flags), s->len > 0 ? " " : "");
	if (s->len == 0)
		return;
	if (!octets_all_known(&s->data, s->len < SHOWN_OCTETS ? s->len : SHOWN_OCTETS)) {
		text_add(t, "(");
		text_addf(t, message(message_for(s->len, MSG_SEG_OCTET, MSG_SEG_OCTETS), lang), s->len);
		text_add(t, ")");
		return;
	}
	text_add_quoted(t, s->data.text, s->len < SHOWN_OCTETS ? s->len : SHOWN_OCTETS);
	text_add(t, s->len > SHOWN_OCTETS ? "…" : "");
}

void story_value(struct text *t, const struct result *r)
{
	char line[KEPT_MAX * 4 + 64];
	struct text words = text_over(line, sizeof line);

	format_result(&words, r);
	const char *value = strstr(line, " = ");
	text_add(t, value ? value + 3 : line);
}

bool story_result(struct text *t, const struct session *s, bool *failed)
{
	size_t n;

	*failed = false;
	if (session_at(s) == 0)
		return false;
	const struct action *action = session_action(s, session_at(s) - 1);
	const struct row *rows = session_rows(s, &n);
	for (size_t i = 0; i < n; i++) {
		if (rows[i].kind != ROW_RETURN)
			continue;
		if (action->kind == ACT_CALL && (rows[i].actor != action->host || rows[i].result.call != action->call))
			continue;
		*failed = rows[i].result.error != ERR_NONE;
		if (action->kind != ACT_CALL)
			text_addf(t, "%s() = ", call_name((enum call_id)rows[i].result.call));
		story_value(t, &rows[i].result);
		return true;
	}
	return false;
}

bool story_waiting(struct text *t, const struct session *s, uint8_t host)
{
	const struct host *h = &session_world(s)->hosts[host];
	bool any = false;

	for (uint32_t i = 0; i < h->high && i < SLOTS_MAX; i++) {
		for (uint8_t call = 0; call < CALL_COUNT; call++) {
			if (h->slots[i].used == 0 || (h->slots[i].blocked >> call & 1) == 0)
				continue;
			text_addf(t, "%s%s()", any ? ", " : "", call_name((enum call_id)call));
			any = true;
		}
	}
	return any;
}
