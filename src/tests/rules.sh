#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every rule stands in the file that its id and area name, has a case where it
# fires and one where it keeps quiet, and its id stands nowhere in the program.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"

# ids TREE: "ID FILE" of each rule, the file relative to the tree.
ids() {
	(cd "$1" && find rules/lint -name '*.conf' | sort |
		while read -r file; do
			sed -n "s,^id *= *\"\([^\"]*\)\".*,\1 $file,p" "$file"
		done)
}

# each_rule TREE CHECK: prints the rules that "CHECK TREE ID FILE" is against.
each_rule() {
	ids "$1" >list
	while read -r id file; do
		"$2" "$1" "$id" "$file" || echo "$id ($file)"
	done <list >against
	cat against
	[ -s list ] && [ ! -s against ]
}

in_place() {
	area=$(echo "${2%%-*}" | tr '[:upper:]' '[:lower:]')
	case $3 in
	rules/lint/"$area/$2"-*.conf) return 0 ;;
	esac
	return 1
}

has_case() {
	for folder in "$1/testdata/rules/$2/$3"-*/; do
		[ -d "$folder" ] && return
	done
	return 1
}

fires() {
	has_case "$1" "$2" fires
}

keeps_quiet() {
	has_case "$1" "$2" quiet
}

unnamed() {
	! grep -rqF "\"$2\"" "$1/src" --include='*.[ch]' --include='*.def' \
		--exclude-dir=tests --exclude-dir=fuzz
}

once() {
	same "" "$(ids "$1" | cut -d' ' -f1 | sort | uniq -d)"
}

ok "rules stand where their id says" each_rule "$srcdir" in_place
ok "no id is given twice" once "$srcdir"
ok "every rule has a case where it fires" each_rule "$srcdir" fires
ok "every rule has a case where it keeps quiet" each_rule "$srcdir" keeps_quiet
ok "no rule's id is known to the program" each_rule "$srcdir" unnamed

# tree ID FILE: a tree with one rule.
tree() {
	rm -rf tree
	mkdir -p tree/src "tree/$(dirname "$2")"
	printf 'id = "%s";\n' "$1" >"tree/$2"
}

tree XX-001 rules/lint/xx/XX-002-slug.conf
ok "a rule in another's file is seen" fails each_rule tree in_place
tree XX-001 rules/lint/xx/XX-001-slug.conf
mkdir -p tree/testdata/rules/XX-001/quiet-x
ok "a rule that never fires is seen" fails each_rule tree fires
ok "its quiet case is found" each_rule tree keeps_quiet
echo 'if (is("XX-001"))' >tree/src/x.c
ok "an id in the program is seen" fails each_rule tree unnamed
cp tree/rules/lint/xx/XX-001-slug.conf tree/rules/lint/xx/XX-001-more.conf
ok "an id given twice is seen" fails once tree
tap_end
