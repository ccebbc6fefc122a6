/* SPDX-License-Identifier: Apache-2.0 */
#include "report/envelope.h"
#include "report/fact_json.h"
#include "report/page.h"
#include "report/page_changes.h"

static struct json *block_json(const struct block *b)
{
	static const char *const kinds[] = {
		[BLOCK_HEADING] = "heading", [BLOCK_PARAGRAPH] = "paragraph",
		[BLOCK_ITEM] = "item",       [BLOCK_FIELD] = "field",
		[BLOCK_DRAWN] = "drawn",
	};
	struct json *o = json_new_object();

	json_put_text(o, "kind", str_of(kinds[b->kind]));
	if (b->kind == BLOCK_FIELD)
		json_put_text(o, "name", b->name);
	json_put_text(o, "text", b->text);
	return o;
}

static struct json *link_json(const struct page_link *link)
{
	struct json *o = json_new_object();

	json_put_text(o, "kind", link->kind);
	json_put_text(o, "name", link->name);
	json_put_text(o, "summary", link->summary);
	return o;
}

static struct json *links_json(const struct page_link *at, size_t n)
{
	struct json *list = json_new_array();

	for (size_t i = 0; i < n; i++)
		json_push(list, link_json(&at[i]));
	return list;
}

static struct json *page_json(const struct page *page)
{
	struct json *o = json_new_object(), *blocks = json_new_array(),
		    *see = json_new_array();

	for (size_t i = 0; i < page->blocks.n; i++)
		json_push(blocks, block_json(&page->blocks.at[i]));
	for (size_t i = 0; i < page->see.n; i++)
		json_push_text(see, page->see.at[i]);
	json_put_text(o, "kind", page->kind);
	json_put_text(o, "name", page->name);
	json_put_text(o, "title", page->title);
	json_put_text(o, "summary", page->summary);
	json_put(o, "blocks", blocks);
	json_put(o, "results", links_json(page->results.at, page->results.n));
	json_put(o, "related", links_json(page->related.at, page->related.n));
	json_put(o, "see", see);
	json_put(o, "fact",
		 page->fact ? fact_json(page->arena, page->rulebook, page->book,
					page->fact, page->kernel)
			    : json_new_null());
	return o;
}

static void put_text_or_null(struct json *o, const char *name, struct str text)
{
	json_put(o, name,
		 str_empty(text) ? json_new_null() : json_new_text(text));
}

static struct json *change_json(const struct key_change *change)
{
	struct json *o = json_new_object();

	json_put_text(o, "change", change->kind);
	json_put_bool(o, "certain", change->certain);
	put_text_or_null(o, "from", change->from);
	put_text_or_null(o, "to", change->to);
	put_text_or_null(o, "since", change->since);
	put_text_or_null(o, "note", change->note);
	return o;
}

static struct json *line_json(struct sources *sources,
			      const struct key_line *line)
{
	struct json *o = json_new_object();

	json_put_text(o, "value", line->value);
	json_put(o, "accepted",
		 line->accepted == TRI_UNKNOWN
			 ? json_new_null()
			 : json_new_bool(line->accepted == TRI_TRUE));
	json_put(o, "place", envelope_place(sources, line->span));
	return o;
}

static struct json *key_json(struct sources *sources,
			     const struct key_changes *key)
{
	struct json *o = json_new_object(), *what = json_new_array(),
		    *written = json_new_array(), *see = json_new_array();

	for (size_t i = 0; i < key->changes.n; i++)
		json_push(what, change_json(&key->changes.at[i]));
	for (size_t i = 0; i < key->lines.n; i++)
		json_push(written, line_json(sources, &key->lines.at[i]));
	for (size_t i = 0; i < key->see.n; i++)
		json_push_text(see, key->see.at[i]);
	json_put_text(o, "key", key->key);
	json_put(o, "what", what);
	json_put(o, "written", written);
	json_put(o, "see", see);
	put_text_or_null(o, "instead", key->instead);
	return o;
}

static void put_changes(struct json_document *d,
			const struct report_input *input,
			const struct page_changes *changes)
{
	struct json *range = json_new_object(), *keys = json_new_array(),
		    *unknown = json_new_array();

	json_put_text(range, "from", changes->before);
	json_put_text(range, "to", changes->after);
	for (size_t i = 0; i < changes->keys.n; i++)
		json_push(keys, key_json(input->sources, &changes->keys.at[i]));
	for (size_t i = 0; i < changes->unknown.n; i++)
		json_push_text(unknown, changes->unknown.at[i]);
	json_document_member(d, "kernels", range);
	json_document_member(d, "changes", keys);
	json_document_member(d, "unknown", unknown);
	json_document_member(d, "not_taken",
			     json_new_number((int64_t)changes->n_lost));
	json_document_member(d, "unchanged",
			     json_new_number((int64_t)changes->n_unchanged));
}

static int page_json_write(FILE *file, const struct report_input *input)
{
	struct json_document d = { 0 };

	envelope_open(&d, file, input);
	if (input->page->changes)
		put_changes(&d, input, input->page->changes);
	else
		json_document_member(&d, "page", page_json(input->page));
	envelope_close(&d, input);
	return 0;
}

const struct reporter report_page_json = {
	.name = "json",
	.summary = "the page as blocks, in one JSON document",
	.documents = DOCUMENT_PAGE,
	.write = page_json_write,
};
