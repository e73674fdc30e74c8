/* Shows a segment's header, and forges a segment by a form. Called by app. */
#include <string.h>

#include "engine/seq.h"
#include "ui/app/app_core.h"
#include "ui/app/commands.h"
#include "ui/app/focus.h"
#include "ui/draw/keys.h"

void app_inspect(struct app *a)
{
	a->view.segment = view_segment(&a->view);
	app_push(a, OVERLAY_SEGMENT);
}

/* Fills in the form with what the peer of `to` would plausibly send next. */
static void fill_in(struct app *a, uint8_t to)
{
	struct action *f = &a->view.forge;
	const struct slot *s = focus_slot(&a->view, to);

	*f = (struct action){ .kind = ACT_INJECT, .host = to };
	f->forgery.wnd = 64;
	f->forgery.flags = SEG_RST;
	if (!s)
		return;
	f->forgery.seq = s->tcb.rcv_nxt;
	f->forgery.ack = s->tcb.snd_nxt;
	f->forgery.from_port = s->rport;
	f->forgery.to_port = s->lport;
	if (slot_state(s) == TCPS_LISTEN)
		f->forgery.flags = SEG_SYN;
}

void app_forge_open(struct app *a)
{
	fill_in(a, host_other(a->view.side));
	a->view.field = FORGE_SEQ;
	a->view.field_fresh = true;
	app_push(a, OVERLAY_FORGE);
}

static void flip(struct app *a, uint8_t flag)
{
	a->view.forge.forgery.flags ^= flag;
}

static uint8_t flag_of(enum forge_field field)
{
	return field == FORGE_FLAG_ACK   ? SEG_ACK
	       : field == FORGE_FLAG_RST ? SEG_RST
	       : field == FORGE_FLAG_SYN ? SEG_SYN
	       : field == FORGE_FLAG_FIN ? SEG_FIN
					 : 0;
}

/* Returns the number in the selected field, or NULL if it has none. *most is the
 * largest allowed. A 16-bit field is copied to *port, which is then returned. */
static uint32_t *value_of(struct app *a, uint32_t *most, uint32_t *port)
{
	struct forgery *f = &a->view.forge.forgery;

	*most = UINT32_MAX;
	switch (a->view.field) {
	case FORGE_SEQ:
		return &f->seq;
	case FORGE_ACK:
		return &f->ack;
	case FORGE_DATA:
		*most = 65535;
		return &f->len;
	case FORGE_WND:
		*most = UINT16_MAX;
		*port = f->wnd;
		return port;
	case FORGE_SPORT:
		*most = UINT16_MAX;
		*port = f->from_port;
		return port;
	case FORGE_DPORT:
		*most = UINT16_MAX;
		*port = f->to_port;
		return port;
	case FORGE_TO:
	case FORGE_FLAG_ACK:
	case FORGE_FLAG_RST:
	case FORGE_FLAG_SYN:
	case FORGE_FLAG_FIN:
	case FORGE_COUNT:
		break;
	}
	return NULL;
}

static void put_short(struct app *a, uint32_t value)
{
	struct forgery *f = &a->view.forge.forgery;

	if (a->view.field == FORGE_WND)
		f->wnd = value;
	else
		*(a->view.field == FORGE_SPORT ? &f->from_port : &f->to_port) = (uint16_t)value;
}

/* Appends a digit to the field, or removes one on Backspace; returns false if the
 * field has no number or the key is another. */
static bool edit_number(struct app *a, uint32_t key)
{
	uint32_t most, small = 0;
	uint32_t *value = value_of(a, &most, &small);

	if (!value || (key != K_BACKSPACE && (key < '0' || key > '9')))
		return false;
	uint64_t n = *value;
	if (key == K_BACKSPACE)
		n /= 10;
	else
		n = (a->view.field_fresh ? 0 : n * 10) + (key - '0');
	a->view.field_fresh = false;
	if (n > most)
		return true;
	*value = (uint32_t)n;
	if (value == &small)
		put_short(a, small);
	return true;
}

static void other_way(struct app *a)
{
	struct action old = a->view.forge;

	fill_in(a, host_other(old.host));
	a->view.forge.forgery.flags = old.forgery.flags;
	a->view.forge.forgery.len = old.forgery.len;
}

static void move_field(struct app *a, int by)
{
	a->view.field = (enum forge_field)(((int)a->view.field + by + FORGE_COUNT) % FORGE_COUNT);
	a->view.field_fresh = true;
}

static void send_it(struct app *a)
{
	struct action action = a->view.forge;
	const struct slot *s = world_focus(session_world(a->player.session), action.host);

	if (!(action.forgery.flags & SEG_ACK))
		action.forgery.ack = 0;
	if (s && action.forgery.from_port == s->rport && action.forgery.to_port == s->lport)
		action.forgery.from_port = action.forgery.to_port = 0; /* 0: the ports of the connection */
	app_pop(a);
	app_act(a, &action);
}

bool app_forge_key(struct app *a, uint32_t key)
{
	uint8_t flag = flag_of(a->view.field);

	switch (key) {
	case K_UP:
	case K_BACKTAB:
	case K_LEFT:
		move_field(a, -1);
		return true;
	case K_DOWN:
	case K_TAB:
	case K_RIGHT:
		move_field(a, 1);
		return true;
	case K_ENTER:
		send_it(a);
		return true;
	case ' ':
		if (flag != 0)
			flip(a, flag);
		else if (a->view.field == FORGE_TO)
			other_way(a);
		return true;
	default:
		return edit_number(a, key);
	}
}
