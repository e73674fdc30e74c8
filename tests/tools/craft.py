"""Writes the captures of tests/captures/crafted: craft.py FOLDER. tests/captures/test_crafted.sh reads them."""
import struct, socket, sys
OUT = sys.argv[1] + '/'
C=('10.0.0.1',40000); S=('10.0.0.2',80)
F,Y,R,P,A=1,2,4,8,16
def csum(b):
    if len(b)%2: b+=b'\0'
    s=sum(struct.unpack('>%dH'%(len(b)//2),b))
    while s>>16: s=(s&0xffff)+(s>>16)
    return ~s&0xffff
def tcp(src,dst,flags,seq,ack=0,data=b'',win=65535,opt=b'',six=False):
    opt+=b'\1'*(-len(opt)%4)
    h=struct.pack('>HHIIBBHHH',src[1],dst[1],seq&0xffffffff,ack&0xffffffff,(20+len(opt))//4<<4,flags,win,0,0)+opt
    fam=socket.AF_INET6 if six else socket.AF_INET
    a=socket.inet_pton(fam,src[0])+socket.inet_pton(fam,dst[0])
    ph=a+(struct.pack('>IHBB',len(h)+len(data),0,0,6) if six else struct.pack('>BBH',0,6,(len(h)+len(data))&65535))
    c=csum(ph+h+data)
    return h[:16]+struct.pack('>H',c)+h[18:]+data
ids=[0]
def ip4(src,dst,t,ttl=64,ident=None,frag=0,opts=b'',total=None,proto=6):
    ids[0]+=1
    ident=ids[0] if ident is None else ident
    ihl=5+len(opts)//4
    n=ihl*4+len(t) if total is None else total
    h=struct.pack('>BBHHHBBH4s4s',0x40|ihl,0,n,ident,frag,ttl,proto,0,socket.inet_aton(src[0]),socket.inet_aton(dst[0]))+opts
    return h[:10]+struct.pack('>H',csum(h))+h[12:]+t
def ip6(src,dst,t,ext=b'',nh=6,hl=64):
    return struct.pack('>IHBB',0x60000000,len(ext)+len(t),nh,hl)+socket.inet_pton(socket.AF_INET6,src[0])+socket.inet_pton(socket.AF_INET6,dst[0])+ext+t
class Pcap:
    def __init__(s,name,link=101,snap=262144,end='<'):
        s.f=open(OUT+name+'.pcap','wb'); s.e=end; s.snap=snap
        s.f.write(struct.pack(end+'IHHIIII',0xa1b2c3d4,2,4,0,0,snap,link))
    def add(s,t,b,n=None):
        us=round(t*1e6); us+=1700000000000000
        full=len(b) if n is None else n
        b=b[:s.snap]
        s.f.write(struct.pack(s.e+'IIII',us//1000000,us%1000000,len(b),full)+b)
MSS=b'\2\4\5\xb4'; WS=lambda n:b'\3\3'+bytes([n])+b'\1'; SACKOK=b'\4\2\1\1'
def seg(frm,flags,seq,ack=0,data=b'',win=65535,opt=b'',ttl=64,cl=C,sv=S,**k):
    a,b=(cl,sv) if frm=='c' else (sv,cl)
    return ip4(a,b,tcp(a,b,flags,seq,ack,data,win,opt),ttl,**k)
def normal(wrap=lambda b:b,p=None,t0=0.0,iss=(1000,5000),cl=C,sv=S,mk=None,stop=99,start=0,only=None,rtt=.02,six=False):
    ci,si=iss
    m=mk or (lambda frm,*a,**k: seg(frm,*a,cl=cl,sv=sv,**k))
    L=[(0,'c',Y,ci,0,b'',MSS),(rtt,'s',Y|A,si,ci+1,b'',MSS),(rtt+.0001,'c',A,ci+1,si+1,b'',b''),
       (.03,'c',P|A,ci+1,si+1,b'GET / HTTP/1.0\r\n\r\n',b''),(.05,'s',A,si+1,ci+19,b'',b''),
       (.06,'s',P|A,si+1,ci+19,b'HTTP/1.0 200 OK\r\n\r\nhello',b''),(.0601,'c',A,ci+19,si+25,b'',b''),
       (.07,'s',F|A,si+25,ci+19,b'',b''),(.0701,'c',A,ci+19,si+26,b'',b''),(.2,'c',F|A,ci+19,si+26,b'',b''),(.22,'s',A,si+26,ci+20,b'',b'')]
    for i,(t,frm,fl,seq,ack,d,o) in enumerate(L):
        if i<start or i>=stop or (only and frm!=only): continue
        p.add(t0+t,wrap(m(frm,fl,seq,ack,d,opt=o)))
eth=lambda b:b'\2\0\0\0\0\2\2\0\0\0\0\1\x08\0'+b
normal(lambda b:b'\2\0\0\0\0\2\2\0\0\0\0\1\x88\xa8\0\x0a\x81\0\0\x14\x08\0'+b,Pcap('vlan-stacked',1))
normal(lambda b:b'\0\0\0\1\0\6\0\0\0\0\0\0\0\0\x08\0'+b,Pcap('sll1',113))
normal(lambda b:b'\x08\0\0\0\0\0\0\1\0\1\0\6\0\0\0\0\0\0\0\0'+b,Pcap('sll2',276))
normal(lambda b:b'\2\0\0\0'+b,Pcap('null-le',0)); normal(lambda b:b'\0\0\0\2'+b,Pcap('null-be',0,end='>'))
normal(lambda b:b'\0\0\0\2'+b,Pcap('loop',108)); normal(p=Pcap('raw',101)); normal(lambda b:b'\xff\x03\0\x21'+b,Pcap('ppp',9))
normal(lambda b:b'\2\0\0\0'+b'\x08\0\1\0\x08\0\1\0'+struct.pack('<HH',4+len(b),9)+b+b'\0'*(-len(b)%4),Pcap('nflog',239))
normal(p=Pcap('ip-options'),mk=lambda frm,*a,**k: seg(frm,*a,opts=b'\x94\4\0\0',**k))
C6=('fd00::1',40000);S6=('fd00::2',80)
def mk6(ext,nh):
    def f(frm,fl,seq,ack=0,d=b'',opt=b''):
        a,b=(C6,S6) if frm=='c' else (S6,C6)
        return ip6(a,b,tcp(a,b,fl,seq,ack,d,opt=opt,six=True),ext,nh)
    return f
normal(p=Pcap('ip6-hopbyhop-dest'),mk=mk6(b'\x3c\0\1\4\0\0\0\0'+b'\6\0\1\4\0\0\0\0',0))
normal(p=Pcap('ip6-plain'),mk=mk6(b'',6))
# fragments: a large segment in three pieces, last first
p=Pcap('fragments'); normal(p=p,stop=3)
t=tcp(C,S,P|A,1001,5001,b'x'*2000)
pieces=[(0,t[:800],1),(800,t[800:1600],1),(1600,t[1600:],0)]
for i in (2,0,1):
    o,b,m=pieces[i]; p.add(.03+i*1e-5,ip4(C,S,b,ident=77,frag=(m<<13)|o//8))
p.add(.05,seg('s',A,5001,3001)); p.add(.1,seg('c',F|A,3001,5001)); p.add(.12,seg('s',F|A,5001,3002)); p.add(.1201,seg('c',A,3002,5002))
# fragment lost
p=Pcap('fragment-missing'); normal(p=p,stop=3)
for i in (0,2):
    o,b,m=pieces[i]; p.add(.03+i*1e-5,ip4(C,S,b,ident=77,frag=(m<<13)|o//8))
p.add(.05,seg('s',A,5001,3001)); p.add(.1,seg('c',F|A,3001,5001)); p.add(.12,seg('s',F|A,5001,3002)); p.add(.1201,seg('c',A,3002,5002))
normal(eth,Pcap('snap-header',1,snap=50)); normal(eth,Pcap('snap-before-flags',1,snap=44)); normal(eth,Pcap('snap-data',1,snap=60))
# TSO
p=Pcap('tso',1,snap=100); normal(eth,p,stop=3)
for k in range(3):
    p.add(.03+k*.02,eth(ip4(C,S,tcp(C,S,P|A,1001+k*66000,5001,b'z'*66000),total=0)))
    p.add(.04+k*.02,eth(seg('s',A,5001,1001+(k+1)*66000)))
p.add(.2,eth(seg('c',F|A,1001+3*66000,5001))); p.add(.22,eth(seg('s',F|A,5001,1002+3*66000))); p.add(.2201,eth(seg('c',A,1002+3*66000,5002)))
# scaled window
p=Pcap('scaled',snap=96); p.add(0,seg('c',Y,1000,0,opt=MSS+SACKOK+WS(7),win=64240)); p.add(.02,seg('s',Y|A,5000,1001,opt=MSS+SACKOK+WS(9),win=65160))
p.add(.0201,seg('c',A,1001,5001,win=502))
for k in range(100): p.add(.03+k*1e-5,seg('c',A,1001+k*1448,5001,b'd'*1448,win=502))
p.add(.05,seg('s',A,5001,1001+144800,win=400)); p.add(.06,seg('c',F|A,145801,5001,win=502)); p.add(.08,seg('s',F|A,5001,145802,win=400)); p.add(.0801,seg('c',A,145802,5002,win=502))
# one side scales only
p=Pcap('scale-one-side'); p.add(0,seg('c',Y,1000,0,opt=MSS+WS(7),win=64240)); p.add(.02,seg('s',Y|A,5000,1001,opt=b'\2\4\2\x18',win=8192))
p.add(.0201,seg('c',A,1001,5001,win=64240))
p.add(.03,seg('c',P|A,1001,5001,b'hello',win=64240)); p.add(.05,seg('s',A,5001,1006,win=8187)); p.add(.06,seg('c',F|A,1006,5001,win=64240)); p.add(.08,seg('s',F|A,5001,1007,win=8187)); p.add(.0801,seg('c',A,1007,5002,win=64240))
normal(p=Pcap('oneway-client'),only='c'); normal(p=Pcap('oneway-server'),only='s')
class Twice(Pcap):
    def add(s,t,b,n=None): Pcap.add(s,t,b,n); Pcap.add(s,t+3e-6,b,n)
normal(p=Twice('twice'))
class Twice6(Pcap):
    def add(s,t,b,n=None): Pcap.add(s,t,b,n); Pcap.add(s,t+3e-6,b,n)
normal(p=Twice6('twice6'),mk=mk6(b'',6))
# SYN,ACK before SYN
p=Pcap('synack-first'); p.add(0,seg('s',Y|A,5000,1001,opt=MSS)); p.add(.00001,seg('c',Y,1000,opt=MSS)); normal(p=p,start=2)
# ports reused within 2MSL
p=Pcap('reuse'); normal(p=p); normal(p=p,t0=5,iss=(90000,700000))
# reuse while server half open (challenge ack then RST then SYN)
p=Pcap('half-open-reuse'); normal(p=p,stop=5)
p.add(5,seg('c',Y,77000,opt=MSS)); p.add(5.02,seg('s',A,5001,1019)); p.add(5.0201,seg('c',R,1019)); p.add(6,seg('c',Y,77000,opt=MSS)); p.add(6.02,seg('s',Y|A,99000,77001,opt=MSS)); p.add(6.0201,seg('c',A,77001,99001))
p.add(7,seg('c',F|A,77001,99001)); p.add(7.02,seg('s',F|A,99001,77002)); p.add(7.0201,seg('c',A,77002,99002))
# SYN with another ISS
p=Pcap('syn-new-isn'); p.add(0,seg('c',Y,1000,opt=MSS)); p.add(1,seg('c',Y,2000,opt=MSS)); p.add(3,seg('c',Y,3000,opt=MSS)); normal(p=p,t0=3,iss=(3000,5000),start=1)
# forged RST in window (TTL other), connection continues
p=Pcap('forged-rst-goes-on'); normal(p=p,stop=5); p.add(.055,seg('s',R,5001,ttl=240)); normal(p=p,start=5)
p=Pcap('forged-rst-kills'); normal(p=p,stop=7); p.add(.065,seg('s',R,5025,ttl=240)); p.add(.0651,seg('c',R,1019,ttl=240))
p=Pcap('rst-outside'); normal(p=p,stop=7); p.add(.065,seg('s',R,5025+100000,ttl=240)); p.add(.0652,seg('c',A,1019,5025)); normal(p=p,start=7)
normal(p=Pcap('no-start'),start=4); normal(p=Pcap('no-end'),stop=7); normal(p=Pcap('no-start-no-end'),start=4,stop=7)
normal(p=Pcap('start-at-synack'),start=1)
# simultaneous open
p=Pcap('simopen'); S2=('10.0.0.2',41000)
def q(frm,*a,**k): return seg(frm,*a,sv=S2,**k)
p.add(0,q('c',Y,1000,opt=MSS)); p.add(.01,q('s',Y,5000,opt=MSS)); p.add(.0101,q('c',Y|A,1000,5001,opt=MSS)); p.add(.02,q('s',Y|A,5000,1001,opt=MSS)); p.add(.0201,q('c',P|A,1001,5001,b'hi')); p.add(.03,q('s',A,5001,1003))
p.add(.1,q('c',F|A,1003,5001)); p.add(.101,q('s',F|A,5001,1003)); p.add(.1011,q('c',A,1004,5002)); p.add(.111,q('s',A,5002,1004))
# simultaneous close
p=Pcap('simclose'); normal(p=p,stop=7); p.add(.1,seg('c',F|A,1019,5025)); p.add(.101,seg('s',F|A,5025,1019)); p.add(.1011,seg('c',A,1020,5026)); p.add(.121,seg('s',A,5026,1020))
# keepalives
p=Pcap('keepalive'); normal(p=p,stop=7)
for k in range(3): p.add(60+k*60,seg('c',A,1018,5025)); p.add(60.02+k*60,seg('s',A,5025,1019))
p.add(300,seg('c',F|A,1019,5025)); p.add(300.02,seg('s',F|A,5025,1020)); p.add(300.0201,seg('c',A,1020,5026))
p=Pcap('keepalive-garbage'); normal(p=p,stop=7)
for k in range(3): p.add(60+k*60,seg('c',A,1018,5025,b'\0')); p.add(60.02+k*60,seg('s',A,5025,1019))
p.add(300,seg('c',F|A,1019,5025)); p.add(300.02,seg('s',F|A,5025,1020)); p.add(300.0201,seg('c',A,1020,5026))
p=Pcap('keepalive-dead'); normal(p=p,stop=7)
for k in range(9): p.add(7200+k*75,seg('c',A,1018,5025))
p.add(7200+9*75,seg('c',R|A,1019,5025))
# zero window probes
p=Pcap('zerowindow'); normal(p=p,stop=3)
p.add(.03,seg('c',P|A,1001,5001,b'q'*1000)); p.add(.05,seg('s',A,5001,2001,win=0))
for k,t in enumerate((.3,.9,2.1)): p.add(t,seg('c',A,2000,5001)); p.add(t+.02,seg('s',A,5001,2001,win=0))
p.add(4,seg('s',A,5001,2001,win=4096)); p.add(4.0001,seg('c',P|A,2001,5001,b'w'*500)); p.add(4.02,seg('s',A,5001,2501,win=4096))
p.add(5,seg('c',F|A,2501,5001)); p.add(5.02,seg('s',F|A,5001,2502)); p.add(5.0201,seg('c',A,2502,5002))
p=Pcap('zerowindow-octet'); normal(p=p,stop=3)
p.add(.03,seg('c',P|A,1001,5001,b'q'*1000)); p.add(.05,seg('s',A,5001,2001,win=0))
for k,t in enumerate((.3,.9,2.1)): p.add(t,seg('c',A,2001,5001,b'w')); p.add(t+.02,seg('s',A,5001,2001,win=0))
p.add(4,seg('s',A,5001,2001,win=4096)); p.add(4.0001,seg('c',P|A,2001,5001,b'w'*500)); p.add(4.02,seg('s',A,5001,2501,win=4096))
p.add(5,seg('c',F|A,2501,5001)); p.add(5.02,seg('s',F|A,5001,2502)); p.add(5.0201,seg('c',A,2502,5002))
# client port < 1024 both; syn scan: SYN, SYN-ACK, RST
p=Pcap('scan'); p.add(0,seg('c',Y,1000,opt=MSS)); p.add(.02,seg('s',Y|A,5000,1001,opt=MSS)); p.add(.0201,seg('c',R,1001))
# late data after close -> RST
p=Pcap('data-after-close'); normal(p=p,stop=7); p.add(.1,seg('c',F|A,1019,5025)); p.add(.12,seg('s',P|A,5025,1020,b'more')); p.add(.1201,seg('c',R,1020,win=0))
# retransmission and RTO give-up
p=Pcap('gave-up'); normal(p=p,stop=3)
for k in range(7): p.add(.03+.2*2**k-.2,seg('c',P|A,1001,5001,b'lost data'))
p.add(30,seg('c',R|A,1010,5001))
# lost data seen before and retransmitted
p=Pcap('retransmit'); normal(p=p,stop=3); p.add(.03,seg('c',P|A,1001,5001,b'first')); p.add(.23,seg('c',P|A,1001,5001,b'first')); p.add(.25,seg('s',A,5001,1006)); p.add(.3,seg('s',F|A,5001,1006)); p.add(.3001,seg('c',F|A,1006,5002)); p.add(.32,seg('s',A,5002,1007))
# dup acks and fast retransmit
p=Pcap('fast-retransmit'); normal(p=p,stop=3)
for k in range(6):p.add(.03+k*.0001,seg('c',A,1001+k*1000,5001,b'a'*1000))
p.add(.05,seg('s',A,5001,2001))
for k in range(4):p.add(.0501+k*.0001,seg('s',A,5001,2001))
p.add(.0510,seg('c',A,2001,5001,b'a'*1000)); p.add(.071,seg('s',A,5001,7001)); p.add(.1,seg('c',F|A,7001,5001)); p.add(.12,seg('s',F|A,5001,7002)); p.add(.1201,seg('c',A,7002,5002))
# UDP only, icmp
p=Pcap('only-udp'); p.add(0,ip4(C,S,b'\0'*20,proto=17))
# syn refused, rst-ack; syn dropped
p=Pcap('refused6')
m=mk6(b'',6); p.add(0,m('c',Y,1000,0,b'',MSS)); p.add(.001,m('s',R|A,0,1001))
# client crash: SYN ACK retransmitted
p=Pcap('synack-again'); p.add(0,seg('c',Y,1000,opt=MSS))
for k in range(5): p.add(.02+2**k-1,seg('s',Y|A,5000,1001,opt=MSS))
# segments that were overtaken: the IPv4 identification tells, or without one the time
def over(p,mk,idents):
    normal(p=p,stop=3,mk=mk)
    for k,(t,n) in enumerate(((.03,0),(.0301,2),(.0315,1))):
        p.add(t,mk('c',P|A,1001+n*1000,5001,b'o'*1000,**idents(900+n)))
        p.add(.05+k*.001,mk('s',A,5001,(2001,2001,4001)[k]))
    p.add(.1,mk('c',F|A,4001,5001)); p.add(.12,mk('s',F|A,5001,4002)); p.add(.1201,mk('c',A,4002,5002))
over(Pcap('overtaken-id'),lambda frm,fl,seq,ack=0,d=b'',opt=b'',**k: seg(frm,fl,seq,ack,d,opt=opt,**k),lambda n:{'ident':n})
over(Pcap('overtaken-time'),mk6(b'',6),lambda n:{})
# FINs that cross, seen at one end
p=Pcap('fins-cross'); normal(p=p,stop=7,rtt=.3); p.add(1,seg('c',F|A,1019,5025)); p.add(1.31,seg('s',P|A,5025,1019,b'bye')); p.add(1.3101,seg('s',F|A,5028,1019))
p.add(1.3102,seg('c',A,1020,5029)); p.add(1.3103,seg('s',A,5029,1020))
# sent again, and answered too soon after that
p=Pcap('ack-of-first'); normal(p=p,stop=7); p.add(.1,seg('c',P|A,1019,5025,b'x'*36)); p.add(.1001,seg('c',P|A,1055,5025,b'y'*60)); p.add(.1002,seg('c',F|A,1115,5025))
p.add(.13,seg('s',A,5025,1019)); p.add(.1301,seg('c',F|P|A,1019,5025,b'z'*96)); p.add(.139,seg('s',A,5025,1055)); p.add(.1391,seg('s',F|A,5025,1116)); p.add(.1392,seg('c',A,1116,5026))
# closed, and each segment that still comes is answered with RST
p=Pcap('resets-after-close'); normal(p=p,stop=7); p.add(.1,seg('c',F|A,1019,5025))
p.add(.115,seg('s',P|A,5025,1019,b'a'*46)); p.add(.11501,seg('s',P|A,5071,1019,b'b'*31)); p.add(.11502,seg('s',F|A,5102,1019))
for k in range(3): p.add(.1152+k*1e-5,seg('c',R,1019,win=0))
p.add(.121,seg('s',A,5103,1020)); p.add(.1211,seg('c',R,1020,win=0))
# aborted while the other end's FIN is under way, which a second RST answers
p=Pcap('abort-crosses-fin'); normal(p=p,stop=7); p.add(.1,seg('c',F|A,1019,5025)); p.add(.115,seg('s',R|A,5025,1019)); p.add(.121,seg('s',R,5025,win=0))
# octets are missing before the first packet of a host, and later three million
p=Pcap('gap-at-start'); p.add(0,seg('c',P|A,1001,5001,b'ask')); p.add(.0007,seg('s',P|A,6461,1004,b'answer')); p.add(.0008,seg('c',A,1004,6467))
p.add(.1,seg('c',P|A,1004,6467,b'more')); p.add(.12,seg('s',A,3006467,1008)); p.add(.13,seg('s',F|A,3006467,1008)); p.add(.1301,seg('c',F|A,1008,3006468)); p.add(.15,seg('s',A,3006468,1009))
# a large segment that is acknowledged in parts
p=Pcap('acked-in-parts'); normal(p=p,stop=3); p.add(.03,seg('c',P|A,1001,5001,b'p'*4000))
p.add(.035,seg('s',A,5001,2461)); p.add(.0505,seg('s',P|A,5001,3921,b'go on')); p.add(.051,seg('s',A,5006,5001)); p.add(.0511,seg('c',A,5001,5006))
# never acknowledged though the other end goes on
p=Pcap('never-came'); normal(p=p,stop=7)
for t in (.1,.3,.7): p.add(t,seg('c',P|A,1019,5025,b'lost'))
p.add(1,seg('c',F|A,1023,5025)); p.add(1.5,seg('c',F|P|A,1019,5025,b'lost')); p.add(5,seg('s',P|A,5025,1019,b'hello?')); p.add(5.0001,seg('c',R,1019,win=0))
# the file begins with a FIN, after which data come
p=Pcap('start-at-fin'); p.add(0,seg('c',F|A,1001,5001)); p.add(.02,seg('s',P|A,5001,1002,b'late')); p.add(.0201,seg('s',F|A,5005,1002)); p.add(.0202,seg('c',R,1002,win=0)); p.add(.0203,seg('c',R,1002,win=0))
# a segment is under way while the RST for the one before it is
p=Pcap('rst-under-way'); p.add(0,seg('s',P|A,5001,1001,b'one')); p.add(.0001,seg('c',R,1001,win=0)); p.add(.0006,seg('s',P|A,5004,1001,b'two')); p.add(.0007,seg('c',R,1001,win=0))
# refused, and then who refused opens
p=Pcap('refused-then-opens'); p.add(0,seg('c',Y,100,opt=MSS)); p.add(.0001,seg('s',R|A,0,101)); p.add(.05,seg('s',Y,300,opt=MSS)); p.add(.1,seg('c',Y,9000,opt=MSS))
p.add(.1001,seg('s',Y|A,300,9001,opt=MSS)); p.add(.15,seg('c',Y|A,9000,301,opt=MSS))
# more gaps than the engine remembers, each filled by a repetition
p=Pcap('many-gaps'); normal(p=p,stop=3)
for n in range(1,24,2): p.add(.03+n*1e-5,seg('c',A,1001+n*100,5001,b'g'*100))
for n in range(0,24,2): p.add(.2+n*.02,seg('c',A,1001+n*100,5001,b'g'*100)); p.add(.22+n*.02-.001,seg('s',A,5001,1201+n*100))
# port 0
p=Pcap('port-0'); normal(p=p,cl=('10.0.0.1',0))
# the client sends beyond the window that it is known to have: sooner after the update than answers take
p=Pcap('window-early'); p.add(0,seg('c',Y,1000,opt=MSS)); p.add(.0001,seg('s',Y|A,5000,1001,opt=MSS,win=2000)); p.add(.0201,seg('c',A,1001,5001))
p.add(.0301,seg('c',P|A,1001,5001,b'f'*2000)); p.add(.0302,seg('s',A,5001,3001,win=0)); p.add(1,seg('s',A,5001,3001,win=2000)); p.add(1.005,seg('c',P|A,3001,5001,b'g'*1000))
p.add(1.0051,seg('s',A,5001,4001,win=1000))
# an ACK and a repetition of what it acknowledges cross; another ACK is lost
p=Pcap('ack-crosses'); p.add(0,seg('c',Y,1000,opt=MSS)); p.add(.0001,seg('s',Y|A,5000,1001,opt=MSS)); p.add(.0201,seg('c',A,1001,5001))
p.add(.1,seg('c',P|A,1001,5001,b'once')); p.add(.1001,seg('s',A,5001,1005)); p.add(.105,seg('c',P|A,1001,5001,b'once')); p.add(.1051,seg('s',A,5001,1005))
p.add(.3,seg('c',P|A,1005,5001,b'more')); p.add(.3001,seg('s',A,5001,1009)); p.add(.7,seg('c',P|A,1005,5001,b'more')); p.add(.7001,seg('s',A,5001,1009)); p.add(.8,seg('c',P|A,1009,5001,b'end'))
# what was lost before it came by comes again in a segment that begins before it
p=Pcap('lost-in-parts'); normal(p=p,stop=3); p.add(.03,seg('c',A,1001,5001,b'a'*100)); p.add(.0301,seg('c',A,1201,5001,b'c'*100)); p.add(.05,seg('s',A,5001,1101))
p.add(.25,seg('c',P|A,1051,5001,b'b'*250)); p.add(.27,seg('s',A,5001,1301))
# a timestamp tells, too
p=Pcap('overtaken-timestamp')
T=lambda t: b'\1\1\x08\x0a'+struct.pack('>II',t,7)
normal(p=p,stop=3)
for t,n in ((.03,0),(.031,2),(.081,1)): p.add(t,seg('c',P|A,1001+n*1000,5001,b'o'*1000,opt=T(100+n),ident=0))
p.add(.101,seg('s',A,5001,4001)); p.add(.12,seg('c',P|A,5001,5001,b'o'*1000,opt=T(200),ident=0)); p.add(.14,seg('c',P|A,4001,5001,b'o'*1000,opt=T(220),ident=0)); p.add(.16,seg('s',A,5001,6001))
# the connection before had higher numbers, and its ACK would acknowledge all of this one
p=Pcap('half-open-ahead'); normal(p=p,stop=5,iss=(500000,5000))
p.add(5,seg('c',Y,1000,opt=MSS)); p.add(5.02,seg('s',A,5001,500019)); p.add(5.0201,seg('c',R,500019)); p.add(6,seg('c',Y,1000,opt=MSS)); p.add(6.02,seg('s',Y|A,99000,1001,opt=MSS))
p.add(6.0201,seg('c',A,1001,99001)); p.add(6.1,seg('c',P|A,1001,99001,b'lost')); p.add(6.2,seg('s',P|A,99001,1001,b'busy')); p.add(6.2001,seg('c',A,1005,99005))
p.add(6.4,seg('c',P|A,1001,99005,b'lost')); p.add(6.42,seg('s',A,99005,1005))
# aborted while data are under way, which a second RST answers
p=Pcap('abort-crosses-data'); normal(p=p,stop=7); p.add(.1,seg('s',P|A,5025,1019,b'd'*500)); p.add(.10003,seg('c',R|A,1019,5025)); p.add(.10004,seg('c',R,1019,win=0))
# the same with a FIN that an answer would have acknowledged by then
p=Pcap('abort-before-fin'); normal(p=p,stop=7); p.add(.1,seg('c',F|A,1019,5025)); p.add(.125,seg('s',R|A,5025,1019)); p.add(.1251,seg('s',R,5025,win=0))
# one SYN,ACK is all there is; a program aborts after shutdown
p=Pcap('only-synack'); p.add(0,seg('s',Y|A,5000,1001,opt=MSS))
p=Pcap('reset-after-shutdown'); normal(p=p,stop=7); p.add(.1,seg('c',F|A,1019,5025)); p.add(.12,seg('s',A,5025,1020)); p.add(.5,seg('c',R|A,1020,5025))
# options of the SYNs that are cut off: the windows may be scaled
p=Pcap('snap-options',1,snap=60); p.add(0,eth(seg('c',Y,1000,0,opt=MSS+SACKOK+WS(7),win=64240))); p.add(.02,eth(seg('s',Y|A,5000,1001,opt=MSS+SACKOK+WS(10),win=65160)))
p.add(.0201,eth(seg('c',A,1001,5001,win=63))); p.add(.03,eth(seg('c',P|A,1001,5001,b'ask',win=63))); p.add(.05,eth(seg('s',A,5001,1004,win=64)))
for k in range(3): p.add(.06+k*1e-4,eth(seg('s',A,5001+k*1448,1004,b'd'*1448,win=64)))
p.add(.0603,eth(seg('c',A,1004,9345,win=63))); p.add(.1,eth(seg('c',F|A,1004,9345,win=63))); p.add(.12,eth(seg('s',F|A,9345,1005,win=64))); p.add(.1201,eth(seg('c',A,1005,9346,win=63)))
# closed while data are under way, seen at the server: each segment is answered with RST
p=Pcap('close-crosses-data'); p.add(0,seg('c',Y,1000,opt=MSS)); p.add(.0001,seg('s',Y|A,5000,1001,opt=MSS)); p.add(.041,seg('c',A,1001,5001))
for k in range(3): p.add(.0415+k*1e-5,seg('s',P|A,5001+k*1000,1001,b'd'*1000))
p.add(.062,seg('c',F|A,1001,5001)); p.add(.065,seg('s',A,8001,1002))
for k in range(3): p.add(.0828+k*1e-5,seg('c',R,1001,win=0))
p.add(.106,seg('c',R,1002,win=0))
# shut down while data are under way, which are read
p=Pcap('shutdown-crosses-data'); p.add(0,seg('c',Y,1000,opt=MSS)); p.add(.0001,seg('s',Y|A,5000,1001,opt=MSS)); p.add(.041,seg('c',A,1001,5001)); p.add(.0415,seg('s',P|A,5001,1001,b'd'*1000))
p.add(.062,seg('c',F|A,1001,5001)); p.add(.0621,seg('s',A,6001,1002)); p.add(.0825,seg('c',A,1002,6001)); p.add(.2,seg('s',F|A,6001,1002)); p.add(.241,seg('c',A,1002,6002))
# another host sends the RST that the server takes, and the client goes on
p=Pcap('forged-rst-ends'); normal(p=p,stop=7); p.add(.3,seg('c',R,1019,win=0)); p.add(.5,seg('c',P|A,1019,5025,b'more')); p.add(.5001,seg('s',R,5025,win=0))
# the client forgets its FIN-WAIT-2, and uses the pair anew
p=Pcap('close-wait-reuse'); normal(p=p,stop=7); p.add(.1,seg('c',F|A,1019,5025)); p.add(.12,seg('s',A,5025,1020)); p.add(2.1,seg('c',Y,77000,opt=MSS)); p.add(2.12,seg('s',A,5025,1020))
p.add(2.1201,seg('c',R,1020,win=0)); p.add(3.1,seg('c',Y,77000,opt=MSS)); p.add(3.12,seg('s',Y|A,99000,77001,opt=MSS)); p.add(3.1201,seg('c',A,77001,99001)); p.add(9,seg('s',A,99001,77001))
# closed while data are under way, seen at the other end: the last RST has the number of the FIN
p=Pcap('rst-below-fin'); normal(p=p,stop=3)
for k in range(3): p.add(.5+k*1e-5,seg('c',P|A,1001+k*1000,5001,b'd'*1000))
p.add(.51,seg('s',P|A,5001,1001,b'x')); p.add(.51003,seg('c',A,4001,5002)); p.add(.51005,seg('s',F|A,5002,1001))
for k in range(3): p.add(.52+k*1e-5,seg('s',R,5001,win=0))
p.add(.53,seg('s',R,5002,win=0))
# both close while data of both are under way, seen at the server
p=Pcap('closes-cross-data'); p.add(0,seg('c',Y,1000,opt=MSS)); p.add(.0001,seg('s',Y|A,5000,1001,opt=MSS)); p.add(.0205,seg('c',A,1001,5001))
for k in range(3): p.add(.5+k*1e-5,seg('s',P|A,5001+k*1000,1001,b'd'*1000))
p.add(.5002,seg('s',F|A,8001,1001))
for k in range(3): p.add(.52+k*1e-4,seg('c',P|A,1001+k*1000,5001,b'u'*1000)); p.add(.52001+k*1e-4,seg('s',R,5001,win=0))
p.add(.521,seg('c',F|A,4001,5001)); p.add(.52101,seg('s',R,5001,win=0))
for k in range(4): p.add(.5211+k*1e-5,seg('c',R,1001,win=0))
# the FINs cross, and RSTs answer the data before one of them
p=Pcap('fins-cross-rst'); normal(p=p,stop=3)
for k in range(3): p.add(.374+k*1e-6,seg('c',P|A,1001+k*1000,5001,b'd'*1000))
p.add(.3743,seg('c',F|A,4001,5001)); p.add(.3843,seg('s',F|A,5001,1001)); p.add(.38432,seg('c',A,4002,5002))
for k in range(4): p.add(.3948+k*1e-5,seg('s',R,5001,win=0))
p.add(.405,seg('s',R,5002,win=0))
# an ACK that is under way when its receiver aborts draws a second RST; seen at both ends
p=Pcap('abort-crosses-ack'); normal(p=p,stop=7); p.add(.4,seg('s',A,5025,1019,b'd'*1000)); p.add(.4003,seg('s',P|A,6025,1019,b'd'*1000)); p.add(.40032,seg('c',A,1019,7025))
p.add(.40034,seg('s',P|A,7025,1019,b'd'*100)); p.add(.40035,seg('s',R|A,7125,1019)); p.add(.4213,seg('s',R,7025,win=0))
p=Pcap('abort-crosses-ack-server'); p.add(0,seg('c',Y,1000,opt=MSS)); p.add(.0001,seg('s',Y|A,5000,1001,opt=MSS)); p.add(.0208,seg('c',A,1001,5001)); p.add(.05,seg('c',P|A,1001,5001,b'ask')); p.add(.0501,seg('s',A,5001,1004))
p.add(.1,seg('s',P|A,5001,1004,b'yes')); p.add(.1202,seg('c',A,1004,5004))
p.add(.4,seg('s',A,5004,1004,b'd'*1000)); p.add(.4001,seg('s',A,6004,1004,b'd'*1000)); p.add(.4002,seg('s',P|A,7004,1004,b'd'*100)); p.add(.4004,seg('s',R|A,7104,1004)); p.add(.4212,seg('c',A,1004,7004)); p.add(.42125,seg('s',R,7004,win=0))
# shut down, then aborted while data and a FIN are under way, which RSTs answer
p=Pcap('abort-after-fin'); normal(p=p,stop=7); p.add(.3128,seg('s',F|A,5025,1019)); p.add(.3195,seg('c',A,1019,5026)); p.add(.3836,seg('c',P|A,1019,5026,b'x')); p.add(.3843,seg('c',F|A,1020,5026))
p.add(.3974,seg('s',R|A,5026,1019)); p.add(.4042,seg('s',R,5026,win=0)); p.add(.405,seg('s',R,5026,win=0))
# aborted; the other end's FIN was under way
p=Pcap('fin-after-rst'); p.add(0,seg('c',Y,1000,opt=MSS)); p.add(.0001,seg('s',Y|A,5000,1001,opt=MSS)); p.add(.0208,seg('c',A,1001,5001)); p.add(.3,seg('s',R|A,5001,1001)); p.add(.31,seg('c',F|A,1001,5001)); p.add(.31002,seg('s',R,5001,win=0))
# a segment is lost before any ACK of its host was seen: what is added has one
p=Pcap('gap-after-syn'); N=4000000001; p.add(0,seg('c',Y,1000,opt=MSS)); p.add(.0001,seg('s',Y|A,N-1,1001,opt=MSS)); p.add(.05,seg('c',P|A,2001,N,b'two')); p.add(.0501,seg('s',A,N,1001)); p.add(.25,seg('c',A,1001,N,b'o'*1000)); p.add(.2501,seg('s',A,N,2004))
# two SYN,ACKs, and both ACKs of them are lost: the SYN,ACK comes once more
p=Pcap('acks-lost'); p.add(0,seg('c',Y,1000,opt=MSS)); p.add(.02,seg('s',Y|A,5000,1001,opt=MSS)); p.add(.0201,seg('c',A,1001,5001)); p.add(.03,seg('s',Y|A,5000,1001,opt=MSS)); p.add(.0301,seg('c',A,1001,5001))
p.add(2.02,seg('s',Y|A,5000,1001,opt=MSS)); p.add(2.0201,seg('c',A,1001,5001))
# the network doubles a SYN, which a timestamp tells, too
p=Pcap('twice-syn'); p.add(0,seg('c',Y,1000,opt=MSS+T(100),ident=7)); p.add(.0001,seg('s',Y|A,5000,1001,opt=MSS+T(900),ident=0)); p.add(.0201,seg('c',A,1001,5001,opt=T(120))); p.add(.0277,seg('c',Y,1000,opt=MSS+T(100),ident=7)); p.add(.0278,seg('s',A,5001,1001,opt=T(927)))
p=Pcap('twice-syn6'); m=mk6(b'',6)
p.add(0,m('c',Y,1000,0,b'',MSS+T(100))); p.add(.0001,m('s',Y|A,5000,1001,b'',MSS+T(900))); p.add(.0201,m('c',A,1001,5001,b'',T(120))); p.add(.0277,m('c',Y,1000,0,b'',MSS+T(100))); p.add(.0278,m('s',A,5001,1001,b'',T(927)))
# half-close: what is read after the FIN was lost at first
p=Pcap('half-close-lost'); normal(p=p,stop=3); p.add(.1,seg('s',F|A,5001,1001)); p.add(.14,seg('c',A,1501,5002)); p.add(.34,seg('c',P|A,1001,5002,b'h'*500)); p.add(.3401,seg('s',A,5002,1501)); p.add(.6,seg('c',F|A,1501,5002)); p.add(.6001,seg('s',A,5002,1502))
# closed while the SYN is under way: each SYN,ACK is answered with RST
p=Pcap('closed-in-syn-sent'); p.add(0,seg('c',Y,1000,opt=MSS)); p.add(.02,seg('s',Y|A,5000,1001,opt=MSS)); p.add(.0201,seg('c',R,1001,win=0)); p.add(1.02,seg('s',Y|A,5000,1001,opt=MSS)); p.add(1.0201,seg('c',R,1001,win=0))
# an abort's RST is lost; the server's FINs are answered with RST, the first of them lost, too
p=Pcap('rst-lost'); normal(p=p,stop=3); p.add(.3,seg('c',R|A,1001,5001)); p.add(1,seg('s',F|A,5001,1001)); p.add(1.0001,seg('c',R,1001,win=0)); p.add(1.45,seg('s',F|A,5001,1001)); p.add(1.4501,seg('c',R,1001,win=0))
# closed with data unread, and RSTs answer more ACKs than are kept
p=Pcap('rsts-answer-acks'); normal(p=p,stop=3); p.add(.05,seg('c',P|A,1001,5001,b'ask'))
for k in range(8): p.add(.06+k*1e-5,seg('s',P|A,5001+k*1000,1001,b'd'*1000)); p.add(.060002+k*1e-5,seg('c',A,1004,6001+k*1000))
p.add(.0602,seg('s',F|A,13001,1001)); p.add(.0701,seg('s',R,5001,win=0))
for k in range(8): p.add(.0801+k*1e-5,seg('s',R,6001+k*1000,win=0))
