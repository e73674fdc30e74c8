/* What plain mode would print of an app that a screen drives by keys: for ui/web, whose
 * page has the screen and these sentences. */
#ifndef TCPSTEP_UI_PLAIN_PLAIN_BESIDE_H
#define TCPSTEP_UI_PLAIN_PLAIN_BESIDE_H

#include "ui/app/app_core.h"

struct beside; /* opaque */
struct beside *beside_new(const struct app_options *options);
void beside_free(struct beside *b);
/* Returns the app, which the caller opens and drives. */
struct app *beside_app(struct beside *b);
/* Returns what is new since the last call, "" if nothing is; valid until the next call.
 * The app stays as it is. */
const char *beside_tell(struct beside *b);

#endif
