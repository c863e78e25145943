#ifndef WORKERS_H
#define WORKERS_H

#include "protocol.h"
#include <sys/types.h>

/* Enough for the userfaultfd events of one call, as JSON. */
#define EVENTS_SIZE 65536

/* The process whose memory is looked at. Worker 0 is its main thread. */
extern pid_t subject;

/* Whether userfaultfd events are served here; otherwise they are left to the program. */
extern int monitored;

void start_subject(const char *path);

/* Workers 1 to `count`: threads of the subject. */
void start_threads(int count);

/* A worker that lives from now on. */
void add_worker(int index, pid_t pid, pid_t tid);

/*
 * Gives a worker a call, waits for the answer and meanwhile serves the userfaultfd events. 0 if there is no monitor
 * and the worker has gone to sleep instead of answering.
 */
int perform(int index, struct command *command, struct answer *answer, char *events);

/* Whether a call that slept has come back; waits for it if it is on its way. */
int resume(int index, struct answer *answer);

#endif
