/* Reads text as a script: cuts the file into lines and reads them one after the
 * other. The whole file is read, so every error is reported, in order of place.
 * The header is read by parse_header.c, blocks by parse_block.c; parse_core.c
 * has what all of them share. */
#include "lesson/parse.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "language/aliases.h"
#include "lesson/parse_internal.h"
#include "lesson/submission.h"
#include "language/settings.h"

enum { FIRST_MAX = 64 };

/* Fills in the words with which a line can start: those of the vocabulary and
 * those of a script. Returns their number. */
static size_t first_words(const char *words[FIRST_MAX])
{
	static const char *const header[] = { "id",  "title",   "title[ko]", "title[en]", "after",
					      "set", "tcpstep", "votes",     "reveal" };
	size_t used = verbs_first(words, FIRST_MAX - STATEMENT_KINDS - sizeof header / sizeof *header);

	for (int kind = ST_SAY; kind < STATEMENT_KINDS; kind++)
		words[used++] = statement_word((enum statement_kind)kind);
	memcpy(words + used, header, sizeof header);
	return used + sizeof header / sizeof *header;
}

size_t script_line_words(const char **words, size_t most)
{
	const char *first[FIRST_MAX];
	size_t used = 0, n = first_words(first);

	for (size_t i = 0; i < n && used < most; i++)
		if (!strchr(first[i], '['))
			words[used++] = first[i];
	if (used < most)
		words[used++] = "because";
	return used + goal_line_words(words + used, most - used);
}

/* --- order --- */

static bool is_before(const struct diag *a, const struct diag *b)
{
	return a->line < b->line || (a->line == b->line && a->column < b->column);
}

/* Orders errors by place: what is found at the end of a block is reported at
 * its head. */
static void sort_errors(struct diag *at, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct diag d = at[i];
		size_t k = i;

		for (; k > 0 && is_before(&d, &at[k - 1]); k--)
			at[k] = at[k - 1];
		at[k] = d;
	}
}

/* --- lines --- */

/* Returns the number of octets of a line before the first that is not valid,
 * for which an error is added (of a line that is too long, its indentation). */
static size_t sound_octets(struct parser *p, const char *text, size_t len, unsigned number)
{
	unsigned column = 1;
	char figure[16];
	size_t n;

	if (len > LINE_OCTETS_MAX) {
		snprintf(figure, sizeof figure, "%d", LINE_OCTETS_MAX);
		parse_error_with(p, number, 1, DIAG_LINE_OCTETS, figure, NULL);
		n = strspn(text, " \t");
		return n < LINE_OCTETS_MAX ? n : LINE_OCTETS_MAX;
	}
	for (const char *s = text; s < text + len; s += n, column++) {
		uint32_t c = utf8_next(s, &n);

		if (*s == '\0') {
			parse_error(p, number, column, DIAG_NUL_OCTET);
		} else if (c == UTF8_BROKEN) {
			snprintf(figure, sizeof figure, "%02X", (unsigned)(unsigned char)*s);
			parse_error_with(p, number, column, DIAG_NOT_UTF8, figure, NULL);
		} else {
			continue;
		}
		return (size_t)(s - text);
	}
	return len;
}

static size_t count_lines(const char *text, size_t len)
{
	const char *end = text + len, *stop;
	size_t n = 1;

	for (; (stop = memchr(text, '\n', (size_t)(end - text))); text = stop + 1)
		n++;
	return n;
}

/* Cuts a copy of the text into lines; the original is kept whole in
 * script.source, for diagnostics. A line makes one statement at most: both arrays are
 * as large as they may become, since a large one that moves costs more than to fill it. */
static void split_lines(struct parser *p, char *copy, size_t len)
{
	char *at = copy, *end = copy + len;
	unsigned number = 1;

	p->lines_size = p->script->size = count_lines(copy, len);
	p->lines = mem_resize(NULL, p->lines_size, sizeof *p->lines);
	p->script->statements = mem_resize(NULL, p->script->size, sizeof *p->script->statements);
	if (len >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
		at += 3;
	while (at < end && !p->ended) {
		char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t n = (size_t)((stop ? stop : end) - at), sound;

		if (n && at[n - 1] == '\r')
			n--;
		at[n] = '\0';
		sound = sound_octets(p, at, n, number);
		at[sound] = '\0';
		p->lines = mem_grow(p->lines, p->lines_used, &p->lines_size, sizeof *p->lines);
		p->lines[p->lines_used++] = (struct source_line){ at, number++, sound != n };
		at = stop ? stop + 1 : end;
	}
}

/* --- statements of one line --- */

static void pause_line(struct parser *p, const struct source_line *line, const struct word *words, size_t n)
{
	struct script *s = p->script;

	if (n > 1)
		parse_error(p, line->number, words[1].column, DIAG_PAUSE_ALONE);
	parse_statement(p, &s->statements, &s->used, &s->size, ST_PAUSE, line, words[0].column, true);
}

static void unknown(struct parser *p, const struct source_line *line, const struct word *word)
{
	const char *words[FIRST_MAX];
	size_t n = first_words(words);
	const char *near = word->quoted ? NULL : diag_nearest(word->text, words, n);
	char array[100];
	struct diag d;

	p->forgive = true;
	for (int call = 0; call < CALL_COUNT; call++)
		if (!word->quoted && strcmp(word->text, call_name((enum call_id)call)) == 0) {
			parse_error_with(p, line->number, word->column, DIAG_CALL_WITHOUT_HOST, word->text, NULL);
			return;
		}
	diag_set(&d, word->column, DIAG_UNKNOWN_STATEMENT, parse_shown(word, array, sizeof array), "");
	snprintf(d.hint, sizeof d.hint, "%s", near ? near : "");
	alias_explain(word, ALIAS_AT_START, words, n, &d);
	parse_add(p, line->number, &d);
}

static bool is_first_word(const char *word)
{
	const char *words[FIRST_MAX];
	size_t n = first_words(words);

	for (size_t i = 0; i < n; i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return strncmp(word, "client.", 7) == 0 || strncmp(word, "server.", 7) == 0;
}

/* Obeys a comment that means something. */
static void mark(struct parser *p, const char *line)
{
	const struct script *s = p->script;
	const struct statement *last = s->used ? &s->statements[s->used - 1] : NULL;

	if (parse_is_mark(line))
		p->tried = strncmp(line, TRIED_COMMENT, sizeof TRIED_COMMENT - 1) == 0 && last &&
			   last->kind == ST_GOAL && (last->apart || last->solution_used == 0);
}

/* Reads an action that a class did for the last goal: a step of its solution. */
static void step_tried(struct parser *p, const struct source_line *line, const struct word *words, size_t n)
{
	struct statement *goal = &p->script->statements[p->script->used - 1];

	goal->apart = true;
	parse_simple(p, line, words, n,
		     parse_statement(p, &goal->solution, &goal->solution_used, &goal->solution_size, ST_ACTION, line,
				     words[0].column, true));
}

static void step(struct parser *p, const struct source_line *line, const struct word *words, size_t n)
{
	struct script *s = p->script;
	enum statement_kind kind;

	if (words[0].quoted || !is_first_word(words[0].text)) {
		unknown(p, line, &words[0]);
		return;
	}
	kind = parse_kind(&words[0]);
	p->tried = p->tried && (kind == ST_EXPECT || kind == ST_ACTION);
	if (strcmp(words[0].text, "reveal") == 0) {
		parse_reveal(p, words, n);
		return;
	}
	if (parse_is_block(kind)) {
		parse_block(p, kind, words, n);
		return;
	}
	if (strcmp(words[0].text, "votes") == 0) {
		parse_votes(p, line, words, n);
		return;
	}
	p->forgive = false;
	if (p->tried)
		step_tried(p, line, words, n);
	else if (kind == ST_PAUSE)
		pause_line(p, line, words, n);
	else
		parse_simple(
			p, line, words, n,
			parse_statement(p, &s->statements, &s->used, &s->size, ST_ACTION, line, words[0].column, true));
}

/* Reads "tcpstep 1", the first statement of every script. True: the line needs
 * no more reading. */
static bool version(struct parser *p, const struct source_line *line, const struct word *words, size_t n)
{
	static const char *const near[] = { "tcpstep" };
	const char *guess = words[0].quoted ? NULL : diag_nearest(words[0].text, near, 1);
	char array[100];

	p->begun = true;
	if (words[0].quoted || strcmp(words[0].text, "tcpstep") != 0) {
		parse_error_with(p, line->number, words[0].column, DIAG_FIRST_LINE, "", guess);
		return guess;
	}
	if (n < 2) {
		parse_expected(p, line->number, parse_after(words, n), DIAG_MISSING, DIAG_EXPECTED_VERSION);
	} else if (strcmp(words[1].text, "1") != 0) {
		parse_error_with(p, line->number, words[1].column, DIAG_OTHER_VERSION,
				 parse_shown(&words[1], array, sizeof array), NULL);
		p->ended = true;
	} else if (n > 2) {
		parse_expected(p, line->number, words[2].column, DIAG_UNEXPECTED_MORE, DIAG_EXPECTED_VERSION_ALONE);
	}
	return true;
}

/* --- the file --- */

/* Reports an indented line that belongs to no block. */
static void stray(struct parser *p, const struct source_line *line, const struct word *words, size_t n)
{
	if (n > 0 && !p->forgive)
		parse_error(p, line->number, words[0].column, DIAG_STRAY);
}

static void read_line(struct parser *p)
{
	const struct source_line *line = &p->lines[p->at];
	bool indented = line->text[0] == ' ' || line->text[0] == '\t';
	char store[LINE_OCTETS_MAX + 1];
	struct word words[WORDS_MAX];
	struct diag d;
	size_t n;

	if (line->damaged) {
		p->begun = true;
		p->forgive |= !indented;
	} else if (indented) {
		if (words_split(line->text, store, words, &n, &d) || n > 0)
			stray(p, line, words, n);
	} else if (line->text[0] == '#') {
		mark(p, line->text);
	} else if (p->begun && parse_is_title(line->text)) {
		parse_title(p, line);
		p->forgive = false;
	} else if (!parse_words(p, line, store, words, &n)) {
		p->begun = p->forgive = true;
	} else if (n == 0 || (!p->begun && version(p, line, words, n))) {
		return;
	} else if (strcmp(words[0].text, "tcpstep") == 0 && !words[0].quoted) {
		parse_error(p, line->number, words[0].column, DIAG_VERSION_AGAIN);
	} else if (parse_is_title(line->text)) {
		parse_title(p, line);
	} else if (parse_is_header(&words[0])) {
		p->forgive = false;
		parse_header(p, line, words, n);
	} else {
		step(p, line, words, n);
	}
}

/* Returns the id that a path gives: "dir/half-close.tcpstep" is half-close. */
static char *id_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');

	return dot && dot != name ? mem_copy_n(name, (size_t)(dot - name)) : mem_copy_text(name);
}

size_t script_header_length(const char *text)
{
	size_t at = 0, n;
	char first[16];

	for (; text[at]; at += n + (text[at + n] == '\n')) {
		struct word word = { .text = first };

		n = strcspn(text + at, "\n");
		word.len = strcspn(text + at, " \t\r\n");
		if (word.len == 0 || text[at] == '#')
			continue;
		if (word.len >= sizeof first)
			break;
		memcpy(first, text + at, word.len);
		first[word.len] = '\0';
		if (!parse_is_title(first) && !parse_is_header(&word) && strcmp(first, "tcpstep") != 0)
			break;
	}
	return at;
}

/* --- submissions --- */

/* Adds an error for what a submission must not have: it is judged by the lesson alone. */
static void judge_submission(struct parser *p)
{
	const struct script *s = p->script;
	char figure[16];

	if (!p->id_given)
		parse_error(p, 1, 1, DIAG_SUBMISSION_NO_ID);
	if (s->sets_used > 0)
		parse_error(p, 1, 1, DIAG_SUBMISSION_SET);
	snprintf(figure, sizeof figure, "%d", SUBMISSION_LINES_MAX);
	for (size_t i = 0; i < s->used; i++) {
		const struct statement *st = &s->statements[i];
		bool goal = st->kind == ST_GOAL;

		if (!goal || st->reach_used > 0 || st->forbid_used > 0 || st->within > 0)
			parse_error(p, st->line, st->column, DIAG_SUBMISSION_ONLY);
		else if (st->solution_used > SUBMISSION_LINES_MAX)
			parse_error_with(p, st->line, st->column, DIAG_SUBMISSION_LONG, figure, NULL);
	}
}

static struct script *parse_text(struct parser *p, const char *path, const char *text, size_t len)
{
	struct script *s = p->script = mem_new(1, sizeof *s);
	char *copy = mem_copy_n(text, len);

	p->errors_before = p->errors->used;
	s->path = mem_copy_text(path);
	s->id = id_of(path);
	s->source = mem_copy_n(text, len);
	s->source_len = len;
	s->first_lang = LANG_EN;
	s->settings = script_settings_none();
	split_lines(p, copy, len);
	for (p->at = 0; p->at < p->lines_used && !p->ended; p->at++)
		read_line(p);
	if (!p->begun && !p->ended)
		parse_error(p, 1, 1, DIAG_FIRST_LINE);
	s->config = script_settings_resolve(&s->settings);
	if (p->submission && !parse_failed(p))
		judge_submission(p);
	mem_free(p->lines);
	mem_free(copy);
	if (!parse_failed(p))
		return s;
	sort_errors(p->errors->at + p->errors_before, p->errors->used - p->errors_before);
	script_free(s);
	return NULL;
}

struct script *script_parse(const char *path, const char *text, size_t len, struct diags *errors)
{
	struct parser p = { .errors = errors };

	return parse_text(&p, path, text, len);
}

struct script *submission_parse(const char *path, const char *text, size_t len, struct diags *errors)
{
	struct parser p = { .errors = errors, .submission = true };

	return parse_text(&p, path, text, len);
}
