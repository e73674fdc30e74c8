/* Paints the program's cells: characters as text in the element "screen", reversed grounds, lines,
 * arrow heads and blocks as shapes behind it, so that they join and are sharp at any zoom. Only rows
 * that changed are painted. */
const paint = (() => {
	const screen = document.getElementById('screen'), figures = document.getElementById('figures');
	const stage = document.getElementById('stage'), SVG = 'http://www.w3.org/2000/svg';
	const LEFT = 1, RIGHT = 2, UP = 4, DOWN = 8, HEAVY = 16, DOTTED = 32, UNIT_W = 9, UNIT_H = 19;
	/* Pixels of a cell's width: what reads well, and the least where even 40 columns do not fit. The grid
	 * has at most about COLUMNS and ROWS; a larger window has larger cells. */
	const READS = 9, LEAST = 7, NARROW = 40, COLUMNS = 160, ROWS = 48, LARGER = 1.1;
	const grid = { w: 0, h: 0, cell: READS, line: 19 };
	const shapes = new Map(), advances = new Map(), reversed = new Set();
	const ruler = document.createElement('canvas').getContext('2d');
	let before = null, rows = [], groups = [], program, bare = 0.6, wide = 1;

	const snapped = px => Math.round(px * devicePixelRatio) / devicePixelRatio;
	/* Returns how wide the font draws a character, of its size. */
	const advance = c => {
		let w = advances.get(c);
		if (w === undefined)
			advances.set(c, w = ruler.measureText(String.fromCodePoint(c)).width / 100);
		return w;
	};
	/* Returns a character's figure: { arms }, { solid }, or null for text. */
	const figure = c => {
		if (c < 0x2000)
			return null;
		let f = shapes.get(c);
		if (f === undefined) {
			const told = program.figure(c);
			shapes.set(c, f = told === '' ? null : told[0] === 'm' ? { solid: told } : { arms: Number(told) });
		}
		return f;
	};

	/* Chooses the size of the cells, and how many there are unless that is fixed. */
	const fit = (fixedW, fixedH) => {
		const W = stage.clientWidth, H = stage.clientHeight, dpr = devicePixelRatio, shape = UNIT_H / UNIT_W;
		const down = px => Math.floor(px * dpr) / dpr;
		if (fixedW > 0)
			grid.cell = Math.max(2, down(Math.min(W / fixedW, H / fixedH / shape)));
		else
			grid.cell = Math.max(LEAST, Math.min(READS, W / NARROW), snapped(Math.min(W / COLUMNS, H / ROWS / shape)));
		grid.cell = fixedW > 0 ? grid.cell : Math.max(LEAST, down(grid.cell));
		grid.line = fixedW > 0 ? Math.min(snapped(grid.cell * shape), Math.max(1, down(H / fixedH))) : snapped(grid.cell * shape);
		grid.w = fixedW > 0 ? fixedW : Math.max(10, Math.floor(W / grid.cell));
		grid.h = fixedH > 0 ? fixedH : Math.max(4, Math.floor(H / grid.line));
		const style = getComputedStyle(screen);
		ruler.font = `100px ${style.fontFamily}`;
		advances.clear();
		bare = advance(0x4D);
		wide = advance(0xD55C);
		const font = Math.min(grid.cell / bare, grid.line / 1.18);
		grid.font = font;
		screen.style.fontSize = font + 'px';
		screen.style.lineHeight = grid.line + 'px';
		screen.style.letterSpacing = grid.cell - font * bare + 'px';
		/* wide characters are drawn a little larger, for they have two columns */
		const wider = Math.min(font * LARGER, 2 * grid.cell / wide);
		screen.style.setProperty('--wide-size', wider + 'px');
		screen.style.setProperty('--wide', 2 * grid.cell - wider * wide + 'px');
		screen.style.setProperty('--line', grid.line + 'px');
		screen.style.setProperty('--cell', grid.cell + 'px');
		stage.style.setProperty('--left', Math.max(0, snapped((W - grid.w * grid.cell) / 2)) + 'px');
		for (const element of [screen, figures]) {
			element.style.width = grid.w * grid.cell + 'px';
			element.style.height = grid.h * grid.line + 'px';
		}
		before = null;
		return grid;
	};

	/* --- one row --- */

	const isOdd = c => c > 0x7E && Math.abs(advance(c) - bare) > 0.005;
	const text = (row, view, at) => {
		let end = grid.w, run = null;
		const parts = [];
		while (end > 0 && view.getUint32(at + 8 * (end - 1), true) === 32)
			end--;
		for (let x = 0; x < end; x++) {
			const c = view.getUint32(at + 8 * x, true);
			if (c === 0)
				continue;
			const look = view.getUint8(at + 8 * x + 4), space = c === 32;
			const isWide = x + 1 < grid.w && view.getUint32(at + 8 * (x + 1), true) === 0;
			const drawn = !space && figure(c) !== null;
			const kind = `l${look}${drawn ? ' f' : ''}${isWide ? ' w' : !space && isOdd(c) ? ' o' : ''}`;
			if (run && !kind.endsWith('o') && (run.kind === kind || (space && /^l\d+$/.test(run.kind))))
				run.text += String.fromCodePoint(c);
			else
				parts.push(run = { kind, text: String.fromCodePoint(c) });
		}
		replace(row, parts);
	};
	const node = part => {
		if (part.kind === 'l0')
			return document.createTextNode(part.text);
		const span = document.createElement('span');
		span.className = part.kind;
		span.append(part.text);
		return span;
	};
	/* Changes the children of a row as little as possible: those that stay need no new layout. */
	const replace = (row, parts) => {
		const old = row.parts ?? [], nodes = row.childNodes, is = (a, b) => a.kind === b.kind && a.text === b.text;
		const least = Math.min(old.length, parts.length);
		let from = 0, after = 0;
		while (from < least && is(old[from], parts[from]))
			from++;
		while (after < least - from && is(old[old.length - 1 - after], parts[parts.length - 1 - after]))
			after++;
		const end = parts.length - after, oldEnd = old.length - after;
		for (; from < Math.min(end, oldEnd) && old[from].kind === parts[from].kind; from++)
			if (old[from].text !== parts[from].text)
				(nodes[from].firstChild ?? nodes[from]).data = parts[from].text;
		for (let i = from; i < oldEnd; i++)
			nodes[from].remove();
		const next = nodes[from] ?? null;
		for (let i = from; i < end; i++)
			row.insertBefore(node(parts[i]), next);
		row.parts = parts;
	};

	/* Adds the arms of a line from the middle of its cell, whose edges are whole pixels. */
	const arms = (bits, x, y) => {
		const x0 = x * grid.cell, y0 = y * grid.line, x1 = x0 + grid.cell, y1 = y0 + grid.line;
		const half = 0.5 / devicePixelRatio;
		const mx = snapped(x0 + grid.cell / 2 - half) + half, my = snapped(y0 + grid.line / 2 - half) + half;
		return (bits & (LEFT | RIGHT) ? `M${bits & LEFT ? x0 : mx - half} ${my}H${bits & RIGHT ? x1 : mx + half}` : '') +
			(bits & (UP | DOWN) ? `M${mx} ${bits & UP ? y0 : my - half}V${bits & DOWN ? y1 : my + half}` : '');
	};
	/* Paints a row's figures, unless they are those that it has. */
	const shape = (group, view, at, y) => {
		const lines = new Map(), solids = new Map(), out = [];
		const add = (map, key, d) => map.set(key, (map.get(key) ?? '') + d);
		for (let x = 0; x < grid.w; x++) {
			const look = view.getUint8(at + 8 * x + 4), f = figure(view.getUint32(at + 8 * x, true));
			if (reversed.has(look) && (x === 0 || view.getUint8(at + 8 * (x - 1) + 4) !== look)) {
				let end = x + 1;
				while (end < grid.w && view.getUint8(at + 8 * end + 4) === look)
					end++;
				out.push({ class: `r${look}`, x: x * grid.cell, y: y * grid.line, width: (end - x) * grid.cell, height: grid.line });
			}
			if (f?.arms)
				add(lines, `${look} ${f.arms & HEAVY ? 'heavy' : f.arms & DOTTED ? 'dotted' : 'light'}`, arms(f.arms, x, y));
			else if (f)
				add(solids, look, `M${x * UNIT_W} ${y * UNIT_H}${f.solid}`);
		}
		const thin = Math.max(1 / devicePixelRatio, snapped(grid.cell / 10));
		for (const [key, d] of lines) {
			const [look, kind] = key.split(' '), line = { class: `l${look} ${kind}`, d, 'stroke-width': kind === 'heavy' ? 3 * thin : thin };
			if (kind === 'heavy')
				line['stroke-linecap'] = 'square';
			if (kind === 'dotted')
				line['stroke-dasharray'] = `${thin} ${2 * thin}`;
			out.push(line);
		}
		for (const [look, d] of solids)
			out.push({ class: `l${look} solid`, d, transform: `scale(${grid.cell / UNIT_W} ${grid.line / UNIT_H})` });
		const drawn = JSON.stringify(out);
		if (group.drawn === drawn)
			return;
		group.drawn = drawn;
		group.replaceChildren(...out.map(attributes => {
			const element = document.createElementNS(SVG, attributes.d ? 'path' : 'rect');
			for (const name in attributes)
				element.setAttribute(name, attributes[name]);
			return element;
		}));
	};

	const prepare = () => {
		rows = [];
		groups = [];
		const nodes = [];
		for (let y = 0; y < grid.h; y++) {
			rows.push(document.createElement('span'));
			rows[y].className = 'row';
			groups.push(document.createElementNS(SVG, 'g'));
			nodes.push(rows[y], '\n');
		}
		screen.replaceChildren(...nodes);
		figures.replaceChildren(...groups);
		before = new Uint32Array(grid.w * grid.h * 2);
	};
	const same = (now, at) => now.every((word, i) => word === before[at + i]);

	return {
		grid, fit,
		use(p) {
			program = p;
			for (const [, look] of p.css.matchAll(/\.r(\d+)\{/g))
				reversed.add(Number(look));
		},
		/* Paints the cells that are at this address of the program's memory. */
		cells(buffer, address) {
			const words = grid.w * 2, view = new DataView(buffer), fresh = before === null;
			if (fresh)
				prepare();
			for (let y = 0; y < grid.h; y++) {
				const at = address + 4 * y * words, now = new Uint32Array(buffer, at, words);
				if (!fresh && same(now, y * words))
					continue;
				before.set(now, y * words);
				text(rows[y], view, at);
				shape(groups[y], view, at, y);
			}
		},
		/* Returns the cell at a point of the window. */
		at(x, y) {
			const box = screen.getBoundingClientRect();
			return [Math.floor((x - box.left) / grid.cell), Math.floor((y - box.top) / grid.line)];
		},
		/* Reports whether a click on a cell means something. */
		acts: (x, y) => before !== null && x >= 0 && y >= 0 && x < grid.w && y < grid.h &&
			before[2 * (y * grid.w + x) + 1] >> 16 !== 0,
	};
})();
