#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every text file of ours names its licence in its first three lines. What
# cannot hold a comment, or is input and output of a case, is exempt.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"

exempt() {
	case $1 in
	testdata/run | testdata/README) return 1 ;;
	LICENSE | testdata/* | *.json | *.sarif) return 0 ;;
	*) return 1 ;;
	esac
}

# Those of the paths on standard input that have the line. One process for
# all: there are many files.
marked() {
	(cd "$srcdir" && xargs awk '
	FNR > 3 { nextfile }
	/SPDX-License-Identifier: Apache-2[.]0/ { print FILENAME }')
}

n_files=0
# Without git, the top holds what autotools made as well.
top='README.md NEWS Makefile.am configure.ac .ci src man rules testdata'
in_git && top=.
# shellcheck disable=SC2086 # words are meant
for path in $(project_files $top); do
	exempt "$path" && continue
	[ -f "$srcdir/$path" ] || continue
	n_files=$((n_files + 1))
	echo "$path" >>looked_at
done
marked <looked_at >has_it
grep -vxF -f has_it looked_at >unmarked
none() {
	[ ! -s unmarked ] && return
	echo "without an SPDX line in the first three:"
	cat unmarked
	return 1
}
several() {
	[ "$n_files" -gt 20 ]
}
ok "there are files to look at" several
ok "each names its licence" none
tap_end
