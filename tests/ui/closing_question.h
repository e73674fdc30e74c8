/* The question and the goal of a simultaneous close, as lines of a script. */
#ifndef TCPSTEP_TESTS_UI_CLOSING_QUESTION_H
#define TCPSTEP_TESTS_UI_CLOSING_QUESTION_H

/* clang-format off */
#define CLOSING_QUESTION \
	"  Both ends now call close() before either FIN arrives. Through which state does each of them pass?\n" \
	"  ( ) CLOSE-WAIT, since each receives a FIN.\n" \
	"    CLOSE-WAIT is for the end that has not closed yet; both have.\n" \
	"  (x) CLOSING, since each receives a FIN while its own is not acknowledged.\n" \
	"  ( ) LAST-ACK, since each waits for an acknowledgment.\n" \
	"  because FIN-WAIT-1 turns into CLOSING when a FIN comes that does not acknowledge ours.\n" \
	"ask ko\n" \
	"  이제 양쪽이 FIN을 받기 전에 close()를 호출합니다. 양쪽은 각각 어느 상태를 거칩니까?\n" \
	"  ( ) FIN을 받으므로 CLOSE-WAIT입니다.\n" \
	"    CLOSE-WAIT는 아직 닫지 않은 쪽의 상태입니다.\n" \
	"  (x) 자기 FIN이 확인되기 전에 FIN을 받으므로 CLOSING입니다.\n" \
	"  ( ) 확인 응답을 기다리므로 LAST-ACK입니다.\n" \
	"  because FIN-WAIT-1에서 우리 FIN을 확인하지 않는 FIN을 받으면 CLOSING이 됩니다.\n" \
	"goal \"Close from both sides at once.\"\n" \
	"  reach client TIME-WAIT\n" \
	"  reach server TIME-WAIT\n" \
	"  solution\n" \
	"    client close\n" \
	"    server close\n" \
	"    deliver\n" \
	"    deliver\n" \
	"    deliver\n" \
	"    deliver\n"
/* clang-format on */

#endif
