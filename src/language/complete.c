/* Completes a statement being typed. Its words are those of the vocabulary
 * (verbs.def); the app adds its own for the start of a line. */
#include "language/complete.h"

#include <stdio.h>
#include <string.h>

#include "engine/states.h"
#include "language/names.h"
#include "language/reader.h"

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
	const char *rest;

	if (strncmp(word, o->typed, o->typed_len) != 0)
		return;
	rest = word + o->typed_len;
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

/* Each offer_X offers the next word of an argument. `before` holds the n words of
 * the argument that are complete. */

static void offer_none(struct offers *o, const struct word *before, size_t n)
{
	(void)o;
	(void)before;
	(void)n;
}

#define offer_backlog     offer_none
#define offer_text        offer_none
#define offer_most        offer_none
#define offer_octets      offer_none
#define offer_data        offer_none
#define offer_segments    offer_none
#define offer_connections offer_none
#define offer_state       offer_none

static void offer_hosts(struct offers *o)
{
	for (uint8_t h = 0; h < HOSTS; h++)
		offer(o, host_name(h));
}

static void offer_names(struct offers *o, const struct names *names)
{
	offer_all(o, names->at, names->used);
}

static void offer_port(struct offers *o, const struct word *before, size_t n)
{
	(void)before;
	if (n == 0)
		OFFER(o, "80");
}

#define offer_local_port offer_port

static void offer_how(struct offers *o, const struct word *before, size_t n)
{
	(void)before;
	if (n == 0)
		offer_all(o, how_words, HOW_WORDS);
}

static void offer_linger(struct offers *o, const struct word *before, size_t n)
{
	(void)before;
	if (n > 0)
		return;
	offer_all(o, linger_words, LINGER_WORDS);
	OFFER(o, "5s");
}

static void offer_on_off(struct offers *o, const struct word *before, size_t n)
{
	(void)before;
	for (size_t i = ON_OFF_WORDS; n == 0 && i > 0; i--)
		offer(o, on_off_words[i - 1]);
}

static void offer_pick(struct offers *o, const struct word *before, size_t n)
{
	if (n == 1 && strcmp(before[0].text, "to") == 0)
		offer_hosts(o);
	if (n > 0)
		return;
	for (uint32_t i = 0; i < o->w->net.count; i++) {
		char name[16];

		snprintf(name, sizeof name, "#%u", o->w->net.flights[i].id);
		offer(o, name);
	}
	OFFER(o, "to", "last");
}

static void offer_flags(struct offers *o)
{
	static const uint8_t usual[] = { SEG_SYN,           SEG_SYN | SEG_ACK, SEG_ACK,
					 SEG_FIN | SEG_ACK, SEG_RST,           SEG_RST | SEG_ACK };

	for (size_t i = 0; i < sizeof usual; i++)
		offer(o, segment_flags_name(usual[i]));
}

static void offer_inject(struct offers *o, const struct word *before, size_t n)
{
	if (n == 0)
		OFFER(o, "to");
	else if (n == 1)
		offer_hosts(o);
	else if (n == 2)
		offer_flags(o);
	else if (strcmp(before[n - 1].text, "from") == 0 || strcmp(before[n - 1].text, "to") == 0)
		OFFER(o, "80");
	else
		offer_all(o, field_words, INJECT_WORDS);
}

static void offer_observe(struct offers *o, const struct word *before, size_t n)
{
	(void)before;
	if (n == 0)
		offer_hosts(o);
	else if (n == 1)
		offer_flags(o);
	else
		offer_all(o, observe_words, OBSERVE_WORDS);
}

static void offer_target(struct offers *o, const struct word *before, size_t n)
{
	(void)before;
	if (n == 0)
		offer_hosts(o);
}

static void offer_span(struct offers *o, const struct word *before, size_t n)
{
	(void)before;
	if (n == 0)
		OFFER(o, "1s", "5s", "2msl");
}

static void offer_moment(struct offers *o, const struct word *before, size_t n)
{
	(void)before;
	if (n == 0)
		OFFER(o, "0ms", "1s", "4m");
}

static void offer_sent(struct offers *o, const struct word *before, size_t n)
{
	(void)before;
	if (n == 0)
		offer_flags(o);
	else
		offer_all(o, observe_words, OBSERVE_WORDS);
}

static void offer_returned(struct offers *o, const struct word *before, size_t n)
{
	(void)before;
	for (int e = 1; n == 0 && e < ERR_COUNT; e++)
		offer(o, error_name((enum sock_error)e));
}

static void offer_call(struct offers *o, const struct word *before, size_t n)
{
	(void)before;
	for (int i = 0; n == 0 && i < CALL_COUNT; i++)
		offer(o, call_name((enum call_id)i));
	if (n == 0)
		OFFER(o, "nothing");
}

static void offer_timer(struct offers *o, const struct word *before, size_t n)
{
	(void)before;
	for (int i = 0; n == 0 && i < TMR_DELAYED_ACK; i++)
		offer(o, timer_name((enum timer_id)i));
	if (n == 1)
		OFFER(o, "off");
}

static void offer_can(struct offers *o, const struct word *before, size_t n)
{
	(void)before;
	if (n == 0)
		OFFER(o, "no");
}

static void offer_listening(struct offers *o, const struct word *before, size_t n)
{
	if (n == 1)
		OFFER(o, "no");
	else
		offer_port(o, before, n);
}

typedef void offer_argument(struct offers *o, const struct word *before, size_t n);

static offer_argument *const calls[CALL_COUNT] = {
#define CALL(id, name, argument, form, en, ko) [CALL_##id] = offer_##argument,
#include "language/verbs.def"
};

static offer_argument *const steps[ACT_COUNT] = {
#define STEP(id, name, argument, form, en, ko) [ACT_##id] = offer_##argument,
#include "language/verbs.def"
};

static offer_argument *const predicates[PRED_COUNT] = {
#define PREDICATE(id, name, subject, test, argument, form, en, ko) [PRED_##id] = offer_##argument,
#include "language/verbs.def"
};

static bool is_host(const struct reader *r)
{
	uint32_t sock;
	uint8_t h;

	return reader_more(r) && !r->words[r->at].quoted && reader_is_host(r->words[r->at].text, true, &h, &sock);
}

static void offer_first(struct offers *o, const char *const *also, size_t n)
{
	const char *words[NAMES_MAX];

	offer_all(o, words, verbs_first(words, NAMES_MAX));
	offer_all(o, also, n);
}

/* Completes what follows a host: its calls, then what the call takes. */
static void offer_calls(struct offers *o, struct reader *r)
{
	r->at++;
	for (int i = 0; i < CALL_COUNT; i++)
		if (!reader_more(r))
			offer(o, call_name((enum call_id)i));
		else if (reader_take(r, call_name((enum call_id)i))) {
			calls[i](o, r->words + r->at, r->n - r->at);
			return;
		}
}

/* Completes what a predicate takes, if the next words are its name. */
static bool offer_predicate(struct offers *o, struct reader *r, bool of_host, bool of_call)
{
	for (int k = 0; k < PRED_COUNT; k++) {
		enum subject subject = predicate_names[k].subject;

		if (names_of_host(subject) == of_host && (subject == SUBJECT_CALL) == of_call &&
		    predicate_names[k].name[0] && reader_take_name(r, predicate_names[k].name)) {
			predicates[k](o, r->words + r->at, r->n - r->at);
			return true;
		}
	}
	return false;
}

/* Completes what follows the name of a call: the predicates about it. */
static void offer_of_call(struct offers *o, struct reader *r)
{
	if (reader_more(r)) {
		offer_predicate(o, r, true, true);
		return;
	}
	for (int k = 0; k < PRED_COUNT; k++)
		if (predicate_names[k].subject == SUBJECT_CALL)
			offer(o, predicate_names[k].name);
}

/* Completes what follows `expect`. */
static void offer_expect(struct offers *o, struct reader *r)
{
	struct names names = { 0 };
	bool of_host = is_host(r);

	if (!reader_more(r))
		offer_hosts(o);
	r->at += of_host;
	if (offer_predicate(o, r, of_host, false))
		return;
	for (int i = 0; of_host && i < CALL_COUNT; i++)
		if (reader_take(r, call_name((enum call_id)i))) {
			offer_of_call(o, r);
			return;
		}
	if (reader_more(r) && r->at + 1 == r->n && of_host) {
		names_after(&names, r->words[r->at].text);
	} else if (!reader_more(r)) {
		for (int i = 0; of_host && i < TCPS_COUNT; i++)
			offer(o, state_name((enum tcp_state)i));
		names_of_predicates(&names, of_host);
		for (int i = 0; of_host && i < CALL_COUNT; i++)
			names_add(&names, call_name((enum call_id)i));
	}
	offer_names(o, &names);
}

/* Completes what follows the first word of a step: its second word, if there is
 * one, and what it takes. */
static void offer_steps(struct offers *o, struct reader *r)
{
	struct names seconds = { 0 };

	if (r->n == 1) {
		names_after(&seconds, r->words[0].text);
		offer_names(o, &seconds);
	}
	for (int k = ACT_DELIVER; k < ACT_COUNT; k++)
		if (reader_take_name(r, act_name((enum act_kind)k))) {
			steps[k](o, r->words + r->at, r->n - r->at);
			return;
		}
}

static void offer_next(struct offers *o, const struct word *words, size_t at, const char *const *also, size_t n)
{
	struct reader r = { .words = words, .n = at };

	if (at == 0)
		offer_first(o, also, n);
	else if (is_host(&r))
		offer_calls(o, &r);
	else if (reader_take(&r, "expect"))
		offer_expect(o, &r);
	else
		offer_steps(o, &r);
}

void complete_line(struct completion *c, const char *line, const struct world *w, const char *const *also,
		   size_t n_also)
{
	char store[SEND_TEXT_MAX + 16];
	struct word words[WORDS_MAX];
	struct diag diag;
	size_t n, len = strlen(line);
	bool begun, whole;

	*c = (struct completion){ 0 };
	if (len + 1 > sizeof store || !words_split(line, store, words, &n, &diag))
		return;
	begun = n > 0 && len > 0 && line[len - 1] != ' ';
	struct offers o = { .c = c, .typed = "", .words = text_over(c->words, sizeof c->words), .w = w };
	if (begun) {
		o.typed = words[n - 1].text;
		o.typed_len = words[n - 1].len;
	}
	offer_next(&o, words, begun ? n - 1 : n, also, n_also);
	whole = c->used == 1 && strlen(c->rest) + 2 <= sizeof c->rest;
	if (whole && (c->rest[0] == '\0' || c->rest[strlen(c->rest) - 1] != '='))
		strcat(c->rest, " ");
}
