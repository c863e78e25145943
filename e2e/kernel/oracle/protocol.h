/*
 * What recorder and subject say to each other over two pipes: one command in, one answer out, both of
 * fixed size, so that the subject needs neither a C library nor memory of its own.
 */
#ifndef PROTOCOL_H
#define PROTOCOL_H

/* Worker i, a thread or a child of the subject, has the pair from COMMAND_FD + 2 * i on. */
#define COMMAND_FD 1000
#define ANSWER_FD 1001
#define WORKERS 4
#define WORDS 12
#define TEXT_SIZE 64

/* Calls that are no system calls. */
#define NR_STORE -1
#define NR_LOAD -2
/* Starts a thread, which becomes worker args[0]. In the same place fork says who the child becomes. */
#define NR_THREAD -3

struct command {
	long nr;
	unsigned long args[6];
	/* Bit i: argument i points to `words`. Bit 8 + i: argument i points to `text`. */
	unsigned long pointers;
	unsigned long words[WORDS];
	char text[TEXT_SIZE];
};

struct answer {
	long result;          /* as the kernel returned it: a negative errno on failure */
	long signal;          /* 0, or the signal a store or load got */
	long code;            /* si_code */
	unsigned long addr;   /* si_addr */
	unsigned long words[WORDS];
};

#endif
