/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/stream.h"
#include "tests/suites.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static int write_to(const char *path, int times)
{
	struct stream stream;

	ck_assert_int_eq(stream_open(&stream, open(path, O_WRONLY)), 0);
	for (int i = 0; i < times; i++)
		fputs("text", stream.file);
	return stream_close(&stream);
}

START_TEST(what_was_written_arrives)
{
	struct stream stream;
	char got[8] = { 0 };
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(stream_open(&stream, ends[1]), 0);
	fputs("text", stream.file);
	ck_assert_int_eq(stream_close(&stream), 0);
	ck_assert_int_eq(read(ends[0], got, sizeof got), 4);
	ck_assert_str_eq(got, "text");
	close(ends[0]);
}
END_TEST

START_TEST(a_full_disk_is_told_however_much_was_written_since)
{
	ck_assert_int_eq(write_to("/dev/full", 1), -ENOSPC);
	ck_assert_int_eq(write_to("/dev/full", 100000), -ENOSPC);
	ck_assert_int_eq(write_to("/dev/null", 100000), 0);
}
END_TEST

START_TEST(a_closed_file_is_told)
{
	struct stream stream;

	ck_assert_int_eq(stream_open(&stream, 9999), 0);
	fputs("text", stream.file);
	ck_assert_int_eq(stream_close(&stream), -EBADF);
}
END_TEST

Suite *suite_stream(void)
{
	Suite *s = suite_create("stream");
	TCase *tc = tcase_create("stream");

	tcase_add_test(tc, what_was_written_arrives);
	tcase_add_test(tc, a_full_disk_is_told_however_much_was_written_since);
	tcase_add_test(tc, a_closed_file_is_told);
	suite_add_tcase(s, tc);
	return s;
}
