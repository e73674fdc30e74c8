/* The three shapes. Every arrow of RFC 9293 figure 5 is here once; two arrows between
 * the same states may share a line with two heads. */
#include "ui/draw/shapes.h"

#define COUNT_OF(array) (sizeof array / sizeof((array)[0]))

#define EDGE(a, b)              .from = TCPS_##a, .to = TCPS_##b
#define JUMP(a)                 .from = TCPS_##a, .to = TCPS_CLOSED, .jump = true
#define HEAD(way, x, y)         .head = HEAD_##way, .points = 1, .path = { { x, y } }
#define PATH2(...)              .points = 2, .path = { __VA_ARGS__ }
#define PATH3(...)              .points = 3, .path = { __VA_ARGS__ }
#define PATH4(...)              .points = 4, .path = { __VA_ARGS__ }
#define LABEL(x, y, w, h)       .label = { x, y }, .label_w = (w), .label_h = (h)
#define LABEL_RIGHT(x, y, w, h) LABEL(x, y, w, h), .label_right = true
#define LABEL_ON(x, y, w, h)    LABEL(x, y, w, h), .label_on_line = true

static const struct shape_edge tiny[] = {
	{ EDGE(CLOSED, SYN_SENT), PATH3({ 17, 0 }, { 24, 0 }, { 24, 1 }) },
	{ EDGE(SYN_SENT, CLOSED), PATH3({ 24, 1 }, { 24, 0 }, { 17, 0 }) },
	{ EDGE(LISTEN, SYN_SENT), PATH2({ 17, 1 }, { 21, 1 }), .head = HEAD_DOWN },
	{ EDGE(SYN_SENT, SYN_RECEIVED), PATH2({ 18, 2 }, { 14, 2 }) },
	{ EDGE(SYN_SENT, ESTABLISHED), PATH3({ 24, 2 }, { 24, 3 }, { 21, 3 }) },
	{ EDGE(SYN_RECEIVED, FIN_WAIT_1), HEAD(DOWN, 3, 3) },
	{ EDGE(FIN_WAIT_1, CLOSING), PATH2({ 12, 4 }, { 15, 4 }), .head = HEAD_DOWN },
	{ EDGE(TIME_WAIT, CLOSED), PATH2({ 17, 6 }, { 19, 6 }) },
};

const struct shape shape_tiny = {
	.w = DIAGRAM_W, .h = TINY_H,
	.state = {
		[TCPS_CLOSED] = {10, 0}, [TCPS_LISTEN] = {10, 1},
		[TCPS_SYN_SENT] = {20, 2}, [TCPS_SYN_RECEIVED] = {1, 2},
		[TCPS_ESTABLISHED] = {9, 3},
		[TCPS_FIN_WAIT_1] = {1, 4}, [TCPS_CLOSE_WAIT] = {18, 4},
		[TCPS_FIN_WAIT_2] = {1, 5}, [TCPS_CLOSING] = {12, 5}, [TCPS_LAST_ACK] = {20, 5},
		[TCPS_TIME_WAIT] = {7, 6},
	},
	.closed_again = {21, 6},
	.edges = tiny, .count = COUNT_OF(tiny),
};

static const struct shape_edge compact[] = {
	{ EDGE(CLOSED, LISTEN), HEAD(DOWN, 12, 1) },
	{ EDGE(LISTEN, CLOSED), HEAD(UP, 13, 1) },
	{ EDGE(CLOSED, SYN_SENT), PATH3({ 17, 0 }, { 24, 0 }, { 24, 3 }) },
	{ EDGE(SYN_SENT, CLOSED), PATH3({ 24, 3 }, { 24, 0 }, { 17, 0 }) },
	{ EDGE(LISTEN, SYN_SENT), PATH3({ 17, 2 }, { 21, 2 }, { 21, 3 }) },
	{ EDGE(LISTEN, SYN_RECEIVED), HEAD(DOWN, 11, 3) },
	{ EDGE(SYN_RECEIVED, LISTEN), HEAD(UP, 12, 3) },
	{ EDGE(SYN_SENT, SYN_RECEIVED), PATH2({ 18, 4 }, { 14, 4 }) },
	{ EDGE(SYN_RECEIVED, ESTABLISHED), HEAD(DOWN, 11, 5) },
	{ EDGE(SYN_SENT, ESTABLISHED), PATH3({ 24, 5 }, { 24, 6 }, { 21, 6 }) },
	{ EDGE(SYN_RECEIVED, FIN_WAIT_1), PATH2({ 3, 5 }, { 3, 7 }) },
	{ EDGE(ESTABLISHED, FIN_WAIT_1), HEAD(DOWN, 10, 7) },
	{ EDGE(ESTABLISHED, CLOSE_WAIT), HEAD(DOWN, 18, 7) },
	{ EDGE(FIN_WAIT_1, FIN_WAIT_2), HEAD(DOWN, 5, 9) },
	{ EDGE(FIN_WAIT_1, CLOSING), PATH3({ 12, 8 }, { 15, 8 }, { 15, 9 }) },
	{ EDGE(CLOSE_WAIT, LAST_ACK), HEAD(DOWN, 23, 9) },
	{ EDGE(FIN_WAIT_2, TIME_WAIT), HEAD(DOWN, 9, 11) },
	{ EDGE(CLOSING, TIME_WAIT), HEAD(DOWN, 14, 11) },
	{ EDGE(TIME_WAIT, CLOSED), PATH2({ 17, 12 }, { 19, 12 }) },
	{ EDGE(LAST_ACK, CLOSED), HEAD(DOWN, 23, 11) },
	{ JUMP(SYN_RECEIVED), PATH4({ 1, 4 }, { 0, 4 }, { 0, 0 }, { 8, 0 }) },
	{ JUMP(ESTABLISHED), PATH4({ 9, 6 }, { 0, 6 }, { 0, 0 }, { 8, 0 }) },
	{ JUMP(FIN_WAIT_1), PATH4({ 1, 8 }, { 0, 8 }, { 0, 0 }, { 8, 0 }) },
	{ JUMP(FIN_WAIT_2), PATH4({ 1, 10 }, { 0, 10 }, { 0, 0 }, { 8, 0 }) },
	{ JUMP(CLOSE_WAIT), PATH4({ 27, 8 }, { 28, 8 }, { 28, 0 }, { 17, 0 }) },
	{ JUMP(CLOSING), PATH3({ 17, 10 }, { 17, 11 }, { 22, 11 }), .head = HEAD_DOWN },
};

const struct shape shape_compact = {
	.w = DIAGRAM_W, .h = DIAGRAM_H,
	.state = {
		[TCPS_CLOSED] = {10, 0}, [TCPS_LISTEN] = {10, 2},
		[TCPS_SYN_SENT] = {20, 4}, [TCPS_SYN_RECEIVED] = {1, 4},
		[TCPS_ESTABLISHED] = {9, 6},
		[TCPS_FIN_WAIT_1] = {1, 8}, [TCPS_CLOSE_WAIT] = {18, 8},
		[TCPS_FIN_WAIT_2] = {1, 10}, [TCPS_CLOSING] = {12, 10}, [TCPS_LAST_ACK] = {20, 10},
		[TCPS_TIME_WAIT] = {7, 12},
	},
	.beside = {0, 1},
	.closed_again = {21, 12},
	.edges = compact, .count = COUNT_OF(compact),
};

static const struct shape_edge labels[] = {
	{ EDGE(CLOSED, LISTEN), PATH2({ 22, 1 }, { 22, 2 }), LABEL_RIGHT(9, 1, 12, 2) },
	{ EDGE(LISTEN, CLOSED), PATH2({ 24, 2 }, { 24, 1 }), LABEL(26, 1, 10, 2) },
	{ EDGE(CLOSED, SYN_SENT), PATH4({ 27, 0 }, { 46, 0 }, { 46, 6 }, { 45, 6 }), LABEL_RIGHT(34, 1, 11, 2) },
	{ EDGE(SYN_SENT, CLOSED), PATH4({ 45, 6 }, { 46, 6 }, { 46, 0 }, { 27, 0 }), LABEL_ON(31, 0, 5, 1) },
	{ EDGE(LISTEN, SYN_SENT), PATH3({ 27, 3 }, { 36, 3 }, { 36, 5 }), LABEL(38, 4, 7, 2) },
	{ EDGE(SYN_RECEIVED, LISTEN), PATH3({ 5, 5 }, { 5, 3 }, { 18, 3 }), LABEL_ON(9, 3, 7, 1) },
	{ EDGE(LISTEN, SYN_RECEIVED), PATH4({ 21, 3 }, { 21, 4 }, { 11, 4 }, { 11, 5 }), LABEL(13, 5, 23, 1) },
	{ EDGE(SYN_SENT, SYN_RECEIVED), PATH2({ 34, 6 }, { 14, 6 }), LABEL_ON(21, 6, 11, 2) },
	{ EDGE(SYN_RECEIVED, ESTABLISHED), PATH3({ 9, 7 }, { 9, 9 }, { 15, 9 }), LABEL(11, 7, 7, 2) },
	{ EDGE(SYN_SENT, ESTABLISHED), PATH3({ 40, 7 }, { 40, 9 }, { 29, 9 }), LABEL_RIGHT(18, 8, 21, 1) },
	{ EDGE(SYN_RECEIVED, FIN_WAIT_1), PATH2({ 4, 7 }, { 4, 11 }), LABEL(6, 10, 7, 2) },
	{ EDGE(ESTABLISHED, FIN_WAIT_1), PATH4({ 21, 9 }, { 21, 10 }, { 21, 12 }, { 13, 12 }),
	  LABEL_RIGHT(14, 10, 6, 2) },
	{ EDGE(ESTABLISHED, CLOSE_WAIT), PATH4({ 23, 9 }, { 23, 10 }, { 23, 12 }, { 32, 12 }), LABEL(25, 10, 7, 2) },
	{ EDGE(FIN_WAIT_1, FIN_WAIT_2), PATH2({ 3, 13 }, { 3, 14 }), LABEL(5, 14, 14, 1) },
	{ EDGE(FIN_WAIT_1, CLOSING), PATH4({ 10, 12 }, { 10, 13 }, { 22, 13 }, { 22, 14 }), LABEL(24, 13, 7, 2) },
	{ EDGE(CLOSE_WAIT, LAST_ACK), PATH2({ 39, 13 }, { 39, 14 }), LABEL(41, 13, 7, 2) },
	{ EDGE(FIN_WAIT_2, TIME_WAIT), PATH3({ 4, 16 }, { 4, 18 }, { 16, 18 }), LABEL(6, 16, 7, 2) },
	{ EDGE(CLOSING, TIME_WAIT), PATH2({ 22, 16 }, { 22, 17 }), LABEL(24, 16, 14, 1) },
	{ EDGE(TIME_WAIT, CLOSED), PATH2({ 28, 18 }, { 34, 18 }), LABEL(26, 17, 12, 1) },
	{ EDGE(LAST_ACK, CLOSED), PATH2({ 39, 16 }, { 39, 17 }), LABEL(41, 16, 7, 2) },
	{ JUMP(SYN_RECEIVED), PATH4({ 1, 6 }, { 0, 6 }, { 0, 0 }, { 18, 0 }) },
	{ JUMP(ESTABLISHED), PATH4({ 17, 9 }, { 0, 9 }, { 0, 0 }, { 18, 0 }) },
	{ JUMP(FIN_WAIT_1), PATH4({ 2, 12 }, { 0, 12 }, { 0, 0 }, { 18, 0 }) },
	{ JUMP(FIN_WAIT_2), PATH4({ 2, 15 }, { 0, 15 }, { 0, 0 }, { 18, 0 }) },
	{ JUMP(CLOSE_WAIT), PATH4({ 43, 12 }, { 47, 12 }, { 47, 0 }, { 27, 0 }) },
	{ JUMP(CLOSING), PATH4({ 25, 15 }, { 30, 15 }, { 30, 18 }, { 34, 18 }) },
};

const struct shape shape_labels = {
	.w = LABELS_W, .h = LABELS_H,
	.state = {
		[TCPS_CLOSED] = {20, 0}, [TCPS_LISTEN] = {20, 3},
		[TCPS_SYN_SENT] = {36, 6}, [TCPS_SYN_RECEIVED] = {1, 6},
		[TCPS_ESTABLISHED] = {17, 9},
		[TCPS_FIN_WAIT_1] = {2, 12}, [TCPS_CLOSE_WAIT] = {34, 12},
		[TCPS_FIN_WAIT_2] = {2, 15}, [TCPS_CLOSING] = {19, 15}, [TCPS_LAST_ACK] = {35, 15},
		[TCPS_TIME_WAIT] = {18, 18},
	},
	.beside = {35, 10}, .beside_up = true,
	.closed_again = {36, 18},
	.edges = labels, .count = COUNT_OF(labels),
};
