/* Sources and the errors that they must give, for the tests of parse. */
#ifndef TCPSTEP_TESTS_LESSON_PARSING_H
#define TCPSTEP_TESTS_LESSON_PARSING_H

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "lesson/parse.h"

#define HEAD "tcpstep 1\n"

static inline struct script *parse_n(const char *source, size_t len)
{
	struct diags errors = { 0 };
	struct script *s = script_parse("dir/a-lesson.tcpstep", source, len, &errors);

	if (!s)
		ck_abort_msg("%u:%u: %s\n%s", errors.at[0].line, errors.at[0].column, errors.at[0].message, source);
	ck_assert_uint_eq(errors.used, 0);
	return s;
}

static inline struct script *parse(const char *source)
{
	return parse_n(source, strlen(source));
}

/* Fails unless the error is that of the row. */
static inline void expect_error(const struct diag *d, const char *row, const char *label)
{
	char place[32];
	const char *part = strchr(row, ' ') + 1, *bar = strrchr(row, '|');
	size_t n = bar ? (size_t)(bar - part) : strlen(part);
	char *found = mem_copy_n(part, n);

	snprintf(place, sizeof place, "%u:%u", d->line, d->column);
	ck_assert_msg(strlen(place) == (size_t)(part - 1 - row) && strncmp(place, row, strlen(place)) == 0,
		      "%s: expected %s, found %s: %s", label, row, place, d->message);
	ck_assert_msg(strstr(d->message, found) != NULL, "%s: expected %s, found: %s", label, row, d->message);
	ck_assert_msg(strcmp(d->hint, bar ? bar + 1 : "") == 0, "%s: expected %s, found hint '%s'", label, row,
		      d->hint);
	mem_free(found);
}

/* Fails unless the error has a Korean text with each of its arguments. */
static inline void expect_korean(const struct diag *d, const char *label)
{
	char array[400];
	struct text t = text_over(array, sizeof array);

	ck_assert_msg(d->id != DIAG_NONE, "%s: no id: %s", label, d->message);
	diag_text(&t, d, LANG_KO);
	ck_assert_msg(strcmp(array, d->message) != 0, "%s: the same in Korean: %s", label, array);
	for (int i = 0; i < 2; i++)
		if (d->id != DIAG_UNEXPECTED && strstr(d->message, d->argument[i]))
			ck_assert_msg(strstr(array, d->argument[i]) != NULL, "%s: %s", label, array);
}

struct wrong {
	const char *label, *source;
	const char *errors[8];
};

static inline void expect_wrong_n(const struct wrong *row, const char *source, size_t len)
{
	struct diags errors = { 0 };
	struct script *s = script_parse("x", source, len, &errors);
	size_t i = 0;

	ck_assert_msg(!s, "%s: no error", row->label);
	for (; row->errors[i]; i++) {
		ck_assert_msg(i < errors.used, "%s: not reported: %s", row->label, row->errors[i]);
		expect_error(&errors.at[i], row->errors[i], row->label);
		expect_korean(&errors.at[i], row->label);
	}
	if (i < errors.used)
		ck_abort_msg("%s: one error too many: %u:%u: %s", row->label, errors.at[i].line, errors.at[i].column,
			     errors.at[i].message);
	diags_free(&errors);
}

static inline void expect_wrong(const struct wrong *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		expect_wrong_n(&rows[i], rows[i].source, strlen(rows[i].source));
}

#define EXPECT_WRONG(rows) expect_wrong(rows, sizeof rows / sizeof *(rows))

/* --- header --- */

static inline void add(Suite *s, const char *name, const TTest *const *tests)
{
	TCase *c = tcase_create(name);

	for (; *tests; tests++)
		tcase_add_test(c, *tests);
	suite_add_tcase(s, c);
}

#endif
