/* SPDX-License-Identifier: Apache-2.0 */
#include "model/settings_file.h"

struct str input_kind_name(enum input_kind kind)
{
	static const char *const names[] = {
#define K(name, text) text,
		INPUT_KINDS(K)
#undef K
	};

	return str_of(names[kind]);
}

struct str file_fate_name(enum file_fate fate)
{
	static const char *const names[] = {
#define F(name, text) text,
		FILE_FATES(F)
#undef F
	};

	return str_of(names[fate]);
}

/* Sources count up, so that a new file nearly always goes to the end. */
void settings_files_add(struct arena *arena, struct settings_files *files,
			struct settings_file file)
{
	size_t i = files->list.n;

	vec_push(arena, &files->list, file);
	for (; i > 0 && files->list.at[i - 1].source > file.source; i--)
		files->list.at[i] = files->list.at[i - 1];
	files->list.at[i] = file;
}

bool settings_files_find(const struct settings_files *files, uint32_t source,
			 size_t *out_index)
{
	size_t low = 0, high = files->list.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (files->list.at[middle].source < source)
			low = middle + 1;
		else
			high = middle;
	}
	*out_index = low;
	return low < files->list.n && files->list.at[low].source == source;
}
