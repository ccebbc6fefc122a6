#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# bootstrap's choice of package manager, in a PATH that holds nothing but
# pretended ones; and what it says where it cannot install.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"
sh=$(command -v sh)

# system UID MANAGER...: a system with these package managers, each of which
# writes down how it was called and installs nothing.
system() {
	rm -rf bin calls tree
	mkdir bin tree
	cp "$srcdir/bootstrap" tree/
	uid=$1
	shift
	printf '#!%s\necho %s\n' "$sh" "$uid" >bin/id
	printf '#!%s\necho sudo "$@" >>%s/calls\n' "$sh" "$work" >bin/sudo
	printf '#!%s\nshift\nexec "$@"\n' "$sh" >bin/env
	for manager; do
		printf '#!%s\necho %s "$@" >>%s/calls\n' "$sh" "$manager" \
			"$work" >"bin/$manager"
	done
	chmod +x bin/*
}

boot() {
	PATH=$work/bin "$sh" tree/bootstrap "$@" >out 2>&1
	boot_status=$?
	[ -f calls ] || : >calls
	[ $boot_status -eq 1 ] && return
	cat out
	return 1
}

# called TEXT...: each is in a call that was made.
called() {
	boot || return 1
	for text; do
		grep -q -- "$text" calls && continue
		echo "no call with '$text' in:"
		cat calls out
		return 1
	done
}

not_called() {
	boot "$@" || return 1
	same "" "$(cat calls)"
}

said() {
	grep -q -- "$1" out && return
	cat out
	return 1
}

system 0 apt-get
ok "apt, as root" called '^apt-get update' \
	'^apt-get install -y .* libconfig-dev libjansson-dev libyaml-dev check'
system 0 dnf
ok "dnf, as root" called '^dnf install -y .* libconfig-devel jansson-devel'
system 0 apk
ok "apk, as root" called '^apk add .* libconfig-dev jansson-dev yaml-dev check-dev'
system 0 zypper
ok "zypper, as root" called '^zypper --non-interactive install .*-devel'
system 1000 brew
ok "brew, as a user and without sudo" called '^brew install .* jansson libyaml check'
system 0 apt-get brew
ok "the system's own manager before brew" called '^apt-get install'
system 1000 dnf
ok "a user goes through sudo" called '^sudo env .*dnf install -y autoconf'
system 1000 dnf
rm bin/sudo
ok "a user without sudo installs nothing" not_called
ok "and is told what to install" said 'Install by hand: dnf install -y auto'
system 0
ok "a system without a manager is told so" not_called
ok "with what to install" said 'Install by hand: autoconf, automake'
system 0 apk
ok "--no-install installs nothing" not_called --no-install
ok "and names what is missing" said 'missing: autoconf automake compiler'
system 0 apt-get
ok "an unknown option is refused" fails boot --frobnicate
tap_end
