/* The quiz on the screen. Each question is a short script whose situation is performed
 * at once, so that everything that works in a lesson works here: stepping back,
 * what-if, detours. Called by app. */
#include "base/mem.h"
#include "ui/app/app_core.h"

/* Performs the situation, up to the question. */
static void go_to_question(struct app *a)
{
	size_t before = a->quiz.now->used - 1;

	player_go(&a->player, before + 1);
	app_arrived(a, player_now(&a->player));
}

static void begin_question(struct app *a)
{
	struct script *before = a->question;

	quiz_round_next(&a->quiz);
	a->question = quiz_script(&a->quiz);
	a->question_answered = false;
	app_open(a, a->question, MODE_QUIZ);
	script_free(before);
	go_to_question(a);
}

void app_quiz_open(struct app *a)
{
	if (!a->question) {
		quiz_round_begin(&a->quiz, quiz_seed_number(a->options.seed), 0);
		begin_question(a);
		return;
	}
	bool as_left = a->player_on && a->player.script == a->question;
	app_open(a, a->question, MODE_QUIZ);
	if (!as_left)
		go_to_question(a);
}

void app_quiz_next(struct app *a)
{
	begin_question(a);
}

void app_quiz_answered(struct app *a, size_t choice)
{
	if (a->question_answered)
		return;
	a->question_answered = true;
	quiz_round_answer(&a->quiz, choice);
	for (int l = 0; l < LANG_COUNT; l++) { /* the header has the score */
		mem_free(a->question->title[l]);
		a->question->title[l] = quiz_title(&a->quiz, (enum lang)l);
	}
}

void app_quiz_left(struct app *a)
{
	size_t answered = quiz_round_answered(&a->quiz);

	if (answered > 0)
		app_say(a, false, MSG_QUIZ_SCORE, quiz_round_right(&a->quiz), answered);
}

void app_quiz_free(struct app *a)
{
	if (a->question)
		quiz_round_end(&a->quiz);
	script_free(a->question);
	a->question = NULL;
}
