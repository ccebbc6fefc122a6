#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every header compiles alone, and names its guard after its path.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"

# Lists are meant to be included in the middle of something else.
is_list() {
	case $1 in
	*_list.h) return 0 ;;
	*) return 1 ;;
	esac
}

alone() {
	printf '#include "%s"\nextern int not_empty;\n' "$1" >alone.c
	# shellcheck disable=SC2086 # the flags are words
	${CC:-cc} -std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -fsyntax-only \
		-I"$srcdir/src" -I"$builddir" ${HEADER_CPPFLAGS-} alone.c
}

guarded() {
	guard=$(echo "$1" | tr 'a-z/.' 'A-Z__')
	grep -q "^#define $guard\$" "$srcdir/src/$1"
}

for path in $(project_files src); do
	header=${path#src/}
	case $header in *.h) ;; *) continue ;; esac
	is_list "$header" && continue
	ok "$header compiles alone" alone "$header"
	ok "$header is guarded by its path" guarded "$header"
done
tap_end
