#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every rule, key and topic of rules/ has a page that fits 80 columns, and the
# topics name their sources.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"
program=$builddir/sysctl-advisor

rules() {
	"$program" rules list | sed -n 's/^\([A-Z][A-Z]*-[0-9]*\) .*/\1/p'
}

# names FOLDER: of its files, without ".conf".
names() {
	(cd "$srcdir/rules/$1" && ls) | sed -n 's/\.conf$//p'
}

# faulty: of the names on standard input, those without a page that begins with
# the name, or with a line above 80 columns that could have been broken.
faulty() {
	while IFS= read -r what; do
		"$program" explain "$what" 2>&1 | awk -v what="$what" '
		NR == 1 && index($0, what) != 1 { print what ": " $0 }
		length($0) > 80 && /[^ ] [^ ]/ { print what ": " $0 }'
	done
}

# The same of topics, whose titles are not their slugs.
faulty_topics() {
	while IFS= read -r what; do
		"$program" explain "$what" >page 2>&1 || echo "$what"
		awk -v what="$what" '
		length($0) > 80 { print what ": " $0 }
		$0 == "Sources" { see = 1 }
		END { if (!see) print what ": no sources" }' page
	done
}

ok "there are rules, keys and topics" test "$(rules | wc -l)" -gt 20 -a \
	"$(names keys | wc -l)" -gt 100 -a "$(names topics | wc -l)" -gt 20
ok "every rule has a page" same "" "$(rules | faulty)"
ok "every key has a page" same "" "$(names keys | faulty)"
ok "every topic has a page, with sources" same "" \
	"$(names topics | faulty_topics)"
tap_end
