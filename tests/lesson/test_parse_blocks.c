/* Tests parsing the blocks of say, ask and goal, and their errors. */
#include "lesson/parsing.h"

#include "suites.h"

/* --- blocks --- */

START_TEST(text_blocks__keep_paragraphs_and_lose_their_indentation)
{
	struct script *s = parse(
		HEAD "say\n\n    One \"quoted\" # word\n# gone\n      deeper\n\n\n    # text\n\n\nnote\n\tTab\n"
		     "        Blanks\nsay\n  Korean follows\nsay ko\n  한글\n");

	ck_assert_str_eq(s->statements[0].block[LANG_EN].text, "One \"quoted\" # word\n  deeper\n\n# text");
	ck_assert_int_eq(s->statements[1].kind, ST_NOTE);
	ck_assert_str_eq(s->statements[1].block[LANG_EN].text, "Tab\nBlanks");
	ck_assert_str_eq(statement_block(&s->statements[2], LANG_KO)->text, "한글");
	ck_assert_str_eq(statement_block(&s->statements[1], LANG_KO)->text, "Tab\nBlanks");
	script_free(s);
}
END_TEST

START_TEST(ask__has_text_choices_feedback_and_because)
{
	struct script *s = parse(HEAD
				 "ask\n  What\n  because?\n\n    ( ) one  \n      First\n\n      second (x) because\n"
				 "    (x)two\n    ( ) three\n\n  because Inline\n\n  and more\n  because so\n");
	const struct block *b = &s->statements[0].block[LANG_EN];

	ck_assert_int_eq(s->statements[0].kind, ST_ASK);
	ck_assert_str_eq(b->text, "What\nbecause?");
	ck_assert_uint_eq(b->choices_used, 3);
	ck_assert_str_eq(b->choices[0].text, "one");
	ck_assert_str_eq(b->choices[0].feedback, "First\n\nsecond (x) because");
	ck_assert(!b->choices[0].right && b->choices[1].right && !b->choices[2].right);
	ck_assert_str_eq(b->choices[1].text, "two");
	ck_assert_ptr_null(b->choices[1].feedback);
	ck_assert_str_eq(b->because, "Inline\n\nand more\nbecause so");
	script_free(s);
}
END_TEST

START_TEST(because__may_stand_alone_above_its_text)
{
	struct script *s = parse(HEAD "ask\n  Q\n  (x) a\n  ( ) b\n  because\n    Two\n    lines\n");

	ck_assert_str_eq(s->statements[0].block[LANG_EN].because, "Two\nlines");
	script_free(s);
}
END_TEST

START_TEST(goal__has_predicates_and_a_solution)
{
	struct script *s = parse(HEAD "goal \"Close \\\"it\\\"\"\n  reach client CLOSED # the first\n\n  # between\n"
				      "  reach flight 0\n  solution\n    client close\n# column one\n    wait idle\n"
				      "goal ko \"닫기\"\n");
	const struct statement *g = &s->statements[0];

	ck_assert_uint_eq(s->used, 1);
	ck_assert_str_eq(g->block[LANG_EN].text, "Close \"it\"");
	ck_assert_str_eq(g->block[LANG_KO].text, "닫기");
	ck_assert_uint_eq(g->reach_used, 2);
	ck_assert_int_eq(g->reach[1].predicate.kind, PRED_FLIGHT);
	ck_assert_uint_eq(g->reach[1].line, 6);
	ck_assert_uint_eq(g->solution_used, 2);
	ck_assert_int_eq(g->solution[1].action.kind, ACT_WAIT_IDLE);
	script_free(s);
}
END_TEST

START_TEST(goal__has_rules_and_hints)
{
	struct script *s = parse(HEAD "goal \"a\"\n  forbid crash dup server close # and\n  forbid wait\n  within 2\n"
				      "  hint Who is still # open?  \n  reach flight 0\n  hint \"two\\n lines\"\n"
				      "  hint \"close\" ends both\n  solution\n    client close\n    deliver\n"
				      "goal ko \"b\"\n  # between\n  hint 누가 남았습니까?\n");
	const struct statement *g = &s->statements[0];
	const struct forbidden *f = g->forbid;

	ck_assert_uint_eq(s->used, 1);
	ck_assert_uint_eq(g->forbid_used, 4);
	ck_assert(f[0].host == HOSTS && f[0].call == CALL_CRASH && f[0].act == ACT_CALL);
	ck_assert(f[1].host == HOSTS && f[1].call == CALL_DUP && f[1].act == ACT_DUP);
	ck_assert(f[2].host == HOST_SERVER && f[2].call == CALL_CLOSE && f[2].act == ACT_CALL);
	ck_assert(f[3].call == CALL_NONE && f[3].act == ACT_WAIT);
	ck_assert_uint_eq(g->within, 2);
	ck_assert_str_eq(goal_hint(g, LANG_EN, 0), "Who is still # open?");
	ck_assert_str_eq(goal_hint(g, LANG_EN, 1), "two\n lines");
	ck_assert_str_eq(goal_hint(g, LANG_EN, 2), "\"close\" ends both");
	ck_assert_ptr_null(goal_hint(g, LANG_EN, 3));
	ck_assert_str_eq(goal_hint(g, LANG_KO, 0), "누가 남았습니까?");
	ck_assert_ptr_null(goal_hint(g, LANG_KO, 1));
	script_free(s);
	s = parse(HEAD "goal \"a\"\n  reach flight 0\n  hint One\n  solution\n    drop\ngoal ko \"b\"\n");
	ck_assert_str_eq(goal_hint(&s->statements[0], LANG_KO, 0), "One");
	script_free(s);
}
END_TEST

START_TEST(goal__errors_of_rules_and_hints)
{
	static const struct wrong rows[] = {
		{ "forbid",
		  HEAD
		  "goal \"a\"\n  reach flight 0\n  forbid\n  forbid clsoe\n  forbid client\n  forbid client deliver\n"
		  "  forbid server.1 close\n  solution\n    drop\n",
		  { "4:9 missing: expected a call", "5:10 'clsoe'|close", "6:16 missing: expected a call such as",
		    "7:17 not 'deliver'", "8:16 no socket number" } },
		{ "forbid again",
		  HEAD
		  "goal \"a\"\n  reach flight 0\n  forbid crash crash\n  forbid \"crash\"\n  forbid kill\n  solution\n"
		  "    drop\n",
		  { "4:16 crash is given twice", "5:10 not 'crash'", "6:10 not 'kill'|exit" } },
		{ "within",
		  HEAD "goal \"a\"\n  reach flight 0\n  within\n  within 0\n  within two\n  within 2 3\n  within 2\n"
		       "  within 3\n  solution\n    drop\n",
		  { "4:9 missing: expected a number of actions", "5:10 not '0'", "6:10 not 'two'",
		    "7:12 unexpected word: 3", "9:3 within is given twice" } },
		{ "hint",
		  HEAD "goal \"a\"\n  reach flight 0\n  hint\n  hint \"\"\n  hnit x\n  solution\n    drop\n",
		  { "4:7 missing: expected the hint's text", "5:7 missing", "6:3 a goal consists of|hint" } },
		{ "too late",
		  HEAD "goal \"a\"\n  reach flight 0\n  solution\n    drop\n  forbid crash\n  within 2\n  hint x\n",
		  { "6:3 'forbid' must come before", "7:3 'within' must", "8:3 'hint' must" } },
		{ "a translation",
		  HEAD
		  "goal \"a\"\n  reach flight 0\n  solution\n    drop\ngoal ko \"b\"\n  forbid crash\n  hnit x\n  hint\n",
		  { "7:3 a translated goal has only", "8:3 a translated goal|hint", "9:7 missing" } },
		{ "a solution that breaks a rule",
		  HEAD "goal \"a\"\n  reach flight 0\n  forbid crash server dup wait\n  within 3\n  solution\n"
		       "    client crash\n    server dup\n    client dup\n    dup #1\n    wait next\n    drop\n",
		  { "7:5 this goal forbids 'crash'", "8:5 this goal forbids 'server dup'",
		    "10:5 this goal allows 3 actions at most", "11:5 this goal forbids 'wait'" } },
	};

	EXPECT_WRONG(rows);
}
END_TEST

START_TEST(blocks__errors)
{
	static const struct wrong rows[] = {
		{ "no text",
		  HEAD "say\nnote\n\n# x\nsay ko\n",
		  { "2:1 this say has no text", "3:1 this note has no text" } },
		{ "text on the head",
		  HEAD "say Hello\n  x\nsay \"Hello\"\n  x\nsay ko x\n  x\n",
		  { "2:5 expected a language", "4:5 unexpected word", "6:8 unexpected word" } },
		{ "language",
		  HEAD "say\n  x\nsay kr\n  y\nsay ko_KR\n  y\n",
		  { "4:5 expected a language|ko", "6:5 expected a language" } },
		{ "no question", HEAD "ask\n  ( ) a\n  (x) b\n", { "2:1 no text" } },
		{ "no choices", HEAD "ask\n  What?\n", { "2:1 at least two choices" } },
		{ "one choice", HEAD "ask\n  What?\n  (x) a\n", { "2:1 at least two choices" } },
		{ "none right", HEAD "ask\n  What?\n  ( ) a\n  ( ) b\n", { "2:1 this question has no right choice" } },
		{ "empty choice",
		  HEAD "ask\n  What?\n  (x)  \n  ( ) b\n",
		  { "4:6 missing: expected the choice's text" } },
		{ "crooked choices",
		  HEAD "ask\n  What?\n   (x) a\n  ( ) b\n     ( ) c\n",
		  { "5:3 must be indented alike", "6:6 indented deeper" } },
		{ "text between",
		  HEAD "ask\n  What?\n  (x) a\n  becuase\n  ( ) b\n",
		  { "5:3 after a choice, only|because" } },
		{ "because first",
		  HEAD "ask\n  What?\n  (x) a\n  ( ) b\n  because x\n  ( ) c\n",
		  { "7:3 must come before 'because'" } },
		{ "because nothing", HEAD "ask\n  What?\n  (x) a\n  ( ) b\n  because\n", { "6:10 missing" } },
		{ "goal's head",
		  HEAD "goal\n  reach flight 0\ngoal Close it\ngoal \"\"\n  reach flight 0\n  solution\n    drop\n"
		       "goal \"a\" b\n",
		  { "2:5 missing: expected the goal's text", "4:6 the goal's text in quotes", "5:6 text is empty",
		    "9:10 unexpected word" } },
		{ "goal of nothing", HEAD "goal \"a\"\n", { "2:1 no 'reach'" } },
		{ "goal without reach", HEAD "goal \"a\"\n  solution\n    drop\n", { "2:1 no 'reach'" } },
		{ "goal without steps", HEAD "goal \"a\"\n  reach flight 0\n  solution\n", { "2:1 has no steps" } },
		{ "goal's lines",
		  HEAD "goal \"a\"\n  reech flight 0\n  reach\n  reach flihgt 0\n  solution x\n    say\n    drop #x\n",
		  { "3:3 'reach', 'forbid', 'within' and 'hint'|reach", "4:8 missing", "5:9 'flihgt'|flight",
		    "6:12 unexpected word", "7:5 not 'say'", "8:10 '#x'" } },
		{ "solution's depth",
		  HEAD "goal \"a\"\n  reach flight 0\n  solution\n  drop\n",
		  { "5:3 one level deeper" } },
	};

	EXPECT_WRONG(rows);
}
END_TEST

#define OPEN HEAD "ask\n  Q\n  (?) a\n  (?) b\nask ko\n  질문\n  (?) 가\n  (?) 나\n"

START_TEST(reveal_and_votes__belong_to_their_question)
{
	struct script *s = parse(OPEN "client socket\nvotes 12 0\nreveal\n  ( ) a\n    No.\n  (x) b\n  because So.\n");
	const struct statement *ask = &s->statements[0];

	ck_assert_uint_eq(s->used, 2);
	ck_assert_uint_eq(s->statements[1].step, 2);
	ck_assert(ask->block[LANG_EN].hidden && !question_is_open(ask));
	ck_assert(ask->block[LANG_EN].choices[1].right && ask->block[LANG_KO].choices[1].right);
	ck_assert_str_eq(ask->block[LANG_EN].choices[0].feedback, "No.");
	ck_assert_str_eq(ask->block[LANG_EN].because, "So.");
	ck_assert_ptr_null(ask->block[LANG_KO].because);
	ck_assert_uint_eq(ask->votes_used, 2);
	ck_assert_uint_eq(ask->votes[0], 12);
	script_free(s);
	s = parse(OPEN "reveal\n  Q\n  ( ) a\n  (x) b\nreveal ko\n  ( ) 가\n  (x) 나\n  because 그렇습니다.\n");
	ck_assert_str_eq(s->statements[0].block[LANG_KO].because, "그렇습니다.");
	script_free(s);
	s = parse(OPEN);
	ck_assert(question_is_open(&s->statements[0]));
	script_free(s);
}
END_TEST

START_TEST(reveal_and_votes__errors)
{
	static const struct wrong rows[] = {
		{ "mixed", HEAD "ask\n  Q\n  (?) a\n  (x) b\n", { "5:3 all choices" } },
		{ "mixed languages",
		  HEAD "ask\n  Q\n  (?) a\n  (?) b\nask ko\n  Q\n  ( ) a\n  (x) b\n",
		  { "6:1 choice 1 is right" } },
		{ "no question", HEAD "reveal\n  ( ) a\n  (x) b\nvotes 1 2\n", { "2:1 after a question whose" } },
		{ "votes of nothing", HEAD "votes 1 2\n", { "2:1 after a question" } },
		{ "not hidden",
		  HEAD "ask\n  Q\n  ( ) a\n  (x) b\nreveal\n  ( ) a\n  (x) b\n",
		  { "6:1 after a question whose" } },
		{ "twice", OPEN "reveal\n  ( ) a\n  (x) b\nreveal\n  ( ) a\n  (x) b\n", { "13:1 revealed already" } },
		{ "other choices", OPEN "reveal\n  ( ) a\n  (x) c\n", { "10:1 repeats the question's choices" } },
		{ "fewer", OPEN "reveal\n  ( ) a\n", { "10:1 at least two choices" } },
		{ "another text", OPEN "reveal\n  What\n  ( ) a\n  (x) b\n", { "10:1 repeats the question's" } },
		{ "still hidden", OPEN "reveal\n  (?) a\n  (?) b\n", { "10:1 marks the choices" } },
		{ "Korean first", OPEN "reveal ko\n  ( ) 가\n  (x) 나\n", { "10:1 no 'reveal' before" } },
		{ "votes of others", OPEN "votes 1\nvotes 1 2 3\n", { "10:1 has 2 choices", "11:1 has 2 choices" } },
		{ "no numbers",
		  OPEN "votes 1 -2\nvotes 100001 \"1\"\n",
		  { "10:9 number of votes", "11:7 number of votes", "11:14 number of votes" } },
	};

	EXPECT_WRONG(rows);
}
END_TEST

START_TEST(a_goal__may_have_what_a_class_did_in_place_of_a_solution)
{
	struct script *s = parse(HEAD "goal \"G\"\n  reach client SYN-SENT\n  forbid crash\n# tcpstep: tried\n"
				      "client crash\nclient boot\n# tcpstep: onward\nclient socket\n");
	const struct statement *goal = &s->statements[0];

	ck_assert_uint_eq(s->used, 2);
	ck_assert_uint_eq(goal->solution_used, 2);
	ck_assert(goal->apart && !goal_is_proved(goal));
	ck_assert_uint_eq(s->statements[1].step, 4);
	script_free(s);
	s = parse(HEAD "# tcpstep: tried\nclient socket\ngoal \"G\"\n  reach flight 0\nclient boot\n");
	ck_assert_uint_eq(s->used, 3);
	ck_assert_uint_eq(s->statements[1].solution_used, 0);
	script_free(s);
}
END_TEST

START_TEST(translations__errors)
{
	static const struct wrong rows[] = {
		{ "nothing before", HEAD "say ko\n  x\n", { "2:1 no 'say' before" } },
		{ "another kind", HEAD "note\n  x\nsay ko\n  x\n", { "4:1 no 'say' before" } },
		{ "a step between", HEAD "say\n  x\npause\nsay ko\n  x\n", { "5:1 no 'say' before" } },
		{ "twice", HEAD "say\n  x\nsay ko\n  x\nsay ko\n  x\n", { "6:1 already has a text in 'ko'" } },
		{ "the first language", HEAD "say\n  x\nsay en\n  x\n", { "4:1 already has a text in 'en'" } },
		{ "of what is wrong",
		  HEAD "say\nsay ko\n  x\nsya\n  x\nsay ko\n  x\n",
		  { "2:1 no text", "5:1 unknown statement|say" } },
		{ "choices",
		  HEAD "ask\n  Q\n  (x) a\n  ( ) b\nask ko\n  Q\n  (x) a\n  ( ) b\n  ( ) c\n",
		  { "6:1 has 2 choices, its translation 3" } },
		{ "answers",
		  HEAD "ask\n  Q\n  (x) a\n  ( ) b\nask ko\n  Q\n  ( ) a\n  (x) b\n",
		  { "6:1 choice 1 is right" } },
		{ "goal's lines",
		  HEAD "goal \"a\"\n  reach flight 0\n  solution\n    drop\ngoal ko \"a\"\n  reach flight 0\n",
		  { "7:3 a translated goal has only a text" } },
	};

	EXPECT_WRONG(rows);
}
END_TEST

Suite *suite_lesson_parse_blocks(void)
{
	Suite *s = suite_create("lesson/parse_blocks");

	add(s, "blocks",
	    (const TTest *const[]){
		    text_blocks__keep_paragraphs_and_lose_their_indentation, ask__has_text_choices_feedback_and_because,
		    because__may_stand_alone_above_its_text, goal__has_predicates_and_a_solution,
		    goal__has_rules_and_hints, goal__errors_of_rules_and_hints, blocks__errors,
		    reveal_and_votes__belong_to_their_question, reveal_and_votes__errors,
		    a_goal__may_have_what_a_class_did_in_place_of_a_solution, translations__errors, NULL });
	return s;
}
