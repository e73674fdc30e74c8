/* Compares what choices name with what the steps until the next question show: errors of calls,
 * and segments. Called by review. */
#include <string.h>

#include "base/text.h"
#include "engine/segment.h"
#include "engine/world.h"
#include "lesson/review_parts.h"

enum { FLAGS_OCTETS = 32 };

static bool is_of_name(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool review_names(const char *text, const char *name)
{
	size_t n = strlen(name);

	for (const char *at = text; (at = strstr(at, name)) != NULL; at += n)
		if ((at == text || !is_of_name(at[-1])) && !is_of_name(at[n]))
			return true;
	return false;
}

void answers_row(struct answers *a, const struct row *row)
{
	if (row->kind == ROW_RETURN && row->result.error)
		a->errors |= UINT64_C(1) << row->result.error;
	if (row->kind == ROW_SEND || row->kind == ROW_FORGE)
		a->segments |= UINT64_C(1) << (row->segment.flags & 63);
}

/* Returns the errors that a text names, as bits. */
static uint64_t errors_named(const char *text)
{
	uint64_t bits = 0;

	for (int e = ERR_NONE + 1; e < ERR_COUNT; e++)
		if (review_names(text, error_name((enum sock_error)e)))
			bits |= UINT64_C(1) << e;
	return bits;
}

/* Returns the segment that a text is the name of, as a bit: "RST", "SYN,ACK". Of a longer text it
 * is not known what it says of the segment: 0. */
static uint64_t segment_named(const char *text)
{
	char word[FLAGS_OCTETS];
	uint8_t flags;

	if (strlen(text) >= sizeof word || !segment_flags_parse(text, &flags) || flags == 0)
		return 0;
	return UINT64_C(1) << (flags & 63);
}

/* Writes the names of the first of these. */
static void name_errors(char *array, size_t size, uint64_t bits)
{
	struct text t = text_over(array, size);

	for (int e = ERR_NONE + 1; e < ERR_COUNT; e++)
		if (bits >> e & 1) {
			text_add(&t, error_name((enum sock_error)e));
			return;
		}
}

static void name_segments(char *array, size_t size, uint64_t bits)
{
	struct text t = text_over(array, size);

	for (unsigned f = 0; f < 64; f++)
		if (bits >> f & 1) {
			text_add(&t, segment_flags_name((uint8_t)f));
			return;
		}
}

/* What the choices of a question name, as bits. */
struct named {
	uint64_t right, wrong;
};

static struct named named_by(const struct block *b, uint64_t (*of)(const char *text))
{
	struct named n = { 0 };

	for (size_t i = 0; i < b->choices_used; i++)
		*(b->choices[i].right ? &n.right : &n.wrong) |= of(b->choices[i].text);
	return n;
}

static bool contradicts(const struct named *n, uint64_t seen)
{
	return n->right && !(n->right & seen) && (n->wrong & seen & ~n->right);
}

bool answers_doubtful(const struct answers *a, enum lang lang, struct diag *d)
{
	const struct block *b = statement_block(a->ask, lang);
	struct named errors = named_by(b, errors_named), segments = named_by(b, segment_named);
	char claimed[FLAGS_OCTETS], shown[FLAGS_OCTETS];

	if (contradicts(&errors, a->errors)) {
		name_errors(claimed, sizeof claimed, errors.right);
		name_errors(shown, sizeof shown, errors.wrong & a->errors);
	} else if (contradicts(&segments, a->segments)) {
		name_segments(claimed, sizeof claimed, segments.right);
		name_segments(shown, sizeof shown, segments.wrong & a->segments);
	} else {
		return false;
	}
	diag_set(d, a->ask->column, DIAG_REVIEW_ANSWER, claimed, shown);
	d->line = a->ask->line;
	return true;
}
