/* SPDX-License-Identifier: Apache-2.0 */
/*
 * kernel_check: holds the facts against the kernel that runs. Exit status 0
 * when nothing differs that no exception explains, 1 when something does, 77
 * when there is nothing to compare with; what could not be compared is said.
 * The host's settings are read only: values are written in a private
 * namespace, by who is not root outside of it.
 */
#include "tests/kernel_check.h"

#include "base/files.h"
#include "keys/key.h"
#include "model/pattern.h"
#include "text/excerpt.h"
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>
#include <unistd.h>

#define VERSION_MAX 4096
#define CONFIG_MAX  (4 * 1024 * 1024)
#define LIMIT_S     120
#define STATUS_SKIP 77
#define SAID_MAX    3
#define WRITABLE    0222
/* Inodes that the first namespaces have had since 3.8 (linux/proc_ns.h). */
#define FIRST_UTS  0xeffffffeU
#define FIRST_USER 0xeffffffdU

static const struct option_spec options[] = {
	{ 0, "rules", "DIR", "facts that stand before those compiled in" },
	{ 0, "no-builtin-rules", NULL, "only the facts of --rules" },
	{ 0, "exceptions", "FILE", "differences that are explained" },
	{ 0, "config", "FILE", "the kernel's .config" },
	{ 0, "only", "KEY", "this key only, or a pattern of keys" },
	{ 0, "booted", NULL,
	  "nobody has set a key of this host: its values are defaults" },
	{ 0, "limit", "SECONDS", "for the writes; 120 otherwise" },
	{ 0 },
};

bool check_asked(const struct kernel_check *c, struct str path)
{
	for (size_t i = 0; i < c->only.n; i++)
		if (pattern_matches(c->only.at[i], path, true))
			return true;
	return c->only.n == 0;
}

struct fact_at check_on(const struct kernel_check *c,
			const struct live_key *key)
{
	return fact_on(&key->book->facts, key->fact, &c->kernel);
}

static struct str fact_file(struct arena *arena, const struct live_key *key)
{
	struct str path = key->path;

	if (key->fact)
		path = pool_text(key->book->facts.chars, key->fact->path);
	return str_format(arena, "rules/keys/%.*s.conf",
			  STR_ARG(key_dotted(arena, path)));
}

void check_flush(struct kernel_check *c)
{
	if (c->last.n > SAID_MAX)
		fprintf(c->session.out.file, "   and %zu more like it\n",
			c->last.n - SAID_MAX);
	c->last.n = 0;
}

/* Of one kind and fact only the first few are said. */
static bool is_said(struct kernel_check *c, enum kernel_difference what,
		    const struct live_key *key)
{
	const struct str path =
		key->fact ? pool_text(key->book->facts.chars, key->fact->path)
			  : key->path;

	if (c->last.what != what || !str_eq(c->last.path, path)) {
		check_flush(c);
		c->last.what = what;
		c->last.path = str_copy(c->session.arena, path);
	}
	return ++c->last.n <= SAID_MAX;
}

void check_differs(struct kernel_check *c, enum kernel_difference what,
		   const struct live_key *key, const char *format, ...)
{
	/* Of a vendor's kernel the facts know no more than the mainline's. */
	const bool in_doubt = c->kernel.flavour[0] != '\0';
	struct arena *arena = c->session.arena;
	struct buf line = { .arena = arena };
	va_list args;

	if (kernel_excepted(&c->exceptions, what, key->path)) {
		c->counts[COUNT_EXCEPTED]++;
		return;
	}
	*c->n_differences += !in_doubt;
	if (!is_said(c, what, key))
		return;
	va_start(args, format);
	buf_vprintf(&line, format, args);
	va_end(args);
	fprintf(c->session.out.file, "%s%.*s: %.*s: %s: %.*s\n",
		in_doubt ? "perhaps: " : "", STR_ARG(fact_file(arena, key)),
		STR_ARG(key_dotted(arena, key->path)),
		kernel_difference_name(what),
		STR_ARG(text_safe_str(arena, buf_str(&line))));
}

void check_note(struct kernel_check *c, const char *format, ...)
{
	struct buf line = { .arena = c->session.arena };
	va_list args;

	va_start(args, format);
	buf_vprintf(&line, format, args);
	va_end(args);
	fprintf(c->session.out.file, "note: %.*s\n",
		STR_ARG(text_safe_str(c->session.arena, buf_str(&line))));
}

static void summary(struct kernel_check *c)
{
	static const struct {
		const char *text;
		bool compared;
	} rows[] = {
#define C(tag, text, compared) { text, compared },
		KERNEL_COUNTS(C)
#undef C
	};

	for (size_t i = 0; i < N_KERNEL_COUNTS; i++)
		if (c->counts[i] || rows[i].compared)
			fprintf(c->session.out.file, "%s%zu %s\n",
				rows[i].compared ? "compared: "
						 : "not compared: ",
				c->counts[i], rows[i].text);
}

static void stale_exceptions(struct kernel_check *c)
{
	for (size_t i = 0; i < c->exceptions.list.n; i++) {
		const struct kernel_exception *e = &c->exceptions.list.at[i];

		/* With --only most are not needed, of course. */
		if (!kernel_exception_is_stale(&c->exceptions, i) ||
		    !check_asked(c, e->pattern))
			continue;
		(*c->n_differences)++;
		fprintf(c->session.out.file,
			"exceptions:%u: nothing differs there any more on "
			"this kernel: %s %.*s\n",
			e->line, kernel_difference_name(e->what),
			STR_ARG(e->pattern));
	}
}

static int finish(struct kernel_check *c, bool all)
{
	if (all)
		stale_exceptions(c);
	summary(c);
	fprintf(c->session.out.file, "%zu differences\n", *c->n_differences);
	return (int)session_close(&c->session, *c->n_differences
						       ? STATUS_FINDINGS
						       : STATUS_CLEAN);
}

static bool is_first(const char *path, unsigned inode)
{
	struct stat st;

	return stat(path, &st) == 0 && st.st_ino == inode;
}

/* Whether another process has the network namespace that we have; who may not
 * look is taken to have. */
static bool is_net_of(const char *path)
{
	struct stat own, other;

	return stat("/proc/self/ns/net", &own) == 0 &&
	       (stat(path, &other) < 0 || own.st_ino == other.st_ino);
}

static void describe_machine(struct kernel_check *c)
{
	struct arena *arena = c->session.arena;
	struct topology *t = topology_new(arena);
	struct tier *tier =
		topology_add_tier(t, STR("this machine"), (struct span){ 0 });
	const struct value kernel = { .type = VALUE_VERSION,
				      .version = c->kernel };
	struct sysinfo info;

	sysinfo(&info);
	tier->fields[TIER_KERNEL] =
		datum_of(kernel, ORIGIN_GIVEN, (struct span){ 0 });
	tier->fields[TIER_MEMORY] = datum_of(
		value_int(num_of_u64((uint64_t)info.totalram * info.mem_unit),
			  UNIT_BYTES),
		ORIGIN_GIVEN, (struct span){ 0 });
	tier->fields[TIER_CPUS] = datum_of(
		value_int(num_of(sysconf(_SC_NPROCESSORS_CONF)), UNIT_NONE),
		ORIGIN_GIVEN, (struct span){ 0 });
	tier->fields[TIER_PAGE_SIZE] =
		datum_of(value_int(num_of(sysconf(_SC_PAGESIZE)), UNIT_BYTES),
			 ORIGIN_GIVEN, (struct span){ 0 });
	c->tier = tier;
	c->model = model_new(arena, c->knowledge, t);
	fprintf(c->session.out.file,
		"kernel %.*s, known as %.*s, %.*s processors, %.*s\n",
		STR_ARG(c->build.release), STR_ARG(kver_text(arena, c->kernel)),
		STR_ARG(value_text(arena, tier->fields[TIER_CPUS].value)),
		STR_ARG(value_text(arena, tier->fields[TIER_MEMORY].value)));
}

static bool read_options(struct kernel_check *c, int argc, char **argv,
			 struct opts *opts)
{
	const struct option_spec *tables[] = { options };
	struct session *session = &c->session;

	if (!opt_parse(opts, session->arena, tables, 1, argc, argv)) {
		session_fail(session, STATUS_USAGE, "%.*s",
			     STR_ARG(opts->error));
		return false;
	}
	for (size_t i = 0; i < opts->given.n; i++)
		if (strcmp(opts->given.at[i].spec->name, "only") == 0)
			vec_push(session->arena, &c->only,
				 key_path(session->arena,
					  str_of(opts->given.at[i].text)));
	c->booted = opt_has(opts, "booted");
	return true;
}

static bool file_failed(struct kernel_check *c, const char *path, int error)
{
	if (error)
		session_fail(&c->session, STATUS_PARTIAL, "%s: %s", path,
			     strerror(-error));
	return error != 0;
}

static bool read_files(struct kernel_check *c, const struct opts *opts)
{
	struct session *s = &c->session;
	const char *rules = opt_text(opts, "rules");
	const char *config = opt_text(opts, "config");
	const char *exceptions = opt_text(opts, "exceptions");

	rulebook_init(&c->rulebook, !opt_has(opts, "no-builtin-rules"));
	c->knowledge = &c->rulebook.knowledge;
	if (rules &&
	    file_failed(c, rules,
			rulebook_add_dir(&c->rulebook, s->arena, s->sources,
					 rules, &s->diags)))
		return false;
	if (config && file_failed(c, config,
				  file_read(s->arena, config, CONFIG_MAX,
					    &c->build.config)))
		return false;
	if (exceptions &&
	    file_failed(c, exceptions,
			kernel_exceptions_read(&c->exceptions, s->arena,
					       exceptions, &c->build,
					       &s->diags)))
		return false;
	return !diags_have(&s->diags, DIAG_ERROR);
}

/* In the private namespace. Its end is the end of the process. */
static int inside(struct kernel_check *c, bool of_net)
{
	if (netns_add_link("veth", "probe0") < 0 &&
	    netns_add_link("dummy", "probe0") < 0)
		check_note(c, "no interface could be made: lo alone is "
			      "looked at");
	if (survey_take(&c->inside, c->session.arena, c->knowledge) < 0)
		return STATUS_PARTIAL;
	if (c->initial)
		check_scopes(c, of_net);
	check_defaults(c, of_net);
	check_writes(c, of_net);
	check_flush(c);
	return (int)session_close(&c->session, STATUS_CLEAN);
}

/* What was tried inside has not reached the host. */
static void check_unchanged(struct kernel_check *c)
{
	struct survey now;

	if (survey_take(&now, c->session.arena, c->knowledge) < 0)
		return;
	for (size_t i = 0; i < c->host.keys.n; i++) {
		const struct live_key *was = &c->host.keys.at[i];
		const struct live_key *is = survey_find(&now, was->path);

		if (!is || !was->has_value || !(was->mode & WRITABLE))
			continue;
		c->counts[COUNT_UNCHANGED]++;
		if (!str_eq(is->value, was->value))
			check_differs(c, DIFFERS_MOVES, was,
				      "the host's value was %.*s and is %.*s",
				      STR_ARG(was->value), STR_ARG(is->value));
	}
}

/* One private namespace: false where there can be none. */
static bool look_inside(struct kernel_check *c, enum netns_owner owner,
			bool of_net, unsigned limit_s, int *out_status)
{
	int error;

	check_flush(c);
	fflush(c->session.out.file);
	c->owner = owner;
	c->exceptions.of_user = of_net && owner == NETNS_OF_USER;
	error = netns_split(&c->netns, owner);
	if (error) {
		check_note(c, "no private namespace of a %s: %s",
			   owner == NETNS_OF_ROOT ? "root" : "user",
			   strerror(-error));
		return false;
	}
	if (c->netns.side == NETNS_INSIDE) {
		*out_status = inside(c, of_net);
		return true;
	}
	*out_status = netns_serve(&c->netns, limit_s);
	if (*out_status)
		session_fail(&c->session, STATUS_LOST,
			     "what was tried inside came to no end: %s",
			     *out_status < 0 ? strerror(-*out_status)
					     : "its own failure");
	return true;
}

/* The network in root's namespace, which lacks nothing; IPC and the like in a
 * user's, and the network as well for who is not root. */
static int compare(struct kernel_check *c, unsigned limit_s)
{
	bool has_net, has_rest = true;
	int status = 0;

	has_net = geteuid() == 0 &&
		  look_inside(c, NETNS_OF_ROOT, true, limit_s, &status);
	if (c->netns.side == NETNS_INSIDE)
		return status;
	if (!has_net)
		has_net = look_inside(c, NETNS_OF_USER, true, limit_s, &status);
	if (c->netns.side == NETNS_OUTSIDE)
		has_rest =
			look_inside(c, NETNS_OF_USER, false, limit_s, &status);
	if (c->netns.side == NETNS_INSIDE)
		return status;
	if (!has_net || !has_rest)
		check_note(c, "without it scopes, defaults and ranges of its "
			      "keys are not compared");
	check_unchanged(c);
	check_flush(c);
	return finish(c, has_net && has_rest);
}

static void look_around(struct kernel_check *c)
{
	describe_machine(c);
	c->initial = is_first("/proc/self/ns/uts", FIRST_UTS) &&
		     is_first("/proc/self/ns/user", FIRST_USER) &&
		     /* The first process, and the kernel's own first one. */
		     is_net_of("/proc/1/ns/net") && is_net_of("/proc/2/ns/net");
	if (!c->initial)
		check_note(c, "these are not the first namespaces: scopes "
			      "are not compared");
	check_keys(c);
	check_booted(c);
}

/* Counted by several processes. */
static bool share_counts(struct kernel_check *c)
{
	const size_t n = N_KERNEL_COUNTS + KERNEL_EXCEPTIONS_MAX + 1;
	size_t *all = mmap(NULL, n * sizeof *all, PROT_READ | PROT_WRITE,
			   MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (all == MAP_FAILED)
		return false;
	c->n_differences = all;
	c->counts = all + 1;
	c->exceptions.n_used = c->counts + N_KERNEL_COUNTS;
	return true;
}

/* Of a distribution's kernel uname -r may stand still while it follows the
 * stable releases: Debian says which beside it, Ubuntu in a file. */
static struct str release_of(struct arena *arena, const struct utsname *name)
{
	const struct str version = str_of(name->version);
	const struct str debian = STR("Debian ");
	const size_t at = str_find_str(version, debian);
	struct str rest, text, word = { 0 }, last = { 0 };

	rest = str_slice(version, at + debian.len, version.len);
	if (str_next_word(&rest, " -", &word))
		return str_copy(arena, word);
	if (file_read(arena, "/proc/version_signature", VERSION_MAX, &text) < 0)
		return str_copy(arena, str_of(name->release));
	while (str_next_word(&text, " \n", &word))
		last = word;
	return last;
}

static int start(struct kernel_check *c, const struct opts *opts)
{
	const char *limit = opt_text(opts, "limit");
	struct num limit_s = num_of(LIMIT_S);
	struct utsname name;

	uname(&name);
	c->build.release = str_copy(c->session.arena, str_of(name.release));
	if ((limit && !num_parse(str_of(limit), &limit_s)) ||
	    !share_counts(c) || !read_files(c, opts))
		return (int)session_close(&c->session, STATUS_USAGE);
	/* Another file system may lie over it, with nothing in it. */
	if (!kver_parse(release_of(c->session.arena, &name), &c->kernel) ||
	    access("/proc/sys/kernel/ostype", R_OK) != 0 ||
	    survey_take(&c->host, c->session.arena, c->knowledge) < 0) {
		fprintf(c->session.out.file,
			"skipped: there is no /proc/sys of a known kernel\n");
		session_close(&c->session, STATUS_CLEAN);
		return STATUS_SKIP;
	}
	look_around(c);
	return compare(c, (unsigned)limit_s.magnitude);
}

int main(int argc, char **argv)
{
	struct kernel_check check = { 0 };
	struct opts opts = { 0 };

	session_open(&check.session);
	if (!read_options(&check, argc, argv, &opts))
		return (int)session_close(&check.session, STATUS_USAGE);
	return start(&check, &opts);
}
