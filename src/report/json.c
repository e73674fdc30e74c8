/* The trace for programs, a line of JSON a row: `--trace=json`, as lessons/FORMAT.md
 * defines it. tsv.c prints the same as a table. */
#include <string.h>

#include "language/format.h"
#include "report/report.h"

void json_string(FILE *out, const char *s)
{
	size_t n;

	fputc('"', out);
	for (; *s; s += n) {
		uint32_t c = utf8_next(s, &n);

		if (c == UTF8_BROKEN)
			fputs("\\uFFFD", out);
		else if (c == '"' || c == '\\')
			fprintf(out, "\\%c", (int)c);
		else if (!text_harmful(c))
			fwrite(s, 1, n, out);
		else if (c < 0x10000)
			fprintf(out, "\\u%04X", (unsigned)c);
		else
			fprintf(out, "\\u%04X\\u%04X", (unsigned)(0xD800 + ((c - 0x10000) >> 10)),
				(unsigned)(0xDC00 + (c & 0x3FF)));
	}
	fputc('"', out);
}

static void segment(FILE *out, const struct row *row)
{
	const struct segment *s = &row->segment;

	fprintf(out, "{\"number\":%u,\"flags\":\"%s\",\"seq\":%u,\"ack\":", (unsigned)row->id,
		segment_flags_name(s->flags), (unsigned)s->seq);
	if (s->flags & SEG_ACK)
		fprintf(out, "%u", (unsigned)s->ack);
	else
		fputs("null", out);
	fprintf(out, ",\"win\":%u,\"len\":%u,\"ports\":[%u,%u],", (unsigned)s->wnd, (unsigned)s->len,
		(unsigned)s->sport, (unsigned)s->dport);
	if (s->has_times)
		fprintf(out, "\"tsval\":%u,\"tsecr\":%u}", (unsigned)s->tsval, (unsigned)s->tsecr);
	else
		fputs("\"tsval\":null,\"tsecr\":null}", out);
}

void json_row(FILE *out, unsigned step, const struct row *row, const char *file)
{
	char array[4 * SEND_TEXT_MAX + 64];
	struct text detail = text_over(array, sizeof array);

	format_detail(&detail, row);
	fprintf(out,
		"{\"step\":%u,\"time_ms\":%llu,\"kind\":\"%s\",\"actor\":\"%s\",\"client\":\"%s\",\"server\":\"%s\","
		"\"segment\":",
		step, (unsigned long long)row->time_ms, row_kind_name((enum row_kind)row->kind), host_name(row->actor),
		state_name((enum tcp_state)row->state[HOST_CLIENT]),
		state_name((enum tcp_state)row->state[HOST_SERVER]));
	if (row->has_segment)
		segment(out, row);
	else
		fputs("null", out);
	fputs(",\"detail\":", out);
	if (strcmp(array, "-") == 0)
		fputs("null", out);
	else
		json_string(out, array);
	if (row->socket)
		fprintf(out, ",\"socket\":%u,\"file\":", (unsigned)row->socket);
	else
		fputs(",\"socket\":null,\"file\":", out);
	json_string(out, file);
	fputs("}\n", out);
}
