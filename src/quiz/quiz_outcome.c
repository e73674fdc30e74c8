/* Reads an outcome: what the action of a situation did. */
#include "quiz/quiz_parts.h"

const struct row *outcome_first(const struct maker *m)
{
	return &m->out.rows[0];
}

bool outcome_is_call(const struct maker *m, enum call_id call)
{
	return m->out.rows[0].kind == ROW_CALL && m->out.rows[0].call.call == call;
}

const struct segment *outcome_segment(const struct maker *m)
{
	return m->out.rows[0].kind == ROW_ARRIVE ? &m->out.rows[0].segment : NULL;
}

size_t outcome_sent(const struct maker *m, const struct row **sent)
{
	size_t n = 0;

	for (size_t i = 0; i < m->out.used; i++)
		if (m->out.rows[i].kind == ROW_SEND) {
			*sent = &m->out.rows[i];
			n++;
		}
	return n;
}

bool outcome_refused(const struct maker *m)
{
	for (size_t i = 0; i < m->out.used; i++)
		if (m->out.rows[i].kind == ROW_RETURN && m->out.rows[i].result.error &&
		    outcome_is_call(m, (enum call_id)m->out.rows[i].result.call))
			return true;
	return false;
}
