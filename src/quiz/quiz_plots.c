/* The table of plots: how situations start, and how likely each move is after that.
 * quiz_situations.c walks. */
#include "quiz/quiz_parts.h"

#define LISTENING "server socket\nserver bind 80\nserver listen\nclient socket\n"
#define CONNECTED LISTENING "client connect 80\ndeliver\ndeliver\ndeliver\nserver accept\n"

/* clang-format off */
const struct plot quiz_plots[] = {
	{ /* the handshake */
		.lines = LISTENING,
		.told = { "The server listens on port 80. The client has a socket.",
			  "서버는 80번 포트에서 listen()하고 있고, 클라이언트는 소켓을 하나 만들었습니다." },
		.chance = 12, .steps = { 0, 5 },
		.weight = { [MOVE_DELIVER] = 30, [MOVE_DROP] = 6, [MOVE_COPY] = 3, [MOVE_TIMER] = 8,
			    [MOVE_REORDER] = 4, [MOVE_CLOSE] = 4, [MOVE_SHUT_WR] = 1, [MOVE_SEND] = 3, [MOVE_RECV] = 2,
			    [MOVE_ABORT] = 2, [MOVE_ACCEPT] = 4, [MOVE_CONNECT] = 24, [MOVE_FORGE] = 4 },
	},
	{ /* no listener */
		.lines = "client socket\n",
		.told = { "The client has a socket. No program listens at the server.",
			  "클라이언트는 소켓을 하나 만들었습니다. 서버에는 listen()하는 프로그램이 없습니다." },
		.chance = 3, .steps = { 0, 3 },
		.weight = { [MOVE_DELIVER] = 30, [MOVE_DROP] = 5, [MOVE_TIMER] = 8, [MOVE_CLOSE] = 3, [MOVE_SEND] = 3,
			    [MOVE_RECV] = 4, [MOVE_CONNECT] = 30, [MOVE_COPY] = 2, [MOVE_FORGE] = 2 },
	},
	{ /* from nothing: passive opens */
		.lines = "server socket\nserver bind 80\nclient socket\n",
		.told = { "Both ends have a socket; the server's is bound to port 80.",
			  "양쪽 모두 소켓이 하나씩 있고, 서버의 소켓은 80번 포트에 bind()되어 있습니다." },
		.chance = 5, .steps = { 0, 3 },
		.weight = { [MOVE_DELIVER] = 20, [MOVE_CLOSE] = 4, [MOVE_LISTEN] = 30, [MOVE_CONNECT] = 20,
			    [MOVE_ACCEPT] = 4, [MOVE_SEND] = 2, [MOVE_RECV] = 2, [MOVE_FORGE] = 2 },
	},
	{ /* simultaneous open */
		.lines = "server socket\nserver bind 80\nclient socket\nclient bind 90\n"
			 "client connect 80\nserver connect 90\n",
		.told = { "Each end has bound its socket (client 90, server 80) and called connect() to the "
			  "other's port; nobody listens.",
			  "양쪽이 소켓을 bind()하고(클라이언트 90, 서버 80) 서로의 포트로 동시에 connect()를 "
			  "호출했습니다. listen()한 쪽은 없습니다." },
		.chance = 9, .steps = { 0, 5 },
		.weight = { [MOVE_DELIVER] = 30, [MOVE_REORDER] = 6, [MOVE_DROP] = 6, [MOVE_COPY] = 3, [MOVE_TIMER] = 6,
			    [MOVE_CLOSE] = 5, [MOVE_SEND] = 2, [MOVE_ABORT] = 2, [MOVE_FORGE] = 3 },
	},
	{ /* closing */
		.lines = CONNECTED,
		.told = { "The client has connected to the server's port 80, and accept() has handed the "
			  "connection out.",
			  "클라이언트가 서버의 80번 포트에 연결했고, 서버는 accept()로 연결을 받았습니다." },
		.chance = 26, .steps = { 1, 7 },
		.weight = { [MOVE_DELIVER] = 30, [MOVE_REORDER] = 5, [MOVE_DROP] = 6, [MOVE_COPY] = 3, [MOVE_TIMER] = 8,
			    [MOVE_CLOSE] = 22, [MOVE_SHUT_WR] = 7, [MOVE_SHUT_RDWR] = 1, [MOVE_SEND] = 2,
			    [MOVE_RECV] = 3, [MOVE_DUP] = 2, [MOVE_EXIT] = 2, [MOVE_FORGE] = 1 },
	},
	{ /* both close at once */
		.lines = CONNECTED "client close\nserver close\n",
		.told = { "Client and server are connected. Both call close() before either FIN arrives.",
			  "클라이언트와 서버가 연결되어 있습니다. 서로의 FIN이 도착하기 전에 양쪽이 close()를 "
			  "호출했습니다." },
		.chance = 12, .steps = { 0, 5 },
		.weight = { [MOVE_DELIVER] = 30, [MOVE_REORDER] = 12, [MOVE_DROP] = 9, [MOVE_COPY] = 4,
			    [MOVE_TIMER] = 10, [MOVE_FORGE] = 2 },
	},
	{ /* half-closed */
		.lines = CONNECTED "client shutdown wr\ndeliver\ndeliver\n",
		.told = { "Client and server are connected. The client has called shutdown(SHUT_WR); its FIN and "
			  "the ACK of it have arrived.",
			  "클라이언트와 서버가 연결되어 있습니다. 클라이언트가 shutdown(SHUT_WR)을 호출했고, FIN과 "
			  "그 ACK가 모두 도착했습니다." },
		.chance = 9, .steps = { 0, 5 },
		.weight = { [MOVE_DELIVER] = 25, [MOVE_DROP] = 5, [MOVE_COPY] = 3, [MOVE_TIMER] = 6, [MOVE_SEND] = 16,
			    [MOVE_RECV] = 14, [MOVE_CLOSE] = 14, [MOVE_SHUT_RD] = 2, [MOVE_SHUT_WR] = 3,
			    [MOVE_REORDER] = 4, [MOVE_FORGE] = 1, [MOVE_EXIT] = 1 },
	},
	{ /* data */
		.lines = CONNECTED,
		.told = { "The client has connected to the server's port 80, and accept() has handed the "
			  "connection out.",
			  "클라이언트가 서버의 80번 포트에 연결했고, 서버는 accept()로 연결을 받았습니다." },
		.chance = 14, .steps = { 1, 6 },
		.weight = { [MOVE_DELIVER] = 26, [MOVE_REORDER] = 10, [MOVE_DROP] = 7, [MOVE_COPY] = 9,
			    [MOVE_TIMER] = 7, [MOVE_SEND] = 22, [MOVE_RECV] = 12, [MOVE_CLOSE] = 12,
			    [MOVE_SHUT_WR] = 4, [MOVE_SHUT_RD] = 3, [MOVE_SHUT_RDWR] = 1, [MOVE_DUP] = 1,
			    [MOVE_EXIT] = 1, [MOVE_FORGE] = 1 },
	},
	{ /* resets */
		.lines = CONNECTED,
		.told = { "The client has connected to the server's port 80, and accept() has handed the "
			  "connection out.",
			  "클라이언트가 서버의 80번 포트에 연결했고, 서버는 accept()로 연결을 받았습니다." },
		.chance = 14, .steps = { 1, 6 },
		.weight = { [MOVE_DELIVER] = 24, [MOVE_SEND] = 9, [MOVE_RECV] = 8, [MOVE_CLOSE] = 9, [MOVE_SHUT_WR] = 3,
			    [MOVE_ABORT] = 7, [MOVE_LINGER] = 7, [MOVE_FORGE] = 14, [MOVE_DROP] = 2 },
	},
	{ /* half-open */
		.lines = CONNECTED "server crash\nserver boot\n",
		.told = { "Client and server were connected. Then the server lost its power, and has booted again: it "
			  "knows nothing of the connection. Nobody listens there.",
			  "클라이언트와 서버가 연결되어 있었습니다. 서버의 전원이 꺼졌다가 다시 켜져, 서버는 연결을 "
			  "전혀 기억하지 못합니다. listen()하는 프로그램도 없습니다." },
		.chance = 4, .steps = { 0, 4 },
		.weight = { [MOVE_DELIVER] = 26, [MOVE_SEND] = 16, [MOVE_RECV] = 8, [MOVE_CLOSE] = 9, [MOVE_SHUT_WR] = 6,
			    [MOVE_DROP] = 4, [MOVE_TIMER] = 6, [MOVE_ABORT] = 2 },
	},
	{ /* the last ACK, client first */
		.lines = CONNECTED "client close\ndeliver\ndeliver\nserver close\ndeliver\n",
		.told = { "Client and server were connected. The client closed first, then the server; the server's "
			  "FIN has arrived.",
			  "클라이언트와 서버가 연결되어 있었습니다. 클라이언트가 먼저, 이어서 서버가 닫았고 서버의 "
			  "FIN이 도착했습니다." },
		.chance = 8, .steps = { 0, 5 },
		.weight = { [MOVE_DELIVER] = 20, [MOVE_DROP] = 16, [MOVE_COPY] = 5, [MOVE_TIMER] = 20,
			    [MOVE_REORDER] = 4, [MOVE_FORGE] = 6, [MOVE_RECV] = 2 },
	},
	{ /* the last ACK, server first */
		.lines = CONNECTED "server close\ndeliver\ndeliver\n",
		.told = { "Client and server were connected. The server closed first, as a web server does; its FIN "
			  "and the ACK of it have arrived.",
			  "클라이언트와 서버가 연결되어 있었습니다. 웹 서버처럼 서버가 먼저 닫았고, FIN과 그 ACK가 "
			  "모두 도착했습니다." },
		.chance = 9, .steps = { 0, 6 },
		.weight = { [MOVE_DELIVER] = 24, [MOVE_DROP] = 8, [MOVE_COPY] = 3, [MOVE_TIMER] = 12,
			    [MOVE_CLOSE] = 20, [MOVE_SHUT_WR] = 4, [MOVE_SEND] = 8, [MOVE_RECV] = 5, [MOVE_FORGE] = 3,
			    [MOVE_ABORT] = 1 },
	},
	{ /* the server starts again */
		.lines = CONNECTED "server exit\ndeliver\ndeliver\nclient close\ndeliver\ndeliver\nserver socket\n",
		.told = { "The server's process has ended while the client was connected: the server closed first, "
			  "then the client, and all segments have arrived. The process starts again and makes a "
			  "socket.",
			  "클라이언트가 연결된 채로 서버 프로세스가 끝났습니다. 서버가 먼저, 이어서 클라이언트가 "
			  "닫았고 세그먼트는 모두 도착했습니다. 서버 프로세스가 다시 시작해 소켓을 만들었습니다." },
		.chance = 3, .steps = { 0, 3 },
		.weight = { [MOVE_BIND] = 30, [MOVE_REUSEADDR] = 12, [MOVE_TIMER] = 8, [MOVE_LISTEN] = 4 },
	},
	{ /* data followed by a FIN */
		.lines = CONNECTED "client send \"hello\"\nclient shutdown wr\ndeliver\ndeliver\n",
		.told = { "Client and server are connected. The client has called send(\"hello\") and "
			  "shutdown(SHUT_WR); both segments have arrived.",
			  "클라이언트와 서버가 연결되어 있습니다. 클라이언트가 send(\"hello\")와 shutdown(SHUT_WR)을 "
			  "호출했고 두 세그먼트가 모두 도착했습니다." },
		.chance = 7, .steps = { 0, 4 },
		.weight = { [MOVE_DELIVER] = 20, [MOVE_DROP] = 6, [MOVE_TIMER] = 5, [MOVE_RECV] = 24, [MOVE_CLOSE] = 14,
			    [MOVE_SEND] = 10, [MOVE_SHUT_RD] = 2, [MOVE_SHUT_WR] = 4, [MOVE_EXIT] = 2, [MOVE_DUP] = 1,
			    [MOVE_REORDER] = 3, [MOVE_COPY] = 2 },
	},
	{ /* a full buffer */
		.set = { "buffer", "10" },
		.lines = CONNECTED "client send \"0123456789\"\ndeliver\n",
		.told = { "Client and server are connected; each send and receive buffer holds 10 octets. The client "
			  "has sent 10: they have arrived, and nobody has read them.",
			  "클라이언트와 서버가 연결되어 있습니다. 송신 버퍼와 수신 버퍼는 각각 10바이트입니다. "
			  "클라이언트가 보낸 10바이트가 도착했고 아무도 읽지 않았습니다." },
		.chance = 8, .steps = { 0, 6 },
		.weight = { [MOVE_DELIVER] = 30, [MOVE_SEND] = 16, [MOVE_RECV] = 8, [MOVE_CLOSE] = 14, [MOVE_TIMER] = 22,
			    [MOVE_DROP] = 3, [MOVE_SHUT_WR] = 6 },
	},
	{ /* a peer that does not answer any more */
		.set = { "retries", "1" },
		.lines = CONNECTED "server crash\n",
		.told = { "Client and server were connected. Then the server lost its power. The client retransmits "
			  "once at most (retries 1) before it gives a connection up.",
			  "클라이언트와 서버가 연결되어 있었는데 서버의 전원이 꺼졌습니다. 클라이언트는 재전송을 한 번만 "
			  "하고(retries 1), 그래도 답이 없으면 연결을 포기합니다." },
		.chance = 4, .steps = { 1, 6 },
		.weight = { [MOVE_DELIVER] = 26, [MOVE_SEND] = 12, [MOVE_RECV] = 10, [MOVE_CLOSE] = 8,
			    [MOVE_SHUT_WR] = 8, [MOVE_TIMER] = 30 },
	},
	{ /* the next incarnation */
		.lines = "server socket\nserver bind 80\nserver listen\nclient socket\nclient bind 90\n"
			 "client connect 80\ndeliver\ndeliver\ndeliver\nserver accept\nserver close\ndeliver\n"
			 "deliver\nclient close\ndeliver\ndeliver\nclient socket\nclient bind 90\n"
			 "client connect 80\n",
		.told = { "A connection from the client's port 90 to the server's port 80 is over: the server closed "
			  "first and is in TIME-WAIT. It still listens. From the same port 90 the client has called "
			  "connect(80) again.",
			  "클라이언트의 90번 포트와 서버의 80번 포트 사이의 연결이 끝났습니다. 서버가 먼저 닫아 "
			  "TIME-WAIT에 있고, listen()은 계속하고 있습니다. 클라이언트가 같은 90번 포트에서 다시 "
			  "connect(80)을 호출했습니다." },
		.chance = 3, .steps = { 0, 4 },
		.weight = { [MOVE_DELIVER] = 30, [MOVE_DROP] = 6, [MOVE_COPY] = 4, [MOVE_TIMER] = 8, [MOVE_REORDER] = 3,
			    [MOVE_CLOSE] = 2, [MOVE_FORGE] = 4, [MOVE_ACCEPT] = 3 },
	},
	{ /* keepalive */
		.set = { "keepalive", "2h" },
		.lines = CONNECTED,
		.told = { "The client has connected to the server's port 80. Keepalive is on, at 2 hours.",
			  "클라이언트가 서버의 80번 포트에 연결했습니다. keepalive가 2시간으로 켜져 있습니다." },
		.chance = 2, .steps = { 1, 5 },
		.weight = { [MOVE_DELIVER] = 20, [MOVE_TIMER] = 22, [MOVE_DROP] = 6, [MOVE_CRASH] = 6, [MOVE_BOOT] = 4,
			    [MOVE_CLOSE] = 5, [MOVE_SHUT_WR] = 2, [MOVE_SEND] = 2 },
	},
};
/* clang-format on */
const size_t quiz_plots_count = sizeof quiz_plots / sizeof *quiz_plots;
