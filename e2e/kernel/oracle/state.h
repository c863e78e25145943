/* The subject's address space as JSON: mappings, pages, counters. Reading it does not change it. */
#ifndef STATE_H
#define STATE_H

#include <stdio.h>
#include <sys/types.h>

/* Opens /proc/PID/…; what is mapped now is the process's own and is left out of `pages`. 0, or -1 with errno. */
int state_open(pid_t pid);
/* A child of the process: what is the process's own is the child's own, too. Number of the child from 0 on, or -1. */
int state_add_child(pid_t pid);
/*
 * Prints "state":{"vmas":[…],"pages":[…],"mm":{…}} without what is as it was, and for children "children":[{…},…]
 * likewise, frames numbered in common.
 */
void state_print(FILE *out);
/* Whether frame numbers can be read here (CAP_SYS_ADMIN). */
int state_has_frames(void);

#endif
