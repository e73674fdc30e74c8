/* Reads keys from the terminal and draws on it with ncursesw. canvas and screen know
 * what is drawn, ui/app what a key means, signals the signals. Called by app. */
#include "ui/term/term.h"

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "base/check.h"
#include "base/mem.h"
#include "ui/draw/keys.h"
#include "ui/term/ask_width.h"
#include "ui/term/escape.h"
#include "ui/term/heap.h"
#include "ui/term/signals.h"
#include "ui/term/whole.h"

enum {
	ESCAPE_MS = 25,       /* how long Esc may be the start of a longer key */
	EMPTY_READS_MAX = 16, /* reads without a key although the input is readable: it has ended */
	GAP_MAX = 3,          /* columns between words */
	SEQUENCE_MS = 50,     /* how long the rest of a sequence may take, and of a paste */
	PASTE_MS = 2000,
	PASTE_MAX = 64 * 1024
};

static SCREEN *screen;
static int in_fd, out_fd;
static bool utf8, colours, two_columns;
static attr_t attrs_of[LOOK_COUNT];
static cchar_t cell_of[LOOK_COUNT]; /* a space of each look */
static struct canvas shown;         /* what the terminal shows, if valid */
static bool shown_valid;
static cchar_t *row_cells;
static int row_size;

/* --- start and stop --- */

static bool has_string(const char *name)
{
	const char *s = tigetstr(name);

	return s && s != (const char *)-1;
}

/* Adds a capability to the rescue, without its padding, which today's terminals do not
 * need. */
static void rescue_by(const char *name)
{
	const char *s = has_string(name) ? tigetstr(name) : "";

	while (*s != '\0') {
		const char *end = s[0] == '$' && s[1] == '<' ? strchr(s, '>') : NULL;

		if (!end)
			signals_rescue_add(s, 1);
		s = (!end ? s : end) + 1;
	}
}

static int mouse_x, mouse_y; /* where the last click was */

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

/* Sends what curses has no capability for. */
static void send_directly(const char *octets)
{
	ssize_t n = write(out_fd, octets, strlen(octets));

	(void)n; /* a terminal that is gone is noticed where it is read */
}

static void rescue_prepare(bool mouse)
{
	static const char mouse_off[] = "\033[?1000l\033[?1002l\033[?1006l";

	if (mouse)
		signals_rescue_add(mouse_off, sizeof mouse_off - 1);
	signals_rescue_add(paste_off, sizeof paste_off - 1);
	rescue_by("sgr0");
	rescue_by("op");
	rescue_by("cnorm");
	rescue_by("rmkx");
	rescue_by("rmcup");
	signals_rescue_add("\r\n", 2);
	signals_rescue(true);
}

/* Returns why the terminal cannot be used. Tests it before curses starts, which handles
 * such terminals badly. */
static enum term_problem terminal_problem(int fd)
{
	const char *name = getenv("TERM");
	int err = 0;
	bool fits;

	if (!name || *name == '\0')
		return TERM_UNSET;
	if (setupterm(NULL, fd, &err) != OK)
		return TERM_UNKNOWN;
	fits = has_string("cup") && has_string("clear");
	del_curterm(cur_term);
	return fits ? TERM_FITS : TERM_NO_CURSOR;
}

static void looks_prepare(enum scheme scheme)
{
	colours = scheme != SCHEME_MONO && has_colors() && start_color() == OK && COLORS >= 8;
	if (colours)
		use_default_colors();
	for (int i = 0; i < LOOK_COUNT; i++) {
		struct appearance a = style_of((enum look)i, colours ? scheme : SCHEME_MONO);
		attr_t attrs = A_NORMAL;

		if (a.attrs & ATTR_BOLD)
			attrs |= A_BOLD;
		if (a.attrs & ATTR_DIM)
			attrs |= A_DIM;
		if (a.attrs & ATTR_REVERSE)
			attrs |= A_REVERSE;
		if (a.attrs & ATTR_UNDERLINE)
			attrs |= A_UNDERLINE;
		if (colours && a.fg >= COLORS) { /* a bright colour on a terminal of eight colours */
			a.fg = (int8_t)(a.fg - 8);
			attrs |= A_BOLD;
		}
		if (colours && a.bg >= COLORS)
			a.bg = (int8_t)(a.bg - 8);
		if (colours)
			init_pair((short)(i + 1), a.fg, a.bg);
		attrs_of[i] = attrs;
		/* plain is what erase leaves, so that blanks need not be sent after it */
		setcchar(&cell_of[i], L" ", attrs, (short)(colours && i != LOOK_PLAIN ? i + 1 : 0), NULL);
	}
}

/* Removes `part` from a capability, in place. */
static void leave_out(const char *name, const char *part)
{
	char *at = has_string(name) ? strstr(tigetstr(name), part) : NULL;

	if (at)
		memmove(at, at + strlen(part), strlen(at + strlen(part)) + 1);
}

/* Shortens the change of attributes: with each one, curses selects the plain character
 * set again. That is a seventh of what a step sends, and this program never selects
 * another set. */
static void attributes_shorten(void)
{
	leave_out("sgr", "%?%p9%t\033(0%e\033(B%;");
	leave_out("sgr", "%?%p9%t\016%e\017%;");
	leave_out("sgr0", "\033(B");
	leave_out("sgr0", "\017");
}

static void modes_prepare(bool mouse)
{
	struct termios line;

	cbreak();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	leaveok(stdscr, TRUE);
	typeahead(-1);
	curs_set(0);
	if (tcgetattr(in_fd, &line) == 0) { /* Ctrl-S is a key like others, and does not stop the screen */
		line.c_iflag &= ~(tcflag_t)(IXON | IXOFF);
		tcsetattr(in_fd, TCSANOW, &line);
		def_prog_mode();
	}
	send_directly(paste_on);
	if (!mouse)
		return;
	mouseinterval(0); /* report a press at once */
	mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
}

/* Asks how wide the terminal draws; what was typed meanwhile is read later. */
static bool is_wide(void)
{
	char typed[ASK_WIDTH_TYPED];
	size_t n;
	bool two = ask_width(in_fd, out_fd, typed, &n);

	while (n > 0)
		ungetch((unsigned char)typed[--n]);
	return two;
}

bool term_is_wide(void)
{
	return two_columns;
}

enum term_problem term_start(const struct term_options *options)
{
	FILE *in = options->in ? options->in : stdin;
	FILE *out = options->out ? options->out : stdout;
	enum term_problem problem;

	CHECK(!screen);
	in_fd = fileno(in);
	out_fd = fileno(out);
	problem = terminal_problem(out_fd);
	if (problem != TERM_FITS)
		return problem;
	if (!signals_catch(out_fd)) /* before newterm, so that curses leaves the signals alone */
		return TERM_FAILED;
	if (!getenv("ESCDELAY"))
		set_escdelay(ESCAPE_MS);
	heap_prepare(out_fd, 3 * sizeof(cchar_t) + 2 * sizeof(struct cell));
	screen = newterm(NULL, out, in);
	if (!screen) {
		heap_release();
		signals_release();
		return TERM_FAILED;
	}
	rescue_prepare(options->mouse);
	utf8 = term_locale_is_utf8();
	attributes_shorten();
	modes_prepare(options->mouse);
	two_columns = options->ask_width && utf8 && is_wide();
	looks_prepare(options->scheme);
	canvas_init(&shown, COLS, LINES);
	shown_valid = false;
	heap_release();
	whole_start(out_fd);
	return TERM_FITS;
}

void term_stop(void)
{
	if (!screen)
		return;
	whole_stop();
	send_directly(paste_off);
	curs_set(1);
	endwin();
	signals_rescue(false);
	delscreen(screen);
	screen = NULL;
	signals_release();
	canvas_free(&shown);
	mem_free(row_cells);
	row_cells = NULL;
	row_size = 0;
}

void term_end(void)
{
	signals_end_here();
}

void term_mouse(int *x, int *y)
{
	*x = mouse_x;
	*y = mouse_y;
}

void term_size(int *w, int *h)
{
	*w = COLS;
	*h = LINES;
}

/* --- output --- */

static bool cell_same(const struct cell *a, const struct cell *b)
{
	return a->c == b->c && a->look == b->look;
}

static bool shows_on_a_blank(uint8_t look)
{
	return look >= LOOK_COUNT || (attrs_of[look] & (A_REVERSE | A_UNDERLINE)) != 0;
}

/* Returns the look to send for cell x. The look of a space is invisible unless it is
 * reversed or underlined, so a short gap between words takes the look of the cell
 * before, which saves a change of attributes. A longer gap keeps its own: it is
 * erased, not written. */
static uint8_t look_of(const struct cell *row, int x, int w)
{
	int from = x, to = x;
	bool short_gap;

	if (row[x].c != ' ' || shows_on_a_blank(row[x].look))
		return row[x].look;
	while (from > 0 && row[from - 1].c == ' ' && row[from - 1].look == row[x].look && x - from < GAP_MAX)
		from--;
	while (to < w && row[to].c == ' ' && to - from <= GAP_MAX)
		to++;
	short_gap = from > 0 && to < w && to - from <= GAP_MAX;
	return short_gap && !shows_on_a_blank(row[from - 1].look) ? row[from - 1].look : row[x].look;
}

/* Returns what the terminal is sent for a character. One that its locale cannot
 * write, or would write with another width, would shift its whole row. */
static wchar_t character_of(uint32_t c, bool wide)
{
	if (c >= ' ' && c <= '~' && !wide) /* nearly all: no need to ask the locale */
		return (wchar_t)c;
	if (c == 0)
		c = ' ';
	return (!utf8 && c > '~') || wcwidth((wchar_t)c) != (wide ? 2 : 1) ? L'?' : (wchar_t)c;
}

static void cell_convert(const struct cell *c, uint8_t look_seen, bool wide, cchar_t *out)
{
	*out = cell_of[look_seen < LOOK_COUNT ? look_seen : LOOK_PLAIN];
	out->chars[0] = character_of(c->c, wide);
}

static void row_reserve(int w)
{
	if (w <= row_size)
		return;
	row_cells = mem_resize(row_cells, (size_t)w, sizeof *row_cells);
	row_size = w;
}

/* Returns whether the terminal shows cell x of a row: as it was sent before, or as
 * erase left it. */
static bool is_shown(const struct cell *now, const struct cell *then, int x, int w)
{
	if (shown_valid)
		return cell_same(&now[x], &then[x]);
	return now[x].c == ' ' && look_of(now, x, w) == LOOK_PLAIN;
}

/* Sends the next run of cells of row y, from x on, that differ. Returns the column after
 * it. */
static int blit_run(const struct canvas *c, int y, int x, int w)
{
	const struct cell *now = c->cells + (size_t)y * (size_t)c->w;
	const struct cell *then = shown.cells + (size_t)y * (size_t)shown.w;

	while (x < w && is_shown(now, then, x, w))
		x++;
	if (x == w)
		return w;
	if (now[x].c == 0 && x > 0)
		x--; /* send a wide character as a whole */
	int n = 0, from = x;
	while (x < w && (x == from || !is_shown(now, then, x, w))) {
		bool wide = x + 1 < w && now[x + 1].c == 0;

		cell_convert(&now[x], look_of(now, x, w), wide, &row_cells[n]);
		if (wide && row_cells[n].chars[0] == L'?') { /* a stand-in fills both columns */
			row_cells[n + 1] = row_cells[n];
			n++;
		}
		n++;
		x += wide ? 2 : 1;
	}
	mvadd_wchnstr(y, from, row_cells, n);
	return x;
}

void term_blit(const struct canvas *c)
{
	int w = c->w < COLS ? c->w : COLS, h = c->h < LINES ? c->h : LINES;

	if (shown.w != c->w || shown.h != c->h) {
		canvas_resize(&shown, c->w, c->h);
		shown_valid = false;
	}
	if (!shown_valid)
		erase();
	row_reserve(w + 1);
	for (int y = 0; y < h; y++)
		for (int x = 0; x < w;)
			x = blit_run(c, y, x, w);
	if (c->w > 0 && c->h > 0)
		memcpy(shown.cells, c->cells, (size_t)c->w * (size_t)c->h * sizeof *c->cells);
	shown_valid = true;
	whole_collect();
	refresh();
	whole_send();
}

/* --- input --- */

static void draw_all_again(void)
{
	shown_valid = false;
	clearok(curscr, TRUE);
}

static void resize_now(void)
{
	struct winsize size;

	if (ioctl(out_fd, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
		resizeterm(size.ws_row, size.ws_col);
	draw_all_again();
}

static void continue_now(void)
{
	reset_prog_mode();
	send_directly(paste_on);
	curs_set(0);
	resize_now();
}

/* Gives the terminal to the shell until the process is continued. */
static void stop_now(void)
{
	send_directly(paste_off);
	curs_set(1);
	endwin();
	signals_rescue(false);
	signals_stop_here();
	signals_rescue(true);
	continue_now();
}

static uint32_t key_of_code(wint_t code)
{
	MEVENT mouse;

	switch (code) {
	case KEY_UP:
		return K_UP;
	case KEY_DOWN:
		return K_DOWN;
	case KEY_LEFT:
		return K_LEFT;
	case KEY_RIGHT:
		return K_RIGHT;
	case KEY_HOME:
		return K_HOME;
	case KEY_END:
		return K_END;
	case KEY_PPAGE:
		return K_PAGE_UP;
	case KEY_NPAGE:
		return K_PAGE_DOWN;
	case KEY_BACKSPACE:
		return K_BACKSPACE;
	case KEY_DC:
		return K_DELETE;
	case KEY_ENTER:
		return K_ENTER;
	case KEY_BTAB:
		return K_BACKTAB;
	case KEY_RESIZE:
		return K_RESIZE;
	case KEY_MOUSE:
		if (getmouse(&mouse) != OK)
			return K_OTHER;
		if ((mouse.bstate & (BUTTON4_PRESSED | BUTTON5_PRESSED)) != 0)
			return mouse.bstate & BUTTON4_PRESSED ? K_UP : K_DOWN;
		mouse_x = mouse.x;
		mouse_y = mouse.y;
		return mouse.bstate & BUTTON1_PRESSED ? K_MOUSE : K_OTHER;
	default:
		return K_OTHER;
	}
}

static int patience_ms; /* how long next_character waits */

static int32_t next_character(void)
{
	struct pollfd fd = { .fd = in_fd, .events = POLLIN };
	wint_t c;
	int kind = get_wch(&c);

	if (kind == ERR && poll(&fd, 1, patience_ms) > 0)
		kind = get_wch(&c);
	if (patience_ms == 0)
		patience_ms = SEQUENCE_MS;
	return kind == OK ? (int32_t)c : kind == ERR ? ESCAPE_NONE : 0; /* 0: a key among the characters */
}

static void character_back(int32_t c)
{
	unget_wch((wchar_t)c);
}

static char pasted[PASTE_MAX];
static bool pasted_whole;

const char *term_paste(bool *whole)
{
	*whole = pasted_whole;
	return pasted;
}

/* Returns the key that starts with ESC. */
static uint32_t key_of_escape(void)
{
	static const struct escape_source source = { next_character, character_back };

	patience_ms = 0;
	switch (escape_read(&source)) {
	case ESCAPE_KEY:
		return K_ESC;
	case ESCAPE_OTHER:
		return K_OTHER;
	case ESCAPE_PASTE:
		break;
	}
	patience_ms = PASTE_MS;
	pasted_whole = escape_paste(&source, pasted, sizeof pasted);
	return K_PASTE;
}

/* Returns the key that is waiting; K_TIMEOUT: none. */
static uint32_t key_waiting(void)
{
	wint_t c;
	int kind = get_wch(&c);

	if (kind == ERR)
		return K_TIMEOUT;
	if (kind == KEY_CODE_YES)
		return key_of_code(c);
	switch (c) {
	case '\r':
	case '\n':
		return K_ENTER;
	case '\t':
		return K_TAB;
	case '\033':
		return key_of_escape();
	case '\b':
	case 127:
		return K_BACKSPACE;
	case 'L' & 31:
		draw_all_again();
		return K_RESIZE;
	default:
		return c < KEYS_BEGIN ? (uint32_t)c : K_OTHER;
	}
}

/* Waits for a key or a signal. Returns false if the time is up. */
static bool wait_for_input(int timeout_ms, bool *readable)
{
	struct pollfd fds[] = { { .fd = in_fd, .events = POLLIN }, { .fd = signals_fd(), .events = POLLIN } };
	int n = poll(fds, 2, timeout_ms);

	*readable = n > 0 && (fds[0].revents & POLLIN) != 0;
	if (n > 0 && (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
		signals_hang_up();
	return n != 0;
}

bool term_key_waits(void)
{
	return poll(&(struct pollfd){ .fd = in_fd, .events = POLLIN }, 1, 0) > 0;
}

uint32_t term_read(int timeout_ms)
{
	for (int empty = 0;;) {
		uint32_t key;
		bool readable;

		switch (signals_next()) {
		case NEWS_NONE:
			break;
		case NEWS_END:
			return K_LEAVE;
		case NEWS_STOP:
			stop_now();
			return K_RESIZE;
		case NEWS_CONTINUED:
			continue_now();
			return K_RESIZE;
		case NEWS_RESIZED:
			resize_now();
			return K_RESIZE;
		}
		key = key_waiting();
		if (key != K_TIMEOUT)
			return key;
		if (!wait_for_input(timeout_ms, &readable))
			return K_TIMEOUT;
		if (readable && ++empty == EMPTY_READS_MAX)
			signals_hang_up();
	}
}
