/* Prints a message to the student. Called by all of plain. */
#include "base/text.h"
#include "ui/plain/plain_core.h"

void plain_say(struct plain *p, enum message id)
{
	fprintf(p->out, "%s\n", message_plain(id, p->app.view.lang));
}

void plain_say_with(struct plain *p, enum message id, const char *text)
{
	char line[2048];
	struct text t = text_over(line, sizeof line);

	text_addf(&t, message(id, p->app.view.lang), text);
	plain_text(p->out, line);
}

bool plain_in_session(const struct plain *p)
{
	return p->app.view.screen == SCREEN_STEP && p->app.player_on;
}
