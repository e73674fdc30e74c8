/* Tests layouts and shapes: every size has a layout, whose panels are on the screen and do not
 * overlap; the drawing has every arrow of the figure. */
#include <check.h>
#include <string.h>

#include "ui/draw/canvas.h"
#include "ui/draw/layout.h"
#include "ui/draw/shapes.h"

Suite *suite_ui_layout(void);

enum { RECTS = 21 };

static size_t rects_of(const struct layout *l, struct rect out[RECTS])
{
	const struct rect all[RECTS] = {
		l->header,    l->names,     l->diagram[0], l->diagram[1], l->wire,   l->buffers[0], l->buffers[1],
		l->timers[0], l->timers[1], l->gap,        l->story,      l->lesson, l->ladder,     l->tcb,
		l->sockets,   l->script,    l->keys,       l->column,     l->edge,   l->about[0],   l->about[1],
	};
	memcpy(out, all, sizeof all);
	return RECTS;
}

static bool shown(struct rect r)
{
	return r.w > 0 && r.h > 0;
}

static bool same_place(struct rect a, struct rect b)
{
	return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

static bool overlap(struct rect a, struct rect b)
{
	return shown(a) && shown(b) && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

START_TEST(every_panel__lies_on_the_screen)
{
	for (int w = 1; w <= 240; w++) {
		for (int h = 1; h <= 70; h++) {
			struct layout l = layout_for(w, h);
			struct rect r[RECTS];
			size_t n = rects_of(&l, r);
			for (size_t i = 0; i < n; i++) {
				bool inside = r[i].x >= 0 && r[i].y >= 0 && r[i].x + r[i].w <= w &&
					      r[i].y + r[i].h <= h;
				if (shown(r[i]) && !inside)
					ck_abort_msg("%dx%d: panel %zu leaves the screen", w, h, i);
			}
		}
	}
}
END_TEST

/* On screens with one diagram both hosts share a place, by design. */
START_TEST(panels__do_not_overlap)
{
	for (int w = 1; w <= 240; w++) {
		for (int h = 1; h <= 70; h++) {
			struct layout l = layout_for(w, h);
			struct rect r[RECTS];
			size_t n = rects_of(&l, r);
			for (size_t i = 0; i < n; i++)
				for (size_t k = 0; k < i; k++)
					if (overlap(r[i], r[k]) && !same_place(r[i], r[k]))
						ck_abort_msg("%dx%d: panels %zu and %zu overlap", w, h, k, i);
		}
	}
}
END_TEST

START_TEST(sizes_that_people_have__get_the_layout_made_for_them)
{
	static const struct {
		int w, h;
		enum layout_kind kind;
	} sizes[] = {
		{ 80, 24, LAYOUT_BOTH },  { 80, 50, LAYOUT_BOTH },  { 100, 30, LAYOUT_ROOMY }, { 119, 23, LAYOUT_SIDE },
		{ 120, 40, LAYOUT_WIDE }, { 160, 50, LAYOUT_HUGE }, { 65, 17, LAYOUT_ONE },    { 40, 12, LAYOUT_MINI },
		{ 40, 24, LAYOUT_STACK }, { 20, 5, LAYOUT_LINES },  { 1, 1, LAYOUT_LINES },
	};
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
		ck_assert_msg(layout_for(sizes[i].w, sizes[i].h).kind == sizes[i].kind, "%dx%d", sizes[i].w,
			      sizes[i].h);
}
END_TEST

START_TEST(at_80x24__the_text_has_four_lines)
{
	ck_assert_int_ge(layout_for(80, 24).story.h, 4);
}
END_TEST

START_TEST(with_both_diagrams__a_text_or_ladder_is_never_without_room)
{
	for (int w = 78; w <= 240; w++) {
		for (int h = 22; h <= 70; h++) {
			struct layout l = layout_for(w, h);
			if (l.story.h < 2 || l.story.w < 36 || l.wire.w < 20)
				ck_abort_msg("%dx%d: story %dx%d, wire %d", w, h, l.story.w, l.story.h, l.wire.w);
		}
	}
}
END_TEST

/* On a large screen the text is in the middle, next to the segment that it speaks of, and as wide
 * as a line should be; every row and column belongs to a panel. */
START_TEST(on_a_large_screen__the_text_is_next_to_the_action)
{
	for (int w = 156; w <= 240; w++) {
		for (int h = 40; h <= 70; h++) {
			struct layout l = layout_for(w, h);
			struct rect r[RECTS];
			size_t n = rects_of(&l, r);
			int used = 0;
			bool below_wire = l.story.y == l.wire.y + l.wire.h && l.story.x > l.diagram[0].w &&
					  l.story.x + l.story.w < l.diagram[1].x;
			if (!below_wire || l.lesson.w < 56 || l.lesson.w > 140 || l.lesson.h < 8 || l.story.h < 7)
				ck_abort_msg("%dx%d: story %dx%d at %d,%d, lesson %dx%d", w, h, l.story.w, l.story.h,
					     l.story.x, l.story.y, l.lesson.w, l.lesson.h);
			for (size_t i = 0; i < n; i++)
				used += r[i].w * r[i].h;
			if (100 * used < 97 * w * h)
				ck_abort_msg("%dx%d: %d of %d cells are used", w, h, used, w * h);
		}
	}
}
END_TEST

static bool has_edge(const struct shape *shape, enum tcp_state from, enum tcp_state to)
{
	for (size_t i = 0; i < shape->count; i++)
		if (shape->edges[i].from == from && shape->edges[i].to == to)
			return true;
	return false;
}

START_TEST(the_drawings__have_every_arrow_of_the_figure)
{
	for (size_t i = 0; i < state_edges_count; i++) {
		const struct state_edge *e = &state_edges[i];
		ck_assert_msg(has_edge(&shape_compact, e->from, e->to), "compact: %s to %s", state_name(e->from),
			      state_name(e->to));
		ck_assert_msg(has_edge(&shape_labels, e->from, e->to), "labels: %s to %s", state_name(e->from),
			      state_name(e->to));
	}
}
END_TEST

START_TEST(the_drawings__have_no_arrow_that_is_none)
{
	const struct shape *const shapes[] = { &shape_tiny, &shape_compact, &shape_labels };
	for (size_t s = 0; s < 3; s++) {
		for (size_t i = 0; i < shapes[s]->count; i++) {
			const struct shape_edge *e = &shapes[s]->edges[i];
			bool fact = false, figure = false;
			for (size_t k = 0; k < state_edges_count; k++) {
				if (state_edges[k].from != (enum tcp_state)e->from ||
				    state_edges[k].to != (enum tcp_state)e->to)
					continue;
				fact = true;
				figure = figure || state_edges[k].in_figure;
			}
			ck_assert(fact);
			ck_assert_int_eq(figure, !e->jump);
		}
	}
}
END_TEST

START_TEST(states_in_a_drawing__stand_apart_with_room_for_the_frame)
{
	const struct shape *const shapes[] = { &shape_tiny, &shape_compact, &shape_labels };
	for (size_t s = 0; s < 3; s++) {
		for (int a = 0; a < TCPS_COUNT; a++) {
			struct point p = shapes[s]->state[a];
			int end = p.x + (int)strlen(state_name((enum tcp_state)a));
			ck_assert_int_ge(p.x, 1);
			ck_assert_int_lt(end, shapes[s]->w);
			for (int b = 0; b < a; b++) {
				struct point q = shapes[s]->state[b];
				int q_end = q.x + (int)strlen(state_name((enum tcp_state)b));
				ck_assert(p.y != q.y || end < q.x || q_end < p.x);
			}
		}
	}
}
END_TEST

Suite *suite_ui_layout(void)
{
	Suite *s = suite_create("ui/layout");
	TCase *panels = tcase_create("panels");
	tcase_add_test(panels, on_a_large_screen__the_text_is_next_to_the_action);
	tcase_add_test(panels, every_panel__lies_on_the_screen);
	tcase_add_test(panels, panels__do_not_overlap);
	tcase_add_test(panels, sizes_that_people_have__get_the_layout_made_for_them);
	tcase_add_test(panels, at_80x24__the_text_has_four_lines);
	tcase_add_test(panels, with_both_diagrams__a_text_or_ladder_is_never_without_room);
	suite_add_tcase(s, panels);
	TCase *shapes = tcase_create("shapes");
	tcase_add_test(shapes, the_drawings__have_every_arrow_of_the_figure);
	tcase_add_test(shapes, the_drawings__have_no_arrow_that_is_none);
	tcase_add_test(shapes, states_in_a_drawing__stand_apart_with_room_for_the_frame);
	suite_add_tcase(s, shapes);
	return s;
}
