/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every command, in the order that help prints them. To add one: write
 * cmd_<name>.c with its cmd_<name>, add a line here, list the file in
 * Makefile.am, describe it in man/sysctl-advisor.1, and give it a case.
 * Included more than once: no guard.
 */
CMD(help)
CMD(explain)
CMD(lint)
CMD(recommend)
CMD(rules)
CMD(topology)
CMD(trace)
