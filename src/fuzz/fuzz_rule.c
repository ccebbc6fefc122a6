/* SPDX-License-Identifier: Apache-2.0 */
/* Any text as a fact, a derivation, a rule and a topic: told off inside its
 * bounds, and what was made of it can be written out. */
#include "rulebook/emit.h"
#include <assert.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct arena *arena = arena_new();
	struct sources *sources = sources_new(arena);
	struct diags diags = { .arena = arena };
	struct str text = { (const char *)data, size };
	uint32_t source = source_add(sources, STR("fuzz"), text);
	struct book_file f = { STR("tw"), STR("vm.x"), NULL };
	struct buf out = { .arena = arena };
	struct rulebook book;
	struct loader *l;

	rulebook_init(&book, true);
	l = loader_new(arena, &diags, &book);
	f.root = conf_parse(arena, sources, source, NULL, &diags);
	for (int i = 0; f.root && i < 3; i++) {
		(i == 0 ? fact_load : i == 1 ? derive_load : rule_load)(l, &f);
		(i == 0 ? fact_load_end : derive_load_end)(l);
		f.stem = i == 0 ? STR("tier.x") : STR("TW-901-x");
	}
	f.stem = STR("x");
	if (f.root)
		topic_load(l, &f);
	loader_end(l);
	for (size_t i = 0; i < diags.list.n; i++)
		assert(diags.list.at[i].span.end <= size);
	emit_book(&out, l);
	arena_free(arena);
	return 0;
}
