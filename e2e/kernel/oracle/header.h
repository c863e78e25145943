#ifndef HEADER_H
#define HEADER_H

/* Prints the first line: the machine, what it allows, and the subject as it starts. */
void print_header(void);

#endif
