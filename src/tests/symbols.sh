#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# No function is written twice: an archive would hold both, and the linker
# would take either without a word.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"

# once: no function is defined twice in what nm printed on standard input.
once() {
	twice=$(awk '$(NF - 1) == "T" { print $NF }' | sort | uniq -d)
	[ -z "$twice" ] && return
	echo "written twice: $twice"
	return 1
}

ours_once() {
	once <ours
}

a_double() {
	printf '%s\n' 'x.a:a.o:0 T str_eq' 'x.a:b.o:0 T str_eq' | once
}

a_local() {
	printf '%s\n' 'x.a:a.o:0 t load' 'x.a:b.o:0 t load' | once
}

several() {
	[ "$(grep -c ' T ' ours)" -gt 100 ]
}

nm -A "$builddir/libadvisor.a" "$builddir/libbuiltin.a" >ours 2>/dev/null
ok "there are functions to look at" several
ok "each function is written once" ours_once
ok "a second one is seen" fails a_double
ok "functions of one file may be called alike" a_local
tap_end
