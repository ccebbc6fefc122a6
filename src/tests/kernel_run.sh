#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# kernel_run.sh PROGRAM EXCEPTIONS [OPTION...]: what `make check-kernel` runs.
# Holds the facts against the running kernel, with the .config that it was
# built with where that can be found. Skips, with status 0 and a line that says
# so, what has no /proc/sys.
set -u
LC_ALL=C
export LC_ALL
program=$1
exceptions=$2
shift 2
config=$(mktemp "${TMPDIR:-/tmp}/advisor-config.XXXXXX") || exit 1
trap 'rm -f "$config"' EXIT
trap 'exit 1' HUP INT TERM

find_config() {
	if [ -r /proc/config.gz ] && gzip -dc /proc/config.gz; then
		return
	fi
	cat "/boot/config-$(uname -r)" || cat "/lib/modules/$(uname -r)/config"
} 2>/dev/null

if find_config >"$config" && [ -s "$config" ]; then
	"$program" --exceptions "$exceptions" --config "$config" "$@"
else
	echo "note: the kernel's .config is not known; an exception for a" \
		"build option may hold or not"
	"$program" --exceptions "$exceptions" "$@"
fi
status=$?
[ $status -ne 77 ] || exit 0
exit $status
