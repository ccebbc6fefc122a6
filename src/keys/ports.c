/* SPDX-License-Identifier: Apache-2.0 */
#include "keys/ports.h"
#include "base/vec.h"
#include <stdlib.h>

#define PORT_MAX 65535

static int range_order(const void *a, const void *b)
{
	const struct port_range *x = a, *y = b;

	if (x->low != y->low)
		return x->low < y->low ? -1 : 1;
	return (x->high > y->high) - (x->high < y->high);
}

struct value ports_of(struct port_range *ranges, size_t n)
{
	size_t last = 0;

	if (n)
		qsort(ranges, n, sizeof *ranges, range_order);
	for (size_t i = 1; i < n; i++) {
		if (ranges[i].low > (uint32_t)ranges[last].high + 1)
			ranges[++last] = ranges[i];
		else if (ranges[i].high > ranges[last].high)
			ranges[last].high = ranges[i].high;
	}
	return (struct value){ .type = VALUE_PORTS,
			       .unit = UNIT_PORTS,
			       .n = n ? (uint32_t)last + 1 : 0,
			       .ports = ranges };
}

static bool port_parse(struct str s, uint16_t *out)
{
	struct num n;

	if (!num_parse(s, &n) || n.negative || n.magnitude > PORT_MAX)
		return false;
	*out = (uint16_t)n.magnitude;
	return true;
}

bool ports_parse(struct arena *arena, struct str text, struct value *out)
{
	VEC(struct port_range) ranges = { 0 };
	struct str word, low, high;

	while (str_next_word(&text, ", \t\n", &word)) {
		struct port_range r;

		if (!str_split(word, '-', &low, &high))
			high = low;
		if (!port_parse(low, &r.low) || !port_parse(high, &r.high) ||
		    r.low > r.high)
			return false;
		vec_push(arena, &ranges, r);
	}
	*out = ports_of(ranges.at, ranges.n);
	return true;
}

bool ports_have(struct value ports, uint32_t port)
{
	for (uint32_t i = 0; i < ports.n; i++)
		if (port >= ports.ports[i].low && port <= ports.ports[i].high)
			return true;
	return false;
}

uint32_t ports_count(struct value ports)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < ports.n; i++)
		count += 1u + ports.ports[i].high - ports.ports[i].low;
	return count;
}

static uint32_t range_shared(struct port_range a, struct port_range b)
{
	const uint16_t low = a.low > b.low ? a.low : b.low;
	const uint16_t high = a.high < b.high ? a.high : b.high;

	return low <= high ? 1u + high - low : 0;
}

/* Both are sorted: whichever range ends first is done with. */
uint32_t ports_shared(struct value a, struct value b)
{
	uint32_t shared = 0, i = 0, j = 0;

	while (i < a.n && j < b.n) {
		shared += range_shared(a.ports[i], b.ports[j]);
		if (a.ports[i].high < b.ports[j].high)
			i++;
		else
			j++;
	}
	return shared;
}

struct value ports_without(struct arena *arena, struct value a, struct value b)
{
	/* Each range of b cuts at most one range of a in two. */
	struct port_range *rest =
		arena_array(arena, struct port_range, (size_t)a.n + b.n);
	size_t n = 0;
	uint32_t j = 0;

	for (uint32_t i = 0; i < a.n; i++) {
		uint32_t low = a.ports[i].low;
		const uint16_t high = a.ports[i].high;

		while (j < b.n && b.ports[j].high < low)
			j++;
		for (uint32_t k = j; k < b.n && b.ports[k].low <= high; k++) {
			if (b.ports[k].low > low)
				rest[n++] = (struct port_range){
					(uint16_t)low,
					(uint16_t)(b.ports[k].low - 1)
				};
			low = b.ports[k].high + 1u;
		}
		if (low <= high)
			rest[n++] = (struct port_range){ (uint16_t)low, high };
	}
	return ports_of(rest, n);
}
