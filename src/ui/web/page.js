/* The page: starts the program and gives it keys, clicks, touches and pastes; after each shows the
 * cells, the sentences and the buttons. */
(async () => {
	const [screen, stage, keys, line, story, shelf] = ['screen', 'stage', 'keys', 'line', 'story', 'shelf']
		.map(id => document.getElementById(id));
	/* enum key of ui/draw/keys.h, in its order */
	const NAMES = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown', 'Backspace',
		'Delete', 'Enter', 'Tab', 'Backtab', 'Escape', 'paste', 'mouse', 'resize', 'timeout'];
	const KEY = Object.fromEntries(NAMES.map((name, i) => [name, 0x110001 + i]));
	const KOREAN = 1, STILL = 2, CLASS = 4, BEATS = 5, BEAT = 100, WHEEL = 40, SEARCH = 3000, STALL = 100, SESSION = '/session.tcpstep';
	const WORDS = ['screen', 'bar', 'files', 'about', 'none', 'add', 'download', 'open', 'delete', 'close', 'input', 'noStore', 'roomCode'];

	/* --- the program --- */

	let begun = 0; /* when the last key was passed to the program */

	/* Returns the files of a tar archive. */
	const untar = octets => {
		const found = new Map(), text = (at, n) => new TextDecoder().decode(octets.subarray(at, at + n)).replace(/\0.*/s, '');
		for (let at = 0; octets[at]; ) {
			const size = parseInt(text(at + 124, 12), 8);
			found.set(text(at, 100), octets.subarray(at + 512, at + 512 + size));
			at += 512 + Math.ceil(size / 512) * 512;
		}
		return found;
	};
	/* Decodes base64; older browsers have no function of their own for it. */
	const decoded = text => {
		if (Uint8Array.fromBase64)
			return Uint8Array.fromBase64(text);
		const letters = atob(text), octets = new Uint8Array(letters.length);
		for (let i = 0; i < letters.length; i++)
			octets[i] = letters.charCodeAt(i);
		return octets;
	};
	/* Unpacks gzip. A loop over the pieces takes half the time of `new Response(stream)`. */
	const unpacked = async octets => {
		const gzip = new DecompressionStream('gzip'), writer = gzip.writable.getWriter(), reader = gzip.readable.getReader();
		const pieces = [];
		let length = 0, at = 0;
		writer.write(octets);
		writer.close();
		for (let piece; (piece = (await reader.read()).value); length += piece.length)
			pieces.push(piece);
		const whole = new Uint8Array(length);
		for (const piece of pieces) {
			whole.set(piece, at);
			at += piece.length;
		}
		return whole;
	};
	const packed = document.getElementById('module').textContent;
	const archive = untar(await unpacked(decoded(packed)));
	for (const [name, octets] of archive)
		if (name.startsWith('lessons/'))
			files.inside.set('/' + name, octets);
	const session = document.getElementById('session').textContent;
	if (session !== '')
		files.inside.set(SESSION, new TextEncoder().encode(session));
	const { instance } = await WebAssembly.instantiate(archive.get('tcpstep.wasm'), wasi.imports({
		/* Asked while the program searches: 1 if a key waits, 2 if this has taken too long. Where the browser
		 * does not tell of keys that wait, that is earlier. */
		stops() {
			const pending = navigator.scheduling?.isInputPending, for_ms = performance.now() - begun;
			return pending && navigator.scheduling.isInputPending() ? 1 : for_ms > (pending ? SEARCH : STALL) ? 2 : 0;
		},
	}));
	const web = instance.exports;
	wasi.use(instance);
	web._initialize();

	const returned = at => {
		const octets = new Uint8Array(web.memory.buffer), end = octets.indexOf(0, at);
		return new TextDecoder().decode(octets.subarray(at, end));
	};
	const pass = text => {
		const octets = new TextEncoder().encode(text), at = web.web_given(octets.length);
		new Uint8Array(web.memory.buffer).set(octets, at);
	};
	const css = returned(web.web_css()), sheet = new CSSStyleSheet();
	sheet.replaceSync(css);
	document.adoptedStyleSheets = [sheet];
	paint.use({ css, figure: c => returned(web.web_figure(c)) });

	/* --- after each event --- */

	let timer = 0, language = '', words = {}, where = '', fragment = '', byHand = false;

	const put = (element, attribute, value) => {
		if (element.getAttribute(attribute) !== value)
			element.setAttribute(attribute, value);
	};
	const speak = () => {
		const said = returned(web.web_story());
		if (said !== '')
			story.textContent = said;
	};
	/* Shows a button for each key that matters now; one that stays keeps the focus. */
	const showKeys = () => {
		const old = new Map([...keys.children].map(b => [b.dataset.key, b]));
		const focused = keys.contains(document.activeElement) ? document.activeElement.dataset.key : null;
		const now = returned(web.web_bar()).split('\n').filter(Boolean).map(row => {
			const [key, name, label] = row.split('\t'), b = old.get(key) ?? document.createElement('button');
			if (b.dataset.row !== row) {
				const short = document.createElement('b');
				short.textContent = name;
				b.type = 'button';
				b.dataset.key = key;
				b.dataset.row = row;
				b.replaceChildren(short, ' ' + label);
			}
			return b;
		});
		if (now.length === keys.children.length && now.every((b, i) => keys.children[i] === b))
			return;
		keys.replaceChildren(...now);
		if (focused !== null)
			(now.find(b => b.dataset.key === focused) ?? screen).focus();
	};
	const showWords = () => {
		language = returned(web.web_lang());
		words = Object.fromEntries(returned(web.web_words()).split('\n').slice(0, WORDS.length).map((w, i) => [WORDS[i], w]));
		document.documentElement.lang = language;
		put(screen, 'aria-label', words.screen);
		put(keys, 'aria-label', words.bar);
		put(line, 'aria-label', words.input);
		put(line, 'placeholder', words.input);
		const button = document.getElementById('files');
		button.textContent = words.files;
		button.hidden = false;
		document.getElementById('shelf-title').textContent = words.files;
		document.getElementById('shelf-about').textContent = files.keeps ? words.about : words.noStore;
		document.getElementById('shelf-add').textContent = words.add;
		document.getElementById('room-about').textContent = words.roomCode;
		document.getElementById('room-open').textContent = words.open;
		document.getElementById('shelf-close').textContent = words.close;
	};
	/* Text is typed into a field, so that a phone shows its keyboard and an input method works. */
	const showField = () => {
		const typing = web.web_typing() === 1;
		if (typing === !line.hidden)
			return;
		const had = line.hidden ? document.activeElement === screen || document.activeElement === document.body
			: document.activeElement === line;
		line.hidden = !typing;
		line.value = ' ';
		if (had)
			(typing ? line : screen).focus();
	};
	/* Keeps the address a link to what is open. */
	const showPlace = () => {
		const now = returned(web.web_where());
		if (now === where)
			return;
		where = now;
		const kept = fragment.replace(/^#/, '').split('&').filter(part => /^(lang|size|animation)=/.test(part));
		try {
			history.replaceState(null, '', '#' + [now, ...kept].filter(Boolean).join('&'));
		} catch { /* some frames have no history */ }
	};
	/* Offers each file that the program has saved in its folder, as a download. */
	const offer = () => {
		for (const path of files.written)
			if (byHand && /^\/[^/]+\.(tcpstep|svg)$/.test(path) && files.has(path))
				download(path);
		files.written.clear();
	};
	const show = () => {
		paint.cells(web.memory.buffer, web.web_cells());
		if (returned(web.web_lang()) !== language)
			showWords();
		speak();
		showKeys();
		showField();
		showPlace();
		clearTimeout(timer);
		const wait = web.web_wait();
		/* a class that is followed tells when there is news; until then nothing beats */
		if (wait >= 0 && !(wait === BEAT && web.web_follows() === 1 && beats <= 0))
			timer = setTimeout(() => { beats--; press(KEY.timeout); }, wait);
		offer();
		showClass();
	};
	/* --- a class that is followed --- */

	let beats = 0, following = false;
	const news = tell => {
		beats = BEATS;
		tell();
		show();
	};
	/* Sends what the student has chosen; ends the connection when the class was left. */
	const showClass = () => {
		const vote = returned(web.web_vote());
		if (vote !== '')
			classroom.vote(...vote.split(' '));
		if (following && web.web_follows() === 0) {
			following = false;
			classroom.stop();
		}
		if (following)
			classroom.behind(web.web_behind());
	};
	const askCode = () => new Promise(done => {
		const room = document.getElementById('room'), code = document.getElementById('room-code');
		room.showModal();
		code.focus();
		code.onkeydown = e => {
			if (e.key !== 'Enter')
				return;
			e.preventDefault(); /* no key for the program */
			room.close();
		};
		document.getElementById('room-open').onclick = () => room.close();
		room.addEventListener('close', () => done(code.value.trim()), { once: true });
	});
	const follow = () => {
		const begin = web.web_follows() === 1 && !following;
		following = web.web_follows() === 1;
		if (begin)
			classroom.begin({
				askCode,
				connected: up => news(() => web.web_connected(up ? 1 : 0)),
				push: octets => news(() => {
					new Uint8Array(web.memory.buffer).set(octets, web.web_given(octets.length));
					web.web_push(octets.length);
				}),
				end: () => news(() => web.web_push_end()),
				voted: counted => news(() => web.web_voted(counted ? 1 : 0)),
			});
	};

	const press = key => {
		begun = performance.now();
		web.web_key(key);
		show();
	};
	let room = '';
	const roomNow = () => `${stage.clientWidth} ${stage.clientHeight} ${devicePixelRatio}`;
	const fit = () => {
		room = roomNow();
		const grid = paint.fit(web.web_columns(), web.web_rows());
		web.web_resize(grid.w, grid.h);
	};
	const refit = () => {
		if (room === roomNow())
			return;
		fit();
		web.web_key(KEY.resize);
		show();
	};
	const wishes = () => (navigator.language.startsWith('ko') ? KOREAN : 0) |
		(matchMedia('(prefers-reduced-motion: reduce)').matches ? STILL : 0) | (classroom.on ? CLASS : 0);
	const open = () => {
		fragment = location.hash;
		if (following)
			classroom.stop();
		following = false;
		pass(fragment);
		web.web_open(wishes());
		fit();
		web.web_type();
		where = returned(web.web_where());
		byHand = false;
		show();
		follow();
	};

	/* --- keys --- */

	let escaped = false;
	const keyOf = e => {
		if (e.key === 'Tab')
			return e.shiftKey ? KEY.Backtab : KEY.Tab;
		if (e.key in KEY)
			return KEY[e.key];
		if (e.metaKey || (e.ctrlKey && !e.getModifierState('AltGraph')) || e.altKey && !e.getModifierState('AltGraph'))
			return e.ctrlKey && web.web_typing() === 1 && /^[aeu]$/.test(e.key) ? e.key.charCodeAt(0) & 31 : 0;
		if ([...e.key].length === 1)
			return e.key.codePointAt(0);
		/* an input method is on: the letter of the key's place */
		const letter = e.key === 'Process' && /^Key([A-Z])$/.exec(e.code);
		return letter ? (e.shiftKey ? letter[1] : letter[1].toLowerCase()).charCodeAt(0) : 0;
	};
	document.addEventListener('keydown', e => {
		if (document.querySelector('dialog[open]') || e.isComposing || e.defaultPrevented)
			return;
		const onButton = e.target.closest?.('button'), inField = e.target === line;
		if (onButton && ['Enter', ' ', 'Tab'].includes(e.key))
			return;
		if (e.key === 'Tab' && escaped) /* leaves the screen */
			return;
		const key = keyOf(e);
		if (key === 0 || (inField && key < 0x110000 && key >= 32)) /* the field takes characters */
			return;
		escaped = e.key === 'Escape';
		e.preventDefault();
		byHand = true;
		press(key);
	});
	/* The field has one space before what is typed, so that a phone's erasing shows. */
	const typed = () => {
		const now = line.value;
		line.value = ' ';
		line.setSelectionRange(1, 1);
		byHand = true;
		if (now === '')
			press(KEY.Backspace);
		for (const c of now.replace(/^ /, ''))
			press(c.codePointAt(0));
	};
	line.addEventListener('input', e => e.isComposing || typed());
	line.addEventListener('compositionend', typed);

	/* --- mouse, touch, wheel --- */

	const click = e => {
		if (getSelection().isCollapsed === false)
			return;
		byHand = true;
		web.web_click(...paint.at(e.clientX, e.clientY));
		show();
		if (document.activeElement === document.body)
			(line.hidden ? screen : line).focus();
	};
	stage.addEventListener('click', click);
	stage.addEventListener('mousedown', e => e.detail > 1 && e.preventDefault()); /* two clicks select no word */
	stage.addEventListener('mousemove', e => {
		stage.style.cursor = paint.acts(...paint.at(e.clientX, e.clientY)) ? 'pointer' : '';
		screen.style.cursor = stage.style.cursor;
	});
	let rolled = 0, finger = null;
	const roll = by => {
		for (rolled += by; Math.abs(rolled) >= WHEEL; rolled -= Math.sign(rolled) * WHEEL)
			press(rolled < 0 ? KEY.ArrowUp : KEY.ArrowDown);
	};
	stage.addEventListener('wheel', e => {
		if (e.ctrlKey)
			return;
		e.preventDefault();
		roll(e.deltaY * (e.deltaMode === 1 ? WHEEL : 1));
	}, { passive: false });
	stage.addEventListener('touchstart', e => {
		finger = e.touches.length === 1 ? e.touches[0].clientY : null;
		rolled = 0;
	}, { passive: true });
	stage.addEventListener('touchmove', e => {
		if (finger === null || visualViewport.scale > 1.01)
			return;
		e.preventDefault();
		roll(finger - e.touches[0].clientY);
		finger = e.touches[0].clientY;
	}, { passive: false });
	document.getElementById('bar').addEventListener('pointerdown', e => e.target.closest('button') && e.preventDefault());
	keys.addEventListener('click', e => {
		const button = e.target.closest('button');
		if (!button)
			return;
		byHand = true;
		press(Number(button.dataset.key));
	});

	/* --- copy, paste, files --- */

	const isScript = text => /^\uFEFF?(\s*(#.*)?\n)*tcpstep 1\s*$/m.test(text.slice(0, 2000));
	const openScript = text => {
		files.inside.set(SESSION, new TextEncoder().encode(text));
		web.web_open_file();
		show();
	};
	document.addEventListener('copy', e => {
		const script = getSelection().isCollapsed && !shelf.open ? returned(web.web_script()) : '';
		if (script === '')
			return;
		e.clipboardData.setData('text/plain', script);
		e.preventDefault();
	});
	document.addEventListener('paste', e => {
		if (document.querySelector('dialog[open]'))
			return;
		const text = e.clipboardData.getData('text/plain').replaceAll('\r\n', '\n');
		e.preventDefault();
		byHand = true;
		if (web.web_typing() === 0 && isScript(text)) {
			openScript(text);
			return;
		}
		pass(text.slice(0, 65536));
		web.web_paste();
		show();
	});

	const download = path => {
		const a = document.createElement('a');
		a.href = URL.createObjectURL(new Blob([files.read(path)], { type: 'text/plain' }));
		a.download = path.split('/').pop();
		a.click();
		setTimeout(() => URL.revokeObjectURL(a.href), 60000);
	};
	/* Where an added file goes: the terminal's program has its files there too. */
	const placeOf = name => name === 'progress' ? '/home/.local/state/tcpstep/progress'
		: name === 'sandbox.tcpstep' ? '/home/.local/state/tcpstep/sandbox.tcpstep'
		: name === 'config' ? '/home/.config/tcpstep/config' : '/' + name.replace(/[^\p{L}\p{N}._ -]/gu, '_');
	const button = (label, name, act) => {
		const b = document.createElement('button');
		b.type = 'button';
		b.textContent = label;
		b.setAttribute('aria-label', `${label}: ${name}`);
		b.addEventListener('click', act);
		return b;
	};
	const showShelf = () => {
		const list = files.own();
		document.getElementById('shelf-none').textContent = list.length > 0 ? '' : words.none;
		document.getElementById('shelf-files').replaceChildren(...list.map(path => {
			const row = document.createElement('li'), name = document.createElement('span'), short = path.split('/').pop();
			name.textContent = short;
			row.append(name);
			if (path.endsWith('.tcpstep'))
				row.append(button(words.open, short, () => { shelf.close(); openScript(files.text(path)); }));
			row.append(button(words.download, short, () => download(path)),
				button(words.delete, short, () => { files.remove(path); showShelf(); }));
			return row;
		}));
	};
	const add = async list => {
		for (const file of list) {
			const octets = new Uint8Array(await file.arrayBuffer()), path = placeOf(file.name);
			if (list.length === 1 && path.endsWith('.tcpstep') && !path.startsWith('/home/')) {
				files.write(path, octets);
				shelf.close();
				openScript(new TextDecoder().decode(octets));
				return;
			}
			files.write(path, octets);
		}
		files.written.clear();
		open(); /* with the progress and the settings that were added */
		showShelf();
	};
	document.getElementById('files').addEventListener('click', () => {
		web.web_keep();
		showShelf();
		shelf.showModal();
	});
	document.getElementById('shelf-close').addEventListener('click', () => shelf.close());
	document.getElementById('shelf-input').addEventListener('change', e => add([...e.target.files]));
	shelf.addEventListener('close', () => screen.focus());
	document.addEventListener('dragover', e => e.preventDefault());
	document.addEventListener('drop', e => {
		e.preventDefault();
		add([...e.dataTransfer.files]);
	});

	/* --- begin --- */

	addEventListener('hashchange', open);
	addEventListener('resize', refit);
	new ResizeObserver(refit).observe(stage);
	for (const event of ['pagehide', 'visibilitychange'])
		addEventListener(event, () => document.visibilityState === 'visible' && event !== 'pagehide' || web.web_keep());
	open();
	screen.focus({ preventScroll: true });
	requestAnimationFrame(() => setTimeout(() => web.web_rest() && show()));
	/* for tests */
	globalThis.tcpstep = { press, KEY, trace: path => {
		wasi.out[0] = '';
		pass(path);
		web.web_trace();
		return new TextDecoder().decode(Uint8Array.from(wasi.out[0], c => c.charCodeAt(0)));
	} };
})().catch(error => {
	document.getElementById('screen').textContent = `${error}\n`;
	throw error;
});
