/* Tests ui/term on files and pipes: what it refuses, sends and reads. test_tmux.sh
 * tests a real terminal. */
#define _GNU_SOURCE /* pipe2, O_DIRECT */
#include "ui/term_room.h"

Suite *suite_ui_term(void);

/* --- terminals --- */

static const char *const known[] = { "xterm-256color", "xterm", "vt100", "linux", "tmux", "screen" };

START_TEST(each_terminal_in_use__starts_draws_and_stops)
{
	setenv("TERM", known[_i], 1);
	ck_assert_msg(start() == TERM_FITS, "%s", known[_i]);
	struct canvas c;
	canvas_init(&c, 80, 24);
	canvas_text(&c, 3, 4, 40, LOOK_CURRENT, "ESTABLISHED");
	term_blit(&c);
	ck_assert_msg(was_sent("ESTABLISHED"), "%s", known[_i]);
	canvas_free(&c);
	term_stop();
	ck_assert_msg(start() == TERM_FITS, "%s, again", known[_i]);
}
END_TEST

START_TEST(a_terminal_without_a_cursor__is_refused_and_nothing_sent)
{
	setenv("TERM", "dumb", 1);
	ck_assert_int_eq(start(), TERM_NO_CURSOR);
	ck_assert_uint_eq(sent(), 0);
}
END_TEST

START_TEST(an_unknown_terminal__is_refused)
{
	setenv("TERM", "no-such-terminal", 1);
	ck_assert_int_eq(start(), TERM_UNKNOWN);
	unsetenv("TERM");
	ck_assert_int_eq(start(), TERM_UNSET);
	ck_assert_uint_eq(sent(), 0);
}
END_TEST

/* --- what is sent --- */

START_TEST(the_same_canvas_again__sends_nothing)
{
	struct canvas c;
	ck_assert_int_eq(start(), TERM_FITS);
	canvas_init(&c, 80, 24);
	canvas_text(&c, 0, 0, 80, LOOK_PLAIN, "SYN-SENT");
	term_blit(&c);
	size_t once = sent();
	term_blit(&c);
	ck_assert_uint_eq(sent(), once);
	canvas_free(&c);
}
END_TEST

START_TEST(one_changed_cell__sends_little)
{
	struct canvas c;
	ck_assert_int_eq(start(), TERM_FITS);
	canvas_init(&c, 80, 24);
	for (int y = 0; y < 24; y++)
		canvas_text(&c, 0, y, 80, LOOK_PLAIN, "all of the row is full of words that do not change at all");
	term_blit(&c);
	size_t once = sent();
	canvas_put(&c, 40, 12, 'X', LOOK_WARN);
	term_blit(&c);
	ck_assert_uint_gt(sent(), once);
	ck_assert_uint_lt(sent() - once, 60);
	canvas_free(&c);
}
END_TEST

START_TEST(a_wide_character__is_sent_whole_and_replaced_whole)
{
	struct canvas c;
	if (!term_locale())
		return;
	ck_assert_int_eq(start(), TERM_FITS);
	canvas_init(&c, 80, 24);
	canvas_text(&c, 10, 5, 20, LOOK_PLAIN, "연결");
	term_blit(&c);
	ck_assert(was_sent("연결"));
	canvas_text(&c, 10, 5, 20, LOOK_PLAIN, "AB결");
	term_blit(&c);
	ck_assert(was_sent("AB"));
	size_t once = sent();
	term_blit(&c);
	ck_assert_uint_eq(sent(), once);
	canvas_free(&c);
}
END_TEST

/* A pipe in packet mode gives what one write brought by one read. */
START_TEST(a_screen__is_one_write)
{
	static char octets[4096];
	int ends[2];
	ssize_t n;
	struct canvas c;
	FILE *pipe_in;

	ck_assert_int_eq(pipe2(ends, O_DIRECT | O_NONBLOCK), 0);
	pipe_in = fdopen(ends[1], "w");
	ck_assert_int_eq(term_start(&(struct term_options){ .in = in, .out = pipe_in, .scheme = SCHEME_DEFAULT }),
			 TERM_FITS);
	while (read(ends[0], octets, sizeof octets) > 0)
		continue;
	canvas_init(&c, 80, 24);
	for (int y = 0; y < 24; y += 5)
		canvas_text(&c, 3 * y, y, 20, y % 2 ? LOOK_PLAIN : LOOK_TITLE, "row");
	term_blit(&c);
	n = read(ends[0], octets, sizeof octets);
	ck_assert_int_gt(n, 0);
	ck_assert_int_lt(read(ends[0], octets, sizeof octets), 0);
	term_stop();
	canvas_free(&c);
	fclose(pipe_in);
	close(ends[0]);
}
END_TEST

START_TEST(a_canvas_of_another_size__is_cut_to_the_terminal)
{
	static const int sizes[][2] = { { 1, 1 }, { 200, 60 }, { 80, 24 }, { 40, 12 } };
	struct canvas c;
	ck_assert_int_eq(start(), TERM_FITS);
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		canvas_init(&c, sizes[i][0], sizes[i][1]);
		canvas_fill(&c, (struct rect){ 0, 0, sizes[i][0], sizes[i][1] }, 'a' + (uint32_t)i, LOOK_PLAIN);
		size_t once = sent();
		term_blit(&c);
		ck_assert_uint_gt(sent(), once);
		canvas_free(&c);
	}
}
END_TEST

/* --- keys --- */

static const struct {
	const char *octets;
	uint32_t key;
} keys[] = {
	{ "q", 'q' },
	{ " ", ' ' },
	{ "\r", K_ENTER },
	{ "\n", K_ENTER },
	{ "\t", K_TAB },
	{ "\177", K_BACKSPACE },
	{ "\b", K_BACKSPACE },
	{ "\033OA", K_UP },
	{ "\033OB", K_DOWN },
	{ "\033OC", K_RIGHT },
	{ "\033OD", K_LEFT },
	{ "\033[Z", K_BACKTAB },
	{ "\033[5~", K_PAGE_UP },
	{ "\033[6~", K_PAGE_DOWN },
	{ "\033[3~", K_DELETE },
	{ "\033OH", K_HOME },
	{ "\033OF", K_END },
	{ "\f", K_RESIZE },
	{ "\033", K_ESC },
	{ "연", 0xC5F0 },
};

START_TEST(each_key__is_read_as_its_value)
{
	int fds[2];
	if (keys[_i].key > 127 && keys[_i].key < KEYS_BEGIN && !term_locale())
		return;
	ck_assert_int_eq(pipe(fds), 0);
	ck_assert_int_eq(write(fds[1], keys[_i].octets, strlen(keys[_i].octets)), (ssize_t)strlen(keys[_i].octets));
	close(fds[1]);
	fclose(in);
	in = fdopen(fds[0], "r");
	ck_assert_int_eq(start(), TERM_FITS);
	ck_assert_uint_eq(term_read(-1), keys[_i].key);
	ck_assert_uint_eq(term_read(-1), K_LEAVE);
}
END_TEST

/* Starts with these octets as the input, which then ends. */
static void start_with(const char *octets, size_t n, bool ask_width)
{
	fclose(in);
	in = tmpfile();
	ck_assert_ptr_nonnull(in);
	ck_assert_int_eq(write(fileno(in), octets, n), (ssize_t)n);
	ck_assert_int_eq(lseek(fileno(in), 0, SEEK_SET), 0);
	ck_assert_int_eq(term_start(&(struct term_options){
				 .in = in, .out = out, .scheme = SCHEME_DEFAULT, .ask_width = ask_width }),
			 TERM_FITS);
}

/* Sequences that are no key: each is swallowed whole. */
static const char *const sequences[] = {
	"\033[118;9u",                   /* a key with a modifier (CSI u) */
	"\033[I",                        /* the window has the focus */
	"\033[27;5;106~",                /* xterm's modifyOtherKeys */
	"\033[?62;22c",                  /* a late answer: what the terminal is */
	"\033[12;40R",                   /* where the cursor is */
	"\033]11;rgb:ffff/ffff/ffff\a",  /* its background, ended by BEL */
	"\033]11;rgb:ffff/ffff/f\033\\", /* ... and by ST */
	"\033P1$r0m\033\\",              /* DCS */
	"\033_Gi=1;OK\033\\",            /* APC */
	"\033[[A",                       /* a function key of the Linux console */
	"\033Oz",                        /* SS3 */
	"\033[1;2",                      /* cut off */
};

START_TEST(a_sequence_that_is_no_key__is_swallowed_whole)
{
	char octets[64];
	bool cut_off = strcmp(sequences[_i], "\033[1;2") == 0;

	snprintf(octets, sizeof octets, "%s%s", sequences[_i], cut_off ? "" : "q");
	start_with(octets, strlen(octets), false);
	ck_assert_uint_eq(term_read(-1), K_OTHER);
	ck_assert_uint_eq(term_read(-1), cut_off ? K_LEAVE : 'q');
	ck_assert_uint_eq(term_read(-1), K_LEAVE);
}
END_TEST

START_TEST(esc_and_a_letter__are_two_keys)
{
	start_with("\033q", 2, false);
	ck_assert_uint_eq(term_read(-1), K_ESC);
	ck_assert_uint_eq(term_read(-1), 'q');
}
END_TEST

START_TEST(a_paste__is_one_key_with_its_text)
{
	static const char octets[] = "\033[200~server socket\rclient send \"\033[2x\" \xEC\x97\xB0\033[201~q";
	const char *text;
	bool whole;

	if (!term_locale())
		return;
	start_with(octets, sizeof octets - 1, false);
	ck_assert_uint_eq(term_read(-1), K_PASTE);
	text = term_paste(&whole);
	ck_assert_str_eq(text, "server socket\nclient send \"\033[2x\" \xEC\x97\xB0");
	ck_assert(whole);
	ck_assert_uint_eq(term_read(-1), 'q');
	ck_assert(was_sent("\033[?2004h"));
	term_stop();
	ck_assert(was_sent("\033[?2004l"));
}
END_TEST

START_TEST(a_paste_that_is_too_long__is_swallowed_and_said_to_be_cut)
{
	enum { LENGTH = 70000 };
	static char octets[LENGTH + 16];
	bool whole;

	memcpy(octets, "\033[200~", 6);
	memset(octets + 6, 'q', LENGTH);
	memcpy(octets + 6 + LENGTH, "\033[201~x", 7);
	start_with(octets, LENGTH + 13, false);
	ck_assert_uint_eq(term_read(-1), K_PASTE);
	term_paste(&whole);
	ck_assert(!whole);
	ck_assert_uint_eq(term_read(-1), 'x');
}
END_TEST

static const struct {
	const char *answer;
	bool wide;
} answers[] = { { "\033[5;2R", false }, { "\033[5;3R", true }, { "", false }, { "\033[?1;2c", false } };

/* What was typed before the answer is not lost. */
START_TEST(a_terminal_that_draws_lines_in_two_columns__is_noticed)
{
	char octets[32];

	if (!term_locale())
		return;
	snprintf(octets, sizeof octets, "j%s", answers[_i].answer);
	start_with(octets, strlen(octets), true);
	ck_assert_int_eq(term_is_wide(), answers[_i].wide);
	ck_assert_uint_eq(term_read(-1), 'j');
	ck_assert(was_sent("\033[6n"));
}
END_TEST

START_TEST(no_key_in_time__is_a_timeout)
{
	int fds[2];
	ck_assert_int_eq(pipe(fds), 0);
	fclose(in);
	in = fdopen(fds[0], "r");
	ck_assert_int_eq(start(), TERM_FITS);
	ck_assert_uint_eq(term_read(0), K_TIMEOUT);
	close(fds[1]);
}
END_TEST

START_TEST(input_that_has_ended__leaves)
{
	ck_assert_int_eq(start(), TERM_FITS);
	ck_assert_uint_eq(term_read(-1), K_LEAVE);
}
END_TEST

START_TEST(a_new_size__is_a_key)
{
	int fds[2];
	ck_assert_int_eq(pipe(fds), 0);
	fclose(in);
	in = fdopen(fds[0], "r");
	ck_assert_int_eq(start(), TERM_FITS);
	raise(SIGWINCH);
	ck_assert_uint_eq(term_read(-1), K_RESIZE);
	close(fds[1]);
}
END_TEST

Suite *suite_ui_term(void)
{
	Suite *s = suite_create("ui/term");
	TCase *t = section(s, "terminals");
	tcase_add_loop_test(t, each_terminal_in_use__starts_draws_and_stops, 0, ROWS(known));
	tcase_add_test(t, a_terminal_without_a_cursor__is_refused_and_nothing_sent);
	tcase_add_test(t, an_unknown_terminal__is_refused);
	t = section(s, "what is sent");
	tcase_add_test(t, the_same_canvas_again__sends_nothing);
	tcase_add_test(t, one_changed_cell__sends_little);
	tcase_add_test(t, a_wide_character__is_sent_whole_and_replaced_whole);
	tcase_add_test(t, a_screen__is_one_write);
	tcase_add_test(t, a_canvas_of_another_size__is_cut_to_the_terminal);
	t = section(s, "keys");
	tcase_add_loop_test(t, each_key__is_read_as_its_value, 0, ROWS(keys));
	tcase_add_loop_test(t, a_sequence_that_is_no_key__is_swallowed_whole, 0, ROWS(sequences));
	tcase_add_test(t, esc_and_a_letter__are_two_keys);
	tcase_add_test(t, a_paste__is_one_key_with_its_text);
	tcase_add_test(t, a_paste_that_is_too_long__is_swallowed_and_said_to_be_cut);
	tcase_add_loop_test(t, a_terminal_that_draws_lines_in_two_columns__is_noticed, 0, ROWS(answers));
	tcase_add_test(t, no_key_in_time__is_a_timeout);
	tcase_add_test(t, input_that_has_ended__leaves);
	tcase_add_test(t, a_new_size__is_a_key);
	return s;
}
