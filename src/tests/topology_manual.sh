#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What a topology may say, and what follows from it, against its manual page.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"
page=$srcdir/man/sysctl-advisor-topology.5

# rows FILE: a C list without line breaks, one row a line.
rows() {
	tr '\n\t' '  ' <"$1" | sed 's/\([A-Z_]*(\)/\
\1/g'
}

# fields MACRO: the names that the rows of fields.def define.
fields() {
	rows "$srcdir/src/model/fields.def" |
		sed -n "s/^$1([A-Z0-9_]*, *\"\([a-z0-9_]*\)\".*/\1/p" | sort
}

# page_items SECTION MACRO: the items of a list.
page_items() {
	awk -v want="$1" -v macro="$2" '
	$1 == ".Sh" || $1 == ".Ss" {
		title = $0; sub(/^\.S[hs] /, "", title); on = (title == want)
	}
	on && $1 == ".It" && $2 == macro {
		for (i = 3; i <= NF; i++) if ($i != ",") print $i
	}' "$page" | sort
}

# Read by hand, so not in fields.def.
with() {
	{
		cat
		printf '%s\n' "$@"
	} | sort
}

derived() {
	{
		(cd "$srcdir/rules/derive" && printf '%s\n' *.conf) |
			sed 's/\.conf$//'
		rows "$srcdir/src/model/names.def" |
			sed -n 's/^DERIVED(\([A-Z]*\), *[A-Z0-9_]*, *"\([a-z0-9_]*\)".*/\1.\2/p' |
			tr '[:upper:]' '[:lower:]'
	} | sort
}

ok "every field of a tier is in the manual page, and no other" \
	same "$(fields TIER_FIELD | with name settings loader)" \
	"$(page_items TIERS Ic)"
ok "every field of a hop is in the manual page, and no other" \
	same "$(fields HOP_FIELD | with from to via)" \
	"$(page_items HOPS Ic)"
ok "everything derived is in the manual page, and nothing else" \
	same "$(derived)" "$(page_items "WHAT FOLLOWS" Va)"
tap_end
