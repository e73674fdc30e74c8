/* The table of words and how they are found. Called by plain. */
#include "ui/plain/plain_words.h"

#include <string.h>

#include "language/verbs.h"
#include "ui/app/commands.h"
#include "ui/draw/keys.h"
#include "ui/tell/messages.h"

/* In the order of the help. */
/* clang-format off */
const struct plain_word plain_words[] = {
	{ PLAIN_COMMAND, CMD_NEXT, NULL, { { "next", "space" }, { "다음", "스페이스" } }, NULL,
		{ "The lesson's next step. Where you act yourself: the next arrival or timer.",
			"레슨의 다음 단계입니다. 직접 하는 동안에는 다음 도착이나 타이머까지 진행합니다." } },
	{ PLAIN_COMMAND, CMD_BACK, NULL, { { "back", "undo" }, { "뒤로" } }, NULL,
		{ "Undo the last step, as far back as the start.", "마지막 단계를 되돌립니다. 처음까지 되돌릴 수 있습니다." } },
	{ PLAIN_COMMAND, CMD_FORWARD, NULL, { { "forward", "redo" }, { "앞으로" } }, NULL,
		{ "Redo a step that was undone.", "되돌린 단계를 다시 실행합니다." } },
	{ PLAIN_PLAY, CMD_PLAY, NULL, { { "play" }, { "재생" } }, NULL,
		{ "Step on until something waits for you.", "직접 할 일이 나올 때까지 계속 진행합니다." } },
	{ PLAIN_COMMAND, CMD_RETURN, NULL, { { "return", "return to lesson" }, { "돌아가기", "레슨으로 돌아가기" } }, NULL,
		{ "Give up the detour: back to where the lesson was left.", "우회를 끝내고 레슨을 벗어난 지점으로 돌아갑니다." } },
	{ PLAIN_COMMAND, CMD_RESTART, NULL, { { "restart" }, { "처음부터" } }, NULL,
		{ "Go back to the start.", "처음 상태로 돌아갑니다." } },
	{ PLAIN_STATEMENT, CMD_NONE, "go", { { "go" }, { "가기" } }, "7",
		{ "Go to that step of the lesson, 0 for the start.", "레슨의 그 단계로 갑니다. 0은 처음입니다." } },
	{ PLAIN_CALLS, CMD_CLIENT, NULL, { { "client" }, { "클라이언트" } }, NULL,
		{ "The calls that the client can make, numbered. Or type one: client connect 80.",
			"클라이언트가 할 수 있는 호출을 번호로 알려 줍니다. client connect 80처럼 바로 입력해도 됩니다." } },
	{ PLAIN_CALLS, CMD_SERVER, NULL, { { "server" }, { "서버" } }, NULL,
		{ "The calls that the server can make, numbered. Or type one: server listen.",
			"서버가 할 수 있는 호출을 번호로 알려 줍니다. server listen처럼 바로 입력해도 됩니다." } },
	{ PLAIN_STATEMENT, CMD_DELIVER, "deliver", { { "deliver" }, { "전달" } }, "#3",
		{ "The segment arrives now; without a number, the earliest due.", "세그먼트가 지금 도착합니다. 번호가 없으면 가장 먼저 도착할 세그먼트입니다." } },
	{ PLAIN_STATEMENT, CMD_DROP, "drop", { { "drop" }, { "유실" } }, "#3",
		{ "The segment is lost.", "세그먼트가 유실됩니다." } },
	{ PLAIN_STATEMENT, CMD_COPY, "dup", { { "duplicate", "dup" }, { "복제" } }, "#3",
		{ "The network makes a second copy of the segment.", "네트워크가 세그먼트를 하나 더 복제합니다." } },
	{ PLAIN_STATEMENT, CMD_HOLD, "hold", { { "hold" }, { "보류" } }, "#3",
		{ "The segment is held until it is released (release #3) or delivered by its number.",
			"세그먼트를 붙잡아 둡니다. release #3으로 놓아주거나 번호로 전달합니다." } },
	{ PLAIN_STATEMENT, CMD_WAIT, "wait", { { "wait" }, { "대기" } }, "5s",
		{ "Let time pass: 5s, 2msl, next, idle.", "시간을 보냅니다: 5s, 2msl, next, idle." } },
	{ PLAIN_FORGE, CMD_FORGE, NULL, { { "forge" }, { "위조" } }, NULL,
		{ "How to forge a segment.", "세그먼트를 위조하는 방법을 알려 줍니다." } },
	{ PLAIN_COMMAND, CMD_HINT, NULL, { { "hint" }, { "힌트" } }, NULL,
		{ "A hint towards the goal, a little more each time; without a goal, towards a state that you pick.",
			"힌트를 봅니다. 목표가 있으면 조금씩, 없으면 고른 상태로 가는 다음 동작을 알려 줍니다." } },
	{ PLAIN_COMMAND, CMD_SOLUTION, NULL, { { "solution" }, { "풀이", "풀이 보기" } }, NULL,
		{ "Perform a goal's solution; the exercise then does not count as solved.",
			"목표의 풀이를 실행합니다. 이때는 스스로 푼 것으로 치지 않습니다." } },
	{ PLAIN_COMMAND, CMD_WHAT_IF, NULL, { { "what if", "if" }, { "예상", "미리보기", "만약" } }, NULL,
		{ "What each action would lead to, numbered; nothing is done.",
			"가능한 동작마다 무엇이 일어날지 번호로 알려 줍니다. 실행하지는 않습니다." } },
	{ PLAIN_COMMAND, CMD_TREE, NULL, { { "branches" }, { "분기", "가지" } }, NULL,
		{ "What was tried, numbered: a number goes there.", "시도해 본 것을 번호로 알려 줍니다. 번호를 입력하면 그 순간으로 갑니다." } },
	{ PLAIN_COMPARE, CMD_COMPARE, NULL, { { "compare" }, { "비교" } }, "2",
		{ "After branches or log: compare that line's moment with now.",
			"branches나 log 다음에 쓰면 그 번호의 순간을 지금과 비교합니다." } },
	{ PLAIN_COMMAND, CMD_KERNEL, NULL, { { "kernel" }, { "커널" } }, NULL,
		{ "With learn --kernel: what the model and the kernels did at this step, with the rules where they differ.",
			"learn --kernel로 시작했을 때: 이 단계에서 모델과 커널이 한 일과, 다를 때는 그 규칙을 알려 줍니다." } },
	{ PLAIN_COMMAND, CMD_ARROWS, NULL, { { "arrows" }, { "화살표" } }, NULL,
		{ "Which arrows of the state diagram you have walked; a number finds the way to one.",
			"상태 다이어그램에서 지나가 본 화살표를 알려 줍니다. 번호를 입력하면 그 길을 찾습니다." } },
	{ PLAIN_STATUS, CMD_NONE, NULL, { { "status" }, { "상태", "현황" } }, NULL,
		{ "The whole present state.", "지금의 모든 것을 알려 줍니다." } },
	{ PLAIN_SEGMENTS, CMD_INSPECT, NULL, { { "segments", "segment", "look inside" }, { "세그먼트", "헤더 보기" } }, "3",
		{ "What is in flight; with a number, that segment's header.",
			"전송 중인 세그먼트를 알려 줍니다. 번호를 붙이면 그 헤더를 알려 줍니다." } },
	{ PLAIN_BUFFERS, CMD_NONE, NULL, { { "buffers", "buffer" }, { "버퍼" } }, NULL,
		{ "Both hosts' buffers.", "양쪽 버퍼를 알려 줍니다." } },
	{ PLAIN_TIMERS, CMD_NONE, NULL, { { "timers", "timer" }, { "타이머" } }, NULL,
		{ "The timers that run.", "돌고 있는 타이머를 알려 줍니다." } },
	{ PLAIN_SOCKETS, CMD_NONE, NULL, { { "sockets" }, { "소켓" } }, NULL,
		{ "Every socket with its ports.", "모든 소켓과 포트를 알려 줍니다." } },
	{ PLAIN_FOCUS, CMD_FOCUS, NULL, { { "focus", "other socket" }, { "초점", "다른 소켓" } }, "server.2",
		{ "The host's lines are about its next socket, or about the one named. Scripts mean the same as before.",
			"그 호스트의 다음 소켓이나 이름을 댄 소켓의 상태를 알려 줍니다. 스크립트의 뜻은 바뀌지 않습니다." } },
	{ PLAIN_VARIABLES, CMD_NUMBERS, NULL, { { "tcb", "numbers" }, { "수치", "변수" } }, NULL,
		{ "Both TCBs: sequence numbers and windows.", "양쪽 TCB의 순서 번호와 윈도우를 알려 줍니다." } },
	{ PLAIN_LOG, CMD_LADDER, NULL, { { "log", "so far" }, { "기록", "지금까지" } }, NULL,
		{ "What happened so far, a sentence each; a number goes to that moment.",
			"지금까지 일어난 일을 한 문장씩 알려 줍니다. 번호를 입력하면 그 순간으로 갑니다." } },
	{ PLAIN_FIND, CMD_SEARCH, NULL, { { "find" }, { "찾기" } }, "FIN",
		{ "The sentences of the log that contain the word.", "기록에서 그 말이 있는 문장만 알려 줍니다." } },
	{ PLAIN_STATE, CMD_STATE, NULL, { { "explain", "state" }, { "설명" } }, "LISTEN",
		{ "What a state means, allows and waits for; without a name, both hosts' states.",
			"상태의 뜻, 가능한 호출, 기다리는 것을 설명합니다. 이름이 없으면 양쪽의 상태입니다." } },
	{ PLAIN_AGAIN, CMD_NONE, NULL, { { "again" }, { "다시" } }, NULL,
		{ "Print the last text, question or step again.", "마지막 글, 질문, 단계를 다시 알려 줍니다." } },
	{ PLAIN_GOAL, CMD_NONE, NULL, { { "goal" }, { "목표" } }, NULL,
		{ "What is to be reached, and what has been reached.", "이룰 것과 이룬 것을 알려 줍니다." } },
	{ PLAIN_SAVE, CMD_SAVE, NULL, { { "save" }, { "저장" } }, "FILE",
		{ "Save what was done as a script that replays it.", "지금까지 한 일을 다시 재생할 수 있는 스크립트로 저장합니다." } },
	{ PLAIN_COMMAND, CMD_SHARE, NULL, { { "share" }, { "공유" } }, NULL,
		{ "Choose a format (a picture and a script, a capture, a chart, ...), and write what was done into the current folder.",
			"형식(그림과 스크립트, 캡처, 차트 등)을 골라, 지금까지 한 일을 현재 폴더에 씁니다." } },
	{ PLAIN_WRITE, CMD_NONE, NULL, { { "write" }, { "쓰기" } }, "NAME",
		{ "Write what was done as a lesson to narrate.", "지금까지 한 일을 설명을 덧붙일 레슨으로 씁니다." } },
	{ PLAIN_LANG, CMD_LANGUAGE, NULL, { { "lang", "language", "English" }, { "언어", "한국어" } }, "ko",
		{ "Switch between English and Korean.", "영어와 한국어를 바꿉니다." } },
	{ PLAIN_GLOSSARY, CMD_GLOSSARY, NULL, { { "glossary", "terms" }, { "용어집", "용어" } }, "WORD",
		{ "The terms of the course; with a word, those that have it in their name.",
			"이 과정의 용어집입니다. 단어를 붙이면 이름에 그 말이 있는 용어만 알려 줍니다." } },
	{ PLAIN_HELP, CMD_HELP, NULL, { { "help" }, { "도움말" } }, "WORD",
		{ "This list; with a word, that word alone.", "이 목록입니다. 단어를 붙이면 그 단어만 설명합니다." } },
	{ PLAIN_COMMAND, CMD_CAPTURE, NULL, { { "connections" }, { "연결 목록" } }, NULL,
		{ "Import of a capture: its connections, numbered.", "캡처에서 온 세션에서 캡처의 연결을 번호로 알려 줍니다." } },
	{ PLAIN_COMMAND, CMD_BEGIN, NULL, { { "begin", "begin with" }, { "시작", "시작 상황" } }, NULL,
		{ "Free session: ready-made beginnings and the last session, numbered.",
			"자유 세션에서 준비된 시작 상황과 지난번 세션을 번호로 알려 줍니다." } },
	{ PLAIN_COMMAND, CMD_MENU_SANDBOX, NULL, { { "sandbox", "free session" }, { "자유 세션" } }, NULL,
		{ "In the menu: open the free session.", "메뉴에서 자유 세션을 엽니다." } },
	{ PLAIN_COMMAND, CMD_MENU_QUIZ, NULL, { { "quiz" }, { "퀴즈" } }, NULL,
		{ "In the menu: open the quiz.", "메뉴에서 퀴즈를 엽니다." } },
	{ PLAIN_COMMAND, CMD_LEAVE, NULL, { { "leave", "menu" }, { "나가기", "메뉴" } }, NULL,
		{ "Leave the list or the lesson; at the outermost, the program.",
			"목록이나 레슨에서 나가고, 더 없으면 프로그램을 끝냅니다." } },
	{ PLAIN_QUIT, CMD_NONE, NULL, { { "quit", "exit", "bye" }, { "종료", "끝내기" } }, NULL,
		{ "End the program.", "프로그램을 끝냅니다." } },
};
/* clang-format on */
const size_t plain_words_count = sizeof plain_words / sizeof plain_words[0];

/* --- finding --- */

static bool same_letter(char a, char b)
{
	return a == b || (a >= 'A' && a <= 'Z' && a - 'A' + 'a' == b) || (b >= 'A' && b <= 'Z' && b - 'A' + 'a' == a);
}

/* Returns the length of word if the line starts with it as a whole word, else 0. */
static size_t begins(const char *line, const char *word)
{
	size_t n = 0;

	for (; word[n] != '\0'; n++)
		if (!same_letter(line[n], word[n]))
			return 0;
	return line[n] == '\0' || line[n] == ' ' || line[n] == '\t' ? n : 0;
}

static bool has_key(enum command_id id, uint32_t key)
{
	for (size_t i = 0; i < commands_count; i++)
		for (size_t k = 0; commands[i].id == id && k < 4 && commands[i].keys[k] != 0; k++)
			if (commands[i].keys[k] == key)
				return true;
	return false;
}

/* Returns the length of the longest name of w that the line starts with; 0: none. */
static size_t named(const struct plain_word *w, const char *line)
{
	size_t longest = 0;
	bool letter;

	for (int lang = 0; lang < LANG_COUNT; lang++)
		for (size_t i = 0; i < 3 && w->words[lang][i]; i++) {
			size_t n = begins(line, w->words[lang][i]);

			longest = n > longest ? n : longest;
		}
	letter = line[0] > ' ' && (line[1] == '\0' || line[1] == ' ');
	return longest == 0 && letter && has_key(w->command, (unsigned char)line[0]) ? 1 : longest;
}

const struct plain_word *plain_word_find(const char *line, const char **rest)
{
	const struct plain_word *found = NULL;
	size_t longest = 0;

	for (size_t i = 0; i < plain_words_count; i++) {
		size_t n = named(&plain_words[i], line);

		if (n > longest) {
			longest = n;
			found = &plain_words[i];
		}
	}
	*rest = line + longest + strspn(line + longest, " \t");
	return found && (**rest == '\0' || found->rest) ? found : NULL;
}

bool plain_word_is_script(const char *line)
{
	static const char *const beginnings[] = { "client", "server", "expect", "go" };

	for (size_t i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++)
		if (begins(line, beginnings[i]) > 0)
			return true;
	if (strncmp(line, "client.", 7) == 0 || strncmp(line, "server.", 7) == 0) /* a socket's number */
		return true;
	for (size_t i = 0; i < verbs_count; i++)
		if (!verbs[i].is_call && !verbs[i].is_predicate && begins(line, verbs[i].name) > 0)
			return true;
	return false;
}

const char *plain_word_near(const char *typed)
{
	enum { MOST = 256 };
	const char *all[MOST];
	size_t used = 0;

	for (size_t i = 0; i < plain_words_count; i++)
		for (int lang = 0; lang < LANG_COUNT; lang++)
			for (size_t k = 0; k < 3 && plain_words[i].words[lang][k] && used < MOST; k++)
				all[used++] = plain_words[i].words[lang][k];
	for (size_t i = 0; i < verbs_count && used < MOST; i++)
		if (!verbs[i].is_call && !verbs[i].is_predicate)
			all[used++] = verbs[i].name;
	return diag_nearest(typed, all, used);
}

void plain_word_tell(FILE *out, const struct plain_word *w, enum lang lang)
{
	const struct command *c = NULL;
	char label[16];
	struct text t = text_over(label, sizeof label);
	uint32_t key;

	for (size_t i = 0; i < commands_count && w->command != CMD_NONE; i++)
		if (commands[i].id == w->command)
			c = &commands[i];
	key = !c ? 0 : c->keys[0];
	key_label(&t, key, true);
	if (key == ' ')
		fprintf(out, "%s, ", message(MSG_PLAIN_EMPTY_LINE, lang));
	else if (key != 0)
		fprintf(out, "%s, ", w->command == CMD_BACK ? "u" : label);
	fprintf(out, "%s%s%s: %s\n", w->words[lang][0], w->rest ? " " : "", w->rest ? w->rest : "", w->help[lang]);
}
