/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/files.h"
#include "read/topology_file.h"
#include "tests/suites.h"
#include "tests/tools.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct
try {
	struct arena *arena;
	struct sources *sources;
	struct diags diags;
	struct topology *topology;
};

static struct try try_new(void)
{
	struct try t = { .arena = arena_new() };

	t.sources = sources_new(t.arena);
	t.diags.arena = t.arena;
	return t;
}

static struct try try_text(const char *text)
{
	struct try t = try_new();
	uint32_t source = source_add(t.sources, STR("t"), str_of(text));

	t.topology = topology_file_parse(t.arena, t.sources, source, NULL, NULL,
					 &t.diags);
	return t;
}

/* "2:5 error: message; hint" a line. */
static const char *said(struct try *t)
{
	static const char *const levels[] = { "note", "warning", "error",
					      "unreadable" };
	struct buf out = { .arena = t->arena };

	diags_sort(&t->diags);
	for (size_t i = 0; i < t->diags.list.n; i++) {
		const struct diag *d = &t->diags.list.at[i];
		struct place place = place_of(t->sources, d->span);

		buf_printf(&out, "%u:%u %s: %.*s", place.line, place.column,
			   levels[d->level], STR_ARG(d->message));
		if (!str_empty(d->hint))
			buf_printf(&out, "; %.*s", STR_ARG(d->hint));
		buf_char(&out, '\n');
	}
	return str_c(t->arena, buf_str(&out));
}

/* What was given: " kernel=5.15"; assumed: " hosts=1?"; unknown: nothing. */
static void put_fields(struct try *t, struct buf *out,
		       const struct field_info *info,
		       const struct datum *fields, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct datum *d = &fields[i];

		if (!d->known || d->origin != ORIGIN_GIVEN)
			continue;
		buf_printf(out, " %s=%.*s", info[i].name,
			   STR_ARG(value_text(t->arena, d->value)));
		ck_assert(!d->tainted);
		ck_assert_uint_ne(d->span.source, 0);
	}
}

static const char *model(struct try *t)
{
	struct buf out = { .arena = t->arena };

	for (size_t i = 0; i < t->topology->tiers.n; i++) {
		const struct tier *tier = t->topology->tiers.at[i];

		buf_printf(&out, "%.*s:", STR_ARG(tier->name));
		put_fields(t, &out, tier_field_info, tier->fields,
			   N_TIER_FIELDS);
		buf_char(&out, '\n');
	}
	for (size_t i = 0; i < t->topology->hops.n; i++) {
		const struct hop *hop = t->topology->hops.at[i];

		ck_assert_uint_eq(hop->index, i);
		buf_printf(&out, "%.*s", STR_ARG(hop->from->name));
		for (size_t j = 0; j < hop->n_via; j++)
			buf_printf(&out, " > %.*s", STR_ARG(hop->via[j]->name));
		buf_printf(&out, " > %.*s:", STR_ARG(hop->to->name));
		put_fields(t, &out, hop_field_info, hop->fields, N_HOP_FIELDS);
		buf_char(&out, '\n');
	}
	return str_c(t->arena, buf_str(&out));
}

START_TEST(every_field_is_read_into_its_type_and_unit)
{
	struct try t = try_text(
		"name = \"shop\";\n"
		"tiers = (\n"
		"{ name = \"gw\"; role = \"nat_gateway\"; nat_addresses = 2;\n"
		"  nat_ports = 64512; idle_timeout = \"350s\"; },\n"
		"{ name = \"lb\"; role = \"load_balancer\"; hosts = \"2\";\n"
		"  kernel = \"3.10-el7\"; memory = \"16GiB\"; cpus = 8;\n"
		"  listens = [ \"443\", \"80\", \"8000-8100\" ];\n"
		"  lb_mode = \"full_nat\"; modules = [ \"nf_conntrack\" ]; },\n"
		"{ name = \"web\"; outside = false; listens = 80;\n"
		"  node_ports = [ 30000, 30001 ]; early_bind = true; },\n"
		"{ name = \"db\"; }\n"
		");\n"
		"hops = ( { from = \"web\"; to = \"db\"; via = [ \"gw\", "
		"\"lb\" ];\n"
		"  rate = \"900/s\"; closer = \"both\"; closer_share = 30;\n"
		"  rtt = \"30ms\"; bandwidth = \"1Gbit/s\"; nat = false;\n"
		"  checks = \"6/min\"; endpoints = 12; } );\n");

	ck_assert_str_eq(said(&t), "");
	ck_str(t.topology->name, "shop");
	ck_assert_str_eq(
		model(&t),
		"gw: role=nat_gateway nat_addresses=2 nat_ports=64512 ports "
		"idle_timeout=350 s\n"
		"lb: role=load_balancer kernel=3.10-el7 hosts=2 "
		"memory=16 GiB cpus=8 listens=80,443,8000-8100 "
		"lb_mode=full_nat modules=nf_conntrack\n"
		"web: outside=false early_bind=true listens=80 "
		"node_ports=30000-30001\n"
		"db:\n"
		"web > gw > lb > db: nat=false closer=both closer_share=30 "
		"rate=900/s endpoints=12 rtt=30 ms bandwidth=1000000000/s "
		"checks=0.1/s\n");
	arena_free(t.arena);
}
END_TEST

START_TEST(what_is_left_out_is_unknown_or_assumed)
{
	struct try t = try_text("tiers = ( { name = \"a\"; } );");
	const struct tier *a = t.topology->tiers.at[0];

	ck_assert_str_eq(said(&t), "");
	ck_assert(!a->fields[TIER_KERNEL].known);
	ck_assert(a->fields[TIER_HOSTS].known);
	ck_assert(a->fields[TIER_HOSTS].tainted);
	ck_assert_int_eq(a->fields[TIER_HOSTS].origin, ORIGIN_ASSUMED);
	ck_assert_ptr_null(a->settings);
	arena_free(t.arena);
}
END_TEST

START_TEST(a_wrong_value_is_unknown_and_not_the_default)
{
	struct try t = try_text("tiers = ( { name = \"a\"; hosts = 0; "
				"lb_mode = \"dns\"; early_bind = 1; } );");
	const struct tier *a = t.topology->tiers.at[0];

	ck_assert_uint_eq(t.diags.list.n, 3);
	ck_assert(!a->fields[TIER_HOSTS].known);
	ck_assert(!a->fields[TIER_LB_MODE].known);
	ck_assert(!a->fields[TIER_EARLY_BIND].known);
	arena_free(t.arena);
}
END_TEST

#define TIERS                                                                  \
	"tiers = ( { name = \"a\"; }, { name = \"b\"; },\n"                    \
	"{ name = \"gw\"; role = \"router\"; } );\n"

static const struct {
	const char *text, *said;
} faults[] = {
	{ "", "1:1 error: this topology has no 'tiers'; the kinds of hosts: a "
	      "list ( ... )\n" },
	{ "tiers = ();", "1:9 error: a topology has at least one tier\n" },
	{ "tiers = ( { role = \"client\"; } );",
	  "1:11 error: this tier has no 'name'; what hops call the tier: a "
	  "string \"...\"\n" },
	{ "tiers = ( { name = \" \"; } );",
	  "1:20 error: a tier needs a name\n" },
	{ "tiers = ( { name = \"a\"; },\n{ name = \"a\"; hosts = -1; } );",
	  "2:10 error: there are two tiers 'a'; the first is in line 1; this "
	  "one is left out\n" },
	{ "tiers = ( { name = \"a\"; kernal = \"5.15\"; } );",
	  "1:25 error: unknown field 'kernal' in this tier; did you mean "
	  "'kernel'?\n" },
	{ "tiers = ( { name = \"a\"; role = \"servr\"; } );",
	  "1:32 error: there is no role 'servr'; did you mean 'server'?\n" },
	{ "tiers = ( { name = \"a\"; memory = \"\\t16GB\"; } );",
	  "1:39 error: memory: there is no unit 'GB'; did you mean "
	  "\"16GiB\"?\n" },
	{ "tiers = ( { name = \"a\"; memory = 16; } );",
	  "1:34 error: memory: a size needs a unit; as in \"16MiB\"; the units "
	  "of bytes are TiB, GiB, MiB, KiB, B\n" },
	{ "tiers = ( { name = \"a\"; listens = [ \"80\", \"80-65536\" ]; } );",
	  "1:47 error: listens: 65536 is above 65535, the largest port\n" },
	{ "tiers = ( { name = \"a\"; listens = [ true ]; } );",
	  "1:37 error: an element of 'listens' must be a string \"...\", this "
	  "is true or false\n" },
	{ "tiers = ( { name = \"a\"; hosts = 2; active = 3; } );",
	  "1:45 error: more hosts are active than the tier has\n" },
	{ "tiers = ( { name = \"a\"; role = \"server\"; lb_mode = \"dsr\"; } "
	  ");",
	  "1:52 warning: lb_mode means nothing for the role 'server'; role = "
	  "\"load_balancer\"?\n" },
	{ "tiers = ( { name = \"pod\"; host = \"pod\"; } );",
	  "1:34 error: a tier cannot run on itself\n" },
	{ "tiers = ( { name = \"pod\"; host = \"node\"; } );",
	  "1:34 error: there is no tier 'node'; there is pod\n" },
	{ "tiers = ( { name = \"a\"; loader = \"sytemd\"; } );",
	  "1:34 error: there is no loader 'sytemd'; did you mean "
	  "'systemd'?\n" },
	{ TIERS "hops = ( { from = \"a\"; to = \"gv\"; } );",
	  "3:10 note: this hop is left out of what follows\n"
	  "3:29 error: there is no tier 'gv'; there are a, b, gw\n" },
	{ TIERS "hops = ( { from = \"a\"; to = \"gw\"; } );",
	  "3:10 note: this hop is left out of what follows\n"
	  "3:29 error: no connection ends at 'gw': it only forwards; name in "
	  "'to' the tier where the connection ends, and this one in via = [ "
	  "\"gw\" ]\n" },
	{ TIERS
	  "hops = ( { from = \"a\"; to = \"b\"; via = [ \"gw\", \"gw\" ]; "
	  "} );",
	  "3:10 note: this hop is left out of what follows\n"
	  "3:48 error: the path goes in a circle: it passes 'gw' twice\n" },
	{ TIERS "hops = ( { from = \"a\"; to = \"b\"; via = [ \"b\" ]; } );",
	  "3:10 note: this hop is left out of what follows\n"
	  "3:42 error: the path goes in a circle: 'b' is an end of this "
	  "hop\n" },
	{ "tiers = ( { name = \"a\"; }, { name = \"s\"; role = \"server\"; } "
	  ");\n"
	  "hops = ( { from = \"a\"; to = \"a\"; via = [ \"s\" ]; } );",
	  "2:10 note: this hop is left out of what follows\n"
	  "2:42 error: 's' ends connections, so none passes through it; make "
	  "two hops of this one, or say how it forwards: role = \"router\" or "
	  "\"nat_gateway\", or lb_mode\n" },
	{ TIERS "hops = ( { from = \"a\"; to = \"b\"; rate = \"-3/s\"; } );",
	  "3:42 error: rate: a rate cannot be below zero\n" },
	{ TIERS "hops = ( { from = \"a\"; to = \"b\"; rate = \"1Mbit/s\"; } );",
	  "3:41 error: rate counts connections, not bits; as in \"3000/s\"\n" },
	{ TIERS
	  "hops = ( { from = \"a\"; to = \"b\"; bandwidth = \"9/s\"; } );",
	  "3:46 error: bandwidth counts bits, not connections; as in "
	  "\"100Mbit/s\"\n" },
	{ TIERS "hops = ( { from = \"a\"; to = \"b\"; closer_share = 101; } );",
	  "3:49 error: closer_share must be at most 100\n" },
	{ TIERS "hops = ( { from = \"a\"; to = \"b\"; closer_share = 10; } );",
	  "3:49 warning: closer_share has a meaning only with closer = "
	  "\"both\"\n" },
	{ TIERS "hops = ( { from = \"a\"; } );",
	  "3:10 error: this hop has no 'to'; the tier that accepts them: a "
	  "string \"...\"\n"
	  "3:10 note: this hop is left out of what follows\n" },
};

START_TEST(each_fault_is_told_at_its_place)
{
	struct try t = try_text(faults[_i].text);

	ck_assert_str_eq(said(&t), faults[_i].said);
	arena_free(t.arena);
}
END_TEST

START_TEST(a_node_passes_on_what_its_containers_send)
{
	struct try t = try_text(
		"tiers = ( { name = \"a\"; container = true; host = \"n\"; },\n"
		"{ name = \"n\"; role = \"container_host\"; }, { name = \"b\"; "
		"} );\n"
		"hops = ( { from = \"a\"; to = \"b\"; via = [ \"n\" ]; },\n"
		"{ from = \"n\"; to = \"b\"; } );");

	ck_assert_str_eq(said(&t), "");
	ck_assert_ptr_eq(t.topology->hops.at[0]->via[0],
			 t.topology->tiers.at[1]);
	arena_free(t.arena);
}
END_TEST

START_TEST(one_fault_does_not_hide_the_rest)
{
	struct try t = try_text(
		"tiers = ( 5, { name = \"a\"; hosts = \"x\"; cpus = 4; },\n"
		"{ name = \"b\"; } );\n"
		"hops = ( { from = \"a\"; to = \"c\"; rate = \"1/x\"; },\n"
		"{ from = \"a\"; to = \"b\"; closer = \"me\"; nat = true; } "
		");");

	ck_assert_uint_eq(t.diags.list.n, 6);
	ck_assert_str_eq(model(&t), "a: cpus=4\nb:\na > b: nat=true\n");
	arena_free(t.arena);
}
END_TEST

/* A folder of its own for each test. */
static char folder[] = "/tmp/topology-XXXXXX";

static const char *below(struct try *t, const char *path)
{
	return str_format(t->arena, "%s/%s", folder, path).at;
}

static void put_file(struct try *t, const char *path, const char *text)
{
	ck_assert_int_eq(file_write_whole(below(t, path), str_of(text)), 0);
}

static void make_folder(void)
{
	struct try t = try_new();

	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(mkdir(below(&t, "web"), 0700), 0);
	ck_assert_int_eq(mkdir(below(&t, "web/etc"), 0700), 0);
	ck_assert_int_eq(mkdir(below(&t, "web/etc/sysctl.d"), 0700), 0);
	put_file(&t, "web/etc/sysctl.d/a.conf", "vm.swappiness = 1\n");
	put_file(&t, "web/sysctl.conf", "vm.swappiness = 2\n");
	ck_assert_int_eq(mkfifo(below(&t, "web/fifo"), 0600), 0);
	arena_free(t.arena);
}

static void remove_folder(void)
{
	struct try t = try_new();

	ck_assert_int_eq(system(str_format(t.arena, "rm -rf %s", folder).at),
			 0);
	arena_free(t.arena);
}

static void read_file(struct try *t, const char *settings)
{
	put_file(t, "t.topology",
		 str_format(t->arena,
			    "tiers = ( { name = \"web\"; settings = %s; } );",
			    settings)
			 .at);
	t->topology = topology_file_read(
		t->arena, t->sources, below(t, "t.topology"), NULL, &t->diags);
}

static const struct {
	const char *written, *swappiness;
	bool complete;
	const char *said; /* a part of it */
} settings_cases[] = {
	{ "\"web/sysctl.conf\"", "2", true, "" },
	{ "[ \"web/etc/sysctl.d\", \"web/sysctl.conf\" ]", "2", true, "" },
	{ "[ \"web/sysctl.conf\", \"web/etc/sysctl.d\" ]", "1", true, "" },
	{ "( { root = \"web\"; } )", "1", true, "" },
	{ "[ \"web/sysctl.conf\", \"web/syctl.conf\" ]", "2", false,
	  "no such file or folder; did you mean 'sysctl.conf'?" },
	{ "[ \"web/sysctl.conf\", \"web/fifo\" ]", "2", false,
	  "it is a device, a FIFO or a socket" },
	{ "[ \"nowhere\" ]", NULL, false, "1:40 unreadable: cannot read '" },
	{ "\"\"", NULL, false, "unreadable" },
	{ "( { root = \"nowhere\"; } )", NULL, false, "unreadable" },
	{ "( { root = \"web\"; }, { root = \"web\"; } )", NULL, false,
	  "expected one root, found 2" },
	{ "( \"web/sysctl.conf\" )", NULL, false, "write [ ] instead of ( )" },
	{ "5", NULL, false, "'settings' must be an array" },
};

START_TEST(settings_are_read_as_the_loader_would)
{
	struct try t = try_new();
	const struct settings *settings;
	const struct assignment *winner;

	read_file(&t, settings_cases[_i].written);
	ck_assert_msg(strstr(said(&t), settings_cases[_i].said) != NULL, "%s",
		      said(&t));
	ck_assert(!*said(&t) == !*settings_cases[_i].said);
	settings = t.topology->tiers.at[0]->settings;
	ck_assert(!settings == !settings_cases[_i].swappiness);
	if (settings) {
		winner = settings_winner(settings, STR("vm/swappiness"));
		ck_str(winner->value, settings_cases[_i].swappiness);
		ck_assert(settings_complete(settings) ==
			  settings_cases[_i].complete);
		ck_str(t.topology->tiers.at[0]->loader, "systemd-257");
	}
	arena_free(t.arena);
}
END_TEST

START_TEST(a_file_that_cannot_be_read_gives_an_empty_topology)
{
	static const char *const paths[] = { "nowhere", "web" };
	struct try t = try_new();

	t.topology = topology_file_read(t.arena, t.sources,
					below(&t, paths[_i]), NULL, &t.diags);
	ck_assert_uint_eq(t.topology->tiers.n, 0);
	ck_assert_uint_eq(t.diags.list.n, 1);
	ck_assert_int_eq(t.diags.list.at[0].level, DIAG_UNREADABLE);
	ck_str(t.diags.list.at[0].subject, below(&t, paths[_i]));
	arena_free(t.arena);
}
END_TEST

Suite *suite_topology_file(void)
{
	Suite *s = suite_create("topology_file");
	TCase *tc = tcase_create("text");
	TCase *files = tcase_create("files");

	tcase_add_test(tc, every_field_is_read_into_its_type_and_unit);
	tcase_add_test(tc, what_is_left_out_is_unknown_or_assumed);
	tcase_add_test(tc, a_wrong_value_is_unknown_and_not_the_default);
	tcase_add_loop_test(tc, each_fault_is_told_at_its_place, 0,
			    sizeof faults / sizeof faults[0]);
	tcase_add_test(tc, a_node_passes_on_what_its_containers_send);
	tcase_add_test(tc, one_fault_does_not_hide_the_rest);
	suite_add_tcase(s, tc);
	tcase_add_checked_fixture(files, make_folder, remove_folder);
	tcase_add_loop_test(files, settings_are_read_as_the_loader_would, 0,
			    sizeof settings_cases / sizeof settings_cases[0]);
	tcase_add_loop_test(files,
			    a_file_that_cannot_be_read_gives_an_empty_topology,
			    0, 2);
	suite_add_tcase(s, files);
	return s;
}
