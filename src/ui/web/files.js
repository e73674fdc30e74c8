/* The files that the program sees: those in the page, and the student's own, which the browser
 * keeps. A folder is there if a file is in it, or if it was made. */
const files = (() => {
	const inside = new Map(), memory = new Map(), made = new Set(['/', '/tmp']);
	const prefix = 'tcpstep:';
	let store = null;
	try { /* a page in a frame of others may have no store */
		localStorage.setItem(prefix, '');
		localStorage.removeItem(prefix);
		store = localStorage;
	} catch { /* kept until the page is closed */ }

	const kept = path => store ? store.getItem(prefix + path) : memory.get(path) ?? null;
	const own = () => (store ? Object.keys(store).filter(k => k.startsWith(prefix)).map(k => k.slice(prefix.length))
		: [...memory.keys()]).sort();
	const all = () => [...inside.keys(), ...own()];
	return {
		inside, own: () => own().filter(path => !path.endsWith('.lock')), written: new Set(), keeps: store !== null,
		has: path => inside.has(path) || kept(path) !== null,
		isFolder: path => made.has(path) || all().some(p => p.startsWith(path + '/')),
		makeFolder: path => made.add(path),
		read(path) {
			const text = kept(path);
			return text === null ? inside.get(path) : new TextEncoder().encode(text);
		},
		text: path => new TextDecoder().decode(files.read(path)),
		/* Returns whether there was room. */
		write(path, octets) {
			const text = new TextDecoder().decode(octets);
			try {
				if (store)
					store.setItem(prefix + path, text);
				else
					memory.set(path, text);
			} catch {
				return false;
			}
			files.written.add(path);
			return true;
		},
		remove(path) {
			memory.delete(path);
			store?.removeItem(prefix + path);
			files.written.delete(path);
		},
		/* Returns the names in a folder. */
		list(folder) {
			const start = folder === '/' ? '/' : folder + '/';
			return [...new Set(all().filter(p => p.startsWith(start)).map(p => p.slice(start.length).split('/')[0]))];
		},
	};
})();
