/* Prints a message on standard error. */
#include "ui/tell/complain.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

int complain(enum lang lang, enum message id, const char *about)
{
	char safe[128];
	struct text t = text_over(safe, sizeof safe);

	text_add_safe(&t, about, strlen(about));
	fputs("tcpstep: ", stderr);
	fprintf(stderr, message(id, lang), safe);
	fputc('\n', stderr);
	return 2;
}
