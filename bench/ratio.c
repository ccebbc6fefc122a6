/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How much longer one command takes than another, measured in one run: the
 * two are started in turn, and each pair gives a ratio, so that whatever else
 * the machine is doing falls on both. Prints the medians.
 *
 * usage: ratio PAIRS COMMAND... -- COMMAND...
 *
 * Output of the commands goes to /dev/null. A command that cannot be started
 * ends the run; its exit status is printed, not judged.
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

struct sample {
	double wall_ms, cpu_ms;
	long peak_kib, faults;
	int status;
};

static double ms_between(const struct timespec *a, const struct timespec *b)
{
	return (double)(b->tv_sec - a->tv_sec) * 1e3 +
	       (double)(b->tv_nsec - a->tv_nsec) / 1e6;
}

static double ms_of(const struct timeval *t)
{
	return (double)t->tv_sec * 1e3 + (double)t->tv_usec / 1e3;
}

static pid_t start(char **command)
{
	posix_spawn_file_actions_t actions;
	pid_t child;
	int error;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
	error = posix_spawnp(&child, command[0], &actions, NULL, command,
			     environ);
	posix_spawn_file_actions_destroy(&actions);
	if (error == 0)
		return child;
	fprintf(stderr, "ratio: %s: %s\n", command[0], strerror(error));
	exit(2);
}

static struct sample run(char **command)
{
	struct timespec before, after;
	struct rusage usage;
	struct sample s;
	pid_t child;
	int status;

	clock_gettime(CLOCK_MONOTONIC, &before);
	child = start(command);
	while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR)
		;
	clock_gettime(CLOCK_MONOTONIC, &after);
	s.wall_ms = ms_between(&before, &after);
	s.cpu_ms = ms_of(&usage.ru_utime) + ms_of(&usage.ru_stime);
	s.peak_kib = usage.ru_maxrss;
	s.faults = usage.ru_minflt;
	s.status = WIFEXITED(status) ? WEXITSTATUS(status)
				     : 128 + WTERMSIG(status);
	return s;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *values, size_t n)
{
	qsort(values, n, sizeof *values, by_size);
	return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

static void print_command(const char *label, const struct sample *samples,
			  double *scratch, size_t n)
{
	double wall, cpu;

	for (size_t i = 0; i < n; i++)
		scratch[i] = samples[i].wall_ms;
	wall = median(scratch, n);
	for (size_t i = 0; i < n; i++)
		scratch[i] = samples[i].cpu_ms;
	cpu = median(scratch, n);
	printf("%s  wall %.3f ms  cpu %.3f ms  peak %ld KiB  faults %ld  "
	       "exit %d\n",
	       label, wall, cpu, samples[0].peak_kib, samples[0].faults,
	       samples[0].status);
}

static int measure(size_t n, char **a, char **b)
{
	struct sample *as = calloc(n, sizeof *as), *bs = calloc(n, sizeof *bs);
	double *scratch = calloc(n, sizeof *scratch);

	if (!as || !bs || !scratch)
		return 2;
	run(a);
	run(b);
	for (size_t i = 0; i < n; i++) {
		as[i] = run(a);
		bs[i] = run(b);
	}
	print_command("A", as, scratch, n);
	print_command("B", bs, scratch, n);
	for (size_t i = 0; i < n; i++)
		scratch[i] = as[i].wall_ms / bs[i].wall_ms;
	printf("A/B wall %.3f", median(scratch, n));
	for (size_t i = 0; i < n; i++)
		scratch[i] = bs[i].cpu_ms > 0 ? as[i].cpu_ms / bs[i].cpu_ms : 0;
	printf("  cpu %.3f  (medians of %zu pairs)\n", median(scratch, n), n);
	free(as);
	free(bs);
	free(scratch);
	return 0;
}

int main(int argc, char **argv)
{
	long n = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
	int split = 2;

	while (split < argc && strcmp(argv[split], "--") != 0)
		split++;
	if (n < 1 || n > 100000 || split < 3 || split + 1 >= argc) {
		fprintf(stderr,
			"usage: ratio PAIRS COMMAND... -- COMMAND...\n");
		return 2;
	}
	argv[split] = NULL;
	return measure((size_t)n, argv + 2, argv + split + 1);
}
