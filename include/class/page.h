/* The page for browsers that `make web` builds: where it is, and as a class serves it. */
#ifndef TCPSTEP_CLASS_PAGE_H
#define TCPSTEP_CLASS_PAGE_H

#include <stddef.h>

/* Returns the whole page (malloc'ed), NULL: it is not installed. */
char *page_read(size_t *used);
/* Returns the page that follows the class of the place from which it came; where the page is
 * not installed, one that says what to type. */
char *page_of_class(size_t *used);

#endif
