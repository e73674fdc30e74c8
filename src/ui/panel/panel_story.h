/* The text under (or beside) the picture: the lesson's words at this step, or
 * the sentence of what happened. */
#ifndef TCPSTEP_UI_PANEL_PANEL_STORY_H
#define TCPSTEP_UI_PANEL_PANEL_STORY_H

#include "ui/app/view.h"

/* What the step one stands at has to say: narration, exercise, pause, failed
 * expectation; else the sentence. Scrolled by v->scroll. */
void panel_story(struct canvas *c, struct rect r, const struct view *v);
/* The sentence alone: what, why, what now, the rule. */
void panel_sentence(struct canvas *c, struct rect r, const struct view *v);
/* The narration last said, for screens that keep it in sight. */
void panel_lesson(struct canvas *c, struct rect r, const struct view *v);

#endif
