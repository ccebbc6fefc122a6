#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# testdata/run itself: a program that does as the case expects passes, and
# each way of not doing so fails. The program is pretended: it copies the
# files that stand below its case's say/ to where -f asks for them.
# shellcheck source=src/tests/tap.sh
. "${top_srcdir:-.}/src/tests/tap.sh"
mkdir testdata
cp "$srcdir/testdata/run" testdata/
cat >program <<'TEXT'
#!/bin/sh
echo "$*" >words
cat >>words
[ -f say/stdout ] && cat say/stdout
while [ $# -gt 0 ]; do
	[ "$1" = -f ] && case $2 in
	*=*) cat "say/${2%%=*}" >"${2#*=}" ;;
	esac
	shift
done
exit "$(cat say/exit 2>/dev/null || echo 0)"
TEXT
chmod +x program
export SYSCTL_ADVISOR="$work/program"

# a_case PATH: an empty case.
a_case() {
	rm -rf testdata/cases testdata/rules
	dir=testdata/$1
	mkdir -p "$dir/say"
	echo "what it shows" >"$dir/about"
}

# put FILE TEXT: into the case.
put() {
	printf '%s\n' "$2" >"$dir/$1"
}

# shellcheck disable=SC2120 # most give it no case
ran() {
	testdata/run "$@"
}

words() {
	# shellcheck disable=SC2119
	ran >/dev/null
	same "$1" "$(sed "s,=[^ ]*/,=," "$dir/words")"
}

a_case cases/a/one
ok "a case that expects nothing fails" fails ran
put expected.diags x
put say/diags x
ok "an equal stage passes" ran
put say/diags y
ok "another text fails" fails ran
put say/diags x
put say/exit 1
ok "another exit status fails" fails ran
put expected.exit 1
ok "the expected status passes" ran
rm "$dir/about"
ok "a case without about fails" fails ran
put about x
put say/stdout x
ok "lint that prints beside its files fails" fails ran

a_case cases/a/two
put expected.findings x
put say/brief x
mkdir "$dir/root"
ok "a root is linted as one" words "lint --root root -f brief=findings"
put web.topology x
ok "a topology of its own is used" \
	words "lint --topology web.topology -f brief=findings"
rm "$dir/web.topology"
put topology ../x
ok "a shared topology is used" \
	words "lint --topology ../x -f brief=findings"
put args "lint
-x"
ok "args stand for themselves" words "lint -x -f brief=findings"
put stdin "from stdin"
ok "stdin is given" words "lint -x -f brief=findings
from stdin"

a_case cases/a/three
put args trace
put expected.text x
put say/stdout x
ok "another command's output is compared" ran
put expected.json x
put say/json y
ok "its other formats too" fails ran
put args "trace
--format=json"
ok "the format asked for comes on standard output" fails ran
put say/text x
ok "and text from a file then" ran

a_case rules/XX-001/fires-x
put expected.findings "XX-001 error tier a f:1:1"
put say/brief "XX-001 error tier a f:1:1"
ok "a rule that fires passes" ran
put expected.findings "XX-002 error tier a f:1:1"
put say/brief "XX-002 error tier a f:1:1"
ok "fires-x without the rule fails" fails ran
a_case rules/XX-001/quiet-x
put expected.findings "XX-002 error tier a f:1:1"
put say/brief "XX-002 error tier a f:1:1"
ok "quiet-x with another rule passes" ran
put expected.findings "XX-001 error tier a f:1:1"
put say/brief "XX-001 error tier a f:1:1"
ok "quiet-x with the rule fails" fails ran
a_case rules/XX-001/doubt-x
put expected.findings "XX-001 error tier a f:1:1"
put say/brief "XX-001 error tier a f:1:1"
ok "doubt-x that is certain fails" fails ran
put expected.findings "XX-001 info? tier a f:1:1"
put say/brief "XX-001 info? tier a f:1:1"
ok "doubt-x that doubts passes" ran
a_case rules/XX-001/wrong-name
put expected.findings ""
put say/brief ""
ok "a rule's case of no kind fails" fails ran

a_case cases/a/four
put say/brief "new"
put say/exit 3
ok "--accept makes a first expectation" ran --accept
ok "which then holds" ran
ok "with the findings" same new "$(cat "$dir/expected.findings")"
ok "and the exit status" same 3 "$(cat "$dir/expected.exit")"
put say/exit 0
ok "--accept drops a status of 0" ran --accept
ok "so that none is left" fails test -f "$dir/expected.exit"
ok "an unknown case is an error" exits 2 ran cases/none
ok "a case is found by its end" ran four
SYSCTL_ADVISOR=/nonexistent
ok "a missing program is an error" exits 2 ran
tap_end
