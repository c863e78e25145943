/* Answers the userfaultfd events of the subject while a call of it runs. */
#ifndef MONITOR_H
#define MONITOR_H

#include <sys/types.h>

#define MONITOR_MAX 16

/* Watches the subject's descriptor `fd`, a userfaultfd. 0, or -1 with errno. */
int monitor_add(int pidfd, int fd);
/* Lets go of `fd`, so that the subject's own close is the last one. */
void monitor_drop(int fd);
/* The descriptors to poll; returns how many. */
int monitor_fds(int *fds);
/* Reads and answers what is queued; appends JSON objects, comma separated, to `events`. Returns how many were read. */
int monitor_serve(char *events, size_t size);

#endif
