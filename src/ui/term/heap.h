/* Memory for the first screen, provided at once. For term only. */
#ifndef TCPSTEP_UI_TERM_HEAP_H
#define TCPSTEP_UI_TERM_HEAP_H

#include <stddef.h>

/* Has the kernel provide the pages that are written before the first screen appears:
 * curses fills three windows, and two canvases follow, together 1.2 MB at 200x60.
 * Written one by one, 300 pages cost as many page faults; asked for together, they
 * take two thirds of the time. The blocks are free again on return. The one at the
 * heap's end is held until heap_release, since free would give the pages back. A
 * kernel that cannot do this changes nothing. */
void heap_prepare(int fd, size_t cell_size);
void heap_release(void);

#endif
