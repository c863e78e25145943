/*
 * The first and only process of a virtual machine: prepares it and runs the recorder, again and again, with the
 * second serial line as its standard input and output. A line "- SETTINGS ." starts one run, whose end is told by
 * "ended"; "off" ends the machine; to anything else it says "?".
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#define SETTINGS 16

static void write_text(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);

	if (fd < 0)
		return;
	if (write(fd, text, strlen(text)) < 0)
		perror(path);
	close(fd);
}

/* Bytes as they are: no echo, no line ends of a terminal. */
static int open_line(const char *path)
{
	struct termios raw;
	int fd = open(path, O_RDWR | O_NOCTTY);

	if (fd < 0 || tcgetattr(fd, &raw))
		return -1;
	cfmakeraw(&raw);
	cfsetspeed(&raw, B115200);
	tcsetattr(fd, TCSANOW, &raw);
	return fd;
}

/* Byte by byte, since what follows is for the recorder. */
static int read_line(int fd, char *line, size_t size)
{
	size_t length = 0;

	while (length + 1 < size && read(fd, line + length, 1) == 1 && line[length] != '\n')
		length++;
	line[length] = 0;
	return length;
}

static void run(int fd, char *settings)
{
	char *arguments[SETTINGS + 3] = { "recorder", "/oracle" };
	int count = 2;
	pid_t recorder;

	for (char *word = strtok(settings, " "); word && count < SETTINGS + 2; word = strtok(NULL, " "))
		if (strchr(word, '='))
			arguments[count++] = word;
	recorder = fork();
	if (recorder) {
		/* Orphans of the subject are ours too, and end when they like. */
		while (wait(NULL) != recorder)
			;
		if (write(fd, "ended\n", 6) < 0)
			perror("serial line");
		return;
	}
	dup2(fd, 0);
	dup2(fd, 1);
	execv("/recorder", arguments);
	_exit(127);
}

int main(void)
{
	char line[1024];
	int fd;

	mkdir("/proc", 0755);
	mkdir("/sys", 0755);
	mkdir("/dev", 0755);
	mount("proc", "/proc", "proc", 0, NULL);
	mount("sysfs", "/sys", "sysfs", 0, NULL);
	mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
	write_text("/sys/kernel/mm/transparent_hugepage/enabled", "madvise");
	write_text("/sys/kernel/mm/transparent_hugepage/shmem_enabled", "never");
	fd = open_line("/dev/ttyS1");
	if (fd >= 0 && write(fd, "ready\n", 6) == 6)
		while (read_line(fd, line, sizeof(line)) >= 0 && strcmp(line, "off")) {
			if (line[0] == '-' && line[strlen(line) - 1] == '.')
				run(fd, line);
			else if (line[0] && write(fd, "?\n", 2) < 0)
				break;
		}
	reboot(RB_POWER_OFF);
	return 0;
}
