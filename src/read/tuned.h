/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A tuned profile's [sysctl] sections, with the profiles that it includes and
 * the variables that can be told. What cannot be told is passed over, with
 * one mark a file.
 */
#ifndef READ_TUNED_H
#define READ_TUNED_H

#include "read/sysctl_file.h"

void tuned_read(struct host_builder *b, uint32_t source);

#endif
