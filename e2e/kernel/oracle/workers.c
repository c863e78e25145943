/*
 * The subject's threads and children: they are started here, given their calls, and waited for.
 */
#define _GNU_SOURCE
#include "workers.h"
#include "monitor.h"
#include "state.h"
#include "text.h"
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MEMLOCK (8UL << 20)
/* How long a call may take in all, and how often it is looked whether it sleeps. */
#define PATIENCE_MS 20000
#define ROUND_MS 20

enum worker_state { ABSENT, IDLE, RUNNING, ASLEEP };

/* A thread of the subject, or a child. */
static struct worker {
	enum worker_state state;
	int to, from;
	pid_t pid, tid;
} workers[WORKERS];
static int pidfd;
int monitored = 1;
pid_t subject;

/*
 * All capabilities are dropped but CAP_SYS_PTRACE, which lets userfaultfd see faults inside the kernel. It has
 * to be ambient: root would get all of them back at execve, and that also turns address randomisation on again.
 */
static void drop_capabilities(void)
{
	struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
	struct __user_cap_data_struct data[2] = { { 0 }, { 0 } };

	data[0].effective = data[0].permitted = data[0].inheritable = 1U << CAP_SYS_PTRACE;
	if (prctl(PR_SET_SECUREBITS, SECBIT_NOROOT))
		die("prctl");
	if (syscall(SYS_capset, &header, data) || prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_SYS_PTRACE, 0, 0))
		die("capset");
}

static void become_subject(const char *path, int pipes[WORKERS][2])
{
	struct rlimit memlock = { MEMLOCK, MEMLOCK };
	struct rlimit stack = { MEMLOCK, RLIM_INFINITY };
	char *arguments[] = { "subject", NULL };
	char *environment[] = { NULL };

	personality(ADDR_NO_RANDOMIZE);
	setrlimit(RLIMIT_MEMLOCK, &memlock);
	setrlimit(RLIMIT_STACK, &stack);
	for (int i = 0; i < WORKERS; i++)
		if (dup2(pipes[i][0], COMMAND_FD + 2 * i) < 0 || dup2(pipes[i][1], ANSWER_FD + 2 * i) < 0)
			die("dup2");
	for (int fd = 3; fd < COMMAND_FD; fd++)
		close(fd);
	drop_capabilities();
	execve(path, arguments, environment);
	die(path);
}

void start_subject(const char *path)
{
	int theirs[WORKERS][2];

	for (int i = 0; i < WORKERS; i++) {
		int down[2], up[2];

		if (pipe2(down, O_CLOEXEC) || pipe2(up, O_CLOEXEC))
			die("pipe");
		theirs[i][0] = down[0];
		theirs[i][1] = up[1];
		workers[i].to = down[1];
		workers[i].from = up[0];
	}
	subject = fork();
	if (subject < 0)
		die("fork");
	if (!subject)
		become_subject(path, theirs);
	for (int i = 0; i < WORKERS; i++) {
		close(theirs[i][0]);
		close(theirs[i][1]);
	}
	workers[0].state = IDLE;
	workers[0].pid = workers[0].tid = subject;
	pidfd = syscall(SYS_pidfd_open, subject, 0);
}

/* Functions of the kernel's userfaultfd that wait. Others, such as its ioctls, are at work: on a slow machine for long. */
static int is_waiting_function(const char *line)
{
	return strstr(line, "handle_userfault") || strstr(line, "userfaultfd_event_wait_completion") ||
	       strstr(line, "userfaultfd_read") || strstr(line, "userfaultfd_ctx_read");
}

/*
 * Whether the worker waits in userfaultfd: for the page that it has touched, or for its event to be read. Its kernel
 * stack says so; /proc/PID/wchan does not before 5.16.
 */
static int sleeps(const struct worker *worker)
{
	char path[64], line[128];
	FILE *stack;
	int found = 0;

	snprintf(path, sizeof(path), "/proc/%d/task/%d/stack", worker->pid, worker->tid);
	stack = fopen(path, "r");
	while (stack && !found && fgets(line, sizeof(line), stack))
		found = is_waiting_function(line);
	if (stack)
		fclose(stack);
	return found;
}

static int take_answer(struct worker *worker, struct answer *answer)
{
	if (read(worker->from, answer, sizeof(*answer)) != sizeof(*answer))
		die("the subject has died");
	worker->state = IDLE;
	return 1;
}

static int await_answer(struct worker *worker, struct answer *answer, char *events)
{
	events[0] = 0;
	for (int waited = 0; waited < PATIENCE_MS;) {
		struct pollfd polled[MONITOR_MAX + 1] = { { worker->from, POLLIN, 0 } };
		int fds[MONITOR_MAX];
		int count = monitor_fds(fds);

		for (int i = 0; i < count; i++)
			polled[i + 1] = (struct pollfd){ fds[i], POLLIN, 0 };
		if (!poll(polled, count + 1, ROUND_MS))
			waited += ROUND_MS;
		monitor_serve(events, EVENTS_SIZE);
		if (polled[0].revents & (POLLIN | POLLHUP))
			return take_answer(worker, answer);
		if (!monitored && sleeps(worker)) {
			worker->state = ASLEEP;
			return 0;
		}
	}
	die("the subject does not answer");
	return 0;
}

int perform(int index, struct command *command, struct answer *answer, char *events)
{
	struct worker *worker = &workers[index];
	int answered;

	if (worker->state != IDLE)
		die("this worker cannot run");
	if (command->nr == SYS_close)
		monitor_drop(command->args[0]);
	if (write(worker->to, command, sizeof(*command)) != sizeof(*command))
		die("subject");
	worker->state = RUNNING;
	answered = await_answer(worker, answer, events);
	if (monitored && answered && command->nr == SYS_userfaultfd && answer->result >= 0)
		monitor_add(pidfd, answer->result);
	return answered;
}

void add_worker(int index, pid_t pid, pid_t tid)
{
	workers[index].state = IDLE;
	workers[index].pid = pid;
	workers[index].tid = tid;
	if (pid != subject)
		state_add_child(pid);
}

void start_threads(int count)
{
	struct answer answer;
	char events[EVENTS_SIZE];

	for (int i = 1; i <= count; i++) {
		struct command command = { NR_THREAD, { i }, 0, { 0 }, "" };

		perform(0, &command, &answer, events);
		if (answer.result < 0)
			die("thread");
		add_worker(i, subject, answer.result);
	}
}

int resume(int index, struct answer *answer)
{
	char events[EVENTS_SIZE];

	return workers[index].state == ASLEEP && await_answer(&workers[index], answer, events);
}
