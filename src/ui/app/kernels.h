/* What two kernels did at the step that the screen shows (`learn --kernel`). Called by app and the panels. */
#ifndef TCPSTEP_UI_APP_KERNELS_H
#define TCPSTEP_UI_APP_KERNELS_H

#include "ui/app/view.h"

enum kernel_place {
	KERNEL_NONE,   /* no kernel runs for this script */
	KERNEL_OFF,    /* what was done is not the script's: the kernels follow the script only */
	KERNEL_BEHIND, /* they have not come to this step yet */
	KERNEL_OVER,   /* they do not come to this step */
	KERNEL_HERE
};

/* Returns where the kernels are. *record (if not NULL) is of the step here with KERNEL_HERE, NULL at the start of the
 * script; with KERNEL_OVER it is the last one, NULL if there is none. */
enum kernel_place kernel_place(const struct view *v, const struct compared **record);
/* Returns the state that a host's kernel has for the socket in its diagram. */
enum tcp_state kernel_state(const struct view *v, const struct compared *record, uint8_t host);
/* Returns whether a host's kernel differs from the model at a record. */
bool kernel_differs(const struct view *v, const struct compared *record, uint8_t host);
/* Returns the script's line up to which they were compared; 0: none. */
unsigned kernel_line(const struct view *v);

#endif
