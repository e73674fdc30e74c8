/* Prints and reads text. Called by plain*.c. */
#include "ui/plain/plain_text.h"

#include <string.h>

#include "ui/tell/messages.h"

void plain_text(FILE *out, const char *s)
{
	char line[512];
	struct text t = text_over(line, sizeof line);

	for (; *s != '\0'; s++) {
		size_t n;

		if (t.len > sizeof line / 2) { /* a line may have any length */
			fputs(line, out);
			text_clear(&t);
		}
		if (s[0] == '\n' && s[1] == '\n') {
			fprintf(out, "%s\n", line);
			text_clear(&t);
			s++;
			continue;
		}
		if (*s == '\n') {
			text_add(&t, " ");
			continue;
		}
		utf8_next(s, &n);
		text_add_safe(&t, s, n);
		s += n - 1;
	}
	if (t.len > 0)
		fprintf(out, "%s\n", line);
}

void plain_span(struct text *t, vtime ms, enum lang lang)
{
	char seconds[16];
	struct text s = text_over(seconds, sizeof seconds);
	unsigned rest = (unsigned)(ms % 60000);
	size_t begin = t->len;

	if (ms < 1000) {
		text_addf(t, message(MSG_PLAIN_MILLISECONDS, lang), (unsigned)ms);
		return;
	}
	if (ms >= 3600000)
		text_addf(t, message(MSG_PLAIN_HOURS, lang), (unsigned long long)(ms / 3600000));
	if (ms / 60000 % 60 > 0) {
		text_add(t, t->len > begin ? " " : "");
		text_addf(t, message(MSG_PLAIN_MINUTES, lang), (unsigned)(ms / 60000 % 60));
	}
	if (rest == 0)
		return;
	text_addf(&s, "%u.%03u", rest / 1000, rest % 1000);
	while (seconds[s.len - 1] == '0')
		seconds[--s.len] = '\0';
	if (seconds[s.len - 1] == '.')
		seconds[--s.len] = '\0';
	text_add(t, t->len > begin ? " " : "");
	text_addf(t, message(MSG_PLAIN_SECONDS, lang), seconds);
}

bool plain_number(const char *s, size_t *n)
{
	size_t digits = strspn(s, "0123456789");

	*n = 0;
	for (size_t i = 0; i < digits; i++)
		*n = 10 * *n + (size_t)(s[i] - '0');
	return digits > 0 && digits <= 6 && s[digits] == '\0';
}
