#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# No function above 100 lines, no file above 500; and the measure can fail.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"

lengths() {
	awk -f "$srcdir/src/tests/lengths.awk" "$@"
}

# function_of N: a file whose one function takes N lines, braces included.
function_of() {
	echo "int f(void)"
	echo "{"
	i=2
	while [ $i -lt "$1" ]; do
		echo "	g();"
		i=$((i + 1))
	done
	echo "}"
}

all() {
	# shellcheck disable=SC2046 # our file names hold no blanks
	lengths $(find "$srcdir/src" -name '*.[ch]' ! -name builtin.c)
}

ok "no function and no file of src/ is too long" all
function_of 100 >a.c
ok "a function of 100 lines passes" lengths a.c
function_of 101 >a.c
ok "a function of 101 lines fails" fails lengths a.c
for i in 1 2 3 4 5 6; do
	function_of 90
done >b.c
ok "a file of more than 500 lines fails" fails lengths b.c
function_of 10 >a.c
ok "a long file is seen before a short one" fails lengths b.c a.c
tap_end
