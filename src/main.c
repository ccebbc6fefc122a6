/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/status.h"

int main(void)
{
	return STATUS_USAGE;
}
