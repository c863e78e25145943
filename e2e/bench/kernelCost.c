/*
 * What the running kernel needs for the calls that engine.ts times on the engine; prints nanoseconds a call.
 *
 *   cc -O1 -o kernelCost kernelCost.c && ./kernelCost
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mman.h>
#include <time.h>

#define PAGE 4096UL
#define MOVES 20000
#define MAPS 2000

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e9 + t.tv_nsec;
}

/* mremap of eight touched pages there and back: the cost of one of the two. */
static double move_eight(void)
{
	void *here = (void *)0x10000000000, *there = (void *)0x10040000000;
	char *pages = mmap(here, 8 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
	double start;

	for (int i = 0; i < 8; i++)
		pages[i * PAGE] = 1;
	start = now();
	for (int i = 0; i < MOVES / 2; i++) {
		mremap(here, 8 * PAGE, 8 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, there);
		mremap(there, 8 * PAGE, 8 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, here);
	}
	return (now() - start) / MOVES;
}

/* A mapping of two pages, touched, protected and unmapped again: the cost of one of the four. */
static double small_mix(void)
{
	double start = now();

	for (int i = 0; i < MAPS; i++) {
		char *pages = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

		pages[0] = 1;
		mprotect(pages, PAGE, PROT_READ);
		munmap(pages, 2 * PAGE);
	}
	return (now() - start) / (4 * MAPS);
}

int main(void)
{
	printf("{\"moveEight\":%.0f,\"smallMix\":%.0f}\n", move_eight(), small_mix());
	return 0;
}
