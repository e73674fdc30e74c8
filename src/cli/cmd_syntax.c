/* `tcpstep syntax`: files that colour scripts in editors, made from the vocabulary's tables. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "engine/states.h"
#include "engine/world.h"
#include "language/settings.h"
#include "language/verbs.h"
#include "lesson/parse.h"

enum { WORDS_MAX_OF = 160 };

/* A kind of word: its name in vim and in TextMate's grammars. */
enum kind { KIND_LINE, KIND_HOST, KIND_VERB, KIND_STATE, KIND_ERROR, KIND_FLAG, KIND_SETTING, KINDS };
static const struct {
	const char *vim, *link, *scope;
} kinds[KINDS] = {
	[KIND_LINE] = { "Line", "Statement", "keyword.control" },
	[KIND_HOST] = { "Host", "Identifier", "variable.language" },
	[KIND_VERB] = { "Verb", "Function", "entity.name.function" },
	[KIND_STATE] = { "State", "Type", "support.type" },
	[KIND_ERROR] = { "Error", "Constant", "constant.language" },
	[KIND_FLAG] = { "Flag", "Constant", "constant.language" },
	[KIND_SETTING] = { "Setting", "PreProc", "support.variable" },
};

struct words {
	const char *at[WORDS_MAX_OF];
	size_t used;
};

static bool has(const struct words *w, const char *word)
{
	for (size_t i = 0; i < w->used; i++)
		if (strcmp(w->at[i], word) == 0)
			return true;
	return false;
}

static void add(struct words *w, const char *word)
{
	if (w->used < WORDS_MAX_OF && word && *word && !strchr(word, ' ') && !has(w, word))
		w->at[w->used++] = word;
}

/* Fills in the words of a kind; a word of an earlier kind is not among them. */
static struct words words_of(enum kind kind)
{
	struct words w = { .used = 0 }, earlier = { .used = 0 };
	const char *names[WORDS_MAX_OF];
	size_t n;

	switch (kind) {
	case KIND_LINE:
		n = script_line_words(names, WORDS_MAX_OF);
		for (size_t i = 0; i < n; i++)
			if (strcmp(names[i], host_name(HOST_CLIENT)) != 0 &&
			    strcmp(names[i], host_name(HOST_SERVER)) != 0)
				add(&w, names[i]);
		break;
	case KIND_HOST:
		add(&w, host_name(HOST_CLIENT));
		add(&w, host_name(HOST_SERVER));
		break;
	case KIND_VERB:
		earlier = words_of(KIND_LINE);
		for (size_t i = 0; i < verbs_count; i++)
			if (!has(&earlier, verbs[i].name))
				add(&w, verbs[i].name);
		break;
	case KIND_STATE:
		for (int s = 0; s < TCPS_COUNT; s++)
			add(&w, state_name((enum tcp_state)s));
		break;
	case KIND_ERROR:
		for (int e = ERR_NONE + 1; e < ERR_COUNT; e++)
			add(&w, error_name((enum sock_error)e));
		break;
	case KIND_FLAG:
		for (unsigned bit = 0; bit < 5; bit++)
			if (1u << bit != 8) /* PSH is not shown */
				add(&w, segment_flags_name((uint8_t)(1u << bit)));
		break;
	case KIND_SETTING:
		n = script_settings_names(names, WORDS_MAX_OF);
		for (size_t i = 0; i < n; i++)
			add(&w, names[i]);
		break;
	case KINDS:
		break;
	}
	return w;
}

static void print_vim(void)
{
	fputs("\" Colours scripts of tcpstep in vim, made by `tcpstep syntax vim`.\n"
	      "if exists('b:current_syntax')\n\tfinish\nendif\n"
	      "syn case match\nsyn iskeyword @,48-57,-,_\n",
	      stdout);
	for (int k = 0; k < KINDS; k++) {
		struct words w = words_of((enum kind)k);

		printf("syn keyword tcpstep%s", kinds[k].vim);
		for (size_t i = 0; i < w.used; i++)
			printf(" %s", w.at[i]);
		putchar('\n');
	}
	fputs("syn match tcpstepNumber '\\<\\d\\+\\(\\.\\d\\+\\)\\?\\(ms\\|s\\|m\\|h\\|msl\\)\\?\\>'\n"
	      "syn region tcpstepString start=+\"+ skip=+\\\\.+ end=+\"+ oneline\n"
	      "syn match tcpstepComment '\\(^\\|\\s\\)#\\(\\s.*\\)\\?$'\n"
	      "syn match tcpstepChoice '^\\s*(\\(x\\|?\\| \\))'\n",
	      stdout);
	for (int k = 0; k < KINDS; k++)
		printf("hi def link tcpstep%s %s\n", kinds[k].vim, kinds[k].link);
	fputs("hi def link tcpstepNumber Number\nhi def link tcpstepString String\nhi def link tcpstepComment Comment\n"
	      "hi def link tcpstepChoice Special\nlet b:current_syntax = 'tcpstep'\n",
	      stdout);
}

/* Prints a grammar of TextMate, which VS Code and others read. */
static void print_vscode(void)
{
	fputs("{\n"
	      "  \"scopeName\": \"source.tcpstep\",\n"
	      "  \"name\": \"tcpstep\",\n"
	      "  \"fileTypes\": [\"tcpstep\"],\n"
	      "  \"patterns\": [\n"
	      "    { \"name\": \"comment.line.number-sign.tcpstep\", \"match\": \"(^|\\\\s)#(\\\\s.*)?$\" },\n"
	      "    { \"name\": \"string.quoted.double.tcpstep\", \"match\": \"\\\"([^\\\"\\\\\\\\]|\\\\\\\\.)*\\\"\" },\n"
	      "    { \"name\": \"constant.numeric.tcpstep\", \"match\": \"\\\\b\\\\d+(\\\\.\\\\d+)?(ms|s|m|h|msl)?\\\\b\" }",
	      stdout);
	for (int k = 0; k < KINDS; k++) {
		struct words w = words_of((enum kind)k);

		printf(",\n    { \"name\": \"%s.tcpstep\", \"match\": \"(?<![\\\\w-])(", kinds[k].scope);
		for (size_t i = 0; i < w.used; i++)
			printf("%s%s", i ? "|" : "", w.at[i]);
		fputs(")(?![\\\\w-])\" }", stdout);
	}
	fputs("\n  ]\n}\n", stdout);
}

static int perform(const struct options *o)
{
	static const char *const editors[] = { "vim", "vscode" };

	if (o->words_used != 1)
		return cli_usage(o, DIAG_SYNTAX_EDITOR, "", "");
	if (strcmp(o->words[0], editors[0]) == 0)
		print_vim();
	else if (strcmp(o->words[0], editors[1]) == 0)
		print_vscode();
	else
		return cli_unknown(o, DIAG_SYNTAX_EDITOR, o->words[0], diag_nearest(o->words[0], editors, 2));
	return cli_finish(o, stdout, EXIT_OK);
}

const struct cli_command cmd_syntax = {
	.name = "syntax",
	.usage = { "vim|vscode", "vim|vscode" },
	.about = { "print a file that colours scripts in an editor", "편집기에서 스크립트에 색을 입히는 파일" },
	.help = { "usage: tcpstep syntax vim|vscode\n"
		  "\n"
		  "Prints a syntax file for scripts, made from the program's own vocabulary: for\n"
		  "vim, or a TextMate grammar, which VS Code and other editors read.\n"
		  "\n"
		  "examples:\n"
		  "  tcpstep syntax vim >~/.vim/syntax/tcpstep.vim\n"
		  "  tcpstep syntax vscode >tcpstep.tmLanguage.json\n",
		  "사용법: tcpstep syntax vim|vscode\n"
		  "\n"
		  "프로그램의 어휘로 만든 스크립트 문법 강조 파일을 출력합니다. vim용이거나, VS Code\n"
		  "같은 편집기가 읽는 TextMate 문법입니다.\n"
		  "\n"
		  "예:\n"
		  "  tcpstep syntax vim >~/.vim/syntax/tcpstep.vim\n"
		  "  tcpstep syntax vscode >tcpstep.tmLanguage.json\n" },
	.words = WORDS_ONE,
	.choices = "vim vscode",
	.perform = perform,
};
