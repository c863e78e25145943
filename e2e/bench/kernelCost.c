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
#define MANY 65500
#define ROUNDS 6

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e9 + t.tv_nsec;
}

/* A loop that is the same in engine.ts: how fast this machine is just now. */
static double yardstick(void)
{
	volatile unsigned sink;
	unsigned state = 1;
	double start = now();

	for (int i = 0; i < 2000000; i++) {
		state = state * 1664525U + 1013904223U;
		__asm__ volatile("" : "+r"(state));
	}
	sink = state;
	(void)sink;
	return (now() - start) / 2000000;
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

static int many_are_mapped(void)
{
	for (int i = 0; i < MANY; i++) {
		int prot = i % 2 ? PROT_READ : PROT_READ | PROT_WRITE;

		if (mmap(NULL, PAGE, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED)
			return 0;
	}
	return 1;
}

/* mmap(NULL) among mappings that cannot merge; a limit below the usual one gives 0. */
static double placement(void)
{
	static int mapped = -1;
	double spent = 0;

	if (mapped < 0)
		mapped = many_are_mapped();
	if (!mapped)
		return 0;
	for (int i = 0; i < MAPS; i++) {
		double start = now();
		void *page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

		spent += now() - start;
		munmap(page, PAGE);
	}
	return spent / MAPS;
}

/* The best of several rounds: whatever else the machine does can only make a round slower. */
static double best(double (*cost)(void))
{
	double least = cost();

	for (int i = 1; i < ROUNDS; i++) {
		double again = cost();

		if (again < least)
			least = again;
	}
	return least;
}

int main(void)
{
	printf("{\"yardstick\":%.3f,\"moveEight\":%.0f,\"smallMix\":%.0f,", best(yardstick), best(move_eight),
	       best(small_mix));
	printf("\"placement\":%.0f}\n", best(placement));
	return 0;
}
