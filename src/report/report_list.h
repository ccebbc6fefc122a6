/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every output format, in the order that help prints them. To add one: write
 * <name>.c with its report_<name>, add a line here, list the file in
 * Makefile.am, describe it in man/sysctl-advisor.1, and give it a case.
 * Included more than once: no guard.
 */
REPORT(text)
REPORT(concise)
REPORT(brief)
REPORT(json)
REPORT(diags)
REPORT(advice_text)
REPORT(advice_conf)
REPORT(advice_json)
REPORT(advice_diff)
REPORT(derived)
REPORT(topology_text)
REPORT(topology_json)
REPORT(settings)
REPORT(trace_text)
REPORT(trace_json)
REPORT(page_text)
REPORT(page_markdown)
REPORT(page_json)
