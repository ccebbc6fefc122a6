#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The names and functions of the rule language, in the program and in its
# manual page: the same ones.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"
page=$srcdir/man/sysctl-advisor-rules.5

# "tier.name" for each row of the table.
names() {
	sed -n 's/^[A-Z_]*(\([A-Z]*\), *[A-Z_0-9]*, *"\([a-z_0-9]*\)".*/\1.\2/p' \
		"$srcdir/src/model/names.def" | tr '[:upper:]' '[:lower:]' | sort
}

page_names() {
	awk '$1 == ".Ss" { on = $0 == ".Ss Table of names" }
		$1 == ".Sh" { on = 0 }
		on && $1 == ".It" { print $3 }' "$page" | sort
}

# Rows of the two tables read: { "name", ...
functions() {
	sed -n '/functions\[\] = {/,/^};/p; /quantifiers\[\] = {/,/^};/p' \
		"$srcdir/src/expr/parse_call.c" |
		grep -o '{ "[a-z0-9_]*"' | tr -d '{ "' | sort -u
}

page_functions() {
	awk '$1 == ".Ss" { on = $0 == ".Ss Functions" }
		on && $1 == ".It" {
			for (i = 2; i < NF; i++)
				if ($i == "Fn") print $(i + 1)
		}' "$page" | sort -u
}

ok "there are names and functions" test "$(names | wc -l)" -gt 20 -a \
	"$(functions | wc -l)" -gt 10
ok "names.def and the manual page have the same names" \
	same "$(names)" "$(page_names)"
ok "the parser and the manual page have the same functions" \
	same "$(functions)" "$(page_functions)"
tap_end
