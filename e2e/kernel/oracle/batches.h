#ifndef BATCHES_H
#define BATCHES_H

/* All of it on one processor. To be called before anything else. */
void stay_on_one_cpu(void);

/* Empties this processor's batches of pages, unless they are part of what the kernel does. */
void empty_batches(void);

#endif
