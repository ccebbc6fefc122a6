#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What recommend prints, as somebody uses it: the same bytes twice, and once
# it has been written into the files there is nothing left to recommend.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"
program=$builddir/sysctl-advisor
topologies=$srcdir/testdata/topologies

# same_twice COMMAND...: only a diff may be empty, where nothing changes.
same_twice() {
	"$program" "$@" >one 2>&1
	"$program" "$@" >two 2>&1
	{ [ -s one ] || [ "$format" = diff ]; } && cmp one two
}

# remove_keys FOLDER: what the advice in the file advice says to take out.
remove_keys() {
	sed -n 's/^# remove every line that sets it: \([^ ]*\).*/\1/p' advice |
		while IFS= read -r key; do
			for file in "$1"/*.conf "$1"/*/*.conf; do
				[ -f "$file" ] || continue
				sed "/^ *$key *=/d" "$file" >rest
				cat rest >"$file"
			done
		done
}

# follow TOPOLOGY: writes each tier's advice into the files in its folder, which
# is called as the tier.
follow() {
	for folder in shop/*/; do
		tier=$(basename "$folder")
		"$program" recommend --topology "$1" --tier "$tier" \
			--format conf >advice || return
		remove_keys "$folder"
		if [ -d "$folder/sysctl.d" ]; then
			cp advice "$folder/sysctl.d/99-advice.conf"
		else
			cat advice >>"$folder/sysctl.conf"
		fi
	done
}

# No finding has a fix: that of a doubtful one is called "if so".
no_fix_left() {
	"$program" lint --topology "$1" --format text >found
	fails grep '^   fix:' found
}

for topology in "$topologies"/*/*.topology; do
	name=$(basename "$topology")
	for format in text conf diff json; do
		ok "$name as $format is the same twice" \
			same_twice recommend --topology "$topology" \
			--format "$format"
	done
done

for plan in shop plan-one plan-two; do
	rm -rf shop
	cp -R "$topologies/web-shop" shop
	chmod -R u+w shop
	topology=shop/$plan.topology
	ok "$plan: there is something to recommend" \
		exits 1 "$program" recommend --topology "$topology" --check
	ok "$plan: the advice can be written into the files" \
		follow "$topology"
	ok "$plan: then there is nothing to recommend" \
		exits 0 "$program" recommend --topology "$topology" --check
	ok "$plan: then lint finds nothing that has a fix" \
		no_fix_left "$topology"
done
tap_end
