/* Reads what a student answered on a sheet. Called by `tcpstep quiz --grade`. The file is
 * the sheet's Markdown, in which "Answer N:" lines (Korean: "답 N:") have the answers and all
 * else may be anything; or it has no such line, and each line is an answer ("1 3", "Q1 = c"),
 * a comment after '#', or the line that says which sheet it is. */
#include <ctype.h>
#include <string.h>

#include "base/mem.h"
#include "base/words.h"
#include "quiz/quiz_paper.h"

enum { ERRORS_MAX = 20, NUMBER_MAX = 99999, HEADER_WORDS = 8 };

static const char header_word[] = "tcpstep-quiz";

/* A line, and how far it was read. */
struct cursor {
	const char *begin, *at, *end;
	unsigned line; /* from 1 */
};

static struct diag *error_at(const struct cursor *c, const char *at, enum diag_id id, struct diags *errors)
{
	struct diag *d = diags_add(errors);

	diag_set(d, utf8_column(c->begin, at), id, "", "");
	d->line = c->line;
	return d;
}

/* --- lines --- */

/* Returns the first line of a text. */
static struct cursor first_line(const char *text, size_t len)
{
	size_t bom = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	const char *end = memchr(text, '\n', len);

	return (struct cursor){ text + bom, text + bom, end ? end : text + len, 1 };
}

/* Goes on to the next line. Returns false if there is none. */
static bool next_line(struct cursor *c, const char *text, size_t len)
{
	const char *stop = text + len, *end;

	if (c->end == stop)
		return false;
	c->begin = c->at = c->end + 1;
	end = memchr(c->begin, '\n', (size_t)(stop - c->begin));
	c->end = end ? end : stop;
	c->line++;
	return true;
}

/* Skips octets of a set. */
static void skip(struct cursor *c, const char *set)
{
	while (c->at < c->end && *c->at && strchr(set, *c->at))
		c->at++;
}

/* Skips a word, in lower case, if it is next. */
static bool skip_word(struct cursor *c, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(c->end - c->at) < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (tolower((unsigned char)c->at[i]) != (unsigned char)word[i])
			return false;
	c->at += n;
	return true;
}

static bool at_digit(const struct cursor *c)
{
	return c->at < c->end && *c->at >= '0' && *c->at <= '9';
}

/* --- answers --- */

/* Skips "Answer" or "답" and what may be around it in Markdown, if the number of a question
 * follows. */
static bool skip_answer_word(struct cursor *c)
{
	struct cursor try = *c;

	skip(&try, " \t>*_-+#`");
	if (!skip_word(&try, "answer") && !skip_word(&try, "답"))
		return false;
	skip(&try, " \t*_#");
	if (!at_digit(&try))
		return false;
	*c = try;
	return true;
}

/* Reads the number of a question and what separates it from the answer. Returns false if it
 * is not separated. */
static bool read_number(struct cursor *c, size_t *number)
{
	const char *after;

	for (*number = 0; at_digit(c); c->at++)
		if (*number <= NUMBER_MAX)
			*number = *number * 10 + (size_t)(*c->at - '0');
	skip_word(c, "번");
	after = c->at;
	do {
		skip(c, " \t\r:.)=,-*_`|[(");
	} while (skip_word(c, "："));
	return c->at > after || c->at == c->end;
}

/* Reads a choice: a number, a letter or a number in a circle. Returns it, from 1; 0: it is
 * none. */
static unsigned read_choice(struct cursor *c)
{
	static const char *const circles[QUIZ_CHOICES_MAX] = { "①", "②", "③", "④" };

	for (unsigned i = 0; i < QUIZ_CHOICES_MAX; i++) {
		const char letter[] = { (char)('a' + i), '\0' };

		if (skip_word(c, circles[i]) || skip_word(c, letter))
			return i + 1;
	}
	return at_digit(c) ? (unsigned)(*c->at++ - '0') : 0;
}

/* Records the answer that the rest of the line gives to a question. */
static void record(struct cursor *c, size_t number, struct quiz_sheet *sheet, struct diags *errors)
{
	const char *at = c->at;
	unsigned choice;
	struct diag *d;

	if (number == 0 || number > PAPER_QUESTIONS_MAX) {
		d = error_at(c, c->begin, DIAG_SHEET_QUESTION, errors);
		diag_argument(d, 1, "%zu", number);
		diag_argument(d, 2, "%d", PAPER_QUESTIONS_MAX);
		return;
	}
	if (c->at == c->end)
		return;
	choice = read_choice(c);
	skip_word(c, "번");
	skip(c, " \t\r).*_`]|");
	if (choice == 0 || c->at < c->end) {
		error_at(c, at, DIAG_SHEET_ANSWER, errors);
	} else if (sheet->answers[number - 1].choice && sheet->answers[number - 1].choice != choice) {
		d = error_at(c, at, DIAG_SHEET_TWICE, errors);
		diag_argument(d, 1, "%zu", number);
		diag_argument(d, 2, "%u", (unsigned)sheet->answers[number - 1].choice);
	} else {
		sheet->answers[number - 1].choice = (uint8_t)choice;
		sheet->answers[number - 1].line = c->line;
		sheet->answers[number - 1].column = utf8_column(c->begin, at);
	}
}

/* Reads a line of a file that has no "Answer" lines. */
static void read_plain(struct cursor *c, struct quiz_sheet *sheet, struct diags *errors)
{
	size_t number;

	skip(c, " \t\r");
	if (c->at == c->end || *c->at == '#')
		return;
	skip_word(c, "q");
	if (at_digit(c) && read_number(c, &number))
		record(c, number, sheet, errors);
	else
		error_at(c, c->begin, DIAG_SHEET_LINE, errors);
}

/* --- which sheet it is --- */

/* Returns whether the words of a header end as those of a sheet with the answers. */
static bool has_answers(const struct word *w, size_t n)
{
	return n == HEADER_WORDS + 1 && strcmp(w[HEADER_WORDS].text, "answers") == 0;
}

/* Returns whether the words are those of a header. */
static bool header_words(const struct word *w, size_t n, struct quiz_sheet *sheet)
{
	static const char *const fixed[HEADER_WORDS] = { header_word, "1", "seed", NULL, "count", NULL, "tag", NULL };
	struct diag ignored;
	uint32_t count;

	if (n != HEADER_WORDS)
		return false;
	for (size_t i = 0; i < n; i++)
		if (strlen(w[i].text) != w[i].len || (fixed[i] && strcmp(w[i].text, fixed[i]) != 0))
			return false;
	if (!quiz_seed_check(w[3].text, &ignored) || !text_digits(w[5].text, 1, PAPER_QUESTIONS_MAX, &count) ||
	    w[7].len != PAPER_TAG_SIZE - 1)
		return false;
	memcpy(sheet->seed, w[3].text, w[3].len + 1);
	memcpy(sheet->tag, w[7].text, PAPER_TAG_SIZE);
	sheet->count = count;
	return true;
}

/* Reads the line if it is a header. Returns false if it is none. */
static bool read_header(struct cursor *c, struct quiz_sheet *sheet, struct diags *errors)
{
	char line[PAPER_HEADER_SIZE], store[PAPER_HEADER_SIZE + 1];
	struct word words[WORDS_MAX];
	struct diag ignored;
	size_t n, len;

	skip(c, " \t");
	len = (size_t)(c->end - c->at);
	if (len < sizeof header_word - 1 || memcmp(c->at, header_word, sizeof header_word - 1) != 0) {
		c->at = c->begin;
		return false;
	}
	while (len > 0 && strchr(" \t\r", c->at[len - 1]) && c->at[len - 1])
		len--;
	if (sheet->headed) {
		error_at(c, c->at, DIAG_SHEET_HEADERS, errors);
		return true;
	}
	memcpy(line, c->at, len < sizeof line ? len : sizeof line - 1);
	line[len < sizeof line ? len : sizeof line - 1] = '\0';
	sheet->headed = true;
	if (len >= sizeof line || strlen(line) != len || !words_split(line, store, words, &n, &ignored))
		error_at(c, c->at, DIAG_SHEET_HEADER, errors);
	else if (!header_words(words, n, sheet))
		error_at(c, c->at, has_answers(words, n) ? DIAG_SHEET_IS_ANSWERS : DIAG_SHEET_HEADER, errors);
	return true;
}

/* --- the sheet --- */

static bool has_answer_words(const char *text, size_t len)
{
	struct cursor c = first_line(text, len);

	do {
		if (skip_answer_word(&c))
			return true;
	} while (next_line(&c, text, len));
	return false;
}

bool quiz_sheet_read(const char *text, size_t len, struct quiz_sheet *sheet, struct diags *errors)
{
	bool worded = has_answer_words(text, len);
	struct cursor c = first_line(text, len);
	size_t number;

	*sheet = (struct quiz_sheet){ .headed = false };
	do {
		if (read_header(&c, sheet, errors))
			continue;
		if (!worded)
			read_plain(&c, sheet, errors);
		else if (skip_answer_word(&c) && read_number(&c, &number))
			record(&c, number, sheet, errors);
	} while (errors->used < ERRORS_MAX && next_line(&c, text, len));
	return errors->used == 0;
}

bool quiz_sheet_fits(const struct quiz_sheet *sheet, const struct quiz_paper *paper, struct diags *errors)
{
	for (size_t i = 0; i < PAPER_QUESTIONS_MAX && errors->used < ERRORS_MAX; i++) {
		unsigned choice = sheet->answers[i].choice;
		struct diag d;

		if (choice == 0 || (i < paper->count && choice <= paper->questions[i].choices_used))
			continue;
		diag_set(&d, sheet->answers[i].column, i < paper->count ? DIAG_SHEET_CHOICE : DIAG_SHEET_QUESTION, "",
			 "");
		d.line = sheet->answers[i].line;
		diag_argument(&d, 1, "%zu", i + 1);
		diag_argument(&d, 2, "%zu", i < paper->count ? paper->questions[i].choices_used : paper->count);
		diag_argument(&d, 3, "%u", choice);
		*diags_add(errors) = d;
	}
	return errors->used == 0;
}
