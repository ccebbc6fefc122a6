#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Input that is no ordinary file, has no end or is far too large: a clear
# complaint at once, the rest is judged; and output that cannot be written.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"
program=$builddir/sysctl-advisor
limit=
command -v timeout >/dev/null 2>&1 && limit='timeout 20'

mkfifo fifo
printf '%s\n' 'net.ipv4.tcp_tw_reuse = 1' 'net.ipv4.tcp_timestamps = 0' >good.conf
# Sparse: nothing is written.
dd if=/dev/zero of=huge.conf bs=1 count=0 seek=104857600 2>/dev/null

# complains STATUS TEXT WORD...: and judges good.conf where it is named.
complains() {
	want=$1
	text=$2
	shift 2
	# shellcheck disable=SC2086 # $limit is two words or none
	err=$($limit "$program" "$@" 2>&1 >out)
	status=$?
	case $status/$err in
	"$want"/*"$text"*) ;;
	*)
		echo "status $status: $err"
		return 1
		;;
	esac
	case $* in
	*good.conf*) grep 'TW-007' out ;;
	esac
}

complains_of_stdin() {
	input=$1
	shift
	complains "$@" <"$input"
}

# tier FILE: a topology in net.topology whose one tier reads it.
tier() {
	echo "tiers = ( { name = \"web\"; kernel = \"5.15\";" \
		"settings = [ \"$1\", \"good.conf\" ]; } );" >net.topology
}

fifo_of_a_tier() {
	tier fifo
	complains 3 "fifo: error: it is a" lint --topology net.topology ||
		return 1
	grep TW-007 out
}

fifo_included() {
	echo '@include "fifo"' >net.topology
	complains 3 "net.topology:1:10: error: cannot include 'fifo'" \
		lint --topology net.topology
}

fifo_below_a_root() {
	mkdir -p root/etc/sysctl.d
	mkfifo root/etc/sysctl.d/10-fifo.conf
	cp good.conf root/etc/sysctl.d/50-good.conf
	complains 3 "10-fifo.conf" lint --root root || return 1
	grep TW-007 out
}

links_in_a_circle() {
	ln -s two one
	ln -s one two
	complains 3 "one: error:" lint one good.conf
}

no_permission() {
	[ "$(id -u)" -ne 0 ] || return 0
	cp good.conf secret.conf
	chmod 0 secret.conf
	complains 3 "secret.conf: error:" lint secret.conf good.conf
}

# The pipe's reader is gone before the program starts to write.
closed_pipe() {
	mkfifo pipe
	# shellcheck disable=SC2217 # only to hold it open
	sleep 5 <pipe &
	reader=$!
	exec 3>pipe
	kill $reader
	wait $reader 2>/dev/null
	err=$("$program" lint good.conf 2>&1 >&3)
	status=$?
	exec 3>&-
	same "4 " "$status $err"
}

full_disk() {
	for command in lint recommend 'trace --all'; do
		# shellcheck disable=SC2086 # trace has an option
		err=$("$program" $command good.conf 2>&1 >/dev/full)
		same "4 $command: sysctl-advisor: error: standard output could \
not be written: No space left on device" "$? $command: $err" || return 1
	done
}

ok "a FIFO that nobody writes to is not waited for" \
	complains 3 "fifo: error: it is a" lint fifo good.conf
ok "nor is one that should be a topology" \
	complains 3 "fifo: error: it is" lint --topology fifo
ok "nor one that a tier names" fifo_of_a_tier
ok "nor one that a topology includes" fifo_included
ok "nor one below a root" fifo_below_a_root
ok "a device without an end is not read" \
	complains 3 "/dev/zero: error: it is a" lint /dev/zero good.conf
ok "nor as a topology" \
	complains 3 "/dev/zero: error: it is" lint --topology /dev/zero
ok "of standard input without an end the limit's worth is read" \
	complains_of_stdin /dev/zero 3 "<stdin>: error: it is larger than" \
	lint - good.conf
ok "a file of 100 MB is not read" \
	complains 3 "huge.conf: error: it is larger than 32 MiB" \
	lint huge.conf good.conf
ok "nor as a topology" \
	complains 3 "huge.conf: error: it is" lint --topology huge.conf
ok "links in a circle are followed to no end" links_in_a_circle
ok "a file that may not be read is said" no_permission
ok "a report to a full disk is an error" \
	complains 4 "/dev/full could not be written" \
	lint --format json=/dev/full /dev/null
ok "and so is one to standard output" full_disk
ok "a closed pipe is one too, without noise" closed_pipe
tap_end
