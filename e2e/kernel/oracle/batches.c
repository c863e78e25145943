/*
 * A processor keeps pages on their way between lists in batches (to the LRU, from its inactive to its active list, to
 * be locked, to be freed lazily), and each of these holds a reference: do_wp_page() copies such a page though nobody
 * shares it. What waits there must not hang on who ran where, or on the recorder, which has looked.
 */
#define _GNU_SOURCE
#include "batches.h"
#include "text.h"
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/utsname.h>

#ifndef MADV_COLD
#define MADV_COLD 20
#endif
#define PAGE 4096UL

void stay_on_one_cpu(void)
{
	cpu_set_t allowed, one;
	int cpu = 0;

	if (sched_getaffinity(0, sizeof(allowed), &allowed))
		return;
	while (cpu < CPU_SETSIZE && !CPU_ISSET(cpu, &allowed))
		cpu++;
	CPU_ZERO(&one);
	CPU_SET(cpu, &one);
	sched_setaffinity(0, sizeof(one), &one);
}

/*
 * 5.9 to 5.17 copy every page to which anybody holds a reference, and a page that was just made waits for the LRU:
 * there this is what a program sees, and it stays. Since 5.18 do_wp_page() empties the batches when it meets such a
 * page, but not for one that is on the LRU already.
 */
static int batches_matter(void)
{
	struct utsname name;
	int major = 0, minor = 0;

	if (uname(&name) || sscanf(name.release, "%d.%d", &major, &minor) != 2)
		return 0;
	return major == 5 && minor >= 9 && minor <= 17;
}

/* Two looks through /proc/PID/mem put a page in the batch of those that become active (mark_page_accessed). */
void empty_batches(void)
{
	static char *page;

	if (!page) {
		if (batches_matter())
			return;
		page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (page == MAP_FAILED)
			die("mmap");
	}
	/* Begins with lru_add_drain(); before 5.4 it is unknown, and pages are judged by their mappings alone. */
	madvise(page, PAGE, MADV_COLD);
}
