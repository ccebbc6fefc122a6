#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# README's code map names every folder of src/, and none but floors; Makefile.am
# builds every C file, and lists none twice.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"

folders() {
	for folder in "$srcdir"/src/*/; do
		basename "$folder"
	done
}

named() {
	# shellcheck disable=SC2016 # the quotes are README's
	sed -n 's,^[|*] *`src/\([a-z]*\)/`.*,\1,p' "$srcdir/README.md" | sort
}


unlisted() {
	for path in $(project_files src); do
		case $path in
		*.c | *.h | *.def) ;;
		*) continue ;;
		esac
		grep -qwF "$path" "$srcdir/Makefile.am" || echo "$path"
	done
}

# without LIST LIST: the words of the first that are not in the second.
without() {
	for word in $1; do
		# shellcheck disable=SC2086,SC2116 # one line of words is meant
		case " $(echo $2) " in *" $word "*) ;; *) echo "$word" ;; esac
	done
}

floors() {
	sed -n 's/^\([a-z]*\):.*/\1/p' "$srcdir/src/FLOORS"
}

ok "README's code map names the folders of src/" \
	same "" "$(without "$(folders)" "$(named)")"
ok "and none that is not a floor" \
	same "" "$(without "$(named)" "$(floors)")"
ok "Makefile.am lists every C file" same "" "$(unlisted)"
ok "Makefile.am lists no source twice in one program" \
	same "" "$(grep '_SOURCES += ' "$srcdir/Makefile.am" | sort | uniq -d)"
tap_end
