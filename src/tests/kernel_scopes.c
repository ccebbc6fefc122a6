/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/kernel_check.h"

#include "keys/key.h"
#include <fcntl.h>
#include <unistd.h>

#define WRITABLE 0222

bool is_of_net(const struct live_key *key)
{
	return str_starts(key->path, STR("net/"));
}

/* A key of the network is the namespace's if it is there and, where it can be
 * written at all, can be written. */
static void check_of_net(struct kernel_check *c, const struct live_key *key,
			 uint8_t scope)
{
	const struct live_key *own = survey_find(&c->inside, key->path);

	if (scope == SCOPE_NETNS && !own && c->owner == NETNS_OF_USER) {
		c->counts[COUNT_HIDDEN]++;
		return;
	}
	c->counts[COUNT_SCOPES]++;
	if (scope == SCOPE_NETNS && !own)
		check_differs(c, DIFFERS_SCOPE, key,
			      "a fresh namespace has none");
	else if (scope == SCOPE_NETNS && key->mode & WRITABLE &&
		 !(own->mode & WRITABLE))
		check_differs(c, DIFFERS_SCOPE, key,
			      "it is read-only in a fresh namespace");
	else if (scope != SCOPE_NETNS && own && own->mode & WRITABLE)
		check_differs(c, DIFFERS_SCOPE, key,
			      "it can be written in a fresh namespace");
}

static bool opens(struct kernel_check *c, const struct live_key *key)
{
	const struct str path = str_join(c->session.arena, STR("/proc/sys"),
					 STR("/"), key->path);
	const int fd =
		open(str_c(c->session.arena, path), O_WRONLY | O_CLOEXEC);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

/* Another key is a namespace's if who is root there only may write it. Those
 * of the UTS namespace only who is root outside may write, and there is no PID
 * namespace here. */
static void check_of_rest(struct kernel_check *c, const struct live_key *key,
			  uint8_t scope)
{
	if (scope == SCOPE_UTSNS || scope == SCOPE_PIDNS ||
	    !(key->mode & WRITABLE) || key->fact->write == WRITE_READONLY)
		return;
	c->counts[COUNT_SCOPES]++;
	if (scope != SCOPE_HOST && scope != SCOPE_UNKNOWN) {
		if (!opens(c, key))
			check_differs(c, DIFFERS_SCOPE, key,
				      "root of a namespace may not write it");
	} else if (opens(c, key)) {
		check_differs(c, DIFFERS_SCOPE, key,
			      "root of a namespace may write it");
	}
}

static void check_scope(struct kernel_check *c, const struct live_key *key)
{
	const struct fact_at on = check_on(c, key);
	struct str pattern, interface;

	if (!on.exists)
		return;
	if (!is_of_net(key)) {
		check_of_rest(c, key, on.scope);
		return;
	}
	/* The host's interfaces are not those of the namespace. */
	if (on.scope != SCOPE_UNKNOWN &&
	    (survey_find(&c->inside, key->path) ||
	     !key_split_interface(c->session.arena, key->path, &pattern,
				  &interface)))
		check_of_net(c, key, on.scope);
}

void check_scopes(struct kernel_check *c, bool of_net)
{
	for (size_t i = 0; i < c->host.keys.n; i++) {
		const struct live_key *key = &c->host.keys.at[i];

		if (key->fact && is_of_net(key) == of_net &&
		    check_asked(c, key->path))
			check_scope(c, key);
	}
	/* What the fresh namespace alone has is a key as well. */
	for (size_t i = 0; i < c->inside.keys.n && of_net; i++)
		if (!survey_find(&c->host, c->inside.keys.at[i].path))
			check_key(c, &c->inside.keys.at[i]);
}
