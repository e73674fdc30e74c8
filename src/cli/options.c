/* Reads the command line into struct options, by one table of options. Called by
 * main; user_config calls option_set for the lines of the settings file. */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/text.h"
#include "class/form.h"
#include "class/serve.h"
#include "cli/cli.h"
#include "lesson/beginnings.h"

/* clang-format off */
const struct option cli_options[OPT_COUNT_OF] = {
	[OPT_HELP]      = { "--help", NULL, "-h", NULL, NULL },
	[OPT_VERSION]   = { "--version", NULL, NULL, NULL, NULL },
	[OPT_LANG]      = { "--lang", "en|ko", NULL, "lang", NULL },
	[OPT_ASCII]     = { "--ascii", NULL, NULL, "ascii", "on" },
	[OPT_COLOR]     = { "--color", "auto|always|never", NULL, "color", NULL },
	[OPT_SCHEME]    = { "--scheme", SCHEME_WORDS, NULL, "scheme", NULL },
	[OPT_ANIMATION] = { "--no-animation", NULL, NULL, "animation", "off" },
	[OPT_MOUSE]     = { "--no-mouse", NULL, NULL, "mouse", "off" },
	[OPT_PLAIN]     = { "--plain", NULL, NULL, "plain", "on" },
	[OPT_SPEED]     = { "--speed", "STEPS", NULL, "speed", NULL },
	[OPT_LESSONS]   = { "--lessons", "DIR", NULL, NULL, NULL },
	[OPT_TRACE]     = { "--trace", "text|tsv|json", NULL, NULL, NULL },
	[OPT_WHY]       = { "--why", NULL, NULL, NULL, NULL },
	[OPT_MAX_WAIT]  = { "--max-wait", "TIME", NULL, NULL, NULL },
	[OPT_ALL]       = { "--all", NULL, NULL, NULL, NULL },
	[OPT_PCAP]      = { "--pcap", "FILE", NULL, NULL, NULL },
	[OPT_WALKS]     = { "--walks", "N", NULL, NULL, NULL },
	[OPT_LOOPBACK]  = { "--loopback", NULL, NULL, NULL, NULL },
	[OPT_KERNEL]    = { "--kernel", NULL, NULL, NULL, NULL },
	[OPT_FROM]      = { "--from", "FILE", NULL, NULL, NULL },
	[OPT_AT]        = { "--at", "STEP|client|server", NULL, NULL, NULL },
	[OPT_SIZE]      = { "--size", "COLSxROWS", NULL, NULL, NULL },
	[OPT_OUTPUT]    = { "--output", "FILE", "-o", NULL, NULL },
	[OPT_SEED]      = { "--seed", "N|TEXT", NULL, NULL, NULL },
	[OPT_COUNT]     = { "--count", "N", NULL, NULL, NULL },
	[OPT_KEY]       = { "--key", "FILE", NULL, NULL, NULL },
	[OPT_PAPER]     = { "--paper", NULL, NULL, NULL, NULL },
	[OPT_GRADE]     = { "--grade", "FILE", NULL, NULL, NULL },
	[OPT_ANSWERS]   = { "--answers", NULL, NULL, NULL, NULL },
	[OPT_STRICT]    = { "--strict", NULL, NULL, NULL, NULL },
	[OPT_NAMES]     = { "--names", NULL, NULL, NULL, NULL },
	[OPT_SUMMARY]   = { "--summary", NULL, NULL, NULL, NULL },
	[OPT_JSON]      = { "--json", NULL, NULL, NULL, NULL },
	[OPT_VERDICT]   = { "--verdict", NULL, NULL, NULL, NULL },
	[OPT_FAIL_ON]   = { "--fail-on", "WORD,…", NULL, NULL, NULL },
	[OPT_AS]        = { "--as",
#define EXPORT(name, ...) "|" #name
			    &
#include "cli/exports.def"
#define PAPER(name, ...) "|" #name
#include "cli/papers.def"
			    [1], NULL, NULL, NULL },
	[OPT_CONNECTION] = { "--connection", "N", NULL, NULL, NULL },
	[OPT_CAPTURE]   = { "--capture", "CAPTURE", NULL, NULL, NULL },
	[OPT_NO_DATA]   = { "--no-data", NULL, NULL, NULL, NULL },
	[OPT_ANONYMIZE] = { "--anonymize", NULL, NULL, NULL, NULL },
	[OPT_CALLS]     = { "--calls", "FILE", NULL, NULL, NULL },
	[OPT_FILM]      = { "--film", NULL, NULL, NULL, NULL },
	[OPT_LISTEN]    = { "--listen", "[ADDRESS:]PORT", NULL, NULL, NULL },
	[OPT_CODE]      = { "--code", "WORD", NULL, NULL, NULL },
	[OPT_FOLLOWERS] = { "--followers", "N", NULL, NULL, NULL },
	[OPT_KIOSK]     = { "--kiosk", NULL, NULL, NULL, NULL },
	[OPT_SLIDES]    = { "--slides", NULL, NULL, NULL, NULL },
	[OPT_REPORT]    = { "--report", "tap|junit", NULL, NULL, NULL },
	[OPT_SET]       = { "--set", "NAME=VALUE", NULL, NULL, NULL },
	[OPT_ONCE]      = { "--once", NULL, NULL, NULL, NULL },
	[OPT_BEGIN]     = { "--begin",
#define BEGINNING(name, ...) name "|"
#include "lesson/beginnings.def"
#undef BEGINNING
			    BEGINNING_LAST, NULL, NULL, NULL },
};
/* clang-format on */

/* Returns which of "a|b|c" the value is, or -1 with the nearest one in *near. */
static int one_of(const char *values, const char *value, const char **near)
{
	static char store[VALUES_MAX];
	const char *names[16];
	size_t n = 0;
	struct text t = text_over(store, sizeof store);

	text_add(&t, values);
	for (char *s = store; s && n < sizeof names / sizeof *names; n++) {
		char *bar = strchr(s, '|');

		names[n] = s;
		if (bar)
			*bar++ = '\0';
		s = bar;
	}
	for (size_t i = 0; i < n; i++)
		if (strcmp(value, names[i]) == 0)
			return (int)i;
	*near = diag_nearest(value, names, n);
	return -1;
}

/* Reads "24/28": a step as the top of the screen has it. */
static bool stop_of(struct options *o, const char *value)
{
	char step[12];
	const char *slash = strchr(value, '/');

	if (!slash || (size_t)(slash - value) >= sizeof step)
		return false;
	memcpy(step, value, (size_t)(slash - value));
	step[slash - value] = '\0';
	return text_digits(slash + 1, 1, UINT32_MAX - 1, &o->at_of) && text_digits(step, 0, o->at_of, &o->at);
}

/* Reads a step's number, as the trace or as the screen counts it, "client" or "server". */
static bool at_of(struct options *o, const char *value, const char **near)
{
	int end;

	o->at_of = 0;
	if (text_digits(value, 0, UINT32_MAX - 1, &o->at) || stop_of(o, value)) {
		o->at_kind = AT_STEP;
		return true;
	}
	end = one_of("client|server", value, near);
	o->at_kind = end == 1 ? AT_SERVER : AT_CLIENT;
	return end >= 0;
}

/* Reports a value of --at that is none of `expected`. */
static bool not_at(const struct options *o, const char *value, const char *expected)
{
	struct diag d;

	diag_set(&d, 0, DIAG_UNKNOWN_VALUE, value, "");
	diag_argument(&d, 3, "%s", cli_options[OPT_AT].name);
	diag_argument(&d, 4, "%s", expected);
	cli_usage_of(o, &d);
	return false;
}

bool cli_seed_is_number(const struct options *o)
{
	uint32_t number;
	struct diag d;

	if (!o->seed_text || text_digits(o->seed_text, 0, UINT32_MAX, &number))
		return true;
	diag_set(&d, 0, DIAG_UNKNOWN_VALUE, o->seed_text, "");
	diag_argument(&d, 3, "%s", cli_options[OPT_SEED].name);
	diag_argument(&d, 4, "N");
	cli_usage_of(o, &d);
	return false;
}

bool cli_at_is_step(const struct options *o)
{
	if (o->at_kind == AT_NONE || o->at_kind == AT_STEP)
		return true;
	return not_at(o, o->at_kind == AT_CLIENT ? "client" : "server", "STEP");
}

bool cli_at_is_end(const struct options *o)
{
	char number[16];

	snprintf(number, sizeof number, "%u", (unsigned)o->at);
	return o->at_kind != AT_STEP || not_at(o, number, "client|server");
}

/* Reads "80x24". */
static bool size_of(const char *value, unsigned *w, unsigned *h)
{
	char columns[8];
	const char *x = strchr(value, 'x');
	uint32_t cols, rows;

	if (!x || (size_t)(x - value) >= sizeof columns)
		return false;
	memcpy(columns, value, (size_t)(x - value));
	columns[x - value] = '\0';
	if (!text_digits(columns, 1, 1000, &cols) || !text_digits(x + 1, 1, 1000, &rows))
		return false;
	*w = cols;
	*h = rows;
	return true;
}

static bool set_flag(struct options *o, enum option_id id, const char *value, const char **near)
{
	bool *flags[OPT_COUNT_OF] = {
		[OPT_HELP] = &o->help,       [OPT_SLIDES] = &o->slides,   [OPT_VERSION] = &o->version,
		[OPT_ASCII] = &o->ascii,     [OPT_PLAIN] = &o->plain,     [OPT_WHY] = &o->why,
		[OPT_ANSWERS] = &o->answers, [OPT_STRICT] = &o->strict,   [OPT_ANIMATION] = &o->animation,
		[OPT_MOUSE] = &o->mouse,     [OPT_NAMES] = &o->names,     [OPT_SUMMARY] = &o->summary,
		[OPT_JSON] = &o->json,       [OPT_VERDICT] = &o->verdict, [OPT_FILM] = &o->film,
		[OPT_ONCE] = &o->once,       [OPT_NO_DATA] = &o->no_data, [OPT_ANONYMIZE] = &o->anonymize,
		[OPT_KIOSK] = &o->kiosk,     [OPT_ALL] = &o->all,         [OPT_LOOPBACK] = &o->loopback,
		[OPT_KERNEL] = &o->kernel,   [OPT_PAPER] = &o->paper
	};
	const char *setting = cli_options[id].setting_off;
	int on;

	if (!value)
		value = setting ? setting : "on";
	on = one_of("off|on", value, near);
	if (on >= 0)
		*flags[id] = on == 1;
	return on >= 0;
}

bool option_opposite(enum option_id id, char word[OPTION_NAME_MAX])
{
	const char *name = cli_options[id].name;
	struct text t = text_over(word, OPTION_NAME_MAX);

	if (strncmp(name, "--no-", 5) == 0)
		text_addf(&t, "--%s", name + 5);
	else
		text_addf(&t, "--no-%s", name + 2);
	return cli_options[id].setting_off;
}

/* Sets an option whose value is any text. Returns false if it is none of those. */
static bool set_text(struct options *o, enum option_id id, const char *value)
{
	const char **texts[OPT_COUNT_OF] = {
		[OPT_CAPTURE] = &o->capture, [OPT_LESSONS] = &o->lessons, [OPT_LISTEN] = &o->listen,
		[OPT_CODE] = &o->code,       [OPT_FROM] = &o->from,       [OPT_OUTPUT] = &o->output,
		[OPT_FAIL_ON] = &o->fail_on, [OPT_PCAP] = &o->pcap,       [OPT_KEY] = &o->key
	};

	if (!texts[id])
		return false;
	*texts[id] = value;
	return true;
}

/* The options whose value is a number: where it goes, and its bounds. */
struct number {
	uint32_t *to;
	uint32_t min, max;
};

static struct number number_of(struct options *o, enum option_id id)
{
	const struct number numbers[OPT_COUNT_OF] = {
		[OPT_FOLLOWERS] = { &o->followers, 1, SERVE_FOLLOWERS_MAX },
		[OPT_WALKS] = { &o->walks, 1, 1000000 },
		[OPT_CONNECTION] = { &o->connection, 1, UINT32_MAX },
		[OPT_COUNT] = { &o->count, 1, 1000000 },
		[OPT_SPEED] = { &o->speed, 1, 60000 },
	};

	return numbers[id];
}

/* Sets an option whose value is one of those that its row names. */
static bool set_choice(struct options *o, enum option_id id, const char *value, const char **near)
{
	int which = one_of(cli_options[id].values, value, near);

	if (which < 0)
		return false;
	if (id == OPT_COLOR)
		o->colour = (enum when)which;
	else if (id == OPT_TRACE)
		o->trace = (enum trace_format)which;
	else if (id == OPT_REPORT)
		o->report = which == 0 ? RESULTS_TAP : RESULTS_JUNIT;
	else if (id == OPT_SCHEME)
		o->scheme = value;
	else if (id == OPT_BEGIN)
		o->begin = value;
	else if (id == OPT_AS)
		o->as = value;
	return true;
}

bool option_set(struct options *o, enum option_id id, const char *value, const char **near)
{
	const struct number n = number_of(o, id);

	*near = NULL;
	if (!cli_options[id].values)
		return set_flag(o, id, value, near);
	if (set_text(o, id, value))
		return id != OPT_CODE || form_is_code(value);
	if (n.to)
		return text_digits(value, n.min, n.max, n.to);
	if (id == OPT_SET) {
		if (o->sets_used == SETS_MAX || !strpbrk(value, "= ") || strpbrk(value, "\r\n"))
			return false;
		o->sets[o->sets_used++] = value;
		return true;
	}
	if (id == OPT_CALLS) {
		if (o->calls_used == CALLS_FILES_MAX)
			return false;
		o->calls[o->calls_used++] = value;
		return true;
	}
	if (id == OPT_SEED) {
		o->seed_text = value;
		text_digits(value, 0, UINT32_MAX, &o->seed);
		return true;
	}
	if (id == OPT_GRADE) {
		o->grade = true;
		o->words[o->words_used++] = value;
		return true;
	}
	if (id == OPT_MAX_WAIT)
		return duration_parse(value, &o->max_wait) && o->max_wait.unit != UNIT_MSL;
	if (id == OPT_SIZE)
		return size_of(value, &o->w, &o->h);
	if (id == OPT_AT)
		return at_of(o, value, near);
	if (id == OPT_LANG && lang_parse(value, &o->lang))
		return true;
	return set_choice(o, id, value, near);
}

/* Returns the option that a word names; *undoes: the word is its opposite. Returns
 * OPT_COUNT_OF if there is none. */
static enum option_id option_find(const char *word, bool *undoes)
{
	char opposite[OPTION_NAME_MAX];
	size_t n = strcspn(word, "=");

	for (int i = 0; i < OPT_COUNT_OF; i++) {
		const struct option *option = &cli_options[i];

		*undoes = option_opposite((enum option_id)i, opposite) && strcmp(word, opposite) == 0;
		if (*undoes || (strncmp(word, option->name, n) == 0 && option->name[n] == '\0') ||
		    (option->also && strcmp(word, option->also) == 0))
			return (enum option_id)i;
	}
	return OPT_COUNT_OF;
}

/* Reports an option that there is not. Suggests one that the command takes, if the
 * command is known already. */
static bool unknown_option(const struct options *o, const char *word)
{
	const struct cli_command *c = o->command ? cli_command_find(o, o->command) : NULL;
	const char *names[OPT_COUNT_OF];
	size_t n = 0;
	char name[100];
	struct text t = text_over(name, sizeof name);

	for (int i = 0; i < OPT_COUNT_OF; i++)
		if (!c || i < OPT_COMMON || c->options >> i & 1)
			names[n++] = cli_options[i].name;
	text_add_n(&t, word, strcspn(word, "="));
	cli_unknown(o, DIAG_UNKNOWN_OPTION, word, diag_nearest(name, names, n));
	return false;
}

static bool read_option(struct options *o, int argc, char **argv, int *i)
{
	const char *word = argv[*i], *value = strchr(word, '='), *near;
	bool undoes;
	enum option_id id = option_find(word, &undoes);
	struct diag d;

	if (id == OPT_COUNT_OF)
		return unknown_option(o, word);
	if (value && !cli_options[id].values) {
		cli_usage(o, DIAG_OPTION_NO_VALUE, cli_options[id].name, "");
		return false;
	}
	if (cli_options[id].values && !value && *i + 1 == argc) {
		cli_usage(o, DIAG_OPTION_NEEDS_VALUE, cli_options[id].name, cli_options[id].values);
		return false;
	}
	if (cli_options[id].values)
		value = value ? value + 1 : argv[++*i];
	else if (undoes)
		value = strcmp(cli_options[id].setting_off, "on") == 0 ? "off" : "on";
	o->seen |= OPTION_BIT(id);
	if (option_set(o, id, value, &near))
		return true;
	diag_expected(&d, 0, near ? DIAG_UNKNOWN_NEAR : DIAG_UNKNOWN_VALUE, DIAG_UNKNOWN_VALUE, value,
		      near ? near : "");
	diag_argument(&d, 3, "%s", cli_options[id].name);
	diag_argument(&d, 4, "%s", cli_options[id].values);
	cli_usage_of(o, &d);
	return false;
}

/* Returns whether the command takes every option given; otherwise reports one that it
 * does not take. */
static bool options_fit(const struct options *o)
{
	const struct cli_command *c = o->command ? cli_command_find(o, o->command) : o->commands[0];

	if (!c)
		return false;
	for (int i = OPT_COMMON; i < OPT_COUNT_OF; i++)
		if (o->seen >> i & 1 && !(c->options >> i & 1)) {
			cli_usage(o, DIAG_OPTION_NOT_TAKEN, c->name, cli_options[i].name);
			return false;
		}
	return true;
}

/* Takes the language from --lang wherever it is, for the errors in front of it. */
static void find_lang(struct options *o, int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], "--lang=", 7) == 0)
			lang_parse(argv[i] + 7, &o->lang);
		else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			lang_parse(argv[i + 1], &o->lang);
	}
}

bool options_read(struct options *o, int argc, char **argv)
{
	bool ended = false;

	find_lang(o, argc, argv);
	o->words = mem_new((size_t)argc, sizeof *o->words);
	for (int i = 1; i < argc; i++) {
		const char *word = argv[i];

		if (!ended && strcmp(word, "--") == 0) {
			ended = true;
		} else if (!ended && word[0] == '-' && word[1] != '\0') {
			if (!read_option(o, argc, argv, &i))
				return false;
		} else if (!o->command) {
			o->command = word;
		} else {
			o->words[o->words_used++] = word;
		}
	}
	return o->help || o->version || options_fit(o);
}
