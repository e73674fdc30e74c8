#!/bin/sh
# Installs what tcpstep needs to build and to be tested, with the system's own
# package manager; does nothing when all is there. Called by `make setup`.
set -eu

missing() {
	for header in ncursesw/curses.h check.h; do
		echo "#include <$header>" | ${CC:-cc} -E -x c - >/dev/null 2>&1 || echo "$header"
	done
	for tool in pkg-config tmux clang-format; do
		command -v "$tool" >/dev/null 2>&1 || echo "$tool"
	done
}

lacking=$(missing | tr '\n' ' ')
[ -n "$lacking" ] || exit 0
echo "setup: missing $lacking"

root=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null 2>&1 || { echo "setup: run it as root, or install sudo" >&2; exit 2; }
	root=sudo
fi
run() { echo "setup: $*"; $root "$@" </dev/null; }

if command -v apt-get >/dev/null 2>&1; then
	run apt-get update -q
	run env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends \
		libncurses-dev check pkg-config tmux clang-format
elif command -v dnf >/dev/null 2>&1; then
	run dnf install -y ncurses-devel check-devel pkgconf tmux clang-tools-extra
elif command -v pacman >/dev/null 2>&1; then
	run pacman -Sy --noconfirm ncurses check pkgconf tmux clang
elif command -v apk >/dev/null 2>&1; then
	run apk add ncurses-dev check-dev pkgconf tmux clang-extra-tools
elif command -v zypper >/dev/null 2>&1; then
	run zypper -n install ncurses-devel check-devel pkg-config tmux clang-tools
else
	echo "setup: no package manager known here; install ncursesw, check, pkg-config, tmux and clang-format" >&2
	exit 2
fi

lacking=$(missing | grep -v clang-format | tr '\n' ' ' || true)
[ -z "$lacking" ] || { echo "setup: still missing $lacking" >&2; exit 2; }
