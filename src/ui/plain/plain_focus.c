/* Has the facts of a host tell of another one of its sockets. Called by plain_do. */
#include "ui/plain/plain_core.h"

#include <string.h>

#include "base/text.h"
#include "ui/app/focus.h"

/* Finds the host and the socket that "server.2" names; *number is 0 for "server".
 * Returns false if it is something else. */
static bool parse(const char *s, uint8_t *host, uint32_t *number)
{
	for (*host = 0; *host < HOSTS; ++*host) {
		size_t n = strlen(host_name(*host));

		*number = 0;
		if (strncmp(s, host_name(*host), n) != 0)
			continue;
		return s[n] == '\0' || (s[n] == '.' && text_digits(s + n + 1, 1, UINT32_MAX, number));
	}
	return false;
}

void plain_focus(struct plain *p, const char *rest)
{
	struct app *a = &p->app;
	uint32_t number = 0;
	uint8_t host;
	const struct slot *s;
	struct facts f = { 0 };

	if (*rest != '\0' && !parse(rest, &host, &number)) {
		plain_say(p, MSG_PLAIN_FOCUS_HOW);
		return;
	}
	if (*rest != '\0')
		a->view.side = host;
	s = number > 0 ? world_socket(session_world(a->player.session), host, number) : NULL;
	if (number > 0 && !s) {
		plain_say(p, MSG_APP_NO_SOCKET);
		return;
	}
	if (s)
		app_focus_on(a, host, s);
	else
		app_perform(a, CMD_FOCUS);
	plain_message(p);
	facts_now(&f, a, FACT_STATES | FACT_OTHERS | FACT_CALLS | FACT_BUFFERS | FACT_TIMERS);
	facts_tell(p->out, &f);
	facts_free(&f);
	facts_now(&p->before, a, FACT_NEWS);
}
