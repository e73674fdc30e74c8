/* Follows the class whose instructor serves this page (`teach --listen`): passes the recording on
 * as it grows, tries a broken connection again for ten minutes, and sends votes. A page from disk
 * does none of this: its policy allows no connection. */
const classroom = (() => {
	const on = document.querySelector('meta[name="tcpstep-class"]').content.trim() === 'on';
	const SILENCE = 60000, GIVE_UP = 600000, PLACE_EVERY = 1000, PAUSES = [1000, 2000, 4000, 5000];
	const END = '# tcpstep: end\n', SENT = { OK: 204 };
	let program, code = new URLSearchParams(location.search).get('code') ?? '', run = 0, gone = null;
	let vote = null, sending = false, again, over = false, place = 0, placed = 0, placing = false;

	/* Returns what tells this student's votes from the others', the same after a reload. */
	const token = (() => {
		let kept = null;
		try {
			kept = sessionStorage.getItem('tcpstep:token');
		} catch { /* some frames have no store */ }
		if (kept)
			return kept;
		const made = [...crypto.getRandomValues(new Uint8Array(16))].map(n => n.toString(16).padStart(2, '0')).join('');
		try {
			sessionStorage.setItem('tcpstep:token', made);
		} catch { /* a reload is another voter */ }
		return made;
	})();
	const words = more => new URLSearchParams({ token, ...more, ...(code === '' ? {} : { code }) });
	const post = (path, more) => fetch(path, { method: 'POST', body: words(more), cache: 'no-store' });
	const pause = ms => new Promise(done => { setTimeout(done, ms); });

	/* Sends the last choice, again and again until it arrives. */
	const sendVote = async () => {
		while (vote && !sending) {
			const [question, choice] = vote;
			sending = true;
			const status = await post('/vote', { question, choice }).then(answer => answer.status, () => 0);
			sending = false;
			if (status === 0) {
				clearTimeout(again);
				again = setTimeout(sendVote, PAUSES[0]);
				return;
			}
			if (vote[0] === question && vote[1] === choice)
				vote = null;
			program.voted(status === SENT.OK);
		}
	};
	/* Tells how many steps the student is behind, at most once a second. */
	const sendPlace = async () => {
		if (placing || over)
			return;
		placing = true;
		while (placed !== place) {
			placed = place;
			await post('/place', { behind: place }).catch(() => {});
			await pause(PLACE_EVERY);
		}
		placing = false;
	};

	/* Reads the recording from its start. Returns how that ended: 'over', 'code' (one is needed), 'refused', 'broke'. */
	const read = async () => {
		gone = new AbortController();
		let silence, tail = '';
		const heard = () => {
			clearTimeout(silence);
			silence = setTimeout(() => gone.abort(), SILENCE);
		};
		try {
			heard();
			const answer = await fetch('/recording?' + words({}), { signal: gone.signal, cache: 'no-store' });
			if (answer.status === 403)
				return 'code';
			if (answer.status !== 200)
				return answer.status === 503 ? 'broke' : 'refused';
			const reader = answer.body.getReader();
			program.connected(true);
			sendVote();
			for (let piece; (piece = (await reader.read()).value); ) {
				heard();
				tail = (tail + new TextDecoder('latin1').decode(piece.slice(-END.length))).slice(-END.length);
				program.push(piece);
			}
			return tail === END ? 'over' : 'broke';
		} catch {
			return 'broke';
		} finally {
			clearTimeout(silence);
		}
	};
	const follow = async mine => {
		for (let tries = 0, since = 0; mine === run; ) {
			const opened = performance.now(), how = await read();
			over = over || (mine === run && how === 'over');
			if (mine !== run || over)
				return;
			if (how === 'code') {
				code = await program.askCode();
				continue;
			}
			if (tries === 0 || performance.now() - opened > PAUSES.at(-1))
				[tries, since] = [0, performance.now()];
			if (how === 'refused' || performance.now() - since > GIVE_UP) {
				vote = null;
				program.end();
				return;
			}
			program.connected(false);
			await pause(PAUSES[Math.min(tries++, PAUSES.length - 1)]);
		}
	};
	return {
		on,
		begin(p) {
			program = p;
			over = false;
			follow(++run);
		},
		/* The student has left the class. */
		stop() {
			run++;
			vote = null;
			gone?.abort();
		},
		vote(question, choice) {
			vote = [question, choice];
			sendVote();
		},
		behind(steps) {
			place = steps;
			sendPlace();
		},
	};
})();
