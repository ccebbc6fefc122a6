# SPDX-License-Identifier: Apache-2.0
# awk -f lengths.awk FILE...: prints functions above 100 lines and files above
# 500. A function is what stands between "{" and "}" in the first column, or
# opens at the end of an unindented line that closes a parameter list.

function finish() {
	if (name && lines > 500) {
		print name ": " lines " lines, the most is 500"
		bad = 1
	}
}

FNR == 1 {
	finish()
	name = FILENAME
	start = 0
}

{ lines = FNR }

/^\{/ { start = FNR }
/^}/ {
	if (start && FNR - start + 1 > 100) {
		print FILENAME ":" start ": a function of " FNR - start + 1 \
			" lines, the most is 100"
		bad = 1
	}
	start = 0
}

END {
	finish()
	exit bad
}
