/* SPDX-License-Identifier: Apache-2.0 */
#include "report/envelope.h"
#include "report/page.h"

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
	return o;
}

static int page_json_write(FILE *file, const struct report_input *input)
{
	struct json_document d = { 0 };

	envelope_open(&d, file, input);
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
