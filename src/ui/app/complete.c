/* Called by app_line. Offers words; what a statement means is engine/verbs. */
#include "ui/app/complete.h"

#include <stdio.h>
#include <string.h>

#include "engine/states.h"
#include "language/verbs.h"

/* The word being typed, and what is offered for it. */
struct offers {
	struct completion *c;
	const char *typed;
	size_t typed_len;
	struct text words;
	const struct world *w;
};

static void offer(struct offers *o, const char *word)
{
	struct completion *c = o->c;
	if (strncmp(word, o->typed, o->typed_len) != 0)
		return;
	const char *rest = word + o->typed_len;
	if (c->used++ == 0) {
		struct text t = text_over(c->rest, sizeof c->rest);
		text_add(&t, rest);
	} else {
		size_t n = 0;
		while (c->rest[n] != '\0' && c->rest[n] == rest[n])
			n++;
		c->rest[n] = '\0';
	}
	text_addf(&o->words, "%s%s", o->words.len > 0 ? " " : "", word);
}

static void offer_all(struct offers *o, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		offer(o, words[i]);
}

#define OFFER(o, ...) \
	offer_all((o), (const char *const[]){ __VA_ARGS__ }, \
		  sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

static void offer_hosts(struct offers *o)
{
	OFFER(o, "client", "server");
}

static void offer_calls(struct offers *o)
{
	for (int i = 0; i < CALL_COUNT; i++)
		offer(o, call_name((enum call_id)i));
}

static void offer_segments(struct offers *o)
{
	for (uint32_t i = 0; i < o->w->net.count; i++) {
		char name[16];
		snprintf(name, sizeof name, "#%u", o->w->net.flights[i].id);
		offer(o, name);
	}
	OFFER(o, "to", "last");
}

static void offer_timers(struct offers *o)
{
	for (int i = 0; i < TMR_COUNT; i++)
		if (i != TMR_DELAYED_ACK)
			offer(o, timer_name((enum timer_id)i));
}

static bool is_host(const char *word)
{
	return strncmp(word, "client", 6) == 0 || strncmp(word, "server", 6) == 0;
}

static void offer_predicates(struct offers *o)
{
	for (int i = 0; i < TCPS_COUNT; i++)
		offer(o, state_name((enum tcp_state)i));
	OFFER(o, "sent", "returned", "blocked", "timer", "send-buffer", "recv-buffer", "can");
}

static void offer_of_call(struct offers *o, const char *call)
{
	if (strcmp(call, "shutdown") == 0)
		OFFER(o, "rd", "wr", "rdwr");
	else if (strcmp(call, "linger") == 0)
		OFFER(o, "off", "0", "5s");
	else if (strcmp(call, "reuseaddr") == 0)
		OFFER(o, "on", "off");
	else if (strcmp(call, "bind") == 0 || strcmp(call, "connect") == 0)
		OFFER(o, "80");
}

static void offer_flags(struct offers *o)
{
	OFFER(o, "SYN", "SYN,ACK", "ACK", "FIN,ACK", "RST", "RST,ACK");
}

/* What may follow the words before; `at` of them are whole. */
static void offer_next(struct offers *o, const struct word *words, size_t at)
{
	const char *first = at > 0 ? words[0].text : "", *second = at > 1 ? words[1].text : "";
	bool picks = strcmp(first, "deliver") == 0 || strcmp(first, "drop") == 0 || strcmp(first, "dup") == 0 ||
		     strcmp(first, "hold") == 0 || strcmp(first, "release") == 0;
	if (at == 0)
		OFFER(o, "client", "server", "deliver", "drop", "dup", "hold", "release", "inject", "retransmit",
		      "wait", "expect");
	else if (is_host(first) && at == 1)
		offer_calls(o);
	else if (is_host(first) && at == 2)
		offer_of_call(o, second);
	else if (picks && at == 1)
		offer_segments(o);
	else if (picks && at == 2 && strcmp(second, "to") == 0)
		offer_hosts(o);
	else if (strcmp(first, "retransmit") == 0 && at == 1)
		offer_hosts(o);
	else if (strcmp(first, "wait") == 0 && at == 1)
		OFFER(o, "next", "idle", "1s", "5s", "2msl");
	else if (strcmp(first, "inject") == 0 && at == 1)
		OFFER(o, "to");
	else if (strcmp(first, "inject") == 0 && at == 2)
		offer_hosts(o);
	else if (strcmp(first, "inject") == 0 && at == 3)
		offer_flags(o);
	else if (strcmp(first, "inject") == 0)
		OFFER(o, "seq=", "ack=", "win=", "len=", "from", "to");
	else if (strcmp(first, "expect") == 0 && at == 1)
		OFFER(o, "client", "server", "flight", "time");
	else if (strcmp(first, "expect") == 0 && at == 2 && is_host(second))
		offer_predicates(o);
	else if (strcmp(first, "expect") == 0 && at == 3 && strcmp(words[2].text, "timer") == 0)
		offer_timers(o);
	else if (strcmp(first, "expect") == 0 && at == 3 && strcmp(words[2].text, "sent") == 0)
		offer_flags(o);
	else if (strcmp(first, "expect") == 0 && at == 3 && strcmp(words[2].text, "can") == 0)
		OFFER(o, "send", "receive");
}

void complete_line(struct completion *c, const char *line, const struct world *w)
{
	char store[SEND_TEXT_MAX + 16];
	struct word words[WORDS_MAX];
	struct diag diag;
	size_t n, len = strlen(line);
	*c = (struct completion){ 0 };
	if (len + 1 > sizeof store || !words_split(line, store, words, &n, &diag))
		return;
	bool begun = n > 0 && len > 0 && line[len - 1] != ' ';
	struct offers o = { .c = c, .typed = "", .words = text_over(c->words, sizeof c->words), .w = w };
	if (begun) {
		o.typed = words[n - 1].text;
		o.typed_len = words[n - 1].len;
	}
	offer_next(&o, words, begun ? n - 1 : n);
	bool whole = c->used == 1 && strlen(c->rest) + 2 <= sizeof c->rest;
	if (whole && (c->rest[0] == '\0' || c->rest[strlen(c->rest) - 1] != '='))
		strcat(c->rest, " ");
}
