/* Finds the record of the step that the screen shows. A record is of a step of the script, so it holds only
 * while what was done is the beginning of the script. */
#include "ui/app/kernels.h"

#include "ui/app/focus.h"

/* Goes through the script's actions as long as the session has the same ones: *at of them. Returns false at the
 * first that is another. */
static bool follows(const struct session *s, const struct statement *statements, size_t n, size_t *at)
{
	for (size_t i = 0; i < n && *at < session_at(s); i++) {
		if (statements[i].kind == ST_GOAL &&
		    !follows(s, statements[i].solution, statements[i].solution_used, at))
			return false;
		if (statements[i].kind != ST_ACTION || *at == session_at(s))
			continue;
		if (!action_same(session_action(s, *at), &statements[i].action))
			return false;
		(*at)++;
	}
	return true;
}

static bool on_path(const struct view *v)
{
	const struct session *s = v->player->session;
	size_t at = 0;

	return follows(s, v->kernels.script->statements, v->kernels.script->used, &at) && at == session_at(s);
}

static bool is_compared(const struct compared *c)
{
	return c->kind == COMPARED_AGREES || c->kind == COMPARED_DIFFERS;
}

enum kernel_place kernel_place(const struct view *v, const struct compared **record)
{
	const struct comparison *now = &v->kernels.now;
	const struct compared *none;
	size_t at;

	if (!record)
		record = &none;
	*record = NULL;
	if (!v->kernels.script || !v->player || v->player->script != v->kernels.script)
		return KERNEL_NONE;
	if (!on_path(v))
		return KERNEL_OFF;
	at = session_at(v->player->session);
	if (at == 0)
		return KERNEL_HERE;
	if (at > now->used && !now->ended && (now->used == 0 || now->at[now->used - 1].kind == COMPARED_AGREES))
		return KERNEL_BEHIND;
	*record = now->used == 0 ? NULL : &now->at[at > now->used ? now->used - 1 : at - 1];
	return at <= now->used && is_compared(*record) ? KERNEL_HERE : KERNEL_OVER;
}

enum tcp_state kernel_state(const struct view *v, const struct compared *record, uint8_t host)
{
	const struct slot *s = focus_slot(v, host);

	for (uint32_t i = 0; record && s && i < record->used[host]; i++) {
		const struct compared_socket *k = &record->sockets[host][i];

		if (k->lport == s->lport && k->rport == (slot_state(s) == TCPS_LISTEN ? 0 : s->rport))
			return (enum tcp_state)k->state;
	}
	return TCPS_CLOSED;
}

bool kernel_differs(const struct view *v, const struct compared *record, uint8_t host)
{
	return (record && record->differs[host]) || kernel_state(v, record, host) != focus_state(v, host);
}

unsigned kernel_line(const struct view *v)
{
	const struct comparison *now = &v->kernels.now;

	for (size_t i = now->used; i > 0; i--)
		if (now->at[i - 1].kind == COMPARED_AGREES)
			return now->at[i - 1].line;
	return 0;
}
