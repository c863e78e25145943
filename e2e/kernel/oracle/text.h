#ifndef TEXT_H
#define TEXT_H

#include <stddef.h>

/* Ends the recorder with what could not be done, and why. */
void die(const char *what);

/* The first line of a file, without its end; empty if there is none. */
void read_text(const char *path, char *text, size_t size);

/* Writes to a file that is there. */
void write_text(const char *path, const char *text);

#endif
