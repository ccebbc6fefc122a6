/* SPDX-License-Identifier: Apache-2.0 */
#include "prove/netns.h"

#include <errno.h>
#include <linux/rtnetlink.h>
#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

#define NAME_BYTES 16

/* RTM_NEWLINK with its two attributes, the kind within another. */
struct request {
	struct nlmsghdr header;
	struct ifinfomsg link;
	char attributes[128];
};

static struct rtattr *attribute(struct request *r, unsigned short type,
				struct str text)
{
	struct rtattr *a =
		(void *)((char *)r + NLMSG_ALIGN(r->header.nlmsg_len));

	a->rta_type = type;
	a->rta_len = (unsigned short)RTA_LENGTH(text.len);
	if (text.len)
		memcpy(RTA_DATA(a), text.at, text.len);
	r->header.nlmsg_len += (uint32_t)RTA_SPACE(text.len);
	return a;
}

static int acknowledged(int fd)
{
	struct {
		struct nlmsghdr header;
		struct nlmsgerr error;
		char rest[512];
	} reply;
	ssize_t got;

	do
		got = recv(fd, &reply, sizeof reply, 0);
	while (got < 0 && errno == EINTR);
	if (got < (ssize_t)(sizeof reply.header + sizeof reply.error) ||
	    reply.header.nlmsg_type != NLMSG_ERROR)
		return -EPROTO;
	return reply.error.error;
}

int netns_add_link(const char *kind, const char *name)
{
	struct request r = {
		.header = { .nlmsg_len = NLMSG_LENGTH(sizeof r.link),
			    .nlmsg_type = RTM_NEWLINK,
			    .nlmsg_flags = NLM_F_REQUEST | NLM_F_CREATE |
					   NLM_F_EXCL | NLM_F_ACK },
	};
	struct rtattr *info;
	int fd, error;

	if (strlen(kind) >= NAME_BYTES || strlen(name) >= NAME_BYTES)
		return -ENAMETOOLONG;
	fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	if (fd < 0)
		return -errno;
	attribute(&r, IFLA_IFNAME, (struct str){ name, strlen(name) + 1 });
	info = attribute(&r, IFLA_LINKINFO, (struct str){ 0 });
	attribute(&r, IFLA_INFO_KIND, str_of(kind));
	info->rta_len = (unsigned short)((char *)&r + r.header.nlmsg_len -
					 (char *)info);
	error = send(fd, &r, r.header.nlmsg_len, 0) < 0 ? -errno
							: acknowledged(fd);
	close(fd);
	return error;
}
