/* The system calls of wasi-libc (WASI preview 1), as far as the program makes them. Everything is
 * below the one folder "/", descriptor 3. */
const wasi = (() => {
	const OK = 0, BADF = 8, EXIST = 20, INVAL = 28, IS_DIR = 31, NO_ENT = 44, NO_SPACE = 51, NOT_DIR = 54;
	const FOLDER = 3, PLAIN = 4, TERMINAL = 2;
	const environment = ['HOME=/home', 'PATH='];
	const open = new Map(); /* descriptor to { path, folder, octets, at, dirty, append } */
	let memory, next = 4;
	const out = ['', ''];

	const view = () => new DataView(memory.buffer);
	const bytes = (at, n) => new Uint8Array(memory.buffer, at, n);
	const string = (at, n) => new TextDecoder().decode(bytes(at, n));
	const path = (at, n) => {
		const parts = [];
		for (const part of string(at, n).split('/'))
			if (part === '..')
				parts.pop();
			else if (part !== '' && part !== '.')
				parts.push(part);
		return '/' + parts.join('/');
	};
	const strings = (list, pointers, at) => {
		for (const s of list) {
			const octets = new TextEncoder().encode(s + '\0');
			view().setUint32(pointers, at, true);
			bytes(at, octets.length).set(octets);
			pointers += 4;
			at += octets.length;
		}
		return OK;
	};
	const sizes = (list, count, size) => {
		view().setUint32(count, list.length, true);
		view().setUint32(size, list.reduce((n, s) => n + new TextEncoder().encode(s).length + 1, 0), true);
		return OK;
	};
	const stat = (kind, size, at) => {
		bytes(at, 64).fill(0);
		view().setUint8(at + 16, kind);
		view().setBigUint64(at + 24, 1n, true);
		view().setBigUint64(at + 32, BigInt(size), true);
		const now = BigInt(Date.now()) * 1000000n;
		for (const time of [40, 48, 56])
			view().setBigUint64(at + time, now, true);
		return OK;
	};
	const save = file => {
		if (!file.dirty)
			return OK;
		file.dirty = false;
		return files.write(file.path, file.octets) ? OK : NO_SPACE;
	};
	/* Calls f with each piece of memory that the list of vectors names; it returns the octets moved. */
	const vectors = (list, n, moved, f) => {
		let total = 0;
		for (let i = 0; i < n; i++) {
			const length = view().getUint32(list + 8 * i + 4, true);
			const done = f(bytes(view().getUint32(list + 8 * i, true), length));
			total += done;
			if (done < length)
				break;
		}
		view().setUint32(moved, total, true);
		return OK;
	};
	const write = (file, piece) => {
		const at = file.append ? file.octets.length : file.at;
		if (at + piece.length > file.octets.length) {
			const longer = new Uint8Array(at + piece.length);
			longer.set(file.octets);
			file.octets = longer;
		}
		file.octets.set(piece, at);
		file.at = at + piece.length;
		file.dirty = true;
		return piece.length;
	};
	const calls = {
		args_get: () => OK,
		args_sizes_get: (count, size) => sizes([], count, size),
		environ_get: (pointers, at) => strings(environment, pointers, at),
		environ_sizes_get: (count, size) => sizes(environment, count, size),
		clock_time_get(clock, precision, at) {
			view().setBigUint64(at, BigInt(Math.round((clock === 0 ? Date.now() : performance.now()) * 1e6)), true);
			return OK;
		},
		random_get(at, n) {
			crypto.getRandomValues(bytes(at, n));
			return OK;
		},
		proc_exit(status) { throw new Error(`tcpstep ended with status ${status}: ${out[1]}`); },
		poll_oneoff(events, results, n, count) { /* the time to wait for is over at once */
			bytes(results, 32 * n).fill(0);
			view().setUint32(count, n, true);
			return OK;
		},
		fd_prestat_get(fd, at) {
			if (fd !== 3)
				return BADF;
			view().setUint32(at, 0, true);
			view().setUint32(at + 4, 1, true);
			return OK;
		},
		fd_prestat_dir_name(fd, at) {
			bytes(at, 1)[0] = 47;
			return OK;
		},
		fd_fdstat_get(fd, at) {
			const file = open.get(fd);
			if (fd > 3 && !file)
				return BADF;
			bytes(at, 24).fill(0);
			view().setUint8(at, fd < 3 ? TERMINAL : fd === 3 || file.folder ? FOLDER : PLAIN);
			view().setBigUint64(at + 8, 0xFFFFFFFFn, true);
			view().setBigUint64(at + 16, 0xFFFFFFFFn, true);
			return OK;
		},
		fd_fdstat_set_flags: () => OK,
		path_open(dir, follow, at, n, flags, rights, more, mode, opened) {
			const [create, folder, fresh, cut] = [1, 2, 4, 8].map(bit => (flags & bit) !== 0);
			const name = path(at, n), there = files.has(name), isFolder = !there && files.isFolder(name);
			if (there && folder)
				return NOT_DIR;
			if ((there || isFolder) && create && fresh)
				return EXIST;
			if (isFolder && create)
				return IS_DIR;
			if (!there && !isFolder && !create)
				return NO_ENT;
			open.set(next, { path: name, folder: isFolder, at: 0, append: (mode & 1) !== 0, dirty: !there && !isFolder,
				octets: there && !cut ? files.read(name) : new Uint8Array(0) });
			view().setUint32(opened, next++, true);
			return OK;
		},
		fd_close(fd) {
			const file = open.get(fd);
			open.delete(fd);
			return file ? save(file) : BADF;
		},
		fd_sync: fd => open.has(fd) ? save(open.get(fd)) : BADF,
		fd_read(fd, list, n, moved) {
			const file = open.get(fd);
			if (fd < 3)
				return vectors(list, n, moved, () => 0);
			if (!file)
				return BADF;
			return file.folder ? IS_DIR : vectors(list, n, moved, piece => {
				const part = file.octets.subarray(file.at, file.at + piece.length);
				piece.set(part);
				file.at += part.length;
				return part.length;
			});
		},
		fd_write(fd, list, n, moved) {
			const file = open.get(fd);
			if (fd === 1 || fd === 2)
				return vectors(list, n, moved, piece => {
					out[fd - 1] += new TextDecoder('latin1').decode(piece);
					return piece.length;
				});
			return file ? vectors(list, n, moved, piece => write(file, piece)) : BADF;
		},
		fd_seek(fd, by, from, at) {
			const file = open.get(fd);
			if (!file)
				return BADF;
			file.at = Number(by) + (from === 0 ? 0 : from === 1 ? file.at : file.octets.length);
			view().setBigUint64(at, BigInt(file.at), true);
			return OK;
		},
		fd_filestat_get(fd, at) {
			const file = open.get(fd);
			return file ? stat(file.folder ? FOLDER : PLAIN, file.octets.length, at) : stat(fd === 3 ? FOLDER : TERMINAL, 0, at);
		},
		fd_filestat_set_size(fd, size) {
			const file = open.get(fd), octets = new Uint8Array(Number(size));
			if (!file)
				return BADF;
			octets.set(file.octets.subarray(0, octets.length));
			file.octets = octets;
			file.dirty = true;
			return OK;
		},
		path_filestat_get(dir, flags, at, n, result) {
			const name = path(at, n);
			if (files.has(name))
				return stat(PLAIN, files.read(name).length, result);
			return files.isFolder(name) ? stat(FOLDER, 0, result) : NO_ENT;
		},
		path_create_directory(dir, at, n) {
			const name = path(at, n);
			if (files.has(name) || files.isFolder(name))
				return EXIST;
			files.makeFolder(name);
			return OK;
		},
		path_unlink_file(dir, at, n) {
			const name = path(at, n);
			if (!files.has(name))
				return NO_ENT;
			files.remove(name);
			return OK;
		},
		path_rename(dir, at, n, toDir, to, m) {
			const from = path(at, n);
			if (!files.has(from))
				return NO_ENT;
			const octets = files.read(from);
			files.remove(from);
			return files.write(path(to, m), octets) ? OK : NO_SPACE;
		},
		path_link(dir, flags, at, n, toDir, to, m) {
			const from = path(at, n), name = path(to, m);
			if (!files.has(from))
				return NO_ENT;
			if (files.has(name))
				return EXIST;
			return files.write(name, files.read(from)) ? OK : NO_SPACE;
		},
		fd_readdir(fd, at, room, cookie, used) {
			const file = fd === 3 ? { path: '/' } : open.get(fd);
			if (!file)
				return BADF;
			let n = 0;
			files.list(file.path).slice(Number(cookie)).every((name, i) => {
				const octets = new TextEncoder().encode(name), entry = new Uint8Array(24 + octets.length);
				const fields = new DataView(entry.buffer);
				fields.setBigUint64(0, cookie + BigInt(i + 1), true);
				fields.setUint32(16, octets.length, true);
				fields.setUint8(20, files.has((file.path === '/' ? '' : file.path) + '/' + name) ? PLAIN : FOLDER);
				entry.set(octets, 24);
				bytes(at + n, Math.min(entry.length, room - n)).set(entry.subarray(0, room - n));
				n += Math.min(entry.length, room - n);
				return n < room;
			});
			view().setUint32(used, n, true);
			return OK;
		},
	};
	return {
		out,
		/* Returns what the module imports; a system call that is not known is an error when it is made. */
		imports: page => ({ page, wasi_snapshot_preview1: new Proxy(calls, {
			get: (all, name) => all[name] ?? (() => INVAL),
		}) }),
		use(instance) { memory = instance.exports.memory; },
	};
})();
