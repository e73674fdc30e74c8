/* Reads, writes and applies the words of a goal's `forbid` lines. */
#include "language/forbid.h"

#include "language/names.h"
#include "language/reader.h"

/* The steps that a goal may forbid, each with the word that stands for it. */
static const enum act_kind steps[] = { ACT_DELIVER, ACT_DROP,   ACT_DUP,        ACT_HOLD,
				       ACT_RELEASE, ACT_INJECT, ACT_RETRANSMIT, ACT_WAIT };
enum { STEPS = sizeof steps / sizeof *steps };

static bool take_call(struct reader *r, struct forbidden *f)
{
	for (int i = 0; i < CALL_COUNT; i++)
		if (reader_is(r, call_name((enum call_id)i)))
			f->call = (uint8_t)i;
	return f->call != CALL_NONE;
}

static bool take_step(struct reader *r, struct forbidden *f)
{
	for (size_t i = 0; i < STEPS; i++)
		if (reader_is(r, act_name(steps[i])))
			f->act = (uint8_t)steps[i];
	return f->act != ACT_CALL;
}

static bool unknown(struct reader *r)
{
	const char *near[HOSTS + CALL_COUNT + STEPS];
	size_t n = 0;

	if (reader_bad_socket(r, false))
		return false;
	for (uint8_t h = 0; h < HOSTS; h++)
		near[n++] = host_name(h);
	for (int i = 0; i < CALL_COUNT; i++)
		near[n++] = call_name((enum call_id)i);
	for (size_t i = 0; i < STEPS; i++)
		near[n++] = act_name(steps[i]);
	return reader_unexpected(r, DIAG_EXPECTED_FORBIDDEN, near, n);
}

bool forbid_parse(const struct word *words, size_t n, size_t *at, struct forbidden *f, struct diag *diag)
{
	struct reader r = { .words = words, .n = n, .at = *at, .diag = diag };
	uint32_t sock;
	bool call, step;

	*f = (struct forbidden){ .host = HOSTS, .call = CALL_NONE, .act = ACT_CALL };
	if (reader_more(&r) && !words[r.at].quoted && reader_is_host(words[r.at].text, false, &f->host, &sock)) {
		r.at++;
		if (!reader_call(&r, false, &f->call))
			return false;
		*at = r.at;
		return true;
	}
	call = take_call(&r, f);
	step = take_step(&r, f);
	if (!call && !step)
		return unknown(&r);
	*at = r.at + 1;
	return true;
}

void forbid_write(struct text *t, const struct forbidden *f)
{
	if (f->host < HOSTS)
		text_addf(t, "%s ", host_name(f->host));
	text_add(t, f->call != CALL_NONE ? call_name((enum call_id)f->call) : act_name((enum act_kind)f->act));
}

bool forbid_matches(const struct forbidden *f, const struct action *action)
{
	if (action->kind == ACT_CALL)
		return f->call == action->call && (f->host == HOSTS || f->host == action->host);
	if (f->act == ACT_WAIT)
		return action->kind == ACT_WAIT || action->kind == ACT_WAIT_NEXT || action->kind == ACT_WAIT_IDLE;
	return f->act == action->kind;
}

bool forbid_same(const struct forbidden *a, const struct forbidden *b)
{
	return a->host == b->host && a->call == b->call && a->act == b->act;
}
