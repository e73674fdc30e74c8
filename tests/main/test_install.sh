#!/bin/sh
# Tests `make install`: the program finds its lessons next to itself, wherever the tree was
# moved, whatever PREFIX it was built for, even if the source tree still exists.
. "$(dirname "$0")/../tools/shell.sh"
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$(dirname "$program")

# install PREFIX: installs as a packager does, without the variables of the make that runs
# this test.
install_to() {
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u MAKEOVERRIDES make -C "$root" -o "$program" BUILD="$build" \
		DESTDIR="$work/dest" PREFIX="$1" install
}
status 0 "make install" install_to /opt/tcpstep
mv "$work/dest/opt/tcpstep" "$work/moved place"
moved="$work/moved place"
for file in bin/tcpstep share/man/man1/tcpstep.1 share/man/ko/man1/tcpstep.1 share/bash-completion/completions/tcpstep \
	share/zsh/site-functions/_tcpstep share/fish/vendor_completions.d/tcpstep.fish share/tcpstep/lessons/course; do
	[ -s "$moved/$file" ]
	ok 0 $? "$file is installed"
done
here=$("$program" lessons --names | wc -l)
there=$("$moved/bin/tcpstep" lessons --names | wc -l)
ok "$here" "$there" "as many lessons as in the source tree"

# It uses its own lessons, not those of the source tree.
for file in "$moved"/share/tcpstep/lessons/*.tcpstep; do
	case $file in */half-close.tcpstep) ;; *) rm "$file" ;; esac
done
status 0 "lessons" "$moved/bin/tcpstep" lessons --names
ok 1 "$(wc -l <"$work/out")" "only the lesson that is installed"
prints half-close "lessons"
mkdir "$work/links"
ln -s "$moved/bin/tcpstep" "$work/links/tcpstep"
status 0 "through a link in PATH" env PATH="$work/links:$PATH" tcpstep lessons --names
ok 1 "$(wc -l <"$work/out")" "through a link: only the lesson that is installed"

# If no folder is valid, the places searched are printed.
rm "$moved"/share/tcpstep/lessons/*.tcpstep
status 2 "no lessons" "$moved/bin/tcpstep" lessons
says "$moved/share/tcpstep/lessons" "no lessons"
says "make install PREFIX" "no lessons"

echo "$passed passed, $failed failed"
exit "$failed"
