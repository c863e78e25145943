/*
 * Numbers for physical frames, in order of first appearance. A frame that a picture does not show is
 * forgotten: if it comes back it is a new one.
 */
#ifndef FRAMES_H
#define FRAMES_H

#include <stdint.h>

void frames_begin(void);
long frame_number(uint64_t pfn);
void frames_end(void);

#endif
