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
#include "monitor.h"
#include "protocol.h"
#include "state.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <linux/userfaultfd.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#define MEMLOCK (8UL << 20)
#define EVENTS_SIZE 65536
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
static int pidfd, monitored = 1;
static pid_t subject;

static void die(const char *what)
{
	perror(what);
	exit(2);
}

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

static void start_subject(const char *path)
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

static void read_text(const char *path, char *text, size_t size)
{
	FILE *file = fopen(path, "r");

	text[0] = 0;
	if (!file)
		return;
	if (fgets(text, size, file))
		text[strcspn(text, "\n")] = 0;
	fclose(file);
}

/* Whether the worker waits in userfaultfd: for the page that it has touched, or for its event to be read. */
static int sleeps(const struct worker *worker)
{
	char path[64], where[128];

	snprintf(path, sizeof(path), "/proc/%d/task/%d/wchan", worker->pid, worker->tid);
	read_text(path, where, sizeof(where));
	return strstr(where, "userfault") != NULL;
}

static int take_answer(struct worker *worker, struct answer *answer)
{
	if (read(worker->from, answer, sizeof(*answer)) != sizeof(*answer))
		die("the subject has died");
	worker->state = IDLE;
	return 1;
}

/*
 * Waits for the answer and meanwhile serves the userfaultfd events. 0 if there is no monitor and the worker has
 * gone to sleep instead of answering.
 */
static int await(struct worker *worker, struct answer *answer, char *events)
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

static int perform(int index, struct command *command, struct answer *answer, char *events)
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
	answered = await(worker, answer, events);
	if (monitored && answered && command->nr == SYS_userfaultfd && answer->result >= 0)
		monitor_add(pidfd, answer->result);
	return answered;
}

/* A worker that lives from now on. */
static void add_worker(int index, pid_t pid, pid_t tid)
{
	workers[index].state = IDLE;
	workers[index].pid = pid;
	workers[index].tid = tid;
	if (pid != subject)
		state_add_child(pid);
}

static void start_threads(int count)
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
		char events[EVENTS_SIZE];

		if (workers[i].state != ASLEEP || !await(&workers[i], &answer, events))
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
	printf("}\n");
	fflush(stdout);
}

static unsigned long memory_kb(const char *name)
{
	FILE *file = fopen("/proc/meminfo", "r");
	char line[128];
	unsigned long kb = 0;

	while (file && fgets(line, sizeof(line), file))
		if (!strncmp(line, name, strlen(name)))
			kb = strtoul(line + strlen(name) + 1, NULL, 10);
	if (file)
		fclose(file);
	return kb;
}

/* A kernel that tracks soft-dirty pages marks a new mapping with `sd`. */
static int soft_dirty(void)
{
	FILE *smaps = fopen("/proc/self/smaps", "r");
	char line[256];
	int found = 0;

	while (smaps && fgets(line, sizeof(line), smaps))
		if (!strncmp(line, "VmFlags:", 8) && strstr(line, " sd"))
			found = 1;
	if (smaps)
		fclose(smaps);
	return found;
}

/* The feature bits that UFFDIO_API offers; 0 without the right to userfaultfd. */
static unsigned long uffd_features(void)
{
	struct uffdio_api api = { UFFD_API, 0, 0 };
	int fd = syscall(SYS_userfaultfd, O_CLOEXEC);

	if (fd < 0)
		return 0;
	ioctl(fd, UFFDIO_API, &api);
	close(fd);
	return api.features;
}

/* Whether reading an untouched page maps the shared zero page. Some virtual machines forbid it. */
static int zero_page(void)
{
	char *page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	uint64_t entry = 0, flags = 0;
	int pagemap = open("/proc/self/pagemap", O_RDONLY);
	int kpageflags = open("/proc/kpageflags", O_RDONLY);

	if (page == MAP_FAILED || *(volatile char *)page)
		return 1;
	pread(pagemap, &entry, 8, (unsigned long)page / 4096 * 8);
	pread(kpageflags, &flags, 8, (entry & ((1ULL << 55) - 1)) * 8);
	close(pagemap);
	close(kpageflags);
	munmap(page, 4096);
	return flags >> 24 & 1;
}

static void print_header(void)
{
	struct command where = { SYS_brk, { 0 }, 0, { 0 }, "" };
	struct answer brk;
	struct rlimit limits[3];
	struct utsname name;
	char thp[128], shmem[128], zero[16], overcommit[16], maps[16], lowest[32], events[EVENTS_SIZE];
	const char *root = "/sys/kernel/mm/transparent_hugepage/";
	char path[128];

	perform(0, &where, &brk, events);
	prlimit(subject, RLIMIT_MEMLOCK, NULL, &limits[0]);
	prlimit(subject, RLIMIT_AS, NULL, &limits[1]);
	prlimit(subject, RLIMIT_DATA, NULL, &limits[2]);
	uname(&name);
	snprintf(path, sizeof(path), "%senabled", root);
	read_text(path, thp, sizeof(thp));
	snprintf(path, sizeof(path), "%sshmem_enabled", root);
	read_text(path, shmem, sizeof(shmem));
	snprintf(path, sizeof(path), "%suse_zero_page", root);
	read_text(path, zero, sizeof(zero));
	read_text("/proc/sys/vm/overcommit_memory", overcommit, sizeof(overcommit));
	read_text("/proc/sys/vm/max_map_count", maps, sizeof(maps));
	read_text("/proc/sys/vm/mmap_min_addr", lowest, sizeof(lowest));
	printf("{\"format\":\"mm-trace/1\",\"release\":\"%s\",\"version\":\"%s\",\"arch\":\"%s\",\"pageSize\":4096,", name.release,
	       name.version, name.machine);
	printf("\"thp\":\"%s\",\"thpShmem\":\"%s\",\"thpZeroPage\":%d,\"zeroPage\":%s,\"overcommit\":%d,\"maxMapCount\":%d,\"memlock\":%lu,", thp, shmem,
	       atoi(zero), zero_page() ? "true" : "false", atoi(overcommit), atoi(maps), limits[0].rlim_cur);
	for (int i = 1; i < 3; i++)
		if (limits[i].rlim_cur != RLIM_INFINITY)
			printf("\"%s\":%lu,", i == 1 ? "as" : "data", limits[i].rlim_cur);
	printf("\"mmapMinAddr\":%d,\"memTotal\":%lu,\"swapTotal\":%lu,\"softDirty\":%s,\"brk\":\"0x%lx\",\"frames\":%s,", atoi(lowest),
	       memory_kb("MemTotal"), memory_kb("SwapTotal"), soft_dirty() ? "true" : "false", (unsigned long)brk.result,
	       state_has_frames() ? "true" : "false");
	printf("\"uffdFeatures\":\"0x%lx\",", uffd_features());
	printf("\"capabilities\":[\"CAP_SYS_PTRACE\"],");
	state_print(stdout);
	printf("}\n");
	fflush(stdout);
}

/* Settings of the machine that were changed, with what they were. */
static struct changed {
	char path[96], before[128];
} changed[4];
static int changed_count;

static void write_text(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);

	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		die(path);
	close(fd);
}

static void change(const char *path, const char *value)
{
	struct changed *one = &changed[changed_count++];
	char *bracket;

	snprintf(one->path, sizeof(one->path), "%s", path);
	read_text(path, one->before, sizeof(one->before));
	bracket = strchr(one->before, '[');
	if (bracket) {
		memmove(one->before, bracket + 1, strlen(bracket));
		one->before[strcspn(one->before, "]")] = 0;
	}
	write_text(path, value);
}

static void put_back(void)
{
	while (changed_count > 0) {
		changed_count--;
		write_text(changed[changed_count].path, changed[changed_count].before);
	}
}

static void set_limit(int resource, const char *value)
{
	struct rlimit limit = { strtoul(value, NULL, 10), strtoul(value, NULL, 10) };

	if (prlimit(subject, resource, &limit, NULL))
		die("prlimit");
}

static void set(const char *setting)
{
	const char *value = strchr(setting, '=');

	if (!value)
		return;
	value++;
	if (!strncmp(setting, "threads=", 8))
		start_threads(atoi(value));
	else if (!strncmp(setting, "monitor=", 8))
		monitored = atoi(value);
	else if (!strncmp(setting, "memlock=", 8))
		set_limit(RLIMIT_MEMLOCK, value);
	else if (!strncmp(setting, "as=", 3))
		set_limit(RLIMIT_AS, value);
	else if (!strncmp(setting, "data=", 5))
		set_limit(RLIMIT_DATA, value);
	else if (!strncmp(setting, "thp=", 4))
		change("/sys/kernel/mm/transparent_hugepage/enabled", value);
	else if (!strncmp(setting, "overcommit=", 11))
		change("/proc/sys/vm/overcommit_memory", value);
	else if (!strncmp(setting, "maxMapCount=", 12))
		change("/proc/sys/vm/max_map_count", value);
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
	signal(SIGPIPE, SIG_IGN);
	/* Byte by byte: what comes after "end" is for somebody else. */
	setvbuf(stdin, NULL, _IONBF, 0);
	atexit(put_back);
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
	kill(subject, SIGKILL);
	waitpid(subject, NULL, 0);
	return 0;
}
