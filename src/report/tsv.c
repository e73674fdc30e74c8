/* The trace for programs: `--trace=tsv`, exactly as lessons/FORMAT.md defines it.
 * ladder.c prints the trace for people. */
#include <string.h>

#include "language/format.h"
#include "report/report.h"

enum { FILE_OCTETS = 4096 }; /* a longer name is cut */

void tsv_header(FILE *out)
{
	fputs("step\ttime_ms\tkind\tactor\tclient\tserver\tsegment\tdetail\tsocket\tfile\n", out);
}

void tsv_row(FILE *out, unsigned step, const struct row *row, const char *file)
{
	char segment_array[200], detail_array[4 * SEND_TEXT_MAX + 64], socket_array[16], file_array[FILE_OCTETS];
	struct text segment = text_over(segment_array, sizeof segment_array);
	struct text detail = text_over(detail_array, sizeof detail_array);
	struct text socket = text_over(socket_array, sizeof socket_array);
	struct text name = text_over(file_array, sizeof file_array);

	if (row->has_segment) {
		text_addf(&segment, "#%u ", (unsigned)row->id);
		format_segment(&segment, &row->segment);
	} else {
		text_add(&segment, "-");
	}
	format_detail(&detail, row);
	if (row->socket)
		text_addf(&socket, "%u", (unsigned)row->socket);
	else
		text_add(&socket, "-");
	text_add_safe(&name, file, strlen(file));
	fprintf(out, "%u\t%llu\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", step, (unsigned long long)row->time_ms,
		row_kind_name((enum row_kind)row->kind), host_name(row->actor),
		state_name((enum tcp_state)row->state[HOST_CLIENT]),
		state_name((enum tcp_state)row->state[HOST_SERVER]), segment.at, detail.at, socket.at, name.at);
}
