/* SPDX-License-Identifier: Apache-2.0 */
/* A page for a terminal: headings at the margin, the rest two blanks in,
 * wrapped at 80 columns. */
#include "report/page.h"
#include "report/report.h"
#include "text/excerpt.h"

#define COLUMNS      80
#define INDENT       2
#define NAME_COLUMNS 28 /* of a field whose text stands beside its name */

/* text in lines, the first behind what stands in out at column `at`. */
static void put_wrapped(struct buf *out, struct str text, size_t at,
			size_t indent)
{
	struct str rest = text_safe_str(out->arena, text), word;
	size_t column = at;
	bool fresh = true;

	while (str_next_word(&rest, " \t\r\n", &word)) {
		if (!fresh && column + 1 + word.len > COLUMNS) {
			buf_char(out, '\n');
			buf_repeat(out, ' ', indent);
			column = indent;
		} else if (!fresh) {
			buf_char(out, ' ');
			column++;
		}
		buf_put(out, word);
		column += word.len;
		fresh = false;
	}
	buf_char(out, '\n');
}

static void put_field(struct buf *out, struct str name, struct str text,
		      size_t width)
{
	const struct str safe = text_safe_str(out->arena, name);
	const size_t text_at = INDENT + width + 2;

	buf_repeat(out, ' ', INDENT);
	buf_put(out, safe);
	if (safe.len > width) {
		buf_char(out, '\n');
		buf_repeat(out, ' ', text_at);
	} else {
		buf_repeat(out, ' ', width + 2 - safe.len);
	}
	put_wrapped(out, text, text_at, text_at);
}

static size_t width_of(struct str name, size_t width)
{
	return name.len > width && name.len <= NAME_COLUMNS ? name.len : width;
}

/* Of the names of the fields from i on that stand together. */
static size_t fields_width(const struct page *page, size_t i)
{
	size_t width = 0;

	for (; i < page->blocks.n && page->blocks.at[i].kind == BLOCK_FIELD;
	     i++)
		width = width_of(page->blocks.at[i].name, width);
	return width;
}

static void put_heading(struct buf *out, struct str text)
{
	buf_char(out, '\n');
	text_safe(out, text);
	buf_char(out, '\n');
}

static void put_text_block(struct buf *out, const struct block *b)
{
	if (b->kind == BLOCK_DRAWN) {
		text_safe(out, b->text);
		buf_char(out, '\n');
		return;
	}
	buf_repeat(out, ' ', INDENT);
	if (b->kind == BLOCK_ITEM)
		buf_put(out, STR("- "));
	put_wrapped(out, b->text, INDENT + (b->kind == BLOCK_ITEM ? 2 : 0),
		    INDENT + (b->kind == BLOCK_ITEM ? 2 : 0));
}

/* Items, fields and drawn lines stand together; a heading holds its text. */
static bool is_apart(const struct page *page, size_t i)
{
	const uint8_t kind = page->blocks.at[i].kind;
	const uint8_t before =
		i > 0 ? page->blocks.at[i - 1].kind : BLOCK_PARAGRAPH;

	if (kind == BLOCK_HEADING || before == BLOCK_HEADING)
		return false;
	return kind == BLOCK_PARAGRAPH || kind != before;
}

static void put_blocks(struct buf *out, const struct page *page)
{
	size_t width = 0;

	for (size_t i = 0; i < page->blocks.n; i++) {
		const struct block *b = &page->blocks.at[i];

		if (is_apart(page, i))
			buf_char(out, '\n');
		if (i == 0 || page->blocks.at[i - 1].kind != BLOCK_FIELD)
			width = fields_width(page, i);
		if (b->kind == BLOCK_HEADING)
			put_heading(out, b->text);
		else if (b->kind == BLOCK_FIELD)
			put_field(out, b->name, b->text, width);
		else
			put_text_block(out, b);
	}
}

/* From i on: of one kind where they are grouped. */
static size_t links_width(const struct page_link *at, size_t i, size_t n,
			  bool grouped)
{
	const struct str kind = at[i].kind;
	size_t width = 0;

	for (; i < n && (!grouped || str_eq(at[i].kind, kind)); i++)
		width = width_of(at[i].name, width);
	return width;
}

static void put_links(struct buf *out, const struct page_link *at, size_t n,
		      bool grouped)
{
	size_t width = 0;

	for (size_t i = 0; i < n; i++) {
		const bool first =
			i == 0 || !str_eq(at[i].kind, at[i - 1].kind);

		if (i == 0 || (grouped && first))
			width = links_width(at, i, n, grouped);
		if (grouped && first)
			put_heading(out, str_format(out->arena, "%.*ss",
						    STR_ARG(at[i].kind)));
		put_field(out, at[i].name, at[i].summary, width);
	}
}

static void put_related(struct buf *out, const struct page *page)
{
	size_t i = 0, n;

	for (; i < page->related.n; i += n) {
		n = 1;
		while (i + n < page->related.n &&
		       str_empty(page_related_heading(page, i + n)))
			n++;
		put_heading(out, page_related_heading(page, i));
		put_links(out, page->related.at + i, n, false);
	}
}

static void put_end(struct buf *out, const struct page *page)
{
	put_related(out, page);
	if (page->see.n)
		put_heading(out, STR("Sources"));
	for (size_t i = 0; i < page->see.n; i++) {
		buf_repeat(out, ' ', INDENT);
		buf_put(out, STR("- "));
		put_wrapped(out, page->see.at[i], INDENT + 2, INDENT + 2);
	}
}

static int page_text_write(FILE *file, const struct report_input *input)
{
	const struct page *page = input->page;
	struct buf out = { .arena = page->arena };

	put_wrapped(&out, page->title, 0, 0);
	if (!str_empty(page->summary)) {
		buf_repeat(&out, ' ', INDENT);
		put_wrapped(&out, page->summary, INDENT, INDENT);
	}
	if (page->results.n && !page->grouped)
		buf_char(&out, '\n');
	put_links(&out, page->results.at, page->results.n, page->grouped);
	put_blocks(&out, page);
	put_end(&out, page);
	fwrite(out.at, 1, out.len, file);
	return 0;
}

const struct reporter report_page_text = {
	.name = "text",
	.summary = "a page of 80 columns",
	.documents = DOCUMENT_PAGE,
	.write = page_text_write,
};
