# SPDX-License-Identifier: Apache-2.0
# awk -f floors.awk FLOORS FILE...: prints each include of ours that FLOORS
# does not allow, and each folder it does not know; paths are relative to src.

FILENAME == ARGV[1] {
	if (/^#/ || !NF)
		next
	from = $1
	sub(/:$/, "", from)
	known[from] = may[from, from] = 1
	for (i = 2; i <= NF; i++)
		may[from, $i] = 1
	next
}

FNR == 1 {
	from = FILENAME
	sub(/^\.\//, "", from)
	sub(/\/.*/, "", from)
	if (!(from in known)) {
		print FILENAME ": FLOORS does not know '" from "'"
		bad = 1
	}
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
	to = $0
	sub(/^[^"]*"/, "", to)
	sub(/".*/, "", to)
	if (to == "config.h")
		next
	if (to !~ /\//) {
		print FILENAME ":" FNR ": '" to "' needs its folder"
		bad = 1
		next
	}
	sub(/\/.*/, "", to)
	if (!((from, to) in may)) {
		print FILENAME ":" FNR ": " from " may not include " to
		bad = 1
	}
}

END { exit bad }
