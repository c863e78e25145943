#include "text.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void die(const char *what)
{
	perror(what);
	exit(2);
}

void read_text(const char *path, char *text, size_t size)
{
	FILE *file = fopen(path, "r");

	text[0] = 0;
	if (!file)
		return;
	if (fgets(text, size, file))
		text[strcspn(text, "\n")] = 0;
	fclose(file);
}

void write_text(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);

	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		die(path);
	close(fd);
}
