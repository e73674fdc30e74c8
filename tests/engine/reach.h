/* How the engine's matrices reach each state: real actions of the client (ISS 100); its peer
 * (ISS 300) is played by forged segments from a host without sockets. RCV.NXT is 301 (302
 * after the peer's FIN), SND.NXT 101 (102 after our FIN), both windows 64. */
#ifndef TCPSTEP_TESTS_ENGINE_REACH_H
#define TCPSTEP_TESTS_ENGINE_REACH_H

#define BOUND       "client socket\nclient bind 80\n"
#define LISTEN      BOUND "client listen\n"
#define SYN_SENT    BOUND "client connect 5000\n"
#define PASSIVE     LISTEN "inject to client SYN seq=300 from 5000 to 80\ndeliver last\n"
#define ACTIVE      SYN_SENT "inject to client SYN seq=300\ndeliver last\n"
#define ESTABLISHED PASSIVE "client accept\ninject to client ACK seq=301 ack=101\ndeliver last\n"
#define FIN_WAIT_1  ESTABLISHED "client shutdown wr\n"
#define FIN_WAIT_2  FIN_WAIT_1 "inject to client ACK seq=301 ack=102\ndeliver last\n"
#define CLOSE_WAIT  ESTABLISHED "inject to client FIN,ACK seq=301 ack=101\ndeliver last\n"
#define CLOSING     FIN_WAIT_1 "inject to client FIN,ACK seq=301 ack=101\ndeliver last\n"
#define TIME_WAIT   FIN_WAIT_2 "inject to client FIN,ACK seq=301 ack=102\ndeliver last\n"

#endif
