/* Segments as values: their length, trimming, and the names of the control
 * bits. */
#include "engine/segment.h"

#include <stddef.h>
#include <strings.h>

uint32_t segment_length(const struct segment *s)
{
	return s->len + ((s->flags & SEG_SYN) != 0) + ((s->flags & SEG_FIN) != 0);
}

void segment_trim_front(struct segment *s, uint32_t n)
{
	uint32_t octets;

	s->seq += n;
	if (n && s->flags & SEG_SYN) {
		s->flags &= (uint8_t)~SEG_SYN;
		n--;
	}
	octets = n < s->len ? n : s->len;
	octets_shift(&s->data, octets);
	s->len -= octets;
	if (n > octets)
		s->flags &= (uint8_t)~SEG_FIN;
}

void segment_trim_back(struct segment *s, uint32_t n, bool keep_fin)
{
	if (s->len > n) {
		s->len = n;
		octets_cut(&s->data, n);
		s->flags &= (uint8_t)~SEG_FIN;
	}
	if (!keep_fin)
		s->flags &= (uint8_t)~SEG_FIN;
}

const char *segment_flags_name(uint8_t flags)
{
	static const char *const names[16] = {
		"-",   "FIN",     "SYN",     "SYN,FIN",     "RST",     "FIN,RST",     "SYN,RST",     "SYN,FIN,RST",
		"ACK", "FIN,ACK", "SYN,ACK", "SYN,FIN,ACK", "RST,ACK", "FIN,RST,ACK", "SYN,RST,ACK", "SYN,FIN,RST,ACK",
	};

	return names[(flags & 7) | ((flags & SEG_ACK) != 0) << 3];
}

bool segment_flags_parse(const char *word, uint8_t *flags)
{
	static const struct {
		const char *name;
		uint8_t flag;
	} bits[] = { { "FIN", SEG_FIN }, { "SYN", SEG_SYN }, { "RST", SEG_RST },
		     { "ACK", SEG_ACK }, { "PSH", 0 },       { "URG", 0 } }; /* as tools print them; not modelled */
	unsigned found = 0, seen = 0;

	if (word[0] == '-' && word[1] == '\0') {
		*flags = 0;
		return true;
	}
	for (;;) {
		size_t i = 0;

		while (i < sizeof bits / sizeof *bits && strncasecmp(word, bits[i].name, 3) != 0)
			i++;
		if (i == sizeof bits / sizeof *bits || (seen >> i & 1))
			return false;
		seen |= 1u << i;
		found |= bits[i].flag;
		word += 3;
		if (*word == '\0')
			break;
		if (*word++ != ',')
			return false;
	}
	*flags = (uint8_t)found;
	return true;
}
