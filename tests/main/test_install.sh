#!/bin/sh
# Tests `make install`: the program finds its lessons next to itself, wherever the tree was
# moved, whatever PREFIX it was built for, even if the source tree still exists.
. "$(dirname "$0")/../tools/shell.sh"
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$(dirname "$program")

# install PREFIX: installs as a packager does, without the variables of the make that runs
# this test.
install_to() {
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u MAKEOVERRIDES make -C "$root" -o "$program" BUILD="$build" WEB="$work/web" \
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

# The page for browsers is installed if it was built; without it, or with another version's, export says so.
page=$moved/share/tcpstep/tcpstep.html
[ ! -e "$page" ]
ok 0 $? "no page was built, none is installed"
export_page() {
	"$moved/bin/tcpstep" --lang "$1" export "$root/lessons/half-close.tcpstep" --as html -o "$work/out.html"
}
status 2 "export without the page" export_page en
says "the page for browsers is not installed" "export without the page"
status 2 "export without the page, in Korean" export_page ko
says "브라우저용 페이지가 설치되지 않았거나" "export without the page, in Korean"
[ ! -e "$work/out.html" ]
ok 0 $? "nothing is written"
mkdir "$work/web"
echo '<title>x</title><pre id="other"></pre>' >"$work/web/tcpstep.html"
status 0 "make install with a page" install_to /opt/tcpstep
cp "$work/dest/opt/tcpstep/share/tcpstep/tcpstep.html" "$page"
status 2 "export with a page of another version" export_page en
says "another version" "export with a page of another version"
echo '<title>x</title><pre id="session" hidden></pre>' >"$work/web/tcpstep.html"
status 0 "make install with a page" install_to /opt/tcpstep
cp "$work/dest/opt/tcpstep/share/tcpstep/tcpstep.html" "$page"
status 0 "export with the page" export_page en
status 0 "the exported page" cat "$work/out.html"
prints "<title>Half-close</title>" "the exported page"
prints "client shutdown" "the exported page"

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
