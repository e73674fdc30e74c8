#!/bin/sh
# setup.sh [GOAL…]: installs what these goals of the Makefile need and is
# missing, with the system's own package manager; does nothing if nothing is missing.
# Called by `make setup`. Without a goal it installs what building needs.
set -u

goals=" ${*:-all} "

# needs GOAL…: tests whether one of them was asked for.
needs() {
	for goal in "$@"; do
		case $goals in *" $goal "*) return 0 ;; esac
	done
	return 1
}

has_header() { echo "#include <$1>" | ${CC:-cc} -E -x c - >/dev/null 2>&1; }
has_tool() { command -v "$1" >/dev/null 2>&1; }

# Tests whether clang has the library and the headers of wasm32-wasi.
has_wasm() { ! has_tool clang || echo 'int main(void) { return 0; }' | clang --target=wasm32-wasi -x c -o /dev/null - >/dev/null 2>&1; }

# Prints what is missing, one name a line: the first column of packages_of.
missing() {
	has_tool "${CC:-cc}" || echo compiler
	has_header ncursesw/curses.h || has_header curses.h || echo ncurses
	has_header pcap/pcap.h || echo pcap
	has_header microhttpd.h || echo microhttpd
	has_tool pkg-config || has_tool pkgconf || echo pkg-config
	if needs test check; then
		has_header check.h || echo check
		has_tool tmux || echo tmux
	fi
	if needs web test-web bench-web; then
		has_tool clang || echo clang
		has_tool wasm-ld || echo lld
		has_wasm || echo wasm
	fi
	if needs test-web bench-web; then
		has_tool chromium || echo chromium
		has_tool python3 || echo python3
	fi
	if needs check format format-check; then
		has_tool clang-format || echo clang-format
		has_tool clang || echo clang
	fi
	if needs check; then
		has_tool tshark || echo tshark # without it the exported captures are read by import alone
	fi
}

# packages_of MANAGER NAME: prints the name of its package.
packages_of() {
	case $1:$2 in
	*:compiler) case $1 in pacman) echo gcc ;; apk) echo gcc musl-dev ;; *) echo gcc ;; esac ;;
	apt-get:wasm) echo wasi-libc libclang-rt-dev-wasm32 ;;
	*:wasm) echo wasi-libc ;;
	apt-get:ncurses) echo libncurses-dev ;;
	dnf:ncurses | zypper:ncurses) echo ncurses-devel ;;
	apk:ncurses) echo ncurses-dev ;;
	apt-get:pcap | apk:pcap) echo libpcap-dev ;;
	dnf:pcap | zypper:pcap) echo libpcap-devel ;;
	pacman:pcap) echo libpcap ;;
	apt-get:microhttpd) echo libmicrohttpd-dev ;;
	dnf:microhttpd | zypper:microhttpd) echo libmicrohttpd-devel ;;
	pacman:microhttpd) echo libmicrohttpd ;;
	apk:microhttpd) echo libmicrohttpd-dev ;;
	dnf:pkg-config | pacman:pkg-config) echo pkgconf ;;
	dnf:check | zypper:check) echo check-devel ;;
	apk:check) echo check-dev ;;
	dnf:clang-format) echo clang-tools-extra ;;
	zypper:clang-format) echo clang-tools ;;
	apk:clang-format) echo clang-extra-tools ;;
	pacman:clang-format) echo clang ;;
	dnf:tshark | pacman:tshark) echo wireshark-cli ;;
	zypper:tshark) echo wireshark ;;
	*) echo "$2" ;;
	esac
}

lacking=$(missing | tr '\n' ' ')
[ -n "$lacking" ] || exit 0
echo "setup: missing: $lacking"

manager=
for one in apt-get dnf pacman apk zypper; do
	has_tool "$one" && { manager=$one; break; }
done
[ -n "$manager" ] || { echo "setup: no package manager that is known here; install these yourself: $lacking" >&2; exit 2; }

packages=
for name in $lacking; do
	for package in $(packages_of "$manager" "$name"); do
		case " $packages " in *" $package "*) ;; *) packages="$packages $package" ;; esac
	done
done
# A new machine often installs its own updates meanwhile: apt-get waits for its lock.
case $manager in
apt-get) update='apt-get update -q' install="env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -qy --no-install-recommends$packages" ;;
dnf) update= install="dnf install -y$packages" ;;
pacman) update= install="pacman -Sy --noconfirm$packages" ;;
apk) update= install="apk add$packages" ;;
zypper) update= install="zypper -n install$packages" ;;
esac

root=
if [ "$(id -u)" != 0 ]; then
	if ! has_tool sudo; then
		echo "setup: only an administrator may install packages; ask one to type:" >&2
		echo "    ${update:+$update && }$install" >&2
		exit 2
	fi
	root=sudo
fi
run() {
	echo "setup: $*"
	# shellcheck disable=SC2086 # words on purpose
	$root $* </dev/null || {
		echo "setup: this failed; an administrator can type:" >&2
		echo "    ${update:+$update && }$install" >&2
		exit 2
	}
}
[ -z "$update" ] || run "$update"
run "$install"

lacking=$(missing | tr '\n' ' ')
[ -z "$lacking" ] || { echo "setup: still missing: $lacking" >&2; exit 2; }
