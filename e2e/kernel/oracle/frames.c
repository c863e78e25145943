#include "frames.h"
#include <stdlib.h>
#include <string.h>

struct known {
	uint64_t pfn; /* 0: free place */
	long number;
};

/* Open addressing; the table of the picture before and that of the picture being taken. */
static struct table {
	struct known *places;
	unsigned long size, used;
} before, now;
static long last_number;

static struct known *place(struct table *table, uint64_t pfn)
{
	unsigned long at = pfn * 0x9e3779b97f4a7c15UL % table->size;

	while (table->places[at].pfn && table->places[at].pfn != pfn)
		at = (at + 1) % table->size;
	return &table->places[at];
}

static void grow(struct table *table)
{
	struct table larger = { NULL, table->size ? table->size * 2 : 1024, table->used };

	larger.places = calloc(larger.size, sizeof(struct known));
	for (unsigned long i = 0; i < table->size; i++)
		if (table->places[i].pfn)
			*place(&larger, table->places[i].pfn) = table->places[i];
	free(table->places);
	*table = larger;
}

void frames_begin(void)
{
	if (!before.size)
		grow(&before);
	now.size = 0;
	now.used = 0;
	now.places = NULL;
	grow(&now);
}

long frame_number(uint64_t pfn)
{
	struct known *known;
	struct known *old;

	if (now.used * 2 >= now.size)
		grow(&now);
	known = place(&now, pfn);
	if (known->pfn)
		return known->number;
	old = place(&before, pfn);
	known->pfn = pfn;
	known->number = old->pfn ? old->number : ++last_number;
	now.used++;
	return known->number;
}

void frames_end(void)
{
	free(before.places);
	before = now;
}
