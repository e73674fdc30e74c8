# Makes the pictures of tests/pictures/list with $TCPSTEP, from the source
# tree's root, into the folder $1.
set -eu
here=$(dirname "$0")
cd "$here/../.."
while read -r name rest; do
	case $name in '#'* | '') continue ;; esac
	case $rest in export*) ;; *) rest="picture $rest" ;; esac
	# shellcheck disable=SC2086 # words on purpose
	XDG_CONFIG_HOME=/dev/null NO_COLOR= COLORFGBG= LC_ALL=C "$TCPSTEP" $rest -o "$1/$name"
done < tests/pictures/list
