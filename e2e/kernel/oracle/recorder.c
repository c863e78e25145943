/*
 * Starts the subject, passes on the calls that it reads from standard input, one a line, and prints for each
 * what the kernel answered and what the address space looks like afterwards, one JSON object a line.
 *
 *   recorder SUBJECT [NAME=VALUE …]
 *
 * A line is "[@WORKER] NR A0 A1 A2 A3 A4 A5 POINTERS [W0 … W11] [=TEXT]", numbers in hexadecimal (see protocol.h);
 * "end" ends it. The first line printed is the header. Settings: `threads` (besides the main one), `monitor=0`
 * (userfaultfd events are left to the program), `memlock`, `as`, `data` in bytes, and of the whole machine, put back
 * at the end: `thp`, `overcommit`, `maxMapCount`.
 */
#define _GNU_SOURCE
#include "batches.h"
#include "header.h"
#include "protocol.h"
#include "settings.h"
#include "state.h"
#include "text.h"
#include "workers.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* A line may end in "#SUM", the sum of its bytes before: a serial line may lose some. */
static int is_whole(char *line)
{
	char *mark = strrchr(line, '#');
	unsigned long sum = 0;

	if (!mark)
		return 1;
	for (char *at = line; at < mark; at++)
		sum += (unsigned char)*at;
	*mark = 0;
	return strtoul(mark + 1, NULL, 16) == sum;
}

static int parse(char *line, struct command *command, int *worker)
{
	char *text = strchr(line, '=');
	char *at = line;
	unsigned long numbers[8 + WORDS] = { 0 };
	int count = 0;

	memset(command, 0, sizeof(*command));
	*worker = 0;
	if (*at == '@')
		*worker = strtoul(at + 1, &at, 16) % WORKERS;
	if (text) {
		*text++ = 0;
		text[strcspn(text, "\n")] = 0;
		snprintf(command->text, TEXT_SIZE, "%s", text);
	}
	while (count < 8 + WORDS) {
		char *end;

		errno = 0;
		numbers[count] = strtoul(at, &end, 16);
		if (end == at)
			break;
		at = end;
		count++;
	}
	if (count < 8)
		return -1;
	command->nr = numbers[0];
	memcpy(command->args, numbers + 1, sizeof(command->args));
	command->pointers = numbers[7];
	memcpy(command->words, numbers + 8, sizeof(command->words));
	return 0;
}

static void print_result(const struct answer *answer)
{
	printf("\"result\":%ld", answer->result);
	if (answer->signal)
		printf(",\"signal\":%ld,\"code\":%ld,\"addr\":\"0x%lx\"", answer->signal, answer->code, answer->addr);
}

/* Calls that slept and have come back, with their results; waits for those that are on their way. */
static void print_resumed(void)
{
	int printed = 0;

	printf(",\"resumed\":[");
	for (int i = 0; i < WORKERS; i++) {
		struct answer answer;

		if (!resume(i, &answer))
			continue;
		printf("%s{\"worker\":%d,", printed++ ? "," : "", i);
		print_result(&answer);
		printf("}");
	}
	printf("]");
}

static void print_answer(int answered, const struct answer *answer, const char *events)
{
	printf("{");
	if (answered)
		print_result(answer);
	else
		printf("\"asleep\":true");
	printf(",\"words\":[");
	for (int i = 0; answered && i < WORDS; i++)
		printf("%s\"0x%lx\"", i ? "," : "", answer->words[i]);
	printf("],\"events\":[%s]", events);
	if (!monitored && answered)
		print_resumed();
	printf(",");
	state_print(stdout);
	empty_batches();
	printf("}\n");
	fflush(stdout);
}

/* Its first answer says that the subject runs, so that its own mappings are complete. */
static void prepare(const char *path, int count, char **settings)
{
	struct command where = { SYS_brk, { 0 }, 0, { 0 }, "" };
	struct answer answer;
	char events[EVENTS_SIZE];

	start_subject(path);
	perform(0, &where, &answer, events);
	if (state_open(subject))
		die("/proc");
	for (int i = 0; i < count; i++)
		set(settings[i]);
}

/* Also where the recorder gives up: a subject that never comes back would hold what reads from it. */
static void end_subject(void)
{
	if (subject <= 0)
		return;
	kill(subject, SIGKILL);
	waitpid(subject, NULL, 0);
}

int main(int count, char **arguments)
{
	static char line[4096], events[EVENTS_SIZE];
	struct command command;
	struct answer answer;
	int worker;

	if (count < 2) {
		fprintf(stderr, "usage: recorder SUBJECT [NAME=VALUE …]\n");
		return 2;
	}
	stay_on_one_cpu();
	signal(SIGPIPE, SIG_IGN);
	/* Byte by byte: what comes after "end" is for somebody else. */
	setvbuf(stdin, NULL, _IONBF, 0);
	atexit(put_back);
	atexit(end_subject);
	prepare(arguments[1], count - 2, arguments + 2);
	print_header();
	while (fgets(line, sizeof(line), stdin) && strncmp(line, "end", 3)) {
		int answered;

		if (line[0] == '\n')
			continue;
		if (!is_whole(line) || parse(line, &command, &worker)) {
			/* To be said again. */
			printf("?\n");
			fflush(stdout);
			continue;
		}
		answered = perform(worker, &command, &answer, events);
		if (answered && command.nr == SYS_fork && answer.result > 0)
			add_worker(command.args[0], answer.result, answer.result);
		print_answer(answered, &answer, events);
	}
	return 0;
}
