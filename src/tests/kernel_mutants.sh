#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# kernel_check sees each kind of wrong fact: a fact that is right is put
# wrong in a copy, and the running kernel must contradict it. Says nothing
# where there is no kernel to ask, or no namespace to ask it in.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"

program=$builddir/src/tests/kernel_check
exceptions=$srcdir/testdata/kernel/exceptions

# mutant KEY SED...: a folder of facts that holds only this one, changed.
mutant() {
	mutant_key=$1
	shift
	rm -rf mutant && mkdir -p mutant/keys
	sed "$@" "$srcdir/rules/keys/$mutant_key.conf" \
		>"mutant/keys/$mutant_key.conf"
	! cmp -s "mutant/keys/$mutant_key.conf" \
		"$srcdir/rules/keys/$mutant_key.conf"
}

check() {
	"$program" --exceptions "$exceptions" --rules mutant \
		--only "$mutant_key" "$@" >out 2>&1
	status=$?
	cat out
	return $status
}

# caught KIND KEY SED...: exit status 1, with a line that tells of this.
caught() {
	kind=$1
	shift
	mutant "$@" || { echo "the fact has no such line"; return 1; }
	exits 1 check && grep -q "^rules/keys/.*: $kind: " out
}

right() {
	mutant "$1" -e '2i # unchanged'
	exits 0 check
}

# with_ours WHAT: the exceptions, and one that speaks of this very kernel.
with_ours() {
	cat "$exceptions" && echo "$(uname -r) $1 -- a test"
}

# What an exception that speaks of this very kernel is not needed for.
stale() {
	with_ours "default net.ipv4.ip_default_ttl" >ours
	exits 1 "$program" --exceptions ours --only net.ipv4.ip_default_ttl
}

# No fact at all: those compiled in are left out.
unknown() {
	mkdir -p none/keys
	exits 1 "$program" --no-builtin-rules --rules none \
		--only net.ipv4.ip_default_ttl >out &&
		grep -q ': unknown: ' out
}

explained() {
	mutant net.ipv4.ip_default_ttl -e 's/default = "64"/default = "65"/'
	with_ours "default net.ipv4.ip_default_ttl" >ours
	"$program" --exceptions ours --rules mutant \
		--only net.ipv4.ip_default_ttl >out || { cat out; return 1; }
	grep -q '^compared: [1-9][0-9]* differences explained' out
}

broken_line() {
	echo "any surely net.ipv4.ip_default_ttl -- what" >broken
	exits 2 "$program" --exceptions broken --only net.ipv4.ip_default_ttl
}

if ! [ -e /proc/sys/net/ipv4/ip_default_ttl ]; then
	echo "1..0 # SKIP there is no /proc/sys to hold facts against"
	exit 0
fi
if "$program" --only no.such.key 2>&1 | grep -q '^note: no private'; then
	echo "1..0 # SKIP there are no private namespaces here"
	exit 0
fi
ok "a right fact passes" right net.ipv4.ip_default_ttl
ok "a wrong default is found" caught default net.ipv4.ip_default_ttl \
	-e 's/default = "64"/default = "65"/'
ok "a range too narrow is found" caught range net.ipv4.ip_default_ttl \
	-e 's/range = "1\.\.255"/range = "1..254"/'
ok "a range too wide is found" caught range net.ipv4.ip_default_ttl \
	-e 's/range = "1\.\.255"/range = "0..255"/'
ok "a key that is said to be gone is found" caught absent \
	net.ipv4.ip_default_ttl \
	-e 's/from = "4\.6";/& gone = true;/'
ok "a key that can be written and is said to be read-only is found" \
	caught mode net.ipv4.ip_default_ttl -e '2a write = "readonly";'
ok "a wrong scope is found" caught scope net.ipv4.ip_default_ttl \
	-e 's/scope = "netns"/scope = "host"/'
ok "a key without a fact is found" unknown
ok "an exception that nothing needs is found" stale
ok "an exception explains a difference" explained
ok "an exception that is no line is refused" broken_line
tap_end
