/* SPDX-License-Identifier: Apache-2.0 */
/* A page as Markdown (CommonMark): what the texts hold is escaped, so that it
 * shows as it stands. */
#include "report/page.h"
#include "report/report.h"
#include "text/excerpt.h"

#include <string.h>

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* "_" within a name, as in tcp_tw_reuse, is no emphasis. */
static bool needs_escape(struct str s, size_t i)
{
	if (s.at[i] == '_')
		return i == 0 || i + 1 == s.len || !is_letter(s.at[i - 1]) ||
		       !is_letter(s.at[i + 1]);
	return strchr("\\`*[]<>&|~#", s.at[i]) != NULL;
}

static void put_inline(struct buf *out, struct str text)
{
	const struct str s = text_safe_str(out->arena, text);

	for (size_t i = 0; i < s.len; i++) {
		if (needs_escape(s, i))
			buf_char(out, '\\');
		buf_char(out, s.at[i] == '\n' ? ' ' : s.at[i]);
	}
}

/* As a line of its own, which must not begin a list. */
static void put_line(struct buf *out, struct str text)
{
	const size_t digits =
		text.len ? strspn(str_c(out->arena, text), "0123456789") : 0;

	if (text.len && strchr("-+=", text.at[0])) {
		buf_char(out, '\\');
	} else if (digits && digits < text.len &&
		   strchr(".)", text.at[digits])) {
		buf_put(out, str_slice(text, 0, digits));
		buf_char(out, '\\');
		text = str_slice(text, digits, text.len);
	}
	put_inline(out, text);
	buf_char(out, '\n');
}

static void put_heading(struct buf *out, const char *level, struct str text)
{
	if (!str_ends(buf_str(out), STR("\n\n")))
		buf_char(out, '\n');
	buf_printf(out, "%s ", level);
	put_inline(out, text);
	buf_put(out, STR("\n\n"));
}

static void put_field(struct buf *out, struct str name, struct str text)
{
	buf_put(out, STR("- **"));
	put_inline(out, name);
	buf_put(out, STR("**: "));
	put_inline(out, text);
	buf_char(out, '\n');
}

static void put_block(struct buf *out, const struct block *b)
{
	switch ((enum block_kind)b->kind) {
	case BLOCK_HEADING:
		put_heading(out, "##", b->text);
		return;
	case BLOCK_FIELD:
		put_field(out, b->name, b->text);
		return;
	case BLOCK_ITEM:
		buf_put(out, STR("- "));
		put_inline(out, b->text);
		buf_char(out, '\n');
		return;
	case BLOCK_DRAWN:
		/* Its four blanks keep it from ending the fence. */
		text_safe(out, b->text);
		buf_char(out, '\n');
		return;
	case BLOCK_PARAGRAPH:
		put_line(out, b->text);
		return;
	}
}

static bool is_drawn(const struct page *page, size_t i)
{
	return i < page->blocks.n && page->blocks.at[i].kind == BLOCK_DRAWN;
}

static void put_blocks(struct buf *out, const struct page *page)
{
	for (size_t i = 0; i < page->blocks.n; i++) {
		const struct block *b = &page->blocks.at[i];
		const uint8_t before =
			i > 0 ? page->blocks.at[i - 1].kind : BLOCK_HEADING;

		if (b->kind != BLOCK_HEADING && before != BLOCK_HEADING &&
		    (b->kind == BLOCK_PARAGRAPH || b->kind != before))
			buf_char(out, '\n');
		if (b->kind == BLOCK_DRAWN && before != BLOCK_DRAWN)
			buf_put(out, STR("```\n"));
		put_block(out, b);
		if (b->kind == BLOCK_DRAWN && !is_drawn(page, i + 1))
			buf_put(out, STR("```\n"));
	}
}

static void put_end(struct buf *out, const struct page *page)
{
	for (size_t i = 0; i < page->related.n; i++) {
		const struct str heading = page_related_heading(page, i);

		if (!str_empty(heading))
			put_heading(out, "##", heading);
		put_field(out, page->related.at[i].name,
			  page->related.at[i].summary);
	}
	if (page->see.n)
		put_heading(out, "##", STR("Sources"));
	for (size_t i = 0; i < page->see.n; i++) {
		buf_put(out, STR("- "));
		put_inline(out, page->see.at[i]);
		buf_char(out, '\n');
	}
}

static int page_markdown_write(FILE *file, const struct report_input *input)
{
	const struct page *page = input->page;
	struct buf out = { .arena = page->arena };

	buf_put(&out, STR("# "));
	put_inline(&out, page->title);
	buf_put(&out, STR("\n\n"));
	if (!str_empty(page->summary)) {
		put_line(&out, page->summary);
		buf_char(&out, '\n');
	}
	for (size_t i = 0; i < page->results.n; i++)
		put_field(&out, page->results.at[i].name,
			  page->results.at[i].summary);
	put_blocks(&out, page);
	put_end(&out, page);
	fwrite(out.at, 1, out.len, file);
	return 0;
}

const struct reporter report_page_markdown = {
	.name = "markdown",
	.summary = "the page as Markdown",
	.documents = DOCUMENT_PAGE,
	.write = page_markdown_write,
};
