/* The table of commands, and what of it matters now. Not what a command does:
 * that is app. Called by app, keymap, the key bar and the help screen. */
#include "ui/app/commands.h"

#include "engine/world.h"
#include "ui/app/keymap.h"

#define STEP (CTX_LESSON | CTX_FREE)
#define LIST (CTX_MENU | CTX_CALLS | CTX_ASK | CTX_LIST | CTX_LADDER)
#define ANY  (STEP | LIST | CTX_READ)

/* In the order of the help screen. `bar` is the rank in the key bar. */
/* clang-format off */
const struct command commands[] = {
	{ CMD_NEXT, { ' ' }, CTX_LESSON | CTX_ASK, 10, { "next", "다음" },
		{ "Perform the next step of the lesson.", "레슨의 다음 단계를 실행합니다." } },
	{ CMD_EVENT, { ' ' }, CTX_FREE, 10, { "next event", "다음 이벤트" },
		{ "Free session: let the next arrival or timer happen (`wait next`).",
			"자유 세션: 다음 도착이나 타이머 만료까지 진행합니다(`wait next`)." } },
	{ CMD_BACK, { K_BACKSPACE, 'u' }, STEP | CTX_ASK, 13, { "back", "뒤로" },
		{ "Take the last step back; as far as the start.", "마지막 단계를 되돌립니다. 처음까지 되돌릴 수 있습니다." } },
	{ CMD_FORWARD, { 'f' }, STEP, 25, { "forward", "앞으로" },
		{ "Do again what was taken back.", "되돌린 단계를 다시 실행합니다." } },
	{ CMD_RETURN, { 'r' }, STEP, 5, { "return to lesson", "레슨으로 돌아가기" },
		{ "Give up the detour: back to where the lesson was left; in a class, to where it is.",
			"우회를 끝내고 레슨을 벗어난 지점으로, 수업을 따라가는 중이면 수업이 있는 곳으로 돌아갑니다." } },
	{ CMD_RESTART, { 'R', K_HOME }, STEP, 17, { "restart", "처음부터" },
		{ "Go back to the start.", "처음 상태로 돌아갑니다." } },
	{ CMD_PLAY, { 'p' }, STEP, 55, { "play", "재생" },
		{ "Play by itself; the same key pauses.", "자동으로 재생합니다. 같은 키로 멈춥니다." } },
	{ CMD_FASTER, { '+', '=' }, STEP, 37, { "faster", "빠르게" },
		{ "Play faster.", "재생 속도를 높입니다." } },
	{ CMD_SLOWER, { '-' }, STEP, 38, { "slower", "느리게" },
		{ "Play slower.", "재생 속도를 낮춥니다." } },
	{ CMD_CLIENT, { 'c' }, STEP, 30, { "client", "client" },
		{ "Choose a call for the client to make.", "client가 실행할 호출을 고릅니다." } },
	{ CMD_SERVER, { 's' }, STEP, 31, { "server", "server" },
		{ "Choose a call for the server to make.", "server가 실행할 호출을 고릅니다." } },
	{ CMD_DELIVER, { 'd' }, STEP, 60, { "deliver", "전달" },
		{ "The selected segment arrives now.", "선택한 세그먼트가 지금 도착합니다." } },
	{ CMD_DROP, { 'x' }, STEP, 61, { "drop", "유실" },
		{ "The selected segment is lost.", "선택한 세그먼트가 유실됩니다." } },
	{ CMD_COPY, { 'D' }, STEP, 62, { "duplicate", "복제" },
		{ "The network makes a second copy of the selected segment.", "네트워크가 선택한 세그먼트를 하나 더 복제합니다." } },
	{ CMD_HOLD, { 'o' }, STEP, 63, { "hold", "보류" },
		{ "The selected segment wanders until it is released; the same key releases it.",
			"선택한 세그먼트를 네트워크에 붙잡아 둡니다. 같은 키로 놓아줍니다." } },
	{ CMD_WAIT, { 't' }, STEP, 35, { "wait", "대기" },
		{ "Let time pass: `next`, `5s`, `2msl`, `idle`.", "시간을 보냅니다: `next`, `5s`, `2msl`, `idle`." } },
	{ CMD_LINE, { ':' }, STEP, 36, { "command", "명령" },
		{ "Type any action of the script language: `inject to server RST seq=101`; `go 7` is to step 7;"
			" `w NAME` writes what was done as a lesson to narrate.",
			"스크립트 언어의 동작을 직접 입력합니다: `inject to server RST seq=101`. `go 7`은 7단계로 갑니다."
			" `w 이름`은 지금까지 한 일을 설명을 덧붙일 레슨으로 씁니다." } },
	{ CMD_INSPECT, { 'i' }, STEP | CTX_ASK, 64, { "look inside", "헤더 보기" },
		{ "Look inside the selected segment: its header.", "선택한 세그먼트의 헤더를 들여다봅니다." } },
	{ CMD_FORGE, { 'I' }, STEP, 0, { "forge", "위조" },
		{ "Forge a segment by filling in its header.", "헤더를 직접 채워 세그먼트를 위조합니다." } },
	{ CMD_SELECT, { K_TAB }, STEP | CTX_ASK, 65, { "pane", "창 이동" },
		{ "Go from the wire to the client's diagram, to the server's, and back. At a question: point at a state.",
			"회선, client 다이어그램, server 다이어그램 사이를 옮겨 다닙니다. 질문에는 상태를 가리켜 답합니다." } },
	{ CMD_SELECT_BACK, { K_BACKTAB }, STEP | CTX_ASK, 0, { "pane back", "이전 창" },
		{ "The same the other way round.", "반대 방향으로 옮겨 다닙니다." } },
	{ CMD_HINT, { 'H' }, STEP | CTX_LIST, 51, { "hint", "힌트" },
		{ "A hint: towards the goal (three degrees), else towards a state that you pick.",
			"힌트를 봅니다. 목표가 있으면 세 단계로, 없으면 고른 상태로 가는 다음 동작을 알려 줍니다." } },
	{ CMD_WHAT_IF, { 'w' }, STEP, 52, { "what if", "만약" },
		{ "What each possible next action would lead to, without doing it.",
			"가능한 다음 동작마다 무엇이 일어날지, 실행하지 않고 보여 줍니다." } },
	{ CMD_LADDER, { 'a' }, STEP, 53, { "so far", "지금까지" },
		{ "All that happened so far, row by row: Enter goes there, / looks for a word.",
			"지금까지 일어난 일을 한 줄씩 봅니다. Enter로 그때로 가고 /로 찾습니다." } },
	{ CMD_NUMBERS, { 'T' }, STEP | CTX_ASK, 54, { "numbers", "수치" },
		{ "Both TCBs and the socket tables.", "양쪽 TCB와 소켓 표를 봅니다." } },
	{ CMD_TREE, { 'b' }, STEP, 56, { "branches", "가지" },
		{ "The tree of what was tried: Enter goes there, m compares it with now.",
			"시도해 본 것들의 나무입니다. Enter로 그 순간으로 가고, m으로 지금과 비교합니다." } },
	{ CMD_ARROWS, { 'A' }, STEP, 57, { "arrows", "화살표" },
		{ "Which arrows of the diagram you have walked, and the way to one that you have not.",
			"다이어그램에서 지나가 본 화살표와, 아직 지나지 않은 화살표로 가는 길을 보여 줍니다." } },
	{ CMD_COMPARE, { 'm' }, CTX_LADDER | CTX_LIST, 0, { "compare", "비교" },
		{ "Branches, so far: compare the moment selected with now.",
			"가지, 지금까지: 고른 순간을 지금과 비교합니다." } },
	{ CMD_SEARCH, { '/' }, CTX_LADDER, 20, { "find", "찾기" },
		{ "So far: look for a word, such as FIN, timer or a state.",
			"지금까지: FIN, timer, 상태 이름 같은 말을 찾습니다." } },
	{ CMD_SEARCH_NEXT, { 'n' }, CTX_LADDER, 21, { "next", "다음" },
		{ "So far: the next row that has it.", "지금까지: 그 말이 있는 다음 줄로 갑니다." } },
	{ CMD_SEARCH_BACK, { 'N' }, CTX_LADDER, 22, { "previous", "이전" },
		{ "So far: the previous one.", "지금까지: 그 말이 있는 이전 줄로 갑니다." } },
	{ CMD_GO, { K_ENTER }, CTX_LADDER | CTX_LIST, 11, { "go", "가기" },
		{ "Lists: take the line selected; so far: go to that moment.",
			"목록: 고른 줄을 실행합니다. 지금까지: 그 순간으로 갑니다." } },
	{ CMD_SOLUTION, { 'v' }, CTX_FREE, 12, { "solution", "풀이 보기" },
		{ "Show a goal's solution; the exercise then does not count as solved.",
			"목표의 풀이를 보여 줍니다. 이때는 스스로 푼 것으로 치지 않습니다." } },
	{ CMD_STATE, { 'e', K_ENTER }, STEP, 50, { "explain", "설명" },
		{ "Explain the state pointed at, else that of the selected side: what it means, allows, waits for.",
			"가리킨 상태, 없으면 선택한 쪽의 상태를 설명합니다: 뜻, 가능한 호출, 기다리는 것." } },
	{ CMD_SAVE, { 'S' }, STEP, 80, { "save", "저장" },
		{ "Save what was done as a script that replays it.", "지금까지 한 일을 다시 재생할 수 있는 스크립트로 저장합니다." } },
	{ CMD_OPEN, { K_ENTER, ' ' }, CTX_MENU, 10, { "open", "열기" },
		{ "Open the lesson, where it was left.", "레슨을 엽니다. 보던 레슨은 멈춘 곳에서 이어집니다." } },
	{ CMD_ANSWER, { '1' }, CTX_ASK, 12, { "answer", "답하기" },
		{ "Answer a question by its number.", "번호로 질문에 답합니다." } },
	{ CMD_CHOOSE, { K_ENTER }, CTX_CALLS | CTX_ASK | CTX_LINE | CTX_FORGE, 11, { "choose", "확인" },
		{ "Take what is selected, or do what was typed.", "선택한 항목이나 입력한 내용을 실행합니다." } },
	{ CMD_UP, { K_UP, 'k' }, ANY, 0, { "up", "위로" },
		{ "Move up: lines, choices, segments, states.", "위로 움직입니다: 줄, 선택지, 세그먼트, 상태." } },
	{ CMD_DOWN, { K_DOWN, 'j' }, ANY, 85, { "move", "이동" },
		{ "Move down.", "아래로 움직입니다." } },
	{ CMD_LEFT, { K_LEFT, 'h' }, STEP | CTX_CALLS | CTX_ASK | CTX_READ, 0, { "left", "왼쪽" },
		{ "The client's side; in a diagram, the state to the left.",
			"client 쪽으로 옮깁니다. 다이어그램에서는 왼쪽 상태로 갑니다." } },
	{ CMD_RIGHT, { K_RIGHT, 'l' }, STEP | CTX_CALLS | CTX_ASK | CTX_READ, 0, { "right", "오른쪽" },
		{ "The server's side; in a diagram, the state to the right.",
			"server 쪽으로 옮깁니다. 다이어그램에서는 오른쪽 상태로 갑니다." } },
	{ CMD_PAGE_UP, { K_PAGE_UP }, ANY, 0, { "page up", "이전 쪽" },
		{ "Scroll a longer text up.", "긴 글을 위로 넘깁니다." } },
	{ CMD_PAGE_DOWN, { K_PAGE_DOWN }, ANY, 0, { "page down", "다음 쪽" },
		{ "Scroll a longer text down.", "긴 글을 아래로 넘깁니다." } },
	{ CMD_FIRST, { 'g', K_HOME }, LIST | CTX_READ, 0, { "first", "맨 위" },
		{ "To the first line.", "첫 줄로 갑니다." } },
	{ CMD_LAST, { 'G', K_END }, LIST | CTX_READ, 0, { "last", "맨 아래" },
		{ "To the last line.", "마지막 줄로 갑니다." } },
	{ CMD_LANGUAGE, { 'L' }, ANY, 95, { "한국어", "English" },
		{ "Switch between English and Korean.", "영어와 한국어를 바꿉니다." } },
	{ CMD_HELP, { '?' }, ANY, 15, { "help", "도움말" },
		{ "Show all keys; the same key closes.", "모든 키를 보여 줍니다. 같은 키로 닫습니다." } },
	{ CMD_ESCAPE, { K_ESC }, ANY | CTX_LINE | CTX_FORGE, 96, { "back out", "나가기" },
		{ "Close the innermost layer; never quits.", "가장 안쪽 화면을 닫습니다. 프로그램은 끝나지 않습니다." } },
	{ CMD_LEAVE, { 'q' }, ANY, 16, { "leave", "끝내기" },
		{ "Leave the innermost layer; at the outermost, quit.", "가장 안쪽 화면을 닫고, 더 없으면 프로그램을 끝냅니다." } },
};
/* clang-format on */
const size_t commands_count = sizeof commands / sizeof commands[0];

/* The student's turn. A replay performs the solution instead. */
static bool goal_is_open(const struct view *v)
{
	return v->mode != MODE_REPLAY && player_goal(v->player) && !player_goal_reached(v->player);
}

enum context view_context(const struct view *v)
{
	switch (v->overlay) {
	case OVERLAY_HELP:
	case OVERLAY_STATE:
	case OVERLAY_NUMBERS:
	case OVERLAY_SEGMENT:
		return CTX_READ;
	case OVERLAY_TREE:
	case OVERLAY_WHAT_IF:
	case OVERLAY_ARROWS:
	case OVERLAY_HINT:
	case OVERLAY_COMPARE:
		return CTX_LIST;
	case OVERLAY_LADDER:
		return CTX_LADDER;
	case OVERLAY_FORGE:
		return CTX_FORGE;
	case OVERLAY_CALLS:
		return CTX_CALLS;
	case OVERLAY_ASK:
		return CTX_ASK;
	case OVERLAY_WAIT:
	case OVERLAY_SAVE:
	case OVERLAY_COMMAND:
	case OVERLAY_SEARCH:
		return CTX_LINE;
	case OVERLAY_NONE:
		break;
	}
	if (v->screen == SCREEN_MENU || !v->player)
		return CTX_MENU;
	const struct player *p = v->player;
	bool beyond = v->at_end && session_at(p->session) > v->end_at;
	return v->mode == MODE_SANDBOX || p->detour || goal_is_open(v) || beyond ? CTX_FREE : CTX_LESSON;
}

static size_t done(const struct view *v)
{
	return session_at(v->player->session);
}

static bool ready_next(const struct view *v)
{
	if (v->mode == MODE_FOLLOW && v->overlay != OVERLAY_ASK && player_at_end(v->player))
		return false;
	return v->overlay == OVERLAY_ASK ? v->answered >= 0 : !v->at_end;
}

static bool ready_event(const struct view *v)
{
	vtime when;
	return world_next_ms(session_world(v->player->session), &when);
}

static bool ready_back(const struct view *v)
{
	return v->player->cursor > 0 || done(v) > 0;
}

static bool ready_forward(const struct view *v)
{
	return done(v) < session_count(v->player->session);
}

static bool ready_return(const struct view *v)
{
	return v->player->detour || (v->mode == MODE_FOLLOW && !v->live);
}

static bool ready_play(const struct view *v)
{
	return !v->at_end || done(v) > v->end_at;
}

static bool ready_speed(const struct view *v)
{
	return v->playing;
}

static bool ready_segment(const struct view *v)
{
	return session_world(v->player->session)->net.count > 0;
}

static bool ready_save(const struct view *v)
{
	return done(v) > 0;
}

static bool ready_choice(const struct view *v)
{
	return v->overlay != OVERLAY_ASK || v->answered < 0;
}

/* At a question only what points at a state. */
static bool ready_aside(const struct view *v)
{
	return v->overlay != OVERLAY_ASK || (v->answered < 0 && v->pane != PANE_WIRE);
}

static bool ready_go(const struct view *v)
{
	return v->overlay == OVERLAY_LADDER || v->list.choose;
}

static bool ready_compare(const struct view *v)
{
	return v->overlay == OVERLAY_LADDER || v->overlay == OVERLAY_TREE;
}

static bool ready_hint(const struct view *v)
{
	return v->overlay == OVERLAY_NONE || v->overlay == OVERLAY_HINT;
}

static bool ready_find_again(const struct view *v)
{
	return v->search[0] != '\0';
}

/* Whether a command of a session would do something; without one here: yes. */
static bool (*const readiness[CMD_COUNT])(const struct view *v) = {
	[CMD_NEXT] = ready_next,
	[CMD_EVENT] = ready_event,
	[CMD_BACK] = ready_back,
	[CMD_RESTART] = ready_back,
	[CMD_FORWARD] = ready_forward,
	[CMD_RETURN] = ready_return,
	[CMD_SOLUTION] = goal_is_open,
	[CMD_PLAY] = ready_play,
	[CMD_FASTER] = ready_speed,
	[CMD_SLOWER] = ready_speed,
	[CMD_DELIVER] = ready_segment,
	[CMD_DROP] = ready_segment,
	[CMD_COPY] = ready_segment,
	[CMD_HOLD] = ready_segment,
	[CMD_INSPECT] = ready_segment,
	[CMD_SAVE] = ready_save,
	[CMD_ANSWER] = ready_choice,
	[CMD_CHOOSE] = ready_choice,
	[CMD_SELECT] = ready_choice,
	[CMD_SELECT_BACK] = ready_choice,
	[CMD_LEFT] = ready_aside,
	[CMD_RIGHT] = ready_aside,
	[CMD_GO] = ready_go,
	[CMD_COMPARE] = ready_compare,
	[CMD_HINT] = ready_hint,
	[CMD_LADDER] = ready_save,
	[CMD_SEARCH_NEXT] = ready_find_again,
	[CMD_SEARCH_BACK] = ready_find_again,
};

bool command_ready(const struct command *c, const struct view *v)
{
	if ((c->contexts & (unsigned)view_context(v)) == 0)
		return false;
	bool in_session = v->screen == SCREEN_STEP && v->player;
	return !in_session || !readiness[c->id] || readiness[c->id](v);
}

/* A hint matters more to someone who has a goal. */
static int rank(const struct command *c, const struct view *v)
{
	bool wanted = c->id == CMD_HINT && (v->overlay == OVERLAY_HINT || (v->player && goal_is_open(v)));
	return wanted ? 14 : c->bar;
}

size_t commands_bar(const struct view *v, const struct command **out, size_t n)
{
	size_t used = 0;
	for (size_t i = 0; i < commands_count; i++) {
		const struct command *c = &commands[i];
		bool outermost = c->id == CMD_ESCAPE && v->overlay == OVERLAY_NONE;
		if (c->bar == 0 || outermost || !command_ready(c, v) || used == n)
			continue;
		size_t at = used++;
		for (; at > 0 && rank(out[at - 1], v) > rank(c, v); at--)
			out[at] = out[at - 1];
		out[at] = c;
	}
	return used;
}

void command_keys(struct text *t, const struct command *c, bool ascii, bool brief)
{
	for (size_t i = 0; i < sizeof c->keys / sizeof c->keys[0] && c->keys[i] != 0; i++) {
		if (i > 0 && brief)
			return;
		if (i > 0)
			text_add(t, " ");
		text_add(t, c->id == CMD_ANSWER ? "1-9" : key_label(c->keys[i], ascii));
	}
}

/* Plain ASCII as roff shows it unchanged. */
static void roff_text(FILE *out, const char *s)
{
	if (*s == '.' || *s == '\'')
		fputs("\\&", out);
	for (; *s != '\0'; s++) {
		if (*s == '-')
			fputs("\\-", out);
		else if (*s == '`')
			fputs("\\(ga", out);
		else
			fputc(*s, out);
	}
}

void commands_roff(FILE *out)
{
	for (size_t i = 0; i < commands_count; i++) {
		char keys[64];
		struct text t = text_over(keys, sizeof keys);
		command_keys(&t, &commands[i], true, false);
		fputs(".TP\n.B ", out);
		roff_text(out, keys);
		fputc('\n', out);
		roff_text(out, commands[i].help[LANG_EN]);
		fputc('\n', out);
	}
}
