#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What --help says and what the manual page says: the same commands, and each
# command the same options.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"
page=$srcdir/man/sysctl-advisor.1
program=$builddir/sysctl-advisor

commands() {
	"$program" help | sed -n 's/^  \([a-z][a-z-]*\)  *[a-z].*/\1/p' | sort
}

# In the page a command is a subsection ".Ss NAME", its options are ".It Fl".
page_commands() {
	awk '$1 == ".Sh" { on = $2 == "COMMANDS" }
		on && $1 == ".Ss" { print $2 }' "$page" | sort
}

# --help lines read "  -r, --root DIR   text" or "      --all   text".
help_options() {
	"$program" "$1" --help |
		sed -n 's/^ *\(-., \)*--\([a-z][a-z-]*\).*/\2/p' | sort -u
}

# Options of every command stand in the subsection "Options of every command",
# those of commands that report in "Options of commands that report".
page_options() {
	awk -v want="$1" '
	$1 == ".Ss" { on = ($2 == want); next }
	$1 == ".Sh" { on = 0 }
	on && $1 == ".It" && $2 == "Fl" {
		for (i = 3; i <= NF; i++)
			if ($i ~ /^-[a-z]/) { sub(/^-/, "", $i); print $i }
	}
	on && /^\.\\" shared:/ { print "@" $3 }' "$page"
}

# A subsection may say ".\" shared: WORD": the options of subsection WORD.
all_page_options() {
	{
		page_options Options
		for option in $(page_options "$1"); do
			case $option in
			@*) page_options "${option#@}" ;;
			*) echo "$option" ;;
			esac
		done
	} | sort -u
}

ok "help and the manual page have the same commands" \
	same "$(commands)" "$(page_commands)"
for command in $(commands); do
	ok "the options of $command are the same in both" \
		same "$(help_options "$command")" \
		"$(all_page_options "$command")"
done
tap_end
