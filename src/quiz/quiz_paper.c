/* Makes the questions of a sheet. Called by `tcpstep quiz --paper` and `--grade`. */
#include "quiz/quiz_paper.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/sha256.h"
#include "base/utf8.h"

static bool fail(struct diag *d, enum diag_id id, size_t number)
{
	diag_set(d, 0, id, "", "");
	diag_argument(d, 1, "%zu", number);
	diag_argument(d, 2, "%d", PAPER_SEED_MAX);
	return false;
}

bool quiz_seed_check(const char *text, struct diag *diag)
{
	size_t len = strlen(text), n, nth = 0;

	if (len == 0)
		return fail(diag, DIAG_SEED_EMPTY, 0);
	if (len > PAPER_SEED_MAX)
		return fail(diag, DIAG_SEED_LONG, len);
	if (text[0] == ' ' || text[len - 1] == ' ')
		return fail(diag, DIAG_SEED_SPACE, 0);
	for (const char *s = text; *s; s += n) {
		uint32_t c = utf8_next(s, &n);

		nth++;
		if (c == UTF8_BROKEN || text_harmful(c))
			return fail(diag, DIAG_SEED_CHARACTER, nth);
	}
	return true;
}

/* Adds a text with its NUL, so that two texts are not taken for one. */
static void add_text(struct hmac *h, const char *s)
{
	hmac_add(h, s, strlen(s) + 1);
}

/* The Korean of a question says the same as its English, so a sheet has one tag in both
 * languages. */
void quiz_paper_tag(struct quiz_paper *p, const char *key, size_t key_len)
{
	uint8_t code[SHA256_OCTETS];
	struct hmac h;

	hmac_begin(&h, key, key_len);
	add_text(&h, "tcpstep quiz: tag");
	add_text(&h, p->seed);
	for (size_t i = 0; i < p->count; i++) {
		const struct quiz_question *q = &p->questions[i];
		char right[] = { (char)('1' + q->right), '\0' };

		add_text(&h, q->situation[LANG_EN]);
		add_text(&h, q->next[LANG_EN]);
		add_text(&h, q->ask[LANG_EN]);
		for (size_t c = 0; c < q->choices_used; c++)
			add_text(&h, q->choices[c].text[LANG_EN]);
		add_text(&h, right);
	}
	hmac_end(&h, code);
	for (int i = 0; i < (PAPER_TAG_SIZE - 1) / 2; i++)
		snprintf(p->tag + (size_t)(2 * i), 3, "%02x", (unsigned)code[i]);
}

void quiz_paper_make(struct quiz_paper *p, const char *key, size_t key_len, const char *seed, size_t count)
{
	struct quiz *quiz = quiz_new(quiz_seed_keyed(key, key_len, seed));

	*p = (struct quiz_paper){ .count = count, .questions = mem_new(count, sizeof *p->questions) };
	snprintf(p->seed, sizeof p->seed, "%s", seed);
	for (size_t i = 0; i < count; i++)
		quiz_next(quiz, &p->questions[i]);
	quiz_free(quiz);
	quiz_paper_tag(p, key, key_len);
}

void quiz_paper_free(struct quiz_paper *p)
{
	mem_free(p->questions);
	*p = (struct quiz_paper){ .count = 0 };
}

void quiz_paper_header(struct text *t, const struct quiz_paper *p, bool answers)
{
	text_add(t, "tcpstep-quiz 1 seed ");
	text_add_quoted(t, p->seed, strlen(p->seed));
	text_addf(t, " count %zu tag %s%s", p->count, p->tag, answers ? " answers" : "");
}
