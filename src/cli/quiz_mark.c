/* `tcpstep quiz --grade`: grades sheets that were filled in. Makes each sheet's questions anew
 * from the key, so nothing in the file can say what is right. Called by cmd_quiz. */
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "cli/quiz_sheets.h"

enum { NAME_MAX_OCTETS = 4096 /* of a file's name, escaped; the rest is cut */, REASON_OCTETS = 600 };

struct marking {
	const struct options *options;
	const char *key;
	size_t key_len;
	size_t count;             /* of --count, or what it is by default */
	struct quiz_sheet *sheet; /* the one being graded */
	char (*seeds)[PAPER_SEED_MAX + 1];
	int *files; /* which of the words had that seed */
	size_t seeds_used;
	char reason[REASON_OCTETS]; /* why the file being graded is not; "": it is */
};

/* Keeps the reason why a file is not graded, for its row. */
static void keep_reason(struct marking *m, const struct diag *d, const char *path)
{
	struct text t = text_over(m->reason, sizeof m->reason);
	const char *words = diag_words(d, m->options->lang).at;
	size_t n = strlen(path);

	if (strncmp(words, path, n) == 0 && strncmp(words + n, ": ", 2) == 0)
		words += n + 2; /* the row begins with it */
	if (d->line > 0)
		text_addf(&t, m->options->lang == LANG_KO ? "%u번째 줄: " : "line %u: ", d->line);
	text_add_safe(&t, words, strlen(words));
}

/* Reports what is wrong with a whole file. Returns false. */
static bool refuse(struct marking *m, enum diag_id id, const char *path, const char *second, const char *third)
{
	struct diag d;

	diag_set(&d, 0, id, path, second);
	diag_argument(&d, 3, "%s", third);
	keep_reason(m, &d, path);
	cli_bad(m->options, &d);
	return false;
}

static bool refuse_number(struct marking *m, enum diag_id id, const char *path, size_t second, size_t third)
{
	char numbers[2][24];

	snprintf(numbers[0], sizeof numbers[0], "%zu", second);
	snprintf(numbers[1], sizeof numbers[1], "%zu", third);
	return refuse(m, id, path, numbers[0], numbers[1]);
}

/* Checks what the file says of itself against the command line, and fills in what it does
 * not say. */
static bool agree(struct marking *m, const char *path)
{
	const struct options *o = m->options;
	struct quiz_sheet *s = m->sheet;

	if (!s->headed && !o->seed_text)
		return refuse(m, DIAG_SHEET_NO_HEADER, path, "", "");
	if (s->headed && o->seed_text && strcmp(s->seed, o->seed_text) != 0)
		return refuse(m, DIAG_SHEET_SEED, path, s->seed, o->seed_text);
	if (s->headed && o->count && s->count != o->count)
		return refuse_number(m, DIAG_SHEET_COUNT, path, s->count, o->count);
	if (!s->headed) {
		snprintf(s->seed, sizeof s->seed, "%s", o->seed_text);
		s->count = m->count;
	}
	return true;
}

/* Reports that an earlier file was the same sheet; one student's answers may be another's. */
static void tell_again(struct marking *m, int nth)
{
	const struct options *o = m->options;

	for (size_t i = 0; i < m->seeds_used; i++)
		if (strcmp(m->seeds[i], m->sheet->seed) == 0) {
			refuse(m,
			       strcmp(o->words[nth], o->words[m->files[i]]) == 0 ? DIAG_SHEET_FILE_AGAIN
										 : DIAG_SHEET_AGAIN,
			       o->words[nth], m->sheet->seed, o->words[m->files[i]]);
			return;
		}
	memcpy(m->seeds[m->seeds_used], m->sheet->seed, sizeof m->sheet->seed);
	m->files[m->seeds_used++] = nth;
}

/* Prints a row a question, and one for all of them. Returns whether all are right. */
static bool print_rows(const struct quiz_sheet *s, const struct quiz_paper *paper, const char *path)
{
	char array[NAME_MAX_OCTETS];
	struct text name = text_over(array, sizeof array);
	size_t right = 0;

	text_add_safe(&name, path, strlen(path));
	for (size_t i = 0; i < paper->count; i++) {
		const struct quiz_question *q = &paper->questions[i];
		unsigned choice = s->answers[i].choice;

		printf("%s\t%s\t%zu\t", array, paper->seed, i + 1);
		if (choice)
			printf("%u", choice);
		else
			putchar('-');
		printf("\t%zu\t%d\t1\n", q->right + 1, choice == q->right + 1);
		right += choice == q->right + 1;
	}
	printf("%s\t%s\tall\t-\t-\t%zu\t%zu\n", array, paper->seed, right, paper->count);
	return right == paper->count;
}

/* Prints the row of a file that is not graded, and why. */
static void print_not_graded(const struct marking *m, const char *path)
{
	char array[NAME_MAX_OCTETS];
	struct text name = text_over(array, sizeof array);

	text_add_safe(&name, path, strlen(path));
	printf("%s\t-\tall\t%s\t-\t-\t-\n", array, m->reason);
}

/* Prints errors at their lines, and frees them. */
static void print_errors(struct marking *m, const char *path, struct source_lines *lines, struct diags *errors)
{
	fflush(stdout);
	if (errors->used > 0)
		keep_reason(m, &errors->at[0], path);
	for (size_t i = 0; i < errors->used; i++)
		diag_print_next(stderr, path, lines, &errors->at[i], DIAG_LABEL_ERROR, m->options->lang);
	diags_free(errors);
}

/* Makes the sheet's questions, and compares. Returns the exit status of this file. */
static int compare(struct marking *m, int nth, struct source_lines *lines)
{
	const char *path = m->options->words[nth];
	struct diags errors = { 0 };
	struct quiz_paper paper;
	int status = EXIT_BAD;

	quiz_paper_make(&paper, m->key, m->key_len, m->sheet->seed, m->sheet->count);
	if (m->sheet->headed && strcmp(m->sheet->tag, paper.tag) != 0) {
		refuse(m, DIAG_SHEET_TAG, path, m->sheet->seed, "");
	} else if (quiz_sheet_fits(m->sheet, &paper, &errors)) {
		if (m->sheet->headed)
			tell_again(m, nth);
		status = print_rows(m->sheet, &paper, path) ? EXIT_OK : EXIT_NO;
	}
	print_errors(m, path, lines, &errors);
	quiz_paper_free(&paper);
	return status;
}

static int mark_file(struct marking *m, int nth)
{
	const char *path = m->options->words[nth];
	struct source_lines lines = { 0 };
	struct diags errors = { 0 };
	int status = EXIT_BAD;
	char *text = NULL;
	size_t len;

	m->reason[0] = '\0';
	if (!source_read(path, &text, &len, &errors))
		;
	else if (len > PAPER_SHEET_MAX)
		refuse_number(m, DIAG_SHEET_LONG, path, len, PAPER_SHEET_MAX);
	else if (quiz_sheet_read(text, len, m->sheet, &errors) && agree(m, path)) {
		lines.text = text;
		status = compare(m, nth, &lines);
	}
	lines.text = text;
	print_errors(m, path, &lines, &errors);
	if (status == EXIT_BAD)
		print_not_graded(m, path);
	mem_free(text);
	return status;
}

int quiz_mark(const struct options *o)
{
	struct marking m = { .options = o, .count = quiz_paper_count(o) };
	char *key = m.count ? quiz_key_read(o, &m.key_len) : NULL;
	int status = EXIT_OK, one;

	if (!key)
		return EXIT_BAD;
	m.key = key;
	m.sheet = mem_new(1, sizeof *m.sheet);
	m.seeds = mem_new((size_t)o->words_used, sizeof *m.seeds);
	m.files = mem_new((size_t)o->words_used, sizeof *m.files);
	puts("file\tseed\tquestion\tanswer\tkey\tright\tof");
	for (int i = 0; i < o->words_used; i++) {
		one = mark_file(&m, i);
		status = one > status ? one : status;
	}
	mem_free(m.files);
	mem_free(m.seeds);
	mem_free(m.sheet);
	mem_free(key);
	return cli_finish(o, stdout, status);
}
