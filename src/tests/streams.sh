#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What the program does when its standard files fail it, and how it words what
# it does not understand.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"
program=$builddir/sysctl-advisor

# run WORD...: status in $status, standard error in $err.
run() {
	err=$("$program" "$@" 2>&1 >out)
	status=$?
}

# complains STATUS TEXT WORD...
complains() {
	want=$1
	text=$2
	shift 2
	run "$@"
	case $status/$err in
	"$want"/*"$text"*) return 0 ;;
	esac
	echo "status $status: $err"
	return 1
}

full_disk() {
	err=$("$program" help 2>&1 >/dev/full)
	same "4 sysctl-advisor: error: standard output could not be written: \
No space left on device" "$? $err"
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
	err=$("$program" help 2>&1 >&3)
	status=$?
	exec 3>&-
	same "4 " "$status $err"
}

closed_stdout() {
	err=$("$program" help 2>&1 >&-)
	same 4 $?
}

closed_stderr() {
	"$program" nonsense 2>&-
	same 2 $?
}

quiet_help() {
	run "$@"
	same "0 " "$status $err"
	[ -s out ]
}

ok "a full disk is an error" full_disk
ok "a closed pipe is one too, without noise" closed_pipe
ok "closed standard output is noticed" closed_stdout
ok "closed standard error does no harm" closed_stderr
ok "help is no complaint" quiet_help help
ok "nor is --help" quiet_help --help
ok "nor --version" quiet_help --version
ok "nor a command's --help" quiet_help help --help
ok "no command is a usage error" complains 2 "no command was given"
ok "an unknown command gets a suggestion" \
	complains 2 "try 'sysctl-advisor help'" hepl
ok "an unknown option gets a suggestion" \
	complains 2 "did you mean '--help'?" help --hepl
ok "an option before the command is told its place" \
	complains 2 "options belong behind it" --root x help
ok "bytes from outside cannot reach the terminal raw" \
	complains 2 '\x1b' "$(printf 'x\033]0;y')"

echo "kernel.pid_max = 4194304" >a.conf
ok "a report file on a full disk is an error" \
	complains 4 "/dev/full could not be written" \
	lint -f json=/dev/full a.conf
ok "a report file that cannot be made is one" \
	complains 4 "nowhere/x could not be written" \
	lint -f json=nowhere/x a.conf
ok "two formats on standard output are refused" \
	complains 2 "would be mixed" lint -f json -f text a.conf
ok "an unknown format gets a suggestion" complains 2 "json" lint -f jsno a.conf
tap_end
