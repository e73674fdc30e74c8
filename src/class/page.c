/* Finds the page for browsers. Called by serve and by `export --as html`. */
#include "class/page.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "lesson/library.h"

enum { PATH_OCTETS = 4096 };

/* Where the page is, from the folder of the lessons: installed, and in the source tree. */
static const char *const places[] = { "/../tcpstep.html", "/../build/web/tcpstep.html" };
enum { PLACES = sizeof places / sizeof places[0] };

/* What the page has before it follows anything, and what is there when it is to follow: of the same length. */
static const struct {
	const char *off, *on;
} changes[] = {
	{ "<meta name=\"tcpstep-class\" content=\"off\">", "<meta name=\"tcpstep-class\" content=\"on \">" },
	{ "connect-src 'none'", "connect-src 'self'" }, /* its policy allows the class's connections alone */
};

static const char instead[] =
	"<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>tcpstep</title>\n"
	"<meta name=\"viewport\" content=\"width=device-width\">\n"
	"<h1>This is a class of tcpstep</h1>\n"
	"<p>The page for browsers is not installed here. Follow in a terminal, with the address of this page:</p>\n"
	"<pre>tcpstep follow ADDRESS\n\ncurl -N ADDRESS/recording | tcpstep follow -</pre>\n"
	"<h1 lang=\"ko\">tcpstep 수업입니다</h1>\n"
	"<p lang=\"ko\">브라우저용 페이지가 설치되어 있지 않습니다. 터미널에서 이 페이지의 주소로 따라갈 수 있습니다:</p>\n"
	"<pre>tcpstep follow 주소\n\ncurl -N 주소/recording | tcpstep follow -</pre>\n";

static FILE *page_open(void)
{
	const char *lessons = lessons_own_directory();
	char path[PATH_OCTETS + 64];

	for (size_t i = 0; lessons && i < PLACES; i++) {
		struct text t = text_over(path, sizeof path);
		FILE *page;

		text_addf(&t, "%s%s", lessons, places[i]);
		page = fopen(path, "r");
		if (page)
			return page;
	}
	return NULL;
}

char *page_read(size_t *used)
{
	FILE *page = page_open(), *memory;
	char *text, piece[16384];
	size_t n;
	bool bad;

	if (!page)
		return NULL;
	memory = mem_stream(&text, used);
	while ((n = fread(piece, 1, sizeof piece, page)) > 0)
		fwrite(piece, 1, n, memory);
	bad = ferror(page) != 0;
	mem_stream_close(memory);
	fclose(page);
	if (!bad)
		return text;
	mem_free(text);
	return NULL;
}

char *page_of_class(size_t *used)
{
	char *page = page_read(used);
	size_t n = 0;

	for (char *at; page && n < sizeof changes / sizeof changes[0] && (at = strstr(page, changes[n].off)); n++)
		memcpy(at, changes[n].on, strlen(changes[n].on));
	if (n == sizeof changes / sizeof changes[0])
		return page;
	mem_free(page);
	*used = sizeof instead - 1;
	return mem_copy_text(instead);
}
