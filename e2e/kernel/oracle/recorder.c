/*
 * Starts the subject, passes on the calls that it reads from standard input, one a line, and prints for each
 * what the kernel answered and what the address space looks like afterwards, one JSON object a line.
 *
 *   recorder SUBJECT
 *
 * A line is "NR A0 A1 A2 A3 A4 A5 POINTERS [W0 … W11] [=TEXT]", numbers in hexadecimal (see protocol.h).
 * The first line printed is the header.
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

static int to_subject, from_subject, pidfd;
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

static void become_subject(const char *path, int commands, int answers)
{
	struct rlimit memlock = { MEMLOCK, MEMLOCK };
	struct rlimit stack = { MEMLOCK, RLIM_INFINITY };
	char *arguments[] = { "subject", NULL };
	char *environment[] = { NULL };

	personality(ADDR_NO_RANDOMIZE);
	setrlimit(RLIMIT_MEMLOCK, &memlock);
	setrlimit(RLIMIT_STACK, &stack);
	if (dup2(commands, COMMAND_FD) < 0 || dup2(answers, ANSWER_FD) < 0)
		die("dup2");
	for (int fd = 3; fd < COMMAND_FD; fd++)
		close(fd);
	drop_capabilities();
	execve(path, arguments, environment);
	die(path);
}

static void start_subject(const char *path)
{
	int down[2], up[2];

	if (pipe(down) || pipe(up))
		die("pipe");
	subject = fork();
	if (subject < 0)
		die("fork");
	if (!subject)
		become_subject(path, down[0], up[1]);
	close(down[0]);
	close(up[1]);
	to_subject = down[1];
	from_subject = up[0];
	pidfd = syscall(SYS_pidfd_open, subject, 0);
}

static void send_command(const struct command *command)
{
	if (write(to_subject, command, sizeof(*command)) != sizeof(*command))
		die("subject");
}

/* Waits for the answer and meanwhile serves the userfaultfd events. */
static void await(struct answer *answer, char *events)
{
	events[0] = 0;
	for (;;) {
		struct pollfd polled[MONITOR_MAX + 1] = { { from_subject, POLLIN, 0 } };
		int fds[MONITOR_MAX];
		int count = monitor_fds(fds);

		for (int i = 0; i < count; i++)
			polled[i + 1] = (struct pollfd){ fds[i], POLLIN, 0 };
		if (poll(polled, count + 1, 10000) <= 0)
			die("the subject does not answer");
		monitor_serve(events, EVENTS_SIZE);
		if (!(polled[0].revents & (POLLIN | POLLHUP)))
			continue;
		if (read(from_subject, answer, sizeof(*answer)) != sizeof(*answer))
			die("the subject has died");
		return;
	}
}

static void perform(struct command *command, struct answer *answer, char *events)
{
	if (command->nr == SYS_close)
		monitor_drop(command->args[0]);
	send_command(command);
	await(answer, events);
	if (command->nr == SYS_userfaultfd && answer->result >= 0)
		monitor_add(pidfd, answer->result);
}

static int parse(char *line, struct command *command)
{
	char *text = strchr(line, '=');
	char *at = line;
	unsigned long numbers[8 + WORDS] = { 0 };
	int count = 0;

	memset(command, 0, sizeof(*command));
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

static void print_answer(const struct answer *answer, const char *events)
{
	printf("{\"result\":%ld", answer->result);
	if (answer->signal)
		printf(",\"signal\":%ld,\"code\":%ld,\"addr\":\"0x%lx\"", answer->signal, answer->code, answer->addr);
	printf(",\"words\":[");
	for (int i = 0; i < WORDS; i++)
		printf("%s\"0x%lx\"", i ? "," : "", answer->words[i]);
	printf("],\"events\":[%s],", events);
	state_print(stdout);
	printf("}\n");
	fflush(stdout);
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
	struct utsname name;
	char thp[128], shmem[128], zero[16], overcommit[16], maps[16], lowest[32], events[EVENTS_SIZE];
	const char *root = "/sys/kernel/mm/transparent_hugepage/";
	char path[128];

	/* Its first answer says that it runs, so that its own mappings are complete. */
	perform(&where, &brk, events);
	if (state_open(subject))
		die("/proc");
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
	       atoi(zero), zero_page() ? "true" : "false", atoi(overcommit), atoi(maps), MEMLOCK);
	printf("\"mmapMinAddr\":%d,\"memTotal\":%lu,\"swapTotal\":%lu,\"softDirty\":%s,\"brk\":\"0x%lx\",\"frames\":%s,", atoi(lowest),
	       memory_kb("MemTotal"), memory_kb("SwapTotal"), soft_dirty() ? "true" : "false", (unsigned long)brk.result,
	       state_has_frames() ? "true" : "false");
	printf("\"uffdFeatures\":\"0x%lx\",", uffd_features());
	printf("\"capabilities\":[\"CAP_SYS_PTRACE\"],");
	state_print(stdout);
	printf("}\n");
	fflush(stdout);
}

int main(int count, char **arguments)
{
	static char line[4096], events[EVENTS_SIZE];
	struct command command;
	struct answer answer;

	if (count != 2) {
		fprintf(stderr, "usage: recorder SUBJECT\n");
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	start_subject(arguments[1]);
	print_header();
	while (fgets(line, sizeof(line), stdin)) {
		if (parse(line, &command)) {
			fprintf(stderr, "not a call: %s", line);
			continue;
		}
		perform(&command, &answer, events);
		print_answer(&answer, events);
	}
	kill(subject, SIGKILL);
	waitpid(subject, NULL, 0);
	return 0;
}
