/* Reads the answer to an HTTP request (RFC 9112), as far as a recording needs it. Called by
 * fetch. */
#include "class/http.h"

#include <string.h>
#include <strings.h>

enum { SIZE_DIGITS = 8 /* hexadecimal, of a chunk */, LENGTH_DIGITS = 9 };

static void bad(struct http *h)
{
	h->state = HTTP_BAD;
}

/* --- the head --- */

/* Reads "HTTP/1.1 200 OK". */
static void status_line(struct http *h)
{
	const char *s = h->line;

	if (strncmp(s, "HTTP/1.", 7) != 0 || (s[7] != '0' && s[7] != '1') || s[8] != ' ') {
		bad(h);
		return;
	}
	h->status = 0;
	for (s += 9; *s >= '0' && *s <= '9' && h->status < 1000; s++)
		h->status = 10 * h->status + (unsigned)(*s - '0');
	if (h->status < 100 || h->status > 999 || (*s != ' ' && *s != '\0'))
		bad(h);
	else
		h->part = HTTP_HEADER;
}

/* Returns the value of a header's line if it has this name, else NULL. */
static const char *value_of(const char *line, const char *name)
{
	size_t n = strlen(name);

	if (strncasecmp(line, name, n) != 0 || line[n] != ':')
		return NULL;
	return line + n + 1 + strspn(line + n + 1, " \t");
}

static void length_line(struct http *h, const char *value)
{
	size_t digits = strspn(value, "0123456789");

	if (digits == 0 || digits > LENGTH_DIGITS || value[digits + strspn(value + digits, " \t")] != '\0') {
		bad(h);
		return;
	}
	h->has_length = true;
	h->left = 0;
	for (size_t i = 0; i < digits; i++)
		h->left = 10 * h->left + (uint64_t)(value[i] - '0');
}

static void head_ends(struct http *h)
{
	if (h->status < 200) { /* an interim answer: another head follows */
		h->part = HTTP_STATUS;
		h->chunked = h->has_length = false;
		return;
	}
	h->state = HTTP_BODY;
	h->part = h->chunked ? HTTP_CHUNK_SIZE : HTTP_PLAIN;
	if (h->status == 204 || h->status == 304 || (!h->chunked && h->has_length && h->left == 0))
		h->state = HTTP_DONE;
}

static void header_line(struct http *h)
{
	const char *length = value_of(h->line, "Content-Length"), *coding = value_of(h->line, "Transfer-Encoding");

	if (h->line[0] == '\0')
		head_ends(h);
	else if (length)
		length_line(h, length);
	else if (coding && strncasecmp(coding, "chunked", 7) == 0)
		h->chunked = true;
	else if (coding)
		bad(h); /* a coding that was not asked for */
}

/* Reads a chunk's size, with or without an extension after it. */
static void size_line(struct http *h)
{
	size_t digits = strspn(h->line, "0123456789abcdefABCDEF");

	if (digits == 0 || digits > SIZE_DIGITS || !strchr("; \t", h->line[digits])) {
		bad(h);
		return;
	}
	h->left = 0;
	for (size_t i = 0; i < digits; i++) {
		char c = h->line[i];

		h->left = 16 * h->left + (uint64_t)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
	}
	h->head = 0;
	h->part = h->left > 0 ? HTTP_CHUNK : HTTP_TRAILER;
}

/* --- lines --- */

static void line_ends(struct http *h)
{
	if (h->line_used > 0 && h->line[h->line_used - 1] == '\r')
		h->line_used--;
	h->line[h->line_used] = '\0';
	if (strlen(h->line) != h->line_used) {
		bad(h);
		return;
	}
	h->line_used = 0;
	switch (h->part) {
	case HTTP_STATUS:
		status_line(h);
		return;
	case HTTP_HEADER:
		header_line(h);
		return;
	case HTTP_CHUNK_SIZE:
		size_line(h);
		return;
	case HTTP_CHUNK_END:
		h->part = HTTP_CHUNK_SIZE;
		if (h->line[0] != '\0')
			bad(h);
		return;
	case HTTP_TRAILER:
		if (h->line[0] == '\0')
			h->state = HTTP_DONE;
		return;
	case HTTP_PLAIN:
	case HTTP_CHUNK:
		return;
	}
}

static void line_octet(struct http *h, char c)
{
	if (++h->head > HTTP_HEAD_MAX || (c != '\n' && h->line_used + 1 >= sizeof h->line))
		bad(h);
	else if (c == '\n')
		line_ends(h);
	else
		h->line[h->line_used++] = c;
}

/* --- the body --- */

/* Takes up to n octets of the body; returns their number. */
static size_t body_octets(struct http *h, const char *octets, size_t n, char *body)
{
	bool bounded = h->part == HTTP_CHUNK || h->has_length;

	if (bounded && n > h->left)
		n = (size_t)h->left;
	memmove(body, octets, n);
	if (!bounded)
		return n;
	h->left -= n;
	if (h->left == 0 && h->part == HTTP_CHUNK)
		h->part = HTTP_CHUNK_END;
	else if (h->left == 0)
		h->state = HTTP_DONE;
	return n;
}

size_t http_take(struct http *h, const char *octets, size_t n, char *body)
{
	size_t used = 0;

	for (size_t i = 0; i < n && h->state != HTTP_DONE && h->state != HTTP_BAD;) {
		if (h->part == HTTP_PLAIN || h->part == HTTP_CHUNK) {
			size_t taken = body_octets(h, octets + i, n - i, body + used);

			used += taken;
			i += taken;
		} else {
			line_octet(h, octets[i++]);
		}
	}
	return used;
}

void http_end(struct http *h)
{
	if (h->state == HTTP_BODY && h->part == HTTP_PLAIN && !h->has_length)
		h->state = HTTP_DONE;
	else if (h->state != HTTP_DONE)
		bad(h);
}
