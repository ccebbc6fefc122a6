#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The names and functions of the rule language, and the fields of its files, in
# the program and in its manual page: the same ones.
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

# fields FILE TABLE: the names in that schema.
fields() {
	sed -n "/schema_field $2\[\]/,/^};/p" "$srcdir/src/rulebook/$1" |
		grep -o '\.name = "[a-z_]*"' | cut -d '"' -f 2 | sort
}

# page_fields HEADING...: of the section or subsection with this heading.
page_fields() {
	awk -v want="$*" '$1 == ".Sh" || $1 == ".Ss" { on = substr($0, 5) == want }
		on && $1 == ".It" && $2 == "Ic" { print $3 }' "$page" | sort
}

# same_fields FILE TABLE HEADING
same_fields() {
	ok "fields of '$3'" test -n "$(fields "$1" "$2")"
	ok "the schema and the manual page agree on '$3'" \
		same "$(fields "$1" "$2")" "$(page_fields "$3")"
}

ok "there are names and functions" test "$(names | wc -l)" -gt 20 -a \
	"$(functions | wc -l)" -gt 10
ok "names.def and the manual page have the same names" \
	same "$(names)" "$(page_names)"
ok "the parser and the manual page have the same functions" \
	same "$(functions)" "$(page_functions)"
same_fields rule_load.c rule_fields RULES
same_fields rule_fix.c fix_fields Fixes
same_fields fact_load.c fact_fields FACTS
same_fields fact_load.c fact_meaning_fields Values
same_fields fact_history.c fact_row_fields History
same_fields family_load.c family_fields FAMILIES
same_fields derive_load.c derivation_fields DERIVATIONS
same_fields topic_load.c topic_fields TOPICS
same_fields word_load.c word_fields "LISTS OF WORDS"
same_fields word_load.c word_group_fields Words
tap_end
