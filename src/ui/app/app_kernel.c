/* Shows what two kernels did at the steps of a lesson, by the records of another process
 * (lesson/compared.h). Called by app and plain. */
#include "engine/rules.h"
#include "language/format.h"
#include "language/verbs.h"
#include "ui/app/app_core.h"
#include "ui/app/focus.h"
#include "ui/app/kernels.h"

enum { LINE = 1200 };

void app_kernel_begin(struct app *a, const struct script *script)
{
	if (!a->options.kernel || a->view.kernels.script)
		return;
	a->view.kernels.script = script;
	app_kernel_look(a, 0);
}

bool app_kernel_look(struct app *a, int wait_ms)
{
	const struct compared_feed *feed = a->options.kernel;
	bool news = false, more = a->view.kernels.script;

	while (more && !a->view.kernels.now.ended) {
		bool came = feed->look(feed->from, &a->view.kernels.now, wait_ms);

		news |= came;
		more = came && wait_ms != 0 && kernel_place(&a->view, NULL) == KERNEL_BEHIND;
	}
	return news;
}

bool app_kernel_beat(struct app *a)
{
	unsigned since_ms = (unsigned)app_timeout_ms(a);
	bool news, ran = a->view.kernels.script && !a->view.kernels.now.ended;

	if (!ran)
		return false;
	news = app_kernel_look(a, 0);
	if (a->view.playing)
		a->kernel_ms += since_ms;
	if (a->view.playing ? a->kernel_ms >= 60000 / a->view.speed : app_wants_look(a)) {
		a->kernel_ms = 0;
		return false;
	}
	if (news)
		app_kernel_say(a);
	a->room.idle = !news;
	return true;
}

static bool differs_here(const struct view *v, const struct compared *record)
{
	return kernel_differs(v, record, HOST_CLIENT) || kernel_differs(v, record, HOST_SERVER);
}

/* Words why no more is compared. */
static void add_why_over(struct text *t, const struct view *v)
{
	const struct comparison *now = &v->kernels.now;
	const struct compared *last = now->used > 0 ? &now->at[now->used - 1] : NULL;

	if (last && last->kind == COMPARED_SKIPPED)
		text_addf(t, message(MSG_KERNEL_SKIPPED, v->lang), last->wait_s, last->line);
	else if (last && last->kind == COMPARED_DIFFERS)
		text_addf(t, message(MSG_KERNEL_DIFFERED, v->lang), last->line);
	else
		text_add(t, message(MSG_KERNEL_BROKEN, v->lang));
}

void app_kernel_say(struct app *a)
{
	const struct view *v = &a->view;
	const struct compared *record;
	enum kernel_place place = a->player_on ? kernel_place(v, &record) : KERNEL_NONE;
	char line[LINE];
	struct text t = text_over(line, sizeof line);

	if ((place != KERNEL_HERE && place != KERNEL_OVER) || !record) {
		a->said = NULL;
		return;
	}
	if ((record == a->said && a->said_over == (place == KERNEL_OVER)) || v->notice.text[0] != '\0')
		return;
	a->said = record;
	a->said_over = place == KERNEL_OVER;
	if (place == KERNEL_HERE && differs_here(v, record)) {
		app_say(a, true, MSG_KERNEL_HERE);
	} else if (place == KERNEL_OVER) {
		add_why_over(&t, v);
		app_say_text(a, false, line);
	}
}

/* --- the list --- */

/* Adds what the model did here where the lesson's settings, and not a kernel, make the difference. */
static void add_settings(struct app *a, uint8_t host)
{
	const struct view *v = &a->view;
	char line[LINE];
	struct text t = text_over(line, sizeof line);
	size_t n;
	const struct row *rows = session_rows(v->player->session, &n);
	enum rule_id rule = RULE_NONE;

	for (size_t i = 0; i < n; i++)
		for (int k = 0; k < rows[i].changes_used; k++)
			if (rows[i].changes[k].host == host)
				rule = (enum rule_id)rows[i].changes[k].rule;
	text_addf(&t, message(MSG_KERNEL_SETTINGS, v->lang),
		  session_config(v->player->session)->profile == PROFILE_LINUX ? "linux" : "rfc");
	app_list_add(a, LOOK_PLAIN, 0, line);
	if (rule == RULE_NONE)
		return;
	text_clear(&t);
	text_addf(&t, message(MSG_KERNEL_MODEL, v->lang), "");
	text_addf(&t, "%s: %s", rule_source(rule), rule_text(rule, v->lang));
	app_list_add(a, LOOK_PLAIN, 0, line);
}

static void add_host(struct app *a, const struct compared *record, uint8_t host)
{
	const struct view *v = &a->view;
	bool differs = kernel_differs(v, record, host);
	char line[LINE];
	struct text t = text_over(line, sizeof line);

	text_addf(&t, message(differs ? MSG_KERNEL_OTHER : MSG_KERNEL_SAME, v->lang), host_word(host, v->lang),
		  state_name(focus_state(v, host)), state_name(kernel_state(v, record, host)));
	app_list_add(a, differs ? LOOK_WARN : LOOK_PLAIN, 0, line);
	if (differs && !(record && record->kind == COMPARED_DIFFERS))
		add_settings(a, host);
}

static void add_differences(struct app *a, const struct compared *record)
{
	enum lang lang = a->view.lang;

	for (size_t i = 0; record && i < record->said_used; i++) {
		const struct compared_words *w = &record->said[i][lang];
		char line[LINE];
		struct text t = text_over(line, sizeof line);

		app_list_add(a, LOOK_STRONG, 0, w->subject);
		text_addf(&t, message(MSG_KERNEL_MODEL, lang), w->model);
		app_list_add(a, LOOK_PLAIN, 0, line);
		text_clear(&t);
		text_addf(&t, message(MSG_KERNEL_KERNEL, lang), w->kernel);
		app_list_add(a, LOOK_PLAIN, 0, line);
	}
}

/* Adds where the kernels are, if they are not here. */
static void add_place(struct app *a, enum kernel_place place)
{
	const struct view *v = &a->view;
	const struct comparison *now = &v->kernels.now;
	char line[LINE];
	struct text t = text_over(line, sizeof line);

	if (place == KERNEL_OFF)
		text_add(&t, message(MSG_KERNEL_OFF, v->lang));
	else if (place == KERNEL_BEHIND && now->of_s > 0)
		text_addf(&t, message(MSG_KERNEL_WAITING, v->lang), view_step_number(v, now->used), now->waited_s,
			  now->of_s);
	else if (place == KERNEL_BEHIND)
		text_addf(&t, message(MSG_KERNEL_BEHIND, v->lang), view_step_number(v, now->used));
	else
		add_why_over(&t, v);
	app_list_add(a, LOOK_PLAIN, 0, line);
	text_clear(&t);
	text_addf(&t, message(MSG_KERNEL_UP_TO, v->lang), kernel_line(v));
	if (place == KERNEL_OVER)
		app_list_add(a, LOOK_PLAIN, 0, line);
}

void app_kernel_open(struct app *a)
{
	const struct compared *record;
	enum kernel_place place = kernel_place(&a->view, &record);

	app_list_begin(a, OVERLAY_KERNEL, NULL);
	app_list_title(a, message(MSG_KERNEL_TITLE, a->view.lang));
	if (place == KERNEL_HERE) {
		for (uint8_t h = 0; h < HOSTS; h++)
			add_host(a, record, h);
		add_differences(a, record);
	} else {
		add_place(a, place);
	}
	app_list_foot(a, message(MSG_KERNEL_FOOT, a->view.lang));
}
