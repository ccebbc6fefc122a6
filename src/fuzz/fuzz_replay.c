/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A main for a fuzz target without libFuzzer: fuzz_NAME runs over the seeds
 * in testdata/corpus/NAME, or over the files it is given, and prints TAP. A
 * seed that fails ends the program, which its driver reports.
 */
#include "base/files.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEED_MAX ((size_t)1 << 20)

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void replay(struct arena *arena, const char *path)
{
	struct str text;

	if (file_read(arena, path, SEED_MAX, &text)) {
		printf("Bail out! cannot read %s\n", path);
		exit(1);
	}
	printf("# %s\n", path);
	fflush(stdout);
	LLVMFuzzerTestOneInput((const unsigned char *)text.at, text.len);
}

static size_t replay_folder(struct arena *arena, const char *name)
{
	const char *source = getenv("top_srcdir");
	struct file_list list = { 0 };
	struct str folder;

	folder = str_format(arena, "%s/testdata/corpus/%s",
			    source ? source : ".", name);
	if (file_list_in(arena, AT_FDCWD, folder.at, &list)) {
		printf("Bail out! cannot list %s\n", folder.at);
		exit(1);
	}
	for (size_t i = 0; i < list.entries.n; i++) {
		struct str seed = list.entries.at[i].name;

		replay(arena,
		       str_format(arena, "%s/%.*s", folder.at, STR_ARG(seed))
			       .at);
	}
	return list.entries.n;
}

int main(int argc, char **argv)
{
	struct arena *arena = arena_new();
	const char *name = strrchr(argv[0], '/');
	size_t n = (size_t)argc - 1;

	name = strstr(name ? name : argv[0], "fuzz_");
	for (int i = 1; i < argc; i++)
		replay(arena, argv[i]);
	if (argc == 1 && name)
		n = replay_folder(arena, name + strlen("fuzz_"));
	printf("%sok 1 - %zu seeds replayed\n1..1\n", n ? "" : "not ", n);
	arena_free(arena);
	return n == 0;
}
