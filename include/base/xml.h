/* Text within XML and HTML: what has a meaning there is escaped. */
#ifndef TCPSTEP_BASE_XML_H
#define TCPSTEP_BASE_XML_H

#include <stdint.h>
#include <stdio.h>

/* Writes one character as XML: < > & " as references; control characters are left out. */
void xml_put_character(FILE *out, uint32_t c);
/* Writes untrusted text, first escaped as text_add_safe does; at most 2047 octets of it. */
void xml_put(FILE *out, const char *s);

#endif
