/* Which socket of a host its diagram shows: the one in focus of the script language, or
 * another one that the student put there (app_focus.c). What a script means does not
 * depend on it. Called by app and the panels. */
#ifndef TCPSTEP_UI_APP_FOCUS_H
#define TCPSTEP_UI_APP_FOCUS_H

#include "engine/world.h"
#include "ui/app/view.h"

/* Returns the slot that a host's diagram shows, or NULL if the host has none. */
const struct slot *focus_slot(const struct view *v, uint8_t host);
/* Returns the state that a host's diagram shows; CLOSED if the host has no slot. */
enum tcp_state focus_state(const struct view *v, uint8_t host);
/* Reports whether the diagram shows another slot than the one in focus of the script
 * language. */
bool focus_is_chosen(const struct view *v, uint8_t host);
/* Lists the slots that a diagram can show: sockets without a connection by their
 * number, then connections, the oldest first. Returns how many there are. */
unsigned focus_list(const struct world *w, uint8_t host, const struct slot *out[SLOTS_MAX]);
/* Returns the slot of the same connection or socket in another world of the session, or NULL. */
const struct slot *focus_same(const struct world *w, uint8_t host, const struct slot *s);
/* Returns the newest connection with these ports, or NULL. */
const struct slot *focus_with(const struct world *w, uint8_t host, uint16_t lport, uint16_t rport);
/* Returns the other end of a slot's connection, or NULL. */
const struct slot *focus_peer(const struct world *w, uint8_t host, const struct slot *s);
/* Returns the socket that a call of this host acts on; NULL: none, or the call needs none. */
const struct slot *focus_of_call(const struct view *v, const struct action *action);
/* Names the socket that the diagram shows in a call or a retransmission that would mean another
 * one. Returns false if it has no number yet, because accept has not returned it. */
bool focus_name(const struct view *v, struct action *action);

#endif
