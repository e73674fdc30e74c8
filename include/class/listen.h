/* Opens the sockets on which a class listens: "[ADDRESS:]PORT". For class/serve. */
#ifndef TCPSTEP_CLASS_LISTEN_H
#define TCPSTEP_CLASS_LISTEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

enum { LISTEN_SOCKETS_MAX = 4, LISTEN_URLS_MAX = 8, LISTEN_URL_MAX = 96 };

struct listening {
	int fds[LISTEN_SOCKETS_MAX];
	size_t used;
	char urls[LISTEN_URLS_MAX][LISTEN_URL_MAX]; /* where to find the class: "http://127.0.0.1:8080/" */
	size_t urls_used;
};

/* Opens the sockets. A port alone means 127.0.0.1 and ::1; port 0 any that is free. False with
 * *diag filled. */
bool listen_open(struct listening *l, const char *where, struct diag *diag);
/* Closes those that were not handed on. */
void listen_close(struct listening *l);

#endif
