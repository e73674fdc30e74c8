/* Tests what RFC 9293 or the measured kernel asks for and what is easily got
 * wrong, each by a short script in which every expectation must hold. */
#include <check.h>
#include <string.h>

#include "base/text.h"
#include "engine/world_key.h"
#include "lesson/parse.h"
#include "lesson/run.h"

#include "suites.h"

struct letter {
	const char *label;
	const char *source;
	const char *set;  /* lines of the header */
	const char *body; /* after the prelude */
};

/* A connection, ESTABLISHED and accepted: the client's SND.NXT 101, the server's 301. */
#define P "server socket\nserver bind 80\nserver listen\nclient socket\nclient connect 80\nwait idle\nserver accept\n"
/* A listener, and a client whose SYN is in flight. */
#define SYN "server socket\nserver bind 80\nserver listen\nclient socket\nclient connect 80\n"

static const struct letter rfc[] = {
	{ "a FIN ahead of a gap does not hide that at RCV.NXT", "3.10.7.4 eighth", "",
	  P "inject to client FIN,ACK seq=311 ack=101\ndeliver last\nexpect client ESTABLISHED\n"
	    "inject to client FIN,ACK seq=301 ack=101\ndeliver last\nexpect client CLOSE-WAIT\n"
	    "expect client sent ACK ack=302\n" },
	{ "text over a remembered FIN is taken, and the FIN forgotten", "3.10.7.4 seventh", "",
	  P "inject to client FIN,ACK seq=305 ack=101\ndeliver last\n"
	    "inject to client ACK seq=301 ack=101 len=10\ndeliver last\nexpect client recv-buffer 10\n"
	    "inject to client ACK seq=311 ack=101 len=10\ndeliver last\nexpect client recv-buffer 20\n"
	    "expect client ESTABLISHED\nexpect client sent ACK ack=321\n"
	    "inject to client FIN,ACK seq=321 ack=101\ndeliver last\nexpect client CLOSE-WAIT\n" },
	{ "a FIN behind a gap counts once the gap is filled", "3.10.7.4 eighth", "",
	  P "inject to client FIN,ACK seq=305 ack=101\ndeliver last\n"
	    "inject to client ACK seq=301 ack=101 len=4\ndeliver last\nexpect client CLOSE-WAIT\n"
	    "expect client sent ACK ack=306\n" },
	{ "text ahead of a remembered FIN is kept and acknowledged", "3.10.7.4 seventh", "",
	  P "inject to client FIN,ACK seq=305 ack=101\ndeliver last\n"
	    "inject to client ACK seq=307 ack=101 len=2\ndeliver last\nexpect client sent ACK ack=301\n"
	    "inject to client ACK seq=301 ack=101 len=6\ndeliver last\nexpect client recv-buffer 8\n"
	    "expect client ESTABLISHED\n" },
	{ "a RST with text at a zero window is valid", "3.10.7.4 first", "set client.buffer 4\n",
	  P "server send 4\nwait idle\nexpect client sent ACK win=0\n"
	    "inject to client RST,ACK seq=305 ack=101 len=3\ndeliver last\nexpect client CLOSED\n" },
	{ "a RST beyond RCV.NXT at a zero window is not", "3.10.7.4 first", "set client.buffer 4\n",
	  P "server send 4\nwait idle\ninject to client RST,ACK seq=306 ack=101 len=3\ndeliver last\n"
	    "expect client ESTABLISHED\n" },
	{ "the timeout stays backed off after the ACK of a retransmission", "3.8.2 MUST-19", "",
	  P "client send \"A\"\ndrop\nwait next\ndrop\nwait next\nwait 110ms\nclient send \"B\"\n"
	    "expect client timer rto 4s\nwait idle\nclient send \"C\"\nexpect client timer rto 1s\n" },
	{ "an octet of four does not go into a window of one", "3.8.6.2.1 MUST-38", "",
	  P "inject to client ACK seq=301 ack=101 win=0\ndeliver\nclient send \"IJKL\"\n"
	    "inject to client ACK seq=301 ack=101 win=1\ndeliver\nexpect flight 0\nexpect client timer persist\n"
	    "wait 1s\nexpect client sent ACK seq=101 len=1\n" },
	{ "half the largest window is worth sending", "3.8.6.2.1 MUST-38", "set server.buffer 8\n",
	  P "client send 12\nexpect client sent ACK seq=101 len=8\n" },
	{ "all that is queued goes though it is little", "3.8.6.2.1 MUST-38", "",
	  P "client send 1\nexpect client sent ACK seq=101 len=1\n" },
	{ "the override timer is no probe: it never gives up", "3.8.6.2.1", "set retries 1\n",
	  P "inject to client ACK seq=301 ack=101 win=1\ndeliver\nclient send 40\nwait next\n"
	    "expect client sent ACK seq=101 len=1\ninject to client ACK seq=301 ack=102 win=1\ndeliver last\n"
	    "wait next\nexpect client ESTABLISHED\n" },
	{ "the user timeout flushes all queues", "3.10.8", "set user-timeout 10s\n",
	  P "server send \"DATA\"\nwait idle\nserver crash\nclient send \"X\"\nwait 11s\nclient recv\n"
	    "expect client returned ETIMEDOUT\nexpect client recv-buffer 0\n" },
	{ "text in TIME-WAIT is acknowledged and ignored", "3.10.7.4 seventh", "",
	  P "client close\nwait idle\nserver close\nwait 1s\nexpect client TIME-WAIT\n"
	    "inject to client ACK seq=302 ack=102 len=4\ndeliver last\nexpect client TIME-WAIT\n"
	    "expect client sent ACK seq=102 ack=302\nexpect flight 1\nexpect client recv-buffer 0\n" },
	{ "without RFC 5961, what is left of a SYN below the window is text", "3.10.7.4 first",
	  "set challenge-ack off\n",
	  P "inject to client SYN,ACK seq=300 ack=101 len=4\ndeliver last\nexpect client ESTABLISHED\n"
	    "expect client recv-buffer 4\n" },
};

static const struct letter kernel[] = {
	{ "tcp_retries2 is a time", "15 with an RTO of 1 s: 967 s", "",
	  P "client crash\nserver send 3\nwait 966s\nexpect server ESTABLISHED\nwait 1s\nexpect server CLOSED\n"
	    "server recv\nexpect server returned ETIMEDOUT\n" },
	{ "tcp_retries2 5", "15 s, 3 retransmissions", "set retries 5\n",
	  P "client crash\nserver send 3\nwait 14999ms\nexpect server ESTABLISHED\nwait 1ms\nexpect server CLOSED\n" },
	{ "tcp_retries2 3 with an RTO of 200 ms", "6.2 s after 4 retransmissions", "set retries 3\nset rto 200ms\n",
	  P "client crash\nserver send 3\nwait 6199ms\nexpect server ESTABLISHED\nwait 1ms\n"
	    "expect server CLOSED\n" },
	{ "tcp_retries2 8", "127 s", "set retries 8\n",
	  P "client crash\nserver send 3\nwait 126s\nexpect server ESTABLISHED\nwait 1s\nexpect server CLOSED\n" },
	{ "an orphan in FIN-WAIT-1: tcp_orphan_retries 0 is 8", "7 FINs, gone at 127 s", "",
	  P "client crash\nserver close\nwait 126s\nexpect server FIN-WAIT-1\nwait 1s\nexpect server CLOSED\n" },
	{ "an orphan that probes a zero window ends although it is answered", "247 s", "set client.buffer 4\n",
	  P "server send 8\nwait 200ms\nserver send 4\nserver close\nwait 240s\nexpect server FIN-WAIT-1\nwait 20s\n"
	    "expect server CLOSED\n" },
	{ "the SYN: tcp_syn_linear_timeouts 4", "0 1 2 3 4 5 7 11 19 35 67, end at 131 s", "",
	  "client socket\nclient connect 80\ndrop\nwait 1s\ndrop\nwait 1s\ndrop\nwait 1s\ndrop\nwait 1s\ndrop\n"
	  "wait 1s\ndrop\nexpect client timer rto 2s\nwait 2s\ndrop\nwait 4s\ndrop\nwait 8s\ndrop\nwait 16s\ndrop\n"
	  "wait 32s\ndrop\nwait 63999ms\nexpect client SYN-SENT\nwait 1ms\nexpect client CLOSED\nexpect time 131s\n" },
	{ "tcp_syn_retries 1", "0 1 2, end at 3 s", "set syn-retries 1\n",
	  "client socket\nclient connect 80\ndrop\nwait 1s\ndrop\nwait 1s\ndrop\nwait 999ms\nexpect client SYN-SENT\n"
	  "wait 1ms\nexpect client CLOSED\n" },
	{ "the SYN,ACK: tcp_synack_retries 5", "63 s", "",
	  SYN "deliver\nclient crash\nwait 62s\nexpect server.1 LISTEN\nexpect server SYN-RECEIVED\nwait 1s\n"
	      "expect server.1 LISTEN\nexpect server CLOSED\n" },
	{ "a simultaneous open obeys tcp_syn_retries, not linear", "127 s", "",
	  "server crash\nclient socket\nclient bind 80\nclient connect 5000\ninject to client SYN seq=300\n"
	  "deliver last\nwait 126s\nexpect client SYN-RECEIVED\nwait 2s\nexpect client CLOSED\n" },
	{ "TCP_USER_TIMEOUT runs from the first retransmission", "RTO + 5 s", "set user-timeout 5s\n",
	  P "client crash\nserver send 3\nexpect server timer user off\nwait 1s\nexpect server timer user 5s\n"
	    "wait 4999ms\nexpect server ESTABLISHED\nwait 1ms\nexpect server CLOSED\n" },
	{ "TCP_USER_TIMEOUT cuts connect() short", "from the SYN", "set user-timeout 2500ms\n",
	  "client socket\nclient connect 80\ndrop\nexpect client timer user 2500ms\nwait 1s\ndrop\nwait 1s\ndrop\n"
	  "wait 500ms\nexpect client CLOSED\n" },
	{ "half-made connections of a listener have no user timeout", "measured", "set user-timeout 2s\n",
	  SYN "deliver\nclient crash\nwait 3s\nexpect server SYN-RECEIVED\n" },
	{ "an orphan obeys the user timeout", "in place of orphan-retries", "set user-timeout 300s\n",
	  P "client crash\nserver close\nwait 200s\nexpect server FIN-WAIT-1\nwait 101s\nexpect server CLOSED\n" },
	{ "with keepalive, the user timeout ends it at a tick", "whatever the count is",
	  "set user-timeout 100s\nset keepalive 60s\n",
	  P "client crash\nwait 134s\nexpect server ESTABLISHED\nwait 1s\nexpect server CLOSED\n"
	    "expect server sent RST,ACK\n" },
	{ "send() in SYN-SENT waits", "switch send-waits", "",
	  "client socket\nclient connect 80\nclient send \"early\"\nexpect client blocked send\n" },
	{ "send() in SYN-SENT goes on when connected", "switch send-waits", "",
	  SYN "client send \"early\"\ndeliver\ndeliver\nexpect client returned 5\nexpect client sent ACK len=5\n" },
	{ "close() with unread data in LAST-ACK", "RST,ACK", "",
	  P "client send \"DATA\"\nclient shutdown wr\nwait idle\nserver shutdown wr\nserver close\n"
	    "expect server sent RST,ACK\nexpect server CLOSED\n" },
	{ "a FIN before any data is acknowledged at once", "1 to 2 ms", "set delayed-ack 40ms\n",
	  P "client close\ndeliver\nexpect server sent ACK ack=102\n" },
	{ "a FIN after data is acknowledged late", "41 ms", "set delayed-ack 40ms\n",
	  P "client send 1\nwait idle\nclient close\ndeliver\nexpect flight 0\nwait 40ms\n"
	    "expect server sent ACK ack=103\n" },
	{ "the second bad ACK in SYN-SENT draws RST alone", "measured", "",
	  "client socket\nclient bind 80\nclient connect 5000\ninject to client ACK seq=300 ack=50\ndeliver last\n"
	  "expect client sent SYN\nexpect flight 3\ninject to client ACK seq=300 ack=50\ndeliver last\n"
	  "expect client sent RST seq=50\nexpect flight 4\n" },
	{ "a RST,ACK with a bad ACK repeats the SYN too", "measured", "",
	  "client socket\nclient bind 80\nclient connect 5000\ninject to client RST,ACK seq=300 ack=50\ndeliver last\n"
	  "expect client SYN-SENT\nexpect flight 2\n" },
	{ "a RST at RCV.NXT+RCV.WND draws a challenge ACK", "the right edge counts as inside", "",
	  P "inject to server RST seq=165\ndeliver last\nexpect flight 1\nexpect server sent ACK seq=301 ack=101\n" },
	{ "half-made connections are bounded by the backlog", "tcp_syncookies 0", "set syncookies off\n",
	  "server socket\nserver bind 80\nserver listen 1\n"
	  "inject to server SYN seq=500 from 1001 to 80\ndeliver last\n"
	  "inject to server SYN seq=500 from 1002 to 80\ndeliver last\nexpect flight 2\n"
	  "inject to server SYN seq=500 from 1003 to 80\ndeliver last\nexpect flight 2\n" },
	{ "beyond it a SYN cookie answers, and its ACK connects", "tcp_syncookies 1", "",
	  "server socket\nserver bind 80\nserver listen 1\n"
	  "inject to server SYN seq=500 from 1001 to 80\ndeliver last\n"
	  "inject to server SYN seq=500 from 1002 to 80\ndeliver last\n"
	  "client socket\nclient connect 80\ndeliver to server\nexpect server sent SYN,ACK ack=101\n"
	  "deliver last\nexpect client ESTABLISHED\ndeliver last\nserver accept\nexpect server returned 2\n"
	  "client send \"hi\"\ndeliver last\nexpect server.2 ESTABLISHED\nexpect server recv-buffer \"hi\"\n" },
	{ "an ACK without a cookie draws RST", "3.10.7.2 second", "",
	  "server socket\nserver bind 80\nserver listen 1\ninject to server ACK seq=101 ack=4711 from 1001 to 80\n"
	  "deliver last\nexpect server sent RST seq=4711\n" },
	{ "a FIN without ACK in TIME-WAIT is acknowledged", "all but RST are answered", "",
	  P "client close\nwait idle\nserver close\nwait 1s\ninject to client FIN seq=302\ndeliver last\n"
	    "expect flight 1\nexpect client sent ACK seq=102 ack=302\n" },
	{ "SYN,FIN ends TIME-WAIT, and nothing is sent", "the listener refuses it", "",
	  P "server close\nwait idle\nclient close\nwait 1s\nexpect server TIME-WAIT\n"
	    "inject to server SYN,FIN seq=5000 from 49152 to 80\ndeliver last\nexpect flight 0\n"
	    "expect server CLOSED\n" },
	{ "a connection that reopens TIME-WAIT starts 65537 above", "measured", "",
	  P "server close\nwait idle\nclient close\nwait 1s\ninject to server SYN seq=5000 from 49152 to 80\n"
	    "deliver last\nexpect server sent SYN,ACK seq=65839 ack=5001\n" },
	{ "a SYN that ends TIME-WAIT obeys the bound of half-made connections", "then a cookie answers", "",
	  "server socket\nserver bind 80\nserver listen 0\nclient socket\nclient connect 80\nwait idle\n"
	  "server accept\nserver.2 close\nwait idle\nclient close\nwait 1s\nexpect server TIME-WAIT\n"
	  "inject to server SYN seq=500 from 1001 to 80\ndeliver last\n"
	  "inject to server SYN seq=5000 from 49152 to 80\ndeliver last\nexpect server sent SYN,ACK ack=5001\n"
	  "expect server.2 CLOSED\nwait 200s\nexpect server.1 LISTEN\nexpect flight 0\n" },
	{ "an orphan in FIN-WAIT-2 does not look at the value of an ACK", "measured", "",
	  P "client close\nwait idle\ninject to client FIN,ACK seq=301 ack=111\ndeliver last\n"
	    "expect client TIME-WAIT\nexpect client sent ACK seq=102 ack=302\n" },
	{ "nor at a SYN below RCV.NXT", "measured", "",
	  P "client close\nwait idle\ninject to client SYN,FIN,ACK seq=300 ack=103\ndeliver last\n"
	    "expect client TIME-WAIT\nexpect client sent ACK seq=102 ack=302\n" },
	{ "text over the peer's FIN ends CLOSE-WAIT", "measured", "",
	  P
	  "client close\nwait idle\ninject to server ACK seq=101 ack=301 len=1\ndeliver last\nexpect server CLOSE-WAIT\n"
	  "inject to server ACK seq=102 ack=301 len=3\ndeliver last\nexpect server CLOSE-WAIT\n"
	  "inject to server ACK seq=101 ack=301 len=2\ndeliver last\nexpect server CLOSED\n"
	  "expect server sent RST seq=301\nserver send 1\nexpect server returned EPIPE\n" },
	{ "and LAST-ACK, though the ACK is not of our FIN", "measured", "",
	  P
	  "client close\nwait idle\nserver close\nexpect server LAST-ACK\n"
	  "inject to server ACK seq=101 ack=301 len=2\ndeliver last\nexpect server CLOSED\nexpect server sent RST seq=301\n" },
	{ "a listener's SYN-RECEIVED looks at the ACK before the number", "measured", "",
	  SYN "deliver\ninject to server ACK seq=99 ack=300\ndeliver last\nexpect server SYN-RECEIVED\n"
	      "expect server sent RST seq=300\ninject to server SYN,ACK seq=101 ack=302\ndeliver last\n"
	      "expect server SYN-RECEIVED\nexpect server sent RST seq=302\n" },
	{ "a SYN below the window with text ends a listener's SYN-RECEIVED", "measured", "",
	  SYN "deliver\ninject to server SYN,ACK seq=100 ack=301 len=3\ndeliver last\nexpect server SYN-RECEIVED\n"
	      "expect server sent ACK seq=301 ack=101\ninject to server SYN seq=99 len=3\ndeliver last\n"
	      "expect server LISTEN\n" },
	{ "a SYN,ACK with text does not complete a simultaneous open", "measured", "",
	  "client socket\nclient connect 80\ninject to client SYN seq=300\ndeliver last\nexpect client SYN-RECEIVED\n"
	  "inject to client SYN,ACK seq=300 ack=101 len=3\ndeliver last\nexpect client SYN-RECEIVED\n"
	  "expect client sent ACK seq=101 ack=301\n" },
	{ "a bad ACK on an old FIN draws RST alone in SYN-RECEIVED", "measured", "",
	  "client socket\nclient connect 80\ninject to client SYN seq=300\ndeliver last\n"
	  "inject to client FIN,ACK seq=300 ack=102\ndeliver last\nexpect client SYN-RECEIVED\n"
	  "expect client sent RST seq=102\n" },
	{ "an orphan in FIN-WAIT-2 ends at a FIN behind a gap", "RST", "",
	  P
	  "client close\nwait idle\nexpect client FIN-WAIT-2\ninject to client FIN,ACK seq=305 ack=102\ndeliver last\n"
	  "expect client CLOSED\nexpect client sent RST seq=102\n" },
	{ "text beyond the window is dropped whole while data are unread", "6.17 on", "set client.buffer 8\n",
	  P "server send 4\nwait idle\ninject to client ACK seq=305 ack=101 len=6\ndeliver last\n"
	    "expect client recv-buffer 4\nexpect client sent ACK ack=305\n" },
	{ "text beyond the window is cut while nothing is unread", "what fits is taken", "set client.buffer 8\n",
	  P "inject to client ACK seq=301 ack=101 len=10\ndeliver last\nexpect client recv-buffer 8\n" },
	{ "a segment that does not fit the window waits", "0.2 s, then 8", "set server.buffer 8\n",
	  P "client send 12\nexpect flight 0\nexpect client timer persist\nwait 1s\n"
	    "expect client sent ACK seq=101 len=8\n" },
	{ "with a window of one MSS what fits goes", "rule 11", "set mss 4\nset server.buffer 6\n",
	  P "client send 12\nexpect flight 2\n" },
	{ "an ACK of what was never sent is dropped", "passive: the ISS too", "",
	  P "inject to server ACK seq=101 ack=300 len=3\ndeliver last\nexpect server recv-buffer 0\n"
	    "expect server sent ACK seq=301 ack=101\ninject to client ACK seq=301 ack=100 len=3\ndeliver last\n"
	    "expect client recv-buffer 3\ninject to client ACK seq=304 ack=99 len=3\ndeliver last\n"
	    "expect client recv-buffer 3\n" },
	{ "a second FIN draws nothing", "in CLOSE-WAIT", "",
	  P "client shutdown wr\nwait idle\nexpect server CLOSE-WAIT\n"
	    "inject to server FIN,ACK seq=102 ack=301 len=3\ndeliver last\nexpect flight 0\n"
	    "inject to server FIN,ACK seq=103 ack=301\ndeliver last\nexpect flight 0\n" },
	{ "the ACK that ends CLOSING is all that counts of its segment", "no answer to the text", "",
	  P "server shutdown wr\ninject to server FIN,ACK seq=101 ack=301\ndeliver last\nexpect server CLOSING\n"
	    "expect flight 2\ndrop\ndrop\n"
	    "inject to server ACK seq=102 ack=302 len=3\ndeliver last\nexpect server TIME-WAIT\nexpect flight 0\n" },
	{ "FIN-WAIT-2 above 60 s", "65 s lasts 10 s", "set fin-wait-2 65s\n",
	  P "client close\nwait idle\nexpect client timer fin-wait-2 10s\n" },
};

/* Profile rfc with one switch of profile linux on. */
static const struct letter switched[] = {
	{ "retries-time: data", "15 s, 3 retransmissions", "set retries-time on\nset retries 5\n",
	  P "client crash\nserver send 3\nwait 14999ms\nexpect server ESTABLISHED\nwait 1ms\nexpect server CLOSED\n" },
	{ "retries-time: a SYN", "more than 2 repetitions, for 2 stands for 7 s",
	  "set retries-time on\nset syn-retries 2\nset syn-linear 2\n",
	  "client socket\nclient connect 80\ndrop\nwait 1s\ndrop\nwait 1s\ndrop\nwait 1s\ndrop\nwait 2s\ndrop\n"
	  "wait 3999ms\nexpect client SYN-SENT\nwait 1ms\nexpect client CLOSED\nexpect time 9s\n" },
	{ "user-timer-late", "from the first retransmission, in place of retries",
	  "set user-timer-late on\nset retries 1\nset user-timeout 5s\n",
	  P "client crash\nserver send 3\nexpect server timer user off\nwait 1s\nexpect server timer user 5s\n"
	    "wait 4999ms\nexpect server ESTABLISHED\nwait 1ms\nexpect server CLOSED\n" },
	{ "keepalive-user-timeout", "at the second tick, not after nine probes",
	  "set keepalive-user-timeout on\nset user-timeout 100s\nset keepalive 60s\n",
	  P "client crash\nwait 134s\nexpect server ESTABLISHED\nwait 1s\nexpect server CLOSED\n" },
	{ "fin-wait-2-above-60s", "65 s lasts 10 s", "set fin-wait-2-above-60s on\nset fin-wait-2 65s\n",
	  P "client close\nwait idle\nexpect client timer fin-wait-2 10s\n" },
	{ "data-after-close-rst-ack", "SEG.ACK, not SND.NXT", "set data-after-close-rst-ack on\n",
	  P "client close\ninject to client ACK seq=301 ack=101 len=5\ndeliver last\nexpect client CLOSED\n"
	    "expect client sent RST seq=101\n" },
};

/* Profile linux with the same switches off, one at a time. */
static const struct letter switched_off[] = {
	{ "retries-time: data", "a count", "set retries-time off\nset retries 5\n",
	  P "client crash\nserver send 3\nwait 62s\nexpect server ESTABLISHED\nwait 1s\nexpect server CLOSED\n" },
	{ "user-timer-late", "from the first octet", "set user-timer-late off\nset user-timeout 5s\n",
	  P "client crash\nserver send 3\nexpect server timer user 5s\n" },
	{ "keepalive-user-timeout", "nine probes",
	  "set keepalive-user-timeout off\nset user-timeout 100s\nset keepalive 60s\n",
	  P "client crash\nwait 734s\nexpect server ESTABLISHED\nwait 1s\nexpect server CLOSED\n" },
	{ "fin-wait-2-above-60s", "65 s", "set fin-wait-2-above-60s off\nset fin-wait-2 65s\n",
	  P "client close\nwait idle\nexpect client timer fin-wait-2 65s\n" },
	{ "data-after-close-rst-ack", "SND.NXT", "set data-after-close-rst-ack off\n",
	  P "client close\ninject to client ACK seq=301 ack=101 len=5\ndeliver last\nexpect client CLOSED\n"
	    "expect client sent RST,ACK seq=102\n" },
};

static void on_failure(void *to, const struct failure *f)
{
	text_addf(to, " line %u: %s;", f->at ? (unsigned)f->at->line : 0, f->message[LANG_EN]);
}

static void run_letter(const struct letter *l, const char *profile)
{
	char source[4000], found[2000];
	struct text t = text_over(source, sizeof source), failures = text_over(found, sizeof found);
	struct run_events events = { .to = &failures, .failure = on_failure };
	struct diags errors = { 0 };
	struct script *script;

	text_addf(&t, "tcpstep 1\nset profile %s\n%s%s", profile, l->set, l->body);
	script = script_parse(l->label, source, strlen(source), &errors);
	ck_assert_msg(script != NULL, "%s: %s", l->label, errors.used ? errors.at[0].message : "no script");
	ck_assert_msg(script_run(script, &events, NULL) == 0, "%s (%s):%s", l->label, l->source, found);
	diags_free(&errors);
	script_free(script);
}

START_TEST(rfc__holds_to_the_letter)
{
	run_letter(&rfc[_i], "rfc");
}
END_TEST

START_TEST(linux__is_as_measured)
{
	run_letter(&kernel[_i], "linux");
}
END_TEST

START_TEST(a_switch_of_linux__works_in_rfc)
{
	run_letter(&switched[_i], "rfc");
}
END_TEST

START_TEST(without_its_switch__linux_is_as_rfc)
{
	run_letter(&switched_off[_i], "linux");
}
END_TEST

/* Two connections of one age and of two must be one state for a search. */
START_TEST(the_age_of_a_connection__is_no_part_of_the_key)
{
	static const char source[] = "tcpstep 1\nset profile linux\nwait 1s\n" P;
	struct diags errors = { 0 };
	struct script *script = script_parse("age", source, strlen(source), &errors);
	struct run_events none = { 0 };
	struct world w = { 0 };
	struct action wait = { .kind = ACT_WAIT, .span = { 1, UNIT_M, { 0 } } };
	struct world_key before, after;

	ck_assert_ptr_nonnull(script);
	world_init(&w, &script->config);
	script_run(script, &none, &w);
	before = world_key(&w, 0);
	ck_assert_int_eq(world_apply(&w, &wait, NULL), REFUSED_NOT);
	after = world_key(&w, 0);
	ck_assert(before.high == after.high && before.low == after.low);
	script_free(script);
	diags_free(&errors);
}
END_TEST

Suite *suite_engine_letter(void)
{
	Suite *s = suite_create("engine/letter");
	TCase *c = tcase_create("letter");

	tcase_add_loop_test(c, rfc__holds_to_the_letter, 0, (int)(sizeof rfc / sizeof *rfc));
	tcase_add_loop_test(c, linux__is_as_measured, 0, (int)(sizeof kernel / sizeof *kernel));
	tcase_add_loop_test(c, a_switch_of_linux__works_in_rfc, 0, (int)(sizeof switched / sizeof *switched));
	tcase_add_loop_test(c, without_its_switch__linux_is_as_rfc, 0,
			    (int)(sizeof switched_off / sizeof *switched_off));
	tcase_add_test(c, the_age_of_a_connection__is_no_part_of_the_key);
	suite_add_tcase(s, c);
	return s;
}
