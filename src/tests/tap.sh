# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# What the test scripts share: sourced, not run. Leaves the test in an empty
# directory of its own, $work, which goes when the test ends.
set -u
LC_ALL=C
export LC_ALL
# Absolute, since the tests change folder.
srcdir=$(cd "${top_srcdir:-.}" && pwd) || exit 1
# shellcheck disable=SC2034 # for who sources this
builddir=$(cd "${top_builddir:-.}" && pwd) || exit 1
work=$(mktemp -d "${TMPDIR:-/tmp}/advisor-test.XXXXXX") || exit 1
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1
tap_n=0

# ok NAME COMMAND...: one test, passed when the command succeeds. What the
# command prints is shown where it fails.
ok() {
	tap_name=$1
	shift
	tap_n=$((tap_n + 1))
	if tap_out=$("$@" 2>&1); then
		echo "ok $tap_n - $tap_name"
	else
		echo "not ok $tap_n - $tap_name"
		printf '%s\n' "$tap_out" | sed 's/^/# /'
	fi
}

# fails COMMAND...: succeeds when the command does not.
fails() {
	! "$@"
}

# exits STATUS COMMAND...
exits() {
	tap_want=$1
	shift
	"$@"
	tap_status=$?
	[ $tap_status -eq "$tap_want" ] && return
	echo "exit status $tap_status, expected $tap_want"
	return 1
}

# same EXPECTED GOT: equal texts.
same() {
	[ "$1" = "$2" ] && return
	printf 'expected: %s\ngot:      %s\n' "$1" "$2"
	return 1
}

# in_git: whether git can say which files are the project's.
in_git() {
	[ -e "$srcdir/.git" ] && command -v git >/dev/null 2>&1
}

# Every file of the project that is its own text: what git tracks, or in a
# tarball all that is no litter of a build; paths from the top.
project_files() {
	if in_git; then
		git -C "$srcdir" -c safe.directory='*' ls-files -- "$@"
	else
		(cd "$srcdir" && find "$@" -type f ! -name '*.o' \
			! -name '*.a' ! -name '*.log' ! -name '*.trs' \
			! -path '*/.deps/*' ! -name .dirstamp ! -perm -u+x)
		(cd "$srcdir" && find "$@" -type f -name '*.sh')
	fi
}

tap_end() {
	echo "1..$tap_n"
}
